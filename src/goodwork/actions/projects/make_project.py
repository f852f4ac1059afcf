"""A new project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from goodwork.actions import idempotency
from goodwork.actions.projects.checks import check_policy, read_purpose, read_questions
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed
from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.model.projects import OpenTo, Policy
from goodwork.names import read_name
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.projects import projects


@dataclass(frozen=True, slots=True)
class Draft:
    """What a project is to be."""

    name: str
    purpose: str
    questions: Sequence[Mapping[str, Any]]
    guideline: str = ""
    policy: Policy = field(default_factory=Policy)
    open_to: OpenTo = OpenTo.ORGANIZATION
    team_ids: Sequence[int] = ()


async def make_project(database: Database, actor: Actor, draft: Draft, *, key: str | None = None) -> ProjectId:
    """Make a project; for owners and managers of the organization."""
    async with database.transaction(actor) as t:
        return await make_project_in(t, actor, draft, key=key)


async def make_project_in(t: Transaction, actor: Actor, draft: Draft, *, key: str | None = None) -> ProjectId:
    """The same inside a transaction."""
    if not actor.role.leads:
        raise NotAllowed("Only owners and managers make projects.", next_step="Ask one of them.")
    name = read_name(draft.name)
    purpose, questions, policy = (
        read_purpose(draft.purpose),
        read_questions(draft.questions),
        check_policy(draft.policy),
    )
    mark = idempotency.fingerprint(
        "make_project", name, purpose, questions, draft.guideline, asdict(policy), draft.open_to, list(draft.team_ids)
    )
    remembered = await idempotency.recall(t, actor, key, mark)
    if remembered is not None:
        return ProjectId(remembered)
    try:
        project = await projects.add(t, actor, name=name, purpose=purpose, policy=policy, open_to=draft.open_to)
    except projects.NameTaken:
        raise name_taken(name) from None
    await projects.add_form(t, actor, project, 1, questions)
    await projects.add_guideline(t, actor, project, 1, draft.guideline, "")
    await set_teams(t, actor, project, draft.team_ids)
    made = {"name": name, "purpose": purpose, "policy": asdict(policy), "questions": [q["key"] for q in questions]}
    await audit.record(t, actor, "project.made", "project", project, {"after": made})
    await idempotency.remember(t, actor, key, project)
    return project


def name_taken(name: str) -> Conflict:
    """The error when another project has the name."""
    return Conflict(
        f"There is a project called {name!r} already.", kept="Nothing was changed.", next_step="Choose another name."
    )


async def set_teams(t: Transaction, actor: Actor, project: ProjectId, teams: Sequence[int]) -> None:
    """Open a project to these teams; Invalid when one does not exist."""
    known = await projects.set_teams(t, actor, project, teams)
    missing = sorted(set(teams) - known)
    if missing:
        what = f"There is no team {', '.join(map(str, missing))}."
        raise Invalid(what, kept="Nothing was changed.", faults=[Fault("team_ids", what)])
