"""Deleting the drafts that people saved in a project: a lead's choice, counted before."""

from __future__ import annotations

from goodwork.actions.projects.reach import reach_project
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.queue import drafts
from goodwork.store.queue.drafts import DraftCount

CHUNK = 5000
"""Drafts of one transaction."""


async def count_drafts(database: Database, actor: Actor, project: int) -> DraftCount:
    """How many drafts a project has, of how many people; for its managers."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        return await drafts.counted(t, reached.project.id)


async def delete_drafts(database: Database, actor: Actor, project: int) -> int:
    """Delete the drafts that are saved on the server; returns how many that were.

    Claims stay as they are, and so does what browsers keep: whoever is at work goes on with it and saves it anew.
    """
    gone = 0
    while True:
        async with database.transaction(actor) as t:
            reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
            some = await drafts.delete(t, reached.project.id, CHUNK)
            gone += some
            if some < CHUNK:
                await audit.record(t, actor, "drafts.deleted", "project", reached.project.id, {"drafts": gone})
                return gone
