"""Qualifications: those of the organization, who holds which tier, mine, and what projects ask for."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path

from goodwork.actions.qualifications.appeal_taking import (
    appeal_taking,
    decide_taking_appeal,
    waiting_appeals,
    withdraw_taking_appeal,
)
from goodwork.actions.qualifications.hold import give_tier, list_holders, take_tier
from goodwork.actions.qualifications.manage import (
    SeenQualification,
    change_qualification,
    list_qualifications,
    make_qualification,
    remove_qualification,
    see_qualification,
)
from goodwork.actions.qualifications.require import change_requirements, count_shut_out, see_requirements
from goodwork.actions.qualifications.see_mine import Mine, my_qualifications
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    AdministratorDep,
    DatabaseDep,
    IdempotencyKeyDep,
    ManagerDep,
    ReaderDep,
    WorkerDep,
)
from goodwork.api.paging import PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.qualifications import (
    AskedIn,
    AskingOut,
    EarningOut,
    FormerNameOut,
    GiveIn,
    HeldByOut,
    HolderOut,
    MyQualificationOut,
    MyQualificationsOut,
    QualificationDetail,
    QualificationIn,
    QualificationOut,
    RemovedOut,
    RequirementOut,
    RequirementsIn,
    ShutOutOut,
    SourceOut,
    TakeIn,
    TakingAppealIn,
    TakingAppealMade,
    TakingAppealOut,
    TakingDecisionIn,
    TakingDecisionOut,
    TierEventOut,
    TierOut,
    WayOut,
)
from goodwork.model.qualifications import Event, Qualification, Source, Tier
from goodwork.model.restrictions import Basis

router = APIRouter(tags=["qualifications"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**31 - 1)]
Long = Annotated[int, Path(ge=0, le=2**62)]


@router.get("/qualifications")
async def get_qualifications(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[QualificationOut]:
    """The qualifications of the organization; everybody reads them."""
    found = await list_qualifications(database, actor, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one.id,))
    return Page(rows=[QualificationOut.model_validate(one) for one in rows], next=following)


@router.post("/qualifications", status_code=201)
async def post_qualifications(
    body: QualificationIn, actor: AdministratorDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> QualificationDetail:
    """Make one with its tiers, and tie the questions whose answers speak for it."""
    return _detail(await make_qualification(database, actor, *_asked(0, body), key=key))


@router.get("/qualifications/{qualification}")
async def get_qualification(qualification: Id, actor: ReaderDep, database: DatabaseDep) -> QualificationDetail:
    """One, with the questions that speak for it and the projects that ask for it; for those who lead."""
    return _detail(await see_qualification(database, actor, qualification))


@router.put("/qualifications/{qualification}")
async def put_qualification(
    qualification: Id, body: QualificationIn, actor: AdministratorDep, database: DatabaseDep
) -> QualificationDetail:
    """Write it anew. What people hold stays; a tier that is held or asked for can't be taken out."""
    asked, sources = _asked(qualification, body)
    return _detail(await change_qualification(database, actor, qualification, asked, sources))


