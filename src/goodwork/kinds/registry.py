"""All kinds, and the form that a project's questions make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast

from pydantic import ValidationError

from goodwork import bounds
from goodwork.errors import Fault, Invalid
from goodwork.kinds import (
    chat,
    classification,
    code,
    pairwise,
    ranking,
    rating,
    relations,
    rewrite,
    rubric,
    spans,
    text,
)
from goodwork.kinds.conditions import asked_of, condition_faults
from goodwork.kinds.contract import A, Answer, Kind, Q, Question
from goodwork.model.items import Part

MOST_QUESTIONS = 200
"""Questions of one form."""
NAMED = 20
"""Faults of one answer or question that are named when many things are wrong."""


def _any_kind(kind: Kind[Q, A]) -> Kind[Question, Answer]:
    """The kind, without the types of its questions and answers.

    Inside of a kind they are known; outside, a question leads to its kind by a word at run time, and nobody can say
    then which of eleven types it has. So they are forgotten here, and here alone: whoever looks a question's own kind
    up gives it questions and answers that it made itself.
    """
    return cast("Kind[Question, Answer]", kind)


KINDS: Mapping[str, Kind[Question, Answer]] = {
    module.KIND.name: _any_kind(module.KIND)
    for module in (classification, rating, text, pairwise, ranking, rubric, chat, rewrite, code, spans, relations)
}


def kind_of(name: str) -> Kind[Question, Answer]:
    """The kind of this name; Invalid says which there are."""
    try:
        return KINDS[name]
    except KeyError:
        raise Invalid(
            f"There is no kind of question called {name!r}.", next_step=f"Use one of: {', '.join(KINDS)}."
        ) from None


def read_form(questions: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The questions of a project, checked as a whole; Invalid carries every fault that was found."""
    if len(questions) > MOST_QUESTIONS:
        what = f"A project asks at most {MOST_QUESTIONS} questions, not {len(questions):,}."
        raise Invalid(what, kept="Nothing was changed.", faults=[Fault("questions", what)])
    bounds.check(questions, "The questions")
    form: list[Question] = []
    faults: list[Fault] = []
    for i, raw in enumerate(questions):
        where = f"questions.{raw.get('key') or i}"
        name = str(raw.get("kind"))
        if name not in KINDS:
            faults.append(Fault(f"{where}.kind", f"There is no kind {name!r}; use one of: {', '.join(KINDS)}."))
            continue
        kind = KINDS[name]
        try:
            question = kind.question.model_validate(raw)
        except ValidationError as error:
            faults += _faults(where, error)
            continue
        form.append(question)
        faults += [Fault(f"questions.{f.where}", f.what) for f in kind.question_faults(question)]
    keys = Counter(str(raw.get("key")) for raw in questions)
    faults += [
        Fault(f"questions.{key}", "Two questions have this key; each needs a key of its own.")
        for key, n in keys.items()
        if n > 1
    ]
    if not faults:
        faults += condition_faults(form, kind_of)
    if not questions:
        faults.append(Fault("questions", "A project asks at least one question."))
    if faults:
        raise Invalid(
            "The questions can't be used as they are: " + "; ".join(f"{f.where}: {f.what}" for f in faults[:3]),
            kept="Nothing was changed.",
            faults=faults,
        )
    return form


def read_answers(
    form: Sequence[Question], answers: Mapping[str, Mapping[str, Any]], parts: Sequence[Part]
) -> dict[str, Answer]:
    """Answers to a form, complete and right; Invalid carries every fault, also a required answer that is missing."""
    bounds.check(answers, "An answer")
    read, faults = _read(form, answers, parts)
    asked = asked_of(form, read, kind_of)
    faults += [
        Fault(q.key, f"The question {q.title!r} needs an answer.")
        for q in form
        if q.required and q.key in asked and answers.get(q.key) is None
    ]
    faults += [
        Fault(q.key, f"The question {q.title!r} is not asked after these answers; leave it out.")
        for q in form
        if q.key in read and q.key not in asked
    ]
    if faults:
        raise Invalid(
            "The answers can't be taken as they are: " + "; ".join(f"{f.where}: {f.what}" for f in faults[:3]),
            kept="Your draft was kept.",
            next_step="Mend them and submit again.",
            faults=faults,
        )
    return read


def read_draft(form: Sequence[Question], answers: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What can be stored of a draft: unfinished answers as they are; nothing unknown or beyond the bounds."""
    bounds.check(answers, "The draft")
    keys = {q.key for q in form}
    faults = [Fault(key, "This form has no such question.") for key in answers if key not in keys]
    if faults:
        raise Invalid("The draft can't be saved as it is.", kept="The last saved draft was kept.", faults=faults)
    return {key: dict(answer) for key, answer in answers.items()}


def _read(
    form: Sequence[Question], answers: Mapping[str, Mapping[str, Any]], parts: Sequence[Part]
) -> tuple[dict[str, Answer], list[Fault]]:
    by_key = {q.key: q for q in form}
    read: dict[str, Answer] = {}
    faults: list[Fault] = []
    for key, raw in answers.items():
        question = by_key.get(key)
        if question is None:
            faults.append(Fault(key, f"This form has no question {key!r}; it asks: {', '.join(by_key)}."))
            continue
        kind = KINDS[question.kind]
        try:
            answer = kind.answer.model_validate(raw)
        except ValidationError as error:
            faults += _faults(key, error)
            continue
        wrong = kind.faults(question, answer, parts)
        faults += wrong
        read[key] = answer
    return read, faults


def _faults(where: str, error: ValidationError) -> list[Fault]:
    told = error.errors(include_url=False, include_context=False, include_input=False)
    found = [Fault(".".join([where, *(str(part) for part in e["loc"])]), str(e["msg"])) for e in told[:NAMED]]
    return found + ([Fault(where, f"{len(told) - NAMED:,} more things are wrong.")] if len(told) > NAMED else [])
