"""Restrictions in the database: added, and read by whom they concern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text

from goodwork.model.appeals import AppealState
from goodwork.model.ids import PersonId, ProjectId
from goodwork.model.people import Actor
from goodwork.model.restrictions import Basis, EvidenceItem, Restriction, Restricts, Taken
from goodwork.store.database import Transaction
from goodwork.store.items.payloads import GLIMPSE
from goodwork.store.words import named, statement

_ADD = text("""
  -- name: restriction_add
  INSERT INTO restriction (organization_id, person_id, what, project_id, before, after, reason, evidence, made_by)
  SELECT :organization, n.person_id, n.what, n.project_id, n.before, n.after, :reason, CAST(:evidence AS bigint[]), :by
  FROM unnest(CAST(:people AS integer[]), CAST(:whats AS smallint[]), CAST(:projects AS integer[]),
    CAST(:befores AS jsonb[]), CAST(:afters AS jsonb[])) AS n (person_id, what, project_id, before, after)
  RETURNING person_id, id
""")

# What nobody answered, or somebody else alone, is no evidence of what this person did.
_ANSWERED = text("""
  -- name: restriction_answered
  SELECT DISTINCT item_id FROM annotation WHERE item_id = ANY(:items) AND person_id = :person
    AND (CAST(:project AS integer) IS NULL OR project_id = :project)
""")

APART = named("""EXISTS (SELECT FROM person l WHERE l.organization_id = r.organization_id
      AND (l.role = Role.OWNER OR (l.role = Role.MANAGER AND r.before ->> 'role' IS DISTINCT FROM Role.OWNER))
      AND l.deactivated_at IS NULL AND l.id NOT IN (r.made_by, r.person_id))""")
"""Whether somebody else than who decided a restriction ``r``, and whom it concerns, could give it back: they
lead the organization, and are an owner where it was an owner's."""

# What a requirement took is met by the tier that they hold by now, by a waiver, or because it is asked for no more.
_MET = """NOT EXISTS (SELECT FROM project_requirement q
      WHERE q.project_id = r.project_id AND q.qualification_id = (r.before ->> 'qualification_id')::integer
        AND coalesce((SELECT h.tier FROM qualification_held h
                      WHERE h.person_id = r.person_id AND h.qualification_id = q.qualification_id), 0) < q.tier
        AND NOT EXISTS (SELECT FROM requirement_waiver w WHERE w.project_id = q.project_id
                          AND w.person_id = r.person_id AND w.qualification_id = q.qualification_id
                          AND w.tier >= q.tier))"""

_COLUMNS = named(f"""
  r.id, r.what, p.name, r.before, r.after, r.reason, b.name, r.day, r.evidence,
    CASE WHEN a.state <> AppealState.WITHDRAWN THEN a.state END, coalesce(a.argument, ''),
    CASE WHEN a.state = AppealState.OPEN THEN a.due END, coalesce(a.decision, ''), d.name, coalesce(a.openings, 0),
    {APART}, r.what = Restricts.REQUIREMENT AND {_MET}
  FROM restriction r JOIN person b ON b.id = r.made_by LEFT JOIN project p ON p.id = r.project_id
  LEFT JOIN restriction_appeal a ON a.restriction_id = r.id LEFT JOIN person d ON d.id = a.decided_by
""")

_PAGE = text(f"""
  -- name: restriction_page
  SELECT {_COLUMNS} WHERE r.person_id = :person AND r.id < :before ORDER BY r.id DESC LIMIT :limit
""")

_ITEMS = statement(f"""
  -- name: restriction_items
  SELECT i.id, p.name, {GLIMPSE},
    (SELECT max(n.claim_id) FROM annotation n WHERE n.item_id = i.id AND n.person_id = :person)
  FROM item i JOIN item_payload w ON w.item_id = i.id JOIN project p ON p.id = i.project_id WHERE i.id = ANY(:items)
""")

_ONE = text("""
  -- name: restriction_one
  SELECT person_id, what, project_id, before, made_by FROM restriction WHERE id = :id
""")

# Of the same sort, and of the same team, project or qualification; one that was given back stands no more.
LATER = """l.person_id = r.person_id AND l.id > r.id AND l.what = r.what
    AND l.project_id IS NOT DISTINCT FROM r.project_id
    AND l.before ->> 'team_id' IS NOT DISTINCT FROM r.before ->> 'team_id'
    AND l.before ->> 'qualification_id' IS NOT DISTINCT FROM r.before ->> 'qualification_id'
    AND NOT EXISTS (
      SELECT FROM restriction_appeal x WHERE x.restriction_id = l.id AND x.state = AppealState.UPHELD)"""
