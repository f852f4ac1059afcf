"""Crowds in which nobody copies but much looks like it, and crowds in which some do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.labels import LabelTable

Longs = NDArray[np.int64]


def crowd(seed: int, copiers: int = 0, share: float = 0.0) -> tuple[LabelTable, list[int]]:
    """A table without gold of a crowd drawn by ``seed``, and the codes of who repeats whom, the source first.

    Two to six classes, of unequal size; 100 to 600 items; 8 to 60 people of unequal skill, experts among them who are
    right in 95 to 99 of 100 whatever the item is; up to 30 % hard items, which a crowd gets right in 30 to 60 of 100
    and else sees as one other class; up to 20 % items that half of the people read otherwise, all alike; people who
    always say the same, or anything. ``copiers`` people repeat an ordinary one in the share ``share`` of their answers.
    """
    rng = np.random.default_rng((seed, copiers, int(100 * share)))
    K, items, people = int(rng.integers(2, 7)), int(rng.integers(100, 601)), int(rng.integers(8, 61))
    each = min(int(rng.integers(4, 13)), people)
    truth = rng.choice(K, items, p=rng.dirichlet(np.full(K, 3.0)))
    decoy = (truth + rng.integers(1, K, items)) % K
    hard = rng.random(items) < rng.uniform(0, 0.3)
    at_hard = rng.uniform(0.3, 0.6)
    mine = np.where(rng.random(items) < rng.uniform(0, 0.2), (truth + rng.integers(1, K, items)) % K, truth)
    skill = rng.beta(
        *(rng.uniform(0.55, 0.9) * 20 * np.array([1, 0]) + rng.uniform(0.1, 0.45) * 20 * np.array([0, 1])), people
    )
    role = rng.random(people)
    experts, same, clicks = role < rng.uniform(0, 0.2), role > 1 - rng.uniform(0, 0.1), role > 0.95
    other = rng.random(people) < 0.5
    weight = np.arange(1, people + 1, dtype=float) ** -rng.uniform(0, 1)
    clock = rng.exponential(size=(items, people)) / weight
    asked = np.argsort(clock, axis=1)[:, :each]
    group = list(range(copiers + 1)) if copiers else []
    if group:
        # Who copies has done as much as whom they copy, and both are ordinary people.
        asked = np.concatenate([np.tile(np.array(group), (items, 1)), asked[:, :each]], axis=1)
    answers = np.full((items, people), -1, np.int64)
    habit = rng.integers(0, K, people)
    expert_skill = rng.uniform(0.95, 0.99, people)
    for j in range(people):
        ordinary = j in group
        seen = mine if other[j] and not ordinary else truth
        if experts[j] and not ordinary:
            right, to = expert_skill[j], truth
        else:
            right, to = np.where(hard, at_hard, skill[j]), seen
        told = np.where(rng.random(items) < right, to, np.where(hard, decoy, (to + rng.integers(1, K, items)) % K))
        if not ordinary and same[j]:
            told = np.full(items, habit[j])
        elif not ordinary and clicks[j]:
            told = rng.integers(0, K, items)
        answers[:, j] = told
    for j in group[1:]:
        answers[:, j] = np.where(rng.random(items) < share, answers[:, 0], answers[:, j])
    item = np.repeat(np.arange(items), asked.shape[1])
    person = asked.ravel()
    _, once = np.unique(item * people + person, return_index=True)
    item, person = item[once], person[once]
    table = LabelTable.from_arrays(
        item, person, answers[item, person], classes=list(range(K)), items=np.arange(items), people=np.arange(people)
    )
    return table, group
