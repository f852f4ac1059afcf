"""Batches of answers to many items at once: what is taken, what is passed over and why, and what is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.items.listing import WHERE, ItemFilter, Look, bound_of, statement_of, where_to_look
from goodwork.store.queue.annotations import EARLIER
from goodwork.store.words import named, statement

# The words are those of the wire. Gold is passed over: an answer that nobody thought about measures nothing.
_REASON = named("""
  CASE c.state WHEN ClaimState.SUBMITTED THEN 'answered' WHEN ClaimState.SKIPPED THEN 'skipped'
    WHEN ClaimState.HANDED_OVER THEN 'skipped'
    WHEN ClaimState.LIVE THEN 'claimed-by-you' ELSE CASE
    WHEN i.state = ItemState.SETTLED THEN 'settled' WHEN i.state = ItemState.EXPERT THEN 'expert'
    WHEN i.state = ItemState.HELD THEN 'held' WHEN i.state = ItemState.SET_ASIDE THEN 'set-aside'
    WHEN i.gold > GoldDraw.NONE THEN 'gold'
    WHEN i.missing <= 0 AND i.live > 0 THEN 'with-others' WHEN i.missing <= 0 THEN 'full' ELSE 'taken' END END
""")
_WITH_MINE = "LEFT JOIN claim c ON c.item_id = i.id AND c.person_id = :person"
_CHOSEN = "AND (CAST(:items AS bigint[]) IS NULL OR i.id = ANY(CAST(:items AS bigint[])))"

_COUNT = f"""
  -- name: bulk_count
  SELECT {_REASON} AS reason, count(*) FROM item i JOIN item_payload w ON w.item_id = i.id {_WITH_MINE}
  WHERE {WHERE} {_CHOSEN} AND i.position >= :first GROUP BY reason
"""

# By ranges of positions, whose index finds them; locked in the order of ids, like everywhere.
_LOCK = f"""
  -- name: bulk_lock
  SELECT i.id FROM item i JOIN item_payload w ON w.item_id = i.id
  WHERE {WHERE} {_CHOSEN} AND i.position >= :first AND i.position < :last
  ORDER BY i.id FOR NO KEY UPDATE OF i
"""

# A statement of its own behind the lock, so that it sees the claims as they are then. The prediction that says the
# same is noted: the answers then are one piece of evidence with whatever else was accepted from it.
_APPLY = statement(f"""
  -- name: bulk_apply
  WITH part AS (
    SELECT i.id, i.wanted, c.state AS claim_state, {_REASON} AS reason
    FROM item i {_WITH_MINE} WHERE i.id = ANY(:items)
  ), taken AS (
    SELECT id, wanted, claim_state FROM part WHERE reason = 'taken'
  ), closed AS (
    INSERT INTO claim AS c (organization_id, project_id, item_id, person_id, state, expires_at)
    SELECT :organization, :project, id, :person, ClaimState.SUBMITTED, now() FROM taken
    ON CONFLICT (item_id, person_id) DO UPDATE SET state = ClaimState.SUBMITTED, rate_id = NULL
    RETURNING c.id, c.item_id
  ), noted AS (
    INSERT INTO bulk_item (bulk_id, item_id, organization_id, wanted, claim_state)
    SELECT :bulk, id, :organization, wanted, claim_state FROM taken
  ), counted AS (
    UPDATE item i SET completed = i.completed + 1 FROM taken WHERE i.id = taken.id
  ), marked AS (
    INSERT INTO to_appraise (item_id, organization_id, project_id)
    SELECT id, CAST(:organization AS integer), CAST(:project AS integer) FROM taken ORDER BY id
    ON CONFLICT DO NOTHING
  ), made AS (
    INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, revision, form_version, answers,
      prediction_id, bulk_id)
    SELECT :organization, :project, k.item_id, :person, k.id,
      coalesce((SELECT max(a.revision) FROM annotation a WHERE a.item_id = k.item_id AND a.person_id = :person), 0) + 1,
      b.form_version, b.answers,
      (SELECT m.id FROM prediction m WHERE m.item_id = k.item_id AND m.answers = b.answers ORDER BY m.id LIMIT 1), b.id
    FROM closed k JOIN bulk b ON b.id = :bulk
  )
  SELECT reason, count(*) FROM part GROUP BY reason
