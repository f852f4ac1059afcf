"""Consensus of spans in sequences of tokens: a hidden chain with transitions, seen by people who err.

Each token of an item is truly Outside, at the Begin of or Inside a span of one label; Inside never follows
Outside. A person's mark on a token depends on the true state and on their own mark before it (they miss or
add whole spans, not tokens), as the sequential annotator of Simpson & Gurevych, *A Bayesian approach for
sequence tagging with crowds*, EMNLP 2019. Rows of a person's table have a Dirichlet prior around the table of
all people. Fitted by EM with forward-backward passes; labels that may overlap are fitted each on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Span = tuple[int, int]

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
POOLED = 8.0
"""How many tokens of evidence the table of all people counts for in a row of a person's table."""


@dataclass(frozen=True, eq=False)
class SpanConsensus:
    """Where the spans of one label truly are."""

    ptr: Ints
    """(items + 1,) where each item's tokens begin."""
    marginal: Floats
    """(tokens, 3) the chance of Outside, Begin and Inside."""
    follow: Floats
    """(tokens, 3, 3) the chance of each state (column) given the true state of the token before (row)."""
    path: Ints
    """(tokens,) the most probable states of each item as a whole."""
    confusion: Floats
    """(people, 3, 3, 3) true state x the person's mark before x their mark."""
    transition: Floats
    """(3, 3) the fitted chances of going from state to state."""
    rounds: int

    def spans(self, item: int) -> list[Span]:
        """The consensus spans of an item, as (first token, token after the last)."""
        return decode(self.path[self.ptr[item] : self.ptr[item + 1]])

    def probability(self, item: int, span: Span) -> float:
        """The chance that exactly this span is there."""
        start, end = (int(self.ptr[item]) + t for t in span)
        stop = int(self.ptr[item + 1])
        if not self.ptr[item] <= start < end <= stop:
            raise Invalid(f"Item {item} has {stop - int(self.ptr[item])} tokens; there is no span {span}.")
        chance, state = float(self.marginal[start, BEGIN]), BEGIN
        for t in range(start + 1, end):
            chance *= float(self.follow[t, state, INSIDE])
            state = INSIDE
        return chance if end == stop else chance * (1 - float(self.follow[end, state, INSIDE]))

    def confidence(self, item: int) -> float:
        """The chance that the consensus spans of an item are exactly all there is."""
        begin, stop = int(self.ptr[item]), int(self.ptr[item + 1])
        if begin == stop:
            return 1.0
        chance = float(self.marginal[begin, self.path[begin]])
        for t in range(begin + 1, stop):
            chance *= float(self.follow[t, self.path[t - 1], self.path[t]])
        return chance


def encode(tokens: Sequence[Span], spans: Sequence[Span]) -> Ints:
    """(tokens,) the marks that spans in characters make on tokens: each token a span overlaps belongs to it.

    Of spans that meet in a token the one that starts first has it. Raises `Invalid` for spans outside all
    tokens.

    >>> encode([(0, 3), (4, 7), (8, 11)], [(4, 11)])
    array([0, 1, 2])
    """
    starts = np.array([start for start, _ in tokens], np.int64)
    ends = np.array([end for _, end in tokens], np.int64)
    marks = np.full(len(tokens), OUTSIDE, np.int64)
    for start, end in sorted(spans):
        first = int(np.searchsorted(ends, start, side="right"))
        after = int(np.searchsorted(starts, end, side="left"))
        if end <= start or first >= after:
            raise Invalid(f"The span {start}..{end} covers no token.")
        free = np.arange(first, after)[marks[first:after] == OUTSIDE]
        if free.size:
            marks[free[0]] = BEGIN
            marks[free[1:]] = INSIDE
    return marks


def decode(marks: Sequence[int] | Ints) -> list[Span]:
    """The spans of a row of marks, as (first token, token after the last).

    >>> decode([1, 2, 0, 1, 1])
    [(0, 2), (3, 4), (4, 5)]
    """
    out: list[Span] = []
    for t, mark in enumerate(marks):
        if mark == BEGIN or (mark == INSIDE and (t == 0 or marks[t - 1] == OUTSIDE)):
            out.append((t, t + 1))
        elif mark == INSIDE:
            out[-1] = (out[-1][0], t + 1)
    return out


