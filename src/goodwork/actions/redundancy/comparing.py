"""Comparing staged items: the engine's clusters, with what leads have split kept apart. Runs in a thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from goodwork.actions.redundancy.staging import ItemPictures, Staged
from goodwork.blobs import Blobs
from goodwork.model.redundancy import CheckPlan, LooksAt
from goodwork.redundancy.apart import listing, similarities, split
from goodwork.redundancy.in_memory import find_duplicate_pictures, find_duplicates
from goodwork.redundancy.pictures import PictureOptions
from goodwork.redundancy.prints import CHECK, distance, look, pixel_hash, prints_of
from goodwork.redundancy.progress import Progress
from goodwork.redundancy.reading import TextReader, places_for
from goodwork.redundancy.run import Options, Report
from goodwork.store.redundancy.findings import Found

MEASURED = 500
"""Items of a cluster that was split up to which all of them are compared with each other again."""

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]
Sides = Mapping[int, Mapping[int, int]]
"""Item -> split -> side."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a comparison."""

    found: Found
    notes: list[str]


def compare(staged: Staged, plan: CheckPlan, blobs: Blobs, sides: Sides, progress: Progress) -> Outcome:
    """Clusters of the staged items, those of a split kept apart."""
    if not staged.ids.size:
        return Outcome(Found((), (), (), (), (), ()), ["There is nothing to compare."])
    if plan.looks_at is LooksAt.TEXT:
        options = Options(threshold=plan.threshold, keep="rank")
        found = find_duplicates(staged.contents(), options, staged.rank, progress)
        groups = _Groups(staged, found.representative, found.similarity, found.exact)
        measure: Measure = lambda rows: measure_texts(staged.some(rows), options)  # noqa: E731
    else:
        pictures = ItemPictures(staged, blobs)
        found = find_duplicate_pictures(pictures, PictureOptions(similarity=plan.threshold), progress)
        groups = _Groups(staged, found.representative, found.similarity, found.exact)
        measure = lambda rows: measure_pictures([pictures[int(row)] for row in rows])  # noqa: E731
        groups.choose_by_rank(measure)
    groups.keep_apart(sides, plan.threshold, measure)
    return Outcome(groups.found(), _notes(found.report, plan))


def _notes(report: Report, plan: CheckPlan) -> list[str]:
    notes = [f"Compared by {report.shingle}, from a similarity of {plan.threshold:g}.", *report.notes]
    if report.counts.chained:
        notes.append(
            f"{report.counts.chained:,} items are less alike to their representative than that: others link them."
        )
    if report.bounded.buckets:
        notes.append(
            f"{report.bounded.buckets:,} crowds of alike items (the largest of {report.bounded.largest:,}) were not "
            "compared each with each."
        )
    if report.refused:
        notes.append(f"{report.refused:,} pictures could not be read; their items are kept.")
    return notes


@dataclass(frozen=True, slots=True)
class Measured:
    """Some items, each compared with each."""

    alike: Floats
    """(n, n) similarities"""
    content: NDArray[np.int64]
    """(n,) a number for each different content"""


Measure = Callable[[Rows], Measured]
"""Rows (ascending), compared with each other."""


