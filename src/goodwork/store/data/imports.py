"""Imports in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text

from goodwork.model.data import DataImport, ImportFault, ImportState, Pictures
from goodwork.model.ids import ImportId, OrganizationId, PersonId, ProjectId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction

_COLUMNS = """
  id, organization_id, project_id, name, format, mapping, state, blob, size, position, added, duplicate, rejected,
  gold, report, error, redundancy, created_at, created_by, finished_at,
  undone_at::date AS undone_on,
  (SELECT p.name FROM person p WHERE p.id = undone_by), removed, removed_answers, stayed,
  pictures, again_of
"""

_ADD = text(f"""
  -- name: import_add
  INSERT INTO data_import (organization_id, project_id, name, format, mapping, blob, size, redundancy, created_by)
  VALUES (:organization, :project, :name, :format, :mapping, :blob, :size, :redundancy, :person)
  RETURNING {_COLUMNS}
""")

_ONE = text(f"""
  -- name: import_one
  SELECT {_COLUMNS} FROM data_import WHERE id = :id
""")

_LIST = text(f"""
  -- name: import_list
  SELECT {_COLUMNS} FROM data_import WHERE project_id = :project AND id < :before ORDER BY id DESC LIMIT :limit
""")

_FAULTS = text("""
  -- name: import_faults
  SELECT line, reason, excerpt, picture FROM data_import_fault WHERE import_id = :id AND line > :after ORDER BY line
  LIMIT :limit
""")

_START = text(f"""
  -- name: import_start
  UPDATE data_import SET state = 'running', error = NULL WHERE id = :id AND state IN ('waiting', 'running')
  RETURNING {_COLUMNS}
""")

_WAIT = text("""
  -- name: import_wait
  UPDATE data_import SET state = 'waiting', error = NULL, finished_at = NULL
  WHERE id = :id AND state IN ('failed', 'stopped', 'waiting', 'running') AND blob IS NOT NULL
  RETURNING id
""")

# The file goes on to the new import, so that two never read the same rows again.
_AGAIN = text(f"""
  -- name: import_again
  WITH taken AS (
    SELECT * FROM data_import WHERE id = :id AND state = 'done' AND blob IS NOT NULL FOR UPDATE
  ), emptied AS (
    UPDATE data_import d SET blob = NULL FROM taken WHERE d.id = taken.id
  )
  INSERT INTO data_import (organization_id, project_id, name, format, mapping, blob, size, created_by, again_of)
  SELECT organization_id, project_id, name, format, mapping, blob, size, :person, id FROM taken
  RETURNING {_COLUMNS}
""")

_UNFINISHED = text("""
  -- name: import_unfinished
  SELECT organization_id, id FROM data_import WHERE state IN ('waiting', 'running') ORDER BY id
""")

_USE_MAPPING = text("""
  -- name: import_use_mapping
  UPDATE data_import SET format = :format, mapping = :mapping WHERE id = :id
""")

# The condition on the position makes each batch count once: of two workers on one import, the slower one's batch
# changes nothing here, and its transaction is given up.
_ADVANCE = text("""
  -- name: import_advance
  UPDATE data_import SET position = :next, added = added + :added, duplicate = duplicate + :duplicate,
    rejected = rejected + :rejected, gold = gold + :gold, report = :report, kept_bytes = kept_bytes + :kept_bytes,
    first_position = least(first_position, CAST(:first AS integer)),
    last_position = greatest(last_position, CAST(:last AS integer))
  WHERE id = :id AND position = :position AND state = 'running'
""")

_ADD_FAULTS = text("""
  -- name: import_add_faults
  INSERT INTO data_import_fault (organization_id, import_id, line, reason, excerpt, picture)
  SELECT :organization, :id, f.line, f.reason, f.excerpt, f.picture
  FROM unnest(CAST(:lines AS bigint[]), CAST(:reasons AS text[]), CAST(:excerpts AS text[]),
              CAST(:pictures AS boolean[])) AS f (line, reason, excerpt, picture)
  ON CONFLICT DO NOTHING
""")

_FINISH = text("""
  -- name: import_finish
  UPDATE data_import SET state = :state, error = :error, finished_at = now(),
    blob = CASE WHEN :state = 'done' AND NOT EXISTS (
      SELECT FROM data_import_fault f WHERE f.import_id = data_import.id AND f.picture) THEN NULL ELSE blob END
  WHERE id = :id AND state = 'running'
