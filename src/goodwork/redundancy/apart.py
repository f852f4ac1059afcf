"""Clusters that a person has split, and that stay split: pairs that must not be linked.

Used for one cluster at a time, by the screen and when a check is run again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members of a cluster and how alike they are."""

    left: int
    right: int
    similarity: float


def split(members: int, pairs: Iterable[Pair], apart: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """(members,) the least member of each one's cluster, such that no pair of ``apart`` shares one.

    Pairs are taken from the most alike on (ties by their members, so the order given never matters), and a pair
    that would bring two members of ``apart`` together is left out: single linkage under cannot-link constraints
    (Davidson and Ravi 2005).

    >>> pairs = [Pair(0, 1, 0.9), Pair(1, 2, 0.8)]
    >>> split(3, pairs, []).tolist(), split(3, pairs, [(0, 2)]).tolist()
    ([0, 0, 0], [0, 0, 2])
    """
    group = list(range(members))
    inside: list[set[int]] = [{i} for i in range(members)]
    enemies: list[set[int]] = [set() for _ in range(members)]
    for a, b in apart:
        if a != b:
            enemies[a].add(b)
            enemies[b].add(a)
    ordered = sorted(pairs, key=lambda p: (-p.similarity, min(p.left, p.right), max(p.left, p.right)))
    for pair in ordered:
        a, b = group[pair.left], group[pair.right]
        if a == b or enemies[a] & inside[b]:
            continue
        a, b = min(a, b), max(a, b)
        for member in inside[b]:
            group[member] = a
        inside[a] |= inside[b]
        enemies[a] |= enemies[b]
        inside[b], enemies[b] = set(), set()
    return np.array(group, np.int64)


def listing(similarity: NDArray[np.float64], threshold: float) -> list[Pair]:
    """The pairs (i < j) of a cluster's (n, n) similarities that reach the threshold, the most alike first."""
    left, right = np.nonzero(np.triu(similarity >= threshold, 1))
    pairs = [Pair(int(i), int(j), float(similarity[i, j])) for i, j in zip(left, right, strict=True)]
    return sorted(pairs, key=lambda p: (-p.similarity, p.left, p.right))


def similarities(sets: Sequence[NDArray[np.uint32]]) -> NDArray[np.float64]:
    """(n, n) exact Jaccard of shingle sets of distinct hashes."""
    n = len(sets)
    out = np.eye(n)
    for i in range(n):
        for j in range(i + 1, n):
            both = np.intersect1d(sets[i], sets[j], assume_unique=True).size
            either = sets[i].size + sets[j].size - both
            out[i, j] = out[j, i] = both / either if either else 0.0
    return out
