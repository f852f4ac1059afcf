"""What an appeal is about, question by question, and what a ruling makes of an item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import orjson

from goodwork.judging.item import GivenAnswers, hear
from goodwork.kinds.contract import Question

Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Others:
    """Answers that others gave too, and how many they are; never who."""

    answers: Answers
    people: int


def as_now(form: Sequence[Question], version: int, given: GivenAnswers) -> dict[str, dict[str, Any]]:
    """Answers as the form's newest version asks for them; what says nothing to it is left out."""
    (heard,) = hear(form, version, [given])
    return {key: answer.model_dump(mode="json") for key, answer in heard.answers.items()}


def others(form: Sequence[Question], version: int, given: Sequence[GivenAnswers], appellant: int) -> list[Others]:
    """What everybody but the appellant said, alike answers together; the most frequent first, else by their words."""
    said = [orjson.dumps(as_now(form, version, one), option=orjson.OPT_SORT_KEYS) for one in given
            if one.person != appellant]  # fmt: skip
    ranked = sorted(Counter(said).items(), key=lambda row: (-row[1], row[0]))
    return [Others(orjson.loads(words), people) for words, people in ranked]


def taking(theirs: Answers, decided: Answers, form: Sequence[Question]) -> dict[str, Mapping[str, Any]]:
    """The appellant's answers, and where they said nothing what was decided."""
    keys = [question.key for question in form]
    return {key: theirs[key] if key in theirs else decided[key] for key in keys if key in theirs or key in decided}


FEWEST_DECIDED = 10
"""Decided appeals below which no rate is stated."""
AT_FAULT = 0.2
"""The rate of upheld appeals above which what is decided is at fault, not who answers."""


@dataclass(frozen=True, slots=True)
class Overturned:
    """How often appeals of a project are upheld, with the 95 % interval; None below the minimum, and why."""

    upheld: int
    decided: int
    value: float | None
    low: float | None
    high: float | None
    says: str


def overturned(upheld: int, decided: int) -> Overturned:
    """The rate of upheld appeals; its interval is Wilson's (1927).

    >>> overturned(3, 4).says
    '4 appeals are decided; 6 more are needed before a rate is shown.'
    >>> found = overturned(6, 20)
    >>> round(found.low, 2), found.value, round(found.high, 2)
    (0.15, 0.3, 0.52)
    """
    if decided < FEWEST_DECIDED:
        are = "1 appeal is" if decided == 1 else f"{decided} appeals are"
        missing = (
            f"{(left := FEWEST_DECIDED - decided)} more {'is' if left == 1 else 'are'} needed before a rate is shown."
        )
        return Overturned(upheld, decided, None, None, None, f"{are} decided; {missing}")
    z, rate = 1.96, upheld / decided
    middle = (rate + z * z / (2 * decided)) / (1 + z * z / decided)
    half = z * sqrt(rate * (1 - rate) / decided + z * z / (4 * decided**2)) / (1 + z * z / decided)
    says = (
        "More than one appeal in five is upheld: the known answers, the reviews or the guideline are at fault."
        if rate > AT_FAULT
        else ""
    )
    return Overturned(upheld, decided, rate, max(middle - half, 0.0), min(middle + half, 1.0), says)
