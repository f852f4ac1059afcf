"""Whether the middle of several people's regions lies right: learned from objects that many drew, split in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.quality.regions_objects import WITHIN, Group

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Shape = TypeVar("Shape")

SHARED = 4.0
"""How many regions of a person the looseness of everybody weighs as much as."""

SPLITS = 2
"""Draws of each number of members from each group that is split."""

PLACED = (2.5, 4.0)
"""Logit of lying right where members share 0.6, and its rise with what they share, believed beforehand."""

ALONE, ALONE_WEIGHT = 0.9, 20
"""How often a single region lies right, believed beforehand, and how many regions that belief weighs."""

LOOSE = 0.3
"""How much of somebody's region others do not share, believed where nobody was compared."""


def looseness(groups: Sequence[Group[Shape]], people: int) -> tuple[Floats, float]:
    """(people,) how far each person's regions are from those of others, shrunk to everybody's mean, and that mean."""
    total, count = np.zeros(people), np.zeros(people)
    for group in groups:
        n = len(group.people)
        if n > 2:
            total[group.people] += 1 - (group.table.sum(axis=1) - 1) / (n - 1)
            count[group.people] += 1
    usual = float(total.sum() / count.sum()) if count.any() else LOOSE
    return np.maximum((total + SHARED * usual) / (count + SHARED), 1e-3), usual


@dataclass(frozen=True, slots=True)
class Lying:
    """How often the middle of a group lies right, by what its members share."""

    level: float = PLACED[0]
    """Logit where members share 0.6."""
    rise: float = PLACED[1]
    alone: float = ALONE
    """The chance of a single region."""

    def chance(self, group: Group[Shape]) -> float:
        """That the group's middle shares enough with the right shape."""
        if len(group.people) == 1:
            return self.alone
        return float(1 / (1 + np.exp(-(self.level + self.rise * (group.mean_shared - 0.6)))))


def fit_lying(groups: Sequence[Group[Shape]], seed: int, within: float = WITHIN) -> Lying:
    """Learned from the groups of a project; ``within``: what a region shares at least with the right one.

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
            alone.append(bool(group.table[k, others[_typical(group.table, others)]] >= within))
        for size in range(2, n // 2 + 1):
            for _ in range(SPLITS):
                order = rng.permutation(n)
                part, rest = order[:size], order[size:]
                shared.append(_mean_shared(group.table[np.ix_(part, part)]))
                one, other = part[_typical(group.table, part)], rest[_typical(group.table, rest)]
                held.append(bool(group.table[one, other] >= within))
    level, rise = _fit_logistic(np.array(shared), np.array(held, dtype=np.float64)).tolist()
    return Lying(level, rise, (sum(alone) + ALONE * ALONE_WEIGHT) / (len(alone) + ALONE_WEIGHT))


def _typical(table: Floats, places: Ints) -> int:
    """Which of the places is nearest to all of them."""
    return int(table[np.ix_(places, places)].sum(axis=1).argmax())


def _mean_shared(table: Floats) -> float:
    n = len(table)
    return float((table.sum() - np.trace(table)) / (n * (n - 1)))


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
