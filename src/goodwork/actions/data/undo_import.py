"""Undoing an import: what it brought goes again, but for what people have worked on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodwork import flow
from goodwork.actions.data.see_imports import reach_import
from goodwork.actions.data.uploads import let_go
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.blobs import Blobs
from goodwork.errors import Conflict
from goodwork.model.data import DataImport
from goodwork.model.ids import ImportId, OrganizationId
from goodwork.model.people import SYSTEM, Actor, Worker
from goodwork.model.projects import ProjectState
from goodwork.model.stories import Cause
from goodwork.store import audit, jobs
from goodwork.store.alone import alone
from goodwork.store.data import imports, undoing
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.items import counts
from goodwork.store.projects import projects
from goodwork.store.quality import fits

TASK = "undo_import"

LOOKED_AT = 200_000
"""Items of an import that are looked at before somebody decides; of a larger one its first ones."""

CHUNK = 1000
"""Positions of one transaction: imports of the same project wait for one chunk at most."""

_ALONE = 22843
"""Names undoings among advisory locks."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing an import would do."""

    data_import: DataImport
    goes: int
    """Items that would go, of those looked at."""
    stays: Mapping[str, int]
    """Items that would stay, by reason."""
    said: int
    """Answers, skips and predictions that it added to items which were there before."""
    whole: bool
    """Whether all of its items were looked at."""


async def see_undoing(database: Database, actor: Actor, identity: int) -> Undoing:
    """What undoing an import would do, counted; nothing is changed."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found, _ = await reach_import(t, actor, identity)
        stays = await undoing.counted(t, found.id, LOOKED_AT)
        said = await undoing.counted_said(t, found.id, LOOKED_AT)
    goes = stays.pop("goes", 0)
    return Undoing(found, goes, stays, said, goes + sum(stays.values()) < LOOKED_AT)


async def undo_import(database: Database, actor: Actor, identity: int) -> DataImport:
    """Have the worker take an import back; for managers of the project. Asked again, it changes nothing.

    Items that somebody opened, answered or decided stay as they are, and so does every published version.
    """
    async with database.transaction(actor) as t:
        found, state = await reach_import(t, actor, identity)
        if state is ProjectState.ARCHIVED:
            raise Conflict("The project is archived.", kept="Nothing was changed.", next_step="Activate it first.")
        if await undoing.begin(t, found.id, actor.person_id):
            detail = {"name": found.name, "project": found.project_id, "added": found.added}
            await audit.record(t, actor, "import.undo-asked", "import", found.id, detail)
            await jobs.forget_failures(t, _lock(found.id))
            await _ask(t, found.organization_id, found.id)
        again = await imports.one(t, found.id)
        assert again is not None
        return again


async def run_undoing(database: Database, blobs: Blobs, organization: OrganizationId, identity: ImportId) -> None:
    """Take an import back from where it stands, some items a transaction; nothing to do when it is undone.

    An item goes whole or not at all. However it is interrupted, the next run goes on; one beside another does nothing.
    """
    async with alone(database, _ALONE, identity) as first:
        if first:
            await _run(database, blobs, organization, identity)


async def give_up_undoing(database: Database, organization: OrganizationId, identity: ImportId, why: str) -> None:
    """End an undoing that fails again and again; what went is gone, and the import can be undone again."""
    async with database.transaction(Worker(organization)) as t:
        await undoing.end(t, identity, f"Undoing it broke off. {why} What it took away is gone; undo it again.")


async def ask_for_undoings(database: Database) -> int:
    """Ask the worker for every undoing that has not ended; returns how many. Runs under way are left alone."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        found = await undoing.unfinished(t)
        for organization, identity in found:
            await _ask(t, organization, identity)
    return len(found)


async def _run(database: Database, blobs: Blobs, organization: OrganizationId, identity: ImportId) -> None:
    worker = Worker(organization)
    async with database.transaction(worker) as t:
        begun = await undoing.stand(t, identity)
    if begun is None:
        return
    if begun.blob is not None:
        await let_go(database, blobs, organization, begun.blob)
    for first in range(begun.first, begun.last + 1, CHUNK):
        async with database.transaction(worker) as t:
            await undoing.take_back(t, identity, begun.project, first, min(first + CHUNK - 1, begun.last))
    after = 0
    while True:
        async with database.transaction(worker) as t:
            items = await undoing.said_of(t, identity, after, CHUNK)
            if not items:
                break
            await _unsay(t, begun, identity, items)
        after = items[-1]
    async with database.transaction(worker) as t:
        if await undoing.end(t, identity):
            # Skills and calibration rested on what is gone.
            await fits.ask(t, organization, begun.project)
            done = await imports.one(t, identity)
            assert done is not None
            detail = {"removed": done.removed, "answers": done.removed_answers, "stayed": done.stayed}
            await audit.record(t, worker, "import.undone", "import", identity, detail)


async def _unsay(t: Transaction, begun: undoing.Stand, identity: ImportId, items: Sequence[int]) -> None:
    project = await projects.one(t, begun.project)
    assert project is not None
    locked = await counts.lock(t, items)
    gone = await undoing.unsay(t, identity, [item.id for item in locked])
    happened = [
        Happened(item, flow.Undone(answers=one.filled, skips=one.skips), Cause.UNDONE)
        for item in locked
        if (one := gone.get(item.id)) and one.filled + one.surplus + one.skips
    ]
    await carry_out(t, Where(begun.organization, begun.project, project.policy), happened)


async def _ask(t: Transaction, organization: OrganizationId, identity: ImportId) -> None:
    await jobs.defer(t, TASK, queueing_lock=_lock(identity), organization=organization, data_import=identity)


def _lock(identity: ImportId) -> str:
    return f"{TASK}:{identity}"
