"""The pay floor of an organization: the least that an hour may come to without it being said."""

from __future__ import annotations

from goodwork.actions.pay.correct_pay import check_owns
from goodwork.model.pay import Floor, plain
from goodwork.model.people import Actor
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.pay import rates


async def see_floors(database: Database, actor: Actor) -> list[Floor]:
    """The floors, one for a currency; everybody in the organization may know them."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await rates.floors(t, actor.organization_id)


async def set_floor(database: Database, actor: Actor, currency: str, amount: int) -> list[Floor]:
    """Set the floor of a currency, for owners; 0 ends it. Rates stay; those below it say so from now on."""
    check_owns(actor)
    async with database.transaction(actor) as t:
        before = {floor.currency: floor.amount for floor in await rates.floors(t, actor.organization_id)}
        if before.get(currency, 0) != amount:
            await rates.set_floor(t, actor.organization_id, currency, amount, actor.person_id)
            was = before.get(currency)
            detail = {
                "before": {"floor": None if was is None else f"{plain(was, currency)} {currency}"},
                "after": {"floor": f"{plain(amount, currency)} {currency}" if amount else None},
            }
            await audit.record(t, actor, "pay.floor", "organization", actor.organization_id, detail)
        return await rates.floors(t, actor.organization_id)
