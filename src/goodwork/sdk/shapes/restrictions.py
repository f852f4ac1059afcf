"""Restrictions: what was taken from somebody, why, and the appeals against that.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class BasisIn(TypedDict):
    """What a restriction rests on: whom it concerns reads it, and may appeal."""

    reason: NotRequired[str]
    evidence: NotRequired[list[int]]


class RestrictedOut(TypedDict):
    """What held, or holds from then on; what does not apply is null."""

    role: str | None
    team: str | None
    open_to: Literal["organization", "teams"] | None
    qualification_id: int | None
    qualification: str | None
    tier: str | None


class RestrictionAppealIn(TypedDict):
    """POST /me/restrictions/{id}/appeal."""

    argument: NotRequired[str]


class RestrictionAppealMade(TypedDict):
    """The appeal that was opened."""

    id: int


class RestrictionAppealOut(TypedDict):
    """A row of GET /restriction-appeals: open, and mine to decide."""

    id: int
    what: Literal["access", "role", "team", "grant", "opening", "requirement"]
    person: str
    project: str | None
    before: RestrictedOut
    after: RestrictedOut
    by: str
    mine: bool
    reason: str
    evidence: list[RestrictionItemOut]
    argument: str
    due: str
    later: bool


class RestrictionDecisionIn(TypedDict):
    """POST /restriction-appeals/{id}/decision."""

    upheld: bool
    reason: str


class RestrictionDecisionOut(TypedDict):
    """What was decided."""

    state: Literal["upheld", "declined"]


class RestrictionItemOut(TypedDict):
    """An item that a restriction points at."""

    item_id: int
    project: str
    excerpt: str
    claim_id: int | None


class RestrictionOut(TypedDict):
    """A row of GET /me/restrictions: what was taken from me, by whom and why."""

    id: int
    what: Literal["access", "role", "team", "grant", "opening", "requirement"]
    project: str | None
    before: RestrictedOut
    after: RestrictedOut
    reason: str
    by: str
    day: str
    evidence: list[RestrictionItemOut]
    appeal: Literal["open", "upheld", "declined"] | None
    argument: str
    due: str | None
    decision: str
    decided_by: str | None
    may_appeal: bool
    apart: bool
    met: bool
