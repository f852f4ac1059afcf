"""What waits for me in the organization: applications, and appeals that I may decide."""

from __future__ import annotations

from goodwork.actions.people.leading import check_leads
from goodwork.model.people import Actor
from goodwork.model.work import WaitingInOrganization
from goodwork.store.database import Database, Kind
from goodwork.store.people import waiting


async def see_waiting(database: Database, actor: Actor) -> WaitingInOrganization:
    """What waits for a decision of somebody who leads the organization; what they may not decide is not counted."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await waiting.waiting(t, actor)
