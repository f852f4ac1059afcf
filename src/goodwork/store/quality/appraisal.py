"""What appraisal reads and writes: marked items, the plan of a project, consensus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text

from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.items import ConsensusRow
from goodwork.model.projects import Policy
from goodwork.model.stories import Cause
from goodwork.store.columns import numbers, words
from goodwork.store.database import Transaction
from goodwork.store.items.counts import COLUMNS, Counted, read_counted
from goodwork.store.projects.policies import read_policy

# An item is locked before its mark is taken away, and its answers are read by a later statement: whoever marks an item
# has locked it too, so an answer is either read then or marks its item again. Items that somebody works on just now are
# left to the next batch. One whose mark another appraisal took away before it was locked here was weighed there.
# An array is planned as the few that it is, however many marks there are.
_TAKE = text(f"""
  -- name: appraisal_take
  WITH i AS MATERIALIZED (
    SELECT {COLUMNS}
    FROM item i
    WHERE i.id = ANY(ARRAY(
      SELECT m.item_id FROM to_appraise m WHERE m.project_id = :project ORDER BY m.since LIMIT :limit))
    ORDER BY i.id FOR NO KEY UPDATE SKIP LOCKED
  )
  DELETE FROM to_appraise m USING i WHERE m.item_id = i.id RETURNING {COLUMNS}, m.cause
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

# What the answers do not say any more, because they were taken back or the question does not arise, goes.
_CONSENSUS = text("""
  -- name: consensus_write
  WITH n AS (
    SELECT * FROM unnest(CAST(:item_id AS bigint[]), CAST(:question AS text[]), CAST(:answer AS text[]),
                         CAST(:confidence AS real[]), CAST(:calibrated AS boolean[]), CAST(:disagreement AS real[]),
                         CAST(:answers AS smallint[]), CAST(:reviewed AS boolean[]))
      AS n (item_id, question, answer, confidence, calibrated, disagreement, answers, reviewed)
  ), unsaid AS (
    DELETE FROM consensus c WHERE c.item_id = ANY(CAST(:whole AS bigint[]))
      AND NOT EXISTS (SELECT FROM n WHERE n.item_id = c.item_id AND n.question = c.question)
  )
  INSERT INTO consensus AS c (item_id, question, organization_id, project_id, answer, confidence, calibrated,
    disagreement, answers, reviewed)
  SELECT n.item_id, n.question, :organization, :project, CAST(n.answer AS jsonb), n.confidence, n.calibrated,
    n.disagreement, n.answers, n.reviewed
  FROM n
  ON CONFLICT (item_id, question) DO UPDATE SET answer = excluded.answer, confidence = excluded.confidence,
    calibrated = excluded.calibrated, disagreement = excluded.disagreement, answers = excluded.answers,
    reviewed = excluded.reviewed,
    decided_at = now()
""")


@dataclass(frozen=True, slots=True)
class Marked:
    """An item whose answers are to be weighed, and why."""

    item: Counted
    cause: Cause


@dataclass(frozen=True, slots=True)
class Plan:
    """What a project asks for, as appraisal needs it."""

    policy: Policy
    form_version: int
    questions: Sequence[Mapping[str, Any]]
    fitted_at: datetime | None


async def take(t: Transaction, project: ProjectId, limit: int) -> list[Marked]:
    """The items with the oldest marks, as far as nobody else has locked them; locked now, and not marked any more."""
    rows = await t.execute(_TAKE, {"project": project, "limit": limit})
    return sorted((Marked(read_counted(row), Cause(cause)) for *row, cause in rows), key=lambda one: one.item.id)


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
    t: Transaction, organization: OrganizationId, project: ProjectId, rows: Sequence[ConsensusRow],
    whole: Sequence[int] = (),
) -> None:  # fmt: skip
    """Keep what is said of items now. ``whole``: those of which these rows are all that is said."""
    if not rows and not whole:
        return
    await t.execute(
        _CONSENSUS,
        {
            "organization": organization,
            "project": project,
            "item_id": numbers(r.item_id for r in rows),
            "question": words(r.question for r in rows),
            "answer": words(orjson.dumps(r.answer).decode() for r in rows),
            "confidence": numbers(r.confidence for r in rows),
            "calibrated": numbers(r.calibrated for r in rows),
            "disagreement": numbers(r.disagreement for r in rows),
            "answers": numbers(r.answers for r in rows),
            "reviewed": numbers(r.reviewed for r in rows),
            "whole": numbers(whole),
        },
    )
