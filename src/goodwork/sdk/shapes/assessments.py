"""Assessments: making them, taking them, results, and deciding on keys.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from goodwork.sdk.shapes.queue import PartOut


class AskedOut(TypedDict):
    """An item of my attempt; what is right is there when it is handed in."""

    place: int
    parts: list[PartOut]
    answers: dict[str, dict[str, Any]]
    revision: int
    credit: float | None
    counts: bool
    compared: list[MissOut]
    reason: str
    appeal: OwnKeyAppealOut | None


class AssessmentChangeIn(TypedDict):
    """PUT /assessments/{id}."""

    title: str
    about: NotRequired[str]
    drawn: int
    pass_mark: float
    tries: int
    wait_days: int
    minutes: int
    qualification_id: NotRequired[int | None]
    tier: NotRequired[int | None]
    pay_currency: NotRequired[str | None]
    pay_amount: NotRequired[int | None]
    state: Literal["draft", "open", "closed"]


class AssessmentIn(TypedDict):
    """POST /assessments: from the gold of a project, or from a ready-made one."""

    title: str
    about: NotRequired[str]
    drawn: int
    pass_mark: float
    tries: int
    wait_days: int
    minutes: int
    qualification_id: NotRequired[int | None]
    tier: NotRequired[int | None]
    pay_currency: NotRequired[str | None]
    pay_amount: NotRequired[int | None]
    project_id: NotRequired[int | None]
    ready_made: NotRequired[str | None]


class AssessmentMade(TypedDict):
    id: int


class AssessmentOut(TypedDict):
    """An assessment, as whoever leads reads it."""

    title: str
    about: str
    drawn: int
    pass_mark: float
    tries: int
    wait_days: int
    minutes: int
    qualification_id: int | None
    tier: int | None
    pay_currency: str | None
    pay_amount: int | None
    id: int
    state: Literal["draft", "open", "closed"]
    project_id: int | None
    project: str | None
    items: int
    handed_in: int
    passed: int


class AttemptMade(TypedDict):
    id: int


class AttemptOut(TypedDict):
    """GET /attempts/{id}: an attempt of mine as I left it, or its result."""

    id: int
    number: int
    handed_in_on: str | None
    score: float | None
    low: float | None
    high: float | None
    passed: bool
    pay_currency: str | None
    pay_amount: int | None
    assessment_id: int
    title: str
    about: str
    guideline: str
    pass_mark: float
    questions: list[dict[str, Any]]
    raised_on: str | None
    criteria: list[CriterionOut]
    items: list[AskedOut]


class CriterionOut(TypedDict):
    """How my answers to one question did, of all items whose keys count."""

    question: str
    title: str
    credit: float
    items: int


class KeyAppealIn(TypedDict):
    """POST /attempts/{id}/items/{place}/appeal."""

    argument: NotRequired[str]


class KeyAppealMade(TypedDict):
    id: int


class KeyAppealRow(TypedDict):
    """An open appeal against a key; it does not say whose it is."""

    id: int
    pool_item: int
    excerpt: str
    key: str
    reason: str
    answer: str
    argument: str
    due_on: str


class KeyAsideIn(TypedDict):
    """POST /assessments/{id}/pool/{item}/aside."""

    reason: str


class KeyAsideOut(TypedDict):
    raised: int


class KeyDecisionIn(TypedDict):
    """POST /key-appeals/{id}/decision."""

    upheld: bool
    reason: str


class KeyDecisionOut(TypedDict):
    state: Literal["open", "upheld", "declined", "withdrawn"]


class MissOut(TypedDict):
    """My answer to one question beside what is right."""

    title: str
    mine: str
    right: str
    credit: float


class OfferOut(TypedDict):
    """An assessment that I may take or have taken."""

    title: str
    about: str
    drawn: int
    pass_mark: float
    tries: int
    wait_days: int
    minutes: int
    qualification_id: int | None
    tier: int | None
    pay_currency: str | None
    pay_amount: int | None
    id: int
    open: bool
    items: int
    attempts: list[OwnAttemptOut]
    paid_from: str | None


class OneAssessmentOut(TypedDict):
    """GET /assessments/{id}."""

    title: str
    about: str
    drawn: int
    pass_mark: float
    tries: int
    wait_days: int
    minutes: int
    qualification_id: int | None
    tier: int | None
    pay_currency: str | None
    pay_amount: int | None
    id: int
    state: Literal["draft", "open", "closed"]
    project_id: int | None
    project: str | None
    items: int
    handed_in: int
    passed: int
    guideline: str
    questions: list[dict[str, Any]]
    suspects: int


class OwnAttemptOut(TypedDict):
    """An attempt of mine in a list."""

    id: int
    number: int
    handed_in_on: str | None
    score: float | None
    low: float | None
    high: float | None
    passed: bool


class OwnKeyAppealOut(TypedDict):
    state: Literal["open", "upheld", "declined", "withdrawn"]
    argument: str
    decision: str
    due_on: str


class PoolFilled(TypedDict):
    items: int


class PoolRow(TypedDict):
    """An item of a pool, with what the attempts say of it."""

    id: int
    item_id: int | None
    excerpt: str
    pictures: list[str]
    key: str
    reason: str
    aside_reason: str
    aside_by: str | None
    aside_on: str | None
    asked: int
    share_right: float | None
    point_biserial: float | None
    discrimination: float | None
    difficulty: float | None
    suspicion: SuspicionOut | None


class ReadyMadeOut(TypedDict):
    """An assessment to begin with."""

    title: str
    about: str
    drawn: int
    pass_mark: float
    tries: int
    wait_days: int
    minutes: int
    qualification_id: int | None
    tier: int | None
    pay_currency: str | None
    pay_amount: int | None
    name: str
    items: int


class ResultRow(TypedDict):
    """A result, as whoever leads reads it."""

    id: int
    person_id: int
    name: str
    number: int
    handed_in_on: str
    score: float | None
    low: float | None
    high: float | None
    passed: bool
    raised_on: str | None


class SaveIn(TypedDict):
    """PUT /attempts/{id}/items/{place}. ``revision`` is the one that this builds on; when another window saved a newer
    one, the answer is a conflict, and nothing is overwritten.
    """

    answers: dict[str, dict[str, Any]]
    revision: int


class SavedOut(TypedDict):
    revision: int


class SuspicionOut(TypedDict):
    """Why a key should be looked at. Abilities are in standard deviations from the mean of all people."""

    instead: str
    chose: int
    chose_ability: float
    right: int
    right_ability: float | None
    p: float


class TermsWire(TypedDict):
    """What is told before the start, and what an attempt is judged by."""

    title: str
    about: NotRequired[str]
    drawn: int
    pass_mark: float
    tries: int
    wait_days: int
    minutes: int
    qualification_id: NotRequired[int | None]
    tier: NotRequired[int | None]
    pay_currency: NotRequired[str | None]
    pay_amount: NotRequired[int | None]
