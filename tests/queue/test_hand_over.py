"""Handing over: one answer of two people, shown to whoever takes it up and to nobody else."""

from __future__ import annotations

import asyncio
from typing import Any

from goodwork.actions.queue.leave_claim import expire_claims
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

BEGUN = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1}


async def _hand_over(caller: Caller, claim: dict[str, Any]) -> None:
    await caller.ok("POST", f"/claims/{claim['id']}/hand-over", json=BEGUN)


async def _held(here: Place, caller: Caller) -> dict[str, Any]:
    claim = (await here.claim(caller))["claim"]
    assert claim is not None
    return claim


async def _became(here: Place, caller: Caller) -> list[str]:
    return [row["became"] for row in (await caller.ok("GET", f"/projects/{here.project}/handed-over"))["rows"]]


async def test_a_colleague_finishes_it_and_it_is_one_answer_of_both(house: House) -> None:
    here = await place(house)
    first, second, third = [await house.person(here.owner, "annotator") for _ in range(3)]
    [item] = await here.items(1)
    held = await _held(here, first)
    refused = await first.request("POST", f"/claims/{held['id']}/hand-over", json={**BEGUN, "answers": {}})
    assert refused.status_code == 422 and "nothing to hand over" in refused.text
    await _hand_over(first, held)
    await _hand_over(first, held)
    assert (await here.counts(item))[3] == 0, "the slot is free"
    assert (await here.claim(first))["claim"] is None, "it does not come back to them"
    late = await first.request("PUT", f"/claims/{held['id']}/draft", json={**BEGUN, "revision": 1})
    assert "You have handed this item over" in late.text

    offered = await _held(here, second)
    assert offered["begun"] == "offered" and offered["draft"] is None and "good" not in str(offered)
    other = await _held(here, third)
    taken = await asyncio.gather(*(
        one.request("POST", f"/claims/{claim['id']}/take-up") for one, claim in ((second, offered), (third, other))
    ))  # fmt: skip
    assert sorted(one.status_code for one in taken) == [200, 409], "one of them carries it on"
    carrier, claim = ((second, offered), (third, other))[taken[0].status_code == 409]
    assert (await carrier.ok("POST", f"/claims/{claim['id']}/take-up"))["answers"] == BEGUN["answers"]
    assert (await carrier.ok("GET", f"/claims/{claim['id']}"))["begun"] == "carried"
    assert await _became(here, first) == ["taken"]
    back = await first.request("POST", f"/claims/{held['id']}/take-back")
    assert back.status_code == 409 and "carries it on already" in back.text
    own = await first.request("POST", f"/claims/{held['id']}/annotation", json=BEGUN)
    assert "a colleague carries it on" in own.text, "no second answer comes of it"

    await here.submit(carrier, claim)
    assert await _became(here, first) == ["finished"]
    history = (await carrier.ok("GET", f"/projects/{here.project}/history"))["rows"]
    assert [row["begun"] for row in history] == [True]
    assert (await here.counts(item))[2] == 1, "one answer"
    assert await here.sql("SELECT count(*) FROM draft") == [(0,)], "what was passed on is kept no longer than needed"


async def test_gold_is_never_passed_on_and_looks_like_any_item(house: House) -> None:
    here = await place(house)
    first, second = [await house.person(here.owner, "annotator") for _ in range(2)]
    await here.items(1)
    held = await _held(here, first)
    await here.sql("UPDATE item SET gold = 1")
    await _hand_over(first, held)
    assert await _became(here, first) == ["waiting"]
    other = (await here.claim(second))["claim"]
    assert other is not None and other["begun"] is None
    assert (await second.request("POST", f"/claims/{other['id']}/take-up")).status_code == 409


async def test_it_can_be_taken_back_handed_on_and_switched_off(house: House) -> None:
    here = await place(house)
    first, second, third = [await house.person(here.owner, "annotator") for _ in range(3)]
    await here.items(1)
    held = await _held(here, first)
    await _hand_over(first, held)
    await first.ok("POST", f"/claims/{held['id']}/take-back")
    again = await _held(here, first)
    assert again["id"] == held["id"] and again["draft"]["answers"] == BEGUN["answers"]
    stopped = await first.ok("POST", "/me/stop", json={"hand_over": True})
    assert stopped == {"items": 1, "drafts": 1, "handed_over": 1}

    carried = await _held(here, second)
    await second.ok("POST", f"/claims/{carried['id']}/take-up")
    await _hand_over(second, carried)
    last = await _held(here, third)
    assert last["begun"] == "offered"
    await third.ok("POST", f"/claims/{last['id']}/take-up")
    await here.submit(third, last)
    assert [await _became(here, one) for one in (first, second)] == [["finished"], ["finished"]]

    await here.items(1)
    await here.policy(hand_over=False)
    held = await _held(here, first)
    refused = await first.request("POST", f"/claims/{held['id']}/hand-over", json=BEGUN)
    assert refused.status_code == 409 and "whoever begins an item finishes it" in refused.text
    assert (await first.ok("POST", "/me/stop"))["handed_over"] == 0


