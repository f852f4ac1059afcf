"""Grants: roles that people hold in one project, in the database."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Transaction

_LIST = text("""
  -- name: grant_list
  SELECT g.person_id, p.name, g.role FROM project_grant g JOIN person p ON p.id = g.person_id
  WHERE g.project_id = :project ORDER BY g.person_id LIMIT :limit
""")
_ONE = text("""
  -- name: grant_one
  SELECT role FROM project_grant WHERE project_id = :project AND person_id = :person
""")
_PUT = text("""
  -- name: grant_put
  INSERT INTO project_grant (organization_id, project_id, person_id, role)
  SELECT :organization, :project, p.id, :role FROM person p WHERE p.id = :person
  ON CONFLICT (project_id, person_id) DO UPDATE SET role = excluded.role
  RETURNING person_id
""")
_REMOVE = text("""
  -- name: grant_remove
  DELETE FROM project_grant WHERE project_id = :project AND person_id = :person RETURNING role
""")


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that a person holds in one project."""

    person_id: PersonId
    name: str
    role: ProjectRole


async def all_of(t: Transaction, project: ProjectId, limit: int) -> list[Grant]:
    """The grants of a project."""
    rows = await t.execute(_LIST, {"project": project, "limit": limit})
    return [Grant(PersonId(row[0]), row[1], ProjectRole[row[2].upper()]) for row in rows]


async def one(t: Transaction, project: ProjectId, person: int) -> ProjectRole | None:
    """The role that a person is granted in a project."""
    role = (await t.execute(_ONE, {"project": project, "person": person})).scalar_one_or_none()
    return None if role is None else ProjectRole[role.upper()]


async def put(t: Transaction, organization: OrganizationId, project: ProjectId, person: int, role: ProjectRole) -> bool:
    """Grant a role; False when there is no such person in the transaction's organization."""
    given = {"organization": organization, "project": project, "person": person, "role": role.word}
    return (await t.execute(_PUT, given)).first() is not None


async def remove(t: Transaction, project: ProjectId, person: int) -> bool:
    """Take a grant back; False when there is none."""
    return (await t.execute(_REMOVE, {"project": project, "person": person})).first() is not None
