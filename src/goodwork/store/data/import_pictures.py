"""Pictures that imports fetch, in the database: how many came, which did not, and which rows wait for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.model.data import DataImport, Missed, MissedPicture, Pictures
from goodwork.model.ids import ImportId, OrganizationId
from goodwork.store.database import Transaction

_NOTE = text("""
  -- name: import_note_pictures
  UPDATE data_import d SET pictures = :pictures FROM project p
  WHERE d.id = :id AND d.state = 'running' AND p.id = d.project_id AND p.state <> 'archived'
""")

_MISSED = text("""
  -- name: import_add_missed
  INSERT INTO data_import_picture (organization_id, import_id, name, address, why)
  SELECT :organization, :id, m.name, m.address, m.why
  FROM unnest(CAST(:names AS bytea[]), CAST(:addresses AS text[]), CAST(:whys AS text[])) AS m (name, address, why)
  ON CONFLICT DO NOTHING
""")

_KNOWN = text("""
  -- name: import_known_missed
  SELECT name, why FROM data_import_picture WHERE import_id = :id
""")

_LIST = text("""
  -- name: import_list_missed
  SELECT id, address, why FROM data_import_picture WHERE import_id = :id AND id > :after ORDER BY id LIMIT :limit
""")

_WAITING = text("""
  -- name: import_waiting_lines
  SELECT line FROM data_import_fault WHERE import_id = :id AND picture
""")

_ANY_WAITS = text("""
  -- name: import_any_waits
  SELECT EXISTS (SELECT FROM data_import_fault WHERE import_id = :id AND picture)
""")

_KEPT_LONG = text("""
  -- name: import_kept_long
  SELECT organization_id, id, blob FROM data_import
  WHERE state = 'done' AND blob IS NOT NULL AND finished_at < now() - CAST(:days AS integer) * interval '1 day'
  ORDER BY id LIMIT 1000
""")

_FORGET = text("""
  -- name: import_forget_file
  UPDATE data_import SET blob = NULL WHERE id = :id AND state = 'done' AND blob = :blob
""")


class MissedNow(NamedTuple):
    """A picture that was tried just now."""

    name: bytes
    address: str
    why: Missed


async def note(t: Transaction, data_import: DataImport, pictures: Pictures, missed: Sequence[MissedNow]) -> bool:
    """Keep how far it is, and what did not come; False when the import runs no more."""
    stands = {"wanted": pictures.wanted, "fetched": pictures.fetched, "missing": dict(pictures.missing)}
    if (await t.execute(_NOTE, {"id": data_import.id, "pictures": Jsonb(stands)})).rowcount != 1:
        return False
    if missed:
        given = {
            "organization": data_import.organization_id,
            "id": data_import.id,
            "names": [one.name for one in missed],
            "addresses": [_fit(one.address) for one in missed],
            "whys": [one.why.value for one in missed],
        }
        await t.execute(_MISSED, given)
    return True


def _fit(address: str) -> str:
    """What a database can keep, at a length that people can read."""
    return address[:4000].replace("\x00", "␀").encode("utf-8", "replace").decode()


async def known(t: Transaction, identity: ImportId) -> dict[bytes, Missed]:
    """What did not come until now: the name of each, and why."""
    return {bytes(row[0]): Missed(row[1]) for row in await t.execute(_KNOWN, {"id": identity})}


async def missed(t: Transaction, identity: ImportId, after: int, limit: int) -> list[MissedPicture]:
    """The same for people, page by page."""
    rows = await t.execute(_LIST, {"id": identity, "after": after, "limit": limit})
    return [MissedPicture(row[0], row[1], Missed(row[2])) for row in rows]


async def waiting(t: Transaction, identity: ImportId) -> frozenset[int]:
    """The rows of an import that lack nothing but their pictures."""
    return frozenset((await t.execute(_WAITING, {"id": identity})).scalars())


async def any_waits(t: Transaction, identity: ImportId) -> bool:
    """Whether there is such a row."""
    return (await t.execute(_ANY_WAITS, {"id": identity})).scalar_one()


async def kept_long(t: Transaction, days: int) -> list[tuple[OrganizationId, ImportId, str]]:
    """Files of all organizations that were kept for so many days to try pictures again."""
    return [(OrganizationId(r[0]), ImportId(r[1]), r[2]) for r in await t.execute(_KEPT_LONG, {"days": days})]


async def forget_file(t: Transaction, identity: ImportId, blob: str) -> bool:
    """Keep the file no longer; False: it has gone on meanwhile."""
    return (await t.execute(_FORGET, {"id": identity, "blob": blob})).rowcount == 1
