"""Pay: rates, floors, hours, statements, what is owed. Amounts are whole numbers of the currency's minor unit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from goodwork.api.wire.base import Wire

CURRENCY = Field(pattern="^[A-Z]{3}$", description="Such as EUR (ISO 4217).")
MOST = 100_000_000

BasisName = Literal["answer", "accepted", "hour"]
KindName = Literal["answer", "accepted", "hours", "assessment", "correction", "statement"]
HoursStateName = Literal["entered", "confirmed", "declined", "withdrawn"]


class RateIn(Wire):
    """PUT /projects/{id}/pay: what is paid from the next claim on."""

    basis: BasisName = Field(
        default="answer",
        description="What is paid: each `answer` that is submitted, each that is `accepted`, or each `hour` that a "
        "person enters and a lead confirms.",
    )
    currency: str = CURRENCY
    amount: int = Field(ge=0, le=MOST, description="In minor units; 0 pays nothing.")
    below_floor: bool = Field(
        default=False,
        description="That it is meant though an hour then comes to less than the organization's floor; people read it.",
    )


class RateOut(Wire):
    """A rate of a project."""

    basis: BasisName
    currency: str
    amount: int = Field(description="In minor units.")
    since: date
    by: str = Field(description="Who set it.")


class FloorOut(Wire):
    """The least that an hour may come to, in one currency."""

    currency: str
    amount: int = Field(description="In minor units.")


class FloorIn(Wire):
    """PUT /pay/floors."""

    currency: str = CURRENCY
    amount: int = Field(ge=0, le=MOST, description="For an hour, in minor units; 0: there is no floor.")


class ProjectPayOut(Wire):
    """GET /projects/{id}/pay."""

    rates: list[RateOut] = Field(description="The newest first: it holds for items that are claimed now.")
    people: int = Field(description="How many said of their own accord what an item takes them.")
    minutes: float | None = Field(description="The median of what they said; null: fewer than eight did.")
    floors: list[FloorOut]
    hourly: int | None = Field(
        description="What an hour comes to at the rate that holds, in minor units; null: there is none, or nobody "
        "knows yet."
    )
    below: bool = Field(description="Whether that is below the organization's floor in this currency.")


class PayLineOut(Wire):
    """A row of GET /me/pay/lines: what was posted to me."""

    id: int
    at: datetime
    kind: KindName
    currency: str
    amount: int = Field(description="In minor units; below 0: taken off by a correction, or put on a statement.")
    project_id: int | None
    project: str | None
    item: str | None = Field(description="Of an answer: what its item is called.")
    minutes: int | None = Field(description="Of hours.")
    day: date | None = Field(description="Of hours: when they were worked; of a statement: the first of its month.")
    reason: str = Field(description="Of a correction.")
    by: str | None = Field(description="Who confirmed hours, made a correction or closed a statement.")
    on: date | None = Field(description="The month of the statement that it is on; null: on none yet.")
    alone: bool = Field(description="A correction of their own pay, made as the only owner: nobody else looked at it.")


class PendingOut(Wire):
    """A row of GET /me/pay/pending: an answer of mine that is paid when it is accepted."""

    annotation_id: int
    project_id: int
    project: str
    item_id: int
    item: str
    currency: str
    amount: int
    declined: bool = Field(description="A reviewer decided its item otherwise: it is not accepted; I may appeal.")
    reason: str = Field(description="What the reviewer said.")
    archived: bool = Field(
        description="Its project is archived: its items don't settle before whoever leads it sees to it."
    )


class OwedOut(Wire):
    """What is owed to a person in one currency and on no statement yet."""

    person_id: int
    name: str
    pseudonym: str
    currency: str
    amount: int
    postings: int = Field(description="How many lines it is the sum of.")


class CorrectionIn(Wire):
    """POST /people/{id}/pay: a posting of its own, which the person sees with its reason."""

    currency: str = CURRENCY
    amount: int = Field(ge=-MOST, le=MOST)
    reason: str = Field(min_length=1, max_length=2000)


class CorrectionOut(Wire):
    """The posting that was made."""

    id: int


class HoursIn(Wire):
    """POST /projects/{id}/hours: how long I worked there on a day, by my own word."""

    day: date
    minutes: int = Field(ge=1, le=1440)
    note: str = Field(default="", max_length=500, description="What I did, if I like to say.")


class HoursProjectOut(Wire):
    """A row of GET /me/pay/hours/projects: a project in which I worked and that paid by the hour."""

    id: int
    name: str


class HoursDecisionIn(Wire):
    """PUT /hours/{id}."""

    confirmed: bool
    reason: str = Field(default="", max_length=2000, description="Why not; the person reads it.")


class HoursOut(Wire):
    """Hours that a person entered."""

    id: int
    project_id: int
    project: str
    person_id: int
    name: str
    day: date
    minutes: int
    note: str
    currency: str
    amount: int = Field(description="What they come to at the rate of that day.")
    state: HoursStateName
    by: str | None = Field(description="Who confirmed or declined them.")
    reason: str


class StatementOut(Wire):
    """What a person is to be paid for a month in a currency."""

    id: int
    month: date = Field(description="Its first day.")
    person_id: int
    name: str
    pseudonym: str
    currency: str
    amount: int
    lines: int = Field(description="How many postings it is the sum of.")
    alone: int = Field(description="Corrections among them that the person made as the only owner.")
    closed_on: date
    by: str = Field(description="Who closed it.")
    sent: Literal["waiting", "delivered", "failed"] | None = Field(
        description="Of its message to the payroll hook; null: it has none."
    )
    problem: str | None = Field(description="Why it was not taken last.")


class CloseIn(Wire):
    """POST /pay/statements: close a month for the next people."""

    month: str = Field(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$", description="Such as 2026-01.")


class ClosedOut(Wire):
    """What was closed."""

    statements: int
    next: str | None = Field(description="Send it as `after` to go on; null: all are closed.")


class HookIn(Wire):
    """PUT /pay/hook."""

    address: str = Field(min_length=1, max_length=2000, description="Begins with https://")


class HookOut(Wire):
    """The payroll hook."""

    address: str
    since: date
    by: str


class HookStateOut(Wire):
    """GET /pay/hook."""

    hook: HookOut | None


class HookKeyOut(Wire):
    """The key that signs messages from now on; it is shown this once."""

    key: str
