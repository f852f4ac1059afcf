"""A claim: a lease on an item for one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from goodwork.model.ids import AnnotationId, ClaimId, ItemId, PersonId, ProjectId

AnswersJson = Mapping[str, Mapping[str, Any]]
"""Question key -> answer, as JSON."""


class ClaimState(IntEnum):
    """What became of a claim."""

    LIVE = 0
    SUBMITTED = 1
    RELEASED = 2
    """Given back; the person may meet the item again."""
    EXPIRED = 3
    """Ran out; a late answer is still accepted and credited, and marked surplus when the slot is not free any more."""
    SKIPPED = 4
    """The person never meets the item again, and it is never scored. It stays skipped, whatever follows."""
    HANDED_OVER = 5
    """Left with its draft for a colleague; the person does not meet the item again, and it leaves no mark on them."""


class Begun(StrEnum):
    """What somebody else did of an item before this claim on it."""

    OFFERED = "offered"
    """A colleague began it; what they did is shown to whoever takes it up, and to nobody else."""
    CARRIED = "carried"
    """The person took it up: their answer will be credited to both."""


class HandedOver(StrEnum):
    """What became of an item that somebody handed over."""

    WAITING = "waiting"
    """Nobody has taken it up yet, so it may be taken back."""
    TAKEN = "taken"
    """A colleague carries it on."""
    FINISHED = "finished"
    """A colleague submitted it: one answer, credited to both."""


@dataclass(frozen=True, slots=True)
class Claim:
    """This person works on this item until then."""

    id: ClaimId
    project_id: ProjectId
    item_id: ItemId
    person_id: PersonId
    state: ClaimState
    running: bool
    """Live, and its lease has not ended."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that the desk shows of it."""

    id: int
    project_id: int
    state: ClaimState
    granted_at: datetime
    expires_at: datetime
    form_version: int
    """The project's form as it is now."""
    item_id: int
    external_id: str | None
    payload: Mapping[str, Any]
    metadata: Mapping[str, Any]
    predictions: Sequence[Mapping[str, Any]]
    draft: Mapping[str, Any] | None
    pay: Mapping[str, Any] | None = None
    """What was promised with it: basis, currency, amount; None: nothing."""
    begun: str | None = None
    """A word of Begun; None: nobody else began it, or it is not passed on."""
    in_hand: bool = False
    """The person has no access to the project any more, and may finish this claim until it expires."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished answers, kept under a claim."""

    answers: AnswersJson
    revision: int
    saved_at: datetime
    in_hand: bool = False
    """The person has no access to the project any more: this draft did not renew the claim."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person submitted for an item, in one of its revisions."""

    id: AnnotationId
    item_id: ItemId
    revision: int
    form_version: int
    answers: AnswersJson
    surplus: bool
    submitted_at: datetime
    bulk: bool = False
    """Whether it was given to many items at once."""
    earlier: bool = False
    """Whether it is of an earlier guideline than the one by which its item is asked again."""


class NoWork(StrEnum):
    """Why the queue has nothing for this person now. A value, not an error."""

    EMPTY = "empty"
    """The project has no items yet."""
    DONE = "done"
    """No item wants an answer: each is settled, or waits for somebody who leads or reviews."""
    ALL_ANSWERED = "all-answered"
    """What is open was answered or skipped by this person already, or is with others just now."""
    CHANGING = "changing"
    """What is left is being given out, weighed or changed at this very moment: there may be more in the next one."""
    PAUSED = "paused"
    """The project is paused or archived."""
    NOT_QUALIFIED = "not-qualified"
    """The project asks for a tier that this person does not hold yet."""
    TAKEN = "taken"
    """The stated item takes no more answers just now."""
    SETTLED = "settled"
    """The stated item is settled: an answer saved."""
    ANSWERED = "answered"
    """The stated item was answered or skipped by this person already."""
    OWN_PAUSE = "own-pause"
    """They paused, without an end."""
    OWN_DONE = "own-done"
    """They said that they are done for today."""
    OWN_QUIET = "own-quiet"
    """It is one of their own quiet hours."""
    OWN_ITEMS = "own-items"
    """They reached the items that they set themselves for a day."""
    OWN_PROJECTS = "own-projects"
    """They hold items in as many other projects as they set themselves at once."""
    AWAY = "away"
    """They left the project."""
