"""Redundancy checks of projects: asked for, run, finished, and what goes on with their findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text

from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.redundancy import BulkTask, Check, CheckPlan, CheckState, Keep, LooksAt
from goodwork.store.database import Transaction

_COLUMNS = """
  id, organization_id, project_id, import_id, looks_at, part, threshold, keep, keep_field, state, stage, stage_done,
  stage_total, items, left_out, exact, near, clusters, largest, sizes, notes, error, task, task_detail, task_done,
  task_total, created_at, finished_at
"""

_LOCK = text("""
  -- name: redundancy_project_lock
  SELECT id FROM project WHERE id = :project FOR NO KEY UPDATE
""")

_UNFINISHED_OF = text("""
  -- name: redundancy_unfinished_of
  SELECT id, state FROM redundancy_check WHERE project_id = :project AND state IN ('waiting', 'running')
  ORDER BY id LIMIT 1
""")

_ADD = text(f"""
  -- name: redundancy_add
  INSERT INTO redundancy_check (organization_id, project_id, import_id, looks_at, part, threshold, keep, keep_field,
    created_by)
  VALUES (:organization, :project, :import, :looks_at, :part, :threshold, :keep, :keep_field, :person)
  RETURNING {_COLUMNS}
""")

_REPLAN = text(f"""
  -- name: redundancy_replan
  UPDATE redundancy_check SET looks_at = :looks_at, part = :part, threshold = :threshold, keep = :keep,
    keep_field = :keep_field, created_by = :person
  WHERE id = :id AND state = 'waiting' RETURNING {_COLUMNS}
""")

_ONE = text(f"-- name: redundancy_one\n SELECT {_COLUMNS} FROM redundancy_check WHERE id = :id")

_LOCKED = text(f"-- name: redundancy_locked\n SELECT {_COLUMNS} FROM redundancy_check WHERE id = :id FOR UPDATE")

_NEWEST = text(f"""
  -- name: redundancy_newest
  SELECT {_COLUMNS} FROM redundancy_check WHERE project_id = :project ORDER BY id DESC LIMIT 1
""")

_NEWEST_DONE = text(f"""
  -- name: redundancy_newest_done
  SELECT {_COLUMNS} FROM redundancy_check WHERE project_id = :project AND state = 'done' ORDER BY id DESC LIMIT 1
""")

_START = text(f"""
  -- name: redundancy_start
  UPDATE redundancy_check SET state = 'running', error = NULL WHERE id = :id AND state IN ('waiting', 'running')
  RETURNING {_COLUMNS}
""")

_PROGRESS = text("""
  -- name: redundancy_progress
  UPDATE redundancy_check SET stage = :stage, stage_done = :done, stage_total = :total
  WHERE id = :id AND state = 'running'
""")

_FINISH = text("""
  -- name: redundancy_finish
  UPDATE redundancy_check SET state = 'done', stage = '', items = :items, left_out = :left_out, notes = :notes,
    finished_at = now()
  WHERE id = :id AND state = 'running'
""")

# What was found is counted from the findings themselves: the same numbers after a check and after every split.
_COUNT = text("""
  -- name: redundancy_count
  UPDATE redundancy_check c SET exact = m.exact, near = m.near, clusters = k.clusters, largest = k.largest,
    sizes = k.sizes
  FROM (
    SELECT count(*) FILTER (WHERE m.exact) AS exact, count(*) FILTER (WHERE NOT m.exact) AS near
    FROM redundancy_member m JOIN redundancy_cluster k USING (check_id, number)
    WHERE m.check_id = :id AND m.item_id <> k.representative_id
  ) m, (
    SELECT coalesce(sum(n), 0) AS clusters, coalesce(max(largest), 0) AS largest,
      coalesce(jsonb_agg(jsonb_build_array(least, largest, n) ORDER BY least), '[]') AS sizes
    FROM (
      SELECT count(*) AS n, min(size) AS least, max(size) AS largest
      FROM redundancy_cluster WHERE check_id = :id GROUP BY floor(log(2, size))
    ) by_size
  ) k
  WHERE c.id = :id
""")

_FAIL = text("""
  -- name: redundancy_fail
  UPDATE redundancy_check SET state = 'failed', stage = '', error = :error, finished_at = now()
  WHERE id = :id AND state = 'running'
""")

# What was found stays as it is when only the work with its items ended badly.
_GIVE_UP = text("""
  -- name: redundancy_give_up
  UPDATE redundancy_check SET error = :error,
    state = CASE WHEN state IN ('waiting', 'running') THEN 'failed' ELSE state END,
    stage = '', finished_at = coalesce(finished_at, now())
  WHERE id = :id
""")

_UNFINISHED = text("""
  -- name: redundancy_unfinished
  SELECT organization_id, project_id, id FROM redundancy_check
  WHERE state IN ('waiting', 'running') OR task IS NOT NULL ORDER BY id
""")

_SET_TASK = text("""
  -- name: redundancy_set_task
  UPDATE redundancy_check SET task = :task, task_detail = :detail, task_done = 0, task_total = :total,
    error = NULL
  WHERE id = :id
""")

_ADVANCE_TASK = text("""
  -- name: redundancy_advance_task
  UPDATE redundancy_check SET task_done = task_done + :done WHERE id = :id
