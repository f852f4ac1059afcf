"""Assessments as people take them: what is told before, the attempt, its result, and appeals against keys."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Response

from goodwork.actions.assessments.decide_keys import appeal_key, withdraw_key_appeal
from goodwork.actions.assessments.take_assessment import (
    SeenAttempt,
    begin_attempt,
    hand_in,
    save_attempt,
    see_attempt,
    see_offers,
    see_picture,
)
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import BlobsDep, DatabaseDep, IdempotencyKeyDep, ReaderDep, WorkerDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.routers.assessments import AssessmentId, Id, terms_of
from goodwork.api.routers.items import picture_response
from goodwork.api.wire.assessments import (
    AskedOut,
    AttemptMade,
    AttemptOut,
    CriterionOut,
    KeyAppealIn,
    KeyAppealMade,
    MissOut,
    OfferOut,
    OwnAttemptOut,
    OwnKeyAppealOut,
    SavedOut,
    SaveIn,
)
from goodwork.api.wire.base import Page
from goodwork.api.wire.queue import PartOut
from goodwork.forms.reading import read_form
from goodwork.judging.assessed import by_criterion
from goodwork.judging.item import GivenAnswers
from goodwork.judging.told import beside
from goodwork.kinds.contract import Question
from goodwork.model.assessments import Asked, Attempt, Offer

router = APIRouter(tags=["assessments"], route_class=BoundedRoute)

Place = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/me/assessments")
async def get_offers(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[OfferOut]:
    """Assessments that I may take or have taken, the newest first."""
    found = await see_offers(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[_offer(row) for row in rows], next=following)


@router.post("/assessments/{assessment}/attempts", status_code=201)
async def post_attempts(assessment: AssessmentId, actor: WorkerDep, database: DatabaseDep) -> AttemptMade:
    """Begin, or find my attempt that goes on. A try is used up when it is handed in."""
    return AttemptMade(id=await begin_attempt(database, actor, assessment))


@router.get("/attempts/{attempt}")
async def get_attempt(attempt: Id, actor: ReaderDep, database: DatabaseDep) -> AttemptOut:
    """An attempt of mine as I left it, or its result."""
    return _attempt(await see_attempt(database, actor, attempt))


@router.put("/attempts/{attempt}/items/{place}")
async def put_attempt_item(
    attempt: Id, place: Place, body: SaveIn, actor: WorkerDep, database: DatabaseDep
) -> SavedOut:
    """Keep unfinished answers to one item."""
    return SavedOut(revision=await save_attempt(database, actor, attempt, place, body.answers, body.revision))


@router.post("/attempts/{attempt}/handed-in")
async def post_handed_in(attempt: Id, actor: WorkerDep, database: DatabaseDep) -> AttemptOut:
    """Hand in; sent again, it gives the same result."""
    return _attempt(await hand_in(database, actor, attempt))


@router.get("/attempts/{attempt}/items/{place}/parts/{name}")
async def get_attempt_part(
    attempt: Id,
    place: Place,
    name: Annotated[str, Path(max_length=200)],
    actor: ReaderDep,
    database: DatabaseDep,
    blobs: BlobsDep,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The bytes of a picture of an item of my attempt."""
    known = if_none_match.strip('W/"') if if_none_match else None
    return picture_response(await see_picture(database, blobs, actor, attempt, place, name, known))


@router.post("/attempts/{attempt}/items/{place}/appeal", status_code=201)
async def post_key_appeal(
    attempt: Id, place: Place, body: KeyAppealIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> KeyAppealMade:
    """Ask for a second look at the key of an item at which I was marked down."""
    return KeyAppealMade(id=await appeal_key(database, actor, attempt, place, body.argument, key=key))


@router.delete("/attempts/{attempt}/items/{place}/appeal", status_code=204)
async def delete_key_appeal(attempt: Id, place: Place, actor: WorkerDep, database: DatabaseDep) -> None:
    """Take my open appeal back. It may be opened again."""
    await withdraw_key_appeal(database, actor, attempt, place)


def _offer(row: Offer) -> OfferOut:
    listed = [OwnAttemptOut(**_own(one)) for one in row.attempts]
    return OfferOut(
        **terms_of(row.terms), id=row.id, open=row.open, items=row.items, attempts=listed, paid_from=row.paid_from
    )


def _own(one: Attempt) -> dict[str, Any]:
    return {name: getattr(one, name) for name in OwnAttemptOut.model_fields}


def _attempt(seen: SeenAttempt) -> AttemptOut:
    form = read_form(seen.assessment.questions)
    done = seen.attempt.handed_in_on is not None
    counted = [one.credits or {} for one in seen.items if one.counts]
    return AttemptOut(
        **_own(seen.attempt),
        assessment_id=seen.assessment.id,
        title=seen.assessment.terms.title,
        about=seen.assessment.terms.about,
        guideline=seen.assessment.guideline,
        pass_mark=seen.attempt.pass_mark,
        pay_currency=seen.attempt.pay_currency,
        pay_amount=seen.attempt.pay_amount,
        questions=[dict(question) for question in seen.assessment.questions],
        raised_on=seen.attempt.raised_on,
        criteria=[
            CriterionOut(question=question.key, title=question.title, credit=credit, items=items)
            for question, credit, items in by_criterion(form, counted)
        ]
        if done
        else [],
        items=[_asked(form, seen.attempt.id, one, done=done) for one in seen.items],
    )


def _asked(form: list[Question], attempt: int, one: Asked, *, done: bool) -> AskedOut:
    parts = [
        PartOut.model_validate(part) for part in shown.parts_at(f"attempts/{attempt}/items/{one.place}", one.payload)
    ]
    mine, key = GivenAnswers(0, 1, one.answers), GivenAnswers(0, 1, one.key)
    credits = one.credits or {}
    compared = [
        MissOut(title=row.title, mine=row.mine, right=row.right, credit=credits[row.question])
        for row in (beside(form, 1, mine, key) if done else [])
        if row.question in credits
    ]
    appeal = None
    if one.appeal_state is not None and one.appeal_due is not None:
        appeal = OwnKeyAppealOut.model_validate(
            {
                "state": one.appeal_state.word,
                "argument": one.appeal_argument,
                "decision": one.appeal_decision,
                "due_on": one.appeal_due,
            }
        )
    return AskedOut(
        place=one.place,
        parts=parts,
        answers={name: dict(answer) for name, answer in one.answers.items()},
        revision=one.revision,
        credit=one.credit,
        counts=one.counts if done else True,
        compared=compared,
        reason=one.reason if done else "",
        appeal=appeal,
    )
