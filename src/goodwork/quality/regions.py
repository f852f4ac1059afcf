"""Consensus of regions in pictures: which of several people's regions are the same object, and what it is.

Regions of one item are matched across people by optimal assignment (Kuhn 1955, as scipy solves it). Whether a
matched object exists is a yes-or-no answer of everybody who saw the item, and its class an answer of those
who drew it: both are label tables for the categorical models. Its geometry is the median of coordinates,
weighted by how close each person keeps to the others; regions without comparable coordinates (polygons) are
represented by their medoid.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.labels import LabelTable
from goodwork.quality.medoid import SHARED, medoid

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


@dataclass(frozen=True, eq=False)
class Matched:
    """One object of an item, as one or more people drew it."""

    item: int
    members: list[Member]
    exists: float
    """The chance that it is there."""
    classes: Floats
    """(classes,) the chance of each class, given that it is there."""
    coordinates: Floats | None
    """(coordinates,) its geometry; None without `coordinates_of`."""
    typical: Member
    """The member that the others are closest to."""


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


def region_consensus(
    drawn: Sequence[Drawn[Region]],
    distances: Callable[[Sequence[Region]], Floats],
    class_of: Callable[[Region], Hashable],
    classes: Sequence[Hashable],
    model: Callable[[LabelTable], Floats],
    *,
    people: int | None = None,
    coordinates_of: Callable[[Region], npt.ArrayLike] | None = None,
    farthest: float = 0.5,
) -> list[list[Matched]]:
    """The objects of every item of a project, most certain first.

    ``distances`` gives the (n, n) distances of n regions at once; ``model`` the posterior (items, classes) of
    a label table (for example ``lambda t: Communities().fit(t).proba_``). ``coordinates_of`` gives a region's
    coordinates, as many for each. Objects that more likely than not don't exist are returned too: their
    ``exists`` says so.
    """
    place = {name: k for k, name in enumerate(classes)}
    people = max((p for one in drawn for p in one.people), default=-1) + 1 if people is None else people
    found: list[tuple[int, list[Member]]] = []
    tables: list[Floats] = []
    seen: list[tuple[int, int, int]] = []
    named: list[tuple[int, int, int]] = []
    for u, one in enumerate(drawn):
        flat = [region for own in one.regions for region in own]
        table = np.asarray(distances(flat), dtype=np.float64) if flat else np.zeros((0, 0))
        start = np.r_[0, np.cumsum([len(own) for own in one.regions])]
        for group in match_regions(one, table, farthest=farthest):
            n = len(found)
            found.append((u, group))
            places = [int(start[j]) + r for j, r in group]
            tables.append(table[np.ix_(places, places)])
            drew = {j for j, _ in group}
            seen += [(n, person, int(j in drew)) for j, person in enumerate(one.people)]
            for j, r in group:
                name = class_of(one.regions[j][r])
                if name not in place:
                    raise Invalid(f"Item {u} holds a region of class {name!r}, which is none of the classes.")
                named.append((n, one.people[j], place[name]))
    out: list[list[Matched]] = [[] for _ in drawn]
    if not found:
        return out
    exists = model(_table(seen, [0, 1], len(found), people))[:, 1]
    of_class = model(_table(named, list(classes), len(found), people))
    owners = [[drawn[u].people[j] for j, _ in group] for u, group in found]
    error = _errors(tables, owners, people)
    for n, (u, group) in enumerate(found):
        ties = [repr(drawn[u].regions[j][r]) for j, r in group]
        typical = group[medoid(tables[n], error[owners[n]], ties=ties).index]
        middle: Floats | None = None
        if coordinates_of is not None:
            points = np.array([coordinates_of(drawn[u].regions[j][r]) for j, r in group], dtype=np.float64)
            middle = weighted_median(points, 1 / error[owners[n]])
        out[u].append(Matched(u, group, float(exists[n]), of_class[n], middle, typical))
    for objects in out:
        objects.sort(key=lambda m: -m.exists)
    return out


def weighted_median(points: Floats, weight: Floats) -> Floats:
    """(coordinates,) the weighted median of each column of ``points`` (members, coordinates).

    Where exactly half of the weight lies on either side it is the middle of the two neighbours.

    >>> weighted_median(np.array([[1.0], [2.0], [9.0]]), np.array([1.0, 1.0, 1.0]))
    array([2.])
    >>> weighted_median(np.array([[1.0], [2.0]]), np.array([1.0, 1.0]))
    array([1.5])
    """
    order = np.argsort(points, axis=0, kind="stable")
    value = np.take_along_axis(points, order, axis=0)
    share = np.cumsum(weight[order], axis=0) / weight.sum()
    lower = (share >= 0.5 - 1e-12).argmax(axis=0)
    upper = (share > 0.5 + 1e-12).argmax(axis=0)
    columns = np.arange(points.shape[1])
    return (value[lower, columns] + value[upper, columns]) / 2


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


def _table(rows: list[tuple[int, int, int]], classes: list[Any], items: int, people: int) -> LabelTable:
    item, person, answer = np.array(rows, np.int64).T
    return LabelTable.from_arrays(
        item, person, answer, classes=classes, items=np.arange(items), people=np.arange(people)
    )


def _errors(tables: list[Floats], owners: list[list[int]], people: int) -> Floats:
    """(people,) how far each person's regions lie from those of others, shrunk to everybody's mean."""
    total, count = np.zeros(people), np.zeros(people)
    for table, who in zip(tables, owners, strict=True):
        if len(who) > 1:
            np.add.at(total, who, table.sum(axis=1) / (len(who) - 1))
            np.add.at(count, who, 1)
    mean = total.sum() / max(count.sum(), 1)
    return np.maximum((total + SHARED * mean) / (count + SHARED), 1e-3)
