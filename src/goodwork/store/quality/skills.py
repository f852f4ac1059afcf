"""Skills of people, per project and question, with the items they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.store.database import Transaction
from goodwork.store.items.payloads import GLIMPSE

_WRITE = text("""
  -- name: skill_write
  INSERT INTO skill AS s (project_id, question, person_id, organization_id, estimate, low, high, items, evidence)
  SELECT :project, :question, n.person_id, :organization, n.estimate, n.low, n.high, n.items,
    CAST(n.evidence AS jsonb)
  FROM unnest(CAST(:person_id AS integer[]), CAST(:estimate AS real[]), CAST(:low AS real[]), CAST(:high AS real[]),
              CAST(:items AS integer[]), CAST(:evidence AS text[]))
    AS n (person_id, estimate, low, high, items, evidence)
  ON CONFLICT (project_id, question, person_id) DO UPDATE SET estimate = excluded.estimate, low = excluded.low,
    high = excluded.high, items = excluded.items, evidence = excluded.evidence, updated_at = now()
""")

_OF_PERSON = text("""
  -- name: skill_of_person
  SELECT s.project_id, p.name, s.question, q.value ->> 'title', s.estimate, s.low, s.high, s.items, s.evidence
  FROM skill s JOIN project p ON p.id = s.project_id
  JOIN form f ON f.project_id = p.id AND f.version = p.form_version
  JOIN LATERAL jsonb_array_elements(f.questions) q ON q.value ->> 'key' = s.question
  WHERE s.person_id = :person ORDER BY p.name, s.project_id, s.question
""")

_EXCERPTS = text(f"""
  -- name: skill_excerpts
  SELECT w.item_id, {GLIMPSE} FROM item_payload w WHERE w.item_id = ANY(:items)
""")


@dataclass(frozen=True, slots=True)
class SkillRow:
    """What is known of one person on one question; ``estimate`` is None below the minimum of evidence."""

    person_id: int
    estimate: float | None
    low: float | None
    high: float | None
    items: int
    evidence: Mapping[str, Any]
    """``why``: the reason that there is no estimate; ``moves``: the answers that moved it most."""


@dataclass(frozen=True, slots=True)
class OwnSkill:
    """A skill as its person sees it."""

    project_id: int
    project: str
    question: str
    title: str
    estimate: float | None
    low: float | None
    high: float | None
    items: int
    evidence: Mapping[str, Any]


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
        "evidence": [orjson.dumps(r.evidence).decode() for r in rows],
    }
    await t.execute(_WRITE, values)


async def of_person(t: Transaction, person: PersonId) -> list[OwnSkill]:
    """A person's skills in all projects, on questions that are still asked."""
    return [OwnSkill(*row) for row in await t.execute(_OF_PERSON, {"person": person})]


async def payloads(t: Transaction, items: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """The payloads of the items that evidence names."""
    return {row[0]: row[1] for row in await t.execute(_EXCERPTS, {"items": list(items)})}
