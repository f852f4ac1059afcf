"""Changing one's own answers: a new revision beside the old ones."""

from __future__ import annotations

from typing import Any

from goodwork.actions import idempotency
from goodwork.actions.queue import answers as kept
from goodwork.actions.queue.desk import Desk
from goodwork.actions.queue.holding import AskedAnew, access_to, refusal
from goodwork.actions.queue.see_work import annotation_of
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, NotFound
from goodwork.model.claims import Annotation, AnswersJson
from goodwork.model.items import parts_of
from goodwork.model.people import Actor
from goodwork.routing.access import ClaimAccess
from goodwork.store.database import Database, Transaction
from goodwork.store.items import counts, payloads
from goodwork.store.queue import annotations


async def revise_annotation(
    database: Database,
    blobs: Blobs,
    desk: Desk,
    actor: Actor,
    annotation: int,
    *,
    answers: AnswersJson,
    form_version: int,
    key: str | None,
) -> Annotation:
    """Append a revision after the newest one, which ``annotation`` names; the item is appraised again.

    AccessEnded or Archived when the project is closed to them: what is over is not changed any more.

    Conflict when another tab has revised it meanwhile: whoever revises has seen what they replace.
    """
    async with database.transaction(actor) as t:
        before = await annotations.of_id(t, actor.person_id, annotation)
        if before is None:
            raise NotFound
        mark = idempotency.fingerprint("revise", annotation, form_version, answers)
        if await idempotency.recall(t, actor, key, mark) is None:
            await _check(t, actor, before.project_id)
        payload = await payloads.payload(t, before.item_id)
    form = await desk.form(database, before.project_id, form_version)
    row, blob = await kept.take(blobs, form, answers, parts_of(payload))
    async with database.transaction(actor) as t:
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is None:
            await _check(t, actor, before.project_id)
            remembered = await _append(t, actor, annotation, before.item_id, form_version, row, blob)
            await idempotency.remember(t, actor, key, remembered)
        made = await annotations.of_id(t, actor.person_id, remembered["id"])
    assert made is not None, "annotations are never deleted"
    return await annotation_of(blobs, made)


async def _check(t: Transaction, actor: Actor, project: int) -> None:
    access = await access_to(t, actor, project, running=False)
    if access is not ClaimAccess.FULL:
        raise refusal(access)


async def _append(
    t: Transaction,
    actor: Actor,
    annotation: int,
    item: int,
    form_version: int,
    row: dict[str, Any] | None,
    blob: str | None,
) -> dict[str, int]:
    await counts.lock(t, [item])
    newest = await annotations.newest(t, actor.person_id, item)
    if newest is None or newest.id != annotation:
        raise Conflict(
            "These answers were changed in the meantime, perhaps in another tab.",
            kept="The newer revision was kept.",
            next_step="Open it under My answers and change it there.",
        )
    if newest.earlier:
        raise AskedAnew(
            "The guideline has changed since, and this item is asked again.",
            kept="Your answer stays as you gave it.",
            next_step="Answer it anew when it comes to you; both are credited.",
        )
    made = await annotations.revise(t, annotation, form_version, row, blob)
    await annotations.mark_to_appraise(t, actor.organization_id, made.project_id, made.item_id)
    return {"id": made.id}
