"""Changing a project: its facts, questions, policy, who it is open to, and whether it gives out work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from goodwork.actions.people.restrict import restrict
from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.adjust_items import ask_for_adjustment, moves_the_stop, touches_items
from goodwork.actions.projects.checks import (
    changed_questions,
    check_policy,
    read_purpose,
    read_questions,
)
from goodwork.actions.projects.make_project import name_taken, set_teams
from goodwork.actions.projects.reach import reach_project
from goodwork.actions.stories.give_back import give_back_ended
from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.model.projects import OpenTo, Policy, Project, ProjectState
from goodwork.model.restrictions import Basis, Restricts, Taken
from goodwork.names import read_name
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.projects import projects
from goodwork.store.quality import fits
from goodwork.store.restrictions import restrictions


@dataclass(frozen=True, slots=True)
class ProjectChanges:
    """What is to change; None: stays."""

    name: str | None = None
    purpose: str | None = None
    questions: Sequence[Mapping[str, Any]] | None = None
    policy: Policy | None = None
    state: ProjectState | None = None
    open_to: OpenTo | None = None
    team_ids: Sequence[int] | None = None
    basis: Basis = field(default_factory=Basis)
    """Why, where somebody who works here may not work here any more."""


async def change_project(database: Database, actor: Actor, project: int, changes: ProjectChanges) -> None:
    """Change a project; for its managers."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        # Whom it is open to, and whether at all, is access that outlives the session of who asks.
        await hold_access(t, actor)
        await change_project_in(t, actor, reached.project.id, changes)


async def change_project_in(t: Transaction, actor: Actor, project: ProjectId, changes: ProjectChanges) -> None:
    """The same inside a transaction, for a project that was reached."""
    before = await projects.one(t, project, lock=True)
    assert before is not None, "it was reached, and projects are never deleted"
    after = Project(
        id=before.id,
        name=before.name if changes.name is None else read_name(changes.name),
        purpose=before.purpose if changes.purpose is None else read_purpose(changes.purpose),
        state=changes.state or before.state,
        policy=before.policy if changes.policy is None else check_policy(changes.policy),
        form_version=before.form_version,
        questions=before.questions if changes.questions is None else tuple(read_questions(changes.questions)),
        guideline=before.guideline,
        open_to=changes.open_to or before.open_to,
        team_ids=before.team_ids if changes.team_ids is None else tuple(sorted(set(changes.team_ids))),
        created_on=before.created_on,
    )
    # The old questions stay under their version, and so do the answers that were given to them: labels may be
    # renamed or removed at any time.
    asks_anew = list(before.questions) != list(after.questions)
    if asks_anew:
        changed_questions(before.questions, after.questions)
    narrows = (after.open_to, after.team_ids) != (before.open_to, before.team_ids)
    could = await restrictions.who_work(t, project) if narrows else []
    try:
        await projects.change(
            t,
            project,
            name=after.name,
            purpose=after.purpose,
            state=after.state,
            policy=after.policy,
            open_to=after.open_to,
        )
    except projects.NameTaken:
        raise name_taken(after.name) from None
    if asks_anew:
        await projects.add_form(t, actor, project, before.form_version + 1, after.questions)
    if after.team_ids != before.team_ids:
        await set_teams(t, actor, project, after.team_ids)
    if could:
        can = set(await restrictions.who_work(t, project))
        await _restrict(t, actor, before, after, [person for person in could if person not in can], changes.basis)
    if _access(before) != _access(after):
        await give_back_ended(t, actor.organization_id, projects=[project])
    if touches_items(before.policy, after.policy):
        await ask_for_adjustment(t, actor.organization_id, project)
    if asks_anew or moves_the_stop(before.policy, after.policy):
        # What was learned is of other questions or of another stop; the items are decided again by what is learned now.
        await fits.ask(t, actor.organization_id, project)
    await _record(t, actor, before, after)


async def _restrict(
    t: Transaction, actor: Actor, before: Project, after: Project, people: Sequence[int], basis: Basis
) -> None:
    was, now = ({"open_to": one.open_to.value, "team_ids": list(one.team_ids)} for one in (before, after))
    await restrict(t, actor, [Taken(person, Restricts.OPENING, was, now, before.id) for person in people], basis)


def _access(project: Project) -> tuple[object, ...]:
    """What decides on who may work here, and finish what they hold."""
    return project.open_to, project.team_ids, project.policy.finish_in_hand, project.state


async def _record(t: Transaction, actor: Actor, before: Project, after: Project) -> None:
    was, now = _facts(before), _facts(after)
    changed = [fact for fact in was if was[fact] != now[fact]]
    if changed:
        detail = {"before": {f: was[f] for f in changed}, "after": {f: now[f] for f in changed}}
        await audit.record(t, actor, "project.changed", "project", before.id, detail)


def _facts(project: Project) -> dict[str, Any]:
    return {
        "name": project.name,
        "purpose": project.purpose,
        "state": project.state.value,
        "policy": asdict(project.policy),
        "questions": list(project.questions),
        "open_to": project.open_to.value,
        "team_ids": list(project.team_ids),
    }
