"""Findings that people's answers depend on each other: written by refits, read by pseudonyms alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.learning.dependent import Dependent
from goodwork.model.dependence import Dependence, SeenItem, letter
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.store.database import Transaction
from goodwork.store.items.payloads import GLIMPSE

# Numbers go on from the highest, in an order that says nothing.
_CALL = text("""
  -- name: pseudonym_draw
  INSERT INTO pseudonym (organization_id, project_id, person_id, number)
  SELECT :organization, :project, n.person_id,
    row_number() OVER (ORDER BY random())
      + coalesce((SELECT max(number) FROM pseudonym WHERE project_id = :project), -1)
  FROM unnest(CAST(:people AS integer[])) AS n (person_id)
  WHERE NOT EXISTS (SELECT FROM pseudonym p WHERE p.project_id = :project AND p.person_id = n.person_id)
""")

_LET_GO = text("""
  -- name: dependence_let_go
  UPDATE dependence SET holds = false WHERE project_id = :project AND holds
""")

_WRITE = text("""
  -- name: dependence_write
  INSERT INTO dependence AS d (organization_id, project_id, question, people, share, items)
  VALUES (:organization, :project, :question, :people, :share, :items)
  ON CONFLICT (project_id, question, people)
    DO UPDATE SET share = excluded.share, items = excluded.items, holds = true
""")

_CLEARED = text("""
  -- name: dependence_cleared
  SELECT question, people FROM dependence WHERE project_id = :project AND wrong
""")

_PAGE = text("""
  -- name: dependence_page
  SELECT id, question, people, share, found_at, items FROM dependence
  WHERE project_id = :project AND holds AND NOT wrong AND id < :before
  ORDER BY id DESC LIMIT :limit
""")

_CALLED = text("""
  -- name: pseudonym_of
  SELECT person_id, number FROM pseudonym WHERE project_id = :project AND person_id = ANY(:people)
""")

_PAYLOADS = text(f"""
  -- name: dependence_payloads
  SELECT w.item_id, {GLIMPSE} FROM item_payload w WHERE w.item_id = ANY(:items)
""")


async def write(
    t: Transaction, organization: OrganizationId, project: ProjectId, found: Mapping[str, Sequence[Dependent]]
) -> None:
    """Keep what a refit found, question by question; what it did not find again holds no more."""
    await t.execute(_LET_GO, {"project": project})
    people = sorted({person for some in found.values() for one in some for person in one.people})
    shared = {"organization": organization, "project": project}
    if people:
        await t.execute(_CALL, {**shared, "people": people})
    for question, some in sorted(found.items()):
        for one in some:
            items = Jsonb([asdict(item) for item in one.items])
            values = {"question": question, "people": list(one.people), "share": one.share, "items": items}
            await t.execute(_WRITE, {**shared, **values})


async def cleared(t: Transaction, project: ProjectId) -> dict[str, list[list[int]]]:
    """By question, the people of findings that somebody decided are wrong."""
    found: dict[str, list[list[int]]] = {}
    for question, people in await t.execute(_CLEARED, {"project": project}):
        found.setdefault(question, []).append(people)
    return found


async def page(t: Transaction, project: ProjectId, before: int, limit: int) -> list[Dependence]:
    """What the last refit found, newest first, before an id. Items that are gone are left out."""
    rows = (await t.execute(_PAGE, {"project": project, "before": before, "limit": limit})).all()
    people = sorted({person for row in rows for person in row[2]})
    called = {
        person: letter(number)
        for person, number in (await t.execute(_CALLED, {"project": project, "people": people}) if people else ())
    }
    items = sorted({kept["item"] for row in rows for kept in row[5]})
    payloads: dict[int, Mapping[str, Any]] = (
        {row[0]: row[1] for row in await t.execute(_PAYLOADS, {"items": items})} if items else {}
    )
    return [
        Dependence(row[0], row[1], _letters(called, row[2]), row[3], row[4], _items(called, payloads, row[5]))
        for row in rows
    ]


def _letters(called: Mapping[int, str], people: Sequence[int]) -> tuple[str, ...]:
    return tuple(sorted((called[person] for person in people), key=lambda name: (len(name), name)))


def _items(
    called: Mapping[int, str], payloads: Mapping[int, Mapping[str, Any]], kept: Sequence[Mapping[str, Any]]
) -> tuple[SeenItem, ...]:
    return tuple(
        SeenItem(
            one["item"], payloads[one["item"]], one["said"], _letters(called, one["people"]),
            tuple((said, people) for said, people in one["others"]), one["known"],
        )
        for one in kept if one["item"] in payloads
    )  # fmt: skip
