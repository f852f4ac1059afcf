"""A project that asks for more: whoever works there and lacks it reads why, and may appeal; code can't forget it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from goodwork.model.people import SYSTEM
from tests.api.callers import WHY, Caller, House
from tests.queue.place import Place, place

TIERS = [{"name": "basic"}, {"name": "expert"}]


async def _made(here: Place, name: str = "German") -> int:
    return (await here.owner.ok("POST", "/qualifications", json={"name": name, "tiers": TIERS}))["id"]


def _asking(*asked: tuple[int, int], **rest: Any) -> dict[str, Any]:
    return {"requirements": [{"qualification_id": one, "tier": tier} for one, tier in asked], **rest}


async def _ask(here: Place, *asked: tuple[int, int], **rest: Any) -> Any:
    return await here.owner.request("PUT", f"/projects/{here.project}/requirements", json=_asking(*asked, **rest))


async def _shut_out(here: Place, *asked: tuple[int, int]) -> int:
    path = f"/projects/{here.project}/requirements/shut-out"
    return (await here.owner.ok("POST", path, json=_asking(*asked)))["people"]


async def _give(here: Place, qualification: int, person: Caller, tier: int) -> None:
    path = f"/qualifications/{qualification}/people/{person.me['person_id']}/give"
    await here.owner.ok("POST", path, 204, json={"tier": tier, "reason": "A certificate."})


async def _mine(caller: Caller) -> list[dict[str, Any]]:
    return (await caller.ok("GET", "/me/restrictions"))["rows"]


async def _no_work(here: Place, caller: Caller) -> str | None:
    held = (await here.claim(caller))["claim"]
    if held is not None:
        await here.submit(caller, held)
    return (await here.claim(caller))["no_work"]


async def test_whoever_adds_or_raises_a_requirement_says_why_to_whom_it_shuts_out(house: House) -> None:
    here = await place(house)
    await here.items(9)
    ann, ben, new = [await house.person(here.owner, "annotator") for _ in range(3)]
    reviewer = await house.person(here.owner, "reviewer")
    for one in (ann, ben, reviewer):
        await here.submit(one, (await here.claim(one))["claim"])
    german, python = await _made(here), await _made(here, "Python")
    await _give(here, german, ben, 1)

    # Who reviews is let in by their role; who never worked there loses nothing.
    assert await _shut_out(here, (german, 1)) == 1 and await _shut_out(here, (german, 2)) == 2
    assert await _shut_out(here) == 0 and await _mine(ann) == []
    for reason in ({}, {"reason": "Because."}, {"reason": "\u200b" * 30}):
        refused = await _ask(here, (german, 1), **reason)
        assert refused.status_code == 422 and refused.json()["faults"][0]["where"] == "reason"
    assert (await here.owner.ok("GET", f"/projects/{here.project}/requirements")) == []
    assert (await _ask(here, (german, 1), **WHY)).status_code == 200

    (row,) = await _mine(ann)
    told = (await ann.ok("GET", "/me/inbox"))["rows"][0]
    assert (told["about"], told["restricts"], told["reason"]) == ("restriction", "requirement", WHY["reason"])
    assert (row["what"], row["reason"], row["by"]) == ("requirement", WHY["reason"], here.owner.me["name"])
    assert (row["before"]["tier"], row["after"]["qualification"], row["after"]["tier"]) == (None, "German", "basic")
    assert row["may_appeal"] and not row["met"]
    assert await _mine(ben) == await _mine(new) == await _mine(reviewer) == []
    line = (await here.owner.ok("GET", "/audit", params={"limit": 1}))["rows"][0]
    assert line["detail"]["after"] == {"asks_for": ["German: basic"], **WHY}

    # Raised, it concerns who held enough until now, and nobody for the second time; so does a further one.
    assert await _shut_out(here, (german, 2)) == 1
    assert (await _ask(here, (german, 2))).status_code == 422
    assert (await _ask(here, (german, 2), **WHY)).status_code == 200
    assert [row["before"]["tier"] for row in await _mine(ben)] == ["basic"] and len(await _mine(ann)) == 1
    assert (await _ask(here, (german, 2), (python, 1))).status_code == 422
    # What asks for no more takes nothing from anybody.
    assert (await _ask(here, (german, 1))).status_code == 200
    assert [row["met"] for row in await _mine(ben)] == [True] and await _no_work(here, ben) is None
    await _give(here, german, ann, 2)
    assert [row["met"] for row in await _mine(ann)] == [True]


async def test_an_upheld_appeal_lets_one_work_without_what_is_asked_of_all_others(house: House) -> None:
    here = await place(house)
    await here.items(9)
    ann, ben = [await house.person(here.owner, "annotator") for _ in range(2)]
    other = await house.person(here.owner, "manager")
    for one in (ann, ben):
        await here.submit(one, (await here.claim(one))["claim"])
    german = await _made(here)
    assert (await _ask(here, (german, 1), **WHY)).status_code == 200
    (row,) = await _mine(ann)
    await ann.ok("POST", f"/me/restrictions/{row['id']}/appeal", 201, json={"argument": "I was born there."})
    (waiting,) = (await other.ok("GET", "/restriction-appeals"))["rows"]
    assert (waiting["after"]["qualification"], waiting["later"]) == ("German", False)
    await other.ok("POST", f"/restriction-appeals/{waiting['id']}/decision", json={"upheld": True, **WHY})

    assert await _no_work(here, ann) is None and await _no_work(here, ben) == "not-qualified"
    (asked,) = (await ann.ok("GET", "/projects"))["rows"][0]["asks_for"]
    assert asked["waived"] and await ann.ok("GET", f"/projects/{here.project}/requirements") == [asked]
    assert (await _mine(ann))[0]["met"] and not (await _mine(ben))[0]["met"]
    # A higher tier is another decision, with a reason of its own.
    assert await _shut_out(here, (german, 2)) == 1
    assert (await _ask(here, (german, 2), **WHY)).status_code == 200
    assert await _no_work(here, ann) == "not-qualified" and len(await _mine(ann)) == 2


async def test_the_schema_refuses_a_requirement_that_shuts_out_without_a_reason(house: House) -> None:
    here = await place(house)
    await here.items(2)
    ann = await house.person(here.owner, "annotator")
    german = await _made(here)
    values = {"p": here.project, "q": german, "o": here.worker.organization_id}
    put = text(
        "INSERT INTO project_requirement (project_id, qualification_id, tier, organization_id) VALUES (:p, :q, 1, :o)"
        " ON CONFLICT (project_id, qualification_id) DO UPDATE SET tier = project_requirement.tier + 1"
    )

    async def forgets() -> None:
        async with house.state.database.transaction(SYSTEM) as t:
            await t.execute(put, values)

    await forgets()  # Nobody works there yet.
    await _give(here, german, ann, 1)
    await here.submit(ann, (await here.claim(ann))["claim"])
    with pytest.raises(IntegrityError, match="without a written reason"):
        await forgets()
    await _give(here, german, ann, 2)
    await forgets()
