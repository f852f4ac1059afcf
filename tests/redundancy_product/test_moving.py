"""Items set aside and restored: nothing is lost, the queue and the sums stay right."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from goodwork.actions.items.change_item import change_state
from goodwork.actions.items.see_item import see_item
from goodwork.actions.redundancy import change_items
from goodwork.actions.redundancy.carry_on import carry_on
from goodwork.actions.redundancy.change_items import Which, restore, set_aside, split, take_consensus, unsplit
from goodwork.actions.redundancy.start_check import start_check
from goodwork.errors import Conflict, Invalid
from goodwork.formats.jsonl.export import export_jsonl
from goodwork.formats.report import Report
from goodwork.model.ids import ProjectId
from goodwork.model.items import ItemState
from goodwork.model.redundancy import CheckPlan
from goodwork.store.projects import projects
from goodwork.store.queue.outcomes import ClaimOutcome, SubmitOutcome
from tests.data.workshop import Workshop
from tests.redundancy_product.reviews import (
    aside,
    checked,
    clusters,
    ids,
    number_of,
    reviews,
    states,
)
from tests.versions.making import opened, publish

OPEN, SETTLED, ASIDE = 0, 1, 4


async def progress(shop: Workshop, project: ProjectId) -> Any:
    async with shop.database.transaction(shop.manager) as t:
        return await projects.progress(t, project)


async def rows_of_items(shop: Workshop, project: ProjectId) -> list[tuple[Any, ...]]:
    found = await shop.rows(
        "SELECT id, state, wanted, completed, live, by_lead FROM item WHERE project_id = :p ORDER BY id", p=project
    )
    return [tuple(row) for row in found]


async def test_all_are_set_aside_and_all_come_back_as_they_were(shop: Workshop) -> None:
    project = await reviews(shop)
    before = await rows_of_items(shop, project)
    check = await checked(shop, project)
    done = await aside(shop, project, check)
    assert (done.moved.moved, done.moved.answered, done.in_background) == (3, 0, 0)
    assert await states(shop, project) == {"a": ASIDE, "b": ASIDE, "c": OPEN, "d": ASIDE, "e": OPEN, "f": OPEN}
    assert (await progress(shop, project)).set_aside == 3
    assert (await aside(shop, project, check)).moved.moved == 0, "twice changes nothing"
    back = await restore(shop.database, shop.manager, project, None, Which())
    assert back.moved.moved == 3
    assert await rows_of_items(shop, project) == before
    assert (await progress(shop, project)).set_aside == 0
    actions = await shop.rows("SELECT action FROM audit WHERE action LIKE 'redundancy.%' ORDER BY id")
    assert [row[0] for row in actions][-3:] == ["redundancy.set-aside", "redundancy.set-aside", "redundancy.restored"]


async def test_exact_ones_alone_one_cluster_or_one_item(shop: Workshop) -> None:
    project = await reviews(shop)
    check = await checked(shop, project, CheckPlan())
    await aside(shop, project, check, Which(only_exact=True))
    assert [i for i, s in (await states(shop, project)).items() if s == ASIDE] == ["d"]
    await aside(shop, project, check, Which(clusters=[await number_of(shop, project, "a")]))
    assert sorted(i for i, s in (await states(shop, project)).items() if s == ASIDE) == ["a", "b", "d"]
    known = await ids(shop, project)
    await restore(shop.database, shop.manager, project, check.id, Which(items=[known["a"]]))
    assert sorted(i for i, s in (await states(shop, project)).items() if s == ASIDE) == ["b", "d"]


async def test_many_are_moved_in_the_background(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    project = await reviews(shop)
    check = await checked(shop, project)
    monkeypatch.setattr("goodwork.actions.redundancy.change_items.AT_ONCE", 2)
    monkeypatch.setattr("goodwork.actions.redundancy.carry_on.AT_ONCE", 2)
    done = await set_aside(shop.database, shop.manager, project, check.id, Which())
    assert (done.moved.moved, done.in_background) == (0, 3)
    with pytest.raises(Conflict, match="just now"):
        await set_aside(shop.database, shop.manager, project, check.id, Which())
    await carry_on(shop.database, shop.manager.organization_id, check.id)
    assert (await progress(shop, project)).set_aside == 3
    assert (await restore(shop.database, shop.manager, project, None, Which())).in_background == 3
    await carry_on(shop.database, shop.manager.organization_id, check.id)
    assert (await progress(shop, project)).set_aside == 0
    number = await number_of(shop, project, "a")
    assert (await set_aside(shop.database, shop.manager, project, check.id, Which(clusters=[number]))).in_background
    await carry_on(shop.database, shop.manager.organization_id, check.id)
    assert (await progress(shop, project)).set_aside == 2
    assert change_items.AT_ONCE == 2


async def claim(shop: Workshop, project: ProjectId, item: int, person: int) -> int:
    await shop.rows("UPDATE item SET live = live + 1 WHERE id = :i RETURNING id", i=item)
    made = await shop.rows(
        "INSERT INTO claim (organization_id, project_id, item_id, person_id, expires_at)"
        " VALUES (:o, :p, :i, :w, now() + interval '1 day') RETURNING id",
        o=shop.manager.organization_id, p=project, i=item, w=person,
    )  # fmt: skip
    return made[0][0]


async def answered(shop: Workshop, project: ProjectId, item: int, person: int) -> None:
    made = await claim(shop, project, item, person)
    await shop.rows(
        "SELECT outcome FROM queue_submit(:o, :w, 'annotator', :c, 1,"
        " '{\"mood\": {\"labels\": [\"good\"]}}', NULL, NULL,"
        " NULL, NULL)",
        o=shop.manager.organization_id, w=person, c=made,
    )  # fmt: skip


async def test_what_has_answers_stays_unless_it_is_asked_for(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    ann = await shop.person("ann")
    check = await checked(shop, project)
    await answered(shop, project, known["a"], ann)
    done = await aside(shop, project, check)
    assert (done.moved.moved, done.moved.answered) == (2, 1)
    assert (await states(shop, project))["a"] == OPEN
    before = await rows_of_items(shop, project)
    done = await aside(shop, project, check, answered=True)
    assert (done.moved.moved, (await states(shop, project))["a"]) == (1, ASIDE)
    assert await shop.rows("SELECT 1 FROM annotation WHERE item_id = :i", i=known["a"])
    await restore(shop.database, shop.manager, project, None, Which(items=[known["a"]]))
    assert await rows_of_items(shop, project) == before
    assert await shop.rows("SELECT 1 FROM to_appraise WHERE item_id = :i", i=known["a"])


async def test_gold_stays(shop: Workshop) -> None:
    project = await reviews(shop)
    await shop.rows("UPDATE item SET gold = 1 WHERE id = :i RETURNING id", i=(await ids(shop, project))["d"])
    check = await checked(shop, project)
    assert ("d", "e") in await clusters(shop, project), "gold stands for the others"
    await aside(shop, project, check)
    assert (await states(shop, project))["d"] == OPEN


async def test_a_settled_item_leaves_the_sums_and_comes_back_to_them(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    check = await checked(shop, project)
    await change_state(shop.database, shop.manager, known["a"], ItemState.SETTLED, "Clear.")
    assert (await progress(shop, project)).settled == 1
    await aside(shop, project, check)
    assert ((await progress(shop, project)).settled, (await progress(shop, project)).set_aside) == (0, 3)
    await restore(shop.database, shop.manager, project, None, Which())
    row = (await shop.rows("SELECT state, by_lead FROM item WHERE id = :i", i=known["a"]))[0]
    assert tuple(row) == (SETTLED, True)


async def test_a_running_claim_ends_without_a_mark_and_a_late_answer_is_taken(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    ann = await shop.person("ann")
    check = await checked(shop, project)
    held = await claim(shop, project, known["a"], ann)
    done = await aside(shop, project, check)
    assert done.moved.claims_ended == 1
    assert (await shop.rows("SELECT state FROM claim WHERE id = :c", c=held))[0][0] == 2, "as if it was given back"
    assert (await shop.rows("SELECT live FROM item WHERE id = :i", i=known["a"]))[0][0] == 0
    late = await shop.rows(
        "SELECT outcome, surplus FROM queue_submit(:o, :w, 'annotator', :c, 1,"
        " '{\"mood\": {\"labels\": [\"good\"]}}', NULL, NULL,"
        " NULL, NULL)",
        o=shop.manager.organization_id, w=ann, c=held,
    )  # fmt: skip
    assert tuple(late[0]) == (SubmitOutcome.TAKEN, True)
    counted = (await shop.rows("SELECT state, completed, live FROM item WHERE id = :i", i=known["a"]))[0]
    assert tuple(counted) == (ASIDE, 0, 0)


async def test_the_queue_hands_out_representatives_only(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    check = await checked(shop, project)
    await aside(shop, project, check)
    ann = await shop.person("ann")
    met: list[int] = []
    while True:
        row = (
            await shop.rows(
                "SELECT outcome, claim_id FROM queue_claim(:o, :w, 'annotator', :p, NULL, NULL, false, 1, 1.0, false)",
                o=shop.manager.organization_id, w=ann, p=project,
            )
        )[0]  # fmt: skip
        if row[0] != ClaimOutcome.GRANTED:
            break
        met.append((await shop.rows("SELECT item_id FROM claim WHERE id = :c", c=row[1]))[0][0])
        await shop.rows(
            "SELECT 1 FROM queue_submit(:o, :w, 'annotator', :c, 1,"
            " '{\"mood\": {\"labels\": [\"good\"]}}', NULL, NULL, NULL, NULL)",
            o=shop.manager.organization_id, w=ann, c=row[1],
        )  # fmt: skip
    assert sorted(met) == sorted(known[i] for i in "cef")


async def test_a_split_stays(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    check = await checked(shop, project)
    await aside(shop, project, check)
    number = await number_of(shop, project, "a")
    made, restored = await split(shop.database, shop.manager, project, check.id, number, [known["a"]])
    assert restored == 1 and (await states(shop, project))["a"] == OPEN
    assert await clusters(shop, project) == {("c", "b"), ("e", "d")}
    again = await checked(shop, project)
    # Although a and b are exactly the same words: a is not the same as any of the others.
    assert await clusters(shop, project) == {("c", "b"), ("e", "d")}
    assert (again.kept, again.exact, again.near) == (4, 1, 1)
    await unsplit(shop.database, shop.manager, project, made)
    await checked(shop, project)
    assert await clusters(shop, project) == {("c", "a", "b"), ("e", "d")}


async def test_what_is_split_off_together_stays_together(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    check = await checked(shop, project)
    await aside(shop, project, check)
    number = await number_of(shop, project, "a")
    # The side with the representative keeps the cluster, whichever was named.
    await split(shop.database, shop.manager, project, check.id, number, [known["c"]])
    assert await clusters(shop, project) == {("a", "b"), ("e", "d")}
    assert (await states(shop, project))["a"] == (await states(shop, project))["b"] == OPEN
    found = (await shop.rows("SELECT kept FROM (SELECT items - exact - near AS kept FROM redundancy_check) x"))[-1][0]
    assert found == 4
    for _ in range(2):
        await checked(shop, project)
        assert await clusters(shop, project) == {("a", "b"), ("e", "d")}


async def test_only_some_of_a_cluster_of_the_newest_check_can_be_split(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    old = await checked(shop, project)
    new = await checked(shop, project)
    number = await number_of(shop, project, "a")
    with pytest.raises(Conflict, match="newer check"):
        await split(shop.database, shop.manager, project, old.id, number, [known["a"]])
    for wrong in ([known["a"], known["b"], known["c"]], [known["f"]], [known["a"], known["f"]]):
        with pytest.raises(Invalid):
            await split(shop.database, shop.manager, project, new.id, number, wrong)
    await start_check(shop.database, shop.manager, project, CheckPlan())
    with pytest.raises(Conflict, match="being made"):
        await split(shop.database, shop.manager, project, new.id, number, [known["a"]])


async def test_the_new_representative_of_a_later_check_comes_back(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    await aside(shop, project, await checked(shop, project))
    # Somebody answers a before it was set aside: it stands for the cluster from now on.
    await shop.rows("UPDATE item SET completed = 1 WHERE id = :i RETURNING id", i=known["a"])
    check = await checked(shop, project)
    await aside(shop, project, check)
    assert await states(shop, project) == {"a": OPEN, "b": ASIDE, "c": ASIDE, "d": ASIDE, "e": OPEN, "f": OPEN}
    found = await shop.rows(
        "SELECT item_id, representative_id FROM set_aside WHERE project_id = :p ORDER BY 1", p=project
    )
    assert {tuple(row) for row in found} == {
        (known["b"], known["a"]), (known["c"], known["a"]), (known["d"], known["e"]),
    }  # fmt: skip


async def test_what_a_lead_withdrew_is_no_part_of_a_check(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    await change_state(shop.database, shop.manager, known["c"], ItemState.SET_ASIDE, "Not ours.")
    check = await checked(shop, project)
    assert (check.items, check.left_out) == (5, 1)
    assert await clusters(shop, project) == {("a", "b"), ("e", "d")}
    await change_state(shop.database, shop.manager, known["a"], ItemState.SET_ASIDE, "Not ours either.")
    done = await aside(shop, project, check)
    assert (done.moved.moved, done.moved.withdrawn) == (1, 1)
    assert (await states(shop, project))["b"] == OPEN, "nobody stands for it"
    await restore(shop.database, shop.manager, project, None, Which())
    assert (await states(shop, project))["c"] == ASIDE
    for item in "ac":
        await change_state(shop.database, shop.manager, known[item], ItemState.OPEN, "It is ours.")
    assert await shop.rows("SELECT 1 FROM set_aside WHERE project_id = :p", p=project) == []


async def test_exact_duplicates_take_the_consensus_of_who_stands_for_them(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    await aside(shop, project, await checked(shop, project))
    assert await take_consensus(shop.database, shop.manager, project, True, None) == 1
    taking = await shop.rows("SELECT item_id FROM set_aside WHERE takes_consensus AND project_id = :p", p=project)
    assert [row[0] for row in taking] == [known["d"]]
    assert await take_consensus(shop.database, shop.manager, project, False, [known["d"]]) == 1


async def test_what_is_taken_is_published_with_its_source_and_counts_as_nobodys(shop: Workshop) -> None:
    project = await reviews(shop)
    known = await ids(shop, project)
    await aside(shop, project, await checked(shop, project))
    for item in "ec":
        await answered(shop, project, known[item], await shop.person(f"on-{item}"))
        await shop.rows(
            "INSERT INTO consensus (item_id, question, organization_id, project_id, answer, confidence, disagreement,"
            " answers) VALUES (:i, 'mood', :o, :p, '{\"labels\": [\"good\"]}', 0.9, 0, 1) RETURNING item_id",
            i=known[item], o=shop.manager.organization_id, p=project,
        )  # fmt: skip
    seen = await see_item(shop.database, shop.blobs, shop.manager, known["d"])
    assert seen.aside is not None and seen.aside.taken == [], "nothing is taken before a lead says so"
    await take_consensus(shop.database, shop.manager, project, True, None)
    seen = await see_item(shop.database, shop.blobs, shop.manager, known["d"])
    assert seen.aside is not None and [c.item_id for c in seen.aside.taken] == [known["e"]]
    assert seen.consensus == [] and seen.given == []
    assert (await see_item(shop.database, shop.blobs, shop.manager, known["e"])).stands_for == 1
    published = opened(shop, await publish(shop, project))
    rows = [row for batch in published.batches("consensus") for row in batch.to_pylist()]
    told = {row["item"]: (row["answer"], row["answers"], row["from_item"]) for row in rows}
    good = '{"labels":["good"]}'
    assert told == {3: (good, 1, None), 4: (good, 0, 5), 5: (good, 1, None)}, "a and b are not exactly as c"
    assert sum(batch.num_rows for batch in published.batches("annotations")) == 2
    lines = b"".join(piece for file in export_jsonl(published, Report()) for piece in file.pieces).splitlines()
    items = {row["id"]: row for row in map(orjson.loads, lines)}
    assert items["d"]["consensus"]["mood"]["from_item"] == items["e"]["item"]
    assert items["d"]["annotations"] == [] and "from_item" not in items["e"]["consensus"]["mood"]
    await restore(shop.database, shop.manager, project, None, Which())
    rows = [r for batch in opened(shop, await publish(shop, project)).batches("consensus") for r in batch.to_pylist()]
    assert {row["item"] for row in rows} == {3, 5}, "what is asked again says for itself"
