"""Publishing: the next version of a project is asked for, and the worker makes it."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.projects.checks import read_text
from goodwork.actions.projects.reach import reach_project
from goodwork.model.ids import OrganizationId, VersionId
from goodwork.model.people import SYSTEM, Actor
from goodwork.model.versions import DatasetVersion
from goodwork.routing.access import ProjectRole
from goodwork.store import audit, jobs
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.versions import versions

TASK = "make_version"


async def publish_version(
    database: Database, actor: Actor, project: int, known_limits: str, *, key: str | None = None
) -> DatasetVersion:
    """Ask for a version of what is in the project now; for its managers. What its users must know has to be said."""
    limits = read_text(known_limits, "known_limits", "Say what a user of this data must know; it can't be empty.")
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        mark = idempotency.fingerprint("publish_version", project, limits)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            known = await versions.one(t, remembered)
            assert known is not None
            return known
        made = await versions.add(t, actor, reached.project.id, limits)
        await audit.record(
            t, actor, "version.made", "version", made.id, {"number": made.number, "known_limits": limits}
        )
        await ask_for_version(t, made.organization_id, made.id)
        await idempotency.remember(t, actor, key, made.id)
        return made


async def ask_for_version(t: Transaction, organization: OrganizationId, identity: VersionId) -> None:
    """Have the worker make a version, when this transaction commits."""
    await jobs.defer(t, TASK, queueing_lock=f"{TASK}:{identity}", organization=organization, version=identity)


async def ask_for_unmade(database: Database) -> int:
    """Ask the worker for every version that is not made yet; returns how many. Makings under way are left alone."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        found = await versions.unfinished(t)
        for organization, identity in found:
            await ask_for_version(t, organization, identity)
    return len(found)
