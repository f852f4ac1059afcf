"""The people who have answered in a project: how much, what of it was reviewed, and their skills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text

from goodwork.learning.report import Estimate
from goodwork.model.ids import ProjectId
from goodwork.store.database import Transaction
from goodwork.store.people.people import FITS

_PAGE = text(f"""
  -- name: project_people
  SELECT p.id, p.name, p.pseudonym, m.annotations, m.reviewed,
    (SELECT jsonb_object_agg(s.question, jsonb_build_object('value', s.estimate, 'low', s.low, 'high', s.high,
       'items', s.items, 'why', coalesce(s.evidence ->> 'why', '')))
     FROM skill s WHERE s.person_id = p.id AND s.project_id = :project)
  FROM project_person m JOIN person p ON p.id = m.person_id
  WHERE m.project_id = :project AND m.annotations > 0 AND (lower(p.name), p.id) > (lower(:name), :after) AND {FITS}
  ORDER BY lower(p.name), p.id LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class ProjectPerson:
    """Somebody who has answered in a project."""

    id: int
    name: str
    pseudonym: str
    answers: int
    reviewed: int
    """Items of theirs that were reviewed after they had answered."""
    skills: Mapping[str, Estimate]
    """By question."""


async def page(
    t: Transaction, project: ProjectId, search: str, after: tuple[str, int], limit: int
) -> list[ProjectPerson]:
    """People after a name and an id, by their names; those whom the words fit."""
    name, person = after
    values = {"project": project, "search": search, "name": name, "after": person, "limit": limit}
    return [
        ProjectPerson(*row[:5], skills={key: Estimate(**kept) for key, kept in sorted((row[5] or {}).items())})
        for row in await t.execute(_PAGE, values)
    ]
