"""Jobs put into the caller's own transaction: they exist when it commits, and not when it fails."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# procrastinate's own defer raises when a job with this queueing lock waits already, which would end the caller's
# transaction; here that is the ordinary case.
_DEFER = text("""
  -- name: defer_job
  INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, scheduled_at)
  VALUES ('default', :task, :lock, :queueing_lock, CAST(:args AS jsonb),
          now() + CAST(:delay AS double precision) * interval '1 second')
  ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
  RETURNING id
""")

# A job of a worker that died stays "doing" and keeps its lock. It is put back, or dropped when its like waits already.
_PUT_BACK = text("""
  -- name: jobs_put_back
  WITH dead AS (
    SELECT j.id, j.queueing_lock FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
    WHERE j.status = 'doing'
      AND (w.id IS NULL OR w.last_heartbeat < now() - CAST(:seconds AS double precision) * interval '1 second')
    FOR UPDATE OF j SKIP LOCKED
  ), judged AS (
    SELECT d.id, row_number() OVER (PARTITION BY coalesce(d.queueing_lock, d.id::text) ORDER BY d.id) > 1
      OR EXISTS (SELECT FROM procrastinate_jobs o WHERE o.queueing_lock = d.queueing_lock AND o.status = 'todo')
      AS needless
    FROM dead d
  ), dropped AS (
    DELETE FROM procrastinate_jobs j USING judged WHERE j.id = judged.id AND judged.needless
  )
  UPDATE procrastinate_jobs j SET status = 'todo', attempts = j.attempts + 1, worker_id = NULL
  FROM judged WHERE j.id = judged.id AND NOT judged.needless
""")


_FAILURES = text("""
  -- name: jobs_failures
  SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = :lock AND status = 'failed'
""")

_FORGET_FAILURES = text("""
  -- name: jobs_forget_failures
  DELETE FROM procrastinate_jobs WHERE queueing_lock = :lock AND status = 'failed'
""")


async def failures(t: AsyncConnection, queueing_lock: str) -> int:
    """How often jobs of this queueing lock have failed since one of them ended well, or was given up."""
    return (await t.execute(_FAILURES, {"lock": queueing_lock})).scalar_one()


async def forget_failures(t: AsyncConnection, queueing_lock: str) -> None:
    """Begin to count anew."""
    await t.execute(_FORGET_FAILURES, {"lock": queueing_lock})


async def put_back(t: AsyncConnection, seconds: float) -> int:
    """Let the jobs of workers run again that have shown no sign of life for this long; returns how many."""
    return (await t.execute(_PUT_BACK, {"seconds": seconds})).rowcount


async def defer(
    t: AsyncConnection,
    task: str,
    *,
    lock: str | None = None,
    queueing_lock: str | None = None,
    delay: float = 0.0,
    **args: Any,
) -> int | None:
    """Ask the worker for a task; returns the job's id, or None when one with this ``queueing_lock`` waits already.

    Jobs of one ``lock`` run one at a time. ``delay`` is in seconds.
    """
    values = {
        "task": task,
        "lock": lock,
        "queueing_lock": queueing_lock,
        "args": orjson.dumps(args).decode(),
        "delay": delay,
    }
    return (await t.execute(_DEFER, values)).scalar()
