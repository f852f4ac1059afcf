"""Pay: rates, statements, what is owed. Amounts are whole numbers of the currency's minor unit, such as cents."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from goodwork.api.wire.base import Wire

CURRENCY = Field(pattern="^[A-Z]{3}$", description="Such as EUR (ISO 4217).")
MOST = 100_000_000


class RateIn(Wire):
    """PUT /projects/{id}/pay: what each answer to an item is paid that is claimed from now on."""

    currency: str = CURRENCY
    amount: int = Field(ge=0, le=MOST, description="In minor units; 0 pays nothing.")


class RateOut(Wire):
    """A rate of a project."""

    currency: str
    amount: int = Field(description="In minor units.")
    since: datetime
    by: str = Field(description="Who set it.")


class ProjectPayOut(Wire):
    """GET /projects/{id}/pay."""

    rates: list[RateOut] = Field(description="The newest first: it holds for items that are claimed now.")


class PayLineOut(Wire):
    """A row of GET /me/pay/lines: an answer that is paid, or a correction."""

    id: int
    at: datetime
    currency: str
    amount: int = Field(description="In minor units; below 0: taken off by a correction.")
    project_id: int | None
    project: str | None
    item: str | None = Field(description="What the item is called.")
    reason: str = Field(description="Of a correction; empty for an answer.")
    by: str | None = Field(description="Who made the correction; null: an answer.")


class OwedOut(Wire):
    """What is owed to a person in one currency."""

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
