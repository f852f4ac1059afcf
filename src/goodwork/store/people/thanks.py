"""Thanks: kept as they were given, once for each thing that somebody did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.model.inbox import Deed
from goodwork.model.people import Actor
from goodwork.store.database import Transaction

_DEEDS = {
    Deed.ANSWER: text("""
      -- name: thanks_annotation
      SELECT project_id, item_id, person_id FROM annotation WHERE id = :id
    """),
    Deed.FLAG: text("-- name: thanks_flag\n SELECT project_id, item_id, person_id FROM flag WHERE id = :id"),
    Deed.QUESTION: text("-- name: thanks_thread\n SELECT project_id, item_id, person_id FROM thread WHERE id = :id"),
    Deed.PROPOSAL: text("""
      -- name: thanks_proposal
      SELECT project_id, CAST(NULL AS bigint), person_id FROM proposal WHERE id = :id
    """),
}

_ADD = text("""
  -- name: thanks_add
  INSERT INTO thanks (organization_id, project_id, item_id, person_id, given_by, what, subject_id, words)
  VALUES (:organization, :project, :item, :person, :by, :what, :id, :words)
  ON CONFLICT (given_by, what, subject_id) DO NOTHING RETURNING id
""")

_TODAY = text("""
  -- name: thanks_today
  SELECT count(*) FROM (SELECT FROM thanks WHERE given_by = :by AND at > now() - interval '1 day' LIMIT :most) n
""")


_GIVEN = text("""
  -- name: thanks_given_for
  SELECT subject_id FROM thanks WHERE given_by = :by AND what = :what AND subject_id = ANY(CAST(:ids AS bigint[]))
""")


@dataclass(frozen=True, slots=True)
class Done:
    """Something that somebody did."""

    project_id: int
    item_id: int | None
    person_id: int


async def done(t: Transaction, deed: Deed, identity: int) -> Done | None:
    """What was done under this id."""
    row = (await t.execute(_DEEDS[deed], {"id": identity})).first()
    return None if row is None else Done(*row)


async def given_for(t: Transaction, actor: Actor, deed: Deed, ids: Sequence[int]) -> set[int]:
    """Those of these that the calling person has given thanks for."""
    return set((await t.execute(_GIVEN, {"by": actor.person_id, "what": deed.value, "ids": list(ids)})).scalars())


async def today(t: Transaction, actor: Actor, most: int) -> int:
    """How often they have thanked within a day, counted up to ``most``."""
    return (await t.execute(_TODAY, {"by": actor.person_id, "most": most})).scalar_one()


async def add(
    t: Transaction, actor: Actor, project: ProjectId, found: Done, deed: Deed, identity: int, words: str
) -> int | None:
    """Keep thanks; None when they thanked for it before."""
    values = {
        "organization": actor.organization_id, "project": project, "item": found.item_id, "person": found.person_id,
        "by": actor.person_id, "what": deed.value, "id": identity, "words": words,
    }  # fmt: skip
    return (await t.execute(_ADD, values)).scalar()
