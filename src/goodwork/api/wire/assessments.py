"""Assessments: making them, taking them, results, and deciding on keys."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from goodwork.api.wire.base import Answers, Wire
from goodwork.api.wire.pay import MOST
from goodwork.api.wire.queue import PartOut

StateName = Literal["draft", "open", "closed"]
AppealStateName = Literal["open", "upheld", "declined", "withdrawn"]


class TermsWire(Wire):
    """What is told before the start, and what an attempt is judged by."""

    title: str = Field(min_length=1, max_length=200)
    about: str = Field(default="", max_length=4000, description="What it is about, as whoever takes it reads it.")
    drawn: int = Field(ge=1, le=100, description="Items of one attempt.")
    pass_mark: float = Field(gt=0, le=1, description="The mean credit from which it is passed.")
    tries: int = Field(ge=1, le=100)
    wait_days: int = Field(ge=0, le=365, description="Whole days between one that was handed in and the next.")
    minutes: int = Field(
        ge=1, le=480, description="About what it takes, by the word of whoever made it; nothing ends after them."
    )
    qualification_id: int | None = Field(
        default=None, ge=0, le=2**31 - 1, description="What passing it awards; null: nothing but the result."
    )
    tier: int | None = Field(default=None, ge=1, le=9)
    pay_currency: str | None = Field(default=None, pattern="^[A-Z]{3}$", description="Such as EUR (ISO 4217).")
    pay_amount: int | None = Field(
        default=None,
        ge=1,
        le=MOST,
        description="For each attempt that is handed in, whatever its result, in minor units; null: it is not paid.",
    )


class AssessmentIn(TermsWire):
    """POST /assessments: from the gold of a project, or from a ready-made one."""

    project_id: int | None = Field(default=None, ge=0, le=2**31 - 1)
    ready_made: str | None = Field(default=None, max_length=100, description="Its name; GET /ready-made lists them.")


class AssessmentChangeIn(TermsWire):
    """PUT /assessments/{id}."""

    state: StateName


class AssessmentMade(Wire):
    id: int


class ReadyMadeOut(TermsWire):
    """An assessment to begin with."""

    name: str
    items: int


class AssessmentOut(TermsWire):
    """An assessment, as whoever leads reads it."""

    id: int
    state: StateName
    project_id: int | None
    project: str | None
    items: int = Field(description="Of the pool that count.")
    handed_in: int
    passed: int


class OneAssessmentOut(AssessmentOut):
    """GET /assessments/{id}."""

    guideline: str
    questions: list[dict[str, Any]]
    suspects: int = Field(description="Keys that should be looked at.")


class PoolFilled(Wire):
    items: int = Field(description="Items that were taken into the pool.")


class SuspicionOut(Wire):
    """Why a key should be looked at. Abilities are in standard deviations from the mean of all people."""

    instead: str = Field(description="The answer that abler people choose; empty: several, each something else.")
    chose: int
    chose_ability: float
    right: int = Field(description="People who chose the key.")
    right_ability: float | None = Field(description="None: nobody did.")
    p: float = Field(description="How often chance alone does this to an item whose key is right.")


class PoolRow(Wire):
    """An item of a pool, with what the attempts say of it."""

    id: int
    item_id: int | None
    excerpt: str
    pictures: list[str] = Field(description="Addresses of its pictures.")
    key: str = Field(description="What is right, in words.")
    reason: str
    aside_reason: str = Field(description="Why its key counts for nobody any more; empty: it counts.")
    aside_by: str | None
    aside_on: date | None
    asked: int = Field(description="People whose answers the numbers rest on.")
    share_right: float | None
    point_biserial: float | None
    discrimination: float | None
    difficulty: float | None
    suspicion: SuspicionOut | None


class KeyAsideIn(Wire):
    """POST /assessments/{id}/pool/{item}/aside."""

    reason: str = Field(min_length=1, max_length=2000, description="Whoever met the item reads it.")


class KeyAsideOut(Wire):
    raised: int = Field(description="Results that rose by it; none falls.")


class ResultRow(Wire):
    """A result, as whoever leads reads it."""

    id: int
    person_id: int
    name: str
    number: int
    handed_in_on: date
    score: float | None = Field(description="None: none of its items counts any more.")
    low: float | None
    high: float | None
    passed: bool
    raised_on: date | None = Field(description="When a key that was set aside raised it last.")


class OwnAttemptOut(Wire):
    """An attempt of mine in a list."""

    id: int
    number: int
    handed_in_on: date | None = Field(description="None: it goes on.")
    score: float | None
    low: float | None
    high: float | None
    passed: bool


class OfferOut(TermsWire):
    """An assessment that I may take or have taken."""

    id: int
    open: bool
    items: int = Field(description="Of the pool.")
    attempts: list[OwnAttemptOut] = Field(description="Mine, the newest first.")
    paid_from: date | None = Field(
        description="For applicants: when I may begin it, because as many as are paid in this month are begun."
    )


class AttemptMade(Wire):
    id: int


class MissOut(Wire):
    """My answer to one question beside what is right."""

    title: str
    mine: str
    right: str
    credit: float


class OwnKeyAppealOut(Wire):
    state: AppealStateName
    argument: str
    decision: str = Field(description="Why; empty: not decided.")
    due_on: date


class AskedOut(Wire):
    """An item of my attempt; what is right is there when it is handed in."""

    place: int
    parts: list[PartOut]
    answers: Answers
    revision: int
    credit: float | None
    counts: bool = Field(description="False: its key was set aside.")
    compared: list[MissOut]
    reason: str = Field(description="Why the key is right.")
    appeal: OwnKeyAppealOut | None


class CriterionOut(Wire):
    """How my answers to one question did, of all items whose keys count."""

    question: str
    title: str
    credit: float
    items: int


class AttemptOut(OwnAttemptOut):
    """GET /attempts/{id}: an attempt of mine as I left it, or its result."""

    pay_currency: str | None
    pay_amount: int | None = Field(description="What I was promised for it; it is posted when I hand in.")

    assessment_id: int
    title: str
    about: str
    guideline: str
    pass_mark: float
    questions: list[dict[str, Any]]
    raised_on: date | None
    criteria: list[CriterionOut]
    items: list[AskedOut]


class SaveIn(Wire):
    """PUT /attempts/{id}/items/{place}. ``revision`` is the one that this builds on; when another window saved a newer
    one, the answer is a conflict, and nothing is overwritten."""

    answers: Answers
    revision: int = Field(ge=0, le=2**31 - 2)


class SavedOut(Wire):
    revision: int


class KeyAppealIn(Wire):
    """POST /attempts/{id}/items/{place}/appeal."""

    argument: str = Field(default="", max_length=4000)


class KeyAppealMade(Wire):
    id: int


class KeyAppealRow(Wire):
    """An open appeal against a key; it does not say whose it is."""

    id: int
    pool_item: int
    excerpt: str
    key: str
    reason: str
    answer: str = Field(description="What the appellant answered, in words.")
    argument: str
    due_on: date


class KeyDecisionIn(Wire):
    """POST /key-appeals/{id}/decision."""

    upheld: bool
    reason: str = Field(min_length=1, max_length=2000)


class KeyDecisionOut(Wire):
    state: AppealStateName
