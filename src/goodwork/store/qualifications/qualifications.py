"""What qualifications there are: their tiers, the questions that speak for them, and the projects that ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text

from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.qualifications import Asking, Qualification, Requirement, Source, TiedSource, Tier
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_TIERS = """
  (SELECT jsonb_agg(jsonb_build_array(n.tier, n.name, n.least, n.items) ORDER BY n.tier)
   FROM qualification_tier n WHERE n.qualification_id = q.id)
"""

_PAGE = text(f"""
  -- name: qualification_page
  SELECT q.id, q.name, q.description, {_TIERS} FROM qualification q
  WHERE q.id > :after AND NOT q.removed ORDER BY q.id LIMIT :limit
""")

_ONE = text(f"""
  -- name: qualification_one
  SELECT q.id, q.name, q.description, {_TIERS} FROM qualification q WHERE q.id = :id AND NOT q.removed
""")

# Whatever changes what somebody holds goes one after the other.
_HOLD = text("""
  -- name: qualification_hold
  SELECT id FROM qualification WHERE id = :id AND NOT removed FOR NO KEY UPDATE
""")

_COUNT = text("""
  -- name: qualification_count
  SELECT count(*) FROM qualification WHERE organization_id = :organization AND NOT removed
""")

_ADD = text("""
  -- name: qualification_add
  INSERT INTO qualification (organization_id, name, description) VALUES (:organization, :name, :description)
  ON CONFLICT (organization_id, lower(name)) WHERE NOT removed DO NOTHING RETURNING id
""")

_CHANGE = text("""
  -- name: qualification_change
  UPDATE qualification SET name = :name, description = :description WHERE id = :id
    AND NOT EXISTS (SELECT FROM qualification o
                    WHERE lower(o.name) = lower(:name) AND NOT o.removed AND o.id <> :id)
  RETURNING id
""")

_REMOVE = text("""
  -- name: qualification_remove
  UPDATE qualification SET removed = true WHERE id = :id
""")

_PUT_TIERS = text("""
  -- name: qualification_put_tiers
  INSERT INTO qualification_tier (qualification_id, tier, organization_id, name, least, items)
  SELECT :id, n.tier, :organization, n.name, n.least, n.items
  FROM unnest(CAST(:tiers AS smallint[]), CAST(:names AS text[]), CAST(:least AS double precision[]),
              CAST(:items AS integer[])) AS n (tier, name, least, items)
  ON CONFLICT (qualification_id, tier) DO UPDATE SET name = excluded.name, least = excluded.least,
    items = excluded.items
""")

# No draft and no closed assessment is for a tier that there is not: it is for none.
_UNAWARD = text("""
  -- name: qualification_unaward
  UPDATE assessment SET qualification_id = NULL, tier = NULL WHERE qualification_id = :id AND tier > :most
""")
_CUT_TIERS = text("""
  -- name: qualification_cut_tiers
  DELETE FROM qualification_tier WHERE qualification_id = :id AND tier > :most
""")

# The highest tier that a project asks for, an open assessment awards, or somebody ever held by it.
_IN_USE = statement("""
  -- name: qualification_in_use
  SELECT greatest(
    (SELECT max(r.tier) FROM project_requirement r WHERE r.qualification_id = :id),
    (SELECT max(h.tier) FROM qualification_held h WHERE h.qualification_id = :id),
    (SELECT max(a.tier) FROM assessment a WHERE a.qualification_id = :id AND a.state = AssessmentState.OPEN))
""")

_SOURCES = text("""
  -- name: qualification_sources
  SELECT s.project_id, s.question, p.name,
    coalesce((SELECT q ->> 'title' FROM form f, jsonb_array_elements(f.questions) q
              WHERE f.project_id = p.id AND f.version = p.form_version AND q ->> 'key' = s.question), '')
  FROM qualification_source s JOIN project p ON p.id = s.project_id
  WHERE s.qualification_id = :id ORDER BY s.project_id, s.question
