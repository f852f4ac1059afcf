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
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.regions_existence import UNSEEN, Existence, chances, existence
from goodwork.quality.regions_lying import LOOSE, Lying, fit_lying, looseness
from goodwork.quality.regions_naming import USUAL, classes_of, named
from goodwork.quality.regions_objects import WITHIN, Drawn, Group, Region, groups_of, reason
from goodwork.quality.regions_shapes import Sort

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Shape = TypeVar("Shape")


@dataclass(frozen=True, eq=False)
class Known:
    """What is known beyond an item: of people, by their codes, and of how regions come about."""

    existence: Existence
    """Of which the skills of people and the two laws count here."""
    looseness: Floats
    """(people,) how much of their regions others do not share, 0 to 1."""
    lying: Lying
    naming: Floats
    """(people,) how often they name right."""
    classes: tuple[Hashable, ...]
    shares: Floats
    """(classes,) how much of all there is is of each."""
    usual_looseness: float = LOOSE
    """Of somebody who is not known."""
    usual_naming: float = USUAL

    def of(self, people: Ints) -> Known:
        """The same of these people alone, in this order."""
        there = self.existence
        skills = replace(there, finding=there.finding[people], inventing=there.inventing[people])
        return replace(self, existence=skills, looseness=self.looseness[people], naming=self.naming[people])


def unknown(people: int, classes: Sequence[Hashable] = (None,)) -> Known:
    """What is believed of this many people before anybody drew anything."""
    skills = replace(UNSEEN, finding=np.zeros(people), inventing=np.zeros(people))
    shares = np.full(len(classes), 1 / len(classes))
    return Known(skills, np.full(people, LOOSE), Lying(), np.full(people, USUAL), tuple(classes), shares)


@dataclass(frozen=True, eq=False)
class Judged(Generic[Shape]):
    """The consensus of one item."""

    regions: list[Region[Shape]]
    """All objects that anybody drew, most confident first, also those that are not likely there."""
    overlooked: float
    """How many objects are expected that nobody drew, where somebody drew something."""


@dataclass(frozen=True, eq=False)
class Regions(Generic[Shape]):
    """The consensus of a project."""

    items: list[list[Region[Shape]]]
    """As `Judged.regions`, of each item."""
    known: Known
    """What the whole project says, by which each item was judged."""


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
    groups = [groups_of(item, drawings, sort) for item, drawings in enumerate(items)]
    known = _fit(items, [group for of_item in groups for group in of_item], people, (), seed)
    found = [
        _judged(of_item, drawings, sort, known.of(np.array([one.person for one in drawings], dtype=np.int64))).regions
        for of_item, drawings in zip(groups, items, strict=True)
    ]
    return Regions(found, known)


def learn(
    items: Sequence[Sequence[Drawn[Shape]]],
    sort: Sort[Shape],
    *,
    people: int,
    classes: Sequence[Hashable],
    within: float = WITHIN,
    seed: int = 0,
) -> Known:
    """What all items say of their ``people`` and of how regions come about.

    ``classes``: all that there may be; ``within``: what a region shares at least with the right one, to be right.
    """
    groups = [group for item, drawings in enumerate(items) for group in groups_of(item, drawings, sort)]
    return _fit(items, groups, people, classes, seed, within)


def judged(drawings: Sequence[Drawn[Shape]], sort: Sort[Shape], known: Known) -> Judged[Shape]:
    """One item by what is known of the project; ``known`` has its people in the order of ``drawings``.

    >>> from goodwork.quality.regions_shapes import Boxes
    >>> one = [Drawn(person, [np.array([10.0 + person, 10, 50, 40])]) for person in range(3)]
    >>> judged(one, Boxes(), unknown(3)).regions[0].why
    '3 of 3 drew it'
    """
    return _judged(groups_of(0, drawings, sort), drawings, sort, known)


def _judged(
    groups: Sequence[Group[Shape]], drawings: Sequence[Drawn[Shape]], sort: Sort[Shape], known: Known
) -> Judged[Shape]:
    everybody = np.arange(len(drawings))
    drew = np.array([np.isin(everybody, [j for j, _ in group.members]) for group in groups], dtype=bool)
    exists, overlooked = chances(known.existence, drew.reshape(len(groups), len(drawings)))
    code = {name: k for k, name in enumerate(known.classes)}
    said = [(n, j, code[name]) for n, group in enumerate(groups) for j, name in group.called(drawings)]
    region, place, label = np.array(said, dtype=np.int64).reshape(-1, 3).T
    chance = classes_of(region, place, label, len(groups), known.naming, known.shares)
    found: list[Region[Shape]] = []
    for n, group in enumerate(groups):
        places = np.array([j for j, _ in group.members])
        best = int(chance[n].argmax())
        there, lies, right = float(exists[n]), known.lying.chance(group), float(chance[n, best])
        name = known.classes[best]
        middle = sort.middle(group.shapes, 1 / known.looseness[places])
        why = reason(group, drawings, known.existence.finding, name)
        found.append(Region(middle, name, there * lies * right, there, lies, right, group.members, why))
    return Judged(sorted(found, key=lambda one: (-one.confidence, one.members)), overlooked)


def _fit(
    items: Sequence[Sequence[Drawn[Shape]]],
    groups: Sequence[Group[Shape]],
    people: int,
    classes: Sequence[Hashable],
    seed: int,
    within: float = WITHIN,
) -> Known:
    looked = [np.array([one.person for one in drawings], dtype=np.int64) for drawings in items]
    drew = [np.isin(np.arange(len(looked[g.item])), [j for j, _ in g.members]) for g in groups]
    there = existence(looked, np.array([g.item for g in groups], dtype=np.int64), drew, people=people)
    said = [
        (n, items[group.item][j].person, name)
        for n, group in enumerate(groups)
        for j, name in group.called(items[group.item])
    ]
    names: tuple[Hashable, ...] = tuple(classes) or tuple(sorted({name for _, _, name in said}, key=str)) or (None,)
    code = {name: k for k, name in enumerate(names)}
    region, person, label = np.array([(n, who, code[name]) for n, who, name in said], dtype=np.int64).reshape(-1, 3).T
    naming = named(region, person, label, len(groups), people, len(names))
    loose, usual = looseness(groups, people)
    return Known(there, loose, fit_lying(groups, seed, within), naming.right, names, naming.shares, usual, naming.usual)
