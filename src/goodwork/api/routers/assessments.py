"""Assessments as whoever leads makes them, with their pools, results and appeals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any, cast

from fastapi import APIRouter, Header, Path, Response

from goodwork.actions.assessments.decide_keys import decide_key_appeal, see_key_appeals, see_results, set_key_aside
from goodwork.actions.assessments.make_assessment import (
    change_assessment,
    make_assessment,
    see_assessment,
    see_assessments,
    see_pool,
    see_pool_picture,
    take_gold,
)
from goodwork.actions.assessments.ready_made import all_ready_made
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import BlobsDep, DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.routers.items import picture_response
from goodwork.api.wire.assessments import (
    AppealStateName,
    AssessmentChangeIn,
    AssessmentIn,
    AssessmentMade,
    AssessmentOut,
    KeyAppealRow,
    KeyAsideIn,
    KeyAsideOut,
    KeyDecisionIn,
    KeyDecisionOut,
    OneAssessmentOut,
    PoolFilled,
    PoolRow,
    ReadyMadeOut,
    ResultRow,
    SuspicionOut,
    TermsWire,
)
from goodwork.api.wire.base import Page
from goodwork.forms.reading import read_form
from goodwork.judging.item import GivenAnswers
from goodwork.judging.told import in_words
from goodwork.kinds.contract import Question
from goodwork.model.assessments import Answers, Assessment, AssessmentState, PoolItem, Terms

router = APIRouter(tags=["assessments"], route_class=BoundedRoute)

AssessmentId = Annotated[int, Path(ge=0, le=2**31 - 1)]
Id = Annotated[int, Path(ge=0, le=2**62)]


@router.get("/ready-made")
async def get_ready_made(actor: ReaderDep) -> list[ReadyMadeOut]:
    """Ready-made assessments to begin with: their terms, and how many items each has."""
    return [
        ReadyMadeOut(**terms_of(one.terms), name=one.name, items=len(one.items)) for one in all_ready_made()
    ]  # fmt: skip


@router.get("/assessments")
async def get_assessments(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[AssessmentOut]:
    """The organization's assessments, the newest first."""
    found = await see_assessments(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[AssessmentOut(**_assessment(row)) for row in rows], next=following)


@router.post("/assessments", status_code=201)
async def post_assessments(
    body: AssessmentIn, actor: ManagerDep, database: DatabaseDep, blobs: BlobsDep, key: IdempotencyKeyDep
) -> AssessmentMade:
    """Make an assessment as a draft, its pool filled with the gold of a project that says why it is right."""
    made = await make_assessment(
        database, blobs, actor, _terms(body), project=body.project_id, ready=body.ready_made, key=key
    )  # fmt: skip
    return AssessmentMade(id=made)


@router.get("/assessments/{assessment}")
async def get_assessment(assessment: AssessmentId, actor: ReaderDep, database: DatabaseDep) -> OneAssessmentOut:
    """One assessment."""
    seen = await see_assessment(database, actor, assessment)
    found = seen.assessment
    return OneAssessmentOut(
        **_assessment(found),
        guideline=found.guideline,
        questions=[dict(question) for question in found.questions],
        suspects=seen.suspects,
    )


@router.put("/assessments/{assessment}", status_code=204)
async def put_assessment(
    assessment: AssessmentId, body: AssessmentChangeIn, actor: ManagerDep, database: DatabaseDep
) -> None:
    """Set other terms, open or close it. Whoever has begun is judged by the pass mark that they were shown."""
    await change_assessment(database, actor, assessment, _terms(body), AssessmentState[body.state.upper()])


