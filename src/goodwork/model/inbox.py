"""What comes back to a person on what they did: their inbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any

Answers = Mapping[str, Mapping[str, Any]]


class About(IntEnum):
    """What an entry tells."""

    FLAG = 1
    """What became of something that they flagged."""
    REVIEW = 2
    """What a reviewer decided of an item that they answered."""
    GOLD = 3
    """Why the known answer of an item is right that they answered otherwise."""
    THREAD = 4
    """The answer to a question of theirs, or a question that waits for their answer."""
    PROPOSAL = 5
    """What was decided of a proposal that they made or commented on, or one that waits for their decision."""
    APPEAL = 6
    """What became of an appeal of theirs."""
    MENDED = 7
    """What an appeal of somebody else mended of an item that they answered."""
    GUIDELINE = 8
    """The guideline of a project that they work on changed: one entry a project, whatever changed."""
    THANKS = 9
    """Somebody thanks them for something that they did."""
    REVEALED = 10
    """Somebody who leads read that their answers and those of others depend on each other, with the names."""
    REVEAL_APPEAL = 11
    """What became of an appeal against that: their own, or one that was upheld for all whom it was about."""

    QUALIFICATION = 12
    """They hold another tier of a qualification, or what became of their appeal against a taking."""
    RESTRICTION = 13
    """Something was taken from them, or what became of their appeal against that."""
    HOURS = 14
    """Somebody who leads declined hours that they entered."""
    KEY_APPEAL = 15
    """What became of their appeal against a key of an assessment."""
    APPLICATION = 16
    """What became of their application, or of their appeal against declining it."""

    @property
    def word(self) -> str:
        """Its name on the wire."""
        return self.name.lower()


class Deed(IntEnum):
    """What somebody may be thanked for."""

    ANSWER = 1
    FLAG = 2
    QUESTION = 3
    """A thread that they began."""
    PROPOSAL = 4

    @property
    def word(self) -> str:
        """Its name on the wire."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its person reads it."""

    id: int
    about: About
    at: datetime
    is_read: bool
    project_id: int | None
    """None: it is about no project."""
    project: str
    item_id: int | None
    """None: it is about no item."""
    payload: Mapping[str, Any]
    said: str
    """Of a flag: their own note; of a thread: what was asked; of an appeal: their argument; of thanks: their own words
    that they are for."""
    reason: str
    """What they are told: the answer to the flag, the reason of the review, of the gold, or of the decision on an
    appeal; the words of thanks."""
    by: str | None
    """The name of the person who said it."""
    decision: str | None
    """Of a review."""
    holds: bool
    """Of a review: whether no later one took its place; of a reveal: whether it was not withdrawn."""
    right: Answers | None
    """What the review decided, or the known answers, or what holds after an appeal."""
    right_version: int | None
    """Of the form that the review answered; None: the newest."""
    form_version: int | None
    """Of the form that the person answered."""
    mine: Answers | None
    """What they had answered when this was told."""
    mine_blob: str | None
    claim_id: int | None
    """Under which they answered: the way back to the desk."""
    changed_since: bool
    """Whether they have changed that answer since."""
    subject_id: int
    """The flag, review, thread or reveal; of gold the item."""
    i_asked: bool
    """Of a thread: whether they asked it themselves."""
    upheld: bool | None
    """Of an appeal."""
    rule: str
    """Of an appeal: the section of the guideline that decided it."""
    appealed: int | None
    """Of a review, gold or reveal: the state of their own appeal against it."""
    guideline_version: int | None
    """Of a changed guideline: the version of now."""
    guideline_since: int | None
    """The version by which they answered last; None: they have answered by this one, or not at all."""
    deed: int | None
    """Of thanks: what for, a `Deed`."""
    deed_id: int | None
    """Of thanks: the annotation, flag, thread or proposal."""
    qualification: str | None
    """What the qualification is called that they hold another tier of."""
    tier: str | None
    """What the tier is called that they hold by it; None: none."""
    assessment: str | None
    """Of an appeal against a key: what the assessment is called."""
    attempt_id: int | None
    """Of an appeal against a key: the attempt that met it."""
    application: int | None
    """A `model.applications.ApplicationState`."""
    how: int | None
    """How they came to that, a `model.qualifications.How`."""
    restricts: int | None
    """What was taken, a `model.restrictions.Restricts`."""
    hours_day: date | None
    """The day of the hours that were declined."""
    hours_minutes: int | None
