"""Claim, draft, submit, skip, release, flag, revise: what a person at the desk relies on."""

from __future__ import annotations

import asyncio
from typing import Any

from goodwork.actions.queue.leave_claim import expire_claims
from goodwork.api.wire.base import Page
from goodwork.api.wire.queue import AnnotationOut, ClaimOut, ClaimResult, DraftOut, HistoryRow
from tests.api.callers import QUESTIONS, House
from tests.queue.place import Place, place

GOOD: dict[str, Any] = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1}


async def _expire(here: Place, claim: int) -> None:
    await here.sql("UPDATE claim SET expires_at = now() - interval '1 second' WHERE id = :c", c=claim)
    assert await expire_claims(here.house.state.database) >= 1


async def test_what_is_written_by_hand_is_what_the_contract_says(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1)
    person = await house.person(here.owner, "annotator")
    await here.sql(
        "INSERT INTO prediction (organization_id, project_id, item_id, model, answers, score)"
        " VALUES (:o, :p, :i, 'm-1', '{\"mood\": {\"labels\": [\"bad\"]}}', 0.5)",
        o=here.worker.organization_id, p=here.project, i=item,
    )  # fmt: skip
    made = await here.claim(person)
    result = ClaimResult.model_validate(made)
    assert result.claim is not None and result.claim.item.id == item and result.claim.predictions[0].model == "m-1"
    claim = made["claim"]
    draft = await person.ok("PUT", f"/claims/{claim['id']}/draft", json={**GOOD, "revision": 0})
    assert DraftOut.model_validate(draft).revision == 1
    assert ClaimOut.model_validate((await here.claim(person))["claim"]).draft is not None
    listed = await person.ok("GET", f"/projects/{here.project}/claims")
    assert [ClaimOut.model_validate(row).id for row in listed] == [claim["id"]]
    AnnotationOut.model_validate(await here.submit(person, claim))
    seen = ClaimOut.model_validate(await person.ok("GET", f"/claims/{claim['id']}"))
    assert seen.state == "submitted" and seen.annotation is not None and seen.draft is None
    history = await person.ok("GET", f"/projects/{here.project}/history")
    assert Page[HistoryRow].model_validate(history).rows[0].excerpt == f"Text {item}"
    assert ClaimResult.model_validate(await here.claim(person)).no_work == "all-answered"


async def test_a_running_claim_is_given_again_before_a_new_one(house: House) -> None:
    here = await place(house)
    await here.items(20)
    person = await house.person(here.owner, "annotator")
    both = await asyncio.gather(*(here.claim(person) for _ in range(6)))
    assert len({made["claim"]["id"] for made in both}) == 1, "six tabs at once get one claim"
    further = [await here.claim(person, further=True) for _ in range(12)]
    assert len({made["claim"]["id"] for made in further}) == 10, "ten running claims at most"


async def test_why_there_is_no_work(house: House) -> None:
    here = await place(house)
    person = await house.person(here.owner, "annotator")
    assert (await here.claim(person))["no_work"] == "empty"
    (item,) = await here.items(1)
    await here.submit(person, (await here.claim(person))["claim"])
    assert (await here.claim(person))["no_work"] == "all-answered"
    second = await house.person(here.owner, "annotator")
    await here.submit(second, (await here.claim(second))["claim"])
    weighing = await here.claim(second)
    assert weighing["no_work"] == "changing" and "Look again" in weighing["message"]
    assert await here.appraise() == 1
    assert (await here.claim(second))["no_work"] == "all-answered", "the appraisal asked for a third answer"
    third = await house.person(here.owner, "annotator")
    await here.submit(third, (await here.claim(third))["claim"])
    assert await here.appraise() == 1
    assert (await here.claim(second))["no_work"] == "done"
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"state": "paused"})
    made = await here.claim(second)
    assert made["no_work"] == "paused" and made["message"]
    assert await here.counts(item) == (1, 3, 3, 0, 0)


async def test_two_tabs_do_not_overwrite_each_others_draft(house: House) -> None:
    here = await place(house)
    await here.items(1)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    path = f"/claims/{claim['id']}/draft"
    first: dict[str, Any] = {"answers": {"mood": {"labels": []}}, "form_version": 1, "revision": 0}
    await person.ok("PUT", path, json=first)
    assert (await person.ok("PUT", path, json=first))["revision"] == 1, "sent twice is saved once"
    stale = await person.request("PUT", path, json={**GOOD, "revision": 0})
    assert stale.status_code == 409
    assert stale.json()["draft"]["revision"] == 1 and stale.json()["draft"]["answers"] == first["answers"]
    assert (await person.ok("PUT", path, json={**GOOD, "revision": 1}))["revision"] == 2
    await here.submit(person, claim)
    closed = await person.request("PUT", path, json={**GOOD, "revision": 2})
    assert closed.status_code == 409 and "submitted" in closed.json()["detail"]


