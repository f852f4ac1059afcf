"""Text distances and the medoid."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.quality.medoid import medoid, medoid_consensus
from goodwork.quality.text_distance import chrf_distance, edit_distance

texts = st.text(st.sampled_from("abc é😀\n"), max_size=12)


def plain_edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for a, x in enumerate(one, 1):
        corner, row[0] = row[0], a
        for b, y in enumerate(other, 1):
            corner, row[b] = row[b], min(corner + (x != y), row[b] + 1, row[b - 1] + 1)
    return row[-1]


def plain_chrf(one: str, other: str) -> float:
    one, other = "".join(one.split()), "".join(other.split())
    scores = []
    for n in range(1, 7):
        left = Counter(one[i : i + n] for i in range(len(one) - n + 1))
        right = Counter(other[i : i + n] for i in range(len(other) - n + 1))
        if left or right:
            scores.append(2 * (left & right).total() / (left.total() + right.total()))
    return 1 - sum(scores) / len(scores) if scores else 0.0


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_distances_are_those_of_their_definitions(one: str, other: str) -> None:
    longest = max(len(one), len(other), 1)
    assert edit_distance(one, other) == pytest.approx(plain_edits(one, other) / longest)
    assert chrf_distance(one, other) == pytest.approx(plain_chrf(one, other), abs=1e-12)


@given(texts, texts, texts)
@settings(max_examples=60, deadline=None)
def test_distances_are_symmetric_and_within_bounds(one: str, other: str, third: str) -> None:
    for distance in (edit_distance, chrf_distance):
        assert distance(one, one) == 0
        assert distance(one, other) == distance(other, one)
        assert 0 <= distance(one, other) <= 1
    longest = max(map(len, (one, other, third)), default=1)
    ab, bc, ac = (plain_edits(x, y) for x, y in ((one, other), (other, third), (one, third)))
    assert ac <= ab + bc <= 2 * max(longest, 1)


def test_broken_unicode_is_compared_all_the_same() -> None:
    assert edit_distance("a\ud800", "a") == 0.5
    assert chrf_distance("", " ") == 0.0
    assert chrf_distance("", "a") == 1.0


def test_the_answer_most_people_are_close_to() -> None:
    said = ["the cat sat on the mat", "the cat sat on a mat", "a dog", "the cat sat on the mats"]
    fit = medoid_consensus([0] * 4, [0, 1, 2, 3], said, chrf_distance, tolerance=0.3)
    assert said[fit.choice[0]] == "the cat sat on the mat"
    assert fit.support is not None and fit.support[0] > 0.7
    assert fit.error.argmax() == 2


def test_careful_people_outweigh_a_careless_majority() -> None:
    rng = np.random.default_rng(0)
    truth = rng.uniform(0, 100, 200)
    spread = np.array([1.0, 1.0, 15.0, 15.0, 15.0])
    item, person = np.repeat(np.arange(200), 5), np.tile(np.arange(5), 200)
    answer = truth[item] + spread[person] * rng.normal(size=1000)
    fit = medoid_consensus(item, person, answer.tolist(), lambda a, b: min(abs(a - b) / 50, 1.0))
    assert (person[fit.choice] < 2).mean() > 0.9
    assert (fit.error[:2] < 0.6 * fit.error[2:].min()).all()


@given(st.lists(st.sampled_from(["ab", "abc", "b", "xyz"]), min_size=1, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_answers_plays_no_part(said: list[str], random) -> None:
    fit = medoid_consensus([0] * len(said), [0] * len(said), said, edit_distance, tolerance=0.0)
    mixed = list(said)
    random.shuffle(mixed)
    other = medoid_consensus([0] * len(said), [0] * len(said), mixed, edit_distance, tolerance=0.0)
    assert said[fit.choice[0]] == mixed[other.choice[0]]
    assert fit.support[0] == pytest.approx(other.support[0])
    if len(set(said)) == 1:
        assert fit.support[0] == 1


def test_items_without_answers_and_no_answers_at_all() -> None:
    fit = medoid_consensus([1], [0], ["x"], edit_distance, items=3)
    assert fit.choice.tolist() == [-1, 0, -1] and fit.support is None
    with pytest.raises(Invalid):
        medoid(np.zeros((0, 0)), np.zeros(0))
    with pytest.raises(Invalid):
        medoid_consensus([0, 0], [0, 1], ["x", "y"], lambda a, b: float("nan"))
