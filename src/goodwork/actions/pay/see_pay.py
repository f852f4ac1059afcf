"""Statements: what was posted to me line by line, and what an organization owes to whom."""

from __future__ import annotations

from goodwork.actions.pay.correct_pay import check_owns
from goodwork.model.pay import Owed, PayLine, Pending
from goodwork.model.people import Actor
from goodwork.store.database import Database, Kind
from goodwork.store.pay import ledger


async def my_pay(database: Database, actor: Actor) -> list[Owed]:
    """What is owed to me, by currency."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await ledger.owed_to(t, actor.person_id)


async def my_pay_lines(database: Database, actor: Actor, *, before: int, limit: int) -> list[PayLine]:
    """What was posted to me, the newest before an id."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await ledger.lines(t, actor.person_id, before, limit)


async def my_pending(database: Database, actor: Actor, *, before: int, limit: int) -> list[Pending]:
    """My answers that are paid when they are accepted, and are not yet."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await ledger.pending(t, actor.person_id, before, limit)


async def organization_pay(database: Database, actor: Actor, *, after: tuple[str, int], limit: int) -> list[Owed]:
    """What is owed to everybody, for owners."""
    check_owns(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await ledger.owed(t, actor.organization_id, after, limit)