async def test_a_draft_renews_the_claim(house: House) -> None:
    here = await place(house)
    await here.items(1)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    await here.sql("UPDATE claim SET expires_at = now() + interval '1 minute' WHERE id = :c", c=claim["id"])
    await person.ok("PUT", f"/claims/{claim['id']}/draft", json={**GOOD, "revision": 0})
    left = await here.sql("SELECT expires_at > now() + interval '23 hours' FROM claim WHERE id = :c", c=claim["id"])
    assert left[0][0]


async def test_an_expired_claim_leaves_no_mark_and_its_draft_comes_back(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    await person.ok("PUT", f"/claims/{claim['id']}/draft", json={**GOOD, "revision": 0})
    await _expire(here, claim["id"])
    assert await here.counts(item) == (0, 2, 0, 0, 0)
    again = (await here.claim(person))["claim"]
    assert again["id"] == claim["id"] and again["draft"]["answers"] == GOOD["answers"]
    await _expire(here, claim["id"])
    await person.ok("PUT", f"/claims/{claim['id']}/draft", json={**GOOD, "revision": 1})
    assert await here.counts(item) == (0, 2, 0, 1, 0), "saving a draft takes the free slot again"


async def test_a_late_answer_is_taken_and_surplus_when_the_slot_was_given_away(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1, wanted=1)
    slow, quick = [await house.person(here.owner, "annotator") for _ in range(2)]
    late = (await here.claim(slow))["claim"]
    await _expire(here, late["id"])
    await here.submit(quick, (await here.claim(quick))["claim"])
    made = await here.submit(slow, late)
    assert made["surplus"] and await here.counts(item) == (0, 1, 1, 0, 0)
    (other,) = await here.items(1, wanted=1)
    free = (await here.claim(slow))["claim"]
    assert free["item"]["id"] == other
    await _expire(here, free["id"])
    assert not (await here.submit(slow, free))["surplus"], "the slot was still free"
    assert await here.counts(other) == (0, 1, 1, 0, 0)


async def test_the_same_answers_sent_twice_are_one_annotation_and_others_a_conflict(house: House) -> None:
    here = await place(house)
    await here.items(2)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    key = {"Idempotency-Key": "one"}
    many = await asyncio.gather(*(here.submit(person, claim, headers=key) for _ in range(4)))
    assert len({made["id"] for made in many}) == 1
    assert (await here.submit(person, claim))["id"] == many[0]["id"], "without the key, too"
    other = await person.request(
        "POST", f"/claims/{claim['id']}/annotation", json={**GOOD, "answers": {"mood": {"labels": ["bad"]}}}
    )
    assert other.status_code == 409 and "My answers" in other.json()["detail"]
    following = (await here.claim(person))["claim"]
    reused = await person.request("POST", f"/claims/{following['id']}/annotation", json=GOOD, headers=key)
    assert reused.status_code == 409 and "Idempotency-Key" in reused.json()["detail"]
    assert len(await here.sql("SELECT 1 FROM annotation WHERE project_id = :p", p=here.project)) == 1


async def test_answers_are_checked_and_nothing_gets_in_by_half(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1)
    person = await house.person(here.owner, "annotator")
    stranger = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    path = f"/claims/{claim['id']}/annotation"
    for answers in ({}, {"mood": {"labels": ["awful"]}}, {"mood": {"labels": ["good", "bad"]}}, {"mind": {"text": ""}}):
        refused = await person.request("POST", path, json={"answers": answers, "form_version": 1})
        assert refused.status_code == 422 and refused.json()["faults"], refused.text
    unknown = await person.request("POST", path, json={**GOOD, "form_version": 9})
    assert unknown.status_code == 422 and "version 9" in unknown.json()["detail"]
    wrong = await person.request("POST", path, json={**GOOD, "prediction_id": 1})
    assert wrong.status_code == 422
    nobody = await stranger.request("POST", path, json=GOOD)
    nowhere = await stranger.request("POST", "/claims/2000000000/annotation", json=GOOD)
    assert (nobody.status_code, nobody.json()) == (404, nowhere.json())
    assert await here.counts(item) == (0, 2, 0, 1, 0)


async def test_an_answer_to_an_older_form_is_taken_under_that_form(house: House) -> None:
    here = await place(house)
    await here.items(1)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    labels = [*QUESTIONS[0]["labels"], {"id": "mixed", "name": "Mixed"}]
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"questions": [{**QUESTIONS[0], "labels": labels}]})
    old = await person.request("POST", f"/claims/{claim['id']}/annotation", json={
        "answers": {"mood": {"labels": ["mixed"]}}, "form_version": 1})  # fmt: skip
    assert old.status_code == 422, "version 1 has no such label"
    made = await here.submit(person, claim)
    assert made["form_version"] == 1
    assert await here.appraise() == 1
    assert (await here.sql("SELECT answer FROM consensus"))[-1][0] == {"labels": ["good"]}