""")

_TIE = text("""
  -- name: qualification_tie
  INSERT INTO qualification_source (qualification_id, project_id, question, organization_id)
  SELECT :id, n.project_id, n.question, :organization
  FROM unnest(CAST(:projects AS integer[]), CAST(:questions AS text[])) AS n (project_id, question)
  ON CONFLICT DO NOTHING
""")

_UNTIE = text("""
  -- name: qualification_untie
  DELETE FROM qualification_source s WHERE s.qualification_id = :id AND NOT EXISTS (
    SELECT FROM unnest(CAST(:projects AS integer[]), CAST(:questions AS text[])) AS n (project_id, question)
    WHERE n.project_id = s.project_id AND n.question = s.question)
""")

_ASKING = text("""
  -- name: qualification_asking
  SELECT r.project_id, p.name, r.tier FROM project_requirement r JOIN project p ON p.id = r.project_id
  WHERE r.qualification_id = :id AND (CAST(:viewer AS integer) IS NULL OR EXISTS (
    SELECT FROM project_standing(p.id, :viewer, :role) s WHERE s.role > 0))
  ORDER BY r.project_id LIMIT :limit
""")

_AWARDING = statement("""
  -- name: qualification_awarding
  SELECT a.title FROM assessment a WHERE a.qualification_id = :id AND a.state = AssessmentState.OPEN
  ORDER BY a.id LIMIT :limit
""")

_REQUIREMENTS = text("""
  -- name: requirement_list
  SELECT r.qualification_id, q.name, r.tier, n.name, coalesce(h.tier, 0), coalesce(m.name, ''),
    EXISTS (SELECT FROM requirement_waiver v WHERE v.project_id = r.project_id AND v.person_id = :person
      AND v.qualification_id = r.qualification_id AND v.tier >= r.tier)
  FROM project_requirement r JOIN qualification q ON q.id = r.qualification_id
  JOIN qualification_tier n ON n.qualification_id = r.qualification_id AND n.tier = r.tier
  LEFT JOIN qualification_held h ON h.person_id = :person AND h.qualification_id = r.qualification_id
  LEFT JOIN qualification_tier m ON m.qualification_id = h.qualification_id AND m.tier = h.tier
  WHERE r.project_id = :project ORDER BY q.name, q.id
""")

_REQUIRE = text("""
  -- name: requirement_put
  INSERT INTO project_requirement (project_id, qualification_id, tier, organization_id)
  SELECT :project, n.id, n.tier, :organization
  FROM unnest(CAST(:ids AS integer[]), CAST(:tiers AS smallint[])) AS n (id, tier)
  ON CONFLICT (project_id, qualification_id) DO UPDATE SET tier = excluded.tier
""")

_REQUIRE_NO_MORE = text("""
  -- name: requirement_drop
  DELETE FROM project_requirement WHERE project_id = :project AND NOT qualification_id = ANY(:ids)
""")

# Held until the transaction ends, so that none is removed while a project begins to ask for it.
_KNOWN = text("""
  -- name: requirement_known
  SELECT q.id, q.name, n.tier, n.name FROM qualification q JOIN qualification_tier n ON n.qualification_id = q.id
  WHERE q.id = ANY(:ids) AND NOT q.removed ORDER BY q.id, n.tier FOR SHARE OF q
""")


async def page(t: Transaction, after: int, limit: int) -> list[Qualification]:
    """The qualifications of the transaction's organization after an id."""
    return [_read(row) for row in await t.execute(_PAGE, {"after": after, "limit": limit})]


async def one(t: Transaction, identity: int) -> Qualification | None:
    """A qualification that was not removed."""
    row = (await t.execute(_ONE, {"id": identity})).first()
    return None if row is None else _read(row)


async def hold(t: Transaction, identity: int) -> Qualification | None:
    """The same, and nobody else changes it or who holds it until this transaction ends."""
    if (await t.execute(_HOLD, {"id": identity})).first() is None:
        return None
    return await one(t, identity)


async def count(t: Transaction, organization: OrganizationId) -> int:
    """How many an organization has."""
    return (await t.execute(_COUNT, {"organization": organization})).scalar_one()


async def add(t: Transaction, organization: OrganizationId, name: str, description: str) -> int | None:
    """Make one without tiers; None when the name is taken."""
    values = {"organization": organization, "name": name, "description": description}
    return (await t.execute(_ADD, values)).scalar_one_or_none()


