"""Calibration: sober without gold, honest with thirty items, silent when gold is shuffled."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.quality.aggregation import Aggregation, appraise
from goodwork.quality.assessment import assess
from goodwork.quality.calibration import (
    Calibration,
    calibration_error,
    cross_fitted,
    log_loss,
    lower_bound,
    reliability,
    support,
    vote_shares,
)
from goodwork.quality.labels import LabelTable
from tests.quality.crowds import crowd


@cache
def misled_crowd(share: float) -> tuple[LabelTable, np.ndarray]:
    """People who err together: a share of the items misleads everybody, so posteriors are overconfident."""
    table, truth = crowd(3, [0.8] * 12, items=600, each=6)
    misled = np.random.default_rng(4).random(600) < share
    return table, np.where(misled, 1 - truth, truth)


def hard_crowd() -> tuple[LabelTable, np.ndarray]:
    return misled_crowd(0.2)


@cache
def judged(shuffle: bool, draw: int, share: float = 0.2) -> tuple[Aggregation, np.ndarray, np.ndarray]:
    """Thirty random gold items, as few as a calibration goes by."""
    table, truth = misled_crowd(share)
    pick = np.random.default_rng(draw).permutation(600)[:30]
    gold = np.full(600, -1, np.int32)
    gold[pick] = np.random.default_rng(draw + 100).permutation(truth[pick]) if shuffle else truth[pick]
    rest = np.setdiff1d(np.arange(600), pick)
    return appraise(replace(table, gold=gold), method="hierarchical"), rest, truth


def test_thirty_gold_items_make_overconfidence_honest() -> None:
    # One draw of thirty is luck; what is promised holds in the mean of draws and of crowds.
    before, after, gained, accused = [], [], [], 0
    for share in (0.0, 0.1, 0.2):
        for draw in range(4):
            found, rest, truth = judged(False, draw, share)
            right = found.proba[rest].argmax(axis=1) == truth[rest]
            before.append(calibration_error(found.raw[rest].max(axis=1), right))
            after.append(calibration_error(found.confidence[rest], right))
            gained.append(log_loss(found.raw[rest], truth[rest]) - log_loss(found.proba[rest], truth[rest]))
            accused += found.gold_unrelated
            assert found.calibration.calibrated
    assert np.mean(before[4:]) > np.mean(after[4:])
    assert np.mean(gained[4:]) > 0
    assert np.mean(after) <= 0.08
    # Where a fifth of the gold contradicts everybody, thirty of it may look dealt out. Declaring nothing then is
    # the price of declaring nothing on gold that was dealt out and came out right by luck.
    assert accused <= 2


def test_with_shuffled_gold_nothing_is_declared() -> None:
    for draw in range(8):
        found, _, _ = judged(shuffle=True, draw=draw)
        for target in (0.8, 0.9, 0.95):
            assert not found.declared(target).any()


def test_gold_that_says_nothing_is_not_declared_in_the_assessment_either() -> None:
    table, truth = hard_crowd()
    rng = np.random.default_rng(5)
    gold = np.full(table.n_items, -1, np.int32)
    pick = rng.permutation(table.n_items)[:60]
    gold[pick] = rng.permutation(truth[pick])
    found = assess(replace(table, gold=gold), target=0.8)
    assert found.found.gold_unrelated
    assert found.coverage == 0 and not found.declared.any()
    assert found.standing.startswith("Nothing is declared")


def test_shuffled_gold_of_a_rare_class_is_noticed() -> None:
    """Most of it comes out right by itself, so the number that is right says little."""
    noticed, accused = 0, 0
    for draw in range(10):
        table, truth = crowd(40 + draw, [0.85] * 12, items=400, each=5, shares=[0.9, 0.1])
        pick = np.random.default_rng(draw).permutation(400)[:40]
        for shuffle in (False, True):
            gold = np.full(400, -1, np.int32)
            gold[pick] = np.random.default_rng(draw).permutation(truth[pick]) if shuffle else truth[pick]
            found = appraise(replace(table, gold=gold), method="hierarchical").gold_unrelated
            noticed += found and shuffle
            accused += found and not shuffle
    assert accused == 0
    assert noticed >= 9


def test_without_gold_it_says_what_is_missing() -> None:
    table, _ = hard_crowd()
    found = appraise(table, method="majority")
    assert not found.calibration.calibrated
    assert found.calibration.missing == 30
    assert found.support(0.95).missing_declared == 59
    assert not found.support(0.95).supported


def test_a_target_takes_a_faultless_run_or_more() -> None:
    for target, faultless in ((0.8, 14), (0.9, 29), (0.95, 59)):
        assert support(np.ones(faultless), np.ones(faultless, bool), target).supported
        one_less = support(np.ones(faultless - 1), np.ones(faultless - 1, bool), target)
        assert not one_less.supported
        assert one_less.missing_declared == 1
    right = np.ones(100, bool)
    right[:3] = False
    more = support(np.ones(100), right, 0.95)
    n = 100 + more.missing_declared
    assert lower_bound(97 + more.missing_declared, n) >= 0.95 > lower_bound(96 + more.missing_declared, n - 1)


def test_gold_that_contradicts_the_target_refutes_it() -> None:
    right = np.arange(40) % 4 != 0
    assert support(np.ones(40), right, 0.95).refuted
    assert not support(np.ones(40), np.ones(40, bool), 0.95).refuted
    assert support(np.full(40, 0.5), right, 0.95).declared == 0


def test_missing_gold_counts_what_is_not_declared() -> None:
    confidence = np.r_[np.ones(10), np.full(30, 0.5)]
    found = support(confidence, np.ones(40, bool), 0.9)
    assert found.missing_declared == 19
    assert found.missing_gold == 76


def test_cross_fitted_probabilities_do_not_know_their_gold() -> None:
    rng = np.random.default_rng(0)
    raw = rng.dirichlet([1, 1], 50)
    gold = rng.integers(0, 2, 50)
    _, before = cross_fitted(raw, vote_shares(raw * 5), gold, folds=50)
    changed = gold.copy()
    changed[7] = 1 - changed[7]
    _, after = cross_fitted(raw, vote_shares(raw * 5), changed, folds=50)
    assert np.allclose(before[7], after[7], atol=1e-12)
    assert not np.allclose(np.delete(before, 7, axis=0), np.delete(after, 7, axis=0), atol=1e-6)


def test_a_calibration_survives_json() -> None:
    fitted = Calibration(-0.5, -1.2, -2.0, 41)
    assert Calibration.from_json(fitted.to_json()) == fitted


def test_reliability_counts_every_item_once() -> None:
    rng = np.random.default_rng(2)
    confidence = rng.uniform(0.5, 1, 500)
    right = rng.random(500) < confidence
    points = reliability(confidence, right)
    assert sum(p.n for p in points) == 500
    assert all(p.low <= p.accuracy <= p.high for p in points)
    assert calibration_error(confidence, right) < 0.1
    with pytest.raises(Invalid):
        calibration_error(confidence[:0], right[:0])


@settings(max_examples=200, deadline=None)
@given(st.data(), st.integers(1, 6))
def test_one_item_is_calibrated_as_many_are(data: st.DataObject, classes: int) -> None:
    masses = st.lists(st.floats(0, 1), min_size=classes, max_size=classes).filter(lambda row: sum(row) > 0)
    raw = np.array(data.draw(masses))
    raw /= raw.sum()
    votes = data.draw(st.lists(st.integers(0, 40), min_size=classes, max_size=classes))
    fitted = Calibration(*(data.draw(st.floats(-6, 3)) for _ in range(3)))
    many = fitted.apply(raw[None], vote_shares(np.array(votes, np.float64)[None]))[0]
    assert fitted.of_one(raw.tolist(), votes) == pytest.approx(many.tolist(), abs=1e-12)
