"""Applying: the public page, applications, and decisions on them.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class ApplicantOut(TypedDict):
    """A row of GET /applications."""

    person_id: int
    name: str
    email: str
    state: Literal["open", "admitted", "declined", "withdrawn"]
    applied_on: str
    decided_on: str | None
    by: str | None
    reason: str
    appeal: ApplicationAppealOut | None
    handed_in_on: str | None
    score: float | None
    low: float | None
    high: float | None
    passed: bool
    tries: int


class ApplicationAppealOut(TypedDict):
    state: Literal["open", "upheld", "declined", "withdrawn"]
    argument: str
    due_on: str | None
    decision: str


class ApplicationDecisionIn(TypedDict):
    """POST /applications/{applicant}/decision."""

    admit: bool
    reason: NotRequired[str]
    declined: NotRequired[bool]


class ApplicationDecisionOut(TypedDict):
    state: Literal["open", "admitted", "declined", "withdrawn"]


class ApplicationOut(TypedDict):
    """GET /me/application."""

    state: Literal["open", "admitted", "declined", "withdrawn"]
    applied_on: str
    decided_on: str | None
    by: str | None
    reason: str
    appeal: ApplicationAppealOut | None
    assessment_id: int | None
    admits: bool
    holds: bool
    passed: bool


class ApplyIn(TypedDict):
    """POST /work-with-us/{address}/applications (public): makes an account of an applicant, and signs in."""

    name: str
    email: str
    password: str
    has_account: NotRequired[bool]
    token: NotRequired[str | None]


class DecliningAppealIn(TypedDict):
    """POST /me/application/appeal."""

    argument: NotRequired[str]


class DecliningDecisionIn(TypedDict):
    """POST /applications/{applicant}/appeal/decision."""

    upheld: bool
    reason: str


class DecliningDecisionOut(TypedDict):
    state: Literal["open", "upheld", "declined", "withdrawn"]


class FoundPageOut(TypedDict):
    """GET /work-with-us/{address} (public)."""

    organization: str
    work: str
    used_by: str
    asked: str
    pay: Literal["unsaid", "stated", "rates"]
    pay_currency: str | None
    pay_low: int | None
    pay_high: int | None
    rates: list[PaidRangeOut]
    assessment: StarterOut | None
    earns: str | None
    admits: bool
    takes: bool
    paid_a_month: int
    paid_left: int
    by_mail: bool
    never: list[Literal["presence", "speed", "input", "screen", "place", "hours"]]


class PaidRangeOut(TypedDict):
    """What open projects pay now, of one basis and currency, in minor units."""

    basis: Literal["answer", "accepted", "hour"]
    currency: str
    low: int
    high: int
    projects: int


class PublicPageIn(TypedDict):
    """PUT /public-page: what an organization says to whoever has no account."""

    shown: NotRequired[bool]
    work: NotRequired[str]
    used_by: NotRequired[str]
    asked: NotRequired[str]
    pay: NotRequired[Literal["unsaid", "stated", "rates"]]
    pay_currency: NotRequired[str | None]
    pay_low: NotRequired[int | None]
    pay_high: NotRequired[int | None]
    assessment_id: NotRequired[int | None]
    admits: NotRequired[bool]
    most_open: NotRequired[int]
    paid_a_month: NotRequired[int]


class PublicPageOut(TypedDict):
    """GET /public-page."""

    shown: bool
    work: str
    used_by: str
    asked: str
    pay: Literal["unsaid", "stated", "rates"]
    pay_currency: str | None
    pay_low: int | None
    pay_high: int | None
    assessment_id: int | None
    admits: bool
    most_open: int
    paid_a_month: int
    address: str | None


class StarterOut(TypedDict):
    """What applicants take, as it is told before the start."""

    title: str
    about: str
    drawn: int
    minutes: int
    pass_mark: float
    tries: int
    wait_days: int
    pay_currency: str | None
    pay_amount: int | None
