"""A home across organizations: what is open to somebody, and waits for them, in the others of their account, and what
they look at or choose there from home."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.actions.people.limits import own_work
from goodwork.actions.people.sessions import see_memberships
from goodwork.errors import NotAllowed, NotFound
from goodwork.model.claims import NoWork
from goodwork.model.people import Actor, Membership
from goodwork.model.projects import ProjectState, ProjectSummary
from goodwork.store.database import Database, Kind
from goodwork.store.people import inbox
from goodwork.store.projects import listing
from goodwork.store.projects.listing import Asked, Order

SHOWN = 12
"""Projects of each other organization; the rest is seen there."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another organization of the same account."""

    membership: Membership
    unread: int
    """Entries of the inbox there."""
    projects: list[ProjectSummary]
    more: bool
    met: NoWork | None
    """Why they are given no further item there by their own word."""


async def see_elsewhere(database: Database, actor: Actor) -> list[Elsewhere]:
    """The other organizations, each read in a transaction of its own, in the name of who the account is there.

    One that somebody's access to has ended is among them as long as something is unread there: nobody learns of a
    decision about them by missing a card. One that they left by themselves has nothing to say.
    """
    found: list[Elsewhere] = []
    for one in await _others(database, actor, ended=True):
        there = _self(one)
        if not one.active:
            async with database.transaction(there, kind=Kind.READ) as t:
                if unread := await inbox.unread(t, there):
                    found.append(Elsewhere(one, unread, [], False, None))
            continue
        asked = Asked(state=ProjectState.ACTIVE, order=Order.OLDEST, limit=SHOWN + 1)
        async with database.transaction(there, kind=Kind.READ) as t:
            projects = await listing.page(t, there, asked)
            unread = await inbox.unread(t, there)
            own = await own_work(t, there)
        found.append(Elsewhere(one, unread, projects[:SHOWN], len(projects) > SHOWN, own.met))
    return found


async def self_there(database: Database, actor: Actor, organization: int) -> Actor:
    """Who the account is in another of its organizations: all that is read or written there is so in their name.

    NotFound when they have no access there, whether the organization exists or not.
    """
    for one in await _others(database, actor):
        if one.organization_id == organization:
            return _self(one)
    raise NotFound


async def _others(database: Database, actor: Actor, *, ended: bool = False) -> list[Membership]:
    if actor.scopes is not None:
        raise NotAllowed("A token is of one organization.", next_step="Sign in with your password.")
    held = await see_memberships(database, actor)
    return [one for one in held if (one.active or ended) and one.person_id != actor.person_id]


def _self(one: Membership) -> Actor:
    return Actor(one.organization_id, one.person_id, one.role)
