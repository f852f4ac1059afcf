"""What somebody chose for their own work. Nobody else reads it: no lead, no export, no log."""

from __future__ import annotations

from goodwork.model.people import Actor
from goodwork.model.work import Choices
from goodwork.store.database import Database, Kind
from goodwork.store.people import choices


async def see_choices(database: Database, actor: Actor) -> Choices:
    """One's own choices."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await choices.one(t, actor)


async def choose(database: Database, actor: Actor, chosen: Choices) -> Choices:
    """Write them anew."""
    async with database.transaction(actor) as t:
        await choices.put(t, actor, chosen)
        return chosen
