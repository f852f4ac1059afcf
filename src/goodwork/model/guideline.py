"""What people ask of a guideline, what is answered, and what is decided for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at a project's threads and cases, and how far they may."""

    person_id: int
    reviews: bool
    """Whether they review or lead the project: then nothing is withheld."""
    names: bool
    """Whether they see names of the people who ask and comment; else pseudonyms."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A question about an item or a rule, as a viewer may know it."""

    id: int
    project_id: int
    item_id: int | None
    """None also where the viewer may not see the item."""
    payload: Mapping[str, Any] | None
    rule: str
    """The heading of the section of the guideline that it is about; empty: none."""
    asked: str
    by: str
    mine: bool
    on: date
    answer: str | None
    """None also where it is withheld."""
    answered_by: str | None
    answered_on: date | None
    changed_on: date | None
    withheld: bool
    """It is about an item that this viewer may still be asked for: an answer would tell them what to say."""
    comments: int
    case_id: int | None


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody added to a thread."""

    id: int
    said: str
    by: str
    mine: bool
    on: date


class CaseSource(IntEnum):
    """What a decided case was made of."""

    THREAD = 1
    GOLD = 2
    REVIEW = 3

    @property
    def word(self) -> str:
        """Its name on the wire."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Case:
    """A decided case: what was asked, what is right, and why."""

    id: int
    project_id: int
    item_id: int | None
    payload: Mapping[str, Any] | None
    rule: str
    asked: str
    answer: str
    why: str
    source: CaseSource
    by: str
    on: date
    waits: bool
    """The item is still asked, so those who have yet to answer it don't see the case."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of the guideline or of the questions that somebody proposed."""

    id: int
    project_id: int
    about: str
    """``guideline`` or ``questions``."""
    base_version: int
    """Of the guideline that it was written over."""
    words: str
    """The guideline as it is to be, or what is to change in the questions; empty in lists."""
    why: str
    by: str
    mine: bool
    on: date
    closes_on: date
    """Until then comments are waited for; it may be decided before."""
    accepted: bool | None
    """None: it is open."""
    reason: str | None
    decided_by: str | None
    decided_on: date | None
    guideline_version: int | None
    """That it became."""
    comments: int


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers a project's questions, and how many wait."""

    answerer_id: int | None
    name: str | None
    open: int
    """Counted up to `MOST_COUNTED`."""
    oldest_on: date | None
    """Since when the one that waits longest has waited."""
    median_on: date | None
    """Since when half of them have waited, at least."""


MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """A version of a guideline beside an earlier one."""

    version: int
    markdown: str
    before: str
    """The earlier text; empty: there was none."""
    note: str
    at: datetime
    by: str | None
    """Who wrote it; None: it is not known."""
    proposal_id: int | None
    """The proposal that it was."""
    asked_again: int
    """Items that were asked again because of it."""


@dataclass(frozen=True, slots=True)
class News:
    """What of the guideline is new to somebody at the desk."""

    version: int | None
    """That they have not looked at yet; None: there is none."""
    since: int | None
    """By which they answered last; None: the version of now, or none."""
    note: str
    asked_again: int | None
    """The version by which the item is asked again; None: it is asked for the first time."""
    answered_before: bool
    """Whether they answered it by an earlier one."""
