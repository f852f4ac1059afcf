"""The audit log, for those who lead the organization."""

from __future__ import annotations

from goodwork.actions.people.leading import check_leads
from goodwork.model.people import Actor
from goodwork.store import audit
from goodwork.store.audit import AuditEntry
from goodwork.store.database import Database, Kind


async def list_audit(database: Database, actor: Actor, *, before: int, limit: int) -> list[AuditEntry]:
    """The newest changes before an id."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await audit.entries(t, actor.organization_id, before, limit)
