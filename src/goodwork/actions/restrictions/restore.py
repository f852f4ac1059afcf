"""Giving back what a restriction took, because an appeal against it was upheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.actions.people.leading import check_gives_role
from goodwork.actions.people.sessions import hold_access
from goodwork.model.ids import PersonId, ProjectId
from goodwork.model.people import Actor, Role
from goodwork.model.projects import OpenTo
from goodwork.model.restrictions import Restricts, Taken
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Transaction
from goodwork.store.people import people, teams
from goodwork.store.projects import grants, projects
from goodwork.store.restrictions import restrictions

_WIDTH = tuple(Role)
"""Roles from the widest to the narrowest."""
_NO_ROLE = 0


async def restore(t: Transaction, actor: Actor, taken: Taken, later: Sequence[Mapping[str, Any]]) -> None:
    """Give it back, but never less than they hold by now, nor more than ``later`` decisions of the same sort left that
    stand. What is gone meanwhile, such as a team, stays gone; and whoever left by themselves meanwhile is not brought
    back: an invitation does that, which they accept.
    """
    person = PersonId(taken.person_id)
    now = await people.one(t, person, lock=True)
    assert now is not None, "people are never deleted"
    await hold_access(t, actor)
    match taken.what:
        case Restricts.ACCESS:
            # Who leads gives a role with the access, so it takes the right to give that role.
            check_gives_role(actor, now.role, now.role)
            if not later and not await people.has_left(t, person):
                await people.change(t, person, name=now.name, role=now.role, active=True)
        case Restricts.ROLE:
            back = max((Role(one["role"]) for one in (taken.before, *later)), key=_WIDTH.index)
            role = min(now.role, back, key=_WIDTH.index)
            check_gives_role(actor, now.role, role)
            await people.change(t, person, name=now.name, role=role, active=now.active)
        case Restricts.TEAM:
            if not later:
                await teams.join(t, actor.organization_id, person, [taken.before["team_id"]])
        case Restricts.GRANT:
            project = ProjectId(taken.project_id or 0)
            role = min(_granted(one) for one in (taken.before, *later))
            if role > (await grants.one(t, project, person) or _NO_ROLE):
                await grants.put(t, actor.organization_id, project, person, ProjectRole(role))
        case Restricts.OPENING:
            if not later:
                await _open_again(t, actor, taken)
        case Restricts.REQUIREMENT:
            # The project goes on asking for it: of everybody else.
            if not later:
                project = ProjectId(taken.project_id or 0)
                await restrictions.waive(t, project, person, taken.before["qualification_id"])


def _granted(what: Mapping[str, Any]) -> int:
    return ProjectRole[str(what["role"]).upper()] if "role" in what else _NO_ROLE


async def _open_again(t: Transaction, actor: Actor, taken: Taken) -> None:
    """Open the project to whom it was open, and to whom it is open by now."""
    project = await projects.one(t, ProjectId(taken.project_id or 0), lock=True)
    assert project is not None, "projects are never deleted"
    if taken.before["open_to"] == OpenTo.ORGANIZATION.value:
        await projects.change(
            t,
            project.id,
            name=project.name,
            purpose=project.purpose,
            state=project.state,
            policy=project.policy,
            open_to=OpenTo.ORGANIZATION,
        )
    # Teams that are gone are left out by the statement itself.
    await projects.set_teams(t, actor, project.id, sorted({*project.team_ids, *taken.before["team_ids"]}))