""")

_ADD = text("""
  -- name: bulk_add
  INSERT INTO bulk (organization_id, project_id, person_id, form_version, answers, filter, ends)
  VALUES (:organization, :project, :person, :form_version, :answers, :filter, :ends) RETURNING id
""")

_NOTE = text("""
  -- name: bulk_note
  UPDATE bulk SET reached = :reached, applied = :applied, skipped = :skipped WHERE id = :bulk
""")

_COLUMNS = """
  b.id, b.project_id, b.person_id, b.form_version, b.answers, b.skipped, b.applied, b.undone, b.reached, b.ends,
  b.at::date, b.finished_at::date, b.undone_at::date
"""
_GET = text(f"-- name: bulk_get\n SELECT {_COLUMNS} FROM bulk b WHERE b.id = :bulk FOR NO KEY UPDATE")
_LIST = text(f"""
  -- name: bulk_list
  SELECT {_COLUMNS} FROM bulk b WHERE b.project_id = :project AND b.id < :before ORDER BY b.id DESC LIMIT :limit
""")

_APPLIED = statement("""
  -- name: bulk_applied
  SELECT item_id FROM bulk_item WHERE bulk_id = :bulk AND state = BulkState.APPLIED
  ORDER BY item_id LIMIT :limit
""")

# What a person decided since, or the person themselves wrote anew, stays; and so it does where the item is asked again.
_UNDOABLE = statement(f"""
  -- name: bulk_undoable
  SELECT n.item_id, n.wanted FROM bulk_item n JOIN item i ON i.id = n.item_id JOIN bulk b ON b.id = n.bulk_id
  WHERE n.bulk_id = :bulk AND n.item_id = ANY(:items) AND n.state = BulkState.APPLIED AND NOT i.by_lead
    AND NOT EXISTS (SELECT FROM annotation a LEFT JOIN annotation l ON l.item_id = a.item_id
                      AND l.person_id = a.person_id AND l.revision > a.revision
                    WHERE a.item_id = n.item_id AND a.bulk_id = b.id
                      AND (l.id IS NOT NULL OR {EARLIER.format(a="a")}))
""")

_TAKE_BACK = text("""
  -- name: bulk_take_back
  SELECT bulk_take_back(:bulk, CAST(:items AS bigint[]))
""")

_AFTER = statement(f"""
  -- name: bulk_after_undo
  WITH noted AS (
    UPDATE bulk_item SET
      state = CASE WHEN item_id = ANY(CAST(:back AS bigint[])) THEN BulkState.UNDONE ELSE BulkState.KEPT END
    WHERE bulk_id = :bulk AND item_id = ANY(:items) AND state = BulkState.APPLIED
    RETURNING item_id, claim_state, state
  ), left_claims AS (
    UPDATE claim c SET state = coalesce(n.claim_state, ClaimState.RELEASED) FROM noted n JOIN bulk b ON b.id = :bulk
    WHERE n.state = BulkState.UNDONE AND c.item_id = n.item_id AND c.person_id = b.person_id
  ), unsaid AS (
    DELETE FROM consensus s USING noted n WHERE n.state = BulkState.UNDONE AND s.item_id = n.item_id
      AND NOT EXISTS (SELECT FROM annotation a WHERE a.item_id = n.item_id AND NOT {EARLIER.format(a="a")})
  )
  UPDATE bulk SET undone = undone + cardinality(CAST(:back AS bigint[])) WHERE id = :bulk
