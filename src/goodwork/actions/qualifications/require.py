"""What a project asks for: tiers of qualifications, which whoever annotates there holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodwork.actions.people.restrict import restrict
from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Fault, Invalid
from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.model.qualifications import MOST_ASKED, Requirement
from goodwork.model.restrictions import Basis, Restricts, Taken
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.projects import projects
from goodwork.store.qualifications import qualifications
from goodwork.store.restrictions import restrictions

Asked = Sequence[tuple[int, int]]
"""Qualifications and the tier of each."""


async def see_requirements(database: Database, actor: Actor, project: int) -> list[Requirement]:
    """What a project asks for, beside what the calling person holds."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project)
        return await qualifications.requirements(t, reached.project.id, actor.person_id)


async def count_shut_out(database: Database, actor: Actor, project: int, asked: Asked) -> int:
    """How many who work in a project would lack something if it asked for this; for its managers. Changes nothing."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        identity = reached.project.id
        await _check(t, asked)
        before = await qualifications.requirements(t, identity, actor.person_id)
        found = await _shut_out(t, identity, before, asked)
        return len({person for person, _ in found if person != actor.person_id})


async def change_requirements(
    database: Database, actor: Actor, project: int, asked: Asked, basis: Basis
) -> list[Requirement]:
    """Have a project ask for these tiers (qualification, tier), and for no others; for its managers.

    What is in hand may be finished by whoever holds it. Those who review or lead the project are let in by their role.
    Invalid without a reason where somebody who works there would lack something that they did not lack before: they
    read it, and may appeal.
    """
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        await hold_access(t, actor)
        identity = reached.project.id
        # Two who change it at once go one after the other: each is judged by what is asked for then.
        await projects.one(t, identity, lock=True)
        names = await _check(t, asked)
        before = await qualifications.requirements(t, identity, actor.person_id)
        found = await _shut_out(t, identity, before, asked)
        reason = await restrict(t, actor, _taken(identity, before, dict(asked), names, found), basis)
        await qualifications.require(t, actor.organization_id, identity, asked)
        after = await qualifications.requirements(t, identity, actor.person_id)
        if (was := _facts(before)) != (now := _facts(after)):
            because = {} if reason is None else {"reason": reason}
            detail = {"before": {"asks_for": was}, "after": {"asks_for": now, **because}}
            await audit.record(t, actor, "project.changed", "project", identity, detail)
        return after


async def _check(t: Transaction, asked: Asked) -> Mapping[int, tuple[str, Mapping[int, str]]]:
    """The names of what is asked for, and of its tiers; Invalid when there is no such thing."""
    known = await qualifications.known(t, [one for one, _ in asked])
    faults = [
        Fault(f"requirements.{place}", "There is no such tier: it was removed, or never was.")
        for place, (one, tier) in enumerate(asked)
        if one not in known or tier not in known[one][1]
    ]
    if len({one for one, _ in asked}) < len(asked):
        faults.append(Fault("requirements", "A project asks for one tier of a qualification."))
    if len(asked) > MOST_ASKED:
        faults.append(Fault("requirements", f"A project asks for at most {MOST_ASKED} qualifications."))
    if faults:
        raise Invalid("The project can't ask for this.", kept="Nothing was changed.", faults=faults)
    return known


async def _shut_out(
    t: Transaction, project: ProjectId, before: Sequence[Requirement], asked: Asked
) -> list[tuple[int, int]]:
    was = {one.qualification_id: one.tier for one in before}
    raised = [(one, was.get(one, 0), tier) for one, tier in asked if tier > was.get(one, 0)]
    return await restrictions.shut_out(t, project, raised) if raised else []


def _taken(
    project: ProjectId,
    before: Sequence[Requirement],
    asked: Mapping[int, int],
    names: Mapping[int, tuple[str, Mapping[int, str]]],
    found: Sequence[tuple[int, int]],
) -> list[Taken]:
    """What each of these people lacks from now on, a line for each qualification."""
    was = {one.qualification_id: {"tier": one.tier_name} for one in before}
    taken: list[Taken] = []
    for person, one in found:
        name, tiers = names[one]
        now = {"qualification": name, "tier": tiers[asked[one]]}
        held = {"qualification_id": one, **was.get(one, {})}
        taken.append(Taken(person, Restricts.REQUIREMENT, held, now, project))
    return taken


def _facts(asked: Sequence[Requirement]) -> list[str]:
    return [f"{one.name}: {one.tier_name}" for one in asked]
