"""Projects in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from goodwork.forms.reading import read_form
from goodwork.judging.proof import unproved
from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.model.projects import Guideline, OpenTo, Policy, Progress, Project, ProjectState
from goodwork.store.database import Transaction
from goodwork.store.projects.policies import policy_json, read_policy

_ADD = text("""
  -- name: project_add
  INSERT INTO project (organization_id, name, purpose, policy, open_to, created_by)
  VALUES (:organization, :name, :purpose, :policy, :open_to, :person) RETURNING id
""")

_ADD_PROGRESS = text("""
  -- name: project_add_progress
  INSERT INTO project_progress (organization_id, project_id) VALUES (:organization, :project)
""")

_CHANGE = text("""
  -- name: project_change
  UPDATE project SET name = :name, purpose = :purpose, state = :state, policy = :policy, open_to = :open_to
  WHERE id = :id
""")

_LOCK = text("""
  -- name: project_lock
  SELECT id FROM project WHERE id = :id FOR NO KEY UPDATE
""")

_ONE = text("""
  -- name: project_one
  SELECT p.id, p.name, p.purpose, p.state, p.policy, p.form_version, f.questions,
    g.version, g.markdown, g.note, g.created_at, p.open_to,
    ARRAY(SELECT t.team_id FROM project_team t WHERE t.project_id = p.id ORDER BY t.team_id), p.created_at::date
  FROM project p
  JOIN form f ON f.project_id = p.id AND f.version = p.form_version
  JOIN guideline g ON g.project_id = p.id AND g.version = p.guideline_version
  WHERE p.id = :id
""")

_STATE = text("-- name: project_state\n SELECT state FROM project WHERE id = :id")

OF_NOW = "coalesce({q}.proof_target = CAST(p.policy ->> 'target' AS real) AND {q}.form_version = p.form_version, false)"
"""Whether what gold proved at the last refit is of the target and the questions of now."""

_PROGRESS = text(f"""
  -- name: project_progress
  SELECT coalesce(q.items, 0), coalesce(q.settled, 0), coalesce(q.settled_met, 0),
    coalesce(q.settled_most_reached, 0), coalesce(q.settled_no_gain, 0),
    coalesce(q.settled_by_person, 0), coalesce(q.settled_on_count, 0),
    coalesce(q.settled_unknown, 0), coalesce(q.expert, 0), coalesce(q.held, 0), coalesce(q.set_aside, 0),
    coalesce(q.annotations, 0), coalesce(q.answers_saved, 0),
    (SELECT count(*) FROM to_appraise WHERE project_id = p.id),
    p.policy, asked.questions, f.proves, f.proof_missing, {OF_NOW.format(q="f")}
  FROM project p JOIN form asked ON asked.project_id = p.id AND asked.version = p.form_version
  LEFT JOIN project_progress q ON q.project_id = p.id LEFT JOIN project_quality f ON f.project_id = p.id
  WHERE p.id = :id
""")

_BY_NAME = text("""
  -- name: project_by_name
  SELECT id FROM project WHERE name = :name
""")

_ADD_FORM = text("""
  -- name: form_add
  INSERT INTO form (organization_id, project_id, version, questions, created_by)
  VALUES (:organization, :project, :version, :questions, :person)
""")
_USE_FORM = text("""
  -- name: form_use
  UPDATE project SET form_version = :version WHERE id = :project
""")

_ADD_GUIDELINE = text("""
  -- name: guideline_add
  INSERT INTO guideline (organization_id, project_id, version, markdown, note, created_by)
  VALUES (:organization, :project, :version, :markdown, :note, :person)
  RETURNING version, markdown, note, created_at
""")
_USE_GUIDELINE = text("""
  -- name: guideline_use
  UPDATE project SET guideline_version = :version WHERE id = :project
""")
_GUIDELINES = text("""
  -- name: guideline_list
  SELECT version, markdown, note, created_at FROM guideline
  WHERE project_id = :project ORDER BY version DESC LIMIT :limit
""")

_CLEAR_TEAMS = text("""
  -- name: project_clear_teams
  DELETE FROM project_team WHERE project_id = :project
""")
_ADD_TEAMS = text("""
  -- name: project_add_teams
  INSERT INTO project_team (organization_id, project_id, team_id)
  SELECT :organization, :project, t.id FROM team t WHERE t.id = ANY(:teams)
  RETURNING team_id
