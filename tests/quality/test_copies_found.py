"""Answers that depend on each other count as the voices they are worth, and good people who agree are left alone."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.quality.dependent import crowd
from goodwork.quality.aggregation import appraise
from goodwork.quality.copies import Copies, find_copies
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


@pytest.mark.parametrize("seed", range(1))
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


def test_slips_of_the_copyists_do_not_hide_them_from_a_crowd_that_knows_better() -> None:
    rng = np.random.default_rng(9)
    truth = rng.integers(0, 2, 1_000)
    source = person(rng, truth, 0.7)
    noisy = [np.where(rng.random(1_000) < 0.98, source, 1 - source) for _ in range(3)]
    found = find_copies(table_of([person(rng, truth, 0.85) for _ in range(9)] + noisy))
    assert found.groups == [[9, 10, 11]]
    assert 0.85 < found.share[0] <= 1


def test_where_experts_could_say_the_same_nobody_is_named() -> None:
    rng = np.random.default_rng(9)
    truth = rng.integers(0, 2, 1_000)
    source = person(rng, truth, 0.6)
    noisy = [np.where(rng.random(1_000) < 0.98, source, 1 - source) for _ in range(5)]
    # Five experts in a crowd that is hardly better than chance would look exactly so.
    assert find_copies(table_of([person(rng, truth, 0.75) for _ in range(5)] + noisy)).groups == []


def test_gold_clears_whom_answers_alone_would_not() -> None:
    rng = np.random.default_rng(4)
    truth = rng.integers(0, 3, 400)
    misled = np.where(rng.random(400) < 0.3, (truth + 1) % 3, truth)
    crowd = [np.where(rng.random(400) < 0.9, misled, rng.integers(0, 3, 400)) for _ in range(9)]
    experts = [np.where(rng.random(400) < 0.98, truth, rng.integers(0, 3, 400)) for _ in range(2)]
    columns = np.stack([*crowd, *experts], axis=1)
    table = LabelTable.from_arrays(
        np.repeat(np.arange(400), 11), np.tile(np.arange(11), 400), columns.ravel(), classes=[0, 1, 2]
    )
    # Nine of ten see three items of ten as something else: further than answers alone can tell (`dependence.MISLED`).
    assert find_copies(table).groups == [[9, 10]]
    assert find_copies(table.with_gold(truth.astype(np.int32))).groups == []


@pytest.mark.parametrize("seed", [1_000, 1_310, 2_322])
def test_crowds_in_which_much_looks_like_copying_have_nobody_named(seed: int) -> None:
    """In the last two are experts in a weak crowd, who agree because they are right."""
    table, _ = crowd(seed)
    assert find_copies(table).groups == []


@pytest.mark.parametrize("share", [0.6, 0.8, 1.0])
def test_equal_answers_are_worth_their_voices(share: float) -> None:
    table = LabelTable.from_arrays([0, 0, 0, 0, 1, 1], [0, 1, 2, 3, 0, 1], [1, 1, 1, 0, 1, 0], classes=["no", "yes"])
    weighed = Copies([[0, 1, 2]], [20.0], [share]).weighed(table)
    together = 1 + 2 * (1 - share)
    assert weighed.votes.tolist() == [[1.0, pytest.approx(together)], [1.0, 1.0]]
    assert Copies([], [], []).weighed(table) is table


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
