"""Which spans of two people mean the same, and how alike the people's spans are as a whole."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from typing import Any, cast

from goodwork.kinds.attributes import unlike_share
from goodwork.kinds.span_schema import Span

OTHER_LABEL = 0.5
"""How alike two spans of the same characters are when their labels differ."""

ATTRIBUTES = 0.25
"""How much two spans of the same label differ when all their attributes do."""

DIGITS = 12


def jaccard(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> float:
    """The characters that both cover over those that either covers.

    >>> jaccard([(0, 4)], [(2, 6)]), jaccard([(0, 2), (5, 7)], [(0, 2)])
    (0.3333333333333333, 0.5)
    """
    shared = i = j = 0
    while i < len(a) and j < len(b):
        shared += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] <= b[j][1]:
            i += 1
        else:
            j += 1
    either = sum(end - start for start, end in chain(a, b)) - shared
    return shared / either if either else 0.0


def alike(a: Span, b: Span) -> float:
    """1 the same, 0 nothing in common: shared characters, less when labels or attributes differ."""
    shared = jaccard(a.fragments, b.fragments)
    if a.label != b.label:
        return shared * OTHER_LABEL
    return shared * (1 - ATTRIBUTES * unlike_share(a.attributes, b.attributes))


def match_spans(a: Sequence[Span], b: Sequence[Span]) -> list[tuple[int, int, float]]:
    """Pairs of places in ``a`` and ``b`` and how alike they are: each span at most once, at the greatest total.

    Optimal assignment (Kuhn 1955), cluster by cluster of spans that touch each other at all.
    """
    edges = _touching(a, b)
    pairs: list[tuple[int, int, float]] = []
    for left, right in _clusters(edges):
        table = [[edges.get((i, j), 0.0) for j in right] for i in left]
        pairs += [(left[i], right[j], table[i][j]) for i, j in best_pairs(table)]
    return sorted(pairs)


def best_pairs(table: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Rows and columns of a table, each at most once, at the greatest total; pairs that add nothing are left out."""
    if len(table) == 1 or len(table[0]) == 1:
        cells = [(-value, i, j) for i, row in enumerate(table) for j, value in enumerate(row)]
        value, i, j = min(cells)
        return [(i, j)] if value < 0 else []
    # The web process imports no scipy; distances are the worker's.
    from scipy import optimize  # pyright: ignore[reportMissingTypeStubs]

    solve = cast("Any", optimize).linear_sum_assignment

    rows, columns = solve(table, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if table[int(i)][int(j)] > 0]


def soft_f1(total: float, a: int, b: int) -> float:
    """Twice the likeness of all pairs over the number of things on both sides; 1 when there is nothing at all."""
    return round(2 * total / (a + b), DIGITS) if a + b else 1.0


def spans_apart(a: Sequence[Span], b: Sequence[Span]) -> float:
    """1 - soft F1 of two people's spans."""
    return 1.0 - soft_f1(math.fsum(value for _, _, value in match_spans(a, b)), len(a), len(b))


def _touching(a: Sequence[Span], b: Sequence[Span]) -> dict[tuple[int, int], float]:
    """How alike the spans are that have anything in common."""
    order = sorted(range(len(b)), key=lambda j: b[j].fragments[0][0])
    starts = [b[j].fragments[0][0] for j in order]
    longest = max((s.fragments[-1][1] - s.fragments[0][0] for s in b), default=0)
    found: dict[tuple[int, int], float] = {}
    for i, span in enumerate(a):
        first, end = span.fragments[0][0], span.fragments[-1][1]
        for n in range(bisect_left(starts, first - longest), bisect_left(starts, end)):
            value = alike(span, b[order[n]])
            if value > 0:
                found[i, order[n]] = value
    return found


def _clusters(edges: dict[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that hang together through edges."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def top(node: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(node, node) != node:
            root[node] = node = root[root[node]]
        return node

    for i, j in edges:
        root[top(("a", i))] = top(("b", j))
    members: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for side, n in sorted(root):
        members.setdefault(top((side, n)), ([], []))[0 if side == "a" else 1].append(n)
    return list(members.values())
