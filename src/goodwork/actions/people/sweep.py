"""What is kept for a while only: failed sign-ins, sessions and reset links that ran out, remembered requests."""

from __future__ import annotations

from datetime import timedelta

from goodwork.model.people import SYSTEM
from goodwork.store import idempotency
from goodwork.store.database import Database, Kind
from goodwork.store.people import proof_links, resets, sessions, sign_up_links, tries

KEEP_TRIES = timedelta(hours=1)
KEEP_REQUESTS = timedelta(days=2)


async def sweep(database: Database) -> int:
    """Forget what is too old; returns how many rows went."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        forgotten = await tries.sweep(t, KEEP_TRIES) + await sessions.sweep(t) + await resets.sweep(t)
        forgotten += await sign_up_links.sweep(t) + await proof_links.sweep(t)
        return forgotten + await idempotency.sweep(t, KEEP_REQUESTS)
