"""How good a consensus of regions is beside gold, and how far people agree: what a report of regions says.

Regions are paired with those of gold by optimal assignment (Kuhn 1955) among pairs that share enough; F1 counts pairs
over the pictures together. Gold is used here alone, never by the consensus.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.quality.agreement_distance import alpha_by_distance
from goodwork.quality.agreement_pairs import Agreement
from goodwork.quality.calibration import calibration_error
from goodwork.quality.regions_objects import Drawn, Region
from goodwork.quality.regions_shapes import Sort

Floats = npt.NDArray[np.float64]
Shape = TypeVar("Shape")

KEPT = 0.5
"""A region is in the consensus when it is more likely there and right than not."""

MOST_PAIRS = 5_000
"""Pairs of answers that agreement is measured on: comparing polygons takes a millisecond each."""


def kept(regions: Sequence[Region[Shape]]) -> list[Region[Shape]]:
    """The regions of an item that its consensus has."""
    return [one for one in regions if one.confidence >= KEPT]


def paired(likeness: Floats, least: float) -> list[tuple[int, int]]:
    """Pairs of rows and columns that share at least ``least``: as many as can be, and among those the most alike.

    >>> paired(np.array([[0.9, 0.6], [0.7, 0.1]]), 0.5)
    [(0, 1), (1, 0)]
    """
    from scipy.optimize import linear_sum_assignment

    if not likeness.size:
        return []
    near = likeness >= least
    # A pair counts more than all that the others could gain by being more alike.
    rows, columns = linear_sum_assignment(np.where(near, min(likeness.shape) + likeness, 0.0), maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if near[i, j]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is right on one item."""

    shapes: Sequence[object]
    classes: Sequence[Hashable] = ()


@dataclass(frozen=True, eq=False)
class BesideGold:
    """A consensus beside gold. Each value is None where it is undefined."""

    f1_50: float | None
    """2 x pairs / (regions + gold regions), pairs sharing at least half."""
    f1_75: float | None
    mean_iou: float | None
    """Over pairs that share at least half."""
    ece: float | None
    """Mean distance of the confidence of the consensus's regions from the share that is right, in ten bins."""
    pairs: npt.NDArray[np.int64]
    """(items, 3) pairs at half, regions, gold regions: what intervals are made of."""
    right: npt.NDArray[np.bool_]
    """(regions,) whether each region of the consensus is right; confidences in the same order."""
    confidence: Floats


def beside_gold(
    found: Sequence[Sequence[Region[Shape]]], gold: Sequence[Known | None], sort: Sort[Shape]
) -> BesideGold:
    """Measures the regions of items on those that have gold."""
    rows: list[tuple[int, int, int, int]] = []
    shared: list[float] = []
    right: list[bool] = []
    confidence: list[float] = []
    for regions, known in zip(found, gold, strict=True):
        if known is None:
            continue
        own = kept(regions)
        table = sort.likeness([one.shape for one in own], list(known.shapes))  # type: ignore[arg-type]
        if known.classes and own:
            same = [[one.label == name for name in known.classes] for one in own]
            table = np.where(np.array(same, dtype=bool).reshape(table.shape), table, 0.0)
        half = paired(table, 0.5)
        rows.append((len(half), len(paired(table, 0.75)), len(own), len(known.shapes)))
        shared += [float(table[pair]) for pair in half]
        hit = {i for i, _ in half}
        right += [k in hit for k in range(len(own))]
        confidence += [one.confidence for one in own]
    counts = np.array(rows, dtype=np.int64).reshape(-1, 4)
    of_right, sure = np.array(right, dtype=bool), np.array(confidence)
    return BesideGold(
        f1(counts[:, [0, 2, 3]]),
        f1(counts[:, 1:]),
        float(np.mean(shared)) if shared else None,
        calibration_error(sure, of_right) if len(sure) else None,
        counts[:, [0, 2, 3]],
        of_right,
        sure,
    )


def f1(counts: npt.NDArray[np.int64]) -> float | None:
    """F1 of (items, 3) pairs, regions, gold regions; None where there is neither a region nor a gold one.

    >>> f1(np.array([[2, 3, 2], [0, 0, 1]]))
    0.6666666666666666
    """
    total = counts.sum(axis=0)
    return float(2 * total[0] / (total[1] + total[2])) if total[1] + total[2] else None


def agreement(items: Sequence[Sequence[Drawn[Shape]]], sort: Sort[Shape], *, seed: int = 0) -> Agreement:
    """Krippendorff's alpha of whole answers: two are as far apart as what their shapes do not share."""
    item = [n for n, drawings in enumerate(items) for _ in drawings]
    answers = [one for drawings in items for one in drawings]
    return alpha_by_distance(item, answers, lambda a, b: apart(a, b, sort), most_pairs=MOST_PAIRS, seed=seed)


def apart(a: Drawn[Shape], b: Drawn[Shape], sort: Sort[Shape]) -> float:
    """How unlike two answers are: 0 the same shapes of the same classes, 1 nothing in common.

    1 - 2 x (what the shapes share, paired so that it is most) / (shapes of both).
    """
    from scipy.optimize import linear_sum_assignment

    number = len(a.shapes) + len(b.shapes)
    if not a.shapes or not b.shapes:
        return float(number > 0)
    table = sort.likeness(a.shapes, b.shapes)
    if a.classes and b.classes:
        table = table * np.array([[one == other for other in b.classes] for one in a.classes])
    rows, columns = linear_sum_assignment(table, maximize=True)
    return float(min(max(1 - 2 * table[rows, columns].sum() / number, 0.0), 1.0))
