"""Nobody makes others wait: rates, turns, and the patience of the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import text

from goodwork.api import rates
from goodwork.api.credentials import COOKIE
from goodwork.api.rates import HOLDS, HOT, KNOWN, PLAIN, SEARCH, Table, weight_of
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.errors import Unavailable
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Actor, Role, SignUp, Worker
from goodwork.store import database as store
from goodwork.store.database import Database, Kind
from tests.api.callers import PASSWORD, House, serving

ACTOR = Actor(OrganizationId(1), PersonId(1), Role.OWNER)
STRICT = 4.0


@pytest.fixture
async def house(database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncGenerator[House]:
    """A server that counts what a person asks for, at the usual rate or at that of the test."""
    blobs = Blobs(str(tmp_path / "blobs"))
    rate = getattr(request, "param", 200.0)
    state = AppState(database, blobs, secret=b"k" * 32, sign_up=SignUp.OPEN, rate=rate)
    made = House(serving(state), state)
    yield made
    for browser in made.browsers:
        await browser.aclose()


strictly = pytest.mark.parametrize("house", [STRICT], indirect=True)


@strictly
async def test_who_asks_too_often_is_told_when_to_come_back_and_others_are_served(house: House) -> None:
    first, second = await house.owner(), await house.owner()
    answers = [await first.get("/session") for _ in range(int(STRICT * HOLDS / PLAIN.tokens) + 40)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    assert refused[0].json()["type"] == "about:goodwork:throttled"
    assert "Try again in" in refused[0].json()["detail"]
    assert answers[10].status_code == 200
    await second.ok("GET", "/session")
    assert (await first.get("http://test/healthz")).status_code == 200
    await asyncio.sleep(2 * PLAIN.tokens / STRICT)
    await first.ok("GET", "/session")


@strictly
async def test_made_up_credentials_take_from_their_address_and_known_people_are_served(house: House) -> None:
    owner = await house.owner()
    await owner.ok("GET", "/session")
    stranger = house.browser()
    said = [
        (await stranger.get("/session", headers={"authorization": f"Bearer gw_{n}"})).status_code for n in range(250)
    ]
    assert said[0] == 401
    assert said[-1] == 429
    await owner.ok("GET", "/session")
    elsewhere = house.browser("192.0.2.9")
    assert (await elsewhere.get("/session")).status_code == 401


@strictly
@pytest.mark.parametrize("dress", ["another way of signing in", "another cookie", "a cookie that ends alike"])
async def test_who_asks_in_many_dresses_is_one_person(house: House, dress: str) -> None:
    """Only what a request is answered for counts: what else it shows makes no further person of the same one."""
    owner = await house.owner()
    token = owner.cookies[COOKIE]
    program = house.browser()

    def dressed(n: int) -> dict[str, str]:
        match dress:
            case "another way of signing in":
                return {"authorization": f"Basic {n}", "cookie": f"{COOKIE}={token}"}
            case "another cookie":
                return {"cookie": f"theme={n}; {COOKIE}={token}"}
            case _:
                return {"cookie": f"x{COOKIE}={n}; {COOKIE}={token}"}

    # Each dress twice: the first time it is the address that pays.
    asked = [n % 20 for n in range(int(STRICT * HOLDS / PLAIN.tokens) + 40)]
    said = [(await program.get("/session", headers=dressed(n))).status_code for n in asked]
    assert said[0] == 200 and said[-1] == 429


@strictly
async def test_one_household_is_one_address(house: House) -> None:
    """Who has one address of IPv6 has as many as they like."""
    said = [(await house.browser(f"2001:db8::{n:x}").post("/session", json=["none"])).status_code for n in range(1, 40)]
    assert said[0] == 422 and said[-1] == 429
    assert (await house.browser("2001:db8:0:1::1").post("/session", json=["none"])).status_code == 422


def test_the_table_of_rates_has_a_bounded_size() -> None:
    table = Table()
    for n in range(KNOWN + 100):
        table.add(n, STRICT)
    assert len(table.buckets) == KNOWN
    assert table.get(0) is None
    assert table.get(KNOWN + 99) is not None


def test_expensive_requests_cost_more_than_the_queue() -> None:
    def weight(method: str, path: str, query: bytes = b"") -> object:
        return weight_of({"method": method, "path": f"/api/v1{path}", "query_string": query})

    assert weight("POST", "/projects/1/claims") is HOT
    assert weight("PUT", "/claims/1/draft") is HOT
    assert weight("GET", "/projects/1/items", b"limit=1&contains=x") is SEARCH
    assert weight("GET", "/projects/1/items", b"limit=1&contains=") is PLAIN
    for method, path in (
        ("POST", "/projects/1/imports/preview"),
        ("POST", "/labelling-configs"),
        ("GET", "/versions/1/export"),
        ("POST", "/session"),
        ("POST", "/projects/1/bulk/count"),
        ("POST", "/projects/1/items/state"),
        ("DELETE", "/projects/1/drafts"),
        ("POST", "/projects/1/guideline/versions/2/ask-again"),
        ("GET", "/imports/1/undo"),
        ("GET", "/versions/1/changes"),
        ("GET", "/projects/1/next-version"),
        ("GET", "/projects/1/guideline/versions/2/touched"),
    ):
        made = weight_of({"method": method, "path": f"/api/v1{path}", "query_string": b""})
        assert made.tokens >= 10 and made.turns, path
    # Whatever a route understands weighs as much, however it is written.
    for number in ("+1", "1.0", "1_0", " 1", "١"):
        assert weight("POST", f"/projects/{number}/imports/preview") is weight("POST", "/projects/1/imports/preview")
        assert weight("GET", f"/versions/{number}/export") is weight("GET", "/versions/1/export")
    assert weight("GET", "/projects/1/items", b"c%6fntains=x") is SEARCH
    assert weight("GET", "/projects/1/items", b"limit=1&suggesti%6fn=%7b") is SEARCH


async def test_a_person_has_one_preview_at_a_time_and_others_have_theirs(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "PATIENCE", 60.0)  # on a busy machine one preview may take seconds
    first, second = await house.owner(), await house.owner()
    ours = [(await house.project(one))["id"] for one in (first, second)]
    running, most, hold = 0, 0, asyncio.Event()

    async def slow() -> AsyncGenerator[bytes]:
        nonlocal running, most
        running += 1
        most = max(most, running)
        yield b'{"text": "a"}\n'
        await hold.wait()
        running -= 1

    async def preview(n: int, content: AsyncGenerator[bytes] | bytes) -> int:
        path = f"/projects/{ours[n]}/imports/preview"
        return (await (first, second)[n].post(path, params={"format": "jsonl"}, content=content)).status_code

    mine = [asyncio.create_task(preview(0, slow())) for _ in range(3)]
    await asyncio.sleep(0.2)
    assert await preview(1, b'{"text": "a"}\n') == 200
    assert most == 1
    hold.set()
    assert await asyncio.gather(*mine) == [200] * 3
    assert most == 1


async def test_each_kind_of_request_has_its_patience_in_the_database(database: Database) -> None:
    asked = text("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
    found = {}
    for kind in Kind:
        async with database.transaction(ACTOR, kind=kind) as t:
            found[kind] = tuple((await t.execute(asked)).one())
    assert found == {
        Kind.READ: ("10s", "5s"),
        Kind.WRITE: ("30s", "10s"),
        Kind.SEARCH: ("6s", "5s"),
        Kind.JOB: ("0", "0"),
    }
    async with database.transaction(Worker(OrganizationId(1))) as t:
        assert (await t.execute(asked)).one()[0] == "0"
    async with database.engine.connect() as c:
        assert (await c.execute(asked)).one()[0] == "0"
    assert await database.calls.one("SELECT current_setting('statement_timeout')", ()) == ("10s",)


async def test_what_takes_too_long_is_ended_and_says_what_to_do(database: Database) -> None:
    async def slow(kind: Kind, setting: str, *statements: str) -> None:
        async with database.transaction(ACTOR, kind=kind) as t:
            await t.execute(text(f"SET LOCAL {setting} = 50"))
            for statement in statements:
                await t.execute(text(statement))
                await asyncio.sleep(0.3)

    with pytest.raises(Unavailable, match="Narrow the search"):
        await slow(Kind.SEARCH, "statement_timeout", "SELECT pg_sleep(5)")
    with pytest.raises(Unavailable, match="Ask for less"):
        await slow(Kind.READ, "statement_timeout", "SELECT pg_sleep(5)")
    with pytest.raises(Unavailable, match="took too long"):
        await slow(Kind.WRITE, "idle_in_transaction_session_timeout", "SELECT 1", "SELECT 1")
    async with database.transaction(SYSTEM) as t:
        await t.execute(text("SELECT pg_advisory_xact_lock(7)"))
        with pytest.raises(Unavailable, match="changing the same thing"):
            await slow(Kind.WRITE, "lock_timeout", "SELECT pg_advisory_xact_lock(7)")
    async with database.transaction(ACTOR) as t:
        assert (await t.execute(text("SELECT 1"))).scalar_one() == 1


async def test_searches_fill_their_own_pool_and_nobody_elses(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SEARCHES_WAIT", 0.1)
    database = Database(database_url, size=1, overflow=0, searches=1)
    async with database.transaction(ACTOR, kind=Kind.SEARCH):
        with pytest.raises(Unavailable, match="Too many people search"):
            async with database.transaction(ACTOR, kind=Kind.SEARCH):
                pass
        async with database.transaction(ACTOR, kind=Kind.READ) as t:
            assert (await t.execute(text("SELECT 1"))).scalar_one() == 1
        assert await database.calls.one("SELECT 1", ()) == (1,)
    await database.close()


async def test_another_file_of_the_same_size_under_the_same_key_is_a_conflict(house: House) -> None:
    owner = await house.owner()
    project = (await house.project(owner))["id"]
    path, headers = f"/projects/{project}/imports", {"idempotency-key": "one"}

    async def send(content: bytes) -> tuple[int, object]:
        answer = await owner.post(path, params={"format": "jsonl"}, content=content, headers=headers)
        return answer.status_code, answer.json().get("id")

    first = await send(b'{"text": "aaaa"}\n')
    assert first[0] == 202
    assert (await send(b'{"text": "bbbb"}\n'))[0] == 409
    assert await send(b'{"text": "aaaa"}\n') == first
    assert len((await owner.ok("GET", path))["rows"]) == 1
    assert len(house.state.blobs.files.glob(house.state.blobs.path("imports/*"))) == 1


async def test_many_sign_ins_at_once_are_served_one_after_the_other(house: House) -> None:
    owner = await house.owner()
    body = {"email": owner.me["email"], "password": PASSWORD}
    answers = await asyncio.gather(*(house.browser().post("/session", json=body) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {200}
