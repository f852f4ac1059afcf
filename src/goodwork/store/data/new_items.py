"""New items, stored a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg.errors import UniqueViolation
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from goodwork.model.ids import ImportId, ItemId, OrganizationId, ProjectId
from goodwork.model.items import GoldDraw
from goodwork.store.data.packing import Known
from goodwork.store.database import Transaction
from goodwork.store.words import statement

# Items of one project are added by one transaction at a time: what is looked up in it stays true until it commits,
# and positions have no gaps. 22831 names this lock among advisory locks. The commit need not wait for the disk: the
# place in the file is in the same transaction, so that a crash takes both or none, and the end of the import waits.
_ALONE = text("""
  -- name: items_alone
  SELECT pg_advisory_xact_lock(22831, :project), set_config('synchronous_commit', 'off', true)
""")

_STAGE = text("""
  -- name: items_stage
  CREATE TEMPORARY TABLE import_row (
    n integer, external_id text, content_hash bytea, payload jsonb, metadata jsonb, gold jsonb, gold_reason text
  ) ON COMMIT DROP
""")

_COPY = "COPY import_row (n, external_id, content_hash, payload, metadata, gold, gold_reason) FROM STDIN"

# Scalar subqueries with a limit: each is one look into an index, whatever the planner thinks of the staged rows.
_KNOWN = text("""
  -- name: items_known
  SELECT n, same_content, same_id FROM (
    SELECT r.n,
      (SELECT p.item_id FROM item_payload p WHERE p.project_id = :project AND p.content_hash = r.content_hash LIMIT 1)
        AS same_content,
      (SELECT p.item_id FROM item_payload p WHERE p.project_id = :project AND p.external_id = r.external_id LIMIT 1)
        AS same_id
    FROM import_row r) known
  WHERE same_content IS NOT NULL OR same_id IS NOT NULL
  ORDER BY n
""")

_LAST = text("""
  -- name: items_last
  SELECT greatest(
    (SELECT max(position) FROM item WHERE project_id = :project),
    (SELECT last_position FROM project_progress WHERE project_id = :project), 0)
""")

# Ids are drawn first, in order: reading back what the table would draw means joining every batch with itself.
_ADD = statement("""
  -- name: items_add
  WITH chosen AS MATERIALIZED (
    SELECT ordered.*, nextval('item_id_seq') AS id FROM (
      SELECT r.*, CAST(:last AS integer) + CAST(row_number() OVER (ORDER BY r.n) AS integer) AS position
      FROM import_row r WHERE NOT r.n = ANY(CAST(:left_out AS integer[]))
    ) ordered
  ), made AS (
    INSERT INTO item (id, organization_id, project_id, position, wanted, gold) OVERRIDING SYSTEM VALUE
    SELECT id, :organization, :project, position, :wanted,
      CASE WHEN gold IS NULL THEN GoldDraw.NONE ELSE CAST(:draw AS smallint) END
    FROM chosen
  ), described AS (
    INSERT INTO item_payload
      (item_id, organization_id, project_id, import_id, external_id, content_hash, payload, metadata)
    SELECT id, :organization, :project, :import, external_id, content_hash, payload, metadata FROM chosen
  )
  INSERT INTO gold (item_id, organization_id, project_id, answers, reason, inclusion, created_by)
  SELECT id, :organization, :project, gold, gold_reason, CAST(:inclusion AS double precision), :person
  FROM chosen WHERE gold IS NOT NULL
""")

_PROGRESS = text("""
  -- name: items_progress
  INSERT INTO project_progress AS q (project_id, organization_id, items) VALUES (:project, :organization, :added)
  ON CONFLICT (project_id) DO UPDATE SET items = q.items + :added, updated_at = now()
""")

_IDS = text("""
  -- name: items_ids
  SELECT position, id FROM item WHERE project_id = :project AND position > :last ORDER BY position
""")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What all items of a batch have in common."""

    organization: OrganizationId
    project: ProjectId
    data_import: ImportId | None
    wanted: int
    """Answers that each is to get at first."""
    draw: GoldDraw = GoldDraw.CHOSEN
    inclusion: float | None = None
    person: int | None = None


async def stage(t: Transaction, project: ProjectId, packed: bytes) -> None:
    """Bring a batch to the database's side.

    From here to the end of the transaction no other one adds items to the project.
    """
    await t.execute(_ALONE, {"project": project})
    await t.execute(_STAGE)
    raw = await t.get_raw_connection()
    assert raw.driver_connection is not None
    async with raw.driver_connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        await copy.write(packed)


async def known_ones(t: Transaction, project: ProjectId) -> dict[int, Known]:
    """By number those of the staged items that the project knows already."""
    rows = await t.execute(_KNOWN, {"project": project})
    return {n: Known(same_content, same_id) for n, same_content, same_id in rows}


async def add_unknown(t: Transaction, arrival: Arrival, left_out: Sequence[int], staged: int) -> int | None:
    """As ``add_staged``; None, and nothing is changed, when the project knows one of them.

    The indexes find that while they take the new ones: when there is none, looking each up before would be for
    nothing.
    """
    try:
        async with t.begin_nested():
            return await add_staged(t, arrival, left_out, staged)
    except IntegrityError as error:
        if not isinstance(error.orig, UniqueViolation):
            raise
        return None


async def add_staged(t: Transaction, arrival: Arrival, left_out: Sequence[int], staged: int) -> int:
    """Add the staged items but for those left out; returns the position of the last item before them."""
    last = (await t.execute(_LAST, {"project": arrival.project})).scalar_one()
    added = staged - len(left_out)
    if not added:
        return last
    given = {
        "organization": arrival.organization, "project": arrival.project, "import": arrival.data_import,
        "wanted": arrival.wanted, "draw": int(arrival.draw), "inclusion": arrival.inclusion,
        "person": arrival.person, "last": last, "left_out": list(left_out),
    }  # fmt: skip
    await t.execute(_ADD, given)
    await t.execute(_PROGRESS, {"project": arrival.project, "organization": arrival.organization, "added": added})
    return last


async def ids_after(t: Transaction, project: ProjectId, last: int) -> list[ItemId]:
    """The ids of the items that were added after a position, in order."""
    return [ItemId(row[1]) for row in await t.execute(_IDS, {"project": project, "last": last})]
