"""Reviews that repeat each other, and what the tests look at after a check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from goodwork.actions.redundancy.carry_on import carry_on
from goodwork.actions.redundancy.change_items import Which, set_aside
from goodwork.actions.redundancy.run_check import run_check
from goodwork.actions.redundancy.start_check import start_check
from goodwork.model.ids import ProjectId
from goodwork.model.redundancy import Check, CheckPlan
from goodwork.store.redundancy import checks
from tests.data.workshop import Workshop

LONG = "The battery of this camera lasts for two days and the pictures are sharp even in poor light, so I kept it."
REVIEWS: Sequence[Mapping[str, Any]] = [
    {"id": "a", "text": LONG, "stars": 5},
    {"id": "b", "text": LONG.replace("lasts", "LASTS"), "stars": 9},  # the same after normalisation
    {"id": "c", "text": LONG + " Recommended.", "stars": 1},  # nearly the same, and longer
    {"id": "d", "text": "The strap broke after a week and nobody answered my letters about it.", "stars": 2},
    {"id": "e", "text": "the strap broke after a week, and nobody answered my letters about it!", "stars": 3},
    {"id": "f", "text": "Delivered a day late, otherwise as described by the shop.", "stars": 4},
]


async def reviews(shop: Workshop, rows: Sequence[Mapping[str, Any]] = REVIEWS) -> ProjectId:
    """A project with reviews."""
    project = await shop.project()
    done = await shop.bring(
        project,
        b"".join(orjson.dumps(row) + b"\n" for row in rows),
        mapping={"id": "id", "parts": [{"name": "text", "type": "text", "column": "text"}], "metadata": ["stars"]},
    )
    assert done.added == len(rows), done
    return project


async def checked(shop: Workshop, project: ProjectId, plan: CheckPlan | None = None) -> Check:
    """A check from its start to its end, as the worker makes it."""
    made = await start_check(shop.database, shop.manager, project, plan or CheckPlan())
    await run_check(shop.database, shop.blobs, made.organization_id, made.id)
    async with shop.database.transaction(shop.manager) as t:
        found = await checks.one(t, made.id)
    assert found is not None
    return found


async def aside(shop: Workshop, project: ProjectId, check: Check, which: Which = Which(), **more: Any) -> Any:
    """Set aside, and let the worker do the rest."""
    done = await set_aside(shop.database, shop.manager, project, check.id, which, **more)
    await carry_on(shop.database, shop.manager.organization_id, check.id)
    return done


async def clusters(shop: Workshop, project: ProjectId) -> set[tuple[str, ...]]:
    """The clusters by the ids of their items, the representative first."""
    rows = await shop.rows(
        "SELECT k.number, array_agg(w.external_id ORDER BY m.item_id <> k.representative_id, w.external_id)"
        " FROM redundancy_cluster k JOIN redundancy_check c ON c.id = k.check_id"
        " JOIN redundancy_member m USING (check_id, number) JOIN item_payload w USING (item_id)"
        " WHERE c.project_id = :p GROUP BY k.number",
        p=project,
    )
    return {tuple(row[1]) for row in rows}


async def ids(shop: Workshop, project: ProjectId) -> dict[str, int]:
    """The items' own ids and ours."""
    rows = await shop.rows("SELECT external_id, item_id FROM item_payload WHERE project_id = :p", p=project)
    return {row[0]: row[1] for row in rows}


async def states(shop: Workshop, project: ProjectId) -> dict[str, int]:
    """The items' own ids and states."""
    rows = await shop.rows(
        "SELECT w.external_id, i.state FROM item i JOIN item_payload w ON w.item_id = i.id WHERE i.project_id = :p",
        p=project,
    )
    return {row[0]: row[1] for row in rows}


async def number_of(shop: Workshop, project: ProjectId, external: str) -> int:
    """The number of the cluster that an item is in."""
    rows = await shop.rows(
        "SELECT m.number FROM redundancy_member m JOIN item_payload w USING (item_id)"
        " WHERE w.project_id = :p AND w.external_id = :e",
        p=project, e=external,
    )  # fmt: skip
    return rows[0][0]
