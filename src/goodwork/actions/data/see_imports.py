"""Looking at imports, and taking an unfinished one up again."""

from __future__ import annotations

from goodwork.actions.data.receive_import import ask_for_import, forget_failures
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Conflict, NotFound
from goodwork.model.data import DataImport, ImportFault
from goodwork.model.people import SYSTEM, Actor
from goodwork.model.projects import ProjectState
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.data import imports
from goodwork.store.database import Database, Kind, Transaction


async def list_imports(database: Database, actor: Actor, project: int, *, before: int, limit: int) -> list[DataImport]:
    """A project's imports, newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        return await imports.of_project(t, reached.project.id, before, limit)


async def see_import(database: Database, actor: Actor, identity: int) -> DataImport:
    """One import."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return (await reach_import(t, actor, identity))[0]


async def list_faults(database: Database, actor: Actor, identity: int, *, after: int, limit: int) -> list[ImportFault]:
    """The rows of an import that were not taken, in the order of the file."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found, _ = await reach_import(t, actor, identity)
        return await imports.faults(t, found.id, after, limit)


async def resume_import(database: Database, actor: Actor, identity: int) -> DataImport:
    """Go on with an import that did not reach its end; what it brought before stays and is not brought again."""
    async with database.transaction(actor) as t:
        found, state = await reach_import(t, actor, identity)
        if state is ProjectState.ARCHIVED:
            raise Conflict(
                "The project is archived.",
                kept="Nothing was changed.",
                next_step="Activate it, then resume the import.",
            )
        if not await imports.wait_again(t, found.id):
            raise Conflict(
                "This import has reached its end.", kept="Nothing was changed.", next_step="Send a new file."
            )
        await audit.record(t, actor, "import.resumed", "import", found.id, {"position": found.position})
        await forget_failures(t, found.id)
        await ask_for_import(t, found.organization_id, found.id)
        again = await imports.one(t, found.id)
        assert again is not None
        return again


async def ask_for_unfinished(database: Database) -> int:
    """Ask the worker for every import that has not ended; returns how many. Runs under way are left alone."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        found = await imports.unfinished(t)
        for organization, identity in found:
            await ask_for_import(t, organization, identity)
    return len(found)


async def reach_import(t: Transaction, actor: Actor, identity: int) -> tuple[DataImport, ProjectState]:
    """An import, for managers of its project, and the state of that."""
    found = await imports.one(t, identity)
    if found is None:
        raise NotFound
    reached = await reach_project(t, actor, found.project_id, ProjectRole.MANAGER)
    return found, reached.project.state