@router.delete("/qualifications/{qualification}", status_code=204)
async def delete_qualification(
    qualification: Id, actor: AdministratorDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> None:
    """Remove it: refused while a project asks for it. What people hold of it is kept."""
    await remove_qualification(database, actor, qualification, key=key)


@router.get("/qualifications/{qualification}/people")
async def get_holders(qualification: Id, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[HolderOut]:
    """Who holds it and by what, for those who lead."""
    found = await list_holders(database, actor, qualification, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one.person_id,))
    shown = [HolderOut(person_id=one.person_id, name=one.name, event=_event(one.event)) for one in rows]
    return Page(rows=shown, next=following)


@router.post("/qualifications/{qualification}/people/{person}/give", status_code=204)
async def post_give(
    qualification: Id, person: Id, body: GiveIn, actor: AdministratorDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> None:
    """Give somebody a tier, with a reason that they read."""
    await give_tier(database, actor, qualification, person, body.tier, body.reason, key=key)


@router.post("/qualifications/{qualification}/people/{person}/take", status_code=204)
async def post_take(
    qualification: Id, person: Id, body: TakeIn, actor: AdministratorDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> None:
    """Take a tier from somebody, with a reason that they read and may appeal."""
    await take_tier(database, actor, qualification, person, body.tier, body.reason, key=key)


@router.get("/me/qualifications")
async def get_my_qualifications(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> MyQualificationsOut:
    """What I hold and by what, and what is missing for the next tier."""
    seen = await my_qualifications(database, actor, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(seen.rows, lambda one: (one.qualification.id,))
    removed = [RemovedOut(id=identity, name=name, tier=tier) for identity, name, tier in seen.removed]
    return MyQualificationsOut(rows=[_mine(one) for one in rows], removed=removed, next=following)


@router.post("/me/qualifications/events/{taking}/appeal", status_code=201)
async def post_taking_appeal(
    taking: Long, body: TakingAppealIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> TakingAppealMade:
    """Appeal that a tier was taken from me; somebody else who leads decides it."""
    return TakingAppealMade(id=await appeal_taking(database, actor, taking, body.argument, key=key))


@router.delete("/me/qualifications/events/{appealed_taking}/appeal", status_code=204)
async def delete_taking_appeal(appealed_taking: Long, actor: WorkerDep, database: DatabaseDep) -> None:
    """Take my open appeal back. It may be opened again."""
    await withdraw_taking_appeal(database, actor, appealed_taking)


@router.get("/qualification-appeals")
async def get_taking_appeals(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[TakingAppealOut]:
    """Open appeals against takings that I may decide, for those who lead."""
    found = await waiting_appeals(database, actor, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one.id,))
    return Page(rows=[TakingAppealOut.model_validate(one) for one in rows], next=following)


@router.post("/qualification-appeals/{taking_appeal}/decision")
async def post_taking_decision(
    taking_appeal: Long, body: TakingDecisionIn, actor: AdministratorDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> TakingDecisionOut:
    """Uphold or decline it, with a reason. Upheld, the person holds again what they held."""
    state = await decide_taking_appeal(database, actor, taking_appeal, upheld=body.upheld, reason=body.reason, key=key)
    return TakingDecisionOut(state=state.word)  # pyright: ignore[reportArgumentType] - one of the two


@router.get("/projects/{project}/requirements")
async def get_requirements(project: Id, actor: ReaderDep, database: DatabaseDep) -> list[RequirementOut]:
    """What a project asks for, beside what I hold."""
    return [RequirementOut.model_validate(one) for one in await see_requirements(database, actor, project)]


@router.put("/projects/{project}/requirements")
async def put_requirements(
    project: Id, body: RequirementsIn, actor: ManagerDep, database: DatabaseDep
) -> list[RequirementOut]:
    """Have the project ask for these tiers, and for no others: with a reason, where it shuts out who works there."""
    changed = await change_requirements(database, actor, project, _asking(body), Basis(body.reason))
    return [RequirementOut.model_validate(one) for one in changed]


@router.post("/projects/{project}/requirements/shut-out")
async def post_shut_out(project: Id, body: AskedIn, actor: ManagerDep, database: DatabaseDep) -> ShutOutOut:
    """How many who work in the project would lack something if it asked for these tiers. Changes nothing."""
    return ShutOutOut(people=await count_shut_out(database, actor, project, _asking(body)))


def _asking(body: AskedIn) -> list[tuple[int, int]]:
    return [(one.qualification_id, one.tier) for one in body.requirements]


def _asked(identity: int, body: QualificationIn) -> tuple[Qualification, list[Source]]:
    tiers = tuple(Tier(place + 1, one.name, one.least, one.items) for place, one in enumerate(body.tiers))
    sources = [Source(one.project_id, one.question) for one in body.sources]
    return Qualification(identity, body.name, body.description, tiers), sources


def _facts(one: Qualification) -> dict[str, Any]:
    tiers = [TierOut.model_validate(tier) for tier in one.tiers]
    return {"id": one.id, "name": one.name, "description": one.description, "tiers": tiers}


def _detail(seen: SeenQualification) -> QualificationDetail:
    return QualificationDetail(
        **_facts(seen.qualification),
        sources=[
            SourceOut(
                project_id=one.source.project_id, question=one.source.question, project=one.project, title=one.title
            )
            for one in seen.sources
        ],
        asked_by=[AskingOut.model_validate(one) for one in seen.asking],
        held_by=[HeldByOut.model_validate(one) for one in seen.held_by],
    )


def _event(one: Event) -> TierEventOut:
    return TierEventOut(
        id=one.id,
        tier=one.tier,
        how=one.how.word,  # pyright: ignore[reportArgumentType] - the words of the enumeration
        evidence=dict(one.evidence),
        reason=one.reason,
        by=one.by,
        day=one.day,
        appeal=None if one.appeal is None else one.appeal.word,  # pyright: ignore[reportArgumentType]
        due=one.due,
        decision=one.decision,
    )


def _mine(one: Mine) -> MyQualificationOut:
    return MyQualificationOut(
        **_facts(one.qualification),
        held=one.held,
        events=[_event(event) for event in one.events],
        earning=None if one.earning is None else one.earning.tier,
        ways=[
            WayOut(
                project_id=way.shown.source.project_id,
                project=way.shown.project,
                question=way.shown.source.question,
                title=way.shown.title,
                low=way.shown.shown.low,
                items=way.shown.shown.items,
                items_missing=way.missing.items,
                too_low=way.missing.lower,
            )
            for way in one.ways
        ],
        opens=[AskingOut.model_validate(project) for project in one.opens],
        assessments=[
            EarningOut(
                id=identity,
                title=terms.title,
                tier=terms.tier or 0,
                drawn=terms.drawn,
                minutes=terms.minutes,
                pay_currency=terms.pay_currency,
                pay_amount=terms.pay_amount,
            )
            for identity, terms in one.assessments
        ],
        has_decider=one.has_decider,
        former=[FormerNameOut.model_validate(former) for former in one.former],
    )
