"""How somebody wants to work in a project: harder or different items, or none of it any more. Only they read it."""

from __future__ import annotations

from dataclasses import replace

from goodwork.actions.projects.reach import reach_project
from goodwork.actions.stories.give_back import give_back_own
from goodwork.model.limits import OwnProject, Stopped, WorkWish
from goodwork.model.people import Actor
from goodwork.store.database import Database, Kind
from goodwork.store.people import limits


async def see_own_project(database: Database, actor: Actor, project: int) -> OwnProject:
    """How one wants to work there."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project)
        return await limits.project(t, actor, reached.project.id)


async def wish_for(database: Database, actor: Actor, project: int, wish: WorkWish) -> OwnProject:
    """Wish for harder or different items. It orders what one is given, and withholds nothing."""
    async with database.transaction(actor) as t:
        identity = (await reach_project(t, actor, project)).project.id
        own = replace(await limits.project(t, actor, identity), wish=wish)
        await limits.put_project(t, actor, identity, own)
        return own


async def leave_project(database: Database, actor: Actor, project: int) -> Stopped:
    """Leave at once: what one holds there goes back, and one is given nothing of it until one comes back.

    What one said there stays, with its credit. No reason is asked, and nobody is told.
    """
    async with database.transaction(actor) as t:
        identity = (await reach_project(t, actor, project)).project.id
        await limits.put_project(t, actor, identity, replace(await limits.project(t, actor, identity), away=True))
        return await give_back_own(t, actor, identity)


async def return_to_project(database: Database, actor: Actor, project: int) -> OwnProject:
    """Come back."""
    async with database.transaction(actor) as t:
        identity = (await reach_project(t, actor, project)).project.id
        own = replace(await limits.project(t, actor, identity), away=False)
        await limits.put_project(t, actor, identity, own)
        return own
