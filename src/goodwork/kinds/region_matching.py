"""Which regions of several people may be the same, and how alike two regions are."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic

import numpy as np

from goodwork.kinds.attributes import unlike_share
from goodwork.kinds.region_schema import R
from goodwork.kinds.span_matching import best_pairs

if TYPE_CHECKING:
    import numpy.typing as npt

    from goodwork.quality.regions_shapes import Sort

    Floats = npt.NDArray[np.float64]

OTHER_LABEL = 0.5
"""How alike two regions of the same pixels are when their labels differ."""

ATTRIBUTES = 0.25
"""How much two regions of the same label differ when all that is said of them does."""


@dataclass(frozen=True, slots=True)
class Craft(Generic[R]):
    """How regions of one kind are compared and put together."""

    shared: Callable[[Sequence[R], Sequence[R]], Floats]
    """(a, b) the pixels that both of two regions cover over those that either covers."""
    extents: Callable[[Sequence[R]], Floats]
    """(n, 4) the upright rectangles around regions."""
    said: Callable[[R], Mapping[str, str]]
    """All that is said of a region besides its label."""
    sort: Sort[Any]
    """What the consensus of regions needs of their shapes."""
    shape: Callable[[R], Any]
    """The shape of a region, as ``sort`` takes it."""
    standing: Callable[[Any, str, Sequence[tuple[float, R]]], R]
    """The region of a shape and a label that stands for others, each with its weight."""
    too_many: Callable[[Sequence[R]], bool]
    """Whether regions that hang together are more than can be compared all with all."""
    apart: Callable[[Sequence[R]], list[R]] = list
    """What is left of the regions of a consensus, the surest first, where one may not lie on another."""


def alike(craft: Craft[R], a: Sequence[R], b: Sequence[R]) -> Floats:
    """(a, b) 1 the same, 0 nothing in common: shared pixels, less when labels or what is said of them differ."""
    table = craft.shared(a, b)
    for i, j in zip(*np.nonzero(table), strict=True):
        one, other = a[int(i)], b[int(j)]
        if one.label != other.label:
            table[i, j] *= OTHER_LABEL
        elif (of_one := craft.said(one)) != (of_other := craft.said(other)):
            table[i, j] *= 1 - ATTRIBUTES * unlike_share(of_one, of_other)
    return table


def clusters(craft: Craft[R], regions: Sequence[R]) -> list[list[int]]:
    """Places of regions whose extents hang together; those of different clusters share no pixel.

    Tables of all pairs are made of one cluster each, so a picture with thousands of regions needs no table of millions.
    """
    if not regions:
        return []
    left, top, right, bottom = craft.extents(regions).T.tolist()
    order = sorted(range(len(regions)), key=lambda n: (left[n], n))
    root = list(range(len(regions)))

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
    for n in range(len(regions)):
        groups.setdefault(first(n), []).append(n)
    return list(groups.values())


def matched(craft: Craft[R], a: Sequence[R], b: Sequence[R]) -> list[tuple[int, int, float]]:
    """Pairs of places in ``a`` and ``b`` and how alike they are: each region at most once, at the greatest total.

    Optimal assignment (Kuhn 1955), cluster by cluster of regions that touch each other at all.
    """
    pairs: list[tuple[int, int, float]] = []
    for cluster in clusters(craft, [*a, *b]):
        mine = [n for n in cluster if n < len(a)]
        yours = [n - len(a) for n in cluster if n >= len(a)]
        if not mine or not yours:
            continue
        table = alike(craft, [a[n] for n in mine], [b[n] for n in yours])
        pairs += [(mine[i], yours[j], float(table[i, j])) for i, j in best_pairs(table.tolist())]
    return sorted(pairs)


def apart(craft: Craft[R], a: Sequence[R], b: Sequence[R]) -> float:
    """How unlike two people's regions are, 0 to 1: 1 - soft F1, matched at the greatest total likeness."""
    # In one order: the last digit of what two shapes share depends on which comes first.
    a, b = sorted((a, b), key=lambda regions: [region.place for region in regions])
    if not a and not b:
        return 0.0
    total = math.fsum(value for _, _, value in matched(craft, a, b))
    return min(max(1.0 - round(2 * total / (len(a) + len(b)), 12), 0.0), 1.0)
