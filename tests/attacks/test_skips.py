"""Skips are final for a person and an item, and three people bring it to the lead, in whatever order things come."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from goodwork.actions.queue.leave_claim import expire_claims
from tests.api.callers import House
from tests.api.conftest import house
from tests.queue.place import Place, place

__all__ = ["house"]

WORK: dict[str, Any] = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1}
PEOPLE = 4
STEPS = 90


async def _expire(here: Place, claim: int) -> None:
    await here.sql("UPDATE claim SET expires_at = now() - interval '1 second' WHERE id = :c AND state = 0", c=claim)
    await expire_claims(here.house.state.database)


async def test_a_skip_is_final_whatever_follows(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1, wanted=9)
    for turn, late in enumerate((False, True)):
        person = await house.person(here.owner, "annotator")
        claim = (await here.claim(person))["claim"]
        path = f"/claims/{claim['id']}"
        if late:
            await _expire(here, claim["id"])
        await person.ok("POST", f"{path}/skip", 204, json={"reason": "Too dark."})
        assert await here.counts(item) == (0, 9, 0, 0, turn + 1)
        await person.ok("POST", f"{path}/release", 204)
        await _expire(here, claim["id"])
        assert (await person.put(f"{path}/draft", json={**WORK, "revision": 0})).status_code == 409
        assert (await person.post(f"{path}/annotation", json=WORK)).status_code == 409
        await person.ok("POST", f"{path}/skip", 204, json={"reason": "Too dark."})
        assert (await here.claim(person))["no_work"] == "all-answered"
        assert await here.counts(item) == (0, 9, 0, 0, turn + 1)


async def test_one_person_alone_holds_no_item(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1, wanted=9)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    for _ in range(5):
        await asyncio.gather(
            *(person.post(f"/claims/{claim['id']}/skip", json={"reason": "No."}) for _ in range(3)),
            person.post(f"/claims/{claim['id']}/release"),
            here.claim(person, further=True),
        )
    assert await here.counts(item) == (0, 9, 0, 0, 1)


async def test_the_database_itself_refuses_to_take_a_skip_back(house: House) -> None:
    here = await place(house)
    await here.items(1)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    await person.ok("POST", f"/claims/{claim['id']}/skip", 204, json={"reason": "No."})
    with pytest.raises(IntegrityError, match="stays skipped"):
        await here.sql("UPDATE claim SET state = 2 WHERE id = :c", c=claim["id"])


@pytest.mark.parametrize("seed", range(1))
async def test_nobody_gets_again_what_they_skipped_or_answered(house: House, seed: int) -> None:
    dice = random.Random(seed)
    here = await place(house)
    await here.policy(named_claims=True)
    items = await here.items(5, wanted=3)
    people = [await house.person(here.owner, "annotator") for _ in range(PEOPLE)]
    met: dict[tuple[int, int], int] = {}  # (person, item) -> claim, running or not
    done: dict[tuple[int, int], str] = {}  # skipped or answered
    skipped: dict[int, set[int]] = {item: set() for item in items}
    notes: dict[tuple[int, int], int] = {}
    for _ in range(STEPS):
        n = dice.randrange(PEOPLE)
        person = people[n]
        what = dice.choice(["claim", "claim", "named", "skip", "release", "draft", "submit", "revise", "expire"])
        if what in ("claim", "named"):
            named = {"item_id": dice.choice(items)} if what == "named" else {"further": dice.random() < 0.6}
            claim = (await here.claim(person, **named))["claim"]
            if claim is not None:
                key = (n, claim["item"]["id"])
                assert key not in done, f"person {n} got an item again that they {done.get(key)}"
                met[key] = claim["id"]
            continue
        if not (mine := [key for key in met if key[0] == n]):
            continue
        key = dice.choice(mine)
        path = f"/claims/{met[key]}"
        if what == "expire":
            await _expire(here, met[key])
        elif what == "skip":
            response = await person.post(f"{path}/skip", json={"reason": "No."})
            assert response.status_code == (409 if done.get(key) == "answered" else 204)
            if key not in done:
                done[key] = "skipped"
                skipped[key[1]].add(n)
        elif what == "release":
            response = await person.post(f"{path}/release")
            assert response.status_code == (409 if done.get(key) == "answered" else 204)
        elif what == "draft":
            body = {**WORK, "revision": notes.get(key, 0)}
            response = await person.put(f"{path}/draft", json=body)
            assert response.status_code == (409 if key in done else 200), response.text
            notes[key] = notes.get(key, 0) + (key not in done)
        elif what == "submit":
            response = await person.post(f"{path}/annotation", json=WORK)
            assert response.status_code == (409 if done.get(key) == "skipped" else 201), response.text
            done.setdefault(key, "answered")
        else:
            newest = await here.sql(
                "SELECT max(id) FROM annotation WHERE item_id = :i AND person_id = :w", i=key[1],
                w=person.me["person_id"],
            )  # fmt: skip
            if newest[0][0] is not None:
                await person.ok("POST", f"/annotations/{newest[0][0]}/revisions", 201, json=WORK)
    for item in items:
        state, wanted, completed, live, skips = await here.counts(item)
        running = await here.sql("SELECT count(*) FROM claim WHERE item_id = :i AND state = 0", i=item)
        assert skips == len(skipped[item]), "skips are counted by people"
        assert live == running[0][0] and completed + live <= wanted
        assert (state == 3) == (skips >= 3)
