"""Consensus of the regions that people drew in a project's pictures, with a confidence for each and why.

Regions of one picture are grouped into objects (`regions_grouping`). Whether an object is there is asked of all who
looked at the picture, each with their own skill at finding (`regions_existence`). Its shape is the weighted middle of
those who drew it, who weigh by how closely they keep to others; how often such a middle lies where the others' middle
lies is learned from groups that are large enough to be split in two. Its class is voted by those who drew it, each with
their own skill at naming (`regions_naming`). The confidence is the product of the three.

A project's consensus needs no gold: nothing here ever sees one.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.regions_existence import Existence, existence
from goodwork.quality.regions_grouping import grouped
from goodwork.quality.regions_naming import named
from goodwork.quality.regions_shapes import Sort

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Shape = TypeVar("Shape")

LEAST = 0.25
"""What two groups of regions share at least, on average, to be one object. Low: people draw loosely, and what they
mean is still the same. Chosen by leaving pictures out."""

OTHER_CLASS = 0.1
"""How much less regions of different classes share: those of one class find each other first."""

WITHIN = 0.5
"""What a region shares at least with the right one, to be right."""

SHARED = 4.0
"""How many regions of a person the looseness of everybody weighs as much as."""

SPLITS = 2
"""Draws of each number of members from each group that is split."""

PLACED = (2.5, 4.0)
"""Logit of lying right where members share 0.6, and its rise with what they share, believed beforehand."""


@dataclass(frozen=True, eq=False)
class Drawn(Generic[Shape]):
    """What one person drew on one item; who looked and found nothing is there with no shape."""

    person: int
    """A code from 0."""
    shapes: Sequence[Shape]
    classes: Sequence[Hashable] = ()
    """One for each shape; empty: there is but one class."""

    def __post_init__(self) -> None:
        if self.classes and len(self.classes) != len(self.shapes):
            raise Invalid(f"{len(self.shapes)} shapes have {len(self.classes)} classes.")


@dataclass(frozen=True, eq=False)
class Region(Generic[Shape]):
    """One object of an item."""

    shape: Shape
    label: Hashable
    """Its class; None where there is but one."""
    confidence: float
    """The chance that it is there, lies right and is named right."""
    exists: float
    lies: float
    """The chance that its shape shares at least ``WITHIN`` with the right one, given that it is there."""
    named: float
    members: tuple[tuple[int, int], ...]
    """(place among the item's people, place among their shapes) of each that was put together."""
    why: str
    """What the confidence rests on, in words."""


@dataclass(frozen=True, eq=False)
class Regions(Generic[Shape]):
    """The consensus of a project."""

    items: list[list[Region[Shape]]]
    """All objects that anybody drew, most confident first, also those that are not likely there."""
    existence: Existence
    looseness: Floats
    """(people,) how much of their regions others do not share, 0 to 1."""
    naming: Floats
    """(people,) how often they name right."""


@dataclass(frozen=True, eq=False)
class _Group(Generic[Shape]):
    item: int
    members: tuple[tuple[int, int], ...]
    people: Ints
    shapes: list[Shape]
    table: Floats
    """(members, members) what they share."""


def consensus(items: Sequence[Sequence[Drawn[Shape]]], sort: Sort[Shape], *, seed: int = 0) -> Regions[Shape]:
    """What the people of each item together drew.

    >>> from goodwork.quality.regions_shapes import Boxes
    >>> one = [Drawn(person, [np.array([10.0 + person, 10, 50, 40])]) for person in range(3)]
    >>> found = consensus([one], Boxes()).items[0]
    >>> len(found), found[0].shape.round(1).tolist(), found[0].why
    (1, [11.0, 10.0, 50.0, 40.0], '3 of 3 drew it')
    """
    for drawings in items:
        if len({one.person for one in drawings}) != len(drawings):
            raise Invalid("Every person of an item has drawn on it once.")
    people = 1 + max((one.person for drawings in items for one in drawings), default=-1)
    groups = [group for item, drawings in enumerate(items) for group in _groups(item, drawings, sort)]
    looked = [np.array([one.person for one in drawings], dtype=np.int64) for drawings in items]
    drew = [np.isin(np.arange(len(looked[g.item])), [j for j, _ in g.members]) for g in groups]
    there = existence(looked, np.array([g.item for g in groups], dtype=np.int64), drew)
    loose = _looseness(groups, people)
    lies = _lies(groups, seed)
    classes, chance, naming = _classes(items, groups, people)
    found: list[list[Region[Shape]]] = [[] for _ in items]
    for n, group in enumerate(groups):
        best = int(chance[n].argmax())
        exists, lying, naming_right = float(there.chance[n]), float(lies[n]), float(chance[n, best])
        found[group.item].append(
            Region(
                sort.middle(group.shapes, 1 / loose[group.people]),
                classes[best],
                exists * lying * naming_right,
                exists,
                lying,
                naming_right,
                group.members,
                _why(group, looked[group.item], there, items[group.item], classes[best]),
            )
        )
    for regions in found:
        regions.sort(key=lambda one: (-one.confidence, one.members))
    return Regions(found, there, loose, naming)


def _groups(item: int, drawings: Sequence[Drawn[Shape]], sort: Sort[Shape]) -> list[_Group[Shape]]:
    where = [(j, n) for j, one in enumerate(drawings) for n in range(len(one.shapes))]
    shapes = [drawings[j].shapes[n] for j, n in where]
    if not shapes:
        return []
    table = sort.likeness(shapes, shapes)
    table = (table + table.T) / 2
    owner = np.array([j for j, _ in where])
    near = table
    if any(one.classes for one in drawings):
        said = [drawings[j].classes[n] if drawings[j].classes else None for j, n in where]
        code = np.array([said.index(one) for one in said])
        near = table * np.where(code[:, None] == code[None, :], 1, 1 - OTHER_CLASS)
    return [
        _Group(
            item,
            tuple(where[k] for k in places),
            np.array([drawings[where[k][0]].person for k in places], dtype=np.int64),
            [shapes[k] for k in places],
            table[np.ix_(places, places)],
        )
        for places in grouped(near, owner, least=LEAST)
    ]


def _looseness(groups: Sequence[_Group[Shape]], people: int) -> Floats:
    """(people,) how far each person's regions are from those of others, shrunk to everybody's mean."""
    total, count = np.zeros(people), np.zeros(people)
    for group in groups:
        n = len(group.people)
        if n > 2:
            total[group.people] += 1 - (group.table.sum(axis=1) - 1) / (n - 1)
            count[group.people] += 1
    usual = total.sum() / count.sum() if count.any() else 0.3
    return np.maximum((total + SHARED * usual) / (count + SHARED), 1e-3)


def _lies(groups: Sequence[_Group[Shape]], seed: int) -> Floats:
    """(groups,) the chance that each group's middle shares enough with the right shape.

    Groups of four and more are split at random; whether the typical member of the one part shares enough with that of
    the other is explained by how much the members of the one share.
    """
    rng = np.random.default_rng(seed)
    shared: list[float] = []
    held: list[bool] = []
    alone: list[bool] = []
    for group in groups:
        n = len(group.people)
        if n < 3:
            continue
        for k in range(n):
            others = np.delete(np.arange(n), k)
            alone.append(bool(group.table[k, others[_typical(group.table, others)]] >= WITHIN))
        for size in range(2, n // 2 + 1):
            for _ in range(SPLITS):
                order = rng.permutation(n)
                part, rest = order[:size], order[size:]
                shared.append(_mean_shared(group.table[np.ix_(part, part)]))
                one, other = part[_typical(group.table, part)], rest[_typical(group.table, rest)]
                held.append(bool(group.table[one, other] >= WITHIN))
    weights = _fit_logistic(np.array(shared), np.array(held, dtype=np.float64))
    single = (sum(alone) + 0.9 * 20) / (len(alone) + 20)
    return np.array(
        [single if len(group.people) == 1 else _chance(weights, _mean_shared(group.table)) for group in groups]
    )


def _typical(table: Floats, places: Ints) -> int:
    """Which of the places is nearest to all of them."""
    return int(table[np.ix_(places, places)].sum(axis=1).argmax())


def _mean_shared(table: Floats) -> float:
    n = len(table)
    return float((table.sum() - np.trace(table)) / (n * (n - 1)))


def _chance(weights: Floats, shared: float) -> float:
    return float(1 / (1 + np.exp(-(weights[0] + weights[1] * (shared - 0.6)))))


def _fit_logistic(shared: Floats, held: Floats) -> Floats:
    """(2,) level and rise of the logit, held to ``PLACED`` by a normal prior of unit variance."""
    prior = np.array(PLACED)
    weights: Floats = prior.copy()
    if not len(shared):
        return weights
    rows = np.column_stack([np.ones(len(shared)), shared - 0.6])
    for _ in range(30):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (held - p) - (weights - prior)
        curve = (rows * (p * (1 - p))[:, None]).T @ rows + np.eye(2)
        weights = np.asarray(weights + np.linalg.solve(curve, slope), dtype=np.float64)
    return weights


def _classes(
    items: Sequence[Sequence[Drawn[Shape]]], groups: Sequence[_Group[Shape]], people: int
) -> tuple[list[Hashable], Floats, Floats]:
    """The classes, (groups, classes) the chance of each, and (people,) how often they name right."""
    said = [
        (n, one.person, one.classes[place])
        for n, group in enumerate(groups)
        for j, place in group.members
        for one in [items[group.item][j]]
        if one.classes
    ]
    classes: list[Hashable] = sorted({name for _, _, name in said}, key=str) or [None]
    code = {name: k for k, name in enumerate(classes)}
    region, person, label = (np.array(column, dtype=np.int64) for column in (
        [n for n, _, _ in said], [who for _, who, _ in said], [code[name] for _, _, name in said]
    ))  # fmt: skip
    chance, right = named(region, person, label, len(groups), people, len(classes))
    return classes, chance, right


FINDS_MORE = 0.35
"""Logits of finding by which those who drew a region differ from those who did not, before it is worth saying."""


def _why(
    group: _Group[Shape], looked: Ints, there: Existence, drawings: Sequence[Drawn[Shape]], label: Hashable
) -> str:
    """What the confidence of a region rests on."""
    n, all_ = len(group.people), len(looked)
    words = f"{n} of {all_} drew it"
    others = np.setdiff1d(looked, group.people)
    if len(others):
        apart = float(there.finding[group.people].mean() - there.finding[others].mean())
        if apart > FINDS_MORE:
            words += "; those who find much did"
        elif apart < -FINDS_MORE:
            words += "; those who find much did not"
    if n > 1 and _mean_shared(group.table) < WITHIN:
        words += "; their lines lie apart"
    if label is not None:
        same = sum(drawings[j].classes[place] == label for j, place in group.members if drawings[j].classes)
        if same < n:
            words += f"; {same} of them call it {label}"
    return words
