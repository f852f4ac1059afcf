"""Assessments: what is asked, an attempt at it, and its result. A try is used up when it is handed in, never before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from goodwork.model.appeals import AppealState
from goodwork.model.ids import PersonId

Answers = Mapping[str, Mapping[str, Any]]

MOST_ITEMS = 500
"""Items of one pool."""
APPEAL_DAYS = 7
"""Within which an appeal against a key is to be decided."""


class AssessmentState(IntEnum):
    """Who may take it."""

    DRAFT = 0
    """Nobody yet."""
    OPEN = 1
    CLOSED = 2
    """Nobody begins any more; whoever has begun hands in."""

    @property
    def word(self) -> str:
        """Its name on the wire."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Terms:
    """What is told before the start, and what an attempt is judged by."""

    title: str
    about: str
    drawn: int
    """Items of one attempt."""
    pass_mark: float
    """The mean credit from which it is passed, 0 to 1."""
    tries: int
    wait_days: int
    """Whole days between one that was handed in and the next."""
    minutes: int
    """About what it takes, by the word of whoever made it; nothing ends when they are over."""
    qualification_id: int | None = None
    """What passing it awards; None: nothing but the result."""
    tier: int | None = None
    pay_currency: str | None = None
    pay_amount: int | None = None
    """For each attempt that is handed in, whatever its result, in minor units; None: it is not paid."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment with its questions."""

    id: int
    terms: Terms
    state: AssessmentState
    project_id: int | None
    project: str | None
    questions: Sequence[Mapping[str, Any]]
    guideline: str
    items: int
    """Of the pool that count."""
    handed_in: int
    passed: int


@dataclass(frozen=True, slots=True)
class Material:
    """An item that may go into a pool: what it shows, what is right and why."""

    item_id: int | None
    payload: Mapping[str, Any]
    key: Answers
    reason: str


@dataclass(frozen=True, slots=True)
class PoolItem:
    """An item of a pool, with what the attempts say of it."""

    id: int
    item_id: int | None
    payload: Mapping[str, Any]
    key: Answers
    reason: str
    aside_reason: str
    """Why its key counts for nobody any more; empty: it counts."""
    aside_by: str | None
    aside_on: date | None
    asked: int
    """People whose answers the numbers rest on."""
    share_right: float | None
    point_biserial: float | None
    discrimination: float | None
    difficulty: float | None
    suspicion: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person's attempt."""

    id: int
    assessment_id: int
    person_id: PersonId
    number: int
    pass_mark: float
    handed_in_on: date | None
    score: float | None
    low: float | None
    high: float | None
    passed: bool
    raised_on: date | None
    pay_currency: str | None
    pay_amount: int | None
    qualification_id: int | None
    tier: int | None
    """What is paid for it and what passing it awards, as it was told before the start."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An item of an attempt, at its place."""

    place: int
    pool_item: int
    payload: Mapping[str, Any]
    answers: Answers
    revision: int
    key: Answers
    reason: str
    counts: bool
    credits: Mapping[str, float] | None
    credit: float | None
    appeal_state: AppealState | None
    appeal_argument: str
    appeal_decision: str
    appeal_due: date | None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A result, as whoever leads reads it."""

    id: int
    person_id: PersonId
    name: str
    number: int
    handed_in_on: date
    score: float | None
    low: float | None
    high: float | None
    passed: bool
    raised_on: date | None


@dataclass(frozen=True, slots=True)
class Offer:
    """An assessment as somebody finds it who may take it."""

    id: int
    terms: Terms
    attempts: Sequence[Attempt]
    """Theirs, the newest first."""
    items: int
    """Of the pool that count."""
    open: bool
    """Whether it may be begun."""
    paid_from: date | None = None
    """The day from which an applicant begins it, because what the organization pays for in this month is begun."""


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    """An appeal against a key, as whoever decides it reads it: not whose it is."""

    id: int
    assessment_id: int
    pool_item: int
    payload: Mapping[str, Any]
    key: Answers
    reason: str
    answers: Answers
    argument: str
    due_on: date


@dataclass(frozen=True, slots=True)
class HeldAppeal:
    """An appeal with what its decision needs: for rules, never to be shown."""

    id: int
    assessment_id: int
    pool_item: int
    attempt_id: int
    place: int
    person_id: PersonId
    state: AppealState