async def test_large_answers_lie_in_a_blob_and_are_read_back(house: House) -> None:
    question = {"key": "why", "kind": "text", "title": "Why?", "most": 100_000}
    here = await place(house, questions=[question])
    await here.items(1)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    answers = {"why": {"text": "wörd " * 16_000}}
    body = {"answers": answers, "form_version": 1}
    made = await person.ok("POST", f"/claims/{claim['id']}/annotation", json=body)
    again = await person.ok("POST", f"/claims/{claim['id']}/annotation", json=body)
    assert made["answers"] == answers and again["id"] == made["id"]
    row = await here.sql("SELECT answers, answers_blob FROM annotation WHERE id = :i", i=made["id"])
    assert row[0][0] is None and row[0][1].startswith("sha256/")
    assert (await person.ok("GET", f"/projects/{here.project}/history"))["rows"][0]["answers"] == answers
    assert await here.appraise() == 1


async def test_three_skips_hold_an_item_and_it_never_comes_back_to_them(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1, wanted=3)
    for n in range(3):
        person = await house.person(here.owner, "annotator")
        claim = (await here.claim(person))["claim"]
        for _ in range(2):
            await person.ok("POST", f"/claims/{claim['id']}/skip", 204, json={"reason": "Too dark."})
        assert (await here.claim(person))["no_work"] in ("all-answered", "done")
        assert await here.counts(item) == (3 if n == 2 else 0, 3, 0, 0, n + 1)
        late = await person.request("POST", f"/claims/{claim['id']}/annotation", json=GOOD)
        assert late.status_code == 409
    assert len(await here.sql("SELECT 1 FROM skip WHERE item_id = :i", i=item)) == 3


async def test_a_released_item_may_come_back(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    for _ in range(2):
        await person.ok("POST", f"/claims/{claim['id']}/release", 204)
    assert await here.counts(item) == (0, 2, 0, 0, 0)
    assert (await here.claim(person))["claim"]["id"] == claim["id"]
    await person.ok("POST", f"/claims/{claim['id']}/flag", 204, json={"note": "The text is cut off."})
    assert await here.counts(item) == (0, 2, 0, 1, 0), "a flag leaves the claim running"


async def test_answers_are_changed_by_revisions_that_keep_the_old_ones(house: House) -> None:
    here = await place(house)
    await here.items(1)
    person = await house.person(here.owner, "annotator")
    first = await here.submit(person, (await here.claim(person))["claim"])
    path = f"/annotations/{first['id']}/revisions"
    bad = {"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1}
    key = {"Idempotency-Key": "r"}
    second = await person.ok("POST", path, 201, json=bad, headers=key)
    assert second["revision"] == 2 and (await person.ok("POST", path, 201, json=bad, headers=key)) == second
    stale = await person.request("POST", path, json=GOOD)
    assert stale.status_code == 409 and "tab" in stale.json()["detail"]
    rows = (await person.ok("GET", f"/projects/{here.project}/history"))["rows"]
    assert [row["annotation_id"] for row in rows] == [second["id"]]
    assert await here.appraise() == 1
    assert (await here.sql("SELECT answer FROM consensus WHERE project_id = :p", p=here.project))[0][0] == {
        "labels": ["bad"]
    }


async def test_a_named_claim_is_a_permission_of_its_own(house: House) -> None:
    here = await place(house)
    items = await here.items(3)
    reviewer, person = await house.person(here.owner, "reviewer"), await house.person(here.owner, "annotator")
    named = {"item_id": items[2]}
    assert (await here.claim(reviewer, **named))["claim"]["item"]["id"] == items[2]
    path = f"/projects/{here.project}/claims"
    assert (await person.request("POST", path, json=named)).status_code == 403
    worker = await house.token(reviewer, "read", "work")
    assert (await worker.request("POST", path, json=named)).status_code == 403
    await here.policy(named_claims=True)
    assert (await here.claim(person, external_id=f"item-{items[1]}"))["claim"]["item"]["id"] == items[1]
    third = await house.person(here.owner, "annotator")
    await here.claim(person, **named)
    assert (await here.claim(third, **named))["no_work"] == "taken"
    await here.sql("UPDATE item SET state = 1 WHERE id = :i", i=items[0])
    assert (await here.claim(third, item_id=items[0]))["no_work"] == "settled"
    mine = (await here.claim(person, **named))["claim"]
    await here.submit(person, mine)
    assert (await here.claim(person, **named))["no_work"] == "answered"
    assert (await third.request("POST", path, json={"item_id": 2_000_000_000})).status_code == 404


async def test_gold_is_served_to_its_share_and_not_beyond_its_cap(house: House) -> None:
    here = await place(house)
    await here.policy(gold_share=0.5, gold_most=4)
    gold = await here.items(4, gold=1)
    await here.items(60)
    await here.sql("UPDATE item SET state = 1, completed = 2, wanted = 3 WHERE id = ANY(:g)", g=gold)
    met = 0
    for _ in range(2):
        person = await house.person(here.owner, "annotator")
        for _ in range(24):
            claim = (await here.claim(person))["claim"]
            met += claim["item"]["id"] in gold
            await here.submit(person, claim)
        await here.appraise()
    assert 6 <= met <= 8
    rows = await here.sql("SELECT max(completed), max(wanted), count(*) FILTER (WHERE completed + live > wanted)"
                          " FROM item WHERE gold > 0")  # fmt: skip
    assert tuple(rows[0]) == (4, 4, 0)
