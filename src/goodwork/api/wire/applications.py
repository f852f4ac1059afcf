"""Applying: the public page, applications, and decisions on them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.pay import CURRENCY, MOST, BasisName

ApplicationStateName = Literal["open", "admitted", "declined", "withdrawn"]
ApplicationAppealName = Literal["open", "upheld", "declined", "withdrawn"]
PublicPayName = Literal["unsaid", "stated", "rates"]
NeverName = Literal["presence", "speed", "input", "screen", "place", "hours"]


class PublicPageIn(Wire):
    """PUT /public-page: what an organization says to whoever has no account."""

    shown: bool = Field(default=False, description="Whether anybody finds it at its address.")
    work: str = Field(default="", max_length=4000, description="What the work is.")
    used_by: str = Field(default="", max_length=2000, description="Who uses what comes of it.")
    asked: str = Field(default="", max_length=2000, description="What is asked of people.")
    pay: PublicPayName = Field(
        default="unsaid",
        description="What is said of pay: nothing; a range for an hour that the owner `stated`; or the `rates` of now "
        "of the open projects.",
    )
    pay_currency: str | None = Field(default=None, pattern="^[A-Z]{3}$", description="Such as EUR (ISO 4217).")
    pay_low: int | None = Field(default=None, ge=1, le=MOST, description="For an hour, in minor units.")
    pay_high: int | None = Field(default=None, ge=1, le=MOST)
    assessment_id: int | None = Field(default=None, ge=0, le=2**31 - 1, description="What applicants take.")
    admits: bool = Field(default=False, description="Whether passing it makes an applicant an annotator.")
    most_open: int = Field(default=50, ge=1, le=1000, description="Open applications at a time.")
    paid_a_month: int = Field(
        default=20, ge=1, le=10_000, description="Paid assessments that applicants may begin in a month (UTC)."
    )


class PublicPageOut(PublicPageIn):
    """GET /public-page."""

    address: str | None = Field(description="The whole address; null: the page was never written.")


class PaidRangeOut(Wire):
    """What open projects pay now, of one basis and currency, in minor units."""

    basis: BasisName
    currency: str = CURRENCY
    low: int
    high: int
    projects: int


class StarterOut(Wire):
    """What applicants take, as it is told before the start."""

    title: str
    about: str
    drawn: int = Field(description="Items of one attempt.")
    minutes: int
    pass_mark: float
    tries: int
    wait_days: int
    pay_currency: str | None
    pay_amount: int | None = Field(description="For each attempt that is handed in, whatever its result.")


class FoundPageOut(Wire):
    """GET /work-with-us/{address} (public)."""

    organization: str
    work: str
    used_by: str
    asked: str
    pay: PublicPayName
    pay_currency: str | None
    pay_low: int | None
    pay_high: int | None
    rates: list[PaidRangeOut]
    assessment: StarterOut | None
    earns: str | None = Field(description="The qualification and tier that passing awards.")
    admits: bool
    takes: bool = Field(description="Whether there is room for another application.")
    paid_a_month: int = Field(description="Assessments of applicants that are paid in a month (UTC).")
    paid_left: int = Field(description="Of them, how many may still be begun this month.")
    by_mail: bool = Field(description="Whether a new account takes a link that comes by mail.")
    never: list[NeverName] = Field(description="What is not recorded of anybody, by the schema of this goodwork.")


class ApplyIn(Wire):
    """POST /work-with-us/{address}/applications (public): makes an account of an applicant, and signs in."""

    name: str = Field(min_length=1, max_length=120)
    email: str = Field(min_length=3, max_length=254)
    password: str = Field(min_length=1, max_length=200)
    has_account: bool = Field(default=False, description="Whether the password is that of the account of this address.")
    token: str | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        description="What follows the # of the link by mail, which a new account takes while ``by_mail``.",
    )


class ApplicationAppealOut(Wire):
    state: ApplicationAppealName
    argument: str
    due_on: date | None
    decision: str = Field(description="Why; empty: not decided.")


class ApplicationOut(Wire):
    """GET /me/application."""

    state: ApplicationStateName
    applied_on: date
    decided_on: date | None
    by: str | None = Field(description="Who decided; null of an admitted one: the rule of the page, by my result.")
    reason: str
    appeal: ApplicationAppealOut | None
    assessment_id: int | None = Field(description="What applicants take.")
    admits: bool = Field(description="Whether passing it makes me an annotator.")
    holds: bool = Field(description="Whether I hold a tier of a qualification: a signed record says so.")
    passed: bool = Field(description="Whether I have passed what applicants take.")


class ApplicantOut(Wire):
    """A row of GET /applications."""

    person_id: int
    name: str
    email: str
    state: ApplicationStateName
    applied_on: date
    decided_on: date | None
    by: str | None
    reason: str
    appeal: ApplicationAppealOut | None
    handed_in_on: date | None = Field(description="Of the newest result at what applicants take.")
    score: float | None
    low: float | None
    high: float | None
    passed: bool
    tries: int


class ApplicationDecisionIn(Wire):
    """POST /applications/{applicant}/decision."""

    admit: bool
    reason: str = Field(default="", max_length=2000, description="The applicant reads it; declining has one.")
    declined: bool = Field(default=False, description="To admit: I know that somebody declined it.")


class ApplicationDecisionOut(Wire):
    state: ApplicationStateName


class DecliningAppealIn(Wire):
    """POST /me/application/appeal."""

    argument: str = Field(default="", max_length=4000)


class DecliningDecisionIn(Wire):
    """POST /applications/{applicant}/appeal/decision."""

    upheld: bool
    reason: str = Field(min_length=1, max_length=2000)


class DecliningDecisionOut(Wire):
    state: ApplicationAppealName
