"""Applying: the public page of an organization, and what becomes of whoever applies there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from goodwork.model.appeals import AppealState
from goodwork.model.assessments import Terms
from goodwork.model.ids import OrganizationId, PersonId

APPEAL_DAYS = 7
"""Days within which an appeal is to be decided."""


class ApplicationState(IntEnum):
    """What became of an application."""

    OPEN = 0
    ADMITTED = 1
    """They are an annotator since: by a named person, or by the rule of the page."""
    DECLINED = 2
    """By a named person, with a reason that they read and may appeal."""
    WITHDRAWN = 3
    """By themselves, without a reason. It may be opened again."""

    @property
    def word(self) -> str:
        """Its name on the wire."""
        return self.name.lower()


class PublicPay(StrEnum):
    """What the page says of pay."""

    UNSAID = "unsaid"
    STATED = "stated"
    """A range for an hour, by the owner's word."""
    RATES = "rates"
    """What the open projects pay now."""


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What an organization says to whoever has no account, and by which rule it takes people."""

    shown: bool = False
    work: str = ""
    used_by: str = ""
    asked: str = ""
    pay: PublicPay = PublicPay.UNSAID
    pay_currency: str | None = None
    pay_low: int | None = None
    """For an hour, in minor units."""
    pay_high: int | None = None
    assessment_id: int | None = None
    """What applicants take."""
    admits: bool = False
    """Whether passing it makes an applicant an annotator."""
    most_open: int = 50
    """Open applications at a time; further ones are refused until some are decided."""
    paid_a_month: int = 20
    """Attempts of applicants that are paid in a month, where the assessment is; further ones begin in the next one."""


@dataclass(frozen=True, slots=True)
class PaidRange:
    """What open projects pay now, of one basis and currency."""

    basis: str
    currency: str
    low: int
    high: int
    projects: int


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page that is shown, as whoever opens its address reads it."""

    organization_id: OrganizationId
    organization: str
    page: PublicPage
    assessment: Terms | None
    """What applicants take, while it is open."""
    earns: str | None
    """The qualification and tier that it awards."""
    rates: Sequence[PaidRange]
    takes: bool
    """Whether there is room for another application."""
    paid_left: int
    """Paid attempts that applicants may still begin this month."""


@dataclass(frozen=True, slots=True)
class Application:
    """What became of somebody's application."""

    person_id: PersonId
    state: ApplicationState
    applied_on: date
    decided_on: date | None
    decided_by: PersonId | None
    by: str | None
    """The name of who decided; None of an admitted one: the rule."""
    reason: str
    appeal: AppealState | None
    appeal_argument: str
    appeal_due_on: date | None
    appeal_decision: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """An application as whoever leads reads it, with their newest result at what applicants take."""

    application: Application
    name: str
    email: str
    handed_in_on: date | None
    score: float | None
    low: float | None
    high: float | None
    passed: bool
    tries: int
    """Handed in."""
