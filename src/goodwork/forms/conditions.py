"""Questions that are asked only after certain answers to earlier ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.registry import KINDS


def condition_faults(form: Sequence[Question]) -> list[Fault]:
    """Conditions on questions that don't come earlier, or on answers that these can't give."""
    faults: list[Fault] = []
    before: dict[str, Question] = {}
    for question in form:
        if question.when is not None:
            where = f"questions.{question.key}.when"
            asked = before.get(question.when.question)
            if asked is None:
                what = f"There is no question {question.when.question!r} before this one; move it up or name another."
                faults.append(Fault(where, what))
            else:
                possible = frozenset(KINDS[asked.kind].conditions(asked))
                faults += [
                    Fault(where, f"The question {asked.key!r} can't be answered with {said!r}.")
                    for said in question.when.says
                    if said not in possible
                ]
        before[question.key] = question
    return faults


def asked_of(form: Sequence[Question], answers: Mapping[str, Answer]) -> frozenset[str]:
    """The keys of the questions that are asked, given these answers (validated ones of the kinds).

    A question whose condition lies on one that is not asked is not asked either.
    """
    asked: dict[str, Question] = {}
    for question in form:
        if arises(question, asked, answers):
            asked[question.key] = question
    return frozenset(asked)


def arises(question: Question, asked: Mapping[str, Question], answers: Mapping[str, Answer]) -> bool:
    """Whether a question is asked after these answers to the earlier ones that are ``asked``, by their keys."""
    if question.when is None:
        return True
    earlier, answer = asked.get(question.when.question), answers.get(question.when.question)
    if earlier is None or answer is None:
        return False
    return not set(KINDS[earlier.kind].says(earlier, answer)).isdisjoint(question.when.says)
