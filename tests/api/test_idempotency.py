"""Writes that are sent twice change something once."""

from __future__ import annotations

import asyncio

from sqlalchemy import text

from goodwork.actions import idempotency
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Actor, Role
from goodwork.store.database import Database
from tests.api.callers import QUESTIONS, Caller, House


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
