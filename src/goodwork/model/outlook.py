"""What a lead looks at: what waits in a project, what an answer costs, and how many are still needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_COUNTED = 1000
"""How far things that wait are counted."""


@dataclass(frozen=True, slots=True)
class AnswerCost:
    """What one answer costs, as whoever leads the project states it; nothing of it is measured."""

    price: float | None = None
    currency: str | None = None
    """Three letters (ISO 4217), beside a price."""
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """The newest published version of a project."""

    number: int
    settled: int
    """Items of it that were settled."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits in a project for those who lead or review it; counted up to `MOST_COUNTED`."""

    flags: int = 0
    threads: int = 0
    appeals: int = 0
    overdue: int = 0
    """Of the appeals, those whose date has passed."""
    due_at: datetime | None = None
    """When the first appeal is due."""
    proposals: int = 0
    """Proposals that were commented on long enough."""
    importing: bool = False
    import_failed: str | None = None
    """The name of the newest import, when it failed."""
    making: bool = False
    """Whether a version is being made."""
    refit_failed: bool = False
    can_answer: bool = True
    """Whether somebody who does not lead may answer here."""
    released: Released | None = None
    consumed: bool = True
    """Whether somebody is named who uses a published version, or there is none."""


class Place(StrEnum):
    """Where a step is taken."""

    OVERVIEW = "overview"
    ITEMS = "items"
    HELD = "held"
    REVIEW = "review"
    APPEALS = "appeals"
    FLAGS = "flags"
    THREADS = "threads"
    PROPOSALS = "proposals"
    DATA = "data"
    SETTINGS = "settings"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The most important thing to do in a project, and where."""

    says: str
    place: Place
    waits: bool = True
    """Whether something is to be done at all; else it says how the project stands."""


@dataclass(frozen=True, slots=True)
class Needed:
    """Answers until every open item has what it needs, with the interval that holds them in 95 of 100 cases."""

    value: float | None
    low: float | None
    high: float | None
    items: int
    """Items that have stopped, on which the estimate rests."""
    says: str