@router.get("/assessments/{assessment}/pool")
async def get_pool(
    assessment: AssessmentId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[PoolRow]:
    """The items of the pool, with their keys and what the attempts say of them."""
    form = read_form((await see_assessment(database, actor, assessment)).assessment.questions)
    found = await see_pool(database, actor, assessment, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[_pool_row(form, assessment, row) for row in rows], next=following)


@router.get("/assessments/{assessment}/pool/{pool_item}/parts/{name}")
async def get_pool_part(
    assessment: AssessmentId, pool_item: Id, name: Annotated[str, Path(max_length=200)], actor: ReaderDep,
    database: DatabaseDep, blobs: BlobsDep, if_none_match: Annotated[str | None, Header()] = None,
) -> Response:  # fmt: skip
    """The bytes of a picture of an item of the pool, for those who lead."""
    known = if_none_match.strip('W/"') if if_none_match else None
    return picture_response(await see_pool_picture(database, blobs, actor, assessment, pool_item, name, known))


@router.post("/assessments/{assessment}/pool")
async def post_pool(assessment: AssessmentId, actor: ManagerDep, database: DatabaseDep) -> PoolFilled:
    """Take further gold of the project into the pool. What is in it stays as it is."""
    return PoolFilled(items=await take_gold(database, actor, assessment))


@router.post("/assessments/{assessment}/pool/{pool_item}/aside")
async def post_key_aside(
    assessment: AssessmentId, pool_item: Id, body: KeyAsideIn, actor: ManagerDep, database: DatabaseDep,
    key: IdempotencyKeyDep,
) -> KeyAsideOut:  # fmt: skip
    """Let a key count for nobody any more. Results that rise by it rise; none falls."""
    return KeyAsideOut(raised=await set_key_aside(database, actor, assessment, pool_item, body.reason, key=key))


@router.get("/assessments/{assessment}/results")
async def get_results(
    assessment: AssessmentId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[ResultRow]:
    """What was handed in, the newest first."""
    found = await see_results(database, actor, assessment, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[ResultRow.model_validate(row) for row in rows], next=following)


@router.get("/assessments/{assessment}/appeals")
async def get_key_appeals(
    assessment: AssessmentId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[KeyAppealRow]:
    """Open appeals against keys that I may decide, the oldest first."""
    form = read_form((await see_assessment(database, actor, assessment)).assessment.questions)
    found = await see_key_appeals(database, actor, assessment, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    listed = [
        KeyAppealRow(
            id=row.id,
            pool_item=row.pool_item,
            excerpt=_glimpse(row.payload),
            key=words_of(form, row.key),
            reason=row.reason,
            answer=words_of(form, row.answers),
            argument=row.argument,
            due_on=row.due_on,
        )
        for row in rows
    ]
    return Page(rows=listed, next=following)


@router.post("/key-appeals/{key_appeal}/decision")
async def post_key_decision(
    key_appeal: Id, body: KeyDecisionIn, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> KeyDecisionOut:
    """Uphold or decline an appeal against a key, with a reason; upheld, the key is set aside for everybody."""
    state = await decide_key_appeal(database, actor, key_appeal, upheld=body.upheld, reason=body.reason, key=key)
    return KeyDecisionOut(state=cast("AppealStateName", state.word))


def _glimpse(payload: Mapping[str, Any]) -> str:
    """The beginning of each part: what an item asks may stand in its second one."""
    return " / ".join(shown.excerpt({"parts": [part]}) for part in payload.get("parts", ())[:3])


def words_of(form: list[Question], answers: Answers) -> str:
    """Answers in words."""
    return in_words(form, 1, GivenAnswers(0, 1, answers))


def terms_of(terms: Terms) -> dict[str, Any]:
    """Terms on the wire."""
    return {name: value for name, value in asdict(terms).items() if name in TermsWire.model_fields}


def _terms(body: TermsWire) -> Terms:
    return Terms(**{name: getattr(body, name) for name in TermsWire.model_fields})


def _assessment(row: Assessment) -> dict[str, Any]:
    return {
        **terms_of(row.terms),
        "id": row.id,
        "state": row.state.word,
        "project_id": row.project_id,
        "project": row.project,
        "items": row.items,
        "handed_in": row.handed_in,
        "passed": row.passed,
    }


def _pool_row(form: list[Question], assessment: int, row: PoolItem) -> PoolRow:
    parts = shown.parts_at(f"assessments/{assessment}/pool/{row.id}", row.payload)
    return PoolRow(
        id=row.id,
        item_id=row.item_id,
        excerpt=_glimpse(row.payload),
        pictures=[part["url"] for part in parts if part["url"]],
        key=words_of(form, row.key),
        reason=row.reason,
        aside_reason=row.aside_reason,
        aside_by=row.aside_by,
        aside_on=row.aside_on,
        asked=row.asked,
        share_right=row.share_right,
        point_biserial=row.point_biserial,
        discrimination=row.discrimination,
        difficulty=row.difficulty,
        suspicion=None if row.suspicion is None else SuspicionOut(**row.suspicion),
    )
