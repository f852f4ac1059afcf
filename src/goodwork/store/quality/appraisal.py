"""What appraisal reads and writes: marked items, consensus, what items show, a project's sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text

from goodwork.model.ids import ItemId, OrganizationId, ProjectId
from goodwork.model.items import ConsensusRow
from goodwork.model.projects import Policy
from goodwork.store.database import Transaction
from goodwork.store.items.counts import Counted, read_counted
from goodwork.store.projects.policies import read_policy

# Items are locked first and the marks taken away after: whoever marks an item has locked it too, so an answer is
# either seen here or marks its item again. Items that somebody works on just now are left to the next batch.
_TAKE = text("""
  -- name: appraisal_take
  SELECT i.id, i.project_id, i.state, i.wanted, i.completed, i.live, i.gold, i.skips, i.by_lead
  FROM item i
  WHERE i.id IN (SELECT m.item_id FROM to_appraise m WHERE m.project_id = :project ORDER BY m.since LIMIT :limit)
  ORDER BY i.id FOR NO KEY UPDATE SKIP LOCKED
""")

_UNMARK = text("""
  -- name: appraisal_unmark
  DELETE FROM to_appraise WHERE item_id = ANY(:items)
""")

_PUT_OFF = text("""
  -- name: appraisal_put_off
  UPDATE to_appraise SET since = clock_timestamp()
  WHERE item_id = (SELECT m.item_id FROM to_appraise m WHERE m.project_id = :project ORDER BY m.since LIMIT 1)
  RETURNING item_id
""")

_WAITING = text("""
  -- name: appraisal_waiting
  SELECT EXISTS (SELECT FROM to_appraise WHERE project_id = :project)
""")

_LEFT_BEHIND = text("""
  -- name: appraisal_left_behind
  SELECT DISTINCT organization_id, project_id FROM to_appraise
  WHERE since < now() - CAST(:seconds AS double precision) * interval '1 second'
""")

_PLAN = text("""
  -- name: appraisal_plan
  SELECT p.policy, p.form_version, f.questions, q.fitted_at
  FROM project p JOIN form f ON f.project_id = p.id AND f.version = p.form_version
  LEFT JOIN project_quality q ON q.project_id = p.id
  WHERE p.id = :project
""")

_CONSENSUS = text("""
  -- name: consensus_write
  INSERT INTO consensus AS c (item_id, question, organization_id, project_id, answer, confidence, calibrated,
    disagreement, answers, reviewed)
  SELECT n.item_id, n.question, :organization, :project, CAST(n.answer AS jsonb), n.confidence, n.calibrated,
    n.disagreement, n.answers, n.reviewed
  FROM unnest(CAST(:item_id AS bigint[]), CAST(:question AS text[]), CAST(:answer AS text[]),
              CAST(:confidence AS real[]), CAST(:calibrated AS boolean[]), CAST(:disagreement AS real[]),
              CAST(:answers AS smallint[]), CAST(:reviewed AS boolean[]))
    AS n (item_id, question, answer, confidence, calibrated, disagreement, answers, reviewed)
  ON CONFLICT (item_id, question) DO UPDATE SET answer = excluded.answer, confidence = excluded.confidence,
    calibrated = excluded.calibrated, disagreement = excluded.disagreement, answers = excluded.answers,
    reviewed = excluded.reviewed,
    decided_at = now()
""")

# The sums of a project change by what its items change: what an item added before stands in its own row.
_SHOW = text("""
  -- name: item_quality_write
  WITH n AS (
    SELECT * FROM unnest(CAST(:item_id AS bigint[]), CAST(:confidence AS real[]), CAST(:disagreement AS real[]),
                         CAST(:settled AS boolean[]), CAST(:annotations AS smallint[]),
                         CAST(:answers_saved AS smallint[]), CAST(:review_gain AS real[]))
      AS n (item_id, confidence, disagreement, settled, annotations, answers_saved, review_gain)
  ), change AS (
    SELECT coalesce(sum(n.settled::int - coalesce(q.settled::int, 0)), 0) AS settled,
      coalesce(sum(n.annotations - coalesce(q.annotations, 0)), 0) AS annotations,
      coalesce(sum(n.answers_saved - coalesce(q.answers_saved, 0)), 0) AS answers_saved
    FROM n LEFT JOIN item_quality q ON q.item_id = n.item_id
  ), written AS (
    INSERT INTO item_quality AS q (item_id, organization_id, project_id, confidence, disagreement, settled,
      annotations, answers_saved, review_gain)
    SELECT n.item_id, :organization, :project, n.confidence, n.disagreement, n.settled, n.annotations, n.answers_saved,
      n.review_gain
    FROM n
    ON CONFLICT (item_id) DO UPDATE SET confidence = excluded.confidence, disagreement = excluded.disagreement,
      settled = excluded.settled, annotations = excluded.annotations, answers_saved = excluded.answers_saved,
      review_gain = excluded.review_gain
  )
  INSERT INTO project_progress AS p (project_id, organization_id, settled, annotations, answers_saved)
  SELECT :project, :organization, settled, annotations, answers_saved FROM change
  ON CONFLICT (project_id) DO UPDATE SET settled = p.settled + excluded.settled,
    annotations = p.annotations + excluded.annotations, answers_saved = p.answers_saved + excluded.answers_saved,
    updated_at = now()
