"""Pay: rates, floors, hours, statements, what is owed. Amounts are whole numbers of the currency's minor unit.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class CloseIn(TypedDict):
    """POST /pay/statements: close a month for the next people."""

    month: str


class ClosedOut(TypedDict):
    """What was closed."""

    statements: int
    next: str | None


class CorrectionIn(TypedDict):
    """POST /people/{id}/pay: a posting of its own, which the person sees with its reason."""

    currency: str
    amount: int
    reason: str


class CorrectionOut(TypedDict):
    """The posting that was made."""

    id: int


class FloorIn(TypedDict):
    """PUT /pay/floors."""

    currency: str
    amount: int


class FloorOut(TypedDict):
    """The least that an hour may come to, in one currency."""

    currency: str
    amount: int


class HookIn(TypedDict):
    """PUT /pay/hook."""

    address: str


class HookKeyOut(TypedDict):
    """The key that signs messages from now on; it is shown this once."""

    key: str


class HookOut(TypedDict):
    """The payroll hook."""

    address: str
    since: str
    by: str


class HookStateOut(TypedDict):
    """GET /pay/hook."""

    hook: HookOut | None


class HoursDecisionIn(TypedDict):
    """PUT /hours/{id}."""

    confirmed: bool
    reason: NotRequired[str]


class HoursIn(TypedDict):
    """POST /projects/{id}/hours: how long I worked there on a day, by my own word."""

    day: str
    minutes: int
    note: NotRequired[str]


class HoursOut(TypedDict):
    """Hours that a person entered."""

    id: int
    project_id: int
    project: str
    person_id: int
    name: str
    day: str
    minutes: int
    note: str
    currency: str
    amount: int
    state: Literal["entered", "confirmed", "declined", "withdrawn"]
    by: str | None
    reason: str


class HoursProjectOut(TypedDict):
    """A row of GET /me/pay/hours/projects: a project in which I worked and that paid by the hour."""

    id: int
    name: str


class OwedOut(TypedDict):
    """What is owed to a person in one currency and on no statement yet."""

    person_id: int
    name: str
    pseudonym: str
    currency: str
    amount: int
    postings: int


class PayLineOut(TypedDict):
    """A row of GET /me/pay/lines: what was posted to me."""

    id: int
    at: str
    kind: Literal["answer", "accepted", "hours", "assessment", "correction", "statement"]
    currency: str
    amount: int
    project_id: int | None
    project: str | None
    item: str | None
    minutes: int | None
    day: str | None
    reason: str
    by: str | None
    on: str | None
    alone: bool


class PendingOut(TypedDict):
    """A row of GET /me/pay/pending: an answer of mine that is paid when it is accepted."""

    annotation_id: int
    project_id: int
    project: str
    item_id: int
    item: str
    currency: str
    amount: int
    declined: bool
    reason: str
    archived: bool


class ProjectPayOut(TypedDict):
    """GET /projects/{id}/pay."""

    rates: list[RateOut]
    people: int
    minutes: float | None
    floors: list[FloorOut]
    hourly: int | None
    below: bool


class RateIn(TypedDict):
    """PUT /projects/{id}/pay: what is paid from the next claim on."""

    basis: NotRequired[Literal["answer", "accepted", "hour"]]
    currency: str
    amount: int
    below_floor: NotRequired[bool]


class RateOut(TypedDict):
    """A rate of a project."""

    basis: Literal["answer", "accepted", "hour"]
    currency: str
    amount: int
    since: str
    by: str


class StatementOut(TypedDict):
    """What a person is to be paid for a month in a currency."""

    id: int
    month: str
    person_id: int
    name: str
    pseudonym: str
    currency: str
    amount: int
    lines: int
    alone: int
    closed_on: str
    by: str
    sent: Literal["waiting", "delivered", "failed"] | None
    problem: str | None
