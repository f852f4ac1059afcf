"""Looking at the pictures of new items, behind their import: decided cases are found by what is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import aclosing

import structlog

from goodwork import confined
from goodwork.blobs import Blobs
from goodwork.confined import Defect, Limits
from goodwork.errors import Invalid
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import SYSTEM, Worker
from goodwork.store import jobs
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.items import prints

TASK = "print_pictures"
LIMITS = Limits(seconds=120, cpu=60, memory=1 << 30, disk=1 << 20, answer=1 << 20)
"""Of the pictures of one item."""
_NOT = "a picture is not compared with those of decided cases"

log = structlog.get_logger("goodwork.items")


async def print_pictures(database: Database, blobs: Blobs, organization: OrganizationId, project: ProjectId) -> None:
    """Look at all pictures of a project that were not, in small transactions; killed, the next run goes on."""
    more = True
    while more:
        async with database.transaction(Worker(organization)) as t:
            found = await prints.unprinted(t, project)
        seen = await look(blobs, found.pictures)
        async with database.transaction(Worker(organization)) as t:
            await prints.keep(t, organization, project, seen, found.upto)
        more = found.more


async def look(blobs: Blobs, items: Mapping[int, Sequence[str]], limits: Limits = LIMITS) -> dict[int, list[int]]:
    """The prints of each item. Pictures that take more than the limits, or end what decodes them, have none."""
    left, seen = dict(items), dict[int, list[int]]()
    while left:
        looking = confined.stream("goodwork.actions.items.looking:look_at", blobs, left, limits=limits)
        try:
            async with aclosing(looking):
                async for prints, refused in looking:
                    item = next(iter(left))
                    seen[item] = prints
                    del left[item]
                    for blob, why in refused:
                        log.warning(_NOT, blob=blob, why=why)
        except (Invalid, Defect) as error:
            # The next one ended it. Else it would be looked at again and again, and those behind it never.
            item = next(iter(left))
            log.warning(_NOT, item=item, why=error.what if isinstance(error, Invalid) else str(error)[-300:])
            seen[item] = []
            del left[item]
    return seen


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