""")


@dataclass(frozen=True, slots=True)
class Advance:
    """What one batch did."""

    rows: int
    added: int
    duplicate: int
    gold: int
    faults: Sequence[ImportFault]
    report: Mapping[str, Any]
    """The report of the whole import so far."""
    kept_bytes: int
    """What its items take with their pictures."""
    positions: tuple[int, int] | None
    """Of the first and the last item that it added."""


async def add(
    t: Transaction,
    actor: Actor,
    project: ProjectId,
    *,
    name: str,
    file_format: str,
    mapping: Mapping[str, Any],
    blob: str,
    size: int,
    redundancy: bool = False,
) -> DataImport:
    """Enter a file that was received."""
    given = {
        "organization": actor.organization_id, "project": project, "name": name, "format": file_format,
        "mapping": Jsonb(dict(mapping)), "blob": blob, "size": size, "redundancy": redundancy,
        "person": actor.person_id,
    }  # fmt: skip
    return _read((await t.execute(_ADD, given)).one())


async def one(t: Transaction, identity: int) -> DataImport | None:
    """One import."""
    row = (await t.execute(_ONE, {"id": identity})).first()
    return None if row is None else _read(row)


async def of_project(t: Transaction, project: ProjectId, before: int | None, limit: int) -> list[DataImport]:
    """The newest imports of a project before an id."""
    given = {"project": project, "before": 2**62 if before is None else before, "limit": limit}
    return [_read(row) for row in await t.execute(_LIST, given)]


async def faults(t: Transaction, identity: ImportId, after: int, limit: int) -> list[ImportFault]:
    """Rows that were not taken, in the order of the file."""
    rows = await t.execute(_FAULTS, {"id": identity, "after": after, "limit": limit})
    return [ImportFault(*row) for row in rows]


async def start(t: Transaction, identity: ImportId) -> DataImport | None:
    """Take an import up; None when there is nothing to do. Other runs of it wait until this transaction ends."""
    row = (await t.execute(_START, {"id": identity})).first()
    return None if row is None else _read(row)


async def wait_again(t: Transaction, identity: ImportId) -> bool:
    """Put an unfinished import back to waiting; False when it is done or its file is gone."""
    return (await t.execute(_WAIT, {"id": identity})).first() is not None


async def again(t: Transaction, actor: Actor, identity: ImportId) -> DataImport | None:
    """An import of the rows that lack their pictures; None when there are none, or their file is gone."""
    row = (await t.execute(_AGAIN, {"id": identity, "person": actor.person_id})).first()
    return None if row is None else _read(row)


async def unfinished(t: Transaction) -> list[tuple[OrganizationId, ImportId]]:
    """Imports of all organizations that wait or run, or were cut off."""
    return [(OrganizationId(row[0]), ImportId(row[1])) for row in await t.execute(_UNFINISHED)]


async def use_mapping(t: Transaction, identity: ImportId, file_format: str, mapping: Mapping[str, Any]) -> None:
    """Keep the format and the completed mapping, so that a resumed import reads the file the same way."""
    await t.execute(_USE_MAPPING, {"id": identity, "format": file_format, "mapping": Jsonb(dict(mapping))})


async def advance(t: Transaction, data_import: DataImport, position: int, done: Advance) -> bool:
    """Count a batch that began at ``position``; False when another run was there first: give the batch up."""
    first, last = done.positions or (None, None)
    given = {
        "id": data_import.id, "first": first, "last": last, "position": position,
        "next": position + done.rows, "added": done.added, "duplicate": done.duplicate,
        "rejected": len(done.faults), "gold": done.gold, "kept_bytes": done.kept_bytes,
        "report": Jsonb(dict(done.report)),
    }  # fmt: skip
    if (await t.execute(_ADVANCE, given)).rowcount != 1:
        return False
    if done.faults:
        found = {
            "organization": data_import.organization_id,
            "id": data_import.id,
            "lines": [f.line for f in done.faults],
            "reasons": [f.reason for f in done.faults],
            "excerpts": [f.excerpt for f in done.faults],
            "pictures": [f.picture for f in done.faults],
        }
        await t.execute(_ADD_FAULTS, found)
    return True


async def finish(t: Transaction, identity: ImportId, state: ImportState, error: str | None = None) -> bool:
    """End a running import; True when it is done now. That forgets its file; others keep it, to be resumed."""
    ended = (await t.execute(_FINISH, {"id": identity, "state": state.value, "error": error})).rowcount == 1
    return ended and state is ImportState.DONE


def _read(row: Row[Any]) -> DataImport:
    (
        identity, organization, project, name, file_format, mapping, state, blob, size, position, added, duplicate,
        rejected, gold, report, error, redundancy, created_at, created_by, finished_at, undone_on, undone_by,
        removed, removed_answers, stayed, pictures, again_of,
    ) = row  # fmt: skip
    return DataImport(
        ImportId(identity), OrganizationId(organization), ProjectId(project), name, file_format, mapping,
        ImportState(state), blob, size, position, added, duplicate, rejected, gold, report, error, redundancy,
        created_at, None if created_by is None else PersonId(created_by), finished_at, undone_on, undone_by, removed,
        removed_answers, stayed, None if pictures is None else Pictures(**pictures),
        None if again_of is None else ImportId(again_of),
    )  # fmt: skip
