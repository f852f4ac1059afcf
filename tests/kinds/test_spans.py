"""Spans and relations against the text they lie in: code points, quotes, and what becomes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.forms.answers import read_answers
from goodwork.forms.reading import read_form
from goodwork.kinds.contract import Given, Skills
from goodwork.kinds.registry import kind_of
from goodwork.kinds.span_matching import best_pairs, jaccard
from goodwork.kinds.span_schema import MOST
from goodwork.model.items import Part, PartType
from goodwork.model.records import Relation, Span
from tests.kinds.marking import TEXT, marked, parts

CASES = json.loads((Path(__file__).parents[2] / "fixtures/text/offsets.json").read_text())
NAMES: dict[str, Any] = {"key": "names", "kind": "spans", "title": "Names?", "labels": ["Person", "Place"]}
FACTS: dict[str, Any] = {
    "key": "facts",
    "kind": "relations",
    "title": "Facts?",
    "labels": ["Person", "Place"],
    "relations": ["knows", {"name": "lives in", "head": ["Person"], "tail": "Place"}],
}


def _span(start: int, end: int, text: str, label: str = "person", n: int = 1) -> dict[str, Any]:
    return {"id": f"s{n}", "label": label, "fragments": [[start, end]], "text": text, "attributes": {}}


def _item(text: str) -> list[Part]:
    return [Part("picture", PartType.PICTURE), Part("letter", PartType.TEXT, text=text)]


def _read(spans: list[dict[str, Any]], item: list[Part], **question: Any) -> Any:
    return read_answers(read_form([{**NAMES, **question}]), {"names": {"spans": spans}}, item)["names"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_offsets_are_code_points_of_the_text_as_it_is(case: dict[str, Any]) -> None:
    start, end = case["points"]
    read = _read([_span(start, end, case["quote"])], _item(case["text"]))
    assert read.spans[0].fragments == ((start, end),)
    assert json.loads(read.model_dump_json())["spans"][0]["text"] == case["quote"]
    if case["units"] != case["points"]:
        with pytest.raises(Invalid, match=r"beyond the text|the text says"):
            _read([_span(case["units"][0], case["units"][1], case["quote"])], _item(case["text"]))


@pytest.mark.parametrize(
    ("span", "why"),
    [
        (_span(0, 99, "Anna"), "beyond the text's 4 characters"),
        (_span(0, 3, "Anna"), "the text says 'Ann'"),
        (_span(0, 4, "anna"), "the text says 'Anna'"),
        (_span(0, 4, "Anna", "animal"), "no label 'animal'"),
        (_span(2, 2, "n"), "covers nothing"),
    ],
)
def test_what_does_not_lie_in_the_text_is_refused_with_a_reason(span: dict[str, Any], why: str) -> None:
    with pytest.raises(Invalid, match=why) as caught:
        _read([span], _item("Anna"))
    assert caught.value.kept


def test_composed_and_decomposed_letters_are_not_the_same_text() -> None:
    with pytest.raises(Invalid, match="the text says"):
        _read([_span(0, 5, "cafe\u0301")], _item("caf\u00e9 x"))


def test_a_question_names_its_text_or_takes_the_first() -> None:
    item = [*_item("Anna"), Part("reply", PartType.TEXT, text="Otto")]
    assert _read([_span(0, 4, "Anna")], item).spans
    assert _read([_span(0, 4, "Otto")], item, part="reply").spans
    with pytest.raises(Invalid, match="no text called 'gone'"):
        _read([_span(0, 4, "Otto")], item, part="gone")
    with pytest.raises(Invalid, match="no text to mark"):
        _read([_span(0, 4, "Otto")], item[:1])
    assert _read([], item[:1]).spans == ()


def test_many_faults_are_counted_and_not_all_listed() -> None:
    spans = [_span(i, i + 1, "x", "animal", i) for i in range(50)]
    with pytest.raises(Invalid) as caught:
        _read(spans, _item("x" * 60))
    assert len(caught.value.faults) == 6
    assert "45 more" in caught.value.faults[-1].what


def test_more_spans_than_anybody_reads_are_refused() -> None:
    with pytest.raises(Invalid):
        _read([_span(i, i + 1, "x", n=i) for i in range(MOST + 1)], _item("x" * (MOST + 1)))


def test_equal_answers_are_equal_whatever_the_order_of_the_hand() -> None:
    a, b = _span(0, 4, "Anna", n=7), _span(5, 9, "Otto", n=3)
    item = _item("Anna Otto")
    assert _read([a, b], item) == _read([b, a], item)
    assert [span.id for span in _read([b, a], item).spans] == ["s1", "s2"]


def test_relations_keep_their_ends_when_ids_change() -> None:
    form = read_form([FACTS])
    spans = [_span(5, 9, "Bern", "place", 1), _span(0, 4, "Anna", n=2)]
    arcs = [{"label": "lives-in", "head": "s2", "tail": "s1"}]
    read: Any = read_answers(form, {"facts": {"spans": spans, "relations": arcs}}, _item("Anna Bern"))["facts"]
    assert [span.text for span in read.spans] == ["Anna", "Bern"]
    assert [(a.head, a.tail) for a in read.relations] == [("s1", "s2")]


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"labels": []}, "questions.facts.labels"),
        ({"relations": []}, "questions.facts.relations"),
        ({"relations": [{"name": "has", "head": "Animal"}]}, "questions.facts.relations"),
        (
            {"relations": [{"name": "x", "key": "p"}], "labels": [{"name": "y", "key": "p"}]},
            "questions.facts.relations",
        ),
        ({"relations": ["person"]}, "questions.facts.relations"),
        ({"labels": [{"name": "A", "attributes": ["x", "X "]}]}, "questions.facts.labels"),
        ({"labels": [{"name": "A", "attributes": [{"name": "x", "options": ["1", "1"]}]}]}, "questions.facts.labels"),
        ({"tolerance": "roughly"}, "questions.facts.tolerance"),
    ],
)
def test_questions_that_would_not_work_are_refused_with_the_place(changed: dict[str, Any], where: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_form([{**FACTS, **changed}])
    assert where in [f.where for f in caught.value.faults]


def test_a_removed_label_takes_its_spans_and_their_relations_along() -> None:
    form = read_form([{**FACTS, "labels": ["Person"], "relations": ["knows"]}])[0]
    spans = [_span(0, 4, "Anna"), _span(5, 9, "Bern", "place", 2), _span(10, 14, "Otto", n=3)]
    arcs = [{"label": "lives-in", "head": "s1", "tail": "s2"}, {"label": "knows", "head": "s1", "tail": "s3"}]
    kept = kind_of("relations").migrate(form, {"spans": spans, "relations": arcs})
    assert kept == {"spans": [spans[0], spans[2]], "relations": arcs[1:]}
    assert kind_of("spans").migrate(read_form([NAMES])[0], {"spans": [_span(0, 1, "A", "gone")]}) is None
    assert kind_of("spans").migrate(read_form([NAMES])[0], {"spans": []}) == {"spans": []}


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_every_answer_fits_its_text_and_so_does_the_consensus(data: st.DataObject) -> None:
    form = read_form([data.draw(st.sampled_from([NAMES, {**NAMES, "overlapping": False}, FACTS]))])[0]
    question: Any = form
    kind = kind_of(form.kind)
    answers = [kind.answer.model_validate(data.draw(marked(question))) for _ in range(data.draw(st.integers(1, 5)))]
    accuracy = {i: data.draw(st.floats(0.3, 0.99)) for i in range(len(answers))}
    agreed = kind.consensus(form, [Given(i, a) for i, a in enumerate(answers)], Skills(accuracy=accuracy)).answer
    for answer in [*answers, agreed]:
        assert kind.faults(form, answer, parts(question)) == []
    assert all(TEXT[s:e] == span.text for span in agreed.spans if len(span.fragments) == 1 for s, e in span.fragments)


def test_confidence_falls_with_every_doubt_and_rises_with_every_vote() -> None:
    form = read_form([NAMES])[0]
    kind = kind_of("spans")

    def sure(*people: list[dict[str, Any]]) -> float:
        given = [Given(i, kind.answer.model_validate({"spans": spans})) for i, spans in enumerate(people)]
        confidence = kind.consensus(form, given, Skills()).confidence
        assert confidence is not None
        return confidence

    one = [_span(0, 4, "Anna")]
    assert sure(one) < sure(one, one) < sure(one, one, one)
    assert sure(one, one, []) < sure(one, one)
    assert sure([]) < sure([], [])
    assert sure([*one, _span(5, 9, "Otto", n=2)]) < sure(one)


def test_a_better_person_counts_for_more() -> None:
    form = read_form([NAMES])[0]
    kind = kind_of("spans")
    there, nothing = (
        kind.answer.model_validate({"spans": [_span(0, 4, "Anna")]}),
        kind.answer.model_validate({"spans": []}),
    )
    skills = Skills(accuracy={1: 0.95, 2: 0.6})
    assert kind.consensus(form, [Given(1, there), Given(2, nothing)], skills).answer == there
    assert kind.consensus(form, [Given(1, nothing), Given(2, there)], skills).answer == nothing


def test_records_say_names_and_are_read_by_name() -> None:
    form = read_form([{**FACTS, "part": "letter"}])[0]
    kind = kind_of("relations")
    said = [
        Span("facts", "T9", "PERSON", "PERSON", ((0, 4),), "Anna", "letter"),
        Span("facts", "T1", "Place", "Place", ((5, 9),), "Bern"),
        Span("facts", "T2", "Planet", "Planet", ((5, 9),), "Bern"),
        Span("facts", "T3", "Person", "Person", ((0, 4),), "Anna"),
        Relation("facts", "Lives in", "Lives in", "T9", "T1"),
        Relation("facts", "Lives in", "Lives in", "T1", "T9"),
        Relation("facts", "knows", "knows", "T9", "T2"),
    ]
    answer, lost = kind.from_records(form, said)
    assert answer is not None
    assert [(s.label, s.text) for s in answer.spans] == [("person", "Anna"), ("place", "Bern")]
    assert [(a.label, a.head, a.tail) for a in answer.relations] == [("lives-in", "s1", "s2")]
    assert len(lost) == 4


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(st.floats(0, 1), min_size=n, max_size=n), min_size=1, max_size=5)
    )
)
def test_pairs_are_the_best_there_are(table: list[list[float]]) -> None:
    def best(row: int, free: frozenset[int]) -> float:
        if row == len(table):
            return 0.0
        return max([best(row + 1, free), *(table[row][j] + best(row + 1, free - {j}) for j in free)])

    pairs = best_pairs(table)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert sum(table[i][j] for i, j in pairs) == pytest.approx(best(0, frozenset(range(len(table[0])))))


@given(st.sets(st.integers(0, 30), min_size=2), st.sets(st.integers(0, 30), min_size=2))
def test_shared_characters_are_counted_as_sets_count_them(a: set[int], b: set[int]) -> None:
    def fragments(points: set[int]) -> list[tuple[int, int]]:
        return [(p, p + 1) for p in sorted(points)]

    assert jaccard(fragments(a), fragments(b)) == pytest.approx(len(a & b) / len(a | b))
