"""What a lead makes of a check: items set aside, restored, split, or given the answers of their representatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goodwork.actions import idempotency
from goodwork.actions.projects.reach import Reached, reach_project
from goodwork.actions.redundancy import moving
from goodwork.actions.redundancy.moving import Moved
from goodwork.actions.redundancy.start_check import ask_for_check
from goodwork.actions.stories.carry_out import Where
from goodwork.errors import Conflict, Fault, Invalid, NotFound
from goodwork.model.people import Actor
from goodwork.model.redundancy import BulkTask, Check, Member
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.redundancy import aside, checks, findings, splits

AT_ONCE = 500
"""Items that are moved while the lead waits; more go on in the background."""

NAMED = 50
"""Items that the audit log names one by one."""


@dataclass(frozen=True, slots=True)
class Which:
    """Items or clusters of a check, or everything it found."""

    items: Sequence[int] | None = None
    clusters: Sequence[int] | None = None
    only_exact: bool = False
    """Of everything: those that are exactly the same as their representative."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done at once; the rest, if there is one, goes on in the background."""

    moved: Moved
    in_background: int = 0


async def set_aside(
    database: Database, actor: Actor, project: int, check: int, which: Which, *, answered: bool = False
) -> Done:
    """Set items aside for which others of their clusters stand. What has answers is left, unless it is asked for."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        current = await _current(t, reached, check)
        detail: dict[str, Any] = {"check": check, "only_exact": which.only_exact, "answered": answered}
        chosen = await _chosen(t, current, which)
        if chosen is None and which.clusters is None and current.exact + current.near <= AT_ONCE:
            chosen = await findings.after(t, current.id, 0, which.only_exact, None, AT_ONCE)
        if chosen is None:
            detail["clusters"] = None if which.clusters is None else list(which.clusters)
            total = current.exact if which.only_exact else current.exact + current.near
            if which.clusters is not None:
                total = await findings.size_of(t, current.id, which.clusters)
            return await _later(t, actor, current, BulkTask.SET_ASIDE, detail, total)
        moved = await moving.set_aside(t, where_of(reached, actor), chosen, answered=answered)
        named = [m.item_id for m in chosen][:NAMED]
        detail |= {"items": moved.moved, "left_answered": moved.answered, "first": named}
        await audit.record(t, actor, "redundancy.set-aside", "project", reached.project.id, detail)
        return Done(moved)


async def restore(database: Database, actor: Actor, project: int, check: int | None, which: Which) -> Done:
    """Put items back for which others stood: those named, those of clusters, or all of the project."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        items: list[int]
        if which.items is not None:
            items = list(_few(which.items))
        elif which.clusters is not None:
            current = await _current(t, reached, check)
            total = await findings.size_of(t, current.id, which.clusters)
            if total > AT_ONCE:
                detail = {"check": current.id, "clusters": list(which.clusters)}
                return await _later(t, actor, current, BulkTask.RESTORE, detail, total)
            items = [m.item_id for m in await findings.of_clusters(t, current.id, which.clusters)]
        else:
            total = (await aside.numbers(t, reached.project.id)).duplicates
            if total > AT_ONCE:
                current = await _current(t, reached, check)
                detail = {"check": current.id, "clusters": None}
                return await _later(t, actor, current, BulkTask.RESTORE, detail, total)
            items = await aside.duplicates_after(t, reached.project.id, 0, AT_ONCE)
        found = await aside.in_project(t, reached.project.id, items)
        moved = await moving.restore(t, where_of(reached, actor), found)
        detail = {"items": moved.moved, "first": found[:NAMED]}
        await audit.record(t, actor, "redundancy.restored", "project", reached.project.id, detail)
        return Done(moved)


