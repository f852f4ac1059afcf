"""Looking at what a check found: the answer, clusters, and their members with what differs marked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from goodwork.actions.projects.reach import reach_project
from goodwork.actions.redundancy.compared import compared, offered
from goodwork.errors import NotFound
from goodwork.model.people import Actor
from goodwork.model.redundancy import Check, CheckPlan, LooksAt
from goodwork.redundancy.differences import Piece, differences
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.redundancy import aside, checks, contents, findings, splits
from goodwork.store.redundancy.aside import Numbers
from goodwork.store.redundancy.findings import Cluster, ShownMember
from goodwork.store.redundancy.splits import Split

BESIDE = 3
"""Members that are shown beside the representative of each cluster in the list."""

SHOWN = 2_000
"""Characters of a text that are shown and compared word by word."""


@dataclass(frozen=True, slots=True)
class SeenRedundancy:
    """A project's redundancy: the newest check, the findings that count, what was made of them."""

    newest: Check | None
    found: Check | None
    """The newest check that is done; its clusters are kept."""
    aside: Numbers
    splits: int
    items: int
    parts: list[tuple[str, str]]
    """(name, type) of the parts that a check may look at."""
    fields: list[str]
    """Of the metadata, with numbers in them."""


@dataclass(frozen=True, slots=True)
class SeenMember:
    """A member of a cluster beside its representative."""

    member: ShownMember
    pieces: Sequence[Piece]
    """Its text, what its representative lacks marked; of the representative, all the same."""
    lacks: Sequence[Piece]
    """The representative's text, what this one lacks marked; empty when nothing differs."""
    cut: bool
    """Whether the text is longer than what is shown."""
    picture: str | None
    """The part with the picture that was compared."""


@dataclass(frozen=True, slots=True)
class SeenCluster:
    """A cluster, its representative first."""

    cluster: Cluster
    members: list[SeenMember]


async def see_redundancy(database: Database, actor: Actor, project: int) -> SeenRedundancy:
    """How redundant a project is, as far as it was checked; for its managers."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        parts, fields = offered(await contents.sample(t, reached.project.id))
        return SeenRedundancy(
            await checks.newest(t, reached.project.id),
            await checks.newest_done(t, reached.project.id),
            await aside.numbers(t, reached.project.id),
            await splits.count(t, reached.project.id),
            await contents.about(t, reached.project.id),
            parts,
            fields,
        )


async def list_clusters(
    database: Database, actor: Actor, project: int, after: tuple[int, int], limit: int
) -> list[SeenCluster]:
    """Clusters of the newest finished check, the largest first, after a size and a number."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        check = await checks.newest_done(t, reached.project.id)
        if check is None:
            return []
        found = await findings.clusters(t, check.id, after, limit)
        rows = await findings.first_members(t, check.id, [c.number for c in found], BESIDE, SHOWN + 1)
    return await asyncio.to_thread(_seen_clusters, check.plan, found, rows)


async def list_members(
    database: Database, actor: Actor, project: int, cluster: int, after: int, limit: int
) -> list[SeenMember]:
    """All members of a cluster but for its representative, after an item."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        check = await checks.newest_done(t, reached.project.id)
        front = [] if check is None else await findings.first_members(t, check.id, [cluster], 0, SHOWN + 1)
        if check is None or not front:
            raise NotFound
        rows = await findings.members(t, check.id, cluster, after, limit, SHOWN + 1)
    return await asyncio.to_thread(lambda: [_seen(check.plan, row, front[0]) for row in rows])


async def list_splits(database: Database, actor: Actor, project: int, before: int, limit: int) -> list[Split]:
    """What leads said is not the same, newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        return await splits.of_project(t, reached.project.id, before, limit)


def _seen_clusters(plan: CheckPlan, found: Sequence[Cluster], rows: Sequence[ShownMember]) -> list[SeenCluster]:
    front = {c.number: next(r for r in rows if r.item_id == c.representative_id) for c in found}
    of: dict[int, list[SeenMember]] = {c.number: [] for c in found}
    for row in rows:
        of[row.number].append(_seen(plan, row, front[row.number]))
    return [SeenCluster(c, of[c.number]) for c in found]


def _seen(plan: CheckPlan, row: ShownMember, front: ShownMember) -> SeenMember:
    mine, other = (compared(one.payload.get("parts", ()), plan) for one in (row, front))
    if plan.looks_at is LooksAt.PICTURE or mine is None or other is None:
        held = row.payload.get("parts", ())
        name = next((p["name"] for p in held if mine is not None and p.get("blob") == mine.content), None)
        return SeenMember(row, (), (), False, name)
    text, against = mine.content[:SHOWN], other.content[:SHOWN]
    cut = len(mine.content) > SHOWN
    if row.item_id == front.item_id or text == against:
        return SeenMember(row, [Piece("same", text)], (), cut, None)
    lacks, pieces = differences(against, text)
    return SeenMember(row, pieces, lacks, cut, None)
