"""What somebody set for their own work: ceilings, quiet hours, a pause. Only they read it, and only they change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goodwork.model.digests import Quiet

ITEMS_MOST = 10_000
PROJECTS_MOST = 50


@dataclass(frozen=True, slots=True)
class Limits:
    """A person's own limits; None: no such limit."""

    items_a_day: int | None = None
    projects_at_once: int | None = None
    """Projects in which they hold items at a time."""
    quiet: Quiet | None = None
    """Hours in which they are given no item."""
    zone: str | None = None
    """Whose clock says when a day begins: a name of the time zone database. None: never said, UTC."""
    shows_count: bool = True
    """Whether their screen shows how many they answered today."""


@dataclass(frozen=True, slots=True)
class OwnDay:
    """How a person's own work stands: their limits, what they said today, and how much they did today.

    Days are those of their own clock. Of earlier days nothing is kept.
    """

    limits: Limits = Limits()
    paused: bool = False
    done_on: date | None = None
    """The day on which they said that they were done."""
    lifted_on: date | None = None
    """The day for which they lifted their ceilings."""
    quiet_lifted_on: date | None = None
    """The day on which those quiet hours began that they lifted."""
    day: date | None = None
    """Of the two counts."""
    answers: int = 0
    reviews: int = 0


@dataclass(frozen=True, slots=True)
class InHand:
    """What a person holds."""

    items: int = 0
    projects: int = 0


class WorkWish(StrEnum):
    """What somebody wishes for among the items of a project."""

    AS_IT_COMES = "as-it-comes"
    HARDER = "harder"
    """Contested items first."""
    DIFFERENT = "different"
    """The next item from elsewhere in the project, not the next in line."""


@dataclass(frozen=True, slots=True)
class OwnProject:
    """How a person wants to work in a project."""

    wish: WorkWish = WorkWish.AS_IT_COMES
    away: bool = False
    """They left it: they are given none of its items until they come back."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """What somebody gave back by stopping."""

    items: int
    drafts: int
    """Of these items, those that they had begun: the draft is kept, should they meet the item again."""
    handed_over: int = 0
    """Of these drafts, those that a colleague may finish; they don't meet these items again."""
