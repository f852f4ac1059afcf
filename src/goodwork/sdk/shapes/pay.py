"""Pay: rates, statements, what is owed. Amounts are whole numbers of the currency's minor unit, such as cents.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import TypedDict


class CorrectionIn(TypedDict):
    """POST /people/{id}/pay: a posting of its own, which the person sees with its reason."""

    currency: str
    amount: int
    reason: str


class CorrectionOut(TypedDict):
    """The posting that was made."""

    id: int


class OwedOut(TypedDict):
    """What is owed to a person in one currency."""

    person_id: int
    name: str
    pseudonym: str
    currency: str
    amount: int
    postings: int


class PayLineOut(TypedDict):
    """A row of GET /me/pay/lines: an answer that is paid, or a correction."""

    id: int
    at: str
    currency: str
    amount: int
    project_id: int | None
    project: str | None
    item: str | None
    reason: str
    by: str | None


class ProjectPayOut(TypedDict):
    """GET /projects/{id}/pay."""

    rates: list[RateOut]


class RateIn(TypedDict):
    """PUT /projects/{id}/pay: what each answer to an item is paid that is claimed from now on."""

    currency: str
    amount: int


class RateOut(TypedDict):
    """A rate of a project."""

    currency: str
    amount: int
    since: str
    by: str