""")

_SHOWN = text("""
  -- name: item_quality_read
  SELECT confidence, disagreement, annotations, review_gain FROM item_quality WHERE item_id = :item
""")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a project asks for, as appraisal needs it."""

    policy: Policy
    form_version: int
    questions: Sequence[Mapping[str, Any]]
    fitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What an item shows in lists, and what it adds to its project's sums."""

    item_id: int
    confidence: float | None
    disagreement: float
    settled: bool
    annotations: int
    answers_saved: int
    review_gain: float
    """How many wrong answers a review is expected to put right."""


async def take(t: Transaction, project: ProjectId, limit: int) -> list[Counted]:
    """Marked items that nobody else has locked, oldest marks first; locked now, and not marked any more."""
    found = [read_counted(row) for row in await t.execute(_TAKE, {"project": project, "limit": limit})]
    if found:
        await t.execute(_UNMARK, {"items": [item.id for item in found]})
    return found


async def unmark(t: Transaction, items: Sequence[int]) -> None:
    """Take marks away."""
    await t.execute(_UNMARK, {"items": list(items)})


async def put_off(t: Transaction, project: ProjectId) -> int | None:
    """Let the oldest mark be the newest; returns its item."""
    return (await t.execute(_PUT_OFF, {"project": project})).scalar()


async def waiting(t: Transaction, project: ProjectId) -> bool:
    """Whether items are marked."""
    return (await t.execute(_WAITING, {"project": project})).scalar_one()


async def left_behind(t: Transaction, seconds: float) -> list[tuple[OrganizationId, ProjectId]]:
    """Projects with marks older than this."""
    return [(OrganizationId(row[0]), ProjectId(row[1])) for row in await t.execute(_LEFT_BEHIND, {"seconds": seconds})]


async def plan(t: Transaction, project: ProjectId) -> Plan | None:
    """The project as it is now; None when it is gone."""
    row = (await t.execute(_PLAN, {"project": project})).first()
    return None if row is None else Plan(read_policy(row[0]), row[1], row[2], row[3])


async def write_consensus(
    t: Transaction, organization: OrganizationId, project: ProjectId, rows: Sequence[ConsensusRow]
) -> None:
    """Keep what the answers say now."""
    if not rows:
        return
    await t.execute(
        _CONSENSUS,
        {
            "organization": organization,
            "project": project,
            "item_id": [r.item_id for r in rows],
            "question": [r.question for r in rows],
            "answer": [orjson.dumps(r.answer).decode() for r in rows],
            "confidence": [r.confidence for r in rows],
            "calibrated": [r.calibrated for r in rows],
            "disagreement": [r.disagreement for r in rows],
            "answers": [r.answers for r in rows],
            "reviewed": [r.reviewed for r in rows],
        },
    )


async def write_shown(t: Transaction, organization: OrganizationId, project: ProjectId, rows: Iterable[Shown]) -> None:
    """Keep what locked items show, and move the project's sums along."""
    shown = list(rows)
    if not shown:
        return
    await t.execute(
        _SHOW,
        {
            "organization": organization,
            "project": project,
            "item_id": [s.item_id for s in shown],
            "confidence": [s.confidence for s in shown],
            "disagreement": [s.disagreement for s in shown],
            "settled": [s.settled for s in shown],
            "annotations": [s.annotations for s in shown],
            "answers_saved": [s.answers_saved for s in shown],
            "review_gain": [s.review_gain for s in shown],
        },
    )


async def shown(t: Transaction, item: ItemId) -> tuple[float | None, float, int, float]:
    """Confidence, disagreement, annotations and gain of a review that a locked item shows."""
    row = (await t.execute(_SHOWN, {"item": item})).first()
    return (None, 0.0, 0, 0.0) if row is None else (row[0], row[1], row[2], row[3])
