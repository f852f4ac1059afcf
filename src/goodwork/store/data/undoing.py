"""Taking an import back: its items that nobody worked on, and what it said of items that were there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import text

from goodwork.model.ids import ImportId, ItemId, OrganizationId, ProjectId
from goodwork.store.database import Transaction
from goodwork.store.words import named

PEOPLE = "p.email NOT LIKE '%@imported.invalid'"
"""That a person ``p`` is one who works here; who answered elsewhere has such an address."""

# Why an item of the import stays, or null: the words are those of the wire. Whoever opened it may have unsent work, so
# a claim that has run out or was given back is enough. A gold that came with the file is its own.
_WHY = named(f"""
  CASE
    WHEN EXISTS (SELECT FROM claim c JOIN person p ON p.id = c.person_id
                 WHERE c.item_id = i.id AND c.state IN (ClaimState.SUBMITTED, ClaimState.SKIPPED) AND {PEOPLE})
      THEN 'answered'
    WHEN EXISTS (SELECT FROM claim c JOIN person p ON p.id = c.person_id WHERE c.item_id = i.id AND {PEOPLE})
      THEN 'begun'
    WHEN EXISTS (SELECT FROM annotation a WHERE a.item_id = i.id AND a.import_id <> w.import_id)
      OR EXISTS (SELECT FROM skip s WHERE s.item_id = i.id AND s.import_id <> w.import_id) THEN 'other-import'
    WHEN EXISTS (SELECT FROM review r WHERE r.item_id = i.id) OR EXISTS (SELECT FROM flag f WHERE f.item_id = i.id)
      OR EXISTS (SELECT FROM gold g WHERE g.item_id = i.id AND g.created_at > coalesce(d.finished_at, d.undone_at))
      OR EXISTS (SELECT FROM thread h WHERE h.item_id = i.id)
      OR EXISTS (SELECT FROM redundancy_split_item s WHERE s.item_id = i.id) THEN 'decided'
    WHEN EXISTS (SELECT FROM set_aside s WHERE s.representative_id = i.id) THEN 'stands-for-others'
  END
""")

_ITS_ITEMS = """
  data_import d JOIN item i ON i.project_id = d.project_id JOIN item_payload w ON w.item_id = i.id
"""

_COUNT = text(f"""
  -- name: undoing_count
  SELECT coalesce(why, 'goes'), count(*) FROM (
    SELECT {_WHY} AS why FROM {_ITS_ITEMS}
    WHERE d.id = :import AND w.import_id = d.id AND i.position >= coalesce(d.first_position, 0)
      AND i.position <= coalesce(d.last_position, 2147483647)
    ORDER BY i.position LIMIT :limit) looked
  GROUP BY why
""")

_COUNT_SAID = text("""
  -- name: undoing_count_said
  SELECT count(*) FROM (
    SELECT FROM annotation a JOIN item_payload w ON w.item_id = a.item_id
    WHERE a.import_id = :import AND w.import_id IS DISTINCT FROM :import
    UNION ALL SELECT FROM skip s JOIN item_payload w ON w.item_id = s.item_id
    WHERE s.import_id = :import AND w.import_id IS DISTINCT FROM :import
    UNION ALL SELECT FROM prediction m JOIN item_payload w ON w.item_id = m.item_id
    WHERE m.import_id = :import AND w.import_id IS DISTINCT FROM :import
    LIMIT :limit) said
""")

_BEGIN = text("""
  -- name: undoing_begin
  UPDATE data_import SET state = 'undoing', undone_by = :person, undone_at = clock_timestamp(), error = NULL,
    undo_reached = -1, stayed = 0
  WHERE id = :import AND state NOT IN ('undoing', 'undone')
  RETURNING id
""")

_STAND = text("""
  -- name: undoing_stand
  SELECT d.organization_id, d.project_id, d.blob, greatest(d.undo_reached + 1, coalesce(d.first_position, 0)),
    coalesce(d.last_position, (SELECT max(i.position) FROM item i WHERE i.project_id = d.project_id), -1)
  FROM data_import d WHERE d.id = :import AND d.state = 'undoing'
""")

# Nothing else adds items to the project (22831) or lays their texts down (22840) until the transaction ends.
_ALONE = text("""
  -- name: undoing_alone
  SELECT pg_advisory_xact_lock(22831, :project), pg_advisory_xact_lock(22840, :project)
""")

# What people hold is not locked, so that nobody who works waits; the rest is, in the order of ids, like everywhere.
_LOCK = text(f"""
  -- name: undoing_lock
  SELECT i.id FROM item i JOIN item_payload w ON w.item_id = i.id
  WHERE i.project_id = :project AND i.position >= :first AND i.position <= :last AND w.import_id = :import
    AND NOT EXISTS (SELECT FROM claim c JOIN person p ON p.id = c.person_id WHERE c.item_id = i.id AND {PEOPLE})
  ORDER BY i.id FOR UPDATE OF i
""")

# Behind the lock, so that it sees what was done until then.
_FREE = text(f"""
  -- name: undoing_free
  SELECT i.id FROM {_ITS_ITEMS}
  WHERE d.id = :import AND i.id = ANY(CAST(:items AS bigint[])) AND w.import_id = d.id AND ({_WHY}) IS NULL
  ORDER BY i.id
""")

_TAKE_BACK = text("-- name: import_take_back\n SELECT import_take_back(:import, CAST(:items AS bigint[]))")

_STAYS = text("""
  -- name: undoing_stays
  SELECT count(*) FROM item i JOIN item_payload w ON w.item_id = i.id
  WHERE i.project_id = :project AND i.position >= :first AND i.position <= :last AND w.import_id = :import
