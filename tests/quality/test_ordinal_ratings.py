"""Ordinal consensus recovers truth, bias and spread; laws of the scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.quality.kinds import drawn_levels
from goodwork.errors import Invalid
from goodwork.kinds.rating.schema import RatingAnswer, RatingQuestion
from goodwork.learning.columns import Column
from goodwork.quality.aggregation import appraise
from goodwork.quality.labels import LabelTable
from goodwork.quality.ordinal import choose_level, ordinal_consensus


def ratings(seed: int, items: int = 400, people: int = 40, per_item: int = 5, levels: int = 5):
    rng = np.random.default_rng(seed)
    truth = rng.binomial(levels - 1, 0.5, items)
    bias = rng.normal(0, 0.5, people)
    spread = np.exp(rng.normal(-0.4, 0.5, people))
    person = np.argsort(rng.random((items, people)), axis=1)[:, :per_item].ravel()
    item = np.repeat(np.arange(items), per_item)
    seen = truth[item] + bias[person] + spread[person] * rng.normal(size=item.size)
    return item, person, np.clip(np.rint(seen), 0, levels - 1).astype(int), truth, bias, spread


def test_it_is_closer_to_the_truth_than_mean_and_median() -> None:
    wins = 0
    for seed in range(5):
        item, person, answer, truth, bias, spread = ratings(seed)
        fit = ordinal_consensus(item, person, answer, 5)
        level, _ = choose_level(fit.posterior)
        by_item = answer.reshape(-1, 5)
        ours = (level == truth).mean()
        theirs = max((np.rint(f(by_item, axis=1)) == truth).mean() for f in (np.mean, np.median))
        wins += ours > theirs + 0.02
        assert np.corrcoef(fit.bias, bias)[0, 1] > 0.85
        assert np.corrcoef(np.log(fit.spread), np.log(spread))[0, 1] > 0.7
    assert wins == 5


def test_levels_that_people_take_for_names_are_read_as_names() -> None:
    """Where the order of the levels predicts nothing it is not believed, and where it does it is."""
    for kind, believed in (("taken for names", False), ("a scale", True)):
        item, person, answer, truth = drawn_levels(1, kind, each=4)
        fit = ordinal_consensus(item, person, answer, 5)
        table = LabelTable.from_arrays(item, person, answer, classes=list(range(5)))
        names, steps = appraise(table), appraise(replace(table, ordered=True))
        assert (fit.scale > 0.5) == believed
        for found in (choose_level(fit.posterior)[0], steps.label):
            assert (found == truth).mean() >= (names.label == truth).mean() + (0.05 if believed else -0.01)
        assert ("on a scale" in steps.choice.why) and ("on a scale" not in names.choice.why)


def test_probabilities_mean_what_they_say() -> None:
    right, said = [], []
    for seed in range(10, 16):
        item, person, answer, truth, *_ = ratings(seed, per_item=3)
        level, confidence = choose_level(ordinal_consensus(item, person, answer, 5).posterior)
        right.append(level == truth)
        said.append(confidence)
    right, said = np.concatenate(right), np.concatenate(said)
    for low, high in ((0.3, 0.6), (0.6, 0.8), (0.8, 1.01)):
        bin_ = (said >= low) & (said < high)
        assert right[bin_].mean() == pytest.approx(said[bin_].mean(), abs=0.06)


def test_somebody_who_reads_the_scale_upside_down_is_understood() -> None:
    item, person, answer, truth, *_ = ratings(3)
    answer = np.where(person == 0, 4 - np.clip(truth[item], 0, 4), answer)
    fit = ordinal_consensus(item, person, answer, 5)
    assert fit.confusion[0, 0, 4] > 0.5 and fit.confusion[0, 4, 0] > 0.5


def test_gold_is_respected_and_items_without_answers_get_the_prior() -> None:
    gold = np.array([4, -1, -1])
    fit = ordinal_consensus([0, 0, 1], [0, 1, 0], [0, 0, 2], 5, items=3, gold=gold)
    assert fit.posterior[0].tolist() == [0, 0, 0, 0, 1]
    assert fit.posterior[2].sum() == pytest.approx(1)
    assert fit.posterior[2].max() < 0.6


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_turning_the_scale_around_turns_the_answer_around(seed: int) -> None:
    item, person, answer, *_ = ratings(seed, items=30, people=6, per_item=3, levels=4)
    one = ordinal_consensus(item, person, answer, 4)
    other = ordinal_consensus(item, person, 3 - answer, 4)
    np.testing.assert_allclose(one.posterior, other.posterior[:, ::-1], atol=1e-6)
    np.testing.assert_allclose(one.bias, -other.bias, atol=1e-6)
    order = np.random.default_rng(seed).permutation(item.size)
    again = ordinal_consensus(item[order], person[order], answer[order], 4)
    np.testing.assert_allclose(one.posterior, again.posterior, atol=1e-8)


@given(st.integers(0, 4), st.integers(2, 6))
@settings(max_examples=15, deadline=None)
def test_unanimous_people_are_followed(level: int, people: int) -> None:
    rng = np.random.default_rng(level)
    truth = np.r_[level, rng.integers(0, 5, 30)]
    item, person = np.repeat(np.arange(31), people), np.tile(np.arange(people), 31)
    fit = ordinal_consensus(item, person, truth[item], 5)
    assert choose_level(fit.posterior)[0][0] == level


def test_a_tolerance_raises_the_confidence() -> None:
    item, person, answer, truth, *_ = ratings(4)
    posterior = ordinal_consensus(item, person, answer, 5).posterior
    exact, near = choose_level(posterior, 0), choose_level(posterior, 1)
    assert (near[1] >= exact[1] - 1e-9).all()
    assert (np.abs(near[0] - truth) <= 1).mean() > 0.97
    assert choose_level(posterior, 4)[1] == pytest.approx(1)


def test_bad_input_is_refused() -> None:
    for args in (
        ([0], [0], [5], 5),
        ([0], [0], [-1], 5),
        ([0, 1], [0], [1], 5),
        ([0.5], [0], [1], 5),
        ([0], [0], [0], 1),
    ):
        with pytest.raises(Invalid):
            ordinal_consensus(*args)
    with pytest.raises(Invalid):
        ordinal_consensus([0], [0], [1], 5, gold=[7])
    with pytest.raises(Invalid):
        choose_level(np.ones((1, 2)), -1)


def test_ratings_of_a_project_are_steps_and_words_have_no_order_of_their_own() -> None:
    question = RatingQuestion.model_validate({"key": "how", "title": "How good?", "low": 1, "high": 5})
    column = Column(
        question, [1, 1, 2], [7, 8, 7], [RatingAnswer(value=4), RatingAnswer(value=5), RatingAnswer(value=1)]
    )
    table = column.table({}, 1)
    assert table.ordered and table.classes == ["1", "2", "3", "4", "5"]
    frame = pa.table({"task": [1, 2], "worker": [1, 1], "label": ["good", "bad"]})
    with pytest.raises(Invalid, match="lowest"):
        LabelTable.from_frame(frame, ordered=True)
    assert LabelTable.from_frame(frame, ordered=True, classes=["bad", "fair", "good"]).answer.tolist() == [2, 0]
