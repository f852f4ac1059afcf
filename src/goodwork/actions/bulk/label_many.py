"""The same answers to many items at once, as one's own; and taking the whole batch back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goodwork import flow
from goodwork.actions import idempotency
from goodwork.actions.items.see_items import kind_of
from goodwork.actions.items.suggestion import check_suggestion
from goodwork.actions.projects.reach import Reached, reach_project
from goodwork.actions.queue.holding import check_not_archived
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.forms.answers import read_answers
from goodwork.forms.reading import read_form
from goodwork.kinds.registry import KINDS
from goodwork.model.claims import AnswersJson
from goodwork.model.people import Actor
from goodwork.model.projects import ProjectState
from goodwork.model.stories import Cause
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.bulk import batches
from goodwork.store.bulk.batches import Bulk
from goodwork.store.database import Database, Transaction
from goodwork.store.items import counts
from goodwork.store.items.listing import ItemFilter
from goodwork.store.projects import forms, wanting
from goodwork.store.projects.standing import ProjectFacts

CHUNK = 2000
"""Positions of one transaction: claims and answers wait for one chunk at most."""


@dataclass(frozen=True, slots=True)
class Which:
    """The items that are meant: all of a filter, or those of them that are named."""

    filter: ItemFilter
    items: Sequence[int] | None = None


async def count_many(database: Database, actor: Actor, project: int, which: Which) -> dict[str, int]:
    """How many items would take the actor's answers ('taken') and how many would be passed over, by reason."""
    check_suggestion(which.filter.suggestion)
    async with database.transaction(actor, kind=kind_of(which.filter)) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        return await batches.counted(t, actor, reached.project.id, which.filter, which.items)


async def label_many(
    database: Database,
    actor: Actor,
    project: int,
    which: Which,
    *,
    answers: AnswersJson,
    form_version: int,
    key: str | None,
) -> Bulk:
    """Give these answers to every item that takes one from the actor.

    In chunks, each a transaction of its own. What was done before a break is kept in the batch and can be undone; the
    same request under the same key goes on from there. When the project is paused or its questions change on the way,
    the rest is passed over as 'stopped'.
    """
    check_suggestion(which.filter.suggestion)
    asked = {**asdict(which.filter), "items": None if which.items is None else list(which.items)}
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        mark = idempotency.fingerprint("bulk", project, asked, form_version, answers)
        known = await idempotency.recall(t, actor, key, mark)
        if known is None:
            kept = await _read(t, reached, answers, form_version)
            last = await wanting.last_position(t, reached.project.id)
            ends = 0 if last is None else last + 1
            known = {"id": await batches.add(t, actor, reached.project.id, form_version, kept, asked, ends=ends)}
            await idempotency.remember(t, actor, key, known)
    # A request that is sent again goes on where the first one broke off, or beside it, chunk by chunk.
    while await _label_some(database, actor, which, known["id"]):
        pass
    async with database.transaction(actor) as t:
        return await _seen(t, known["id"])


async def undo_many(database: Database, actor: Actor, bulk: int) -> Bulk:
    """Take a batch's answers back; what a person decided or wrote anew since stays. Sent again, it changes nothing."""
    async with database.transaction(actor) as t:
        batch = await _mine(t, actor, bulk)
        # One that is still running stops here: nothing is added behind the undoing.
        await batches.finish(t, bulk)
    while True:
        async with database.transaction(actor) as t:
            if not await _undo_some(t, actor, batch):
                break
    async with database.transaction(actor) as t:
        done = await _seen(t, bulk)
        if done.undone_on is not None:
            return done
        await batches.end(t, bulk)
        said = {"undone": done.undone, "kept": done.applied - done.undone}
        await audit.record(t, actor, "bulk.undone", "bulk", bulk, said)
        return await _seen(t, bulk)


