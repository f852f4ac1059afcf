"""Qualifications: what they are, who holds which tier by what, and what projects ask for."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.model.restrictions import LONGEST_REASON, SHORTEST_REASON

HowName = Literal["assessment", "work", "given", "taken", "restored"]
Tier = Field(ge=1, le=9, description="1 is the lowest.")


class TierIn(Wire):
    """A tier as it is written; the first of the list is the lowest, 1."""

    name: str = Field(min_length=1, max_length=60)
    least: float | None = Field(
        default=None, gt=0, lt=1, description="The lower end of a skill's interval from which work earns it; null: not."
    )
    items: int | None = Field(default=None, ge=10, le=100_000, description="That the skill rests on at least.")


class TierOut(Wire):
    """A tier of a qualification."""

    tier: int
    name: str
    least: float | None = Field(description="The lower end of a skill's interval that earns it; null: work does not.")
    items: int | None = Field(description="That the skill rests on at least.")


class SourceIn(Wire):
    """A question whose answers speak for a qualification."""

    project_id: int = Field(ge=0, le=2**31 - 1)
    question: str = Field(min_length=1, max_length=40)


class SourceOut(Wire):
    """The same, with what it is called."""

    project_id: int
    question: str
    project: str
    title: str = Field(description="Empty: the question is not asked any more.")


class QualificationIn(Wire):
    """POST /qualifications, PUT /qualifications/{id}."""

    name: str = Field(min_length=1, max_length=120)
    description: str = Field(default="", max_length=1000)
    tiers: list[TierIn] = Field(min_length=1, max_length=9, description="The lowest first.")
    sources: list[SourceIn] = Field(default=[], max_length=50, description="Questions whose answers speak for it.")


class QualificationOut(Wire):
    """A row of GET /qualifications."""

    id: int
    name: str
    description: str
    tiers: list[TierOut]


class AskingOut(Wire):
    """A project that asks for a tier."""

    project_id: int
    project: str
    tier: int


class HeldByOut(Wire):
    """How many hold a tier."""

    tier: int
    people: int = Field(description="Of the first 1,000 who hold one of the qualification.")
    more: bool = Field(description="Whether more than those hold one.")


class FormerNameOut(Wire):
    """What a qualification, or a tier that I hold, was called before it was renamed."""

    tier: int = Field(description="0: the qualification itself.")
    name: str
    until: date


class QualificationDetail(QualificationOut):
    """GET /qualifications/{id}, for those who lead."""

    sources: list[SourceOut]
    asked_by: list[AskingOut] = Field(description="At most 100.")
    held_by: list[HeldByOut] = Field(description="Who would read another name of a tier.")


class TierEventOut(Wire):
    """How somebody came to hold a tier, or holds it no more."""

    id: int
    tier: int = Field(description="What they hold from then on; 0: none.")
    how: HowName
    evidence: dict[str, Any] = Field(
        description="Of work: `shown`, what their answers showed question by question; of an assessment: which."
    )
    reason: str
    by: str | None = Field(description="Who gave, took or restored it.")
    day: date
    appeal: Literal["open", "upheld", "declined"] | None = Field(description="Against a taking.")
    due: date | None = Field(description="By when the appeal is to be decided.")
    decision: str = Field(description="Why it was decided so.")


class HolderOut(Wire):
    """A row of GET /qualifications/{id}/people."""

    person_id: int
    name: str
    event: TierEventOut


class GiveIn(Wire):
    """POST /qualifications/{id}/people/{person}/give."""

    tier: int = Tier
    reason: str = Field(min_length=1, max_length=2000, description="The person reads it.")


class TakeIn(Wire):
    """POST /qualifications/{id}/people/{person}/take."""

    tier: int = Field(default=0, ge=0, le=8, description="What they still hold; 0: none.")
    reason: str = Field(min_length=1, max_length=2000, description="The person reads it, and may appeal.")


class WayOut(Wire):
    """A question whose answers may earn me a further tier, and what mine lack."""

    project_id: int
    project: str
    question: str
    title: str
    low: float | None = Field(description="The lower end of my skill's interval; null: too few answers yet.")
    items: int = Field(description="That my skill rests on.")
    items_missing: int
    too_low: bool = Field(description="Whether the lower end lies below what the tier asks for.")


class EarningOut(Wire):
    """An open assessment that earns a tier of a qualification above mine, and what it asks of me."""

    id: int
    title: str
    tier: int
    drawn: int = Field(description="Items of one attempt.")
    minutes: int
    pay_currency: str | None
    pay_amount: int | None


class MyQualificationOut(QualificationOut):
    """A row of GET /me/qualifications."""

    held: int = Field(description="0: no tier.")
    events: list[TierEventOut] = Field(description="The newest first; at most 10.")
    earning: int | None = Field(description="The tier that my answers may earn next; null: none.")
    ways: list[WayOut]
    opens: list[AskingOut] = Field(description="Projects that I see and that ask for it; at most 20.")
    assessments: list[EarningOut] = Field(description="The lowest tiers first.")
    has_decider: bool = Field(description="Whether somebody could decide an appeal of mine against its last taking.")
    former: list[FormerNameOut] = Field(description="Since I hold it; the newest first, at most five of each.")


class RemovedOut(Wire):
    """What I hold of a qualification that was removed."""

    id: int
    name: str
    tier: str


class MyQualificationsOut(Wire):
    """GET /me/qualifications."""

    rows: list[MyQualificationOut]
    removed: list[RemovedOut] = Field(description="On the first page.")
    next: str | None


class RequirementIn(Wire):
    """A tier that a project asks for."""

    qualification_id: int = Field(ge=0, le=2**31 - 1)
    tier: int = Tier


class RequirementOut(Wire):
    """The same, beside what I hold."""

    qualification_id: int
    name: str
    tier: int
    tier_name: str
    held: int
    held_name: str = Field(description="Empty: I hold none.")
    waived: bool = Field(default=False, description="I work there without it: an appeal of mine was upheld.")


class AskedIn(Wire):
    """POST /projects/{id}/requirements/shut-out."""

    requirements: list[RequirementIn] = Field(max_length=20)


class RequirementsIn(AskedIn):
    """PUT /projects/{id}/requirements."""

    reason: str = Field(
        default="",
        max_length=LONGEST_REASON,
        description=f"In {SHORTEST_REASON} characters or more, where somebody who works there lacks what is added.",
    )


class ShutOutOut(Wire):
    """Whom such requirements would shut out."""

    people: int = Field(description="Who work there and would lack something that is added; I am not among them.")


class TakingAppealIn(Wire):
    """POST /me/qualifications/events/{taking}/appeal."""

    argument: str = Field(default="", max_length=2000, description="It need not be said.")


class TakingAppealMade(Wire):
    """The appeal that was opened."""

    id: int


class TakingAppealOut(Wire):
    """A row of GET /qualification-appeals: open, and mine to decide."""

    id: int
    qualification: str
    person: str
    took: str = Field(description="Who took the tier.")
    reason: str
    argument: str
    before: str = Field(description="What the tier is called that the person held.")
    due: date
    later: bool = Field(
        description="It was taken again later, and that stands: upheld, this gives back no more than that leaves."
    )


class TakingDecisionIn(Wire):
    """POST /qualification-appeals/{id}/decision."""

    upheld: bool
    reason: str = Field(min_length=1, max_length=2000)


class TakingDecisionOut(Wire):
    """What was decided."""

    state: Literal["upheld", "declined"]
