"""What can be asked of a finished run over texts: leaks, containment, meaning, and whether it matters.

Each question reads again only what it needs, as a stream where the data may be large.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from goodwork.errors import Invalid, TooLarge
from goodwork.redundancy.alphabet import Shingle
from goodwork.redundancy.contained import Overlaps, overlaps
from goodwork.redundancy.curve import Curve, learning_curve
from goodwork.redundancy.embeddings import Floats, built_in, by_model, tf_idf, unit
from goodwork.redundancy.files import PARQUET
from goodwork.redundancy.keep import representatives, written_whole
from goodwork.redundancy.leakage import Leaks, across, leaked
from goodwork.redundancy.near_text import Answer
from goodwork.redundancy.run import Report
from goodwork.redundancy.semantic import semantic_duplicates, vendi
from goodwork.redundancy.sources import Source
from goodwork.redundancy.text_report import string, texts_at
from goodwork.redundancy.work import Work

CURVE_ROWS = 40_000
"""Rows a learning curve is drawn from; of larger data, whole clusters at random."""
MEANING_ROWS = 300_000
"""Rows that meaning is compared of: their vectors are in memory."""


def whole(answer: Answer) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """(rows,) representatives and similarities of all rows."""
    return representatives(answer, 0, answer.unit_of_row.size)


def column_of(source: Source, name: str) -> Iterator[list[Any]]:
    """The values of another column, batch by batch, as text."""
    for batch in Source(source.files, name).batches():
        yield [None if value is None else string(value) for value in batch.texts.to_pylist()]


def leaks_between(source: Source, column: str, answer: Answer) -> Leaks:
    """Leaks between the values of a column such as ``split``."""
    names: dict[str, int] = {}
    codes: list[NDArray[np.int16]] = []
    for values in column_of(source, column):
        if len(names) > 64:
            raise Invalid(f"Column {column!r} has too many values for splits.", next_step="Name the split column.")
        codes.append(np.array([-1 if v is None else names.setdefault(v, len(names)) for v in values], np.int16))
    representative, _ = whole(answer)
    return across(representative, np.concatenate(codes) if codes else np.empty(0, np.int16), list(names))


def with_leaks(found: Report, work: Work, answer: Answer) -> Report:
    """The report with what a run against a reference found. Rows of the reference follow those of the data."""
    own = int((work.column("quality", np.float64).load() == 0).sum())
    representative, similarity = whole(answer)
    rows = leaked(representative, own)
    exact = int((similarity[rows] == 1).sum())
    said = f"{rows.size:,} of {own:,} rows are in the reference too ({exact:,} with the same shingles)."
    told = f"Rows from {own:,} on are the reference; a representative among them means: leave the row out."
    return found.adding([said, told], leaked=int(rows.size))


def contained_in(source: Source, answer: Answer, shingle: Shingle) -> Overlaps:
    """Containment and boilerplate among the rows that are kept; numbers in the answer are rows."""
    representative, _ = whole(answer)
    kept = np.flatnonzero(representative == np.arange(representative.size))
    mask = np.zeros(representative.size, np.bool_)
    mask[kept] = True

    def texts() -> Iterator[Sequence[bytes | None]]:
        start = 0
        for batch in source.batches():
            inside = np.flatnonzero(mask[start : start + len(batch.texts)])
            chosen = batch.texts.take(pa.array(inside)).cast(pa.large_binary()).to_pylist()
            start += len(batch.texts)
            if chosen:
                yield chosen

    def examples(numbers: Sequence[int]) -> dict[int, str]:
        found = texts_at(source, kept[list(numbers)].tolist())
        return {number: found[int(kept[number])] for number in numbers}

    found = overlaps(texts, kept.size, shingle, examples)
    rows = [replace(one, row=int(kept[one.row]), within=int(kept[one.within])) for one in found.inside]
    return replace(found, inside=rows)


def write_contained(path: Path, found: Overlaps) -> None:
    """CONTAINED: row, within (a row), share."""
    table = pa.table(
        {
            "row": pa.array([one.row for one in found.inside], pa.int64()),
            "within": pa.array([one.within for one in found.inside], pa.int64()),
            "share": pa.array([one.share for one in found.inside], pa.float64()),
        }
    )
    with written_whole(path) as fresh:
        pq.write_table(table, fresh)


def curve_of(source: Source, label: str, answer: Answer, seed: int = 0) -> Curve:
    """A learning curve with the labels of a column, features by hashed TF-IDF."""
    representative, similarity = whole(answer)
    rows = np.arange(representative.size)
    if rows.size > CURVE_ROWS:
        order = np.random.default_rng(seed).permutation(np.unique(representative))
        sizes = np.bincount(representative, minlength=representative.size)[order]
        chosen = order[: max(20, int(np.searchsorted(np.cumsum(sizes), CURVE_ROWS)))]
        rows = np.flatnonzero(np.isin(representative, chosen))[: 2 * CURVE_ROWS]
    texts = texts_at(source, rows.tolist())
    labels = texts_at(Source(source.files, label), rows.tolist())
    features = tf_idf([texts[int(row)] for row in rows])
    known = [labels[int(row)] or None for row in rows]
    place = {int(row): i for i, row in enumerate(rows)}
    own = np.array([place.get(int(representative[row]), i) for i, row in enumerate(rows)])
    return learning_curve(features, known, own, similarity[rows], seed=seed)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What comparing meanings added."""

    aside: int
    """kept rows that another kept row stands for now"""
    vendi_before: float
    """effective number of different examples among the rows kept before"""
    vendi_after: float
    dimensions: int

    def lines(self) -> list[str]:
        """The numbers as sentences."""
        return [
            f"By meaning, {self.aside:,} more rows are set aside.",
            f"The rest counts as {self.vendi_after:,.1f} different examples (Vendi score; {self.vendi_before:,.1f} "
            f"before; at most {self.dimensions}, the dimensions of the vectors).",
        ]


