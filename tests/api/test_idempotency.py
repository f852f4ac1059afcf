"""Writes that are sent twice change something once."""

from __future__ import annotations

import asyncio

from sqlalchemy import text

from goodwork.actions import idempotency
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Actor, Role
from goodwork.store.database import Database
from tests.api.callers import QUESTIONS, WHY, Caller, House
from tests.queue.place import place


def _project(name: str) -> dict[str, object]:
    return {"name": name, "purpose": "To know.", "questions": QUESTIONS}


async def test_the_same_request_again_gives_the_same_answer(house: House) -> None:
    owner = await house.owner()
    headers = {"idempotency-key": "one"}
    first = await owner.ok("POST", "/projects", json=_project("A"), headers=headers)
    assert await owner.ok("POST", "/projects", json=_project("A"), headers=headers) == first
    assert len((await owner.ok("GET", "/projects"))["rows"]) == 1


async def test_a_key_belongs_to_one_request(house: House) -> None:
    owner = await house.owner()
    headers = {"idempotency-key": "one"}
    await owner.ok("POST", "/projects", json=_project("A"), headers=headers)
    refused = await owner.post("/projects", json=_project("B"), headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (409, "about:goodwork:conflict")
    assert [row["name"] for row in (await owner.ok("GET", "/projects"))["rows"]] == ["A"]


async def test_another_person_may_use_the_same_key(house: House) -> None:
    owners: list[Caller] = [await house.owner(), await house.owner()]
    made = [
        await owner.ok("POST", "/projects", json=_project("A"), headers={"idempotency-key": "one"}) for owner in owners
    ]
    assert made[0]["id"] != made[1]["id"]


async def test_identical_requests_at_once_make_one_thing(house: House) -> None:
    owner = await house.owner()
    answers = await asyncio.gather(
        *(owner.ok("POST", "/projects", json=_project("A"), headers={"idempotency-key": "one"}) for _ in range(8))
    )
    assert len({answer["id"] for answer in answers}) == 1
    assert len((await owner.ok("GET", "/projects"))["rows"]) == 1


async def test_a_request_that_failed_leaves_its_key_free(house: House) -> None:
    owner = await house.owner()
    await owner.ok("POST", "/projects", json=_project("Taken"))
    headers = {"idempotency-key": "one"}
    assert (await owner.post("/projects", json=_project("Taken"), headers=headers)).status_code == 409
    await owner.ok("POST", "/projects", json=_project("Free"), headers=headers)


async def test_who_comes_second_takes_over_when_the_first_fails(database: Database, house: House) -> None:
    me = (await house.owner()).me
    actor = Actor(OrganizationId(me["organization_id"]), PersonId(me["person_id"]), Role.OWNER)
    mark = idempotency.fingerprint("test", 1)
    begun = asyncio.Event()

    async def first() -> None:
        async with database.transaction(actor) as t:
            assert await idempotency.recall(t, actor, "k", mark) is None
            begun.set()
            await asyncio.sleep(0.2)
            raise RuntimeError("the first one fails")

    async def second() -> object:
        await begun.wait()
        async with database.transaction(actor) as t:
            remembered = await idempotency.recall(t, actor, "k", mark)
            await idempotency.remember(t, actor, "k", {"by": "second"})
            return remembered

    outcomes = await asyncio.gather(first(), second(), return_exceptions=True)
    assert isinstance(outcomes[0], RuntimeError)
    assert outcomes[1] is None
    async with database.transaction(actor) as t:
        assert await idempotency.recall(t, actor, "k", mark) == {"by": "second"}
        kept = (await t.execute(text("SELECT count(*) FROM idempotency"))).scalar_one()
        assert kept == 1


async def test_a_key_is_taken_whole_or_not_at_all(house: House) -> None:
    owner = await house.owner()
    for key in ("k" * 101, ""):
        refused = await owner.post("/projects", json=_project("A"), headers={"idempotency-key": key})
        assert refused.status_code == 422
    assert (await owner.ok("GET", "/projects"))["rows"] == []


async def test_what_is_gone_was_removed_by_the_first_of_two(house: House) -> None:
    """An answer that was lost on its way is no reason to say that there is no such thing."""
    owner = await house.owner()
    who = (await house.person(owner, "annotator")).me["person_id"]
    team = (await owner.ok("POST", "/teams", json={"name": "North"}))["id"]
    await owner.ok("PATCH", f"/people/{who}", json={"team_ids": [team]})
    project = (await owner.ok("POST", "/projects", json=_project("A")))["id"]
    await owner.ok("PUT", f"/projects/{project}/grants/{who}", json={"role": "reviewer"})
    tiers = {"name": "Deutsch", "tiers": [{"name": "basic"}]}
    qualification = (await owner.ok("POST", "/qualifications", json=tiers))["id"]
    for number, (method, path, body) in enumerate((
        ("POST", f"/teams/{team}/remove", WHY),
        ("POST", f"/projects/{project}/grants/{who}/take-back", WHY),
        ("DELETE", f"/qualifications/{qualification}", None),
    )):  # fmt: skip
        twice = [
            (await owner.request(method, path, json=body, headers={"idempotency-key": f"key {number}"})).status_code
            for _ in range(2)
        ]
        assert twice == [204, 204], path
        assert (await owner.request(method, path, json=body)).status_code == 404, "anew there is nothing to remove"
    removed = [row for row in (await owner.ok("GET", "/audit"))["rows"] if row["action"] == "team.removed"]
    assert len(removed) == 1


async def test_decisions_sent_again_say_what_was_decided_and_by_whom(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    (item,) = await here.items(1)
    await here.submit(ann, (await here.claim(ann))["claim"])
    body = {"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1, "reason": "It says so."}
    first = await here.owner.ok("POST", f"/items/{item}/reviews", 201, json=body)
    assert await here.owner.ok("POST", f"/items/{item}/reviews", 201, json=body) == first
    other = await here.owner.post(f"/items/{item}/reviews", json={**body, "reason": "Another one."})
    assert other.status_code == 409 and "Somebody else" not in other.text and "another window" in other.text
    strange = await (await house.person(here.owner, "reviewer")).post(f"/items/{item}/reviews", json=body)
    assert strange.status_code == 409 and "Somebody else" in strange.text
    assert await here.sql("SELECT count(*) FROM review") == [(1,)]

    thread = (await ann.ok("POST", f"/projects/{here.project}/threads", json={"asked": "Which?", "rule": ""}))["id"]
    for _ in range(2):
        seen = await here.owner.ok("POST", f"/threads/{thread}/answer", json={"answer": "The first."})
        assert seen["changed_on"] is None, "the same words change nothing"
    assert len([row for row in (await ann.ok("GET", "/me/inbox"))["rows"] if row["about"] == "thread"]) == 1

    suggested = {"about": "questions", "words": "A label for irony.", "why": "Often."}
    proposal = (await ann.ok("POST", f"/projects/{here.project}/proposals", json=suggested))["id"]
    declined = {"accept": False, "reason": "It is there already."}
    decided = [await here.owner.ok("POST", f"/proposals/{proposal}/decision", json=declined) for _ in range(2)]
    assert decided[0] == decided[1]
    assert (
        await here.owner.post(f"/proposals/{proposal}/decision", json={**declined, "accept": True})
    ).status_code == 409
