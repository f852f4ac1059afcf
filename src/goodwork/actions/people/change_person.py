"""People of an organization: listed and changed by those who lead it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from goodwork.actions.people.ending import end_access
from goodwork.actions.people.leading import check_gives_role, check_leads, check_teams
from goodwork.actions.people.restrict import restrict
from goodwork.actions.people.sessions import hold_access
from goodwork.actions.stories.give_back import give_back_ended
from goodwork.errors import Conflict, NotFound, NotSignedIn
from goodwork.model.ids import PersonId
from goodwork.model.people import Actor, Person, Role
from goodwork.model.restrictions import Basis, Restricts, Taken
from goodwork.names import kept, read_name
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.people import people, teams

_WIDTH = tuple(Role)
"""Roles from the widest to the narrowest."""


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """What is to change; None: stays."""

    name: str | None = None
    role: Role | None = None
    active: bool | None = None
    team_ids: Sequence[int] | None = None
    basis: Basis = field(default_factory=Basis)
    """Why, where the change takes something from them."""


async def list_people(
    database: Database, actor: Actor, *, search: str = "", after: tuple[str, int] = ("", 0), limit: int
) -> list[Person]:
    """The people of the organization by their names, after a name and an id; those whom the words fit."""
    check_leads(actor)
    async with database.transaction(actor) as t:
        return await people.page(t, kept(search), after, limit)


async def change_person(database: Database, actor: Actor, person: int, changes: PersonChanges) -> Person:
    """Change a person's name, role, teams or whether they may sign in. What takes something from them has a reason.

    Who is deactivated is signed out everywhere and loses their tokens at once; what they hold goes back to the queue,
    and their answers and drafts stay. The organization always keeps an owner who may sign in.
    """
    check_leads(actor)
    async with database.transaction(actor) as t:
        # Owners first and people second, in every such transaction: one order, so that none waits for the other.
        owners = await people.active_owners(t)
        before = await people.one(t, PersonId(person), lock=True)
        actor = await _as_they_are(t, actor)
        if before is None:
            raise NotFound
        role = changes.role or before.role
        active = before.active if changes.active is None else changes.active
        check_gives_role(actor, before.role, role)
        if owners == [before.id] and (role is not Role.OWNER or not active):
            raise Conflict(
                "This is the last owner of the organization.",
                kept="Nothing was changed.",
                next_step="Make somebody else an owner first.",
            )
        if active and not before.active and await people.has_left(t, before.id):
            raise Conflict(
                f"{before.name} left by themselves.",
                kept="Nothing was changed.",
                next_step="Invite them: whoever left comes back by an invitation that they accept.",
            )
        name = before.name if changes.name is None else read_name(changes.name)
        wanted = None if changes.team_ids is None else await check_teams(t, changes.team_ids)
        reason = await restrict(t, actor, await _taken(t, before, role, active, wanted), changes.basis)
        await people.change(t, before.id, name=name, role=role, active=active)
        if wanted is not None:
            await teams.set_teams(t, actor.organization_id, before.id, wanted)
        if not active:
            await end_access(t, before.id)
        await give_back_ended(t, actor.organization_id, people=[before.id])
        after = await people.one(t, before.id)
        assert after is not None
        await _record(t, actor, before, after, reason)
    return after


async def _as_they_are(t: Transaction, actor: Actor) -> Actor:
    """Who asks, with the role they have now: another change may have gone first while this one waited for the rows."""
    await hold_access(t, actor)
    now = await people.one(t, actor.person_id)
    if now is None or not now.active:
        raise NotSignedIn("You have no access any more.", kept="Nothing was changed.")
    return replace(actor, role=now.role)


async def _taken(t: Transaction, before: Person, role: Role, active: bool, wanted: Sequence[int] | None) -> list[Taken]:
    """What the change takes from the person."""
    taken: list[Taken] = []
    if before.active and not active:
        taken.append(Taken(before.id, Restricts.ACCESS, {"role": before.role.value}, {}))
    if _WIDTH.index(role) > _WIDTH.index(before.role):
        taken.append(Taken(before.id, Restricts.ROLE, {"role": before.role.value}, {"role": role.value}))
    left = sorted(set(before.team_ids) - set(before.team_ids if wanted is None else wanted))
    if left:
        for team, name in (await teams.names(t, left)).items():
            taken.append(Taken(before.id, Restricts.TEAM, {"team_id": team, "team": name}, {}))
    return taken


async def _record(t: Transaction, actor: Actor, before: Person, after: Person, reason: str | None) -> None:
    was, now = _facts(before), _facts(after)
    changed = [fact for fact in was if was[fact] != now[fact]]
    if changed:
        detail = {"before": {f: was[f] for f in changed}, "after": {f: now[f] for f in changed}}
        if reason is not None:
            detail["after"]["reason"] = reason
        await audit.record(t, actor, "person.changed", "person", before.id, detail)


def _facts(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "role": person.role.value,
        "active": person.active,
        "team_ids": list(person.team_ids),
    }
