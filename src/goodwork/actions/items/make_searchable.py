"""Making the texts of new items searchable, behind the import that brought them."""

from __future__ import annotations

from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import SYSTEM, Worker
from goodwork.store import jobs
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.items import texts

TASK = "make_searchable"


async def make_searchable(database: Database, organization: OrganizationId, project: ProjectId) -> None:
    """Lay down the texts of a project's items that are not, in small transactions; killed, the next run goes on."""
    more = True
    while more:
        async with database.transaction(Worker(organization)) as t:
            more = await texts.lay_down(t, project)


async def ask_for_searchable(t: Transaction, organization: OrganizationId, project: ProjectId) -> None:
    """Have the worker do it when this transaction commits."""
    lock = f"{TASK}:{project}"
    await jobs.defer(t, TASK, lock=lock, queueing_lock=lock, organization=organization, project=project)


async def ask_for_those_behind(database: Database) -> int:
    """Ask the worker for every project that has new items; returns how many."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        found = await texts.behind(t)
        for organization, project in found:
            await ask_for_searchable(t, organization, project)
    return len(found)
