"""Checks: what is compared, who stands for whom, what is kept of it."""

from __future__ import annotations

import orjson
import pytest

from goodwork.actions.redundancy.run_check import run_check
from goodwork.actions.redundancy.start_check import ask_for_unfinished, start_check
from goodwork.errors import Conflict, Invalid, NotAllowed
from goodwork.model.people import Actor, Role
from goodwork.model.redundancy import CheckPlan, CheckState, Keep
from goodwork.store.redundancy import checks
from tests.data.workshop import Workshop
from tests.redundancy_product.reviews import REVIEWS, checked, clusters, ids, reviews


async def test_a_check_finds_what_repeats_and_says_what_to_label(shop: Workshop) -> None:
    project = await reviews(shop)
    check = await checked(shop, project)
    assert check.state is CheckState.DONE
    assert (check.items, check.kept, check.exact, check.near) == (6, 3, 1, 2)
    assert (check.clusters, check.largest, [list(s) for s in check.sizes]) == (2, 3, [[2, 3, 2]])
    assert await clusters(shop, project) == {("c", "a", "b"), ("e", "d")}
    rows = await shop.rows(
        "SELECT w.external_id, m.similarity, m.exact FROM redundancy_member m JOIN item_payload w USING (item_id)"
        " WHERE w.project_id = :p ORDER BY 1",
        p=project,
    )
    found = {row[0]: (round(row[1], 2), row[2]) for row in rows}
    assert found["e"] == found["d"] == found["c"] == (1.0, True)
    assert found["a"] == found["b"] and found["a"][0] < 1 and not found["a"][1]


@pytest.mark.parametrize(
    ("plan", "first"),
    [
        (CheckPlan(keep=Keep.EARLIEST), {"a", "d"}),
        (CheckPlan(keep=Keep.HIGHEST, keep_field="stars"), {"b", "e"}),
        (CheckPlan(threshold=1.0), {"a", "e"}),
    ],
)
async def test_the_rule_decides_who_stands_for_a_cluster(shop: Workshop, plan: CheckPlan, first: set[str]) -> None:
    project = await reviews(shop)
    await checked(shop, project, plan)
    assert {cluster[0] for cluster in await clusters(shop, project)} == first


async def test_what_has_answers_stands_before_what_has_none(shop: Workshop) -> None:
    project = await reviews(shop)
    await shop.rows("UPDATE item SET completed = 1 WHERE id = :i RETURNING id", i=(await ids(shop, project))["b"])
    await checked(shop, project)
    assert ("b", "a", "c") in await clusters(shop, project)


async def test_the_same_words_beside_another_part_are_not_exactly_the_same(shop: Workshop) -> None:
    rows = [{"id": "x", "text": REVIEWS[0]["text"], "claim": "It lasts."}]
    rows.append({**rows[0], "id": "y", "claim": "It is sharp."})
    project = await shop.project()
    parts = [{"name": n, "type": "text", "column": n} for n in ("text", "claim")]
    await shop.bring(project, b"".join(orjson.dumps(r) + b"\n" for r in rows), mapping={"id": "id", "parts": parts})
    one_part = await checked(shop, project, CheckPlan(part="text"))
    assert (one_part.exact, one_part.near) == (0, 1)
    whole = await checked(shop, project, CheckPlan(threshold=1.0))
    assert (whole.exact, whole.near) == (0, 0)


async def test_one_check_at_a_time_and_only_what_can_be_done(shop: Workshop) -> None:
    project = await reviews(shop)
    with pytest.raises(Invalid, match="can't be made"):
        await start_check(shop.database, shop.manager, project, CheckPlan(part="picture"))
    with pytest.raises(Invalid, match="can't be made"):
        await start_check(shop.database, shop.manager, project, CheckPlan(keep=Keep.HIGHEST))
    with pytest.raises(Invalid, match="can't be made"):
        await start_check(shop.database, shop.manager, project, CheckPlan(threshold=0.1))
    reviewer = Actor(shop.manager.organization_id, await shop.person("rev", role="reviewer"), Role.REVIEWER)
    with pytest.raises(NotAllowed):
        await start_check(shop.database, reviewer, project, CheckPlan())
    first = await start_check(shop.database, shop.manager, project, CheckPlan(), key="k")
    assert (await start_check(shop.database, shop.manager, project, CheckPlan(), key="k")).id == first.id
    other = await start_check(shop.database, shop.manager, project, CheckPlan(threshold=0.8))
    assert (other.id, other.plan.threshold) == (first.id, 0.8), "one that waits is made as it is wanted now"
    async with shop.database.transaction(shop.manager) as t:
        await checks.start(t, first.id)
    with pytest.raises(Conflict, match="is running"):
        await start_check(shop.database, shop.manager, project, CheckPlan())
    with pytest.raises(Conflict, match="no items"):
        await start_check(shop.database, shop.manager, await shop.project(), CheckPlan())


async def test_a_check_that_was_cut_off_is_made_anew(shop: Workshop) -> None:
    project = await reviews(shop)
    made = await start_check(shop.database, shop.manager, project, CheckPlan())
    async with shop.database.transaction(shop.manager) as t:
        await checks.start(t, made.id)  # and then its worker died
    assert await ask_for_unfinished(shop.database) >= 1
    await run_check(shop.database, shop.blobs, made.organization_id, made.id)
    await run_check(shop.database, shop.blobs, made.organization_id, made.id)
    assert await clusters(shop, project) == {("c", "a", "b"), ("e", "d")}


async def test_items_without_the_part_are_left_out_and_counted(shop: Workshop) -> None:
    project = await shop.project()
    rows = [
        {"id": str(n), "text": f"Text {n}", **({"title": "The same title here"} if n < 3 else {})} for n in range(5)
    ]
    parts = [{"name": n, "type": "text", "column": n} for n in ("title", "text")]
    done = await shop.bring(
        project, b"".join(orjson.dumps(r) + b"\n" for r in rows), mapping={"id": "id", "parts": parts}
    )
    assert done.added == 5, done
    check = await checked(shop, project, CheckPlan(part="title"))
    assert (check.items, check.left_out, check.kept, check.exact, check.near) == (3, 2, 1, 0, 2)


async def test_another_check_takes_the_place_of_what_was_found_before(shop: Workshop) -> None:
    project = await reviews(shop)
    before = await checked(shop, project)
    after = await checked(shop, project, CheckPlan(threshold=1.0))
    assert await clusters(shop, project) == {("a", "b"), ("e", "d")}
    assert [row[0] for row in await shop.rows("SELECT DISTINCT check_id FROM redundancy_cluster")] == [after.id]
    async with shop.database.transaction(shop.manager) as t:
        kept = await checks.one(t, before.id)
    assert kept is not None and kept.near == 2
