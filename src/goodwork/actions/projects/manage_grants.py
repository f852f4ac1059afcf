"""Grants: a role in one project, given and taken back by its managers."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.people.restrict import restrict
from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.reach import reach_project
from goodwork.actions.stories.give_back import give_back_ended
from goodwork.errors import NotFound
from goodwork.model.ids import PersonId, ProjectId
from goodwork.model.people import Actor
from goodwork.model.restrictions import Basis, Restricts, Taken
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.people import people
from goodwork.store.projects import grants
from goodwork.store.projects.grants import Grant

MOST = 1000


async def list_grants(database: Database, actor: Actor, project: int) -> list[Grant]:
    """The grants of a project."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        return await grants.all_of(t, reached.project.id, MOST)


async def grant(database: Database, actor: Actor, project: int, person: int, role: ProjectRole, basis: Basis) -> Grant:
    """Let a person be reviewer or manager of a project; a narrower role than before takes a reason."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        await hold_access(t, actor)
        before = await grants.one(t, reached.project.id, person)
        if before is not None and role < before:
            await restrict(t, actor, [_taken(person, reached.project.id, before, role)], basis)
        if not await grants.put(t, actor.organization_id, reached.project.id, person, role):
            raise NotFound
        name = (await people.me(t, PersonId(person))).name
        if before is not role:
            detail = {
                "before": {"person_id": person, "role": before.word if before else None},
                "after": {"person_id": person, "role": role.word},
            }
            await audit.record(t, actor, "grant.made", "project", reached.project.id, detail)
        return Grant(PersonId(person), name, role)


async def take_back_grant(
    database: Database, actor: Actor, project: int, person: int, basis: Basis, *, key: str | None = None
) -> None:
    """Take a person's grant on a project back, with a reason that they read."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        mark = idempotency.fingerprint("take_back_grant", project, person, basis.reason, basis.evidence)
        if await idempotency.recall(t, actor, key, mark) is not None:
            return
        before = await grants.one(t, reached.project.id, person)
        if before is None:
            raise NotFound
        reason = await restrict(t, actor, [_taken(person, reached.project.id, before, None)], basis)
        if not await grants.remove(t, reached.project.id, person):
            raise NotFound
        await give_back_ended(t, actor.organization_id, people=[person])
        detail: dict[str, object] = {"before": {"person_id": person, "role": before.word}}
        if reason is not None:
            detail["after"] = {"reason": reason}
        await audit.record(t, actor, "grant.taken-back", "project", reached.project.id, detail)
        await idempotency.remember(t, actor, key, {})


def _taken(person: int, project: ProjectId, before: ProjectRole, after: ProjectRole | None) -> Taken:
    narrower = {} if after is None else {"role": after.word}
    return Taken(person, Restricts.GRANT, {"role": before.word}, narrower, project)