async def list_bulks(database: Database, actor: Actor, project: int, before: int, limit: int) -> list[Bulk]:
    """A project's batches, newest first."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        return await batches.of_project(t, reached.project.id, before, limit)


async def _label_some(database: Database, actor: Actor, which: Which, bulk: int) -> bool:
    """Answer the next chunk; False: the batch has come to its end, or was stopped."""
    async with database.transaction(actor) as t:
        batch = await _seen(t, bulk)
        if batch.finished_on is not None:
            return False
        # The role, the questions and the state of the project may have changed since the last chunk.
        now = (await reach_project(t, actor, batch.project_id, ProjectRole.REVIEWER)).project
        found = Counter(batch.skipped)
        if batch.reached < batch.ends and _takes(now, batch.form_version):
            part = (batch.reached, min(batch.reached + CHUNK, batch.ends))
            found.update(await batches.apply(t, actor, now.id, bulk, which.filter, which.items, part))
            await batches.note(t, bulk, part[1], batch.applied + found.pop("taken", 0), found)
            return True
        if batch.reached < batch.ends:
            rest = await batches.counted(t, actor, now.id, which.filter, which.items, batch.reached)
            found["stopped"] = sum(rest.values())
            await batches.note(t, bulk, batch.reached, batch.applied, found)
        await batches.finish(t, bulk)
        said = {"answers": batch.answers, "applied": batch.applied, "skipped": dict(found)}
        await audit.record(t, actor, "bulk.applied", "bulk", bulk, said)
        return False


async def _undo_some(t: Transaction, actor: Actor, batch: Bulk) -> bool:
    await batches.lock(t, batch.id)
    items = await batches.applied(t, batch.id, CHUNK)
    if not items:
        return False
    reached = await reach_project(t, actor, batch.project_id, ProjectRole.REVIEWER)
    locked = await counts.lock(t, items)
    before = await batches.undoable(t, batch.id, items)
    back = [item for item in locked if item.id in before]
    where = Where(actor.organization_id, reached.project.id, reached.project.policy, actor.person_id)
    await carry_out(t, where, [Happened(item, flow.Undone(before[item.id]), Cause.UNDONE) for item in back])
    await batches.take_back(t, batch.id, items, [item.id for item in back])
    return True


def _takes(project: ProjectFacts, version: int) -> bool:
    return project.state is ProjectState.ACTIVE and project.form_version == version


async def _read(t: Transaction, reached: Reached, answers: AnswersJson, version: int) -> Mapping[str, Any]:
    if reached.project.state is not ProjectState.ACTIVE:
        raise Conflict(
            "The project takes no answers just now: it is paused or archived.",
            kept="Nothing was changed.",
            next_step="Have a lead set it going again.",
        )
    if version != reached.project.form_version:
        raise Conflict(
            "The questions have changed since this list was opened.",
            kept="Nothing was changed.",
            next_step="Load the list again and choose anew.",
        )
    form = read_form(await forms.questions(t, reached.project.id, version) or [])
    unfit = [q for q in form if q.key in answers and not KINDS[q.kind].is_in_bulk]
    if unfit:
        raise Invalid(
            "Some of these questions are answered item by item: their answers point into each item.",
            kept="Nothing was changed.",
            faults=[Fault(q.key, f"A question of the kind {q.kind} takes no answers in bulk.") for q in unfit],
        )
    return {key: answer.model_dump(mode="json") for key, answer in read_answers(form, answers, ()).items()}


async def _mine(t: Transaction, actor: Actor, bulk: int) -> Bulk:
    batch = await batches.lock(t, bulk)
    if batch is None:
        raise NotFound
    reached = await reach_project(t, actor, batch.project_id, ProjectRole.REVIEWER)
    if batch.person_id != actor.person_id and reached.role is not ProjectRole.MANAGER:
        raise NotAllowed(
            "Somebody else labelled these items.",
            kept="Nothing was changed.",
            next_step="Ask them, or a person who leads the project, to undo it.",
        )
    check_not_archived(reached.project.state)
    return batch


async def _seen(t: Transaction, bulk: int) -> Bulk:
    found = await batches.lock(t, bulk)
    if found is None:
        raise NotFound
    return found
