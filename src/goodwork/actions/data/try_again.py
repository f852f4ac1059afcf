"""Trying again what an import could not fetch: its rows that wait for a picture become an import of their own."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.data.receive_import import ask_for_import
from goodwork.actions.data.see_imports import reach_import
from goodwork.actions.data.uploads import let_go
from goodwork.blobs import Blobs
from goodwork.errors import Conflict
from goodwork.model.data import DataImport, MissedPicture
from goodwork.model.people import SYSTEM, Actor, Worker
from goodwork.model.projects import ProjectState
from goodwork.store import audit
from goodwork.store.data import import_pictures, imports
from goodwork.store.database import Database, Kind

DAYS = 30
"""How long the file of an import is kept for its pictures to be tried again."""


async def list_missed(
    database: Database, actor: Actor, identity: int, *, after: int, limit: int
) -> list[MissedPicture]:
    """The pictures of an import that did not come, and why."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found, _ = await reach_import(t, actor, identity)
        return await import_pictures.missed(t, found.id, after, limit)


async def try_pictures_again(database: Database, actor: Actor, identity: int, *, key: str | None = None) -> DataImport:
    """Have the worker ask once more for what did not come, for managers of the project; returns the new import.

    Items that came without a picture stay as they are: what people judge never changes under them.
    """
    async with database.transaction(actor) as t:
        found, state = await reach_import(t, actor, identity)
        mark = idempotency.fingerprint("try_pictures_again", found.id)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            known = await imports.one(t, remembered)
            assert known is not None
            return known
        if state is ProjectState.ARCHIVED:
            raise Conflict("The project is archived.", kept="Nothing was changed.", next_step="Activate it first.")
        made = await imports.again(t, actor, found.id)
        if made is None:
            raise Conflict(
                "No row of this import waits for a picture, or its file is no longer kept.",
                kept="Nothing was changed.",
                next_step="Send the file again: what is in the project is not added twice.",
            )
        detail = {"name": made.name, "project": made.project_id, "again_of": found.id}
        await audit.record(t, actor, "import.tried-again", "import", made.id, detail)
        await ask_for_import(t, made.organization_id, made.id)
        await idempotency.remember(t, actor, key, made.id)
        return made


async def forget_files(database: Database, blobs: Blobs) -> int:
    """Let the files go that nobody had tried again for a month; returns how many."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        found = await import_pictures.kept_long(t, DAYS)
    gone = 0
    for organization, identity, blob in found:
        async with database.transaction(Worker(organization)) as t:
            forgotten = await import_pictures.forget_file(t, identity, blob)
        if forgotten:
            await let_go(database, blobs, organization, blob)
            gone += 1
    return gone
