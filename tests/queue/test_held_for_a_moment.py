"""Nobody is told that nothing is left because of what others hold or change at that moment, and nobody waits long."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import pytest

from goodwork.actions.queue import claim_item
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

OPEN, SETTLED = 0, 1
PATIENCE = claim_item.PATIENCE


@pytest.fixture
async def other(database_url: str) -> AsyncGenerator[psycopg.AsyncConnection[Any]]:
    """Somebody else's connection: the appraisal, a sweep, another person."""
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        yield connection


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other tests is no reason for another answer."""
    monkeypatch.setattr(claim_item, "PATIENCE", 20.0)


async def _hold(other: psycopg.AsyncConnection[Any], item: int) -> None:
    await other.execute("SELECT FROM item WHERE id = %s FOR NO KEY UPDATE", [item])


@asynccontextmanager
async def _asked(here: Place, person: Caller, **body: Any) -> AsyncGenerator[asyncio.Task[dict[str, Any]]]:
    """A claim that has been asked for and has found the item held."""
    asking = asyncio.create_task(here.claim(person, **body))
    await asyncio.sleep(0.15)
    assert not asking.done(), "it was answered while the item was held"
    yield asking


async def _ready(house: House, **policy: Any) -> tuple[Place, Caller, int]:
    here = await place(house)
    await here.policy(**policy)
    (item,) = await here.items(1)
    return here, await house.person(here.owner, "annotator"), item


async def test_an_item_that_was_only_locked_is_given_as_soon_as_it_is_free(
    house: House, other: psycopg.AsyncConnection[Any]
) -> None:
    here, person, item = await _ready(house)
    await _hold(other, item)
    async with _asked(here, person) as asking:
        await other.rollback()
        assert (await asking)["claim"]["item"]["id"] == item


async def test_an_item_that_was_appraised_meanwhile_and_wants_another_answer_is_given(
    house: House, other: psycopg.AsyncConnection[Any]
) -> None:
    here, person, item = await _ready(house)
    for _ in range(2):
        answering = await house.person(here.owner, "annotator")
        await here.submit(answering, (await here.claim(answering))["claim"])
    # What the worker does: the item locked, its mark taken, another answer asked for, all in one transaction.
    await _hold(other, item)
    await other.execute("DELETE FROM to_appraise WHERE item_id = %s", [item])
    await other.execute("UPDATE item SET wanted = 3 WHERE id = %s", [item])
    async with _asked(here, person) as asking:
        await other.commit()
        assert (await asking)["claim"]["item"]["id"] == item


async def test_an_item_that_settled_meanwhile_is_done(house: House, other: psycopg.AsyncConnection[Any]) -> None:
    here, person, item = await _ready(house)
    await _hold(other, item)
    await other.execute("UPDATE item SET state = %s WHERE id = %s", [SETTLED, item])
    async with _asked(here, person) as asking:
        await other.commit()
        assert (await asking)["no_work"] == "done"


async def test_whoever_holds_it_for_long_makes_nobody_wait_for_long(
    house: House, other: psycopg.AsyncConnection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PATIENCE == 1, "what people wait at most"
    monkeypatch.setattr(claim_item, "PATIENCE", 0.3)
    here, person, item = await _ready(house)
    await _hold(other, item)
    begun = time.perf_counter()
    made = await here.claim(person)
    assert time.perf_counter() - begun < 4, "the database's own patience with a lock is 5 seconds"
    assert made["no_work"] == "changing" and "Look again" in made["message"]
    await other.rollback()
    assert (await here.claim(person))["claim"]["item"]["id"] == item


async def test_nobody_who_waits_holds_a_connection(house: House, other: psycopg.AsyncConnection[Any]) -> None:
    here, _, item = await _ready(house)
    elsewhere = await place(house)
    await elsewhere.items(40)
    people = [await house.person(here.owner, "annotator") for _ in range(12)]
    worker = await house.person(elsewhere.owner, "annotator")
    await _hold(other, item)
    waiting = [asyncio.create_task(here.claim(person)) for person in people]
    await asyncio.sleep(0.1)
    begun = time.perf_counter()
    for _ in range(5):
        await elsewhere.submit(worker, (await elsewhere.claim(worker))["claim"])
    assert time.perf_counter() - begun < 4, "others waited for those who wait"
    await other.rollback()
    answers = await asyncio.gather(*waiting)
    given = [made["claim"]["item"]["id"] for made in answers if made["claim"]]
    assert given == [item, item], "two answers were wanted"
    assert {made["no_work"] for made in answers if not made["claim"]} == {"all-answered"}


async def test_what_is_in_others_hands_is_not_done(house: House) -> None:
    here, person, item = await _ready(house)
    for _ in range(2):
        await here.claim(await house.person(here.owner, "annotator"))
    assert await here.counts(item) == (OPEN, 2, 0, 2, 0)
    assert (await here.claim(person))["no_work"] == "all-answered"


async def test_locked_gold_is_not_gone_for_a_minute(house: House, other: psycopg.AsyncConnection[Any]) -> None:
    here, person, _ = await _ready(house, gold_share=1.0)
    (gold,) = await here.items(1, gold=1)
    # Settled, so that nothing but the draw gives it out.
    await here.sql("UPDATE item SET state = 1 WHERE id = :i", i=gold)
    await _hold(other, gold)
    made = await here.claim(person)
    assert made["claim"]["item"]["id"] != gold, "the rest of the queue is there meanwhile"
    await other.rollback()
    await here.submit(person, made["claim"])
    assert (await here.claim(person))["claim"]["item"]["id"] == gold


async def test_a_claim_that_ended_while_it_was_asked_for_is_not_given_again(
    house: House, other: psycopg.AsyncConnection[Any]
) -> None:
    here, person, item = await _ready(house)
    first = (await here.claim(person))["claim"]
    # The sweep ends it: read as running by whoever asks now, and not running when they get to it.
    await _hold(other, item)
    await other.execute("SELECT FROM claim WHERE id = %s FOR NO KEY UPDATE", [first["id"]])
    await other.execute("UPDATE claim SET state = 3 WHERE id = %s", [first["id"]])
    await other.execute("UPDATE item SET live = live - 1 WHERE id = %s", [item])
    async with _asked(here, person) as asking:
        await other.commit()
        again = (await asking)["claim"]
    assert again["id"] == first["id"] and again["state"] == "live" and await here.counts(item) == (OPEN, 2, 0, 1, 0)


async def test_a_named_claim_waits_for_the_item_itself(house: House, other: psycopg.AsyncConnection[Any]) -> None:
    here, person, item = await _ready(house, named_claims=True)
    await _hold(other, item)
    await other.execute("UPDATE item SET state = %s WHERE id = %s", [SETTLED, item])
    async with _asked(here, person, item_id=item) as asking:
        await other.commit()
        assert (await asking)["no_work"] == "settled"


async def test_an_item_that_moves_between_the_classes_is_never_said_to_be_gone(
    house: House, other: psycopg.AsyncConnection[Any]
) -> None:
    """It misses one, two or three answers by turns, and always one at least."""
    here, person, item = await _ready(house)
    stop = asyncio.Event()

    async def move() -> None:
        for wanted in itertools.cycle((1, 2, 3)):
            await other.execute("UPDATE item SET wanted = %s WHERE id = %s AND live = 0", [wanted, item])
            await other.commit()
            await asyncio.sleep(0.002)
            if stop.is_set():
                return

    moving = asyncio.create_task(move())
    given = 0
    for _ in range(40):
        made = await here.claim(person)
        if made["claim"] is None:
            assert made["no_work"] == "changing"
            continue
        given += 1
        await person.ok("POST", f"/claims/{made['claim']['id']}/release", 204)
    stop.set()
    await moving
    assert given > 30
