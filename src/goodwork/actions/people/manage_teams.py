"""Teams: listed, made, renamed and removed by those who lead the organization."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.people.leading import check_leads
from goodwork.actions.people.restrict import restrict
from goodwork.actions.people.sessions import hold_access
from goodwork.actions.stories.give_back import give_back_ended
from goodwork.errors import Conflict, NotFound
from goodwork.model.ids import TeamId
from goodwork.model.people import Actor
from goodwork.model.restrictions import Basis, Restricts, Taken
from goodwork.names import read_name
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.people import teams
from goodwork.store.people.teams import Team


async def list_teams(database: Database, actor: Actor, *, after: int, limit: int) -> list[Team]:
    """The teams of the organization after an id."""
    check_leads(actor)
    async with database.transaction(actor) as t:
        return await teams.page(t, after, limit)


async def make_team(database: Database, actor: Actor, name: str, *, key: str | None = None) -> Team:
    """A new team without people."""
    check_leads(actor)
    name = read_name(name)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        remembered = await idempotency.recall(t, actor, key, idempotency.fingerprint("make_team", name))
        if remembered is not None:
            return Team(TeamId(remembered), name, 0)
        made = await teams.add(t, actor.organization_id, name)
        if made is None:
            raise _taken(name)
        await audit.record(t, actor, "team.made", "team", made, {"after": {"name": name}})
        await idempotency.remember(t, actor, key, made)
    return Team(made, name, 0)


async def rename_team(database: Database, actor: Actor, team: int, name: str) -> Team:
    """Another name for a team."""
    check_leads(actor)
    name = read_name(name)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        before = await _one(t, team)
        if not await teams.rename(t, before.id, name):
            raise _taken(name)
        if name != before.name:
            detail = {"before": {"name": before.name}, "after": {"name": name}}
            await audit.record(t, actor, "team.changed", "team", before.id, detail)
    return Team(before.id, name, before.members)


async def remove_team(database: Database, actor: Actor, team: int, basis: Basis, *, key: str | None = None) -> None:
    """Remove a team, with a reason where it has people. They stay; projects that were open to it alone are open to
    those with a grant."""
    check_leads(actor)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        mark = idempotency.fingerprint("remove_team", team, basis.reason, basis.evidence)
        if await idempotency.recall(t, actor, key, mark) is not None:
            return
        before = await _one(t, team, lock=True)
        members = await teams.members(t, before.id)
        left = {"team_id": before.id, "team": before.name}
        reason = await restrict(t, actor, [Taken(member, Restricts.TEAM, left, {}) for member in members], basis)
        await teams.remove(t, before.id)
        await give_back_ended(t, actor.organization_id, people=members)
        detail = {"before": {"name": before.name}, **({} if reason is None else {"after": {"reason": reason}})}
        await audit.record(t, actor, "team.removed", "team", before.id, detail)
        await idempotency.remember(t, actor, key, {})


async def _one(t: Transaction, team: int, *, lock: bool = False) -> Team:
    found = await teams.one(t, team, lock=lock)
    if found is None:
        raise NotFound
    return found


def _taken(name: str) -> Conflict:
    return Conflict(
        f"There is a team called {name!r} already.", kept="Nothing was changed.", next_step="Choose another name."
    )
