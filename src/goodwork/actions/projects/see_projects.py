"""Projects as their people see them: the list, and one."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.actions.projects.reach import reach_in_hand
from goodwork.model.people import Actor
from goodwork.model.projects import Guideline, Progress, Project, ProjectSummary
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.projects import listing, projects
from goodwork.store.projects.listing import Asked

MOST_GUIDELINES = 200


@dataclass(frozen=True, slots=True)
class SeenProject:
    """A project, what the viewer may do there, and how far it is (for those who lead or review)."""

    project: Project
    role: ProjectRole
    progress: Progress | None


async def see_project(database: Database, actor: Actor, project: int) -> SeenProject:
    """One project."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_in_hand(t, actor, project)
        seen = await projects.one(t, reached.project.id)
        assert seen is not None, "it was reached in this transaction, and projects are never deleted"
        progress = await projects.progress(t, seen.id) if reached.role >= ProjectRole.REVIEWER else None
    return SeenProject(seen, reached.role, progress)


async def list_projects(database: Database, actor: Actor, asked: Asked) -> list[ProjectSummary]:
    """The projects that the actor may see, to choose from."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await listing.page(t, actor, asked)


async def list_guidelines(database: Database, actor: Actor, project: int) -> list[Guideline]:
    """The versions of a project's guideline, newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_in_hand(t, actor, project)
        return await projects.guidelines(t, reached.project.id, MOST_GUIDELINES)
