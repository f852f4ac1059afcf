"""No kind without its place on My quality: an estimate with its interval and what it rests on, or why there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson
import pytest

from goodwork.api.routers.skills import MINIMUM as SHOWN_FROM
from goodwork.forms.reading import read_form
from goodwork.kinds.contract import Answer, Question, Slip
from goodwork.kinds.registry import KINDS
from goodwork.learning.columns import Column
from goodwork.learning.learn import learn
from goodwork.learning.report import ProjectReport
from goodwork.learning.skills import Evidence
from goodwork.model.appeals import Ruling
from goodwork.model.projects import Policy
from goodwork.quality.skill import MINIMUM
from goodwork.store.quality.as_json import (
    evidence_json,
    evidence_of,
    fitted_json,
    fitted_of,
    report_json,
    report_of,
)

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "kinds").glob("*/*.json"))
PEOPLE = 4


def _question(path: Path) -> tuple[Question, list[Answer]]:
    fixture = json.loads(path.read_text())
    question = read_form([fixture["question"]])[0]
    kind = KINDS[question.kind]
    unlike: list[Answer] = []
    for one in fixture["answers"]:
        if one["valid"]:
            answer = kind.answer.model_validate(one["answer"])
            if all(kind.distance(question, answer, other) > 0 for other in unlike):
                unlike.append(answer)
    return question, unlike


def _column(question: Question, answers: list[Answer], items: int) -> Column:
    """Everybody says the same; the first person answers every fourth item otherwise."""
    column = Column(question)
    for item in range(items):
        for person in range(PEOPLE):
            column.item.append(100 + item)
            column.person.append(10 + person)
            column.answer.append(answers[(item + (person == 0 and item % 4 == 1)) % len(answers)])
            column.upto += 1
    return column


def _learn(question: Question, column: Column, **rest: Any) -> Any:
    known: dict[int, Ruling] = rest.get("reviewed", {})
    return learn(column, rest.get("gold", {}), 1, Policy(), rest.get("rulings", {}), known)


def test_every_kind_has_fixtures_to_be_tried_with() -> None:
    assert {path.parent.name for path in FIXTURES} == set(KINDS)
    assert SHOWN_FROM == MINIMUM


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_it_is_estimated_with_what_it_rests_on_or_says_why_not(path: Path) -> None:
    question, answers = _question(path)
    kind = KINDS[question.kind]
    learned = _learn(question, _column(question, answers, 48))
    assert fitted_of(json.loads(json.dumps(fitted_json({"q": learned.fitted})))) == {"q": learned.fitted}
    if kind.unmeasured:
        assert learned.skills == [] and kind.unmeasured.endswith(".")
        return
    assert [row.person_id for row in learned.skills] == [10, 11, 12, 13]
    first, *others = learned.skills
    for row in learned.skills:
        assert row.items == 48 and row.low < row.estimate < row.high and row.basis is not None
        moves = row.evidence.moves
        assert moves and len({move.item for move in moves}) == len(moves)
        assert [abs(move.moved) for move in moves] == sorted((abs(m.moved) for m in moves), reverse=True)
        assert len(row.evidence.trend.windows) == 2 and not row.evidence.trend.certain
        assert evidence_of(orjson.loads(orjson.dumps(evidence_json(row.evidence)))) == row.evidence
    report = ProjectReport("x", 4, 192, {"q": learned.report})
    assert report_of(orjson.loads(orjson.dumps(report_json(report)))) == report
    if len(answers) == 1:
        return
    assert all(first.estimate < row.estimate for row in others)
    lowered = [move for move in first.evidence.moves if move.moved < 0]
    assert lowered and all(not move.alike and (move.item - 100) % 4 == 1 for move in lowered)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_below_the_minimum_only_what_is_missing_is_known(path: Path) -> None:
    question, answers = _question(path)
    for row in _learn(question, _column(question, answers, 6)).skills:
        assert (row.estimate, row.low, row.high, row.items) == (None, None, None, 6)
        assert row.evidence == Evidence(row.evidence.why, MINIMUM - 6) and row.evidence.why
        assert evidence_of(evidence_json(row.evidence)) == row.evidence


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_what_others_missed_and_a_review_confirms_is_named(path: Path) -> None:
    question, answers = _question(path)
    if KINDS[question.kind].unmeasured:
        return
    column = _column(question, answers, 20)
    right = column.answer[column.item.index(101)]
    others = next(answer for item, answer in zip(column.item[5:], column.answer[5:], strict=True) if item == 101)
    if right == others:
        return
    said = {question.key: right.model_dump(mode="json")}
    learned = _learn(question, column, reviewed={101: Ruling(said, 1)})
    first, *rest = learned.skills
    assert [one.item for one in first.evidence.caught] == [101]
    assert all(row.evidence.caught == () for row in rest)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_an_answer_has_no_slips_beside_itself(path: Path) -> None:
    question, answers = _question(path)
    for answer in answers:
        assert KINDS[question.kind].slips(question, answer, answer) == ()


def test_slips_of_spans_tell_borders_from_labels_and_missed_from_extra() -> None:
    (question,) = read_form([{"key": "n", "kind": "spans", "title": "Who?", "labels": ["Name", "Place"]}])
    kind = KINDS["spans"]

    def marked(*spans: tuple[str, int, int]) -> Answer:
        return kind.answer.model_validate({
            "spans": [
                {"id": f"s{n}", "label": label, "fragments": [[a, b]], "text": "x"}
                for n, (label, a, b) in enumerate(spans)
            ]
        })  # fmt: skip

    mine = marked(("name", 0, 4), ("name", 10, 14), ("place", 20, 24))
    right = marked(("name", 0, 6), ("place", 10, 14), ("name", 30, 34))
    assert set(kind.slips(question, mine, right)) == {
        Slip("border", "Name"),
        Slip("instead", "Name", "Place"),
        Slip("missed", right="Name"),
        Slip("extra", "Place"),
    }


def test_what_costs_most_is_what_several_items_share() -> None:
    (question,) = read_form([
        {"key": "m", "kind": "classification", "title": "Which?", "labels": ["Good", "Bad", "Fine"]}
    ])  # fmt: skip
    answers = [KINDS["classification"].answer.model_validate({"labels": [i]}) for i in ("good", "bad", "fine")]
    first = _learn(question, _column(question, answers, 48)).skills[0]
    slips = first.evidence.slips
    assert {one.slip for one in slips} == {
        Slip("instead", "Fine", "Bad"), Slip("instead", "Good", "Fine"), Slip("instead", "Bad", "Good")
    }  # fmt: skip
    assert all(one.count == 4 and len(one.items) == 3 and one.cost > 0 for one in slips)
    assert [one.cost for one in slips] == sorted((one.cost for one in slips), reverse=True)