def span_consensus(
    lengths: npt.ArrayLike,
    item: npt.ArrayLike,
    person: npt.ArrayLike,
    marks: Sequence[npt.ArrayLike],
    *,
    people: int | None = None,
    gold: Sequence[npt.ArrayLike | None] | None = None,
    most_rounds: int = 50,
    tolerance: float = 1e-4,
) -> SpanConsensus:
    """The consensus of marks of one label.

    ``lengths`` (items,) tokens per item; ``item`` and ``person`` (annotations,) codes from 0; ``marks`` a row
    of marks per annotation, as `encode` gives them; ``gold`` rows of true marks, or None, per item.

    >>> fit = span_consensus([4], [0, 0, 0], [0, 1, 2], [[0, 1, 2, 0], [0, 1, 2, 0], [0, 1, 0, 0]])
    >>> fit.spans(0)
    [(1, 3)]
    """
    from goodwork.quality import span_kernels as kernels

    size = np.asarray(lengths, dtype=np.int64)
    of, who = np.asarray(item, dtype=np.int64), np.asarray(person, dtype=np.int64)
    if not of.size == who.size == len(marks):
        raise Invalid(f"There are {of.size} items, {who.size} people and {len(marks)} rows of marks; one each.")
    if of.size and (of.min() < 0 or of.max() >= size.size or who.min() < 0):
        raise Invalid(f"An item lies outside the {size.size} items, or a person is below 0.")
    order = np.argsort(of, kind="stable")
    rows = [_row(marks[n], int(size[of[n]]), f"Annotation {n}") for n in order.tolist()]
    of, who = of[order], who[order]
    ptr = np.r_[0, np.cumsum(size)]
    flat = np.concatenate([*rows, np.zeros(0, np.int64)])
    begin = np.r_[0, np.cumsum([len(row) for row in rows])].astype(np.int64)
    by_item = np.searchsorted(of, np.arange(size.size + 1))
    people = int(who.max(initial=-1)) + 1 if people is None else people
    known = np.full(int(ptr[-1]), -1)
    for u, truth in enumerate(gold or []):
        if truth is not None:
            known[ptr[u] : ptr[u + 1]] = _row(truth, int(size[u]), f"Gold of item {u}")
    marginal = kernels.first_guess(ptr, by_item, begin, flat, known)
    follow = np.repeat(marginal[:, None, :], 3, axis=1)
    confusion, rounds = np.zeros((people, 3, 3, 3)), 0
    # What a careful person would do, as the centre of the prior for the table of all people.
    careful = 20 * (0.85 * np.eye(3)[:, None, :] + 0.05)
    transition = start = np.zeros(0)
    while rounds < most_rounds:
        rounds += 1
        counts = kernels.mark_counts(ptr, by_item, begin, who, flat, marginal, people)
        shared = counts.sum(axis=0) + careful
        shared /= shared.sum(axis=2, keepdims=True)
        confusion = counts + POOLED * shared
        confusion /= confusion.sum(axis=3, keepdims=True)
        moves = kernels.move_counts(ptr, marginal, follow)
        # Few pseudo-counts keep every allowed step possible; Inside never follows Outside or opens an item.
        transition = moves[1:] + np.array([[1.0, 0.2, 0.0], [1.0, 0.2, 1.0], [1.0, 0.2, 1.0]])
        transition[OUTSIDE, INSIDE] = 0
        transition /= transition.sum(axis=1, keepdims=True)
        start = moves[0] + np.array([1.0, 0.2, 0.0])
        start[INSIDE] = 0
        start /= start.sum()
        before = marginal
        marginal, follow = kernels.forward_backward(
            ptr, by_item, begin, who, flat, known, np.log(confusion), transition, start
        )
        if np.abs(marginal - before).max(initial=0) < tolerance:
            break
    path = kernels.best_paths(ptr, marginal, follow)
    return SpanConsensus(ptr, marginal, follow, path, confusion, transition, rounds)


def _row(marks: npt.ArrayLike, length: int, what: str) -> Ints:
    row = np.asarray(marks)
    if row.shape != (length,) or (length and (row.dtype.kind not in "iu" or row.min() < 0 or row.max() > INSIDE)):
        raise Invalid(f"{what} must be {length} marks, each 0 (outside), 1 (begin) or 2 (inside).")
    row = row.astype(np.int64)
    # An Inside after an Outside opens a span.
    opens = (row == INSIDE) & (np.r_[OUTSIDE, row[:-1]] == OUTSIDE)
    row[opens] = BEGIN
    return row
