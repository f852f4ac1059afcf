"""Qualifications: what they are, who holds which tier by what, and what projects ask for.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class AskedIn(TypedDict):
    """POST /projects/{id}/requirements/shut-out."""

    requirements: list[RequirementIn]


class AskingOut(TypedDict):
    """A project that asks for a tier."""

    project_id: int
    project: str
    tier: int


class EarningOut(TypedDict):
    """An open assessment that earns a tier of a qualification above mine, and what it asks of me."""

    id: int
    title: str
    tier: int
    drawn: int
    minutes: int
    pay_currency: str | None
    pay_amount: int | None


class FormerNameOut(TypedDict):
    """What a qualification, or a tier that I hold, was called before it was renamed."""

    tier: int
    name: str
    until: str


class GiveIn(TypedDict):
    """POST /qualifications/{id}/people/{person}/give."""

    tier: int
    reason: str


class HeldByOut(TypedDict):
    """How many hold a tier."""

    tier: int
    people: int
    more: bool


class HolderOut(TypedDict):
    """A row of GET /qualifications/{id}/people."""

    person_id: int
    name: str
    event: TierEventOut


class MyQualificationOut(TypedDict):
    """A row of GET /me/qualifications."""

    id: int
    name: str
    description: str
    tiers: list[TierOut]
    held: int
    events: list[TierEventOut]
    earning: int | None
    ways: list[WayOut]
    opens: list[AskingOut]
    assessments: list[EarningOut]
    has_decider: bool
    former: list[FormerNameOut]


class MyQualificationsOut(TypedDict):
    """GET /me/qualifications."""

    rows: list[MyQualificationOut]
    removed: list[RemovedOut]
    next: str | None


class QualificationDetail(TypedDict):
    """GET /qualifications/{id}, for those who lead."""

    id: int
    name: str
    description: str
    tiers: list[TierOut]
    sources: list[SourceOut]
    asked_by: list[AskingOut]
    held_by: list[HeldByOut]


class QualificationIn(TypedDict):
    """POST /qualifications, PUT /qualifications/{id}."""

    name: str
    description: NotRequired[str]
    tiers: list[TierIn]
    sources: NotRequired[list[SourceIn]]


class QualificationOut(TypedDict):
    """A row of GET /qualifications."""

    id: int
    name: str
    description: str
    tiers: list[TierOut]


class RemovedOut(TypedDict):
    """What I hold of a qualification that was removed."""

    id: int
    name: str
    tier: str


class RequirementIn(TypedDict):
    """A tier that a project asks for."""

    qualification_id: int
    tier: int


class RequirementOut(TypedDict):
    """The same, beside what I hold."""

    qualification_id: int
    name: str
    tier: int
    tier_name: str
    held: int
    held_name: str
    waived: bool


class RequirementsIn(TypedDict):
    """PUT /projects/{id}/requirements."""

    requirements: list[RequirementIn]
    reason: NotRequired[str]


class ShutOutOut(TypedDict):
    """Whom such requirements would shut out."""

    people: int


class SourceIn(TypedDict):
    """A question whose answers speak for a qualification."""

    project_id: int
    question: str


class SourceOut(TypedDict):
    """The same, with what it is called."""

    project_id: int
    question: str
    project: str
    title: str


class TakeIn(TypedDict):
    """POST /qualifications/{id}/people/{person}/take."""

    tier: NotRequired[int]
    reason: str


class TakingAppealIn(TypedDict):
    """POST /me/qualifications/events/{taking}/appeal."""

    argument: NotRequired[str]


class TakingAppealMade(TypedDict):
    """The appeal that was opened."""

    id: int


class TakingAppealOut(TypedDict):
    """A row of GET /qualification-appeals: open, and mine to decide."""

    id: int
    qualification: str
    person: str
    took: str
    reason: str
    argument: str
    before: str
    due: str
    later: bool


class TakingDecisionIn(TypedDict):
    """POST /qualification-appeals/{id}/decision."""

    upheld: bool
    reason: str


class TakingDecisionOut(TypedDict):
    """What was decided."""

    state: Literal["upheld", "declined"]


class TierEventOut(TypedDict):
    """How somebody came to hold a tier, or holds it no more."""

    id: int
    tier: int
    how: Literal["assessment", "work", "given", "taken", "restored"]
    evidence: dict[str, Any]
    reason: str
    by: str | None
    day: str
    appeal: Literal["open", "upheld", "declined"] | None
    due: str | None
    decision: str


class TierIn(TypedDict):
    """A tier as it is written; the first of the list is the lowest, 1."""

    name: str
    least: NotRequired[float | None]
    items: NotRequired[int | None]


class TierOut(TypedDict):
    """A tier of a qualification."""

    tier: int
    name: str
    least: float | None
    items: int | None


class WayOut(TypedDict):
    """A question whose answers may earn me a further tier, and what mine lack."""

    project_id: int
    project: str
    question: str
    title: str
    low: float | None
    items: int
    items_missing: int
    too_low: bool
