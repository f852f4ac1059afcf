"""Appeals: opened and withdrawn by their people, decided by somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from goodwork.actions.appeals.decide_appeal import Decided, decide_appeal
from goodwork.actions.appeals.open_appeal import open_appeal, withdraw_appeal
from goodwork.actions.appeals.see_appeals import SeenAppeal, own_appeals, see_appeal, waiting_appeals
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import BlobsDep, DatabaseDep, IdempotencyKeyDep, ReaderDep, WorkerDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.appeals import (
    AppealDecisionIn,
    AppealDecisionOut,
    AppealIn,
    AppealOut,
    AppealRow,
    OwnAppealOut,
    OwnAppealRow,
)
from goodwork.api.wire.base import Page
from goodwork.model.appeals import Against, Appeal

router = APIRouter(tags=["appeals"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**62)]
ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.post("/items/{item}/appeals", response_model=OwnAppealOut, status_code=201)
async def post_appeals(
    item: Id, body: AppealIn, actor: WorkerDep, database: DatabaseDep, blobs: BlobsDep, key: IdempotencyKeyDep
) -> Response:
    """Ask for a second look at what was decided of my answer to an item; another person decides by a stated date."""
    against = Against[body.against.upper()]
    made = await open_appeal(database, blobs, actor, item, against, body.argument, key=key)
    return shown.json_response(_own(made), 201)


@router.get("/me/appeals", response_model=Page[OwnAppealRow])
async def get_my_appeals(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Response:
    """My appeals, newest first."""
    found = await own_appeals(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.appeal.id,))
    listed = [
        {**_own(row.appeal), "project_id": row.appeal.project_id, "project": row.project,
         "excerpt": shown.excerpt(row.payload), "by": row.by, "has_decider": row.has_decider}
        for row in rows
    ]  # fmt: skip
    return shown.json_response({"rows": listed, "next": following})


@router.post("/appeals/{own_appeal}/withdraw", status_code=204)
async def post_withdraw(own_appeal: Id, actor: WorkerDep, database: DatabaseDep) -> None:
    """Take my appeal back before it is decided. Sent again, it changes nothing."""
    await withdraw_appeal(database, actor, own_appeal)


@router.get("/projects/{project}/appeals", response_model=Page[AppealRow])
async def get_appeals(project: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Response:
    """Open appeals that I may decide, the one that is due first comes first."""
    found = await waiting_appeals(database, actor, project, paging.after_id(), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row[0].id,))
    return shown.json_response({"rows": [_row(*row) for row in rows], "next": following})


@router.get("/appeals/{appeal}", response_model=AppealOut)
async def get_appeal(appeal: Id, actor: ReaderDep, database: DatabaseDep, blobs: BlobsDep) -> Response:
    """An appeal that I may decide."""
    return shown.json_response(_whole(await see_appeal(database, blobs, actor, appeal)))


@router.post("/appeals/{appeal}/decision", response_model=AppealDecisionOut)
async def post_appeal_decision(
    appeal: Id, body: AppealDecisionIn, actor: WorkerDep, database: DatabaseDep, blobs: BlobsDep, key: IdempotencyKeyDep
) -> Response:
    """Uphold or decline an appeal. An upheld one mends the consensus or the known answer, and all that rests on it."""
    decided = Decided(body.upheld, body.reason, body.rule, body.standing, body.answers)
    made = await decide_appeal(database, blobs, actor, appeal, decided, key=key)
    return shown.json_response({"id": made.id, "state": made.state.word, "decided_on": made.decided_on})


def _own(appeal: Appeal) -> dict[str, Any]:
    return {
        "id": appeal.id, "item_id": appeal.item_id, "against": appeal.against.word, "argument": appeal.argument,
        "on": appeal.on, "due_on": appeal.due_on, "state": appeal.state.word, "decided_on": appeal.decided_on,
        "decision": appeal.decision, "rule": appeal.rule,
    }  # fmt: skip


def _row(appeal: Appeal, payload: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": appeal.id, "item_id": appeal.item_id, "against": appeal.against.word,
        "excerpt": shown.excerpt(payload), "has_argument": appeal.argument != "", "on": appeal.on,
        "due_on": appeal.due_on,
    }  # fmt: skip


def _whole(seen: SeenAppeal) -> dict[str, Any]:
    appeal = seen.appeal
    return {
        "id": appeal.id, "project_id": appeal.project_id, "item_id": appeal.item_id, "against": appeal.against.word,
        "state": appeal.state.word, "on": appeal.on, "due_on": appeal.due_on,
        "parts": shown.parts(appeal.item_id, seen.payload), "argument": appeal.argument, "theirs": seen.theirs,
        "decided": seen.decided, "reason": appeal.reason,
        "others": [{"answers": one.answers, "people": one.people} for one in seen.others],
        "form_version": seen.form_version, "rules": seen.rules, "standing": seen.standing,
    }  # fmt: skip