""")

_END_TASK = text("""
  -- name: redundancy_end_task
  UPDATE redundancy_check SET task = NULL, task_detail = :detail WHERE id = :id
""")


async def lock_project(t: Transaction, project: ProjectId) -> None:
    """Checks of a project are asked for one at a time."""
    await t.execute(_LOCK, {"project": project})


async def unfinished_of(t: Transaction, project: ProjectId) -> tuple[int, CheckState] | None:
    """A check of the project that waits or runs."""
    row = (await t.execute(_UNFINISHED_OF, {"project": project})).first()
    return None if row is None else (row[0], CheckState(row[1]))


async def add(
    t: Transaction,
    organization: OrganizationId,
    project: ProjectId,
    plan: CheckPlan,
    *,
    person: int | None,
    data_import: int | None = None,
) -> Check:
    """Enter a check that is to be made."""
    given = {
        "organization": organization, "project": project, "import": data_import, "looks_at": plan.looks_at.value,
        "part": plan.part, "threshold": plan.threshold, "keep": plan.keep.value, "keep_field": plan.keep_field,
        "person": person,
    }  # fmt: skip
    return _read((await t.execute(_ADD, given)).one())


async def replan(t: Transaction, check: int, plan: CheckPlan, person: int) -> Check | None:
    """Let a check that waits be made otherwise; None when it does not wait any more."""
    given = {
        "id": check, "looks_at": plan.looks_at.value, "part": plan.part, "threshold": plan.threshold,
        "keep": plan.keep.value, "keep_field": plan.keep_field, "person": person,
    }  # fmt: skip
    row = (await t.execute(_REPLAN, given)).first()
    return None if row is None else _read(row)


async def one(t: Transaction, check: int, *, lock: bool = False) -> Check | None:
    """One check, locked if need be."""
    row = (await t.execute(_LOCKED if lock else _ONE, {"id": check})).first()
    return None if row is None else _read(row)


async def newest(t: Transaction, project: ProjectId) -> Check | None:
    """The last check that was asked for."""
    row = (await t.execute(_NEWEST, {"project": project})).first()
    return None if row is None else _read(row)


async def newest_done(t: Transaction, project: ProjectId) -> Check | None:
    """The check whose findings are kept."""
    row = (await t.execute(_NEWEST_DONE, {"project": project})).first()
    return None if row is None else _read(row)


async def start(t: Transaction, check: int) -> Check | None:
    """Take a check up; None when it has ended."""
    row = (await t.execute(_START, {"id": check})).first()
    return None if row is None else _read(row)


async def progress(t: Transaction, check: int, stage: str, done: int, total: int | None) -> None:
    """Say how far a running check is."""
    await t.execute(_PROGRESS, {"id": check, "stage": stage, "done": done, "total": total})


async def finish(t: Transaction, check: int, *, items: int, left_out: int, notes: Sequence[str]) -> bool:
    """End a check whose findings are stored; False when it had ended before."""
    given = {"id": check, "items": items, "left_out": left_out, "notes": Jsonb(list(notes))}
    done = (await t.execute(_FINISH, given)).rowcount == 1
    await recount(t, check)
    return done


async def recount(t: Transaction, check: int) -> None:
    """Bring the numbers of a check in line with its clusters."""
    await t.execute(_COUNT, {"id": check})


async def fail(t: Transaction, check: int, error: str) -> None:
    """Give a check up."""
    await t.execute(_FAIL, {"id": check, "error": error})


async def give_up(t: Transaction, check: int, error: str) -> None:
    """End whatever is left to do for a check."""
    await t.execute(_GIVE_UP, {"id": check, "error": error})


async def unfinished(t: Transaction) -> list[tuple[OrganizationId, ProjectId, int]]:
    """Checks of all organizations that have something left to do."""
    return [(OrganizationId(row[0]), ProjectId(row[1]), row[2]) for row in await t.execute(_UNFINISHED)]


async def set_task(t: Transaction, check: int, task: BulkTask, detail: Mapping[str, Any], total: int) -> None:
    """Have something done with many items."""
    given = {"id": check, "task": task.value, "detail": Jsonb(dict(detail)), "total": total}
    await t.execute(_SET_TASK, given)


async def advance_task(t: Transaction, check: int, done: int) -> None:
    """Count what was done of it."""
    await t.execute(_ADVANCE_TASK, {"id": check, "done": done})


async def end_task(t: Transaction, check: int, detail: Mapping[str, Any]) -> None:
    """Nothing goes on any more; ``detail`` says what came of it."""
    await t.execute(_END_TASK, {"id": check, "detail": Jsonb(dict(detail))})


def _read(row: Row[Any]) -> Check:
    (
        identity, organization, project, data_import, looks_at, part, threshold, keep, keep_field, state, stage, done,
        total, items, left_out, exact, near, clusters, largest, sizes, notes, error, task, task_detail, task_done,
        task_total, created_at, finished_at,
    ) = row  # fmt: skip
    plan = CheckPlan(LooksAt(looks_at), part, threshold, Keep(keep), keep_field)
    return Check(
        identity, OrganizationId(organization), ProjectId(project), data_import, plan, CheckState(state), stage, done,
        total, items, left_out, exact, near, clusters, largest, sizes, notes, error,
        None if task is None else BulkTask(task), task_detail, task_done, task_total, created_at, finished_at,
    )  # fmt: skip
