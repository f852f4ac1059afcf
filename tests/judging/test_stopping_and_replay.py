"""When asking stops, and replays: one rule for one item, for many and for the flow; fewer labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwork.flow import Appraised, Ask, Settle, decide
from goodwork.judging.at_stop import at_stop, calibrate_at_stop
from goodwork.judging.item import Judged
from goodwork.judging.replay import Saving, fixed, replay, summed
from goodwork.judging.stopping import Stop, stop, stop_many
from goodwork.model.items import GoldDraw, ItemCounts, ItemState, SettledHow
from goodwork.model.projects import Policy
from goodwork.quality.calibration import Calibration, vote_shares
from goodwork.quality.hierarchical import HierarchicalDawidSkene
from tests.quality.crowds import crowd

POLICIES = st.builds(
    lambda target, fewest, more: Policy(target=target, fewest=fewest, most=fewest + more),
    st.floats(0.5, 0.999), st.integers(1, 5), st.integers(0, 5),
)  # fmt: skip
ITEMS = st.lists(
    st.tuples(st.none() | st.floats(0, 1), st.integers(0, 12), st.booleans(), st.none() | st.floats(0, 3)), max_size=30
)
Item = tuple[float | None, int, bool, float | None]


@given(POLICIES, ITEMS)
def test_one_item_is_decided_as_many_are(policy: Policy, items: list[Item]) -> None:
    confidence = np.array([np.nan if c is None else c for c, _, _, _ in items], np.float64)
    answers = np.array([n for _, n, _, _ in items], np.int64)
    settled = np.array([s for _, _, s, _ in items], np.bool_)
    helps = np.array([np.nan if w is None else w for _, _, _, w in items], np.float64)
    together = stop_many(confidence, answers, policy, settled=settled, worth=helps).tolist()
    assert together == [stop(c, n, policy, settled=s, worth=w) for c, n, s, w in items]


@given(POLICIES, ITEMS)
def test_the_flow_does_what_the_rule_says(policy: Policy, items: list[Item]) -> None:
    for confidence, answers, settled, helps in items:
        state = ItemState.SETTLED if settled else ItemState.OPEN
        item = ItemCounts(state, wanted=max(answers, 1), completed=answers, live=0, gold=GoldDraw.NONE, skips=0,
                          how=SettledHow.UNKNOWN if settled else SettledHow.NOT)  # fmt: skip
        after, done = decide(item, Appraised([Judged(True, confidence, worth=helps)]), policy)
        known = None if confidence is None or confidence >= policy.target else helps
        says = stop(confidence, answers, policy, settled=settled, worth=known)
        assert (after.state is ItemState.OPEN) == (says is Stop.ASK)
        assert any(isinstance(one, Ask) for one in done) == (says is Stop.ASK and after.wanted > item.wanted)
        assert (Settle(after.how) in done) == (says is not Stop.ASK and after.how is not item.how)


def test_the_edges_of_the_rule() -> None:
    policy = Policy(target=0.9, fewest=2, most=5)
    assert stop(0.999, 1, policy) is Stop.ASK
    assert stop(0.9, 2, policy) is Stop.MET
    assert stop(0.899, 4, policy) is Stop.ASK
    assert stop(0.899, 5, policy) is Stop.EXHAUSTED
    assert stop(None, 2, policy) is Stop.MET
    assert [stop(c, 3, policy, settled=True) for c in (0.89, 0.87)] == [Stop.MET, Stop.ASK]
    assert stop(0.6, 5, policy, settled=True) is Stop.EXHAUSTED


def test_a_refit_from_the_last_one_ends_where_one_from_scratch_does() -> None:
    table, _ = crowd(2, [0.9, 0.8, 0.7, 0.6, 0.75, 0.85], items=1_000, classes=2)
    model = HierarchicalDawidSkene(tol=1e-7, max_iter=1_000).fit(table.take(np.arange(table.n) != 0))
    scratch = HierarchicalDawidSkene(tol=1e-7, max_iter=1_000).fit(table)
    warm = HierarchicalDawidSkene(tol=1e-7, max_iter=1_000).fit(table, start=model)
    assert np.abs(warm.proba_ - scratch.proba_).max() < 1e-3
    assert warm.n_iter_ < scratch.n_iter_


def test_gold_items_stop_where_the_policy_stops() -> None:
    table, truth = crowd(4, [0.85] * 10, items=200, each=8)
    table = replace(table, gold=np.where(np.arange(200) < 60, truth, -1).astype(np.int32))
    model = HierarchicalDawidSkene().fit(table)
    policy = Policy(target=0.9, fewest=2, most=6)
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
    run = replay(table, Policy(target=0.93, fewest=2, most=8), seed=1)
    curve = [(one.labels, one.accuracy) for one in (fixed(table, n, seed=1) for n in range(1, 9))]
    assert run.labels < 0.8 * curve[-1][0]
    assert run.realised > 0.88
    assert summed([run], curve).saved > 0.1


def test_a_saving_is_also_measured_against_a_mix_of_fixed_numbers() -> None:
    curve = [(100.0, 0.70), (200.0, 0.80), (300.0, 0.90)]
    between = Saving(150.0, 0.85, 3, 300.0, 0.90, 1.0, 0.9, curve)
    assert between.saved == pytest.approx(0.5)
    assert between.saved_evenly == pytest.approx(1 - 150 / 250)
    above_all, at_once = replace(between, accuracy=0.95), replace(between, accuracy=0.6, labels=50.0)
    assert above_all.saved_evenly == pytest.approx(0.5)
    assert at_once.saved_evenly == pytest.approx(0.5)
