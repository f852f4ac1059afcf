"""Restrictions: what was taken from me and why, and appeals against that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Path

from goodwork.actions.projects.how_decided import NEVER, how_decided
from goodwork.actions.restrictions.appeal_restriction import (
    appeal_restriction,
    decide_restriction_appeal,
    withdraw_restriction_appeal,
)
from goodwork.actions.restrictions.see_restrictions import my_restrictions, waiting_restriction_appeals
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    AdministratorDep,
    ConcernedReaderDep,
    ConcernedWorkerDep,
    DatabaseDep,
    IdempotencyKeyDep,
    ReaderDep,
)
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.deciding import HowDecidedOut
from goodwork.api.wire.restrictions import (
    RestrictedOut,
    RestrictionAppealIn,
    RestrictionAppealMade,
    RestrictionAppealOut,
    RestrictionDecisionIn,
    RestrictionDecisionOut,
    RestrictionItemOut,
    RestrictionOut,
)
from goodwork.model.restrictions import MOST_OPENINGS, EvidenceItem, Restriction, RestrictionAppeal

router = APIRouter(tags=["restrictions"], route_class=BoundedRoute)

Long = Annotated[int, Path(ge=0, le=2**62)]


@router.get("/me/restrictions")
async def get_my_restrictions(
    actor: ConcernedReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[RestrictionOut]:
    """What was taken from me, by whom and why, the newest first; also when my access has ended."""
    seen = await my_restrictions(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(seen.rows, lambda one: (one.id,))
    return Page(rows=[_restriction(one, seen.items) for one in rows], next=following)


@router.post("/me/restrictions/{restriction}/appeal", status_code=201)
async def post_restriction_appeal(
    restriction: Long, body: RestrictionAppealIn, actor: ConcernedWorkerDep, database: DatabaseDep,
    key: IdempotencyKeyDep,
) -> RestrictionAppealMade:  # fmt: skip
    """Appeal what was taken from me. Somebody else who leads decides, where there is somebody."""
    return RestrictionAppealMade(id=await appeal_restriction(database, actor, restriction, body.argument, key=key))


@router.delete("/me/restrictions/{appealed_restriction}/appeal", status_code=204)
async def delete_restriction_appeal(
    appealed_restriction: Long, actor: ConcernedWorkerDep, database: DatabaseDep
) -> None:
    """Take my open appeal back."""
    await withdraw_restriction_appeal(database, actor, appealed_restriction)


@router.get("/restriction-appeals")
async def get_restriction_appeals(
    actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[RestrictionAppealOut]:
    """Open appeals against restrictions that I may decide, for those who lead."""
    seen = await waiting_restriction_appeals(database, actor, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(seen.rows, lambda one: (one.id,))
    return Page(rows=[_appeal(one, seen.items) for one in rows], next=following)


@router.post("/restriction-appeals/{restriction_appeal}/decision")
async def post_restriction_decision(
    restriction_appeal: Long, body: RestrictionDecisionIn, actor: AdministratorDep, database: DatabaseDep,
    key: IdempotencyKeyDep,
) -> RestrictionDecisionOut:  # fmt: skip
    """Uphold or decline it, with a reason. Upheld, what was taken is given back."""
    state = await decide_restriction_appeal(
        database, actor, restriction_appeal, upheld=body.upheld, reason=body.reason, key=key
    )
    return RestrictionDecisionOut(state=state.word)  # pyright: ignore[reportArgumentType] - one of the two


@router.get("/projects/{project}/how-decided")
async def get_how_decided(
    project: Annotated[int, Path(ge=0, le=2**31 - 1)], actor: ReaderDep, database: DatabaseDep
) -> HowDecidedOut:
    """How decisions about people are made in this project, as it is set up now: for everybody who may work there."""
    seen = await how_decided(database, actor, project)
    shown_decisions = [
        {
            "decision": one.decision,
            "by": one.by,
            "enters": list(one.enters),
            "parameters": [{"name": name, "value": value} for name, value in one.parameters.items()],
            "appeal": one.appeal,
        }
        for one in seen.decisions
    ]
    tiers = [
        {"qualification": name, "tier": tier.tier, "name": tier.name, "least": tier.least, "items": tier.items}
        for name, tier in seen.tiers
    ]
    assessments = [
        {
            **{name: getattr(terms, name) for name in ("title", "drawn", "pass_mark", "tries", "wait_days")},
            "qualification": qualification,
            "tier": tier,
        }
        for terms, qualification, tier in seen.assessments
    ]
    return HowDecidedOut.model_validate(
        {
            "decisions": shown_decisions,
            "requirements": seen.requirements,
            "tiers": tiers,
            "assessments": assessments,
            "floors": seen.floors,
            "never": list(NEVER),
        }
    )


def _restriction(one: Restriction, items: Mapping[int, EvidenceItem]) -> RestrictionOut:
    return RestrictionOut(
        id=one.id,
        what=one.what.word,  # pyright: ignore[reportArgumentType] - the words of the enumeration
        project=one.project,
        before=_taken(one.before),
        after=_taken(one.after),
        reason=one.reason,
        by=one.by,
        day=one.day,
        evidence=_evidence(one.evidence, items),
        appeal=None if one.appeal is None else one.appeal.word,  # pyright: ignore[reportArgumentType]
        argument=one.argument,
        due=one.due,
        decision=one.decision,
        decided_by=one.decided_by,
        may_appeal=one.appeal is None and one.openings < MOST_OPENINGS,
        apart=one.apart,
        met=one.met,
    )


def _appeal(one: RestrictionAppeal, items: Mapping[int, EvidenceItem]) -> RestrictionAppealOut:
    return RestrictionAppealOut(
        id=one.id,
        what=one.what.word,  # pyright: ignore[reportArgumentType] - the words of the enumeration
        person=one.person,
        project=one.project,
        before=_taken(one.before),
        after=_taken(one.after),
        by=one.by,
        mine=one.mine,
        reason=one.reason,
        evidence=_evidence(one.evidence, items),
        argument=one.argument,
        due=one.due,
        later=one.later,
    )


def _taken(facts: Mapping[str, object]) -> RestrictedOut:
    return RestrictedOut.model_validate({key: facts[key] for key in RestrictedOut.model_fields if key in facts})


def _evidence(ids: Sequence[int], items: Mapping[int, EvidenceItem]) -> list[RestrictionItemOut]:
    return [
        RestrictionItemOut(
            item_id=item.item_id, project=item.project, excerpt=shown.excerpt(item.payload), claim_id=item.claim_id
        )
        for item in (items[one] for one in ids if one in items)
    ]