async def split(
    database: Database, actor: Actor, project: int, check: int, cluster: int, items: Sequence[int]
) -> tuple[int, int]:
    """Say that items of a cluster are not the same as the others; returns the split and how many items are restored.

    The side without the representative leaves the cluster and is restored. No later check joins the two sides again.
    """
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        current = await _current(t, reached, check)
        await checks.lock_project(t, reached.project.id)
        if await checks.unfinished_of(t, reached.project.id) is not None:
            raise Conflict(
                "A new check is being made, and it does not know of this split yet.",
                kept="Nothing was changed.",
                next_step="Wait until it is done, then split again.",
            )
        locked = await findings.lock_cluster(t, current.id, cluster)
        if locked is None:
            raise NotFound
        if locked.size > 20 * AT_ONCE:
            raise Conflict(
                f"This cluster has {locked.size:,} items, too many to be split by hand.",
                kept="Nothing was changed.",
                next_step="Make a new check with a higher threshold.",
            )
        members = {m.item_id for m in await findings.of_clusters(t, current.id, [cluster])}
        out = {i for i in _few(items) if i in members}
        if not out or out == members or len(out) < len(set(items)):
            what = "Choose some items of the cluster, and not all of them."
            raise Invalid(what, kept="Nothing was changed.", faults=[Fault("items", what)])
        if locked.representative_id in out:
            out = members - out
        split_id = await splits.add(t, actor, reached.project.id, sorted(members - out), sorted(out))
        moved = await moving.restore(t, where_of(reached, actor), sorted(out))
        await findings.split_off(t, current.id, actor.organization_id, locked, sorted(out))
        await checks.recount(t, current.id)
        detail = {"check": check, "cluster": cluster, "split": split_id, "items": sorted(out)[:NAMED]}
        await audit.record(t, actor, "redundancy.split", "project", reached.project.id, detail)
        return split_id, moved.moved


async def unsplit(database: Database, actor: Actor, project: int, split_id: int, *, key: str | None = None) -> None:
    """Forget a split: the next check may join the two sides again."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        if await idempotency.recall(t, actor, key, idempotency.fingerprint("unsplit", project, split_id)) is not None:
            return
        if not await splits.remove(t, reached.project.id, split_id):
            raise NotFound
        await audit.record(t, actor, "redundancy.unsplit", "project", reached.project.id, {"split": split_id})
        await idempotency.remember(t, actor, key, {})


async def take_consensus(
    database: Database, actor: Actor, project: int, takes: bool, items: Sequence[int] | None
) -> int:
    """Let what is said of representatives hold for what is exactly the same as they; returns how many changed.

    Nothing is copied: it is read from the representative whenever it is shown or published, and says so. It counts
    as nobody's annotation.
    """
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        changed = await aside.take_consensus(t, reached.project.id, takes, None if items is None else _few(items))
        detail = {"takes": takes, "items": changed}
        await audit.record(t, actor, "redundancy.consensus-taken", "project", reached.project.id, detail)
        return changed


def where_of(reached: Reached, actor: Actor) -> Where:
    """The project that was reached, as items of it are moved."""
    return Where(actor.organization_id, reached.project.id, reached.project.policy, actor.person_id)


async def _current(t: Transaction, reached: Reached, check: int | None) -> Check:
    newest = await checks.newest_done(t, reached.project.id)
    if newest is None:
        raise NotFound
    if check is not None and newest.id != check:
        raise Conflict(
            "A newer check has ended since this page was loaded, and the clusters are others now.",
            kept="Nothing was changed.",
            next_step="Load the page again.",
        )
    if newest.task is not None:
        raise Conflict(
            "Many items are being set aside or restored just now.",
            kept="That goes on, and nothing else was changed.",
            next_step="Wait until it is done.",
        )
    return newest


async def _chosen(t: Transaction, current: Check, which: Which) -> list[Member] | None:
    """The members that are named, when they are few enough to be moved at once."""
    if which.items is not None:
        return await findings.of_items(t, current.id, _few(which.items))
    if which.clusters is not None and await findings.size_of(t, current.id, which.clusters) <= AT_ONCE:
        found = await findings.of_clusters(t, current.id, which.clusters)
        return [m for m in found if m.exact or not which.only_exact]
    return None


async def _later(
    t: Transaction, actor: Actor, current: Check, task: BulkTask, detail: dict[str, Any], total: int
) -> Done:
    await checks.set_task(t, current.id, task, {**detail, "person": actor.person_id}, total)
    await audit.record(t, actor, f"redundancy.{task.value}-asked", "project", current.project_id, detail)
    await ask_for_check(t, current.organization_id, current.project_id, current.id)
    return Done(Moved(), total)


def _few(items: Sequence[int]) -> list[int]:
    if len(items) > AT_ONCE:
        what = f"Name {AT_ONCE} items at most."
        raise Invalid(what, kept="Nothing was changed.", faults=[Fault("items", what)])
    return sorted(set(items))
