"""The result of an attempt: what each answer earns beside the known one, and what all of them together say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodwork.judging.item import GivenAnswers, answer_to
from goodwork.judging.told import is_alike
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import KINDS

Answers = Mapping[str, Mapping[str, Any]]

RIGHT = 0.5
"""An item whose credit is above this counts as right where only right and wrong are told apart: in item statistics."""
NORMAL = 1.959963984540054
"""The quantile of the normal distribution for an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Score:
    """A mean credit with its 95 % interval."""

    value: float
    low: float
    high: float
    items: int


def scored(form: Sequence[Question]) -> list[Question]:
    """The questions whose answers can be compared with a known one; free text can't."""
    return [question for question in form if not KINDS[question.kind].unmeasured]


def credits_of(form: Sequence[Question], mine: Answers, key: Answers) -> dict[str, float]:
    """What one's answers to an item earn, 0 to 1: by each scored question that the key answers.

    As near as the question's tolerance allows is 1; else it is 1 less the kind's distance, and 0 without an answer.
    """
    own, right = GivenAnswers(0, 1, mine), GivenAnswers(0, 1, key)
    found: dict[str, float] = {}
    for question in scored(form):
        known = answer_to(question, 1, right)
        if known is None:
            continue
        said = answer_to(question, 1, own)
        kind = KINDS[question.kind]
        if said is None:
            found[question.key] = 0.0
        elif is_alike(kind, question, said, known):
            found[question.key] = 1.0
        else:
            found[question.key] = 1.0 - kind.distance(question, said, known)
    return found


def mean_credit(credits: Mapping[str, float]) -> float:
    """What an item earns: every question counts alike."""
    return sum(credits.values()) / len(credits)


def by_criterion(form: Sequence[Question], credits: Sequence[Mapping[str, float]]) -> list[tuple[Question, float, int]]:
    """Each scored question with the mean credit of its answers, and of how many items that is."""
    found: list[tuple[Question, float, int]] = []
    for question in scored(form):
        earned = [one[question.key] for one in credits if question.key in one]
        if earned:
            found.append((question, sum(earned) / len(earned), len(earned)))
    return found


def score_of(credits: Sequence[float]) -> Score | None:
    """The mean of the credits of items with Wilson's interval; None without items.

    The interval takes credits for the wins of a coin. A credit between 0 and 1 varies less than that, so the interval
    is no narrower than it should be.

    >>> found = score_of([1, 1, 1, 1, 0])
    >>> [round(number, 3) for number in (found.value, found.low, found.high)]
    [0.8, 0.376, 0.964]
    """
    n = len(credits)
    if not n:
        return None
    mean = sum(credits) / n
    middle = (mean + NORMAL**2 / (2 * n)) / (1 + NORMAL**2 / n)
    half = NORMAL / (1 + NORMAL**2 / n) * math.sqrt(mean * (1 - mean) / n + NORMAL**2 / (4 * n * n))
    return Score(mean, max(0.0, middle - half), min(1.0, middle + half), n)


def raised(before: float, credits: Sequence[float]) -> Score | None:
    """The score of the items whose keys still count, where it is higher than before; None: nothing changes."""
    after = score_of(credits)
    return after if after is not None and after.value > before + 1e-6 else None


def passes(score: float | None, mark: float) -> bool:
    """Whether a score reaches the mark; what fits in a stored number is no reason to fail.

    >>> passes(0.7999999, 0.8), passes(0.79, 0.8)
    (True, False)
    """
    return score is not None and score >= mark - 1e-6
