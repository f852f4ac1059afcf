"""Laws of the agreement coefficients, their intervals, and what they say when they are undefined."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.quality import agreement
from goodwork.quality.agreement import krippendorff_alpha, long_form
from goodwork.quality.agreement_distance import alpha_by_distance
from goodwork.quality.agreement_kappa import agreement_weights, cohen_kappa, fleiss_kappa, gwet_ac
from goodwork.quality.agreement_pairs import Agreement

labels = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=40)


def every_coefficient(item: np.ndarray, answer: np.ndarray) -> list[Agreement]:
    return [
        *(krippendorff_alpha(item, answer, level=level, replicates=20) for level in ("nominal", "ordinal", "interval")),
        fleiss_kappa(item, answer, replicates=20),
        gwet_ac(item, answer, replicates=20),
        gwet_ac(item, answer, weights="linear", replicates=20),
        alpha_by_distance(item, answer.tolist(), lambda a, b: float(a != b), replicates=20),
    ]


@given(labels)
@settings(max_examples=60, deadline=None)
def test_a_value_or_a_reason_never_nan(rows: list[tuple[int, int]]) -> None:
    item, answer = np.array(rows).T
    for result in every_coefficient(item, answer):
        assert (result.value is None) == bool(result.reason)
        for number in (result.value, result.low, result.high, result.observed, result.expected):
            assert number is None or math.isfinite(number)
        assert result.value is None or result.value <= 1 + 1e-12


@given(labels, st.permutations(range(4)), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_names_of_classes_and_order_of_answers_do_not_matter(rows, names, random) -> None:
    item, answer = np.array(rows).T
    order = list(range(len(rows)))
    random.shuffle(order)
    renamed = np.array(names)[answer]
    for coefficient in (krippendorff_alpha, fleiss_kappa, gwet_ac):
        one = coefficient(item, answer, replicates=0).value
        other = coefficient((6 - item)[order], renamed[order], replicates=0).value
        assert (one is None) == (other is None)
        assert one is None or one == pytest.approx(other, abs=1e-9)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=20), st.integers(2, 5))
@settings(max_examples=30, deadline=None)
def test_unanimous_answers_agree_perfectly(truth: list[int], people: int) -> None:
    item = np.repeat(np.arange(len(truth)), people)
    for result in every_coefficient(item, np.repeat(truth, people)):
        if len(set(truth)) > 1:
            assert result.value == pytest.approx(1)
        else:
            assert result.value is None
            assert "one class" in result.reason or "are the same" in result.reason


def test_undefined_values_explain_themselves() -> None:
    assert krippendorff_alpha([], []).reason == agreement.NO_PAIRS
    assert krippendorff_alpha([0, 1, 2], [1, 2, 3]).reason == agreement.NO_PAIRS
    assert cohen_kappa([1, np.nan], [np.nan, 2]).reason == "The two people share no item."
    assert cohen_kappa([1, 1], [1, 1]).value is None
    assert gwet_ac([0, 0], ["x", "x"]).value is None
    assert gwet_ac([0, 0, 1, 1], ["x"] * 4, classes=["x", "y"]).value == 1.0
    assert krippendorff_alpha([0, 0], [1, 2]).note.startswith("No interval")


def test_bad_input_is_refused() -> None:
    for wrong in (
        lambda: krippendorff_alpha([0, 0], [1]),
        lambda: krippendorff_alpha([0, 0], [1.0, np.nan]),
        lambda: krippendorff_alpha([0.5, 0.5], [1, 2]),
        lambda: krippendorff_alpha([0, 0], ["a", "b"], level="interval"),
        lambda: krippendorff_alpha([0, 0], [0, 2], distance=[[0, 1], [1, 0]]),
        lambda: krippendorff_alpha([0, 0], [0, 1], distance=[[0, 1], [2, 0]]),
        lambda: alpha_by_distance([0, 0], [1, 2], lambda a, b: float("nan")),
        lambda: gwet_ac([0, 0], [1, 7], classes=[1, 2]),
        lambda: agreement_weights(3, np.eye(2)),
        lambda: cohen_kappa([1], [1, 2]),
    ):
        with pytest.raises(Invalid):
            wrong()


def test_a_sample_of_pairs_is_close_and_says_so() -> None:
    rng = np.random.default_rng(0)
    item = np.repeat(np.arange(400), 6)
    answer = np.where(rng.random(item.size) < 0.7, item % 5, rng.integers(0, 5, item.size))
    calls = 0

    def distance(a: int, b: int) -> float:
        nonlocal calls
        calls += 1
        return float(a != b)

    exact = krippendorff_alpha(item, answer)
    sampled = alpha_by_distance(item, answer.tolist(), distance, most_pairs=4000)
    assert calls == 8000
    assert "4,000 random pairs inside items" in sampled.note
    assert sampled.value == pytest.approx(exact.value, abs=0.04)
    assert sampled.low is not None and sampled.low < exact.value < sampled.high


def test_ratio_of_many_numbers_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    item = np.repeat(np.arange(300), 3)
    answer = np.exp(rng.normal(size=300))[item] * np.exp(0.3 * rng.normal(size=item.size))
    exact = krippendorff_alpha(item, answer, level="ratio", replicates=0)
    monkeypatch.setattr(agreement, "MOST_VALUES", 10)
    estimated = krippendorff_alpha(item, answer, level="ratio", replicates=0)
    assert "random pairs" in estimated.note
    assert estimated.value == pytest.approx(exact.value, abs=0.03)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(2)

    def draw(items: int) -> tuple[np.ndarray, np.ndarray]:
        item = np.repeat(np.arange(items), 4)
        truth = rng.integers(0, 3, items)
        return item, np.where(rng.random(item.size) < 0.6, truth[item], rng.integers(0, 3, item.size))

    truth = krippendorff_alpha(*draw(200_000), replicates=0).value
    inside = 0
    for seed in range(100):
        result = krippendorff_alpha(*draw(150), replicates=300, seed=seed)
        inside += result.low <= truth <= result.high
    assert 89 <= inside <= 100


def test_grouped_items_give_the_same_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    item = np.repeat(np.arange(3000), 3)
    answer = np.where(rng.random(item.size) < 0.5, item % 3, rng.integers(0, 3, item.size))
    fine = krippendorff_alpha(item, answer)
    monkeypatch.setattr("goodwork.quality.agreement_bootstrap.MOST_GROUPS", 500)
    coarse = krippendorff_alpha(item, answer)
    assert coarse.value == fine.value
    assert coarse.high - coarse.low == pytest.approx(fine.high - fine.low, rel=0.2)


def test_the_same_seed_gives_the_same_interval() -> None:
    item, _, answer = long_form(np.random.default_rng(4).integers(0, 3, (3, 50)))
    assert krippendorff_alpha(item, answer, seed=1) == krippendorff_alpha(item, answer, seed=1)
    assert krippendorff_alpha(item, answer, seed=1).low != krippendorff_alpha(item, answer, seed=2).low
