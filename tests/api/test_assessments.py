"""Assessments over HTTP: the draw, saving, results with reasons, tries, and keys that turn out wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import text

from goodwork.actions.assessments.weigh_assessment import weigh_assessment
from goodwork.model.ids import OrganizationId
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

TERMS = {"title": "Moods", "drawn": 4, "pass_mark": 0.75, "tries": 2, "wait_days": 0, "minutes": 5}


async def assessed(here: Place, items: int = 8, **terms: Any) -> int:
    """An open assessment over gold of a project: every text is good, for a reason."""
    for item in await here.items(items):
        await here.owner.ok("PUT", f"/items/{item}/gold", json={"answers": _says("good"), "reason": f"Rule {item}."})
    body = {**TERMS, **terms}
    made = (await here.owner.ok("POST", "/assessments", json={**body, "project_id": here.project}))["id"]
    await here.owner.ok("PUT", f"/assessments/{made}", json={**body, "state": "open"})
    return made


def _says(label: str) -> dict[str, Any]:
    return {"mood": {"labels": [label]}}


async def take(caller: Caller, assessment: int, labels: Mapping[int, str] | None = None) -> dict[str, Any]:
    """Begin, answer every item (good, where nothing else is said of its place), and hand in."""
    attempt = (await caller.ok("POST", f"/assessments/{assessment}/attempts"))["id"]
    asked = (await caller.ok("GET", f"/attempts/{attempt}"))["items"]
    for one in asked:
        body = {"answers": _says((labels or {}).get(one["place"], "good")), "revision": one["revision"]}
        await caller.ok("PUT", f"/attempts/{attempt}/items/{one['place']}", json=body)
    return await caller.ok("POST", f"/attempts/{attempt}/handed-in")


async def test_an_attempt_is_one_in_two_windows_and_uses_up_a_try_only_when_it_is_handed_in(house: House) -> None:
    here = await place(house)
    made = await assessed(here)
    ann = await house.person(here.owner, "annotator")
    other = await house.sign_in(ann.me["email"])
    attempt = (await ann.ok("POST", f"/assessments/{made}/attempts"))["id"]
    assert (await other.ok("POST", f"/assessments/{made}/attempts"))["id"] == attempt
    seen = await ann.ok("GET", f"/attempts/{attempt}")
    assert [one["place"] for one in seen["items"]] == [1, 2, 3, 4]
    assert all(not one["reason"] and not one["compared"] for one in seen["items"]), "keys are no part of it"

    saved = await ann.ok("PUT", f"/attempts/{attempt}/items/1", json={"answers": _says("bad"), "revision": 0})
    again = await ann.ok("PUT", f"/attempts/{attempt}/items/1", json={"answers": _says("bad"), "revision": 0})
    assert saved == again == {"revision": 1}, "what is sent again is the same"
    newer = await other.put(f"/attempts/{attempt}/items/1", json={"answers": _says("good"), "revision": 0})
    assert newer.status_code == 409 and newer.json()["type"].endswith("newer-answers")
    assert (await other.ok("GET", f"/attempts/{attempt}"))["items"][0]["answers"] == _says("bad")

    early = await ann.post(f"/attempts/{attempt}/handed-in")
    assert early.status_code == 422 and "2, 3, 4" in early.json()["detail"]
    (offer,) = (await ann.ok("GET", "/me/assessments"))["rows"]
    assert [one["handed_in_on"] for one in offer["attempts"]] == [None]

    result = await take(ann, made, {1: "bad", 2: "bad"})
    assert (result["score"], result["passed"]) == (0.5, False) and result["low"] < 0.5 < result["high"]
    assert result["criteria"] == [
        {"question": "mood", "title": "What is the mood?", "credit": 0.5, "items": 4}
    ]  # fmt: skip
    missed = result["items"][0]
    assert missed["compared"] == [{"title": "What is the mood?", "mine": "Bad", "right": "Good", "credit": 0.0}]
    assert missed["reason"].startswith("Rule ")
    assert await ann.ok("POST", f"/attempts/{result['id']}/handed-in") == result
    late = await ann.put(f"/attempts/{attempt}/items/1", json={"answers": _says("good"), "revision": 1})
    assert late.status_code == 409

    met = {one["reason"] for one in result["items"]}
    second = await take(ann, made, {1: "bad"})
    assert second["number"] == 2 and second["passed"]
    assert met.isdisjoint(one["reason"] for one in second["items"]), "a second try has other items"
    third = await ann.post(f"/assessments/{made}/attempts")
    assert third.status_code == 409 and "passed" in third.json()["detail"]


async def test_what_one_held_in_the_project_is_not_asked_and_a_wait_is_a_wait(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    made = await assessed(here, 5, wait_days=2)
    held = (await here.claim(ann))["claim"]["item"]["id"]
    result = await take(ann, made, {1: "bad", 2: "bad"})
    assert f"Rule {held}." not in {one["reason"] for one in result["items"]}
    ben = await house.person(here.owner, "reviewer")
    review = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1, "reason": "It says so."}
    await ben.ok("POST", f"/items/{held}/reviews", json=review)
    begun = await ben.ok("POST", f"/assessments/{made}/attempts", 201)
    asked = await here.sql("SELECT i.item_id FROM attempt_item x JOIN assessment_item i ON i.id = x.assessment_item_id"
                           " WHERE x.attempt_id = :a", a=begun["id"])  # fmt: skip
    assert asked and held not in {row[0] for row in asked}, "what one reviewed is not asked either"
    again = await ann.post(f"/assessments/{made}/attempts")
    assert again.status_code == 409 and "try again from" in again.json()["detail"]
    lead = await here.owner.post(f"/assessments/{made}/attempts")
    assert lead.status_code == 403, "whoever leads reads the keys"


async def test_a_key_that_is_set_aside_raises_results_and_lowers_none(house: House) -> None:
    here = await place(house)
    made = await assessed(here, 4, pass_mark=0.7)
    people = [await house.person(here.owner, "annotator") for _ in range(3)]
    failed = await take(people[0], made, {1: "bad", 2: "bad"})
    full = await take(people[1], made)
    appealed, other = failed["items"][:2]
    path = f"/attempts/{failed['id']}/items"
    await people[0].ok("POST", f"{path}/{appealed['place']}/appeal", 201, json={"argument": "It is irony."})
    assert (await people[0].post(f"{path}/{appealed['place']}/appeal", json={})).status_code == 409
    assert (await people[0].post(f"{path}/3/appeal", json={})).status_code == 409, "there was nothing to appeal"
    (waiting,) = (await here.owner.ok("GET", f"/assessments/{made}/appeals"))["rows"]
    assert (waiting["answer"], waiting["key"], waiting["argument"]) == ("Bad", "Good", "It is irony.")
    assert "person_id" not in waiting

    decision = {"upheld": True, "reason": "It is irony indeed."}
    assert await here.owner.ok("POST", f"/key-appeals/{waiting['id']}/decision", json=decision) == {"state": "upheld"}
    raised = await people[0].ok("GET", f"/attempts/{failed['id']}")
    assert raised["score"] == pytest.approx(2 / 3, abs=1e-6) and not raised["passed"] and raised["raised_on"]
    told = raised["items"][0]
    assert not told["counts"] and told["appeal"]["decision"] == "It is irony indeed."
    assert (await people[1].ok("GET", f"/attempts/{full['id']}"))["score"] == 1

    pool = (await here.owner.ok("GET", f"/assessments/{made}/pool"))["rows"]
    (second,) = [row["id"] for row in pool if row["reason"] == other["reason"]]
    aside = await here.owner.ok("POST", f"/assessments/{made}/pool/{second}/aside", json={"reason": "Unclear."})
    assert aside == {"raised": 1}
    raised = await people[0].ok("GET", f"/attempts/{failed['id']}")
    assert raised["score"] == 1 and raised["passed"]
    (listed,) = (await here.owner.ok("GET", "/assessments"))["rows"]
    assert (listed["handed_in"], listed["passed"], listed["items"]) == (2, 2, 2)
    results = (await here.owner.ok("GET", f"/assessments/{made}/results"))["rows"]
    assert [(row["score"], row["passed"]) for row in results] == [(1, True), (1, True)]
    rests = await here.sql("SELECT rests_on FROM attempt WHERE assessment_id = :a ORDER BY id", a=made)
    assert [row[0] for row in rests] == [2, 4], "one was raised without them, the other rests on them still"


async def test_item_statistics_name_a_wrong_key(house: House) -> None:
    """25 people; the able ones all say otherwise than one key does."""
    here = await place(house)
    made = await assessed(here, 6, drawn=6)
    pool = (await here.owner.ok("GET", f"/assessments/{made}/pool"))["rows"]
    wrong = pool[2]["id"]
    ids = [row["id"] for row in pool]
    await here.sql(
        "INSERT INTO person (organization_id, name, email, role, pseudonym)"
        " SELECT :o, 'P' || n, 'p' || n || '-' || :a || '@example.org', 'annotator', 'p' || n || '-' || :a"
        " FROM generate_series(1, 25) n",
        o=here.worker.organization_id, a=str(made),
    )  # fmt: skip
    await here.sql(
        "INSERT INTO attempt (organization_id, assessment_id, person_id, number, pass_mark, handed_in_on, score, low,"
        " high, rests_on) SELECT organization_id, :a, id, 1, 0.5, current_date, 0.5, 0, 1, 6 FROM person"
        " WHERE pseudonym LIKE '%-' || :t",
        a=made, t=str(made),
    )  # fmt: skip
    # Each third person is at sea: they have the wrong key right, and little else.
    await here.sql(
        "INSERT INTO attempt_item (attempt_id, place, organization_id, assessment_item_id, answers, credit)"
        " SELECT t.id, n.place, t.organization_id, n.item,"
        "   jsonb_build_object('mood', jsonb_build_object('labels', jsonb_build_array("
        "     CASE WHEN n.hit THEN 'good' ELSE 'bad' END))), CAST(CAST(n.hit AS integer) AS real)"
        " FROM attempt t CROSS JOIN LATERAL (SELECT place, item,"
        "   CASE WHEN item = :w THEN t.id % 3 = 0 WHEN t.id % 3 = 0 THEN (t.id / 3 + place) % 3 = 0"
        "        ELSE (t.id / 3 + place) % 6 > 0 END AS hit"
        "   FROM unnest(CAST(:ids AS bigint[])) WITH ORDINALITY AS u (item, place)) n WHERE t.assessment_id = :a",
        a=made, ids=ids, w=wrong,
    )  # fmt: skip
    await weigh_assessment(house.state.database, OrganizationId(here.worker.organization_id), made)
    pool = (await here.owner.ok("GET", f"/assessments/{made}/pool"))["rows"]
    assert [row["id"] for row in pool if row["suspicion"]] == [wrong]
    found = pool[2]["suspicion"]
    assert found["instead"] == "Bad" and found["chose_ability"] > 0 > found["right_ability"]
    assert pool[2]["discrimination"] < 0 < pool[0]["discrimination"] and pool[0]["asked"] == 25
    assert (await here.owner.ok("GET", f"/assessments/{made}"))["suspects"] == 1


async def test_a_ready_made_one_is_there(house: House) -> None:
    owner = await house.owner()
    there = {one["name"]: one for one in await owner.ok("GET", "/ready-made")}
    assert all(one["items"] >= one["tries"] * one["drawn"] for one in there.values()), "enough for every try"
    ready = there["reading-closely"]
    terms = {key: value for key, value in ready.items() if key not in ("name", "items")}
    made = (await owner.ok("POST", "/assessments", json={**terms, "ready_made": ready["name"]}))["id"]
    one = await owner.ok("GET", f"/assessments/{made}")
    assert one["items"] == ready["items"] and "text alone" in one["guideline"]
    empty = {**TERMS, "project_id": None}
    assert (await owner.post("/assessments", json=empty)).status_code == 422


async def test_a_key_set_aside_while_somebody_hands_in_counts_against_nobody(house: House) -> None:
    here = await place(house)
    made = await assessed(here, 4)
    ann = await house.person(here.owner, "annotator")
    attempt = (await ann.ok("POST", f"/assessments/{made}/attempts"))["id"]
    asked = (await ann.ok("GET", f"/attempts/{attempt}"))["items"]
    for one in asked:
        says = _says("bad" if one["place"] == 1 else "good")
        await ann.ok("PUT", f"/attempts/{attempt}/items/{one['place']}", json={"answers": says, "revision": 0})
    missed = (await here.sql("SELECT assessment_item_id FROM attempt_item WHERE attempt_id = :a AND place = 1",
                             a=attempt))[0][0]  # fmt: skip

    async with here.house.state.database.transaction(here.worker) as t:
        # Somebody holds the assessment, as whoever sets one of its keys aside does.
        await t.execute(text("SELECT FROM assessment WHERE id = :id FOR NO KEY UPDATE"), {"id": made})
        handing = asyncio.create_task(ann.ok("POST", f"/attempts/{attempt}/handed-in"))
        assert await _waits(here, handing)
        values = {"i": missed, "p": here.owner.me["person_id"]}
        await t.execute(text("UPDATE assessment_item SET aside_reason = 'Irony.', aside_by = :p,"
                             " aside_on = current_date WHERE id = :i"), values)  # fmt: skip
    assert (await handing)["score"] == 1, "its key counts for nobody any more"


async def test_who_came_to_lead_meanwhile_hands_nothing_in(house: House) -> None:
    here = await place(house)
    made = await assessed(here, 4)
    ann = await house.person(here.owner, "annotator")
    attempt = (await ann.ok("POST", f"/assessments/{made}/attempts"))["id"]
    for one in (await ann.ok("GET", f"/attempts/{attempt}"))["items"]:
        path = f"/attempts/{attempt}/items/{one['place']}"
        await ann.ok("PUT", path, json={"answers": _says("good"), "revision": 0})
    await here.owner.ok("PATCH", f"/people/{ann.me['person_id']}", json={"role": "manager"})
    refused = await ann.post(f"/attempts/{attempt}/handed-in")
    assert refused.status_code == 403 and "keys" in refused.json()["title"], "whoever leads reads the keys"
    assert (await ann.ok("GET", f"/attempts/{attempt}"))["handed_in_on"] is None


async def _waits(here: Place, task: asyncio.Task[Any]) -> bool:
    """Whether the database makes a task's transaction wait for another one, before the task ends."""
    waits: list[Any] = []
    while not waits and not task.done():
        waits = await here.sql("SELECT FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')")
    return bool(waits)
