"""Bulk labelling: the same answers to the items of a filtered list, and undoing it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from goodwork.actions.bulk.change_many import change_many
from goodwork.actions.bulk.label_many import Which, count_many, label_many, list_bulks, undo_many
from goodwork.actions.queue.delete_drafts import count_drafts, delete_drafts
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep, WorkerDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.bulk import BulkCount, BulkIn, BulkOut, BulkWhich, DraftsGone, DraftsOut, ManyIn, ManyOut
from goodwork.model.items import ItemState
from goodwork.model.people import Actor
from goodwork.store.bulk.batches import Bulk
from goodwork.store.items.listing import ItemFilter

router = APIRouter(tags=["bulk"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**62)]
ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.post("/projects/{project}/bulk/count", response_model=BulkCount)
async def post_bulk_count(project: ProjectId, body: BulkWhich, actor: ReaderDep, database: DatabaseDep) -> Response:
    """How many items would take my answers. Changes nothing."""
    found = await count_many(database, actor, project, _which(body))
    return shown.json_response({"taken": found.pop("taken", 0), "skipped": found})


@router.post("/projects/{project}/bulk", response_model=BulkOut, status_code=201)
async def post_bulk(
    project: ProjectId, body: BulkIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> Response:
    """Give every item that is meant these answers, as mine. They are marked as bulk: no independent evidence."""
    made = await label_many(
        database, actor, project, _which(body), answers=body.answers, form_version=body.form_version, key=key
    )
    return shown.json_response(_out(actor, made), 201)


@router.get("/projects/{project}/bulk", response_model=Page[BulkOut])
async def get_bulks(project: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Response:
    """A project's batches, newest first."""
    found = await list_bulks(database, actor, project, paging.after_id(NEWEST), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return shown.json_response({"rows": [_out(actor, row) for row in rows], "next": following})


@router.post("/bulk/{bulk}/undo", response_model=BulkOut)
async def post_bulk_undo(bulk: Id, actor: WorkerDep, database: DatabaseDep) -> Response:
    """Take a batch's answers back. What was decided or changed since stays."""
    return shown.json_response(_out(actor, await undo_many(database, actor, bulk)))


@router.post("/projects/{project}/items/state")
async def post_items_state(project: ProjectId, body: ManyIn, actor: ManagerDep, database: DatabaseDep) -> ManyOut:
    """Set the items that are meant aside, or put them back as they were, some at a time; `next` goes on."""
    becomes = ItemState.SET_ASIDE if body.becomes == "set-aside" else ItemState.OPEN
    done = await change_many(database, actor, project, _which(body), becomes, body.reason, body.after)
    return ManyOut(changed=done.changed, passed=dict(done.passed), next=None if done.next is None else list(done.next))


@router.get("/projects/{project}/drafts")
async def get_drafts(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> DraftsOut:
    """How many drafts people have saved in a project."""
    return DraftsOut.model_validate(await count_drafts(database, actor, project))


@router.delete("/projects/{project}/drafts")
async def delete_project_drafts(project: ProjectId, actor: ManagerDep, database: DatabaseDep) -> DraftsGone:
    """Delete the drafts that are saved here. What browsers keep unsent stays there."""
    return DraftsGone(deleted=await delete_drafts(database, actor, project))


def _which(body: BulkWhich) -> Which:
    state = None if body.state is None else ItemState[body.state.replace("-", "_").upper()]
    duplicate = None if body.aside is None else body.aside == "duplicate"
    wanted = ItemFilter(
        state, body.gold, body.search, duplicate, body.contains, body.suggestion, body.score,
        data_import=body.data_import,
    )  # fmt: skip
    return Which(wanted, body.items)


def _out(actor: Actor, bulk: Bulk) -> dict[str, object]:
    return {
        "id": bulk.id,
        "answers": bulk.answers,
        "form_version": bulk.form_version,
        "applied": bulk.applied,
        "skipped": bulk.skipped,
        "undone": bulk.undone,
        "on": bulk.on,
        "finished_on": bulk.finished_on,
        "undone_on": bulk.undone_on,
        "mine": bulk.person_id == actor.person_id,
    }
