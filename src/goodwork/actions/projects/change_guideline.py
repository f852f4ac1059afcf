"""A new version of a project's guideline; the ones before stay."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.projects.reach import reach_project
from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.model.projects import Guideline
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.people import inbox
from goodwork.store.projects import projects


async def change_guideline(
    database: Database, actor: Actor, project: int, markdown: str, note: str, *, key: str | None = None
) -> Guideline:
    """Write the guideline anew; for the project's managers. The same text again makes no new version."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        mark = idempotency.fingerprint("change_guideline", project, markdown, note)
        if await idempotency.recall(t, actor, key, mark) is not None:
            seen = await projects.one(t, reached.project.id)
            assert seen is not None
            return seen.guideline
        made = await change_guideline_in(t, actor, reached.project.id, markdown, note)
        await idempotency.remember(t, actor, key, made.version)
        return made


async def change_guideline_in(t: Transaction, actor: Actor, project: ProjectId, markdown: str, note: str) -> Guideline:
    """The same inside a transaction, for a project that was reached."""
    before = await projects.one(t, project, lock=True)
    assert before is not None, "it was reached, and projects are never deleted"
    if before.guideline.markdown == markdown:
        return before.guideline
    made = await projects.add_guideline(t, actor, project, before.guideline.version + 1, markdown, note)
    detail = {"before": {"version": before.guideline.version}, "after": {"version": made.version, "note": note}}
    await audit.record(t, actor, "guideline.changed", "project", project, detail)
    await inbox.tell_workers(t, actor, project)
    return made
