"""Skills of people, per project and question, with the items they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import text

from goodwork.judging.scoring import Basis
from goodwork.learning.skills import SkillRow
from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Transaction
from goodwork.store.items.payloads import GLIMPSE
from goodwork.store.quality.as_json import evidence_json, evidence_of

_WRITE = text("""
  -- name: skill_write
  INSERT INTO skill AS s (project_id, question, person_id, organization_id, estimate, low, high, items, evidence, basis)
  SELECT :project, :question, n.person_id, :organization, n.estimate, n.low, n.high, n.items,
    CAST(n.evidence AS jsonb), CAST(n.basis AS real[])
  FROM unnest(CAST(:person_id AS integer[]), CAST(:estimate AS real[]), CAST(:low AS real[]), CAST(:high AS real[]),
              CAST(:items AS integer[]), CAST(:evidence AS text[]), CAST(:basis AS text[]))
    AS n (person_id, estimate, low, high, items, evidence, basis)
  ORDER BY n.person_id
  ON CONFLICT (project_id, question, person_id) DO UPDATE SET estimate = excluded.estimate, low = excluded.low,
    high = excluded.high, items = excluded.items, evidence = excluded.evidence, basis = excluded.basis,
    updated_at = now()
""")

# From project to project by the index: how many answers there are plays no part.
_PROJECTS = text("""
  -- name: skill_projects
  WITH RECURSIVE w (project_id) AS (
    (SELECT a.project_id FROM annotation a WHERE a.person_id = :person AND a.project_id < :before
     ORDER BY a.project_id DESC LIMIT 1)
    UNION ALL
    SELECT (SELECT a.project_id FROM annotation a WHERE a.person_id = :person AND a.project_id < w.project_id
            ORDER BY a.project_id DESC LIMIT 1)
    FROM w WHERE w.project_id IS NOT NULL)
  SELECT p.id, p.name, f.questions FROM w
  JOIN project p ON p.id = w.project_id JOIN form f ON f.project_id = p.id AND f.version = p.form_version
  WHERE EXISTS (SELECT FROM project_standing(p.id, :viewer, :role) s WHERE s.role >= :least)
  ORDER BY p.id DESC LIMIT :limit
""")

_OF_PERSON = text("""
  -- name: skill_of_person
  SELECT s.project_id, s.question, s.estimate, s.low, s.high, s.items, s.evidence
  FROM unnest(CAST(:projects AS integer[]), CAST(:questions AS text[])) AS n (project_id, question)
  JOIN skill s ON s.project_id = n.project_id AND s.question = n.question AND s.person_id = :person
""")

_OF_QUESTION = text("""
  -- name: skill_of_question
  SELECT person_id, estimate, low, high, items, evidence, basis FROM skill
  WHERE project_id = :project AND question = :question AND person_id = ANY(:people)
  ORDER BY person_id FOR NO KEY UPDATE
""")

# The way back to the desk, for whoever answered.
_CLAIMS = text("""
  -- name: skill_claims
  SELECT DISTINCT ON (item_id) item_id, claim_id FROM annotation
  WHERE person_id = :person AND item_id = ANY(:items) ORDER BY item_id, revision DESC
""")

_EXCERPTS = text(f"""
  -- name: skill_excerpts
  SELECT w.item_id, {GLIMPSE} FROM item_payload w WHERE w.item_id = ANY(:items)
""")


@dataclass(frozen=True, slots=True)
class WorkedIn:
    """A project that a person answered items of, with the questions that it asks now."""

    project_id: int
    project: str
    questions: Sequence[Mapping[str, Any]]


async def write(
    t: Transaction, organization: OrganizationId, project: ProjectId, question: str, rows: Sequence[SkillRow]
) -> None:
    """Keep the skills of everybody on one question."""
    if not rows:
        return
    values = {
        "organization": organization,
        "project": project,
        "question": question,
        "person_id": [r.person_id for r in rows],
        "estimate": [r.estimate for r in rows],
        "low": [r.low for r in rows],
        "high": [r.high for r in rows],
        "items": [r.items for r in rows],
        "evidence": [orjson.dumps(evidence_json(r.evidence)).decode() for r in rows],
        "basis": [None if r.basis is None else _array(r.basis) for r in rows],
    }
    await t.execute(_WRITE, values)


async def of_question(t: Transaction, project: ProjectId, question: str, people: Sequence[int]) -> list[SkillRow]:
    """The skills of these people on one question, locked."""
    values = {"project": project, "question": question, "people": list(people)}
    return [
        SkillRow(
            person, mean, low, high, items, evidence_of(kept),
            None if basis is None else Basis(basis[0], basis[1], basis[2:]),
        )
        for person, mean, low, high, items, kept, basis in await t.execute(_OF_QUESTION, values)
    ]  # fmt: skip


def _array(basis: Basis) -> str:
    return "{" + ",".join(map(repr, (basis.low, basis.width, *basis.likelihood))) + "}"


async def worked_in(
    t: Transaction, viewer: Actor, person: PersonId, least: ProjectRole, before: int, limit: int
) -> list[WorkedIn]:
    """The projects that a person answered items of and in which the viewer has at least this role, newest first."""
    values = {
        "person": person, "viewer": viewer.person_id, "role": viewer.role.value, "least": least.value,
        "before": before, "limit": limit,
    }  # fmt: skip
    return [WorkedIn(*row) for row in await t.execute(_PROJECTS, values)]


async def of_person(
    t: Transaction, person: PersonId, asked: Sequence[tuple[int, str]]
) -> dict[tuple[int, str], SkillRow]:
    """A person's skills on these questions of these projects."""
    values = {"person": person, "projects": [p for p, _ in asked], "questions": [key for _, key in asked]}
    return {
        (project, question): SkillRow(person, mean, low, high, items, evidence_of(kept))
        for project, question, mean, low, high, items, kept in await t.execute(_OF_PERSON, values)
    }


async def claims(t: Transaction, person: PersonId, items: Sequence[int]) -> dict[int, int]:
    """The claims under which a person answered these items."""
    return {row[0]: row[1] for row in await t.execute(_CLAIMS, {"person": person, "items": list(items)})}


async def payloads(t: Transaction, items: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """The payloads of the items that evidence names."""
    return {row[0]: row[1] for row in await t.execute(_EXCERPTS, {"items": list(items)})}
