"""Restrictions: what was taken from somebody, why, and the appeals against that."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.model.restrictions import LONGEST_REASON, MOST_EVIDENCE, SHORTEST_REASON

RestrictsName = Literal["access", "role", "team", "grant", "opening", "requirement"]


class BasisIn(Wire):
    """What a restriction rests on: whom it concerns reads it, and may appeal."""

    reason: str = Field(
        default="",
        max_length=LONGEST_REASON,
        description=f"In {SHORTEST_REASON} characters or more, where something is taken from somebody else.",
    )
    evidence: list[Annotated[int, Field(ge=0, le=2**62)]] = Field(
        default=[], max_length=MOST_EVIDENCE, description="Items that the person answered; none: the words are all."
    )


class RestrictionItemOut(Wire):
    """An item that a restriction points at."""

    item_id: int
    project: str
    excerpt: str
    claim_id: int | None = Field(description="Under which I answered it: the way back to the desk.")


class RestrictedOut(Wire):
    """What held, or holds from then on; what does not apply is null."""

    role: str | None = None
    team: str | None = None
    open_to: Literal["organization", "teams"] | None = None
    qualification_id: int | None = None
    qualification: str | None = Field(default=None, description="That the project asks for.")
    tier: str | None = Field(
        default=None, description="Of the qualification, as it is called; null: none was asked for."
    )


class RestrictionOut(Wire):
    """A row of GET /me/restrictions: what was taken from me, by whom and why."""

    id: int
    what: RestrictsName
    project: str | None
    before: RestrictedOut
    after: RestrictedOut
    reason: str
    by: str
    day: date
    evidence: list[RestrictionItemOut]
    appeal: Literal["open", "upheld", "declined"] | None = Field(
        description="What became of mine; null: there is none."
    )
    argument: str = Field(description="What I said against it.")
    due: date | None = Field(description="By when an open appeal is to be decided.")
    decision: str = Field(description="Why it was decided so.")
    decided_by: str | None
    may_appeal: bool
    apart: bool = Field(description="Whether somebody else than who decided it decides an appeal.")
    met: bool = Field(description="Of a requirement: it shuts me out no more.")


class RestrictionAppealIn(Wire):
    """POST /me/restrictions/{id}/appeal."""

    argument: str = Field(default="", max_length=4000, description="It need not be said.")


class RestrictionAppealMade(Wire):
    """The appeal that was opened."""

    id: int


class RestrictionAppealOut(Wire):
    """A row of GET /restriction-appeals: open, and mine to decide."""

    id: int
    what: RestrictsName
    person: str
    project: str | None
    before: RestrictedOut
    after: RestrictedOut
    by: str = Field(description="Who restricted them.")
    mine: bool = Field(description="Whether I restricted them myself: nobody else leads here who could decide.")
    reason: str
    evidence: list[RestrictionItemOut]
    argument: str
    due: date
    later: bool = Field(
        description="A later decision took the same and stands: upheld, this gives back no more than it leaves."
    )


class RestrictionDecisionIn(Wire):
    """POST /restriction-appeals/{id}/decision."""

    upheld: bool = Field(description="What was taken is given back.")
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)


class RestrictionDecisionOut(Wire):
    """What was decided."""

    state: Literal["upheld", "declined"]
