"""Matching several people's regions of one item, in the order of who agrees best with the others.

Each person's regions are matched to the objects so far by optimal assignment (Kuhn 1955, as scipy solves it). Spans are
put together so; regions in pictures by `regions_grouping`, which does not hang on who goes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid

Floats = npt.NDArray[np.float64]
Region = TypeVar("Region")
Member = tuple[int, int]
"""(position of the person among those of the item, position of the region among theirs)"""


@dataclass(frozen=True, eq=False)
class Drawn(Generic[Region]):
    """What people drew on one item; somebody who drew nothing is there with an empty list."""

    people: Sequence[int]
    regions: Sequence[Sequence[Region]]

    def __post_init__(self) -> None:
        if len(self.people) != len(self.regions) or len(set(self.people)) != len(self.people):
            raise Invalid("Every person of an item has one list of regions.")


def match_regions(drawn: Drawn[Any], distances: Floats, *, farthest: float = 0.5) -> list[list[Member]]:
    """The objects of one item: groups of regions, at most one per person.

    ``distances`` (regions, regions) between all regions of the item, in the order of people and then of their
    regions; regions farther apart than ``farthest`` are never one object. The person who agrees best with all
    others goes first; the others join one by one, each matched to the objects so far at the least total
    distance.

    >>> boxes = Drawn([7, 8], [["a", "b"], ["B"]])
    >>> match_regions(boxes, np.array([[0, 1, 0.9], [1, 0, 0.1], [0.9, 0.1, 0]]))
    [[(0, 0)], [(0, 1), (1, 0)]]
    """
    start = np.r_[0, np.cumsum([len(own) for own in drawn.regions])].astype(int)
    if distances.shape != (start[-1], start[-1]) or not np.isfinite(distances).all():
        raise Invalid(f"{start[-1]} regions need a finite table of {start[-1]} x {start[-1]} distances.")
    rows = [list(range(a, b)) for a, b in zip(start[:-1].tolist(), start[1:].tolist(), strict=True)]
    gain = np.array([[_assign(distances[a][:, b], farthest)[1] for b in rows] for a in rows])
    order = sorted(range(len(rows)), key=lambda j: (-float(gain[j].sum() - gain[j, j]), -len(rows[j])))
    groups: list[list[Member]] = []
    for j in order:
        own = rows[j]
        if groups and own:
            table = np.array([[_mean(distances, start, g, n) for n in own] for g in groups], dtype=np.float64)
            pairs, _ = _assign(table, farthest)
        else:
            pairs = []
        joined = {n: g for g, n in pairs}
        for n in range(len(own)):
            if n in joined:
                groups[joined[n]].append((j, n))
            else:
                groups.append([(j, n)])
    return sorted(sorted(group) for group in groups)


def _mean(distances: Floats, start: npt.NDArray[np.int_], group: list[Member], region: int) -> float:
    """The mean distance of a region from the members of a group."""
    return float(distances[[int(start[p]) + r for p, r in group], region].mean())


def _assign(table: Floats, farthest: float) -> tuple[list[tuple[int, int]], float]:
    """Pairs of rows and columns within ``farthest`` at the greatest total closeness, and that total."""
    from scipy.optimize import linear_sum_assignment

    if not table.size:
        return [], 0.0
    # A hair of closeness at the limit itself, so that regions exactly that far apart still match.
    close = np.where(table <= farthest, farthest - table + 1e-9, 0.0)
    left, right = linear_sum_assignment(close, maximize=True)
    pairs = [(int(a), int(b)) for a, b in zip(left, right, strict=True) if close[a, b] > 0]
    return pairs, float(close[left, right].sum())
