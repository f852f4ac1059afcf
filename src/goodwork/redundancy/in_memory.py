"""The engine for programs: texts, records or pictures in; who stands for whom out. What an import or a screen calls.

::

    found = find_duplicates(texts)                      # a list, an Arrow array, or a stream of Arrow arrays
    found = find_duplicate_records(records)             # whole JSON values
    found = find_duplicate_pictures(pictures)           # bytes or paths
    found.representative[row], found.similarity[row], found.exact[row], found.clusters()

Rows are numbered from 0 in the order given. The work in between lies in a temporary folder, so a stream may be
larger than memory.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from goodwork.redundancy.alphabet import RECORD
from goodwork.redundancy.keep import Counts, representatives
from goodwork.redundancy.near_text import Answer
from goodwork.redundancy.picture_source import Picture
from goodwork.redundancy.pictures import PictureOptions, run_pictures
from goodwork.redundancy.progress import Progress, Silent
from goodwork.redundancy.reading import Batch
from goodwork.redundancy.records import canonical
from goodwork.redundancy.run import Options, Report, run_texts
from goodwork.redundancy.work import Work

AT_ONCE = 10_000
"""Rows handed to the kernels together."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who stands for whom."""

    representative: NDArray[np.int64]
    """(rows,) the row that stands for each; itself when it is kept"""
    similarity: NDArray[np.float64]
    """(rows,) to it: exact Jaccard of texts, share of equal bits of pictures"""
    exact: NDArray[np.bool_]
    """(rows,) whether it has the same content as its representative (after normalisation; the same pixels)"""
    counts: Counts
    report: Report
    """the same in sentences (``lines``) and numbers (``json``)"""

    @property
    def kept(self) -> NDArray[np.bool_]:
        """(rows,) True where a row stands for itself."""
        return self.representative == np.arange(self.representative.size)

    def clusters(self) -> list[NDArray[np.int64]]:
        """The rows of each cluster of two or more, the representative first, the largest cluster first."""
        if self.representative.size == 0:
            return []
        order = np.lexsort((np.arange(self.representative.size), ~self.kept, self.representative))
        _, starts, sizes = np.unique(self.representative[order], return_index=True, return_counts=True)
        groups = [order[start : start + size] for start, size in zip(starts, sizes, strict=True) if size > 1]
        return sorted(groups, key=lambda rows: (-rows.size, int(rows[0])))


def find_duplicates(
    texts: Sequence[str | bytes | None] | Iterable[Any],
    options: Options | None = None,
    quality: Sequence[float] | NDArray[np.float64] | None = None,
    progress: Progress | None = None,
) -> Found:
    """Exact and near duplicates among ``texts``; ``quality`` decides who stays when ``options.keep`` says so.

    ``texts`` may be a list, an Arrow array of text, or a stream of Arrow arrays, which is read once.

    >>> found = find_duplicates(["Good work!", "good  work", "something else"])
    >>> found.representative.tolist(), found.exact.tolist(), found.counts.exact
    ([0, 0, 2], [True, True, True], 1)
    """
    options = options or Options()
    source = _Stream(_arrays(texts), None if quality is None else np.asarray(quality, np.float64), _length(texts))
    with tempfile.TemporaryDirectory(prefix="goodwork-redundancy-") as folder:
        work = Work(Path(folder) / "work", options.question(source))
        answer, report = run_texts(source, options, work, progress or Silent())
    return _found(answer, report)


def find_duplicate_records(records: Iterable[Any], progress: Progress | None = None) -> Found:
    """Records (any JSON values) that are equal: the order of keys and how a number is written don't count.

    >>> find_duplicate_records([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}, {"a": "1", "b": [2]}]).representative.tolist()
    [0, 0, 2]
    """
    some = iter(records)

    def arrays() -> Iterator[Any]:
        while listed := [canonical(record) for record in itertools.islice(some, AT_ONCE)]:
            yield pa.array(listed, pa.large_binary())

    return find_duplicates(arrays(), Options(shingle=RECORD, near=False, keep="earliest"), progress=progress)


def find_duplicate_pictures(
    pictures: Sequence[bytes | Path | None], options: PictureOptions | None = None, progress: Progress | None = None
) -> Found:
    """Exact and near duplicates among pictures: file contents, or paths; None and what can't be read is kept.

    A sequence that loads a picture when it is asked for holds no more than a few in memory. Some are asked for
    twice: those that look the same are decoded in full.
    """
    options = options or PictureOptions()
    source = _Held(pictures)
    with tempfile.TemporaryDirectory(prefix="goodwork-redundancy-") as folder:
        work = Work(Path(folder) / "work", options.question(source))
        answer, report = run_pictures(source, options, work, progress or Silent())
    return _found(answer, report)


def _found(answer: Answer, report: Report) -> Found:
    rows = answer.unit_of_row.size
    representative, similarity = representatives(answer, 0, rows)
    exact = answer.unit_of_row == answer.unit_of_row[representative]
    return Found(representative, similarity, exact, report.counts, report)


@dataclass(slots=True)
class _Stream:
    """Arrow arrays as a source that is read once."""

    arrays: Iterator[Any]
    quality: NDArray[np.float64] | None
    length: int | None

    @property
    def ranked(self) -> bool:
        return self.quality is not None

    def fingerprint(self) -> list[Any]:
        """Never taken up again, so any will do."""
        return []

    def rows(self) -> int | None:
        """How many texts there are; unknown for a stream."""
        return self.length

    def batches(self, skip: int = 0) -> Iterator[Batch]:
        """All texts; a run in memory never begins later."""
        start = skip
        for array in self.arrays:
            for first in range(0, len(array), AT_ONCE):
                part = array.slice(first, AT_ONCE)
                quality = None if self.quality is None else self.quality[start : start + len(part)]
                start += len(part)
                yield Batch(part, None, quality)


@dataclass(slots=True)
class _Held:
    """Pictures that a program holds, as a source."""

    pictures: Sequence[bytes | Path | None]

    def fingerprint(self) -> list[Any]:
        """Never taken up again, so any will do."""
        return []

    def rows(self) -> int:
        """How many pictures there are."""
        return len(self.pictures)

    def batches(self, skip: int, at_once: int) -> Iterator[Sequence[tuple[Picture, Any]]]:
        """(picture, name) of every row after the first ``skip``."""
        for start in range(skip, len(self.pictures), at_once):
            stop = min(start + at_once, len(self.pictures))
            yield [(self.pictures[row], f"picture {row}") for row in range(start, stop)]

    def again(self, rows: Sequence[int]) -> Iterator[tuple[int, bytes | Path]]:
        """A few pictures once more."""
        for row in rows:
            picture = self.pictures[row]
            if picture is not None:
                yield row, picture

    def names(self) -> None:
        """Pictures in memory have no file names that would tell a sequence."""


def _length(texts: Any) -> int | None:
    return len(texts) if hasattr(texts, "__len__") else None


def _arrays(texts: Any) -> Iterator[Any]:
    """Arrow arrays of text from whatever came."""
    if isinstance(texts, pa.Array):
        yield texts
    elif isinstance(texts, pa.ChunkedArray):
        yield from texts.chunks
    elif isinstance(texts, Sequence):
        listed = cast("Sequence[str | bytes | None]", texts)
        for start in range(0, len(listed), AT_ONCE):
            some = [
                text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
                for text in listed[start : start + AT_ONCE]
            ]
            yield pa.array(some, pa.large_binary())
    else:
        yield from texts