""")

_FINISH = text("-- name: bulk_finish\n UPDATE bulk SET finished_at = now() WHERE id = :bulk AND finished_at IS NULL")
_END = text("-- name: bulk_end\n UPDATE bulk SET undone_at = now() WHERE id = :bulk AND undone_at IS NULL")
_ALONE = text("-- name: bulk_alone\n SELECT pg_advisory_xact_lock(:project, :person)")
_WAKE = text("-- name: bulk_wake\n SELECT wake_appraisal(:organization, :project)")


@dataclass(frozen=True, slots=True)
class Bulk:
    """A batch: whose, what was answered, how many items took it and how many were passed over, by reason."""

    id: int
    project_id: int
    person_id: int
    form_version: int
    answers: Mapping[str, Any]
    skipped: Mapping[str, int]
    applied: int
    undone: int
    reached: int
    """Items at positions below it have been looked at."""
    ends: int
    """The position behind the last item that it is about."""
    on: date
    finished_on: date | None
    """None: it is running, or broke off."""
    undone_on: date | None


async def counted(
    t: Transaction, actor: Actor, project: ProjectId, wanted: ItemFilter, items: Sequence[int] | None, first: int = 0
) -> dict[str, int]:
    """How many of these items would take an answer of the actor ('taken'), and how many not, by reason.

    ``first``: of those from this position on.
    """
    look, where = await where_to_look(t, project, wanted)
    given = {**_given(actor, project, wanted, items), **where, "first": first}
    rows = await t.execute(statement_of(_COUNT, wanted, look), given)
    return {row[0]: row[1] for row in rows}


async def add(
    t: Transaction,
    actor: Actor,
    project: ProjectId,
    version: int,
    answers: Mapping[str, Any],
    asked: Mapping[str, Any],
    *,
    ends: int,
) -> int:
    """Begin a batch about the items at positions below ``ends``."""
    given = {
        "organization": actor.organization_id, "project": project, "person": actor.person_id, "form_version": version,
        "answers": Jsonb(answers), "filter": Jsonb(asked), "ends": ends,
    }  # fmt: skip
    return (await t.execute(_ADD, given)).scalar_one()


async def apply(
    t: Transaction,
    actor: Actor,
    project: ProjectId,
    bulk: int,
    wanted: ItemFilter,
    items: Sequence[int] | None,
    part: tuple[int, int],
) -> dict[str, int]:
    """Answer the items of a range of positions; returns how many, by reason, with 'taken' for those answered."""
    # Two tabs of one person, and their claims, wait for each other here, as in the queue.
    await t.execute(_ALONE, {"project": project, "person": actor.person_id})
    asked = {**_given(actor, project, wanted, items), "first": part[0], "last": part[1]}
    locked = list((await t.execute(statement_of(_LOCK, wanted, Look.IN_PAYLOADS), asked)).scalars())
    if not locked:
        return {}
    given = {
        "organization": actor.organization_id, "project": project, "person": actor.person_id, "bulk": bulk,
        "items": locked,
    }  # fmt: skip
    found: dict[str, int] = {row[0]: row[1] for row in await t.execute(_APPLY, given)}
    if found.get("taken"):
        await t.execute(_WAKE, {"organization": actor.organization_id, "project": project})
    return found


async def note(t: Transaction, bulk: int, reached: int, applied: int, skipped: Mapping[str, int]) -> None:
    """Keep how far a batch has come."""
    given = {"bulk": bulk, "reached": reached, "applied": applied, "skipped": Jsonb(dict(skipped))}
    await t.execute(_NOTE, given)


async def finish(t: Transaction, bulk: int) -> None:
    """Nothing is added to the batch any more."""
    await t.execute(_FINISH, {"bulk": bulk})


async def lock(t: Transaction, bulk: int) -> Bulk | None:
    """A batch, locked."""
    row = (await t.execute(_GET, {"bulk": bulk})).first()
    return None if row is None else Bulk(*row)


async def of_project(t: Transaction, project: ProjectId, before: int, limit: int) -> list[Bulk]:
    """A project's batches, newest first."""
    return [Bulk(*row) for row in await t.execute(_LIST, {"project": project, "before": before, "limit": limit})]


async def applied(t: Transaction, bulk: int, limit: int) -> list[int]:
    """Items of a batch that have not been undone."""
    return list((await t.execute(_APPLIED, {"bulk": bulk, "limit": limit})).scalars())


async def undoable(t: Transaction, bulk: int, items: Sequence[int]) -> dict[int, int]:
    """Those of these locked items whose answers may be taken back, with how many answers each wanted before."""
    rows = await t.execute(_UNDOABLE, {"bulk": bulk, "items": list(items)})
    return {row[0]: row[1] for row in rows}


async def take_back(t: Transaction, bulk: int, items: Sequence[int], back: Sequence[int]) -> None:
    """Take the answers to ``back`` away, of the locked ``items`` that were looked at."""
    await t.execute(_TAKE_BACK, {"bulk": bulk, "items": list(back)})
    await t.execute(_AFTER, {"bulk": bulk, "items": list(items), "back": list(back)})


async def end(t: Transaction, bulk: int) -> None:
    """The batch is undone."""
    await t.execute(_END, {"bulk": bulk})


def _given(actor: Actor, project: ProjectId, wanted: ItemFilter, items: Sequence[int] | None) -> dict[str, Any]:
    chosen = None if items is None else list(items)
    return {**bound_of(project, wanted), "person": actor.person_id, "items": chosen}
