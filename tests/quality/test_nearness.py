"""Nearness, influence and trends: planted ones are found again, and nothing is shown more often than is said."""

from __future__ import annotations

import numpy as np
import pytest

from goodwork.errors import Invalid
from goodwork.quality.assessment import assess
from goodwork.quality.labels import LabelTable
from goodwork.quality.medoid import medoid_consensus
from goodwork.quality.nearness import Nearness, nearness_skills
from goodwork.quality.skill import Prior
from goodwork.quality.skill_evidence import Answered, drift, influence
from tests.quality.test_skill_recovery import crowd


def near_crowd(seed: int, people: int = 60, longest: int = 120) -> tuple[Nearness, np.ndarray]:
    """Answers about a planted mean nearness each; in every other crowd half of them are all or nothing."""
    rng = np.random.default_rng(seed)
    planted = rng.beta(12, 3, people)
    person = np.repeat(np.arange(people), rng.integers(10, longest, people))
    near = rng.beta(8 * planted[person], 8 * (1 - planted[person]))
    if seed % 2:
        near = np.where(rng.random(person.size) < 0.5, rng.random(person.size) < planted[person], near)
    return Nearness(person, near, np.arange(people)), planted


def test_intervals_hold_the_planted_nearness_95_times_in_100() -> None:
    inside = total = 0
    for seed in range(20):
        answered, planted = near_crowd(seed)
        of = nearness_skills(answered)
        inside += int(((of.low <= planted) & (planted <= of.high)).sum())
        total += planted.size
    assert 0.93 <= inside / total <= 0.98


def test_what_is_all_or_nothing_counts_as_the_coin_that_it_is() -> None:
    rng = np.random.default_rng(0)
    person = np.repeat(np.arange(20), 50)
    answered = Nearness(person, (rng.random(1000) < 0.8).astype(float), np.arange(20))
    assert answered.throws == pytest.approx(1, abs=0.1)


def test_an_answer_without_anything_beside_it_says_nothing() -> None:
    answered = Nearness(np.zeros(12, int), np.r_[np.ones(9), np.full(3, np.nan)], np.array([5]))
    (one,) = nearness_skills(answered).rows()
    assert (one.value, one.answers, one.missing) == (None, 9, 1) and "1 more is needed" in one.reason
    with pytest.raises(Invalid):
        Nearness(np.zeros(1, int), np.array([1.2]), np.array([5]))


def test_the_distance_from_the_others_leaves_the_own_answer_out() -> None:
    found = medoid_consensus([0, 0, 0, 1], [0, 1, 2, 0], [4, 5, 9, 7], lambda a, b: abs(a - b) / 10)
    assert np.isnan(found.apart[3]) and found.others.tolist() == [1, 0, 1, -1]
    assert found.apart[0] < found.apart[2] and found.support_of_others[:3].min() >= 0.5


def _trends(answered: Answered, people: int, prior: Prior) -> list[bool]:
    when = np.arange(answered.n)
    found = [drift(answered, person, when, prior) for person in range(people)]
    return [way.certain for way in found if way.windows]


def test_whoever_stays_the_same_is_shown_a_change_one_time_in_twenty_at_most() -> None:
    near: list[bool] = []
    for seed in range(20):
        answered, planted = near_crowd(seed, longest=200)
        near += _trends(answered, planted.size, nearness_skills(answered).prior)
    classes: list[bool] = []
    for seed in range(6):
        # Items come in no order, so where an answer stands in the table says as little as a date would.
        table, _, planted = crowd(seed, 900, 60, 5, 3, gold_share=0.2)
        found = assess(table, method="hierarchical")
        classes += _trends(found.evidence, planted.size, found.skills.prior)
    for shown in (near, classes):
        # Three standard errors above one in twenty.
        assert len(shown) > 300 and np.mean(shown) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / len(shown))


def test_whoever_learns_is_shown_it() -> None:
    rng = np.random.default_rng(3)
    near = np.r_[rng.beta(4, 4, 150), rng.beta(9, 2, 50)]
    others = rng.beta(6, 3, 2000)
    answered = Nearness(np.r_[np.zeros(200, int), np.repeat(np.arange(1, 21), 100)], np.r_[near, others], np.arange(21))
    way = drift(answered, 0, np.arange(answered.n), nearness_skills(answered).prior)
    assert way.certain and way.change is not None and way.change > 0.1


def test_influence_is_what_leaving_the_item_out_does_to_a_fit_from_scratch() -> None:
    table, _, _ = crowd(5, 120, 8, 4, 3, gold_share=0.3)
    found = assess(table, method="hierarchical")
    whole = float(found.skills.mean[0])
    mine, moved = influence(found.evidence, 0, found.skills.prior)
    refitted: list[float] = []
    strongest = np.argsort(-np.abs(moved))[:12]
    for label in mine[strongest].tolist():
        rest = np.arange(table.n) != label
        fewer = LabelTable.from_arrays(
            table.item[rest], table.person[rest], table.answer[rest],
            classes=table.classes, items=table.items, people=table.people, gold=table.gold,
        )  # fmt: skip
        refitted.append(whole - float(assess(fewer, method="hierarchical").skills.mean[0]))
    # A fit from scratch also learns the prior, the confusions and the calibration anew.
    assert np.abs(np.array(refitted) - moved[strongest]).max() < 0.004
    assert (np.sign(refitted) == np.sign(moved[strongest])).all()


def test_influence_where_answers_are_no_classes_is_what_leaving_one_out_does() -> None:
    answered, _ = near_crowd(4, people=12, longest=30)
    of = nearness_skills(answered)
    mine, moved = influence(answered, 0, of.prior)
    for label, by in zip(mine.tolist(), moved.tolist(), strict=True):
        near = answered.near.copy()
        near[label] = np.nan
        fewer = Nearness(answered.person, near, answered.people)
        # How far answers lie apart is fitted anew as well.
        assert float(of.mean[0] - nearness_skills(fewer, prior=of.prior).mean[0]) == pytest.approx(by, abs=0.003)
