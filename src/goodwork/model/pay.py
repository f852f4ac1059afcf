"""Pay: what an answer is paid, what was posted to a person, and what is owed. Amounts are in minor units (cents)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from goodwork.model.ids import PersonId


@dataclass(frozen=True, slots=True)
class Rate:
    """What an answer is paid that is given under a claim made from then on; 0 pays nothing."""

    currency: str
    amount: int
    since: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PayLine:
    """A line of a person's statement: an answer that is paid, or a correction with its reason and who made it."""

    id: int
    at: datetime
    currency: str
    amount: int
    project_id: int | None
    project: str | None
    item: str | None
    """What the item is called; None: a correction, or an item that is gone."""
    reason: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed to a person in one currency."""

    person_id: PersonId
    name: str
    pseudonym: str
    currency: str
    amount: int
    postings: int
