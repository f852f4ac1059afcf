"""The items of a check on the worker's disk: read from the database once, in a stream, and from there as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from goodwork.actions.redundancy.compared import compared, number_in
from goodwork.blobs import Blobs
from goodwork.errors import NotFound
from goodwork.model.redundancy import CheckPlan, Keep
from goodwork.store.redundancy.contents import Content

_CONTENT = pa.schema([("content", pa.large_string())])
AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Staged:
    """Items in the order of import: their contents in a file, the rest as arrays of a row each."""

    path: Path
    ids: NDArray[np.int64]
    rest: NDArray[np.uint64]
    rank: NDArray[np.float64]
    """The higher, the sooner an item stands for its cluster."""
    left_out: int

    def contents(self) -> Iterator[Any]:
        """All contents as Arrow arrays, one held at a time."""
        for batch in pq.ParquetFile(self.path, pre_buffer=False).iter_batches(AT_ONCE):
            yield batch.column(0)

    def some(self, rows: NDArray[np.int64]) -> list[str]:
        """The contents of a few rows, in ascending order."""
        found: list[str] = []
        start = 0
        for contents in self.contents():
            stop = start + len(contents)
            inside = rows[np.searchsorted(rows, start) : np.searchsorted(rows, stop)]
            found += contents.take(pa.array(inside - start)).to_pylist()
            start = stop
        return found


class Stage:
    """Takes items in, a fetch at a time; nothing but arrays is held."""

    def __init__(self, folder: Path, plan: CheckPlan) -> None:
        self._path = folder / "contents.parquet"
        self._plan = plan
        self._writer = pq.ParquetWriter(self._path, _CONTENT, compression="zstd", use_dictionary=False)
        self._ids: list[NDArray[np.int64]] = []
        self._rest: list[NDArray[np.uint64]] = []
        self._answered: list[NDArray[np.bool_]] = []
        self._value: list[NDArray[np.float64]] = []
        self._left_out = 0
        self.rows = 0

    def take(self, rows: Sequence[Content]) -> None:
        """Add items."""
        plan = self._plan
        told = [(row, compared(row.parts, plan)) for row in rows]
        some = [(row, one) for row, one in told if one is not None]
        self._left_out += len(told) - len(some)
        self.rows += len(rows)
        if not some:
            return
        # Half of a pair of surrogates can't be kept as UTF-8, and is nothing to compare by.
        words = [one.content.encode("utf-8", "replace").decode() for _, one in some]
        self._writer.write_table(pa.table({"content": pa.array(words, pa.large_string())}))
        self._ids.append(np.array([row.item_id for row, _ in some], np.int64))
        self._rest.append(np.array([one.rest for _, one in some], np.uint64))
        self._answered.append(np.array([row.answered for row, _ in some], np.bool_))
        highest = plan.keep is Keep.HIGHEST
        values = [number_in(row.field) if highest else one.size for row, one in some]
        self._value.append(np.array(values, np.float64))

    def end(self) -> Staged:
        """What was taken in."""
        self._writer.close()
        ids = np.concatenate([*self._ids, np.empty(0, np.int64)])
        value = np.concatenate([*self._value, np.empty(0)])
        if self._plan.keep is Keep.EARLIEST:
            value[:] = 0
        # What has answers stands first: nothing is asked again that is known already. Then the rule; then the order.
        answered = np.concatenate([*self._answered, np.empty(0, np.bool_)])
        order = np.lexsort((-np.arange(ids.size), value, answered))
        rank = np.empty(ids.size)
        rank[order] = np.arange(ids.size)
        return Staged(self._path, ids, np.concatenate([*self._rest, np.empty(0, np.uint64)]), rank, self._left_out)


class ItemPictures(Sequence[bytes | None]):
    """The pictures of staged items, each fetched from the blobs when it is asked for."""

    def __init__(self, staged: Staged, blobs: Blobs) -> None:
        names = list(staged.contents())
        self._names = pa.chunked_array(names, pa.large_string()).combine_chunks()
        self._blobs = blobs

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, row: int) -> bytes | None: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[bytes | None]: ...
    def __getitem__(self, row: int | slice) -> bytes | Sequence[bytes | None] | None:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        try:
            return self._blobs.get(self._names[row].as_py())
        except NotFound:
            return None
