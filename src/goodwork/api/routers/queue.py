"""The queue: claims, drafts, annotations, skips, flags, history."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse

from goodwork.actions.queue.claim_item import claim_ahead, claim_item
from goodwork.actions.queue.hand_over import hand_over, see_handed_over, take_back, take_up
from goodwork.actions.queue.leave_claim import flag_item, release_claim, skip_claim
from goodwork.actions.queue.revise_annotation import revise_annotation
from goodwork.actions.queue.save_draft import NewerDraft, save_draft
from goodwork.actions.queue.see_work import history, live_claims, see_claim
from goodwork.actions.queue.submit_annotation import submit_annotation
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    BlobsDep,
    CredentialDep,
    DatabaseDep,
    DeskDep,
    IdempotencyKeyDep,
    ReaderDep,
    StateDep,
    WorkerDep,
)
from goodwork.api.errors import STATUS, problem_of
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.routers.inbox import entry_out
from goodwork.api.wire.base import Page, Problem
from goodwork.api.wire.queue import (
    AnnotationOut,
    BegunOut,
    ClaimIn,
    ClaimOut,
    ClaimResult,
    DraftIn,
    DraftOut,
    FlagIn,
    HandedOverRow,
    HandOverIn,
    HistoryRow,
    RevisionIn,
    SkipIn,
    SubmitIn,
)
from goodwork.errors import Conflict
from goodwork.model.claims import ClaimView
from goodwork.routing.offer import Wish, why

router = APIRouter(tags=["queue"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**62)]
ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.post("/projects/{project}/claims", response_model=ClaimResult)
async def post_claims(project: ProjectId, body: ClaimIn, caller: CredentialDep, state: StateDep) -> Response:
    """My running claim again, or the queue's next item for me, or a stated item.

    Asking twice is safe without a key: what runs is given again. With `ahead` the answer has further claims, to go on
    for a while without a connection.
    """
    made = await claim_item(
        state.database, state.desk, caller, project, Wish(body.item_id, body.external_id, body.further)
    )
    result: dict[str, Any]
    if isinstance(made, ClaimView):
        result = {"claim": shown.claim(made), "no_work": None, "message": ""}
        if body.ahead:
            held = await claim_ahead(state.database, state.desk, caller, made, body.ahead)
            result["ahead"] = [shown.claim(view) for view in held]
    else:
        result = {"claim": None, "no_work": made.value, "message": why(made)}
    return shown.json_response(result)


@router.get("/projects/{project}/claims", response_model=list[ClaimOut])
async def get_claims(project: ProjectId, actor: WorkerDep, database: DatabaseDep) -> Response:
    """My running claims, oldest first."""
    return shown.json_response([shown.claim(view) for view in await live_claims(database, actor, project)])


@router.get("/claims/{claim}", response_model=ClaimOut)
async def get_claim(claim: Id, actor: ReaderDep, database: DatabaseDep, blobs: BlobsDep) -> Response:
    """One of my claims, whatever became of it, with what I submitted."""
    view, annotation = await see_claim(database, blobs, actor, claim)
    return shown.json_response(shown.claim(view, annotation))


@router.put("/claims/{claim}/draft", response_model=DraftOut, responses={409: {"model": Problem}})
async def put_draft(claim: Id, body: DraftIn, caller: CredentialDep, state: StateDep) -> Response:
    """Keep unfinished answers and renew the claim. A conflict carries the newer draft in `draft`."""
    try:
        kept = await save_draft(
            state.database,
            state.desk,
            caller,
            claim,
            answers=body.answers,
            form_version=body.form_version,
            revision=body.revision,
        )
    except NewerDraft as conflict:
        newer = conflict.newer
        problem: dict[str, Any] = problem_of(conflict).model_dump(exclude_none=True)
        problem["draft"] = DraftOut.model_validate(newer).model_dump(mode="json")
        return JSONResponse(problem, STATUS[Conflict], media_type="application/problem+json")
    return shown.json_response(
        {"answers": kept.answers, "revision": kept.revision, "saved_at": kept.saved_at, "in_hand": kept.in_hand}
    )


@router.post("/claims/{claim}/annotation", response_model=AnnotationOut, status_code=201)
async def post_annotation(
    claim: Id, body: SubmitIn, caller: CredentialDep, state: StateDep, key: IdempotencyKeyDep
) -> Response:
    """Submit my answers. Sent again, they give the same annotation; other answers to the same claim are a conflict."""
    made = await submit_annotation(
        state.database,
        state.blobs,
        state.desk,
        caller,
        claim,
        answers=body.answers,
        form_version=body.form_version,
        prediction=body.prediction_id,
        key=key,
    )
    return shown.json_response(shown.annotation_out(made), 201)


@router.post("/claims/{claim}/skip", status_code=204)
async def post_skip(claim: Id, body: SkipIn, actor: WorkerDep, database: DatabaseDep) -> None:
    """Skip: it does not come back to me, and it is never scored. Sent again, it changes nothing."""
    await skip_claim(database, actor, claim, body.reason)


@router.post("/claims/{claim}/release", status_code=204)
async def post_release(claim: Id, actor: WorkerDep, database: DatabaseDep) -> None:
    """Give the claim back. Sent again, it changes nothing."""
    await release_claim(database, actor, claim)


@router.post("/claims/{claim}/hand-over", status_code=204)
async def post_hand_over(
    claim: Id, body: HandOverIn, actor: WorkerDep, caller: CredentialDep, database: DatabaseDep, desk: DeskDep
) -> None:
    """Leave what I began for a colleague to finish. Sent again, it changes nothing."""
    await hand_over(database, desk, caller, actor, claim, body.answers, body.form_version)


@router.post("/claims/{claim}/take-up")
async def post_take_up(claim: Id, actor: WorkerDep, database: DatabaseDep) -> BegunOut:
    """Take up what a colleague began: the answer will be credited to both. Sent again, it gives the same."""
    form_version, answers = await take_up(database, actor, claim)
    return BegunOut.model_validate({"answers": answers, "form_version": form_version})


@router.post("/claims/{claim}/take-back", status_code=204)
async def post_take_back(claim: Id, actor: WorkerDep, database: DatabaseDep) -> None:
    """Take back what I handed over, as long as nobody has taken it up. I may meet the item again, with my draft."""
    await take_back(database, actor, claim)


@router.get("/projects/{project}/handed-over", response_model=Page[HandedOverRow])
async def get_handed_over(project: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Response:
    """What I handed over, and what became of it, the newest first."""
    found = await see_handed_over(database, actor, project, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.claim_id,))
    listed = [
        {
            "claim_id": row.claim_id,
            "item_id": row.item_id,
            "excerpt": shown.excerpt(row.payload),
            "became": row.became.value,
        }
        for row in rows
    ]
    return shown.json_response({"rows": listed, "next": following})


@router.post("/claims/{claim}/flag", status_code=204)
async def post_flag(claim: Id, body: FlagIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep) -> None:
    """Say what is wrong with the item or the guideline; the claim goes on."""
    await flag_item(database, actor, claim, body.note, key=key)


@router.get("/projects/{project}/history", response_model=Page[HistoryRow])
async def get_history(
    project: ProjectId, actor: ReaderDep, database: DatabaseDep, blobs: BlobsDep, paging: PagingDep
) -> Response:
    """My annotations, newest first."""
    found = await history(database, blobs, actor, project, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.annotation.id,))
    listed = [
        {
            "annotation_id": row.annotation.id,
            "claim_id": row.claim_id,
            "item_id": row.annotation.item_id,
            "excerpt": shown.excerpt(row.payload),
            "answers": row.annotation.answers,
            "submitted_at": row.annotation.submitted_at,
            "earlier": row.annotation.earlier,
            "begun": row.begun,
            "came_back": [entry_out(told).model_dump(mode="json") for told in row.came_back],
            "may_appeal": None if row.may_appeal is None else row.may_appeal.word,
        }
        for row in rows
    ]
    return shown.json_response({"rows": listed, "next": following})


@router.post("/annotations/{annotation}/revisions", response_model=AnnotationOut, status_code=201)
async def post_revisions(
    annotation: Id,
    body: RevisionIn,
    actor: WorkerDep,
    database: DatabaseDep,
    blobs: BlobsDep,
    desk: DeskDep,
    key: IdempotencyKeyDep,
) -> Response:
    """Change my answers: a new revision after the newest one, which must be this one."""
    made = await revise_annotation(
        database, blobs, desk, actor, annotation, answers=body.answers, form_version=body.form_version, key=key
    )
    return shown.json_response(shown.annotation_out(made), 201)


QUICK = (post_claims, put_draft, post_annotation)
"""What people wait for at every item; see api.quick."""
