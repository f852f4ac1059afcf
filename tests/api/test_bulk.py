"""Bulk labelling: what takes an answer, what is passed over and why, and that undoing leaves everything as it was."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from goodwork.actions.bulk import label_many
from goodwork.actions.quality.appraise import Appraiser
from goodwork.api.wire.bulk import BulkOut
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Worker
from goodwork.store.bulk import batches
from tests.api.callers import Caller, House

GOOD = {"mood": {"labels": ["good"]}}
BAD = {"mood": {"labels": ["bad"]}}

_FILL = """
  WITH made AS (
    INSERT INTO item (organization_id, project_id, position, wanted)
    SELECT :o, :p, n, 2 FROM generate_series(0, :n - 1) n RETURNING id, position
  ), predicted AS (
    INSERT INTO prediction (organization_id, project_id, item_id, model, answers, score)
    SELECT :o, :p, id, 'm', CAST(:good AS jsonb), 0.5 + (position % 5) * 0.1 FROM made WHERE position % 2 = 0
  )
  INSERT INTO item_payload (item_id, organization_id, project_id, external_id, content_hash, payload)
  SELECT id, :o, :p, 't-' || position, sha256(CAST(CAST(position AS text) AS bytea)),
    jsonb_build_object('parts', jsonb_build_array(
      jsonb_build_object('name', 'text', 'type', 'text', 'text', 'Sun or Rain ' || position)))
  FROM made
