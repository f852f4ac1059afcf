"""What qualifications and tiers were called before, and how many hold one just now: who reads a new name."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.qualifications import FormerName, HeldBy
from goodwork.store.database import Transaction

MOST_COUNTED = 1000
"""Holders of a qualification that are counted."""
SHOWN = 5
"""Former names of one tier that are shown, the newest."""

_ADD = text("""
  -- name: former_name_add
  INSERT INTO qualification_former_name (qualification_id, tier, organization_id, name)
  SELECT :id, n.tier, :organization, n.name
  FROM unnest(CAST(:tiers AS smallint[]), CAST(:names AS text[])) AS n (tier, name)
""")

# A tier that is taken out was held by nobody; another one at its place has names of its own.
_CUT = text("""
  -- name: former_name_cut
  DELETE FROM qualification_former_name WHERE qualification_id = :id AND tier > :most
""")

# Of what somebody holds: its own former names and those of its qualification, since they hold it.
_OF_PERSON = text("""
  -- name: former_names_of_person
  SELECT h.qualification_id, f.tier, f.name, f.until
  FROM qualification_held h JOIN qualification_event e ON e.id = h.event_id
  CROSS JOIN LATERAL unnest(ARRAY[0, h.tier]) AS n (tier)
  CROSS JOIN LATERAL (
    SELECT o.tier, o.name, o.until, o.id FROM qualification_former_name o
    WHERE o.qualification_id = h.qualification_id AND o.tier = n.tier AND o.until >= e.day
    ORDER BY o.id DESC LIMIT :each) f
  WHERE h.person_id = :person AND h.qualification_id = ANY(:ids) AND h.tier > 0
  ORDER BY h.qualification_id, f.tier, f.id DESC
""")

# Whose access has ended is in no list of holders, and is not counted.
_HELD_BY = text("""
  -- name: qualification_held_by
  SELECT l.tier, count(*) FILTER (WHERE p.deactivated_at IS NULL), count(*) FROM (
    SELECT h.tier, h.person_id FROM qualification_held h WHERE h.qualification_id = :id AND h.tier > 0
    ORDER BY h.person_id LIMIT :most) l
  JOIN person p ON p.id = l.person_id
  GROUP BY l.tier ORDER BY l.tier
""")


async def add(t: Transaction, organization: OrganizationId, identity: int, names: Sequence[tuple[int, str]]) -> None:
    """Keep what a qualification (0) and its tiers were called until today."""
    tiers, called = [tier for tier, _ in names], [name for _, name in names]
    await t.execute(_ADD, {"id": identity, "organization": organization, "tiers": tiers, "names": called})


async def cut(t: Transaction, identity: int, most: int) -> None:
    """Forget the names of tiers above this one, which are taken out."""
    await t.execute(_CUT, {"id": identity, "most": most})


async def of_person(t: Transaction, person: PersonId, identities: Sequence[int]) -> list[FormerName]:
    """What these qualifications, and the tiers that somebody holds of them, were called since they hold it; the newest
    first."""
    values = {"person": person, "ids": list(identities), "each": SHOWN}
    return [FormerName(*row) for row in await t.execute(_OF_PERSON, values)]


async def held_by(t: Transaction, identity: int) -> list[HeldBy]:
    """How many hold each tier of a qualification, counted to an end."""
    rows = (await t.execute(_HELD_BY, {"id": identity, "most": MOST_COUNTED + 1})).all()
    more = sum(looked_at for _, _, looked_at in rows) > MOST_COUNTED
    return [HeldBy(tier, people, more) for tier, people, _ in rows if people or more]
