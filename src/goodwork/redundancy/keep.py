"""The keep list: every row with its representative, written in order, in pieces, and renamed into place whole."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from goodwork.errors import GoodworkError
from goodwork.redundancy.near_text import Answer
from goodwork.redundancy.work import Work, full_disk_explained

GROUP = 1 << 20
"""Rows written at a time: one row group."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a keep list says, in numbers. ``kept + exact + near`` is ``rows``."""

    rows: int
    exact: int
    """rows whose content an earlier or better row has, character for character after normalisation"""
    near: int
    """rows of another content that a representative stands for"""
    chained: int
    """of the near ones and their repeats: rows below the threshold to their representative, joined over others"""
    kept: int
    clusters: int
    """clusters of two or more rows"""
    largest: int
    """rows in the largest cluster"""
    histogram: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    """(least size, greatest size, clusters) by powers of two"""


def count(answer: Answer, threshold: float) -> Counts:
    """The counts of an answer, without a pass over rows in Python."""
    rows = answer.unit_of_row.size
    units = answer.best_row.size
    per_unit = np.bincount(answer.unit_of_row, minlength=units)
    size = np.bincount(answer.representative, per_unit, units).astype(np.int64)
    own = answer.representative == np.arange(units)
    kept = int(own.sum())
    chained = int(per_unit[answer.similarity < threshold].sum())
    sizes = size[own]
    bins = np.bincount(np.frexp(sizes)[1]) if kept else np.zeros(1, np.int64)
    histogram = [(2 ** (k - 1), 2**k - 1, int(n)) for k, n in enumerate(bins) if n and k]
    return Counts(
        rows,
        rows - units,
        units - kept,
        chained,
        kept,
        int((sizes > 1).sum()),
        int(sizes.max(initial=0)),
        histogram,
    )


def representatives(answer: Answer, start: int, stop: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """(rows,) the row that represents each of rows ``start:stop``, and the similarity to it."""
    unit = answer.unit_of_row[start:stop]
    return answer.best_row[answer.representative[unit]].astype(np.int64), answer.similarity[unit]


def ids_of(work: Work) -> Iterator[Any]:
    """The id column as it was read, batch by batch; nothing when there was none."""
    path = work.folder / "ids.bin"
    if work.state.get("id_bytes"):
        with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as stream:
            for batch in stream:
                yield batch.column(0)


def _numeric(work: Work) -> bool:
    """Whether ids that came as text are all whole numbers, written the usual way."""
    for ids in ids_of(work):
        if not pa.types.is_large_string(ids.type):
            return False
        usual = pc.MatchSubstringOptions(r"^(0|-?[1-9][0-9]{0,17})$")
        if ids.null_count or pc.call_function("match_substring_regex", [ids], usual).false_count:
            return False
    return True


class _Ids:
    """The id column, taken in pieces of any size."""

    def __init__(self, work: Work) -> None:
        self.stream = ids_of(work)
        self.number = bool(work.state.get("id_bytes")) and _numeric(work)
        self.held: list[Any] = []
        self.have = 0

    def take(self, start: int, rows: int, known: bool) -> Any:
        if not known:
            return pa.array(np.arange(start, start + rows))
        while self.have < rows:
            batch = next(self.stream)
            self.held.append(batch.cast(pa.int64()) if self.number else batch)
            self.have += len(batch)
        together = pa.chunked_array(self.held)
        self.held = together.slice(rows).chunks
        self.have -= rows
        return together.slice(0, rows).combine_chunks()


@contextlib.contextmanager
def written_whole(path: Path) -> Generator[Path]:
    """A path to write to that becomes ``path`` when all went well and leaves nothing behind when not."""
    path = path.resolve()  # a link stays one: what it leads to is replaced
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.part")
    try:
        with full_disk_explained(path.parent):
            yield fresh
            os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def write_lists(work: Work, answer: Answer, keep: Path | None, clusters: Path | None) -> None:
    """KEEP (row, id, representative, similarity) and CLUSTERS (row, id, cluster), each whole or not at all.

    A cluster is named by the row that represents it.
    """
    rows = answer.unit_of_row.size
    known = bool(work.state.get("id_bytes"))
    for path, full in ((keep, True), (clusters, False)):
        if path is None:
            continue
        ids = _Ids(work)
        with written_whole(path) as fresh, contextlib.ExitStack() as stack:
            writer: Any = None
            for start in range(0, max(rows, 1), GROUP):
                stop = min(rows, start + GROUP)
                representative, similarity = representatives(answer, start, stop)
                columns = {"row": pa.array(np.arange(start, stop)), "id": ids.take(start, stop - start, known)}
                if full:
                    columns |= {"representative": pa.array(representative), "similarity": pa.array(similarity)}
                else:
                    columns["cluster"] = pa.array(representative)
                table = pa.table(columns)
                if writer is None:
                    # Rows and ids mostly count up: their differences are small, and quick to write.
                    counting = {f.name: "DELTA_BINARY_PACKED" for f in table.schema if pa.types.is_integer(f.type)}
                    repeated: Any = ["similarity"] if full else False
                    writer = stack.enter_context(
                        pq.ParquetWriter(
                            fresh,
                            table.schema,
                            compression="zstd",
                            use_dictionary=repeated,
                            column_encoding=counting,
                        )
                    )
                if work.stop.is_set():
                    raise GoodworkError("Stopped while writing.", kept=f"{path} is as it was.")
                writer.write_table(table, GROUP)
            stack.close()
