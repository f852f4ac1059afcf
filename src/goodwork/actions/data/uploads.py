"""Files that were sent for an import, and let go of when it is done."""

from __future__ import annotations

import asyncio

from goodwork.actions.data.ready import PICTURES
from goodwork.blobs import Blobs
from goodwork.model.ids import OrganizationId
from goodwork.model.people import Worker
from goodwork.store.database import Database
from goodwork.store.installation.uploads import may_go

PAUSE = 1.0
"""Seconds between looks whether a backup has copied what it needs."""


async def let_go(database: Database, blobs: Blobs, organization: OrganizationId, blob: str) -> None:
    """Remove an upload and what was fetched for it; while a backup that may refer to it copies uploads, it stays."""
    await asyncio.to_thread(blobs.remove_folder, f"{blob}{PICTURES}".rstrip("/"))
    while True:
        async with database.transaction(Worker(organization)) as t:
            if await may_go(t):
                # Within the transaction: a backup that begins now waits, and then does not refer to it.
                await asyncio.to_thread(blobs.remove, blob)
                return
        await asyncio.sleep(PAUSE)