class _Groups:
    """Who stands for whom, row by row, while it is put right."""

    def __init__(self, staged: Staged, representative: Rows, similarity: Floats, exact: NDArray[np.bool_]) -> None:
        self._staged = staged
        self._representative = representative.copy()
        self._similarity = similarity.copy()
        # What has the same words and something else beside them is not exactly the same item.
        self._exact = exact & (staged.rest == staged.rest[representative])

    def clusters(self) -> list[Rows]:
        """The rows of each cluster of two or more, ascending."""
        order = np.argsort(self._representative, kind="stable")
        _, starts, sizes = np.unique(self._representative[order], return_index=True, return_counts=True)
        return [order[a : a + n] for a, n in zip(starts[sizes > 1], sizes[sizes > 1], strict=True)]

    def choose_by_rank(self, measure: Measure) -> None:
        """Let the item of the highest rank stand for each cluster."""
        for rows in self.clusters():
            best = int(rows[np.argmax(self._staged.rank[rows])])
            if best != self._representative[rows[0]]:
                self._set(rows, best, measure(rows) if rows.size <= MEASURED else None, rows)

    def keep_apart(self, sides: Sides, threshold: float, measure: Measure) -> None:
        """Split the clusters that hold items of both sides of a split."""
        if not sides:
            return
        said = [sides.get(int(item)) for item in self._staged.ids]
        for rows in self.clusters():
            mine = [said[row] for row in rows]
            apart = list(_apart(mine))
            if not apart:
                continue
            if rows.size > MEASURED:
                self._by_sides(rows, mine)
                continue
            measured = measure(rows)
            groups = split(rows.size, listing(measured.alike, threshold), apart)
            for group in np.unique(groups):
                inside = np.flatnonzero(groups == group)
                best = int(inside[np.argmax(self._staged.rank[rows[inside]])])
                self._set(rows[inside], int(rows[best]), measured, rows)

    def _by_sides(self, rows: Rows, mine: Sequence[Mapping[int, int] | None]) -> None:
        # Too many to measure each against each: the sides as they were said; what nobody spoke of stays together.
        named = [tuple(sorted(m.items())) if m else () for m in mine]
        for name in dict.fromkeys(named):
            inside = np.array([i for i, other in enumerate(named) if other == name])
            best = int(rows[inside[np.argmax(self._staged.rank[rows[inside]])]])
            self._set(rows[inside], best, None, rows)

    def _set(self, rows: Rows, best: int, measured: Measured | None, of: Rows) -> None:
        """Let ``best`` stand for ``rows``; what was ``measured`` are the rows ``of``; None: nothing."""
        same_rest = self._staged.rest[rows] == self._staged.rest[best]
        if measured is None:
            # Exactly the same as the one that stood for them, and so is the new one.
            self._exact[rows] &= same_rest & self._exact[best]
            self._similarity[rows] = np.nan
        else:
            at, own = np.searchsorted(of, rows), int(np.searchsorted(of, best))
            self._similarity[rows] = measured.alike[at, own]
            self._exact[rows] = (measured.content[at] == measured.content[own]) & same_rest
        self._representative[rows] = best
        self._exact[best], self._similarity[best] = True, 1.0

    def found(self) -> Found:
        """The clusters as columns, the largest first."""
        counts = np.bincount(self._representative, minlength=self._representative.size)
        leads = np.flatnonzero(counts > 1)
        leads = leads[np.lexsort((leads, -counts[leads]))]
        number = np.zeros(counts.size, np.int64)
        number[leads] = np.arange(1, leads.size + 1)
        rows = np.flatnonzero(counts[self._representative] > 1)
        alike = self._similarity[rows]
        ids = self._staged.ids
        return Found(
            sizes=counts[leads].tolist(),
            representatives=ids[leads].tolist(),
            items=ids[rows].tolist(),
            numbers=number[self._representative[rows]].tolist(),
            similarities=[None if np.isnan(s) else s for s in alike.tolist()],
            exact=self._exact[rows].tolist(),
        )


def _apart(mine: Sequence[Mapping[int, int] | None]) -> set[tuple[int, int]]:
    """Pairs of members that are on different sides of a split."""
    by_side: dict[tuple[int, int], list[int]] = {}
    for member, said in enumerate(mine):
        for name, side in (said or {}).items():
            by_side.setdefault((name, side), []).append(member)
    return {
        (a, b)
        for (name, side), members in by_side.items()
        if side == 0
        for a in members
        for b in by_side.get((name, 1), ())
    }


def measure_texts(texts: Sequence[str], options: Options) -> Measured:
    """Exact Jaccard of texts, by the engine's own shingles and normalisation."""
    read = TextReader(options.shingle, options.plan, places_for(len(texts))).read(pa.array(texts, pa.large_string()))
    bounds = np.concatenate([[0], np.cumsum(read.sizes)])
    sets: dict[tuple[int, int], NDArray[np.uint32]] = {}
    marks: list[tuple[int, int]] = []
    for (a, b), slot in zip(read.content.T.tolist(), read.slot.tolist(), strict=True):
        marks.append((a, b))
        # A content that was met before has no set of its own.
        if slot >= 0:
            sets[a, b] = read.sets[bounds[slot] : bounds[slot + 1]].copy()
    number = {mark: i for i, mark in enumerate(dict.fromkeys(marks))}
    content = np.array([number[mark] for mark in marks])
    alike = similarities([sets.get(mark, np.empty(0, np.uint32)) for mark in number])
    return Measured(alike[np.ix_(content, content)], content)


def measure_pictures(pictures: Sequence[bytes | None]) -> Measured:
    """Share of equal bits of pictures; what can't be read is like nothing."""
    n = len(pictures)
    gray, readable = np.zeros((n, 32, 32), np.uint8), np.zeros(n, np.bool_)
    number: dict[bytes, int] = {}
    content = np.arange(-1, -n - 1, -1)
    for i, picture in enumerate(pictures):
        try:
            if picture is not None:
                gray[i] = look(picture).gray
                content[i] = number.setdefault(pixel_hash(picture), i)
                readable[i] = True
        except (OSError, ValueError, SyntaxError):
            continue
    words, _ = prints_of(gray)
    alike = np.eye(n)
    for i in range(n):
        same = 1 - distance(np.repeat(words[i : i + 1], n, 0), words) / CHECK
        alike[i] = np.where(readable & readable[i], same, 0)
    np.fill_diagonal(alike, 1)
    return Measured(alike, content)
