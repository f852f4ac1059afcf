"""Looking at versions."""

from __future__ import annotations

from goodwork.actions.projects.reach import reach_project
from goodwork.errors import NotFound
from goodwork.model.people import Actor
from goodwork.model.versions import DatasetVersion
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.versions import versions

MOST = 1000


async def list_versions(database: Database, actor: Actor, project: int) -> list[DatasetVersion]:
    """A project's versions, newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        return await versions.of_project(t, reached.project.id, MOST)


async def see_version(database: Database, actor: Actor, identity: int) -> DatasetVersion:
    """One version."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found = await versions.one(t, identity)
        if found is None:
            raise NotFound
        await reach_project(t, actor, found.project_id, ProjectRole.MANAGER)
        return found