async def change(t: Transaction, identity: int, name: str, description: str) -> bool:
    """Another name and description; False when the name is taken."""
    values = {"id": identity, "name": name, "description": description}
    return (await t.execute(_CHANGE, values)).first() is not None


async def remove(t: Transaction, identity: int) -> None:
    """Nobody is given it any more, and no project may ask for it; what people hold is kept."""
    await t.execute(_UNAWARD, {"id": identity, "most": 0})
    await t.execute(_REMOVE, {"id": identity})


async def put_tiers(t: Transaction, organization: OrganizationId, identity: int, tiers: Sequence[Tier]) -> None:
    """Write its tiers anew."""
    values = {
        "id": identity, "organization": organization, "tiers": [one.tier for one in tiers],
        "names": [one.name for one in tiers], "least": [one.least for one in tiers],
        "items": [one.items for one in tiers],
    }  # fmt: skip
    await t.execute(_PUT_TIERS, values)
    await t.execute(_UNAWARD, {"id": identity, "most": len(tiers)})
    await t.execute(_CUT_TIERS, {"id": identity, "most": len(tiers)})


async def in_use(t: Transaction, identity: int) -> int:
    """The highest tier that a project asks for, an open assessment awards or somebody holds; 0: none."""
    return (await t.execute(_IN_USE, {"id": identity})).scalar_one() or 0


async def sources(t: Transaction, identity: int) -> list[TiedSource]:
    """The questions whose answers speak for it."""
    return [TiedSource(Source(row[0], row[1]), row[2], row[3]) for row in await t.execute(_SOURCES, {"id": identity})]


async def tie(t: Transaction, organization: OrganizationId, identity: int, tied: Sequence[Source]) -> None:
    """Have the answers to these questions speak for it, and to no others."""
    values = {
        "id": identity, "organization": organization, "projects": [one.project_id for one in tied],
        "questions": [one.question for one in tied],
    }  # fmt: skip
    await t.execute(_UNTIE, values)
    await t.execute(_TIE, values)


async def asking(t: Transaction, identity: int, limit: int, viewer: tuple[PersonId, str] | None = None) -> list[Asking]:
    """Projects that ask for it; with a viewer (and their role) those that they see."""
    person, role = viewer or (None, None)
    values = {"id": identity, "limit": limit, "viewer": person, "role": role}
    return [Asking(*row) for row in await t.execute(_ASKING, values)]


async def awarding(t: Transaction, identity: int, limit: int) -> list[str]:
    """Titles of open assessments that passing awards it."""
    rows = await t.execute(_AWARDING, {"id": identity, "limit": limit})
    return [row[0] for row in rows]


async def requirements(t: Transaction, project: ProjectId, person: PersonId) -> list[Requirement]:
    """What a project asks for, beside what a person holds."""
    values = {"project": project, "person": person}
    return [Requirement(*row) for row in await t.execute(_REQUIREMENTS, values)]


async def known(t: Transaction, identities: Sequence[int]) -> dict[int, tuple[str, dict[int, str]]]:
    """Names of those of these that there are, and of their tiers; none is removed until the transaction ends."""
    found: dict[int, tuple[str, dict[int, str]]] = {}
    for identity, name, tier, tier_name in await t.execute(_KNOWN, {"ids": list(identities)}):
        found.setdefault(identity, (name, {}))[1][tier] = tier_name
    return found


async def require(
    t: Transaction, organization: OrganizationId, project: ProjectId, asked: Sequence[tuple[int, int]]
) -> None:
    """Have a project ask for these tiers and for no others."""
    values = {
        "project": project, "organization": organization, "ids": [one for one, _ in asked],
        "tiers": [tier for _, tier in asked],
    }  # fmt: skip
    await t.execute(_REQUIRE_NO_MORE, values)
    await t.execute(_REQUIRE, values)


def _read(row: Row[Any]) -> Qualification:
    return Qualification(row[0], row[1], row[2], tuple(Tier(*tier) for tier in row[3] or ()))
