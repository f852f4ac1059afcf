"""Stopping, online updates and replays: one rule, the same posteriors, fewer labels."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from goodwork.errors import Invalid
from goodwork.quality.calibration import Calibration, vote_shares
from goodwork.quality.hierarchical import HierarchicalDawidSkene
from goodwork.quality.online import Snapshot, posterior_update, snapshot_of
from goodwork.quality.replay import Saving, at_stop, calibrate_at_stop, fixed, replay, saving
from goodwork.quality.stopping import (
    Decision,
    Policy,
    decide,
    decide_many,
    draw_gold,
    prospects,
    teaching_gold,
)
from tests.quality.crowds import crowd

GOOD = np.array([[0.9, 0.1], [0.1, 0.9]])
GUESS = np.full((2, 2), 0.5)


def test_few_answers_call_for_more_whatever_the_confidence() -> None:
    verdict = decide(np.array([0.999, 0.001]), np.array([1.0, 0.0]), Calibration(0, -5, -8), GOOD, Policy(0.9, 2, 5))
    assert verdict.decision is Decision.ANOTHER
    assert "1 of at least 2" in verdict.why


def test_confidence_settles_and_used_up_answers_call_an_expert() -> None:
    sharp = Calibration(0, -5, -8)
    sure = decide(np.array([0.999, 0.001]), np.array([3.0, 0.0]), sharp, GOOD, Policy(0.9, 2, 5))
    assert sure.decision is Decision.SETTLE
    torn = decide(np.array([0.6, 0.4]), np.array([3.0, 2.0]), sharp, GOOD, Policy(0.9, 2, 5))
    assert torn.decision is Decision.EXPERT
    assert torn.reach == 0


def test_answers_that_tell_nothing_are_not_worth_asking_for() -> None:
    raw, votes, policy = np.array([0.6, 0.4]), np.array([2.0, 1.0]), Policy(0.9, 2, 6)
    assert decide(raw, votes, Calibration(0, -5, -8), GUESS, policy).decision is Decision.EXPERT
    assert decide(raw, votes, Calibration(0, -5, -8), GOOD, policy).decision is Decision.ANOTHER


def test_better_people_raise_the_prospects() -> None:
    raw, votes, policy = np.array([[0.6, 0.4]]), np.array([[2.0, 1.0]]), Policy(0.9, 2, 6)
    fair = np.array([[0.65, 0.35], [0.35, 0.65]])
    sharp = Calibration(0, -5, -8)
    weak, strong = prospects(raw, votes, sharp, fair, policy), prospects(raw, votes, sharp, GOOD, policy)
    assert strong.reach[0] > weak.reach[0]
    assert strong.gain[0] > weak.gain[0] > 0


def test_a_settled_item_reopens_only_well_below_the_target() -> None:
    confidence, answers = np.array([0.89, 0.87]), np.array([3, 3])
    policy = Policy(0.9, 2, 5)
    assert decide_many(confidence, answers, policy).tolist() == [0, 0]
    both = decide_many(confidence, answers, policy, settled=np.array([True, True]))
    assert both.tolist() == [int(Decision.SETTLE), int(Decision.ANOTHER)]


def test_supported_only_waits_for_gold() -> None:
    policy = Policy(0.9, 2, 5, supported_only=True)
    confidence, answers = np.array([0.99, 0.99]), np.array([3, 5])
    assert decide_many(confidence, answers, policy, supported=False).tolist() == [0, int(Decision.EXPERT)]
    assert decide_many(confidence, answers, policy, supported=True).tolist() == [1, 1]


@pytest.mark.parametrize("wrong", [{"target": 1.0}, {"fewest": 0}, {"fewest": 6, "most": 5}])
def test_impossible_policies_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(Invalid):
        Policy(**wrong)


def test_gold_by_lot_states_its_probability_and_teaching_gold_is_disputed() -> None:
    items, chance = draw_gold(10_000, 0.1, seed=1)
    assert chance == 0.1
    assert 900 < items.size < 1_100
    proba = np.array([[0.9, 0.1], [0.5, 0.5], [0.3, 0.7]])
    assert teaching_gold(proba, 2).tolist() == [1, 2]


def test_one_update_at_a_time_gives_the_posterior_of_the_fit() -> None:
    table, _ = crowd(1, [0.9, 0.8, 0.7, 0.6, 0.75], items=200, classes=3)
    model = HierarchicalDawidSkene(tol=1e-9, max_iter=2_000).fit(table)
    known = snapshot_of(model)
    for i in range(20):
        labels = range(table.item_ptr[i], table.item_ptr[i + 1])
        posterior = known.prior.copy()
        for n in labels:
            posterior = posterior_update(posterior, known.matrix(table.person[n]), table.answer[n])
        assert np.abs(posterior - model.proba_[i]).max() < 1e-9
        at_once = known.posterior([(int(table.person[n]), int(table.answer[n])) for n in labels])
        assert np.abs(posterior - at_once).max() < 1e-12


def test_a_refit_after_one_answer_moves_the_item_as_the_update_did() -> None:
    table, _ = crowd(2, [0.9, 0.8, 0.7, 0.6, 0.75, 0.85], items=1_000, classes=2)
    without = table.take(np.arange(table.n) != 0)
    model = HierarchicalDawidSkene(tol=1e-7, max_iter=1_000).fit(without)
    known = snapshot_of(model)
    updated = posterior_update(model.proba_[0], known.matrix(table.person[0]), table.answer[0])
    scratch = HierarchicalDawidSkene(tol=1e-7, max_iter=1_000).fit(table)
    warm = HierarchicalDawidSkene(tol=1e-7, max_iter=1_000).fit(table, start=model)
    assert np.abs(updated - scratch.proba_[0]).max() < 0.01
    assert np.abs(warm.proba_ - scratch.proba_).max() < 1e-3
    assert warm.n_iter_ < scratch.n_iter_


def test_a_snapshot_survives_json_and_knows_newcomers() -> None:
    table, _ = crowd(3, [0.9, 0.8, 0.7], items=100)
    known = snapshot_of(HierarchicalDawidSkene().fit(table))
    again = Snapshot.from_json(json.loads(json.dumps(known.to_json())))
    assert np.allclose(again.matrix(1), known.matrix(1))
    assert np.allclose(again.matrix("nobody"), known.newcomer)
    assert np.allclose(known.newcomer.sum(axis=1), 1)


def test_gold_items_stop_where_the_policy_stops() -> None:
    table, truth = crowd(4, [0.85] * 10, items=200, each=8)
    table = replace(table, gold=np.where(np.arange(200) < 60, truth, -1).astype(np.int32))
    model = HierarchicalDawidSkene().fit(table)
    policy = Policy(0.9, 2, 6)
    stopped = at_stop(table, model, policy, Calibration(), np.arange(60), orders=3)
    answers = stopped.votes.sum(axis=1)
    assert stopped.item.size == 180
    assert answers.min() >= 2
    assert answers.max() <= 6
    calibration, moments = calibrate_at_stop(table, model, policy, orders=3)
    assert calibration.n_gold == 60
    early = moments.votes.sum(axis=1) < 6
    confidence = calibration.apply(moments.raw, vote_shares(moments.votes)).max(axis=1)
    assert np.isfinite(confidence).all()
    assert early.any()


def test_the_policy_saves_labels_on_a_crowd_of_mixed_people() -> None:
    skills = np.random.default_rng(5).uniform(0.65, 0.98, 30)
    table, truth = crowd(6, skills, items=400, each=8)
    table = table.with_gold(truth)
    one = replay(table, Policy(0.93, 2, 8), seed=1)
    assert one.labels < 0.8 * fixed(table, 8, seed=1).labels
    assert one.realised > 0.88
    same = saving(table, Policy(0.93, 2, 8), orders=2)
    assert len(same.curve) == 8
    assert same.saved > 0.1


def test_a_saving_is_also_measured_against_a_mix_of_fixed_numbers() -> None:
    curve = [(100.0, 0.70), (200.0, 0.80), (300.0, 0.90)]
    between = Saving(150.0, 0.85, 3, 300.0, 0.90, 1.0, 0.9, curve)
    assert between.saved == pytest.approx(0.5)
    assert between.saved_evenly == pytest.approx(1 - 150 / 250)
    above_all, at_once = replace(between, accuracy=0.95), replace(between, accuracy=0.6, labels=50.0)
    assert above_all.saved_evenly == pytest.approx(0.5)
    assert at_once.saved_evenly == pytest.approx(0.5)