async def test_it_is_not_stuck_with_whoever_took_it_up_and_left(house: House) -> None:
    here = await place(house)
    first, second, third = [await house.person(here.owner, "annotator") for _ in range(3)]
    await here.items(2)
    await here.policy(named_claims=True)
    begun, other = await _held(here, first), (await here.claim(first, further=True))["claim"]
    await _hand_over(first, begun)
    await _hand_over(first, other)
    for held, how in ((begun, "release"), (other, "run out")):
        claim = (await here.claim(second, item_id=held["item"]["id"]))["claim"]
        await second.ok("POST", f"/claims/{claim['id']}/take-up")
        if how == "release":
            await second.ok("POST", f"/claims/{claim['id']}/release")
        else:
            await here.sql("UPDATE claim SET expires_at = now() - interval '1 minute' WHERE id = :c", c=claim["id"])
            await expire_claims(house.state.database)
    assert await _became(here, first) == ["waiting", "waiting"]
    # Whoever does not hold the item does not read what was done of it.
    seen = await here.claim(third, item_id=begun["item"]["id"])
    assert seen["claim"]["begun"] == "offered"
    await third.ok("POST", f"/claims/{seen['claim']['id']}/release")
    assert (await third.request("POST", f"/claims/{seen['claim']['id']}/take-up")).status_code == 409
    again = (await here.claim(third, item_id=begun["item"]["id"]))["claim"]
    assert (await third.ok("POST", f"/claims/{again['id']}/take-up"))["answers"] == BEGUN["answers"]
    await here.submit(third, again)
    # And whoever began has theirs back.
    await first.ok("POST", f"/claims/{other['id']}/take-back")
    assert await _became(here, first) == ["finished"]
    await here.submit(first, other)


async def test_of_all_who_read_it_one_answers(house: House) -> None:
    """Whoever took it up and left does not answer beside whoever took it up then, whatever the order."""
    here = await place(house)
    first, second, third = [await house.person(here.owner, "annotator") for _ in range(3)]
    await here.policy(named_claims=True)

    async def read_and_left(claim: dict[str, Any], how: str = "release") -> dict[str, Any]:
        held = (await here.claim(second, item_id=claim["item"]["id"]))["claim"]
        await second.ok("POST", f"/claims/{held['id']}/take-up")
        if how == "release":
            await second.ok("POST", f"/claims/{held['id']}/release")
        else:
            await here.sql("UPDATE claim SET expires_at = now() - interval '1 minute' WHERE id = :c", c=held["id"])
            await expire_claims(house.state.database)
        return held

    async def begun() -> dict[str, Any]:
        await here.items(1)
        claim = await _held(here, first)
        await _hand_over(first, claim)
        return claim

    async def answers(claim: dict[str, Any]) -> int:
        return (await here.counts(claim["item"]["id"]))[2]

    async def is_shut_out(caller: Caller, held: dict[str, Any]) -> None:
        asked = await here.claim(caller, item_id=held["item"]["id"])
        assert asked["claim"] is None and (await here.claim(caller))["claim"] is None
        late = await caller.request("POST", f"/claims/{held['id']}/annotation", json=BEGUN)
        assert late.status_code == 409 and "a colleague carries it on" in late.text

    # Somebody else took it up, and answered.
    for how in ("release", "run out"):
        claim = await begun()
        left = await read_and_left(claim, how)
        last = (await here.claim(third, item_id=claim["item"]["id"]))["claim"]
        await third.ok("POST", f"/claims/{last['id']}/take-up")
        await is_shut_out(second, left)
        await here.submit(third, last)
        await is_shut_out(second, left)
        assert await answers(claim) == 1
    # Whoever began it answers after all: late, or taken back.
    for back in (False, True):
        claim = await begun()
        left = await read_and_left(claim)
        if back:
            await first.ok("POST", f"/claims/{claim['id']}/take-back")
            claim = (await here.claim(first, item_id=claim["item"]["id"]))["claim"]
        await here.submit(first, claim)
        await is_shut_out(second, left)
        assert await answers(claim) == 1
    # Nobody else has it: a late answer is the one that comes of it.
    claim = await begun()
    left = await read_and_left(claim, "run out")
    await here.submit(second, left)
    late = await first.request("POST", f"/claims/{claim['id']}/annotation", json=BEGUN)
    assert late.status_code == 409 and await answers(claim) == 1
