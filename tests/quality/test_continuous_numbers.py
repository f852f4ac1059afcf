"""Precision-weighted consensus recovers what was planted, and its errors hold the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.quality.kinds import drawn_numbers
from goodwork.errors import Invalid
from goodwork.quality.continuous import continuous_consensus


def measured(seed: int, items: int = 300, people: int = 30, per_item: int = 4):
    rng = np.random.default_rng(seed)
    truth = rng.normal(0, 3, items)
    bias = rng.normal(0, 0.7, people)
    spread = np.exp(rng.normal(0, 0.6, people))
    person = np.argsort(rng.random((items, people)), axis=1)[:, :per_item].ravel()
    item = np.repeat(np.arange(items), per_item)
    return item, person, truth[item] + bias[person] + spread[person] * rng.normal(size=item.size), truth, bias, spread


def test_it_beats_the_mean_and_finds_bias_and_spread() -> None:
    for seed in range(5):
        item, person, answer, truth, bias, spread = measured(seed)
        fit = continuous_consensus(item, person, answer)
        mean = np.bincount(item, answer) / np.bincount(item)
        assert np.sqrt(((fit.value - truth) ** 2).mean()) < 0.85 * np.sqrt(((mean - truth) ** 2).mean())
        assert np.corrcoef(fit.bias, bias)[0, 1] > 0.9
        assert np.corrcoef(np.log(fit.spread), np.log(spread))[0, 1] > 0.85


def test_errors_hold_the_truth_about_as_often_as_they_say() -> None:
    inside: list[float] = []
    for seed in range(8):
        item, person, answer, truth, *_ = measured(seed, per_item=6)
        fit = continuous_consensus(item, person, answer)
        low, high = fit.interval(0.95)
        inside.append(float(((low <= truth) & (truth <= high)).mean()))
    # A little more: people are taken to err together on an item until gold says otherwise.
    assert 0.94 <= np.mean(inside) <= 0.99


@pytest.mark.parametrize("kind", ["heavy tails", "a third spam", "slips", "items differ", "slider"])
def test_it_is_no_worse_than_mean_and_median_whatever_the_errors(kind: str) -> None:
    off: list[list[float]] = []
    for seed in range(2):
        item, person, answer, truth = drawn_numbers(seed, kind)
        rows = answer.reshape(len(truth), -1)
        ways = (continuous_consensus(item, person, answer).value, rows.mean(axis=1), np.median(rows, axis=1))
        off.append([float(np.abs(value - truth).mean()) for value in ways])
    ours, mean, median = np.mean(off, axis=0)
    assert ours <= 1.02 * min(mean, median)


@pytest.mark.parametrize("each", [3, 6])
def test_who_hardly_moves_a_slider_is_not_taken_for_careful(each: int) -> None:
    for seed in (2_000, 2_001):
        item, person, answer, truth = drawn_numbers(seed, "lazy slider", each=each)
        fit = continuous_consensus(item, person, answer)
        mean = answer.reshape(-1, each).mean(axis=1)
        assert fit.value == pytest.approx(mean, abs=1e-9), "the mean: nothing else is known"
        assert (fit.error > 0.3 * mean).all(), "all of them may have moved it too little"
        item, person, answer, truth = drawn_numbers(seed, "slider", each=each)
        fit = continuous_consensus(item, person, answer)
        mean = answer.reshape(-1, each).mean(axis=1)
        assert np.abs(fit.value - truth).mean() < 0.99 * np.abs(mean - truth).mean(), "here precision is care"


def test_what_people_err_together_is_learned_from_gold() -> None:
    item, person, answer, truth, *_ = measured(3)
    together = np.random.default_rng(0).normal(0, 3, truth.size)
    gold = np.where(np.arange(truth.size) < 60, truth, np.nan)
    blind = continuous_consensus(item, person, answer + together[item])
    seen = continuous_consensus(item, person, answer + together[item], gold=gold)
    held: list[float] = []
    for fit in (blind, seen):
        low, high = fit.interval(0.95)
        held.append(float(((low <= truth) & (truth <= high))[60:].mean()))
    assert held[0] < 0.7 and held[1] > 0.88


@given(st.integers(0, 1000), st.floats(0.01, 100), st.floats(-1000, 1000))
@settings(max_examples=15, deadline=None)
def test_unit_and_origin_do_not_matter(seed: int, scale: float, shift: float) -> None:
    item, person, answer, *_ = measured(seed, items=30, people=6, per_item=3)
    one = continuous_consensus(item, person, answer)
    other = continuous_consensus(item, person, answer * scale + shift)
    np.testing.assert_allclose(one.value * scale + shift, other.value, rtol=1e-4, atol=1e-4 * scale)
    np.testing.assert_allclose(one.error * scale, other.error, rtol=1e-3)


def test_gold_is_kept_and_moves_the_bias() -> None:
    item, person, answer, truth, *_ = measured(7)
    fit = continuous_consensus(item, person, answer + 5, gold=truth)
    np.testing.assert_allclose(fit.value, truth, atol=1e-9)
    assert fit.bias.mean() > 3


def test_unanimous_answers_and_single_answers() -> None:
    fit = continuous_consensus([0, 0, 1, 1, 2], [0, 1, 0, 1, 0], [2.0, 2.0, 7.0, 7.0, 4.0])
    np.testing.assert_allclose(fit.value[:2], [2, 7], atol=0.3)
    assert np.isfinite(fit.value).all() and (fit.error > 0).all()
    same = continuous_consensus([0, 0, 1, 1], [0, 1, 0, 1], [3.0, 3.0, 3.0, 3.0])
    np.testing.assert_allclose(same.value, 3)


def test_confidence_within_a_tolerance() -> None:
    item, person, answer, *_ = measured(8)
    fit = continuous_consensus(item, person, answer)
    assert ((fit.within(0.5) > 0) & (fit.within(0.5) < fit.within(2.0))).all()


def test_bad_input_is_refused() -> None:
    for args in (([0], [0], [np.nan]), ([], [], []), ([0, 1], [0, 0], [1.0]), ([-1], [0], [1.0])):
        with pytest.raises(Invalid):
            continuous_consensus(*args)
