"""The objects that several people drew regions of: which regions are one, and what is said of it in words."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.regions_grouping import grouped
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
class Group(Generic[Shape]):
    """Regions of one object."""

    item: int
    members: tuple[tuple[int, int], ...]
    people: Ints
    """(members,) their codes."""
    shapes: list[Shape]
    table: Floats
    """(members, members) what they share."""

    def called(self, drawings: Sequence[Drawn[Shape]]) -> list[tuple[int, Hashable]]:
        """Place and class of each member that has one. ``drawings``: the item's."""
        return [(j, drawings[j].classes[place]) for j, place in self.members if drawings[j].classes]

    @property
    def mean_shared(self) -> float:
        """What two members share in the mean; there are at least two."""
        n = len(self.table)
        return float((self.table.sum() - np.trace(self.table)) / (n * (n - 1)))


def groups_of(item: int, drawings: Sequence[Drawn[Shape]], sort: Sort[Shape]) -> list[Group[Shape]]:
    """The objects of one item."""
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
        Group(
            item,
            tuple(where[k] for k in places),
            np.array([drawings[where[k][0]].person for k in places], dtype=np.int64),
            [shapes[k] for k in places],
            table[np.ix_(places, places)],
        )
        for places in grouped(near, owner, least=LEAST)
    ]


FINDS_MORE = 0.35
"""Logits of finding by which those who drew a region differ from those who did not, before it is worth saying."""


def reason(group: Group[Shape], drawings: Sequence[Drawn[Shape]], finding: Floats, label: Hashable) -> str:
    """What the confidence of a region rests on. ``finding``: of the item's people, in the order of ``drawings``."""
    n, all_ = len(group.people), len(drawings)
    words = f"{n} of {all_} drew it"
    drew = np.isin(np.arange(all_), [j for j, _ in group.members])
    if not drew.all():
        apart = float(finding[drew].mean() - finding[~drew].mean())
        if apart > FINDS_MORE:
            words += "; those who find much did"
        elif apart < -FINDS_MORE:
            words += "; those who find much did not"
    if n > 1 and group.mean_shared < WITHIN:
        words += "; their lines lie apart"
    if label is not None:
        same = sum(name == label for _, name in group.called(drawings))
        if same < n:
            words += f"; {same} of them call it {label}"
    return words
