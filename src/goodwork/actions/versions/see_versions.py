"""Looking at versions."""

from __future__ import annotations

from goodwork.actions.projects.reach import reach_project
from goodwork.errors import NotFound
from goodwork.model.people import Actor
from goodwork.model.versions import DatasetVersion
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.versions import versions

NEWEST = 2**31 - 1
"""A number that no version reaches."""


async def list_versions(
    database: Database, actor: Actor, project: int, before: int, limit: int
) -> list[DatasetVersion]:
    """A project's versions with a lower number than ``before``, newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        return await versions.of_project(t, reached.project.id, min(before, NEWEST), limit)


async def see_version(database: Database, actor: Actor, identity: int) -> DatasetVersion:
    """One version."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found = await versions.one(t, identity)
        if found is None:
            raise NotFound
        await reach_project(t, actor, found.project_id, ProjectRole.MANAGER)
        return found


async def pick_version(database: Database, actor: Actor, project: int, number: int | None) -> DatasetVersion:
    """The version of this number; None: the newest published one."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        here = (await reach_project(t, actor, project, ProjectRole.MANAGER)).project.id
        if number is None:
            found = await versions.before(t, here, NEWEST, None)
        else:
            found = await versions.numbered(t, here, number) if 0 < number < NEWEST else None
    if found is None:
        what = "The project has no published version." if number is None else f"The project has no version {number}."
        raise NotFound(what, next_step="Publish one on the project's page, or by POST /projects/{id}/versions.")
    return found