""")

_NOTE = text("""
  -- name: undoing_note
  UPDATE data_import SET undo_reached = :reached, removed = removed + :removed, stayed = stayed + :stayed
  WHERE id = :import AND state = 'undoing'
""")

_SAID_OF = text("""
  -- name: undoing_said_of
  SELECT DISTINCT n.item_id FROM (
    (SELECT a.item_id FROM annotation a JOIN item_payload w ON w.item_id = a.item_id
     WHERE a.import_id = :import AND w.import_id IS DISTINCT FROM :import AND a.item_id > :after
     ORDER BY a.item_id LIMIT :limit)
    UNION ALL
    (SELECT s.item_id FROM skip s JOIN item_payload w ON w.item_id = s.item_id
     WHERE s.import_id = :import AND w.import_id IS DISTINCT FROM :import AND s.item_id > :after
     ORDER BY s.item_id LIMIT :limit)
    UNION ALL
    (SELECT m.item_id FROM prediction m JOIN item_payload w ON w.item_id = m.item_id
     WHERE m.import_id = :import AND w.import_id IS DISTINCT FROM :import AND m.item_id > :after
     ORDER BY m.item_id LIMIT :limit)) n
  ORDER BY n.item_id LIMIT :limit
""")

_UNSAY = text("""
  -- name: import_unsay
  SELECT item, filled, surplus, skips, predictions FROM import_unsay(:import, CAST(:items AS bigint[]))
""")

_NOTE_SAID = text("""
  -- name: undoing_note_said
  UPDATE data_import SET removed_answers = removed_answers + :answers WHERE id = :import AND state = 'undoing'
""")

_END = text("""
  -- name: undoing_end
  UPDATE data_import SET state = :state, error = :error, blob = NULL,
    finished_at = coalesce(finished_at, clock_timestamp())
  WHERE id = :import AND state = 'undoing'
""")

_UNFINISHED = text("""
  -- name: undoing_unfinished
  SELECT organization_id, id FROM data_import WHERE state = 'undoing' ORDER BY id
""")


class Stand(NamedTuple):
    """How far the undoing of an import has come."""

    organization: OrganizationId
    project: ProjectId
    blob: str | None
    """The file that was sent, while it is kept."""
    first: int
    """The next position to look at."""
    last: int


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What an import had said of an item that was there before."""

    filled: int
    surplus: int
    skips: int
    predictions: int

    @property
    def all(self) -> int:
        """Annotations, skips and predictions."""
        return self.filled + self.surplus + self.skips + self.predictions


async def counted(t: Transaction, data_import: int, most: int) -> dict[str, int]:
    """How many of the import's first items would go ('goes'), and how many stay, by reason."""
    return {row[0]: row[1] for row in await t.execute(_COUNT, {"import": data_import, "limit": most})}


async def counted_said(t: Transaction, data_import: int, most: int) -> int:
    """How much it said of items that were there before, up to ``most``."""
    return (await t.execute(_COUNT_SAID, {"import": data_import, "limit": most})).scalar_one()


async def begin(t: Transaction, data_import: int, person: int) -> bool:
    """Let the import be undone; a run of it that is under way ends. False: it is being undone, or it is."""
    return (await t.execute(_BEGIN, {"import": data_import, "person": person})).first() is not None


async def stand(t: Transaction, data_import: ImportId) -> Stand | None:
    """Where the undoing goes on; None when there is nothing to do."""
    row = (await t.execute(_STAND, {"import": data_import})).first()
    return None if row is None else Stand(OrganizationId(row[0]), ProjectId(row[1]), *row[2:])


async def take_back(t: Transaction, data_import: ImportId, project: ProjectId, first: int, last: int) -> int:
    """Remove the import's items at these positions that nobody worked on, whole; returns how many went."""
    part = {"import": data_import, "project": project, "first": first, "last": last}
    await t.execute(_ALONE, {"project": project})
    locked = list((await t.execute(_LOCK, part)).scalars())
    free: list[int] = []
    if locked:
        free = list((await t.execute(_FREE, {"import": data_import, "items": locked})).scalars())
        await t.execute(_TAKE_BACK, {"import": data_import, "items": free})
    stayed = (await t.execute(_STAYS, part)).scalar_one()
    await t.execute(_NOTE, {"import": data_import, "reached": last, "removed": len(free), "stayed": stayed})
    return len(free)


async def said_of(t: Transaction, data_import: ImportId, after: int, limit: int) -> list[ItemId]:
    """Items of other imports that this one said something of, after an item."""
    given = {"import": data_import, "after": after, "limit": limit}
    return [ItemId(row[0]) for row in await t.execute(_SAID_OF, given)]


async def unsay(t: Transaction, data_import: ImportId, items: Sequence[int]) -> dict[ItemId, Unsaid]:
    """Take away what the import said of locked items of others."""
    rows = await t.execute(_UNSAY, {"import": data_import, "items": list(items)})
    found = {ItemId(row[0]): Unsaid(*row[1:]) for row in rows}
    await t.execute(_NOTE_SAID, {"import": data_import, "answers": sum(one.all for one in found.values())})
    return found


async def end(t: Transaction, data_import: ImportId, error: str | None = None) -> bool:
    """The import is undone; with an error it is not, and can be undone again."""
    state = "undone" if error is None else "failed"
    return (await t.execute(_END, {"import": data_import, "state": state, "error": error})).rowcount == 1


async def unfinished(t: Transaction) -> list[tuple[OrganizationId, ImportId]]:
    """Imports of all organizations that are being undone."""
    return [(OrganizationId(row[0]), ImportId(row[1])) for row in await t.execute(_UNFINISHED)]