""")


class NameTaken(Exception):
    """A project of this organization has this name."""


async def add(t: Transaction, actor: Actor, *, name: str, purpose: str, policy: Policy, open_to: OpenTo) -> ProjectId:
    """Make a project; its form and its guideline are added next, in the same transaction."""
    given = {
        "organization": actor.organization_id, "name": name, "purpose": purpose, "policy": Jsonb(policy_json(policy)),
        "open_to": open_to.value, "person": actor.person_id,
    }  # fmt: skip
    try:
        async with t.begin_nested():
            project = ProjectId((await t.execute(_ADD, given)).scalar_one())
    except IntegrityError as error:
        raise _taken(error) from None
    await t.execute(_ADD_PROGRESS, {"organization": actor.organization_id, "project": project})
    return project


async def change(
    t: Transaction,
    project: ProjectId,
    *,
    name: str,
    purpose: str,
    state: ProjectState,
    policy: Policy,
    open_to: OpenTo,
) -> None:
    """Write a project's changed facts."""
    given = {
        "id": project, "name": name, "purpose": purpose, "state": state.value,
        "policy": Jsonb(policy_json(policy)), "open_to": open_to.value,
    }  # fmt: skip
    try:
        async with t.begin_nested():
            await t.execute(_CHANGE, given)
    except IntegrityError as error:
        raise _taken(error) from None


async def one(t: Transaction, project: ProjectId, *, lock: bool = False) -> Project | None:
    """A project of the transaction's organization; with ``lock`` nobody else changes it until the end."""
    if lock:
        await t.execute(_LOCK, {"id": project})
    row = (await t.execute(_ONE, {"id": project})).first()
    if row is None:
        return None
    return Project(
        id=ProjectId(row[0]),
        name=row[1],
        purpose=row[2],
        state=ProjectState(row[3]),
        policy=read_policy(row[4]),
        form_version=row[5],
        questions=tuple(row[6]),
        guideline=Guideline(*row[7:11]),
        open_to=OpenTo(row[11]),
        team_ids=tuple(row[12]),
        created_on=row[13],
    )


async def state(t: Transaction, project: ProjectId) -> ProjectState:
    """The state of a project that is there."""
    return ProjectState((await t.execute(_STATE, {"id": project})).scalar_one())


async def by_name(t: Transaction, name: str) -> ProjectId | None:
    """The organization's project of this name."""
    found = (await t.execute(_BY_NAME, {"name": name})).scalar_one_or_none()
    return None if found is None else ProjectId(found)


async def progress(t: Transaction, project: ProjectId) -> Progress:
    """How far a project is."""
    *counted, policy, questions, proves, missing, of_now = (await t.execute(_PROGRESS, {"id": project})).one()
    nothing = unproved(read_form(questions), read_policy(policy).target)
    return Progress(*counted, proof=replace(nothing, proves=proves, missing=missing) if of_now else nothing)


async def add_form(t: Transaction, actor: Actor, project: ProjectId, version: int, questions: Sequence[Any]) -> None:
    """Keep a version of a project's questions, and use it from now on."""
    given = {
        "organization": actor.organization_id, "project": project, "version": version,
        "questions": Jsonb(list(questions)), "person": actor.person_id,
    }  # fmt: skip
    await t.execute(_ADD_FORM, given)
    await t.execute(_USE_FORM, {"project": project, "version": version})


async def add_guideline(
    t: Transaction, actor: Actor, project: ProjectId, version: int, markdown: str, note: str
) -> Guideline:
    """Keep a version of a project's guideline, and use it from now on."""
    given = {
        "organization": actor.organization_id, "project": project, "version": version, "markdown": markdown,
        "note": note, "person": actor.person_id,
    }  # fmt: skip
    made = Guideline(*(await t.execute(_ADD_GUIDELINE, given)).one())
    await t.execute(_USE_GUIDELINE, {"project": project, "version": version})
    return made


async def guidelines(t: Transaction, project: ProjectId, limit: int) -> list[Guideline]:
    """The newest versions of a project's guideline."""
    return [Guideline(*row) for row in await t.execute(_GUIDELINES, {"project": project, "limit": limit})]


async def set_teams(t: Transaction, actor: Actor, project: ProjectId, teams: Sequence[int]) -> set[int]:
    """Open a project to these teams instead of the ones before; returns those that exist."""
    await t.execute(_CLEAR_TEAMS, {"project": project})
    given = {"organization": actor.organization_id, "project": project, "teams": list(teams)}
    return set((await t.execute(_ADD_TEAMS, given)).scalars())


def _taken(error: IntegrityError) -> Exception:
    return NameTaken() if "project_organization_id_name_key" in str(error.orig) else error
