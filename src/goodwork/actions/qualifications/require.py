"""What a project asks for: tiers of qualifications, which whoever annotates there holds."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Fault, Invalid
from goodwork.model.people import Actor
from goodwork.model.qualifications import MOST_ASKED, Requirement
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.qualifications import qualifications


async def see_requirements(database: Database, actor: Actor, project: int) -> list[Requirement]:
    """What a project asks for, beside what the calling person holds."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project)
        return await qualifications.requirements(t, reached.project.id, actor.person_id)


async def change_requirements(
    database: Database, actor: Actor, project: int, asked: Sequence[tuple[int, int]]
) -> list[Requirement]:
    """Have a project ask for these tiers (qualification, tier), and for no others; for its managers.

    What is in hand may be finished by whoever holds it. Those who review or lead the project are let in by their role.
    """
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        await hold_access(t, actor)
        identity = reached.project.id
        known = await qualifications.known(t, [one for one, _ in asked])
        faults = [
            Fault(f"requirements.{place}", "There is no such tier: it was removed, or never was.")
            for place, (one, tier) in enumerate(asked)
            if tier not in known.get(one, ())
        ]
        if len({one for one, _ in asked}) < len(asked):
            faults.append(Fault("requirements", "A project asks for one tier of a qualification."))
        if len(asked) > MOST_ASKED:
            faults.append(Fault("requirements", f"A project asks for at most {MOST_ASKED} qualifications."))
        if faults:
            raise Invalid("The project can't ask for this.", kept="Nothing was changed.", faults=faults)
        before = await qualifications.requirements(t, identity, actor.person_id)
        await qualifications.require(t, actor.organization_id, identity, asked)
        after = await qualifications.requirements(t, identity, actor.person_id)
        if (was := _facts(before)) != (now := _facts(after)):
            detail = {"before": {"asks_for": was}, "after": {"asks_for": now}}
            await audit.record(t, actor, "project.changed", "project", identity, detail)
        return after


def _facts(asked: Sequence[Requirement]) -> list[str]:
    return [f"{one.name}: {one.tier_name}" for one in asked]
