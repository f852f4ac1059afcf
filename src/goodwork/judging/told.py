"""A person's answers beside what is right: what a reviewer decided, or what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodwork.judging.item import GivenAnswers, Heard, answer_to
from goodwork.kinds.contract import Answer, Kind, Question
from goodwork.kinds.registry import KINDS


@dataclass(frozen=True, slots=True)
class Beside:
    """Two answers to one question, in words; empty where there is none."""

    question: str
    title: str
    mine: str
    right: str
    alike: bool
    """Whether they are the same, or as near as the question's tolerance allows."""


def beside(form: Sequence[Question], version: int, mine: GivenAnswers, right: GivenAnswers) -> list[Beside]:
    """One's own answers beside the right ones, for each question of the form's version that either answers."""
    found: list[Beside] = []
    for question in form:
        kind = KINDS[question.kind]
        own, known = answer_to(question, version, mine), answer_to(question, version, right)
        if own is not None or known is not None:
            words = ["" if answer is None else kind.shown(question, answer) for answer in (own, known)]
            alike = own is not None and known is not None and is_alike(kind, question, own, known)
            found.append(Beside(question.key, question.title, words[0], words[1], alike))
    return found


def in_words(form: Sequence[Question], version: int, given: GivenAnswers) -> str:
    """Answers in words, a line for each question of the form's version that they answer; alone, without its title."""
    said = [(q, answer) for q in form if (answer := answer_to(q, version, given)) is not None]
    words = [(q.title, KINDS[q.kind].shown(q, answer)) for q, answer in said]
    return words[0][1] if len(form) == 1 and words else "\n".join(f"{title}: {shown}" for title, shown in words)


def answered_otherwise(form: Sequence[Question], right: Heard, heard: Sequence[Heard]) -> list[int]:
    """Who gave another answer than the right one to a question that they answered."""
    return [one.person for one in heard if any(_otherwise(question, one, right) for question in form)]


def _otherwise(question: Question, mine: Heard, right: Heard) -> bool:
    own, known = mine.answers.get(question.key), right.answers.get(question.key)
    if own is None or known is None:
        return False
    kind = KINDS[question.kind]
    # What is empty in words is no answer that anybody could be told of.
    return not is_alike(kind, question, own, known) and bool(kind.shown(question, own) and kind.shown(question, known))


def is_alike(kind: Kind[Question, Answer], question: Question, a: Answer, b: Answer) -> bool:
    """Whether two answers are the same, or as near as the question's tolerance allows."""
    if kind.is_ordered:
        classes = kind.classes(question)
        first, second = kind.class_of(question, a), kind.class_of(question, b)
        if first in classes and second in classes:
            return abs(classes.index(first) - classes.index(second)) <= kind.tolerance(question)
    return kind.is_near(question, a, b) or kind.distance(question, a, b) == 0
