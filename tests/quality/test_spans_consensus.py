"""Spans are recovered from people who miss, invent and shift them, and confidence is about right."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.quality.kinds import drawn_spans, plurality
from goodwork.errors import Invalid
from goodwork.forms.reading import read_form
from goodwork.judging.item import Fitted
from goodwork.kinds.contract import Given, Skills
from goodwork.kinds.registry import KINDS
from goodwork.quality.spans import encode, gather, span_consensus
from goodwork.store.quality.as_json import fitted_json, fitted_of


def test_noisy_borders_are_read_better_than_by_plurality_and_said_about_as_often_as_they_are() -> None:
    ours, theirs, said = [], [], []
    for seed in range(4):
        truth, item, person, spans = drawn_spans(seed, items=40, noise=0.4)
        fit = span_consensus(item, person, spans, items=40)
        ours += [fit.spans(u) == truth[u] for u in range(40)]
        theirs += [one == right for one, right in zip(plurality(40, item, spans), truth, strict=True)]
        said += [fit.confidence(u) for u in range(40)]
    assert np.mean(ours) > 0.78
    assert np.mean(ours) > np.mean(theirs) + 0.15
    assert np.mean(said) == pytest.approx(np.mean(ours), abs=0.08)


def test_what_a_project_learns_of_people_makes_its_spans_better_and_their_confidence_honest() -> None:
    kind = KINDS["spans"]
    (question,) = read_form(
        [{"key": "n", "kind": "spans", "title": "Who?", "labels": ["A", "B"], "tolerance": "exact"}]
    )
    right: dict[bool, list[bool]] = {True: [], False: []}
    said: list[float] = []
    for seed in range(2):
        truth, item, person, spans = drawn_spans(seed, items=40, miss=0.33)
        answers = [
            kind.answer.model_validate({
                "spans": [
                    {"id": f"s{n}", "label": "ab"[label], "fragments": [[a, b]], "text": "x" * (b - a)}
                    for n, (a, b, label) in enumerate(row)
                ]
            })
            for row in spans
        ]  # fmt: skip
        every = list(zip(item.tolist(), person.tolist(), answers, strict=True))
        learned = kind.learned(question, every)
        assert fitted_of(json.loads(json.dumps(fitted_json({"n": Fitted(learned)})))) == {"n": Fitted(learned)}
        for u, (skills, known) in itertools.product(range(40), ((learned, True), (Skills(), False))):
            found = kind.consensus(question, [Given(p, a) for i, p, a in every if i == u], skills)
            marked = found.answer.model_dump()["spans"]
            got = [(*one["fragments"][0], "ab".index(one["label"])) for one in marked]
            right[known].append(sorted(got) == truth[u])
            if known:
                assert found.confidence is not None
                said.append(found.confidence)
    assert np.mean(right[True]) > np.mean(right[False]) + 0.15
    assert np.mean(said) == pytest.approx(np.mean(right[True]), abs=0.15)


def test_careful_and_careless_people_are_told_apart() -> None:
    """Person 4 misses half and shifts half of the borders of the rest."""
    rng = np.random.default_rng(0)
    truth, item, person, spans = drawn_spans(3, items=60, noise=0.05, miss=0.05, confuse=0.0)
    worse = [
        [(s, e + int(rng.random() < 0.5), k) for s, e, k in row if rng.random() < 0.5] if j == 4 else row
        for j, row in zip(person.tolist(), spans, strict=True)
    ]
    fit = span_consensus(item, person, worse, items=60)
    assert fit.recall[:4].min() > fit.recall[4] + 0.2
    assert fit.border[:4].min() > fit.border[4] + 0.1
    assert np.mean([fit.spans(u) == truth[u] for u in range(60)]) > 0.9


@given(st.permutations(range(15)), st.integers(0, 50))
@settings(max_examples=10, deadline=None)
def test_the_order_of_annotations_plays_no_part(order: list[int], seed: int) -> None:
    _, item, person, spans = drawn_spans(seed, items=3)
    one = span_consensus(item, person, spans, items=3)
    other = span_consensus(item[order], person[order], [spans[n][::-1] for n in order], items=3)
    assert [one.spans(u) for u in range(3)] == [other.spans(u) for u in range(3)]
    np.testing.assert_allclose(one.sure, other.sure, atol=1e-9)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4), st.integers(0, 2)), max_size=4), st.integers(2, 5))
@settings(max_examples=25, deadline=None)
def test_what_everybody_says_is_said(drawn: list[tuple[int, int, int]], people: int) -> None:
    spans = sorted({(12 * n + a, 12 * n + a + length, label) for n, (a, length, label) in enumerate(drawn)})
    fit = span_consensus([0] * people, range(people), [spans] * people)
    assert fit.spans(0) == spans
    assert 0 < fit.confidence(0) <= 1


def test_groups_are_of_one_person_each_and_lose_nothing() -> None:
    groups = gather([(0, [(0, 4, 0), (4, 6, 0)]), (1, [(0, 6, 0)]), (2, [(0, 3, 1)])])
    assert sorted(span for group in groups for _, span in group) == [(0, 3, 1), (0, 4, 0), (0, 6, 0), (4, 6, 0)]
    assert all(len({person for person, _ in group}) == len(group) for group in groups)


def test_gold_items_without_answers_and_nothing_found() -> None:
    row = [(1, 3, 0)]
    gold = [None, [(2, 4, 0)], [], None, None]
    fit = span_consensus([0, 0, 1, 1, 2, 3, 3], [0, 1, 0, 1, 0, 0, 1], [row, row, row, row, row, [], []], gold=gold)
    assert fit.spans(0) == [(1, 3, 0)]
    assert fit.spans(1) == [(2, 4, 0)] and fit.confidence(1) == pytest.approx(1)
    assert fit.spans(2) == []
    assert fit.spans(3) == [] and fit.confidence(3) > 0.5
    # Nobody was asked: there may be any number.
    assert fit.spans(4) == [] and fit.confidence(4) < fit.confidence(3)
    assert span_consensus([], [], []).found == ()


def test_overlapping_spans_are_kept_where_they_may_overlap() -> None:
    both = [(0, 6, 0), (2, 4, 1)]
    assert span_consensus([0] * 3, range(3), [both] * 3, overlapping=True).spans(0) == both
    assert len(span_consensus([0] * 3, range(3), [both] * 3).spans(0)) == 1


def test_characters_become_tokens() -> None:
    tokens = [(0, 5), (6, 9), (10, 14)]
    assert encode(tokens, [(2, 7, 0), (10, 11, 1)]) == [(0, 2, 0), (2, 3, 1)]
    for wrong in ((5, 6, 0), (20, 30, 0), (3, 3, 0)):
        with pytest.raises(Invalid):
            encode(tokens, [wrong])


def test_bad_input_is_refused() -> None:
    for args in (
        ([0], [0], []),
        ([-1], [0], [[]]),
        ([0], [0], [[(2, 2, 0)]]),
        ([0], [0], [[(0, 1, -1)]]),
        ([0, 0], [0, 0], [[], []]),
    ):
        with pytest.raises(Invalid):
            span_consensus(*args)
    with pytest.raises(Invalid):
        span_consensus([3], [0], [[]], items=2)
