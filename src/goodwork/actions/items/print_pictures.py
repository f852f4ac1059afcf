"""Looking at the pictures of new items, behind their import: decided cases are found by what is seen."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from goodwork.blobs import Blobs
from goodwork.errors import Damaged
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import SYSTEM, Worker
from goodwork.store import jobs
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.items import prints

TASK = "print_pictures"
MOST = 20
"""Pictures of one item that are looked at."""

log = structlog.get_logger("goodwork.items")


async def print_pictures(database: Database, blobs: Blobs, organization: OrganizationId, project: ProjectId) -> None:
    """Look at all pictures of a project that were not, in small transactions; killed, the next run goes on."""
    more = True
    while more:
        async with database.transaction(Worker(organization)) as t:
            found = await prints.unprinted(t, project)
        seen = {item: await asyncio.to_thread(_prints, blobs, own) for item, own in found.pictures.items()}
        async with database.transaction(Worker(organization)) as t:
            await prints.keep(t, organization, project, seen, found.upto)
        more = found.more


def _prints(blobs: Blobs, pictures: Sequence[str]) -> list[int]:
    """A print of each picture that can be read and has structure."""
    # Slow to load, and the web process never looks at a picture.
    from goodwork.redundancy.pictures import see

    held: list[tuple[bytes, str]] = []
    for blob in pictures[:MOST]:
        try:
            held.append((blobs.get(blob), blob))
        except Damaged as error:
            log.warning("a picture is not compared with those of decided cases", blob=blob, why=error.what)
    if not held:
        return []
    seen = see(held, 0)
    for fault in seen.refused:
        log.warning("a picture is not compared with those of decided cases", blob=fault.where, why=fault.what)
    # As PostgreSQL's bigint, which has a sign.
    return seen.words[seen.flags == 0, 0].astype("int64").tolist()


async def ask_for_prints(t: Transaction, organization: OrganizationId, project: ProjectId) -> None:
    """Have the worker do it when this transaction commits."""
    lock = f"{TASK}:{project}"
    await jobs.defer(t, TASK, lock=lock, queueing_lock=lock, organization=organization, project=project)


async def ask_for_unprinted(database: Database) -> int:
    """Ask the worker for every project that has new items; returns how many."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        found = await prints.behind(t)
        for organization, project in found:
            await ask_for_prints(t, organization, project)
    return len(found)
