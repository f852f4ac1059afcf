"""Copied answers count once, and good people who agree are left alone."""

from __future__ import annotations

import numpy as np
import pytest

from goodwork.quality.aggregation import appraise
from goodwork.quality.copies import find_copies
from goodwork.quality.labels import LabelTable
from tests.quality.crowds import accuracy


def table_of(columns: list[np.ndarray]) -> LabelTable:
    answers = np.stack(columns, axis=1)
    n, J = answers.shape
    return LabelTable.from_arrays(
        np.repeat(np.arange(n), J), np.tile(np.arange(J), n), answers.ravel(), classes=[0, 1], people=np.arange(J)
    )


def person(rng: np.random.Generator, truth: np.ndarray, skill: float) -> np.ndarray:
    return np.where(rng.random(truth.size) < skill, truth, 1 - truth)


@pytest.mark.parametrize("seed", range(3))
def test_six_copies_do_not_outvote_five_better_people(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 2, 1_000)
    good = [person(rng, truth, 0.75) for _ in range(5)]
    table = table_of(good + [person(rng, truth, 0.6)] * 6)
    assert accuracy(table.votes, truth) < 0.7
    found = appraise(table)
    assert found.copies.groups == [[5, 6, 7, 8, 9, 10]]
    assert accuracy(found.proba, truth) >= 0.85
    assert np.ptp(found.model.skill_[5:]) == 0
    assert found.model.skill_[5] < found.model.skill_[:5].min()


def test_slips_of_the_copyists_do_not_hide_them() -> None:
    rng = np.random.default_rng(9)
    truth = rng.integers(0, 2, 1_000)
    source = person(rng, truth, 0.6)
    noisy = [np.where(rng.random(1_000) < 0.98, source, 1 - source) for _ in range(5)]
    table = table_of([person(rng, truth, 0.75) for _ in range(5)] + noisy)
    assert find_copies(table).groups == [[5, 6, 7, 8, 9]]


@pytest.mark.parametrize("seed", range(4))
def test_experts_who_agree_because_they_are_right_are_not_accused(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 2, 200)
    experts = [person(rng, truth, 0.98) for _ in range(4)]
    others = [person(rng, truth, 0.6) for _ in range(5)]
    assert find_copies(table_of(experts + others)).groups == []
    assert find_copies(table_of(experts)).groups == []


def test_an_easy_task_makes_nobody_a_copyist() -> None:
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 2, 400)
    assert find_copies(table_of([person(rng, truth, 0.97) for _ in range(8)])).groups == []