def by_meaning(
    source: Source, answer: Answer, epsilon: float, column: str | None = None, model: Path | None = None
) -> tuple[Answer, Meaning]:
    """Sets aside, among the rows kept, those that mean what another does, by vectors."""
    representative, _ = whole(answer)
    kept = np.flatnonzero(representative == np.arange(representative.size))
    if kept.size > MEANING_ROWS:
        raise TooLarge(
            f"{kept.size:,} rows are left, more than the {MEANING_ROWS:,} whose meanings are compared at once.",
            kept="The exact and near duplicates are not affected.",
            next_step="Run again without --method semantic, or on a part of the data.",
        )
    if column is not None:
        vectors = _column_vectors(source, column)[kept]
    else:
        texts = texts_at(source, kept.tolist())
        listed = [texts[int(row)] for row in kept]
        vectors = by_model(listed, model) if model else built_in(listed)
    found = semantic_duplicates(vectors, epsilon)
    # Units in the terms of the answer: the representative of a cluster gets a representative of its own.
    unit_of = answer.unit_of_row[kept]
    onward = np.arange(answer.best_row.size, dtype=np.int32)
    onward[unit_of] = unit_of[found.representative]
    closeness = np.ones(answer.best_row.size)
    closeness[unit_of] = found.similarity
    moved = onward[answer.representative] != answer.representative
    fresh = replace(
        answer,
        representative=onward[answer.representative],
        similarity=np.where(moved, closeness[answer.representative], answer.similarity),
    )
    stays = found.representative == np.arange(kept.size)
    return fresh, Meaning(int((~stays).sum()), vendi(vectors), vendi(vectors[stays]), vectors.shape[1])


def _column_vectors(source: Source, column: str) -> Floats:
    parts: list[Any] = []
    for file in source.files:
        if file.kind not in PARQUET:
            raise Invalid("Vectors are read from Parquet only.", next_step="Write them as a list column.")
        values = pq.read_table(file.path, columns=[column]).column(column)
        lists = [np.asarray(value, np.float32) for value in values.to_pylist() if value is not None]
        if len(lists) != len(values) or len({v.size for v in lists}) > 1:
            raise Invalid(f"Column {column!r} does not hold one vector of the same length in every row.")
        parts += lists
    return unit(np.stack(parts))
