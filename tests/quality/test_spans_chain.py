"""Spans are recovered from people who miss, add and shift them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.quality.spans import decode, encode, span_consensus


def marks_of(spans: list[tuple[int, int]], length: int) -> np.ndarray:
    row = np.zeros(length, int)
    for a, b in spans:
        row[a] = 1
        row[a + 1 : b] = 2
    return row


def crowd(seed: int, items: int = 150, people: int = 4, length: int = 20):
    """Truth and marks of people who miss a span, cut its end, or add one; person 0 is the best."""
    rng = np.random.default_rng(seed)
    miss = np.linspace(0.05, 0.45, people)
    truth, item, person, marks = [], [], [], []
    for u in range(items):
        starts = [a + int(rng.integers(0, 3)) for a in (0, 5, 10, 15) if rng.random() < 0.4]
        spans = [(a, a + int(rng.integers(1, 4))) for a in starts]
        truth.append(spans)
        for j in range(people):
            said = []
            for a, b in spans:
                if rng.random() > miss[j]:
                    said.append((a, max(a + 1, b - 1)) if rng.random() < miss[j] / 2 else (a, b))
            free = [a for a in range(0, 20, 5) if not any(a <= b < a + 5 for b, _ in spans)]
            if free and rng.random() < miss[j]:
                a = int(rng.choice(free)) + int(rng.integers(0, 3))
                said.append((a, a + 2))
            item.append(u)
            person.append(j)
            marks.append(marks_of(said, length))
    return truth, [length] * items, item, person, marks


def test_spans_are_recovered_better_than_by_majority() -> None:
    truth, lengths, item, person, marks = crowd(0)
    fit = span_consensus(lengths, item, person, marks)
    majority = [
        decode((np.sum([m > 0 for m in marks[4 * u : 4 * u + 4]], axis=0) > 2).astype(int) * 2) for u in range(150)
    ]

    def f1(found: list[list[tuple[int, int]]]) -> float:
        hits = sum(len(set(a) & set(b)) for a, b in zip(found, truth, strict=True))
        return 2 * hits / (sum(map(len, found)) + sum(map(len, truth)))

    ours = f1([fit.spans(u) for u in range(150)])
    assert ours > 0.87
    assert ours > f1(majority) + 0.05
    missing = fit.confusion[:, 1, 0, 0]
    assert missing.tolist() == sorted(missing)


def test_confidence_is_about_how_often_it_is_right() -> None:
    said, right = [], []
    for seed in range(3):
        truth, lengths, item, person, marks = crowd(seed)
        fit = span_consensus(lengths, item, person, marks)
        said += [fit.confidence(u) for u in range(150)]
        right += [fit.spans(u) == truth[u] for u in range(150)]
    assert np.mean(said) == pytest.approx(np.mean(right), abs=0.12)


def test_chances_of_spans_are_those_of_the_chain() -> None:
    """Against the sum over every sequence of states of a short item."""
    rows = [[0, 1, 2, 0, 0], [0, 1, 0, 0, 1], [1, 2, 0, 0, 0]]
    fit = span_consensus([5], [0, 0, 0], [0, 1, 2], rows)
    total, by_span = 0.0, {}
    for states in itertools.product(range(3), repeat=5):
        chance = fit.marginal[0, states[0]] * np.prod([fit.follow[t, states[t - 1], states[t]] for t in range(1, 5)])
        total += chance
        for span in decode(states) if chance > 0 else []:
            by_span[span] = by_span.get(span, 0) + chance
    assert total == pytest.approx(1)
    for span, chance in by_span.items():
        assert fit.probability(0, span) == pytest.approx(chance, abs=1e-9)
    best = max(
        itertools.product(range(3), repeat=5),
        key=lambda s: fit.marginal[0, s[0]] * np.prod([fit.follow[t, s[t - 1], s[t]] for t in range(1, 5)]),
    )
    assert fit.path.tolist() == list(best)


@given(st.permutations(range(12)), st.integers(0, 50))
@settings(max_examples=10, deadline=None)
def test_the_order_of_annotations_plays_no_part(order: list[int], seed: int) -> None:
    _, lengths, item, person, marks = crowd(seed, items=3)
    one = span_consensus(lengths, item, person, marks)
    other = span_consensus(lengths, [item[n] for n in order], [person[n] for n in order], [marks[n] for n in order])
    np.testing.assert_allclose(one.marginal, other.marginal, atol=1e-8)


def test_unanimity_gold_empty_items_and_unseen_items() -> None:
    row = [0, 1, 2, 0]
    fit = span_consensus(
        [4, 4, 0, 4], [0, 0, 1, 1, 2], [0, 1, 0, 1, 0], [row, row, row, row, []], gold=[None, [0] * 4, None, None]
    )
    assert fit.spans(0) == [(1, 3)]
    assert fit.spans(1) == [] and fit.confidence(1) == pytest.approx(1)
    assert fit.spans(2) == [] and fit.confidence(2) == 1
    assert np.isfinite(fit.marginal).all()
    np.testing.assert_allclose(fit.marginal.sum(axis=1), 1)
    assert (fit.marginal[np.r_[0, 8]][:, 2] == 0).all()


@given(st.lists(st.integers(0, 2), max_size=12))
def test_marks_and_spans_are_the_same_thing(marks: list[int]) -> None:
    spans = decode(marks)
    tokens = [(3 * t, 3 * t + 2) for t in range(len(marks))]
    again = encode(tokens, [(3 * a, 3 * b - 1) for a, b in spans])
    assert decode(again) == spans


def test_characters_become_tokens() -> None:
    tokens = [(0, 5), (6, 9), (10, 14)]
    assert encode(tokens, [(2, 7)]).tolist() == [1, 2, 0]
    assert encode(tokens, [(0, 7), (6, 14)]).tolist() == [1, 2, 1]
    for wrong in ([(5, 6)], [(20, 30)], [(3, 3)]):
        with pytest.raises(Invalid):
            encode(tokens, wrong)


def test_bad_input_is_refused() -> None:
    for args in (([2], [0], [0], [[0]]), ([1], [1], [0], [[0]]), ([1], [0], [0], [[3]]), ([1], [0, 0], [0], [[0]])):
        with pytest.raises(Invalid):
            span_consensus(*args)
    with pytest.raises(Invalid):
        span_consensus([2], [0], [0], [[0, 1]]).probability(0, (1, 3))
