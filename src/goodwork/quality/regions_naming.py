"""What people call a region: each person is right with a chance of their own, and wrong in no particular way.

One-coin Dawid-Skene, the chances shrunk to everybody's by a Beta prior. Classes are few or many, and most people have
named few regions, so tables of confusions would not be learned.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

USUAL, WEIGHT = 0.85, 6.0
"""How often somebody names right, believed beforehand, and how many names that belief weighs."""

ROUNDS = 50


def named(region: Ints, person: Ints, label: Ints, regions: int, people: int, classes: int) -> tuple[Floats, Floats]:
    """(regions, classes) the chance of each class, and (people,) how often each person names right.

    ``region``, ``person`` and ``label`` (names,): who called which region what.

    >>> chance, right = named(np.array([0, 0, 0]), np.array([0, 1, 2]), np.array([1, 1, 0]), 1, 3, 2)
    >>> chance.argmax().item(), bool(right[2] < right[0])
    (1, True)
    """
    right = np.full(people, USUAL)
    if classes < 2:
        return np.ones((regions, classes)), right
    share = np.full(classes, 1 / classes)
    chance = np.zeros((regions, classes))
    for _ in range(ROUNDS):
        logit = np.tile(np.log(share), (regions, 1))
        np.add.at(logit, (region, label), np.log(right / (1 - right) * (classes - 1))[person])
        before, chance = chance, np.exp(logit - np.logaddexp.reduce(logit, axis=1)[:, None])
        agreed = np.bincount(person, chance[region, label], people)
        count = np.bincount(person, minlength=people)
        usual = (agreed.sum() + USUAL * WEIGHT) / (count.sum() + WEIGHT)
        right = np.clip((agreed + usual * WEIGHT) / (count + WEIGHT), 1 / classes, 1 - 1e-3)
        share = (chance.sum(axis=0) + 1) / (regions + classes)
        if np.abs(chance - before).max() < 1e-6:
            break
    return chance, right
