"""Which boxes of several people may be the same, and how alike two boxes are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from goodwork.geometry.boxes import corners, iou, rotated_iou
from goodwork.kinds.attributes import unlike_share
from goodwork.kinds.boxes.schema import Box
from goodwork.kinds.span_matching import best_pairs

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

OTHER_LABEL = 0.5
"""How alike two boxes of the same pixels are when their labels differ."""

ATTRIBUTES = 0.25
"""How much two boxes of the same label differ when all that is said of them does."""


def array_of(boxes: Sequence[Box]) -> Floats:
    """(n, 5) the borders of boxes and their rotation."""
    return np.array([(*box.box, box.rotation) for box in boxes], dtype=np.float64).reshape(-1, 5)


def shared(a: Sequence[Box], b: Sequence[Box]) -> Floats:
    """(a, b) the pixels that both of two boxes cover over those that either covers."""
    if any(box.rotation for box in (*a, *b)):
        return rotated_iou(array_of(a), array_of(b))
    return iou(array_of(a)[:, :4], array_of(b)[:, :4])


def alike(a: Sequence[Box], b: Sequence[Box]) -> Floats:
    """(a, b) 1 the same, 0 nothing in common: shared pixels, less when labels or what is said of them differ."""
    table = shared(a, b)
    for i, j in zip(*np.nonzero(table), strict=True):
        one, other = a[int(i)], b[int(j)]
        if one.label != other.label:
            table[i, j] *= OTHER_LABEL
        elif one.attributes or other.attributes or one.crowd or other.crowd:
            table[i, j] *= 1 - ATTRIBUTES * unlike_share(_said(one), _said(other))
    return table


def _said(box: Box) -> dict[str, str]:
    # An id of an attribute never begins with a space.
    return {**box.attributes, " crowd": "yes"} if box.crowd else box.attributes


def clusters(boxes: Sequence[Box]) -> list[list[int]]:
    """Places of boxes whose extents hang together; those of different clusters share no pixel.

    Tables of all pairs are made of one cluster each, so a picture with thousands of boxes needs no table of millions.
    """
    left, top, right, bottom = _extents(boxes)
    order = sorted(range(len(boxes)), key=lambda n: (left[n], n))
    root = list(range(len(boxes)))

    def first(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    reached: list[int] = []
    for n in order:
        reached = [m for m in reached if right[m] > left[n]]
        for m in reached:
            if top[m] < bottom[n] and top[n] < bottom[m]:
                root[first(m)] = first(n)
        reached.append(n)
    groups: dict[int, list[int]] = {}
    for n in range(len(boxes)):
        groups.setdefault(first(n), []).append(n)
    return list(groups.values())


def _extents(boxes: Sequence[Box]) -> Iterable[list[float]]:
    points = corners(array_of(boxes))
    return (points.min(axis=1).T.tolist() + points.max(axis=1).T.tolist()) if len(boxes) else ([], [], [], [])


def match_boxes(a: Sequence[Box], b: Sequence[Box]) -> list[tuple[int, int, float]]:
    """Pairs of places in ``a`` and ``b`` and how alike they are: each box at most once, at the greatest total.

    Optimal assignment (Kuhn 1955), cluster by cluster of boxes that touch each other at all.
    """
    pairs: list[tuple[int, int, float]] = []
    for cluster in clusters([*a, *b]):
        mine = [n for n in cluster if n < len(a)]
        yours = [n - len(a) for n in cluster if n >= len(a)]
        if not mine or not yours:
            continue
        table = alike([a[n] for n in mine], [b[n] for n in yours])
        pairs += [(mine[i], yours[j], float(table[i, j])) for i, j in best_pairs(table.tolist())]
    return sorted(pairs)