_LATER = statement(f"""
  -- name: restriction_later
  SELECT l.after FROM restriction r JOIN restriction l ON {LATER}
  WHERE r.id = :id
""")

_WHO_WORK = text("""
  -- name: restriction_who_work
  SELECT person_id FROM who_works(:project) ORDER BY person_id
""")

_SHUT_OUT = text("""
  -- name: restriction_shut_out
  SELECT s.person_id, n.id
  FROM unnest(CAST(:ids AS integer[]), CAST(:befores AS smallint[]), CAST(:tiers AS smallint[])) AS n (id, before, tier)
  CROSS JOIN LATERAL shut_out_by(:project, n.id, n.before, n.tier) AS s (person_id)
  ORDER BY n.id, s.person_id
""")

# Up to what is asked for by now; nothing where it is asked for no more.
_WAIVE = text("""
  -- name: requirement_waive
  INSERT INTO requirement_waiver AS w (project_id, person_id, qualification_id, organization_id, tier)
  SELECT r.project_id, :person, r.qualification_id, r.organization_id, r.tier FROM project_requirement r
  WHERE r.project_id = :project AND r.qualification_id = :qualification
  ON CONFLICT (project_id, person_id, qualification_id) DO UPDATE SET tier = greatest(w.tier, excluded.tier)
""")


async def add(t: Transaction, actor: Actor, taken: Sequence[Taken], basis: Basis) -> list[tuple[int, int]]:
    """Write down what is taken from these people; returns each person and the restriction."""
    values = {
        "organization": actor.organization_id, "by": actor.person_id, "reason": basis.reason,
        "evidence": list(basis.evidence), "people": [one.person_id for one in taken],
        "whats": [one.what.value for one in taken], "projects": [one.project_id for one in taken],
        "befores": [Jsonb(dict(one.before)) for one in taken], "afters": [Jsonb(dict(one.after)) for one in taken],
    }  # fmt: skip
    return [(row[0], row[1]) for row in await t.execute(_ADD, values)]


async def answered(t: Transaction, person: int, items: Sequence[int], project: int | None) -> set[int]:
    """Which of these items a person has answered, in one project or in any."""
    values = {"items": list(items), "person": person, "project": project}
    return set((await t.execute(_ANSWERED, values)).scalars())


async def page(t: Transaction, person: PersonId, before: int, limit: int) -> list[Restriction]:
    """What was taken from a person, the newest first, before an id."""
    rows = await t.execute(_PAGE, {"person": person, "before": before, "limit": limit})
    return [_restriction(row) for row in rows]


async def items(t: Transaction, person: int, items: Sequence[int]) -> dict[int, EvidenceItem]:
    """Items that restrictions of a person point at."""
    rows = await t.execute(_ITEMS, {"person": person, "items": list(items)})
    return {row[0]: EvidenceItem(*row) for row in rows}


async def one(t: Transaction, identity: int) -> tuple[Taken, PersonId] | None:
    """What was taken, and who decided it."""
    row = (await t.execute(_ONE, {"id": identity})).first()
    if row is None:
        return None
    person, what, project, before, by = row
    return Taken(person, Restricts(what), before, {}, project), PersonId(by)


async def later(t: Transaction, identity: int) -> list[Mapping[str, Any]]:
    """What later decisions of the same sort left to the same person, as far as they stand."""
    return list((await t.execute(_LATER, {"id": identity})).scalars())


async def who_work(t: Transaction, project: ProjectId) -> list[int]:
    """Who was given work in a project and may still work there."""
    return list((await t.execute(_WHO_WORK, {"project": project})).scalars())


async def shut_out(
    t: Transaction, project: ProjectId, changed: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int]]:
    """Who works in a project and would lack a tier from now on: each person with the qualification, which change as
    ``changed`` says (qualification, tier before, tier; 0: none)."""
    values = {
        "project": project, "ids": [one for one, _, _ in changed], "befores": [before for _, before, _ in changed],
        "tiers": [tier for _, _, tier in changed],
    }  # fmt: skip
    return [(row[0], row[1]) for row in await t.execute(_SHUT_OUT, values)]


async def waive(t: Transaction, project: ProjectId, person: PersonId, qualification: int) -> None:
    """Have somebody work in a project without the tier of a qualification that it asks for by now."""
    await t.execute(_WAIVE, {"project": project, "person": person, "qualification": qualification})


def _restriction(row: Row[Any]) -> Restriction:
    values = list(row)
    values[1] = Restricts(values[1])
    values[9] = None if values[9] is None else AppealState(values[9])
    return Restriction(*values)
