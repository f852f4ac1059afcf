"""The law suite: what every kind of question keeps to, whatever it asks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.forms.answers import read_answers
from goodwork.forms.reading import read_form
from goodwork.kinds.contract import Answer, Given, Question, Skills
from goodwork.kinds.registry import KINDS, kind_of
from goodwork.model.items import Part, PartType, parts_of
from goodwork.model.records import Choice, says_nothing_found
from tests.kinds import judging
from tests.kinds.boxed import boxed
from tests.kinds.jointed import jointed
from tests.kinds.lined import lined
from tests.kinds.marking import marked
from tests.kinds.outlined import outlined
from tests.kinds.painted import painted

FIXTURES = Path(__file__).parents[2] / "fixtures" / "kinds"
FILES = sorted(FIXTURES.glob("*/*.json"))


def _load(path: Path) -> tuple[Question, dict[str, Any]]:
    fixture = json.loads(path.read_text())
    return read_form([fixture["question"]])[0], fixture


def _valid_answers(path: Path) -> list[Answer]:
    question, fixture = _load(path)
    return [kind_of(question.kind).answer.model_validate(a["answer"]) for a in fixture["answers"] if a["valid"]]


def _answers_to(question: Question, path: Path) -> list[Answer]:
    return _valid_answers(path) if _load(path)[0] == question else []


pytestmark = pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")


def test_old_fixtures_parse_and_come_back_equal(path: Path) -> None:
    question, _ = _load(path)
    assert read_form([json.loads(question.model_dump_json())]) == [question]
    for answer in _valid_answers(path):
        assert type(answer).model_validate_json(answer.model_dump_json()) == answer


def test_fixture_answers_are_judged_as_written(path: Path) -> None:
    question, fixture = _load(path)
    for case in fixture["answers"]:
        if case["valid"]:
            read = read_answers([question], {question.key: case["answer"]}, [])
            shown = kind_of(question.kind).shown(question, read[question.key])
            # What does not hold on the item's own parts is never shown.
            assert shown == case["shown"] if case.get("on_parts", True) else shown
        else:
            with pytest.raises(Invalid) as caught:
                read_answers([question], {question.key: case["answer"]}, [])
            assert caught.value.faults, case
            assert caught.value.kept


def test_fixture_answers_are_judged_against_their_parts(path: Path) -> None:
    question, fixture = _load(path)
    for case in fixture["answers"]:
        if case["valid"] and "parts" in fixture:
            if case.get("on_parts", True):
                assert read_answers([question], {question.key: case["answer"]}, parts_of(fixture))
            else:
                with pytest.raises(Invalid) as caught:
                    read_answers([question], {question.key: case["answer"]}, parts_of(fixture))
                assert caught.value.faults, case


def test_answers_become_the_records_that_the_kind_says(path: Path) -> None:
    question, _ = _load(path)
    kind = kind_of(question.kind)
    for answer in _valid_answers(path):
        records = kind.to_records(question, answer)
        found = {type(r) for r in records if not says_nothing_found(r, question.key)}
        assert found <= set(kind.records), answer


def test_fixture_distances_and_consensus(path: Path) -> None:
    question, fixture = _load(path)
    kind = kind_of(question.kind)
    for case in fixture["distances"]:
        a, b = (kind.answer.model_validate(case[x]) for x in "ab")
        assert kind.distance(question, a, b) == pytest.approx(case["distance"])
    for case in fixture["consensus"]:
        people = [Given(i, kind.answer.model_validate(a)) for i, a in enumerate(case["given"])]
        assert kind.consensus(question, people, Skills()).answer == kind.answer.model_validate(case["answer"])


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_distance_is_symmetric_zero_on_itself_and_within_bounds(path: Path, data: st.DataObject) -> None:
    question, _ = _load(path)
    kind = kind_of(question.kind)
    a, b = data.draw(_answers(question)), data.draw(_answers(question))
    assert kind.distance(question, a, a) == 0
    assert kind.distance(question, a, b) == kind.distance(question, b, a)
    assert 0 <= kind.distance(question, a, b) <= 1


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_consensus_ignores_the_order_of_answers(path: Path, data: st.DataObject) -> None:
    question, _ = _load(path)
    kind = kind_of(question.kind)
    answers = data.draw(st.lists(_answers(question), min_size=1, max_size=7))
    people = [Given(i, a) for i, a in enumerate(answers)]
    skills = data.draw(_skills(kind.classes(question), len(people)))
    shuffled = data.draw(st.permutations(people))
    first, second = kind.consensus(question, people, skills), kind.consensus(question, shuffled, skills)
    assert first.answer == second.answer
    assert first.confidence == pytest.approx(second.confidence)
    assert first.disagreement == pytest.approx(second.disagreement)
    assert 0 <= first.disagreement <= 1
    assert (first.confidence is None) == (not kind.has_confidence)
    if first.confidence is not None:
        assert 0 <= first.confidence <= 1
    if first.posterior:
        assert len(first.posterior) == len(kind.classes(question))
        assert sum(first.posterior) == pytest.approx(1)
    assert not kind.faults(question, first.answer, [])


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_unanimous_answers_return_that_answer(path: Path, data: st.DataObject) -> None:
    question, _ = _load(path)
    kind = kind_of(question.kind)
    answer = data.draw(_answers(question))
    n = data.draw(st.integers(1, 6))
    result = kind.consensus(question, [Given(i, answer) for i in range(n)], Skills())
    assert result.answer == answer
    assert result.disagreement == 0


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_records_come_back_equal(path: Path, data: st.DataObject) -> None:
    question, _ = _load(path)
    kind = kind_of(question.kind)
    answer = data.draw(_answers(question))
    assert kind.from_records(question, kind.to_records(question, answer)) == (answer, [])


def test_the_same_version_keeps_its_answers(path: Path) -> None:
    question, _ = _load(path)
    kind = kind_of(question.kind)
    for answer in _valid_answers(path):
        migrated = kind.migrate(question, answer.model_dump(mode="json"))
        assert migrated is not None
        assert kind.answer.model_validate(migrated) == answer


def test_what_a_kind_says_of_itself_holds(path: Path) -> None:
    question, _ = _load(path)
    kind = kind_of(question.kind)
    classes = kind.classes(question)
    # Some kinds say in words what counts as right: that is no number of steps.
    assert type(kind.tolerance(question)) is int
    assert 0 <= kind.tolerance(question) <= max(0, len(classes) - 1)
    assert kind.is_ordered or kind.tolerance(question) == 0
    assert not (kind.has_several(question) and classes)
    assert set(kind.label_names(question)) <= set(kind.conditions(question))
    if kind.is_ordered:
        answers = [kind.from_records(question, [Choice(question.key, (c,), (c,))])[0] for c in classes]
        apart = [kind.distance(question, answers[0], answer) for answer in answers if answers[0] and answer]
        assert apart == sorted(apart) and len(apart) == len(classes)
    if kind.is_in_bulk:
        for answer in _valid_answers(path):
            assert not kind.faults(question, answer, [Part("other", PartType.TEXT, text="Another item.")])


def _answers(question: Question) -> st.SearchStrategy[Any]:
    """Any valid answer to this question."""
    kind = KINDS[question.kind]
    q: Any = question
    match question.kind:
        case "classification" if q.multiple:
            raw = st.sets(st.sampled_from(q.ids)).map(lambda s: {"labels": [i for i in q.ids if i in s]})
        case "classification":
            raw = st.sampled_from(q.ids).map(lambda i: {"labels": [i]})
        case "rating":
            raw = st.integers(q.low, q.high).map(lambda v: {"value": v})
        case "text":
            alphabet = st.characters(exclude_categories=["Cs", "Cc"])
            raw = st.text(alphabet, min_size=max(q.least, 1), max_size=q.most)
            raw = raw.filter(lambda s: bool(s.strip())).map(lambda s: {"text": s})
        case "spans" | "relations":
            raw = marked(q)
        case "boxes":
            raw = boxed(q)
        case "polygons":
            raw = outlined(q)
        case "keypoints":
            raw = jointed(q)
        case "masks":
            raw = painted(q)
        case "polylines":
            raw = lined(q)
        case "pairwise":
            raw = st.sampled_from(q.classes).flatmap(lambda choice: _comparisons(q, choice))
        case "ranking":
            raw = st.tuples(_rankings(q), _orders(q.outputs)).map(lambda x: {"groups": x[0], "shown": x[1]})
        case "rubric":
            notes = st.dictionaries(st.sampled_from(q.ids), _WORDS) if q.notes else st.just({})
            steps = st.fixed_dictionaries({c.id: st.sampled_from(c.values) for c in q.criteria})
            raw = st.tuples(steps, notes).map(lambda x: {"ratings": x[0], "notes": x[1]})
        case "rewrite":
            raw = judging.rewrites(q)
        case "chat":
            raw = judging.conversations(q)
        case "code":
            raw = judging.reviews(q)
        case name:
            # A kind for which nobody wrote more is tried with its golden answers.
            golden = [answer for path in FIXTURES.glob(f"{name}/*.json") for answer in _answers_to(question, path)]
            return st.sampled_from(golden)
    return raw.map(kind.answer.model_validate)


_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


def _orders(outputs: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.one_of(st.just([]), st.permutations(outputs))


def _comparisons(q: Any, choice: str) -> st.SearchStrategy[dict[str, Any]]:
    strengths: list[str | None] = [None]
    if choice in q.outputs and q.strength != "no":
        strengths = ["slightly", "clearly", "much", *([None] if q.strength == "optional" else [])]
    made = st.tuples(st.sampled_from(strengths), _orders(q.outputs))
    return made.map(lambda x: {"choice": choice, "strength": x[0], "shown": x[1]})


def _rankings(q: Any) -> st.SearchStrategy[list[list[str]]]:
    """Places drawn for each output; equal ones are ties where these are allowed."""
    if not q.ties:
        return st.permutations(q.outputs).map(lambda names: [[name] for name in names])
    n = len(q.outputs)
    places = st.lists(st.integers(0, n - 1), min_size=n, max_size=n)
    return places.map(
        lambda ps: [[name for name, p in zip(q.outputs, ps, strict=True) if p == k] for k in sorted(set(ps))]
    )


@st.composite
def _skills(draw: st.DrawFn, classes: tuple[str, ...], people: int) -> Skills:
    accuracy = {i: draw(st.floats(0.05, 0.99)) for i in range(people) if draw(st.booleans())}
    confusion: dict[int, list[list[float]]] = {}
    for i in range(people):
        if classes and draw(st.booleans()):
            rows = [[draw(st.floats(0.01, 1)) for _ in classes] for _ in classes]
            confusion[i] = [[v / sum(row) for v in row] for row in rows]
    return Skills(classes, (), confusion, accuracy)