"""


async def _filled(house: House, owner: Caller, n: int) -> int:
    project = (await house.project(owner, policy={"fewest": 2, "most": 3}))["id"]
    async with house.state.database.transaction(Worker(_organization(owner))) as t:
        await t.execute(
            text(_FILL),
            {"o": owner.me["organization_id"], "p": project, "n": n, "good": '{"mood": {"labels": ["good"]}}'},
        )
    return project


def _organization(owner: Caller) -> OrganizationId:
    return OrganizationId(owner.me["organization_id"])


async def _appraise(house: House, owner: Caller, project: int) -> None:
    appraiser = Appraiser(house.state.database, house.state.blobs, _organization(owner), ProjectId(project))
    while await appraiser.batch():
        pass


async def _state(house: House, owner: Caller, project: int) -> dict[str, list[Any]]:
    """Everything that answers touch."""
    asked = {
        "items": "SELECT position, state, wanted, completed, live, gold, skips, by_lead FROM item WHERE project_id = :p"
        " ORDER BY position",
        "annotations": "SELECT item_id, person_id, revision, CAST(answers AS text), bulk_id FROM annotation"
        " WHERE project_id = :p ORDER BY id",
        "consensus": "SELECT item_id, question, CAST(answer AS text), confidence, disagreement, answers FROM consensus"
        " WHERE project_id = :p ORDER BY item_id",
        "people": "SELECT person_id, annotations FROM project_person WHERE project_id = :p AND annotations > 0"
        " ORDER BY 1",
        "claims": "SELECT item_id, person_id, state FROM claim WHERE project_id = :p AND state <> 2 ORDER BY id",
        "marked": "SELECT item_id FROM to_appraise WHERE project_id = :p ORDER BY 1",
    }
    async with house.state.database.transaction(Worker(_organization(owner))) as t:
        return {name: [tuple(row) for row in await t.execute(text(sql), {"p": project})] for name, sql in asked.items()}


async def _bulk(caller: Caller, project: int, answers: Any = GOOD, **which: Any) -> BulkOut:
    body = {"answers": answers, "form_version": 1, **which}
    return BulkOut.model_validate(await caller.ok("POST", f"/projects/{project}/bulk", 201, json=body))


async def _claim(caller: Caller, project: int, external: str) -> dict[str, Any]:
    return (await caller.ok("POST", f"/projects/{project}/claims", json={"external_id": external}))["claim"]


async def _answer(caller: Caller, project: int, external: str, answers: Any) -> None:
    claim = await _claim(caller, project, external)
    await caller.ok("POST", f"/claims/{claim['id']}/annotation", json={"answers": answers, "form_version": 1})


async def test_a_batch_and_its_undoing_leave_everything_as_it_was(house: House) -> None:
    owner = await house.owner()
    other = await house.person(owner, "reviewer")
    project = await _filled(house, owner, 12)
    await _answer(other, project, "t-0", BAD)
    await _answer(other, project, "t-2", GOOD)
    await _appraise(house, owner, project)
    before = await _state(house, owner, project)

    counted = await owner.ok("POST", f"/projects/{project}/bulk/count", json={})
    made = await _bulk(owner, project)
    assert (made.applied, made.skipped) == (12, {}) and counted == {"taken": 12, "skipped": {}}
    during = await _state(house, owner, project)
    assert [row[3] for row in during["items"]] == [2, 1, 2, *[1] * 9]
    await _appraise(house, owner, project)
    assert (await _state(house, owner, project))["consensus"] != before["consensus"]

    undone = BulkOut.model_validate(await owner.ok("POST", f"/bulk/{made.id}/undo"))
    assert undone.undone == 12 and undone.undone_on is not None
    await _appraise(house, owner, project)
    assert await _state(house, owner, project) == before
    again = BulkOut.model_validate(await owner.ok("POST", f"/bulk/{made.id}/undo"))
    assert again == undone
    assert [row["id"] for row in (await owner.ok("GET", f"/projects/{project}/bulk"))["rows"]] == [made.id]


async def test_what_is_passed_over_is_counted_with_the_reason_and_no_item_is_over_asked(house: House) -> None:
    owner = await house.owner()
    a, b = await house.person(owner, "reviewer"), await house.person(owner, "reviewer")
    project = await _filled(house, owner, 8)
    for caller in (a, b):
        await _answer(caller, project, "t-0", GOOD)
        await _claim(caller, project, "t-1")
    await _answer(owner, project, "t-2", GOOD)
    mine = await _claim(owner, project, "t-3")
    skipped = await _claim(owner, project, "t-4")
    await owner.request("POST", f"/claims/{skipped['id']}/skip", json={"reason": "Unclear."})
    items = (await owner.ok("GET", f"/projects/{project}/items"))["rows"]
    await owner.request("PATCH", f"/items/{items[5]['id']}", json={"state": "settled", "reason": "Clear."})
    await owner.request("PUT", f"/items/{items[6]['id']}/gold", json={"answers": GOOD, "reason": "It says so."})
    made = await _bulk(owner, project)
    assert made.applied == 1
    assert made.skipped == {
        "full": 1, "with-others": 1, "answered": 1, "claimed-by-you": 1, "skipped": 1, "settled": 1, "gold": 1,
    }  # fmt: skip
    state = await _state(house, owner, project)
    assert all(completed + live <= wanted for _, _, wanted, completed, live, *_ in state["items"])
    assert mine["item"]["id"] in {item for item, _, claim in state["claims"] if claim == 0}


async def test_the_filter_says_which_items_and_the_prediction_that_says_the_same_is_noted(house: House) -> None:
    owner = await house.owner()
    project = await _filled(house, owner, 20)
    suggestion = '{"mood": {"labels": ["good"]}}'
    listed = (await owner.ok("GET", f"/projects/{project}/items", params={"suggestion": suggestion, "score": 0.75}))[
        "rows"
    ]
    counted = await owner.ok("POST", f"/projects/{project}/bulk/count", json={"suggestion": suggestion, "score": 0.75})
    assert counted["taken"] == len(listed) == 4
    made = await _bulk(owner, project, contains="rAIN 1", search="t-1")
    assert made.applied == 11
    named = await _bulk(owner, project, items=[row["id"] for row in listed[:2]])
    assert named.applied + sum(named.skipped.values()) == 2
    bad = await owner.request("POST", f"/projects/{project}/bulk/count", json={"suggestion": "[1"})
    assert bad.status_code == 422


async def test_a_bulk_answer_is_no_evidence_beside_a_look_and_what_was_decided_since_stays(house: House) -> None:
    owner = await house.owner()
    other = await house.person(owner, "reviewer")
    project = await _filled(house, owner, 3)
    made = await _bulk(owner, project)
    await _answer(other, project, "t-0", BAD)
    await _appraise(house, owner, project)
    items = (await owner.ok("GET", f"/projects/{project}/items"))["rows"]
    seen = await owner.ok("GET", f"/items/{items[0]['id']}")
    assert [c["answers"] for c in seen["consensus"]] == [1]
    assert seen["consensus"][0]["answer"]["labels"] == ["bad"]
    assert sorted(g["bulk"] for g in seen["given"]) == [False, True]

    mine = next(g for g in (await owner.ok("GET", f"/items/{items[1]['id']}"))["given"] if g["mine"])
    body = {"answers": BAD, "form_version": 1}
    await owner.ok("POST", f"/annotations/{mine['annotation_id']}/revisions", json=body)
    await owner.request("PATCH", f"/items/{items[2]['id']}", json={"state": "settled", "reason": "Clear."})
    undone = await owner.ok("POST", f"/bulk/{made.id}/undo")
    assert (undone["applied"], undone["undone"]) == (3, 1)


async def test_batches_and_claims_at_once_never_over_ask(house: House) -> None:
    owner = await house.owner()
    people = [await house.person(owner, "reviewer") for _ in range(3)]
    project = await _filled(house, owner, 40)

    async def work(caller: Caller) -> None:
        for _ in range(12):
            claim = (await caller.ok("POST", f"/projects/{project}/claims", json={}))["claim"]
            if claim:
                body = {"answers": BAD, "form_version": 1}
                await caller.ok("POST", f"/claims/{claim['id']}/annotation", json=body)

    working = asyncio.gather(*map(work, people[1:]))
    made = await asyncio.gather(_bulk(owner, project), _bulk(people[0], project))
    await working
    state = await _state(house, owner, project)
    assert all(completed + live <= wanted for _, _, wanted, completed, live, *_ in state["items"])
    given = [(item, person) for item, person, *_ in state["annotations"]]
    assert len(given) == len(set(given)) == sum(row[3] for row in state["items"])
    await asyncio.gather(*(owner.ok("POST", f"/bulk/{batch.id}/undo") for batch in made))
    left = await _state(house, owner, project)
    assert all(row[4] is None for row in left["annotations"])
    assert sum(row[3] for row in left["items"]) == len(left["annotations"])


async def test_nobody_undoes_what_is_not_theirs_and_a_key_counts_once(house: House) -> None:
    owner = await house.owner()
    a, b = await house.person(owner, "reviewer"), await house.person(owner, "reviewer")
    project = await _filled(house, owner, 3)
    body = {"answers": GOOD, "form_version": 1}
    sent = [
        await a.ok("POST", f"/projects/{project}/bulk", 201, json=body, headers={"Idempotency-Key": "once"})
        for _ in range(2)
    ]
    assert sent[0] == sent[1] and sent[0]["applied"] == 3
    assert (await b.request("POST", f"/bulk/{sent[0]['id']}/undo")).status_code == 403
    assert (await owner.ok("POST", f"/bulk/{sent[0]['id']}/undo"))["undone"] == 3
    old = await a.request("POST", f"/projects/{project}/bulk", json={**body, "form_version": 7})
    assert old.status_code == 409


async def test_a_request_that_broke_off_goes_on_when_it_is_sent_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = await house.owner()
    project = await _filled(house, owner, 10)
    monkeypatch.setattr(label_many, "CHUNK", 4)
    applied, parts = batches.apply, 0

    async def breaks(*given: Any) -> dict[str, int]:
        nonlocal parts
        parts += 1
        if parts == 2:
            raise RuntimeError("the power is off")
        return await applied(*given)

    monkeypatch.setattr(batches, "apply", breaks)
    body = {"answers": GOOD, "form_version": 1}
    once = {"Idempotency-Key": "once"}
    failed = await owner.request("POST", f"/projects/{project}/bulk", json=body, headers=once)
    assert failed.status_code == 500
    (broken,) = (await owner.ok("GET", f"/projects/{project}/bulk"))["rows"]
    assert (broken["applied"], broken["finished_on"]) == (4, None)
    made = await owner.ok("POST", f"/projects/{project}/bulk", 201, json=body, headers=once)
    assert (made["id"], made["applied"], made["skipped"]) == (broken["id"], 10, {})
    assert made["finished_on"] is not None
    assert (await owner.ok("POST", f"/bulk/{made['id']}/undo"))["undone"] == 10


async def test_what_is_undone_or_paused_on_the_way_stops_there(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = await house.owner()
    project = await _filled(house, owner, 10)
    monkeypatch.setattr(label_many, "CHUNK", 4)
    applied = batches.apply
    undone: list[Any] = []

    async def undoes(*given: Any) -> dict[str, int]:
        # Asked for while the first chunk is held; it runs as soon as that is in.
        if not undone:
            undone.append(asyncio.create_task(owner.ok("POST", f"/bulk/{given[3]}/undo")))
            await asyncio.sleep(0.2)
        return await applied(*given)

    monkeypatch.setattr(batches, "apply", undoes)
    made = await _bulk(owner, project)
    seen = await undone[0]
    assert seen["undone_on"] is not None and seen["undone"] == seen["applied"] == made.applied < 10
    assert (await _state(house, owner, project))["annotations"] == []

    async def pauses(*given: Any) -> dict[str, int]:
        found = await applied(*given)
        async with house.state.database.transaction(Worker(_organization(owner))) as t:
            await t.execute(text("UPDATE project SET state = 'paused' WHERE id = :p"), {"p": project})
        return found

    monkeypatch.setattr(batches, "apply", pauses)
    stopped = await _bulk(owner, project)
    assert (stopped.applied, stopped.skipped) == (4, {"stopped": 6}) and stopped.finished_on is not None
    refused = await owner.request("POST", f"/projects/{project}/bulk", json={"answers": GOOD, "form_version": 1})
    assert refused.status_code == 409


async def test_two_undoings_at_once_take_each_answer_back_once(house: House) -> None:
    owner = await house.owner()
    project = await _filled(house, owner, 30)
    before = await _state(house, owner, project)
    made = await _bulk(owner, project)
    seen = await asyncio.gather(*(owner.ok("POST", f"/bulk/{made.id}/undo") for _ in range(3)))
    assert {row["undone"] for row in seen} == {30}
    await _appraise(house, owner, project)
    assert await _state(house, owner, project) == before
    async with house.state.database.transaction(Worker(_organization(owner))) as t:
        states = await t.execute(text("SELECT DISTINCT state FROM bulk_item WHERE bulk_id = :b"), {"b": made.id})
        assert [row[0] for row in states] == [1], "1 is undone, 2 would be kept"


async def test_two_batches_are_one_piece_of_evidence_and_undoing_one_leaves_the_other(house: House) -> None:
    owner = await house.owner()
    other = await house.person(owner, "reviewer")
    project = await _filled(house, owner, 2)
    await _bulk(other, project)
    await _appraise(house, owner, project)
    before = await _state(house, owner, project)
    made = await _bulk(owner, project)
    await _appraise(house, owner, project)
    during = await _state(house, owner, project)
    assert [row[3] for row in during["items"]] == [2, 2]
    # Two that nobody looked at are one piece of evidence.
    assert {row[5] for row in during["consensus"]} == {1}
    await owner.ok("POST", f"/bulk/{made.id}/undo")
    await _appraise(house, owner, project)
    assert await _state(house, owner, project) == before
