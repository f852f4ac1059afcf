"""Asking for a check: by a lead at any time, or by an import when its file is in."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.projects.reach import reach_project
from goodwork.actions.redundancy.compared import check_plan, offered, usual_plan
from goodwork.errors import Conflict, Fault, Invalid
from goodwork.model.data import DataImport
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.items import PartType
from goodwork.model.people import SYSTEM, Actor
from goodwork.model.redundancy import Check, CheckPlan, CheckState, LooksAt
from goodwork.routing.access import ProjectRole
from goodwork.store import audit, jobs
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.redundancy import checks, contents

TASK = "check_redundancy"


async def start_check(
    database: Database, actor: Actor, project: int, plan: CheckPlan, *, key: str | None = None
) -> Check:
    """Have the worker look for items that repeat each other; for managers of the project. One check at a time."""
    plan = check_plan(plan)
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        told = [plan.looks_at.value, plan.part, plan.threshold, plan.keep.value, plan.keep_field]
        remembered = await idempotency.recall(t, actor, key, idempotency.fingerprint("start_check", project, told))
        if remembered is not None:
            known = await checks.one(t, remembered)
            assert known is not None
            return known
        await _can_be_done(t, reached.project.id, plan)
        await checks.lock_project(t, reached.project.id)
        there = await checks.unfinished_of(t, reached.project.id)
        if there is None:
            made = await checks.add(t, actor.organization_id, reached.project.id, plan, person=actor.person_id)
        else:
            # One that has not begun is made as it is wanted now.
            made = await checks.replan(t, there[0], plan, actor.person_id)
        if made is None:
            raise Conflict(
                "A check of this project is running.",
                kept="It goes on, and nothing was changed.",
                next_step="Wait until it is done, then start another one.",
            )
        await audit.record(t, actor, "redundancy.check-started", "project", reached.project.id, {"plan": told})
        await ask_for_check(t, made.organization_id, made.project_id, made.id)
        await idempotency.remember(t, actor, key, made.id)
        return made


async def check_after_import(t: Transaction, data_import: DataImport) -> None:
    """The same when an import ends that asked for it; a check that waits already will see its items too."""
    await checks.lock_project(t, data_import.project_id)
    waiting = await checks.unfinished_of(t, data_import.project_id)
    if waiting is not None and waiting[1] is CheckState.WAITING:
        return
    plan = usual_plan(
        await contents.sample(t, data_import.project_id), await checks.newest_done(t, data_import.project_id)
    )
    made = await checks.add(
        t, data_import.organization_id, data_import.project_id, plan, person=data_import.created_by,
        data_import=data_import.id,
    )  # fmt: skip
    await ask_for_check(t, made.organization_id, made.project_id, made.id)


async def ask_for_check(t: Transaction, organization: OrganizationId, project: ProjectId, check: int) -> None:
    """Have the worker do what there is to do for a check, when this transaction commits; one of a project at a time."""
    await jobs.defer(
        t, TASK, lock=f"{TASK}:{project}", queueing_lock=f"{TASK}:{check}", organization=organization, check=check
    )


async def ask_for_unfinished(database: Database) -> int:
    """Ask the worker for every check that has something left to do; returns how many."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        found = await checks.unfinished(t)
        for organization, project, check in found:
            await ask_for_check(t, organization, project, check)
    return len(found)


async def _can_be_done(t: Transaction, project: ProjectId, plan: CheckPlan) -> None:
    sample = await contents.sample(t, project)
    if not sample:
        raise Conflict("The project has no items yet.", kept="Nothing was changed.", next_step="Import some first.")
    parts, fields = offered(sample)
    faults: list[Fault] = []
    pictures = {name for name, kind in parts if kind == PartType.PICTURE}
    if plan.looks_at is LooksAt.TEXT and len(pictures) == len(parts):
        faults.append(Fault("looks_at", "The first items have nothing to read, only pictures: compare those."))
    if plan.looks_at is LooksAt.PICTURE and not pictures:
        faults.append(Fault("looks_at", "The first items have no picture: compare their texts."))
    if plan.part is not None and plan.part not in dict(parts):
        there = ", ".join(name for name, _ in parts)
        faults.append(Fault("part", f"The first items have no part {plan.part!r}; they have {there}."))
    if plan.keep_field is not None and plan.keep_field not in fields:
        there = ", ".join(fields) or "none"
        faults.append(
            Fault("keep_field", f"The first items have no number {plan.keep_field!r}; fields with numbers: {there}.")
        )
    if faults:
        raise Invalid("This check can't be made.", kept="Nothing was changed.", faults=faults)
