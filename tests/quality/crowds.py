"""Simulated crowds with known truth, for the tests of the models."""

from __future__ import annotations

import numpy as np

from goodwork.quality.labels import LabelTable


def crowd(
    seed: int,
    skills: list[float] | np.ndarray,
    *,
    items: int = 300,
    classes: int = 2,
    each: int | None = None,
    shares: list[float] | None = None,
) -> tuple[LabelTable, np.ndarray]:
    """People who are right with their probability and else choose any other class; ``each`` answers per item."""
    rng = np.random.default_rng(seed)
    truth = rng.choice(classes, items, p=shares)
    J = len(skills)
    each = J if each is None else each
    person = np.concatenate([rng.permutation(J)[:each] for _ in range(items)])
    item = np.repeat(np.arange(items), each)
    right = rng.random(item.size) < np.asarray(skills)[person]
    wrong = (truth[item] + rng.integers(1, max(classes, 2), item.size)) % classes
    answer = np.where(right, truth[item], wrong)
    names = list(range(classes))
    table = LabelTable.from_arrays(item, person, answer, classes=names, items=np.arange(items), people=np.arange(J))
    return table, truth


def accuracy(proba: np.ndarray, truth: np.ndarray) -> float:
    """Share of items whose most probable class is the truth."""
    return float((proba.argmax(axis=1) == truth).mean())
