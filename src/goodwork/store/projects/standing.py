"""What decides on a person's role in a project, read in one statement."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import TextClause, text

from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.model.projects import Policy, ProjectState
from goodwork.routing.access import ProjectRole, Standing
from goodwork.store.database import Transaction
from goodwork.store.projects.policies import read_policy

_STANDING = """
  SELECT p.id, p.state, p.form_version, p.policy, p.open_to = 'organization',
    (SELECT g.role FROM project_grant g WHERE g.project_id = p.id AND g.person_id = :person),
    p.open_to = 'teams' AND EXISTS (
      SELECT FROM project_team pt JOIN team_member m ON m.team_id = pt.team_id
      WHERE pt.project_id = p.id AND m.person_id = :person)
  FROM project p
"""

_OF_PROJECT = text(f"-- name: project_standing\n {_STANDING} WHERE p.id = :id")
_OF_ITEM = text(
    f"-- name: project_standing_of_item\n {_STANDING} WHERE p.id = (SELECT i.project_id FROM item i WHERE i.id = :id)"
)


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """The narrow facts of a project that most requests need."""

    id: ProjectId
    state: ProjectState
    form_version: int
    policy: Policy


async def of_project(t: Transaction, actor: Actor, project: int) -> tuple[ProjectFacts, Standing] | None:
    """A project of the actor's organization and their standing in it."""
    return await _read(t, _OF_PROJECT, actor, project)


async def of_item(t: Transaction, actor: Actor, item: int) -> tuple[ProjectFacts, Standing] | None:
    """The same for the project of an item."""
    return await _read(t, _OF_ITEM, actor, item)


async def _read(
    t: Transaction, statement: TextClause, actor: Actor, identity: int
) -> tuple[ProjectFacts, Standing] | None:
    row = (await t.execute(statement, {"id": identity, "person": actor.person_id})).first()
    if row is None:
        return None
    project, state, form_version, policy, everybody, granted, in_team = row
    facts = ProjectFacts(ProjectId(project), ProjectState(state), form_version, read_policy(policy))
    standing = Standing(
        role=actor.role,
        granted=None if granted is None else ProjectRole[granted.upper()],
        open_to_organization=everybody,
        in_team=in_team,
        archived=facts.state is ProjectState.ARCHIVED,
    )
    return facts, standing
