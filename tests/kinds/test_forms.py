"""Forms: what is refused when a project is set up, and what becomes of answers when its questions change."""

from __future__ import annotations

import pytest

from goodwork.errors import Invalid
from goodwork.forms.answers import read_answers, read_draft
from goodwork.forms.reading import read_form
from goodwork.kinds.contract import Given, Skills
from goodwork.kinds.registry import kind_of

MOOD = {"key": "mood", "kind": "classification", "title": "Mood?", "labels": ["Good", "Bad"]}


def test_labels_may_be_plain_names_and_get_stable_ids() -> None:
    form = read_form([{**MOOD, "labels": ["Très bien", "Très bien!", "悪い"]}])
    assert form[0].ids == ("tres-bien", "tres-bien-2", "label")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("questions", "where"),
    [
        ([], "questions"),
        ([{**MOOD, "kind": "telepathy"}], "questions.mood.kind"),
        ([MOOD, MOOD], "questions.mood"),
        ([{**MOOD, "labels": ["one"]}], "questions.mood.labels"),
        ([{**MOOD, "labels": ["one", "ONE "]}], "questions.mood.labels"),
        ([{**MOOD, "labels": [{"name": "a", "key": "1"}, {"name": "b", "key": "1"}]}], "questions.mood.labels"),
        ([{**MOOD, "labels": [{"id": "a", "name": "a"}, {"id": "a", "name": "b"}]}], "questions.mood.labels"),
        ([{**MOOD, "colour": "red"}], "questions.mood.colour"),
        ([{"key": "r", "kind": "rating", "title": "?", "low": 5, "high": 1}], "questions.r.high"),
        ([{"key": "r", "kind": "rating", "title": "?", "low": 1, "high": 3, "tolerance": 2}], "questions.r.tolerance"),
        ([{"key": "t", "kind": "text", "title": "?", "least": 9, "most": 3}], "questions.t.least"),
        ([{"key": "Bad Key", "kind": "text", "title": "?"}], "questions.Bad Key.key"),
    ],
)
def test_a_form_that_would_not_work_is_refused_with_the_place(questions: list[dict[str, object]], where: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_form(questions)
    assert where in [f.where for f in caught.value.faults]


def test_a_required_answer_must_be_there_and_an_optional_need_not() -> None:
    form = read_form([MOOD, {"key": "why", "kind": "text", "title": "Why?", "required": False}])
    assert set(read_answers(form, {"mood": {"labels": ["good"]}}, [])) == {"mood"}
    with pytest.raises(Invalid, match="needs an answer"):
        read_answers(form, {"why": {"text": "because"}}, [])


def test_an_answer_to_another_projects_question_is_refused() -> None:
    with pytest.raises(Invalid, match="no question 'colour'"):
        read_answers(read_form([MOOD]), {"mood": {"labels": ["good"]}, "colour": {"labels": ["red"]}}, [])


@pytest.mark.parametrize("bad", ["a\x00b", "half \ud800 pair"])
def test_text_that_no_database_holds_is_refused_in_answers_and_drafts(bad: str) -> None:
    form = read_form([{"key": "why", "kind": "text", "title": "Why?"}])
    with pytest.raises(Invalid):
        read_answers(form, {"why": {"text": bad}}, [])
    with pytest.raises(Invalid):
        read_draft(form, {"why": {"text": bad}})


def test_a_draft_may_be_unfinished() -> None:
    assert read_draft(read_form([MOOD]), {"mood": {"labels": []}}) == {"mood": {"labels": []}}


def test_answers_outlive_renamed_labels_and_lose_removed_ones() -> None:
    kind = kind_of("classification")
    renamed = read_form([{**MOOD, "labels": [{"id": "good", "name": "Fine"}, {"id": "bad", "name": "Bad"}]}])[0]
    removed = read_form([{**MOOD, "labels": ["Bad", "Other"]}])[0]
    assert kind.migrate(renamed, {"labels": ["good"]}) == {"labels": ["good"]}
    assert kind.migrate(removed, {"labels": ["good"]}) is None


def test_a_person_who_is_mostly_wrong_counts_against_their_answer() -> None:
    form = read_form([MOOD])
    kind = kind_of("classification")
    said = kind.answer.model_validate({"labels": ["good"]})
    result = kind.consensus(form[0], [Given(1, said)], Skills(accuracy={1: 0.1}))
    assert result.answer.labels == ("bad",)
    assert result.confidence == pytest.approx(0.9)


def test_near_misses_on_a_scale_pull_together() -> None:
    form = read_form([{"key": "s", "kind": "rating", "title": "?", "low": 1, "high": 5, "tolerance": 1}])
    kind = kind_of("rating")
    given = [Given(i, kind.answer.model_validate({"value": v})) for i, v in enumerate([3, 4, 4, 5])]
    result = kind.consensus(form[0], given, Skills())
    assert result.answer.value == 4
    assert result.confidence is not None
    assert result.confidence > 0.95


WHY = {"key": "why", "kind": "text", "title": "Why?", "when": {"question": "mood", "says": ["bad"]}}


def test_a_question_with_a_condition_is_asked_only_then() -> None:
    form = read_form([MOOD, WHY])
    assert read_answers(form, {"mood": {"labels": ["good"]}}, [])
    assert read_answers(form, {"mood": {"labels": ["bad"]}, "why": {"text": "rain"}}, [])
    with pytest.raises(Invalid, match="needs an answer"):
        read_answers(form, {"mood": {"labels": ["bad"]}}, [])
    with pytest.raises(Invalid, match="not asked"):
        read_answers(form, {"mood": {"labels": ["good"]}, "why": {"text": "rain"}}, [])


@pytest.mark.parametrize(
    ("form", "what"),
    [
        ([WHY, MOOD], "no question 'mood' before"),
        ([MOOD, {**WHY, "when": {"question": "mood", "says": ["gone"]}}], "can't be answered with 'gone'"),
    ],
)
def test_conditions_that_can_never_hold_are_refused(form: list[dict[str, object]], what: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_form(form)
    assert [what in f.what for f in caught.value.faults] == [True]
