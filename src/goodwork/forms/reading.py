"""A project's questions, read as a form: checked one by one and together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from goodwork import bounds
from goodwork.errors import Fault, Invalid
from goodwork.forms.conditions import condition_faults
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import KINDS

MOST_QUESTIONS = 200
"""Questions of one form."""
NAMED = 20
"""Faults of one answer or question that are named when many things are wrong."""


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
            faults += model_faults(where, error)
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
        faults += condition_faults(form)
    if not questions:
        faults.append(Fault("questions", "A project asks at least one question."))
    if faults:
        raise Invalid(
            "The questions can't be used as they are: " + "; ".join(f"{f.where}: {f.what}" for f in faults[:3]),
            kept="Nothing was changed.",
            faults=faults,
        )
    return form


def model_faults(where: str, error: ValidationError) -> list[Fault]:
    """What pydantic found wrong, as faults with their places; the first of many."""
    told = error.errors(include_url=False, include_context=False, include_input=False)
    found = [Fault(".".join([where, *(str(part) for part in e["loc"])]), str(e["msg"])) for e in told[:NAMED]]
    return found + ([Fault(where, f"{len(told) - NAMED:,} more things are wrong.")] if len(told) > NAMED else [])
