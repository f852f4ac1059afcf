"""What people call a region: each person is right with a chance of their own, and wrong in no particular way.

One-coin Dawid-Skene, the chances shrunk to everybody's by a Beta prior. Classes are few or many, and most people have
named few regions, so tables of confusions would not be learned.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

USUAL, WEIGHT = 0.85, 6.0
"""How often somebody names right, believed beforehand, and how many names that belief weighs."""

ROUNDS = 50


@dataclass(frozen=True, eq=False)
class Named:
    """What all names say."""

    chance: Floats
    """(regions, classes) the chance of each class."""
    right: Floats
    """(people,) how often each person names right."""
    shares: Floats
    """(classes,) how much of all regions is of each."""
    usual: float
    """How often people name right."""


def named(region: Ints, person: Ints, label: Ints, regions: int, people: int, classes: int) -> Named:
    """Who names how, and what each region is.

    ``region``, ``person`` and ``label`` (names,): who called which region what.

    >>> found = named(np.array([0, 0, 0]), np.array([0, 1, 2]), np.array([1, 1, 0]), 1, 3, 2)
    >>> found.chance.argmax().item(), bool(found.right[2] < found.right[0])
    (1, True)
    """
    right = np.full(people, USUAL)
    if classes < 2:
        return Named(np.ones((regions, classes)), right, np.ones(classes), USUAL)
    usual = USUAL
    share = np.full(classes, 1 / classes)
    chance = np.zeros((regions, classes))
    for _ in range(ROUNDS):
        before, chance = chance, classes_of(region, person, label, regions, right, share)
        agreed = np.bincount(person, chance[region, label], people)
        count = np.bincount(person, minlength=people)
        usual = (agreed.sum() + USUAL * WEIGHT) / (count.sum() + WEIGHT)
        right = np.clip((agreed + usual * WEIGHT) / (count + WEIGHT), 1 / classes, 1 - 1e-3)
        share = (chance.sum(axis=0) + 1) / (regions + classes)
        if np.abs(chance - before).max() < 1e-6:
            break
    return Named(chance, right, share, float(usual))


def classes_of(region: Ints, person: Ints, label: Ints, regions: int, right: Floats, share: Floats) -> Floats:
    """(regions, classes) the chance of each class, where it is known how often people name right."""
    if len(share) < 2:
        return np.ones((regions, len(share)))
    logit = np.tile(np.log(share), (regions, 1))
    np.add.at(logit, (region, label), np.log(right / (1 - right) * (len(share) - 1))[person])
    return np.exp(logit - np.logaddexp.reduce(logit, axis=1)[:, None])
