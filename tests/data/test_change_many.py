"""Many items set aside and put back, and the drafts of a project deleted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from goodwork.actions.bulk import change_many as many
from goodwork.actions.bulk.change_many import change_many
from goodwork.actions.bulk.label_many import Which
from goodwork.actions.items.change_item import change_state
from goodwork.actions.items.see_items import list_items
from goodwork.actions.queue.delete_drafts import count_drafts, delete_drafts
from goodwork.errors import Invalid, NotFound
from goodwork.model.ids import ProjectId
from goodwork.model.items import ItemState
from goodwork.store.items.listing import ItemFilter
from tests.data.workshop import Workshop

ASIDE, OPEN = ItemState.SET_ASIDE, ItemState.OPEN


def texts(prefix: str, count: int) -> bytes:
    rows = [{"id": f"{prefix}{n}", "text": f"The {prefix} text {n}"} for n in range(count)]
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


async def states(shop: Workshop, project: ProjectId) -> dict[str, int]:
    found = await shop.rows(
        "SELECT left(w.external_id, 1), count(*) FROM item i JOIN item_payload w ON w.item_id = i.id"
        " WHERE i.project_id = :p AND i.state = 4 GROUP BY 1",
        p=project,
    )
    return {row[0]: row[1] for row in found}


async def all_of(shop: Workshop, project: ProjectId, which: Which, becomes: ItemState) -> tuple[int, dict[str, int]]:
    changed, passed, after = 0, dict[str, int](), list[Any]()
    while True:
        done = await change_many(shop.database, shop.manager, project, which, becomes, "A mistake.", after)
        changed += done.changed
        for why, number in done.passed.items():
            passed[why] = passed.get(why, 0) + number
        if done.next is None:
            return changed, passed
        after = list(done.next)


async def test_items_of_a_filter_are_set_aside_and_put_back(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "CHUNK", 7)
    project = await shop.project()
    await shop.bring(project, texts("a", 20))
    wrong = await shop.bring(project, texts("b", 20))
    of_import = Which(ItemFilter(data_import=wrong.id))
    listed = await list_items(shop.database, shop.manager, project, of_import.filter, "position", (), 50)
    assert [row.item.external_id for row in listed] == [f"b{n}" for n in range(20)]
    found = await list_items(
        shop.database, shop.manager, project, ItemFilter(contains="text 7", data_import=wrong.id), "position", (), 50
    )
    assert [row.item.external_id for row in found] == ["b7"]
    await change_state(shop.database, shop.manager, listed[0].item.id, ItemState.SETTLED, "Plain.")
    assert await all_of(shop, project, of_import, ASIDE) == (20, {})
    assert await all_of(shop, project, of_import, ASIDE) == (0, {"set-aside": 20})
    assert await states(shop, project) == {"b": 20}
    why = await shop.rows("SELECT DISTINCT reason FROM set_aside WHERE project_id = :p", p=project)
    assert [row[0] for row in why] == ["A mistake."]
    assert await all_of(shop, project, Which(ItemFilter(search="b1")), OPEN) == (11, {})
    assert await states(shop, project) == {"b": 9}
    # What was settled is settled again.
    assert await all_of(shop, project, Which(ItemFilter(state=ASIDE)), OPEN) == (9, {})
    first = await shop.rows("SELECT state, by_lead FROM item WHERE id = :i", i=listed[0].item.id)
    assert tuple(first[0]) == (int(ItemState.SETTLED), True)
    assert await all_of(shop, project, Which(ItemFilter(contains="a text 1")), ASIDE) == (11, {})
    named = Which(ItemFilter(), [row.item.id for row in listed[3:13]])
    assert await all_of(shop, project, named, ASIDE) == (10, {})
    assert await all_of(shop, project, Which(ItemFilter()), OPEN) == (21, {"open": 18, "settled": 1})
    told = await shop.rows(
        "SELECT sum((detail->>'items')::int) FROM audit WHERE action = 'items.state-changed' AND subject_id = :p",
        p=project,
    )
    assert told[0][0] == 20 + 20 + 21 + 21


async def test_items_of_others_are_not_touched(shop: Workshop) -> None:
    project = await shop.project()
    await shop.bring(project, texts("a", 3))
    other = await shop.project()
    ids = [row[0] for row in await shop.rows("SELECT id FROM item WHERE project_id = :p", p=project)]
    assert await all_of(shop, other, Which(ItemFilter(), ids), ASIDE) == (0, {})
    assert await states(shop, project) == {}
    stranger = await Workshop.open(shop.database, shop.blobs)
    with pytest.raises(NotFound):
        await change_many(shop.database, stranger.manager, project, Which(ItemFilter()), ASIDE, "Mine.", [])
    with pytest.raises(Invalid):
        await change_many(shop.database, shop.manager, project, Which(ItemFilter(), ids), ASIDE, "No.", ["x"])


async def test_drafts_of_a_project_are_counted_and_deleted(shop: Workshop) -> None:
    project, other = await shop.project(), await shop.project()
    for place in (project, other):
        await shop.bring(place, texts("a", 3))
        eve = await shop.person("eve" + str(place))
        async with shop.database.transaction(shop.manager) as t:
            await t.execute(
                text(
                    "WITH held AS (INSERT INTO claim (organization_id, project_id, item_id, person_id, state,"
                    " expires_at) SELECT organization_id, project_id, id, :e, CASE position WHEN 1 THEN 0 ELSE 3 END,"
                    " now() + interval '1 day' FROM item WHERE project_id = :p RETURNING id, organization_id)"
                    " INSERT INTO draft (claim_id, organization_id, form_version, answers, revision)"
                    " SELECT id, organization_id, 1, '{}', 1 FROM held"
                ),
                {"e": eve, "p": place},
            )
    assert tuple(await count_drafts(shop.database, shop.manager, project)) == (3, 1, 1)
    assert await delete_drafts(shop.database, shop.manager, project) == 3
    assert tuple(await count_drafts(shop.database, shop.manager, project)) == (0, 0, 0)
    assert tuple(await count_drafts(shop.database, shop.manager, other)) == (3, 1, 1)
    assert len(await shop.rows("SELECT 1 FROM claim WHERE project_id = :p", p=project)) == 3
