"""The inbox: what came back on flags and answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from goodwork.actions.queue.see_inbox import Told, count_unread, list_inbox, mark_read
from goodwork.actions.queue.thank import thank
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import BlobsDep, DatabaseDep, IdempotencyKeyDep, ReaderDep, WorkerDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.inbox import BesideOut, EntryOut, InboxReadIn, ThanksIn, UnreadOut
from goodwork.model.appeals import AppealState
from goodwork.model.applications import ApplicationState
from goodwork.model.inbox import About, Deed
from goodwork.model.qualifications import How
from goodwork.model.restrictions import Restricts

router = APIRouter(tags=["inbox"], route_class=BoundedRoute)


@router.get("/me/inbox")
async def get_inbox(actor: ReaderDep, database: DatabaseDep, blobs: BlobsDep, paging: PagingDep) -> Page[EntryOut]:
    """What came back to me, newest first; projects that I left are not in it."""
    found = await list_inbox(database, blobs, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda told: (told.entry.id,))
    return Page(rows=[entry_out(told) for told in rows], next=following)


@router.get("/me/inbox/unread")
async def get_unread(actor: ReaderDep, database: DatabaseDep) -> UnreadOut:
    """How many entries I have not read."""
    return UnreadOut(unread=await count_unread(database, actor))


@router.post("/me/inbox/read", status_code=204)
async def post_read(body: InboxReadIn, actor: WorkerDep, database: DatabaseDep) -> None:
    """Note that I have read my entries up to this one."""
    await mark_read(database, actor, body.upto)


@router.post("/projects/{project}/thanks", status_code=204)
async def post_thanks(
    project: Annotated[int, Path(ge=0, le=2**31 - 1)], body: ThanksIn, actor: WorkerDep, database: DatabaseDep,
    key: IdempotencyKeyDep,
) -> None:  # fmt: skip
    """Thank somebody for what they did in a project that I review or lead; they read it in their inbox."""
    await thank(database, actor, project, Deed[body.deed.upper()], body.id, body.words, key=key)


def entry_out(told: Told) -> EntryOut:
    """An entry of the inbox on the wire."""
    entry = told.entry
    deed = None if entry.deed is None else Deed(entry.deed)
    thread, proposal = entry.about is About.THREAD, entry.about is About.PROPOSAL
    appealed_reveal = entry.about is About.REVEALED and entry.holds and entry.appealed == AppealState.OPEN
    may_appeal_reveal = entry.about is About.REVEALED and entry.holds and entry.appealed is None
    return EntryOut(
        id=entry.id,
        about=entry.about.word,  # pyright: ignore[reportArgumentType] - the words of the enumeration
        at=entry.at,
        is_read=entry.is_read,
        project_id=entry.project_id,
        project=entry.project,
        item_id=entry.item_id,
        excerpt=shown.excerpt(entry.payload),
        claim_id=entry.claim_id,
        said=entry.said,
        reason=entry.reason,
        by=entry.by,
        decision=entry.decision,  # pyright: ignore[reportArgumentType] - the words of model.reviews.Decision
        holds=entry.holds,
        thanked_for=None if deed is None else deed.word,  # pyright: ignore[reportArgumentType]
        reveal_id=entry.subject_id if may_appeal_reveal else None,
        appealed_reveal_id=entry.subject_id if appealed_reveal else None,
        thread_id=entry.deed_id if deed is Deed.QUESTION else entry.subject_id if thread else None,
        proposal_id=entry.deed_id if deed is Deed.PROPOSAL else entry.subject_id if proposal else None,
        qualification=entry.qualification,
        hours_day=entry.hours_day,
        hours_minutes=entry.hours_minutes,
        tier=entry.tier,
        assessment=entry.assessment,
        attempt_id=entry.attempt_id,
        application=None if entry.application is None else ApplicationState(entry.application).word,  # pyright: ignore[reportArgumentType]
        how=None if entry.how is None else How(entry.how).word,  # pyright: ignore[reportArgumentType]
        restricts=None if entry.restricts is None else Restricts(entry.restricts).word,  # pyright: ignore[reportArgumentType]
        i_asked=entry.i_asked,
        guideline_version=entry.guideline_version,
        guideline_since=entry.guideline_since,
        upheld=entry.upheld,
        rule=entry.rule,
        appealed=None if entry.appealed is None else AppealState(entry.appealed).word,  # pyright: ignore[reportArgumentType]
        may_appeal=None if told.may_appeal is None else told.may_appeal.word,  # pyright: ignore[reportArgumentType]
        beside=[BesideOut.model_validate(row) for row in told.beside],
        changed_since=entry.changed_since,
        not_compared=told.not_compared,
    )
