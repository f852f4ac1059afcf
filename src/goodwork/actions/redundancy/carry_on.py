"""Setting aside or restoring many items in the background, in small transactions, as often as it is interrupted."""

from __future__ import annotations

from goodwork.actions.redundancy import moving
from goodwork.actions.redundancy.change_items import AT_ONCE
from goodwork.actions.redundancy.moving import Moved
from goodwork.actions.stories.carry_out import Where
from goodwork.model.ids import OrganizationId
from goodwork.model.people import Worker
from goodwork.model.redundancy import BulkTask, Check
from goodwork.store import audit
from goodwork.store.alone import alone
from goodwork.store.database import Database, Transaction
from goodwork.store.projects import projects
from goodwork.store.redundancy import aside, checks, findings

_ALONE = 22835
"""Names such tasks among advisory locks."""


async def carry_on(database: Database, organization: OrganizationId, identity: int) -> None:
    """Bring what was asked for with many items to its end. Doing a part twice changes nothing."""
    async with alone(database, _ALONE, identity) as first:
        if not first:
            return
        worker = Worker(organization)
        async with database.transaction(worker) as t:
            check = await checks.one(t, identity)
            if check is None or check.task is None:
                return
            detail = dict(check.task_detail or {})
            await checks.set_task(t, identity, check.task, detail, check.task_total)
        last, sum_of = 0, Moved()
        while True:
            async with database.transaction(worker) as t:
                last, moved = await _some(t, check, last)
                sum_of += moved
                if not last:
                    outcome = {
                        "moved": sum_of.moved,
                        "left_answered": sum_of.answered,
                        "left_withdrawn": sum_of.withdrawn,
                        "claims_ended": sum_of.claims_ended,
                    }
                    await checks.end_task(t, identity, {**detail, "task": check.task.value, **outcome})
                    action = "redundancy.set-aside" if check.task is BulkTask.SET_ASIDE else "redundancy.restored"
                    told = {**detail, **outcome}
                    await audit.record_as(
                        t, organization, detail.get("person"), action, "project", check.project_id, told
                    )
                    return


async def give_up_check(database: Database, organization: OrganizationId, identity: int, why: str) -> None:
    """End a check, or what was going on with its items, that can't be brought to its end."""
    async with database.transaction(Worker(organization)) as t:
        check = await checks.one(t, identity, lock=True)
        if check is None:
            return
        if check.task is not None:
            detail = {**(check.task_detail or {}), "task": check.task.value, "error": why}
            await checks.end_task(t, identity, detail)
        await checks.give_up(t, identity, why)


async def _some(t: Transaction, check: Check, last: int) -> tuple[int, Moved]:
    """Move some items after an item; returns the last of them, 0 when there was none."""
    detail = check.task_detail or {}
    project = await projects.one(t, check.project_id)
    assert project is not None
    where = Where(check.organization_id, check.project_id, project.policy, detail.get("person"))
    if check.task is BulkTask.RESTORE and detail.get("clusters") is None:
        items = await aside.duplicates_after(t, check.project_id, last, AT_ONCE)
        moved = await moving.restore(t, where, items)
    else:
        only_exact = bool(detail.get("only_exact", False))
        members = await findings.after(t, check.id, last, only_exact, detail.get("clusters"), AT_ONCE)
        items = [m.item_id for m in members]
        if check.task is BulkTask.RESTORE:
            moved = await moving.restore(t, where, items)
        else:
            moved = await moving.set_aside(t, where, members, answered=bool(detail.get("answered", False)))
    await checks.advance_task(t, check.id, len(items))
    return max(items, default=0), moved
