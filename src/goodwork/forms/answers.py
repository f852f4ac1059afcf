"""Answers to a form: complete and right when they are submitted, as they are while they are drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from goodwork import bounds
from goodwork.errors import Fault, Invalid
from goodwork.forms.conditions import asked_of
from goodwork.forms.reading import model_faults
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.registry import KINDS
from goodwork.model.items import Part


def read_answers(
    form: Sequence[Question], answers: Mapping[str, Mapping[str, Any]], parts: Sequence[Part]
) -> dict[str, Answer]:
    """Answers to a form, complete and right; Invalid carries every fault, also a required answer that is missing."""
    bounds.check(answers, "An answer")
    read, faults = _read(form, answers, parts)
    asked = asked_of(form, read)
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
            faults += model_faults(key, error)
            continue
        wrong = kind.faults(question, answer, parts)
        faults += wrong
        read[key] = answer
    return read, faults
