"""Signing up, in and out; guessing, planting and keeping of sessions."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from pwdlib import PasswordHash
from sqlalchemy import text

from goodwork.actions.people import passwords
from goodwork.actions.people.sweep import sweep
from goodwork.actions.people.throttle import MOST_PER_ADDRESS, MOST_PER_EMAIL
from goodwork.api.app import create_app
from goodwork.api.credentials import COOKIE
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.model.people import SYSTEM, SignUp
from goodwork.store.database import Database
from tests.api.callers import PASSWORD, House, serving


@pytest.fixture(autouse=True)
def _nobody(database_url: str) -> None:
    """An empty database for every test."""
    with psycopg.connect(database_url) as c:
        c.execute("TRUNCATE organization, account, person, session, sign_in_failure, audit CASCADE")


def _sign_up(number: int) -> dict[str, str]:
    return {
        "organization": f"Org {number}",
        "name": "Lead",
        "email": f"ada{number}@example.org",
        "password": PASSWORD,
    }


async def test_the_first_organization_may_be_made_and_no_further_one(database: Database, tmp_path: Path) -> None:
    house = House(app := create_app(state := AppState(database, Blobs(str(tmp_path)), b"k" * 32)), state)
    assert app.state.goodwork is state
    browser = house.browser()
    said = (await browser.get("/setup")).json()
    assert (said["can_create_organization"], said["is_new"]) == (True, True)
    # Six at once: one is the first.
    answers = await asyncio.gather(*(browser.post("/organizations", json=_sign_up(n)) for n in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201] + [403] * 5
    said = (await browser.get("/setup")).json()
    assert (said["can_create_organization"], said["is_new"]) == (False, False)
    # Where further ones may be made, people who come back are not told that they are the first.
    app.state.goodwork = dataclasses.replace(state, sign_up=SignUp.OPEN)
    said = (await browser.get("/setup")).json()
    assert (said["can_create_organization"], said["is_new"]) == (True, False)
    await browser.aclose()


async def test_an_address_belongs_to_one_person(house: House) -> None:
    browser = house.browser()
    assert (await browser.post("/organizations", json=_sign_up(1))).status_code == 201
    again = {**_sign_up(1), "email": " ADA1@Example.org ", "organization": "Another"}
    assert (await browser.post("/organizations", json=again)).status_code == 401
    async with house.state.database.transaction(SYSTEM) as t:
        assert (await t.execute(text("SELECT count(*) FROM organization"))).scalar_one() == 1


@pytest.mark.parametrize("email", ["ada", "ada@", "@example.org", "a b@example.org", "a@b@c", "ada@exa\nmple.org"])
async def test_an_address_that_is_none(house: House, email: str) -> None:
    answer = await house.browser().post("/organizations", json={**_sign_up(1), "email": email})
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["where"] == "email"


async def test_signing_in_says_the_same_for_wrong_and_unknown(house: House) -> None:
    await house.browser().post("/organizations", json=_sign_up(1))
    answers = [
        await house.browser().post("/session", json={"email": email, "password": "not the password"})
        for email in ("ada1@example.org", "nobody@example.org")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].text == answers[1].text


async def test_unknown_people_cost_a_whole_verification(
    house: House, slow_hasher: PasswordHash, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    verify = passwords._verify

    def counted(password: str, kept: str) -> bool:
        verified.append(kept)
        return verify(password, kept)

    monkeypatch.setattr(passwords, "_HASHER", slow_hasher)
    monkeypatch.setattr(passwords, "_nobodys", passwords._nobodys.__wrapped__)
    monkeypatch.setattr(passwords, "_verify", counted)
    await house.browser().post("/session", json={"email": "nobody@example.org", "password": PASSWORD})
    assert len(verified) == 1 and verified[0].startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_the_cookie_is_kept_from_scripts_and_other_sites(house: House, tmp_path: Path) -> None:
    plain = (await house.browser().post("/organizations", json=_sign_up(1))).headers["set-cookie"]
    assert "HttpOnly" in plain and "SameSite=lax" in plain and "Path=/" in plain and "Max-Age=1209600" in plain
    assert "Secure" not in plain
    state = AppState(
        house.state.database, Blobs(str(tmp_path)), b"k" * 32, public_url="https://work.example", sign_up=SignUp.OPEN
    )
    secure = House(serving(state), state).browser()
    assert "Secure" in (await secure.post("/organizations", json=_sign_up(2))).headers["set-cookie"]
    await secure.aclose()


async def test_a_planted_session_is_worth_nothing_after_signing_in(house: House) -> None:
    attacker = await house.owner()
    planted = attacker.cookies[COOKIE]
    await house.browser().post("/organizations", json=_sign_up(1))
    victim = house.browser()
    victim.cookies.set(COOKIE, planted)
    answer = await victim.post("/session", json={"email": "ada1@example.org", "password": PASSWORD})
    assert answer.cookies[COOKIE] != planted
    # The planted token is neither the victim's session nor the attacker's any more.
    assert (await attacker.get("/session")).status_code == 401


async def test_signing_out_ends_the_session(house: House) -> None:
    owner = await house.owner()
    token = owner.cookies[COOKIE]
    assert (await owner.delete("/session")).status_code == 204
    owner.cookies.set(COOKIE, token)
    assert (await owner.get("/session")).status_code == 401


async def test_a_session_ends_after_two_weeks(house: House) -> None:
    owner = await house.owner()
    async with house.state.database.transaction(SYSTEM) as t:
        lasts = (await t.execute(text("SELECT expires_at - created_at FROM session"))).scalar_one()
        assert lasts.days == 14
        await t.execute(text("UPDATE session SET expires_at = now() - interval '1 second'"))
    assert (await owner.get("/session")).status_code == 401
    assert await sweep(house.state.database) == 1


async def test_a_new_password_ends_every_other_session(house: House) -> None:
    owner = await house.owner()
    elsewhere = await house.sign_in(owner.me["email"])
    new = "another password"
    answer = await owner.put("/me/password", json={"current": PASSWORD, "new": new})
    assert answer.status_code == 204, answer.text
    assert (await owner.get("/session")).status_code == 200
    assert (await elsewhere.get("/session")).status_code == 401
    old = await house.browser().post("/session", json={"email": owner.me["email"], "password": PASSWORD})
    assert old.status_code == 401
    await house.sign_in(owner.me["email"], new)


async def test_guesses_at_one_address_are_held_back_from_wherever_they_come(house: House) -> None:
    owner = await house.owner()
    wrong = {"email": owner.me["email"], "password": "not the password"}
    # All at once: each is counted before the next is judged.
    guesses = [house.browser(f"192.0.2.{n}") for n in range(10, 10 + MOST_PER_EMAIL + 5)]
    answers = [a.status_code for a in await asyncio.gather(*(g.post("/session", json=wrong) for g in guesses))]
    assert (answers.count(401), answers.count(429)) == (MOST_PER_EMAIL, 5)
    # Not even the right password, and the answer says when to come back.
    held = await house.browser("198.51.100.1").post("/session", json={**wrong, "password": PASSWORD})
    assert held.status_code == 429
    assert 0 < int(held.headers["retry-after"]) <= 15 * 60
    assert held.json()["retry_after"] == int(held.headers["retry-after"])
    # Who is in stays in, and others come in.
    assert (await owner.get("/session")).status_code == 200
    await house.owner()
    async with house.state.database.transaction(SYSTEM) as t:
        await t.execute(text("UPDATE sign_in_failure SET at = at - interval '16 minutes'"))
    await house.sign_in(owner.me["email"])


async def test_unknown_addresses_are_held_back_alike(house: House) -> None:
    guess = {"email": "nobody@example.org", "password": "not the password"}
    answers = [(await house.browser().post("/session", json=guess)).status_code for _ in range(MOST_PER_EMAIL + 1)]
    assert answers == [401] * MOST_PER_EMAIL + [429]


async def test_guesses_from_one_place_are_held_back_whomever_they_are_at(house: House) -> None:
    owner = await house.owner()
    for n in range(3):
        await house.browser("203.0.113.7").post("/session", json={"email": f"x{n}@example.org", "password": "wrong"})
    async with house.state.database.transaction(SYSTEM) as t:
        # As if there had been many more: the rows of the address are those with more than one entry.
        await t.execute(
            text(
                "INSERT INTO sign_in_failure (key, at) SELECT key, clock_timestamp() FROM generate_series(1, :n),"
                " (SELECT key FROM sign_in_failure GROUP BY key HAVING count(*) > 1) AS address"
            ),
            {"n": MOST_PER_ADDRESS - 3},
        )
    body = {"email": owner.me["email"], "password": PASSWORD}
    assert (await house.browser("203.0.113.7").post("/session", json=body)).status_code == 429
    assert (await house.browser("203.0.113.8").post("/session", json=body)).status_code == 200


async def test_joining_tells_nobody_which_addresses_have_an_account(house: House, database: Database) -> None:
    """A link that stays open would be an oracle: its tries are counted by the network that they come from."""
    owner = await house.owner()
    link = (await owner.ok("POST", "/invitations", json={"role": "annotator"}))["link"]
    stranger = house.browser("203.0.113.9")
    body = {"token": link.split("#")[1], "name": "Nosy", "email": owner.me["email"], "password": PASSWORD}
    assert (await stranger.post("/join", json=body)).status_code == 401
    async with database.transaction(SYSTEM) as t:
        failed = "INSERT INTO sign_in_failure (key, at) SELECT key, now() FROM sign_in_failure, generate_series(1, :n)"
        await t.execute(text(failed), {"n": MOST_PER_ADDRESS - 2})
    assert (await stranger.post("/join", json=body)).status_code == 401
    assert (await stranger.post("/join", json=body)).status_code == 429
    body["email"] = "newcomer@example.org"
    assert (await house.browser("203.0.113.10").post("/join", json=body)).status_code == 201


async def test_signing_in_forgets_the_failures_and_keeps_no_address(house: House) -> None:
    owner = await house.owner()
    for _ in range(MOST_PER_EMAIL - 1):
        await house.browser().post("/session", json={"email": owner.me["email"], "password": "wrong"})
    await house.sign_in(owner.me["email"])
    for _ in range(MOST_PER_EMAIL - 1):
        answer = await house.browser().post("/session", json={"email": owner.me["email"], "password": "wrong"})
        assert answer.status_code == 401
    async with house.state.database.transaction(SYSTEM) as t:
        keys = (await t.execute(text("SELECT DISTINCT key FROM sign_in_failure"))).scalars().all()
        assert {len(key) for key in keys} == {32}
        await t.execute(text("UPDATE sign_in_failure SET at = at - interval '61 minutes'"))
    await sweep(house.state.database)
    async with house.state.database.transaction(SYSTEM) as t:
        assert (await t.execute(text("SELECT count(*) FROM sign_in_failure"))).scalar_one() == 0


async def test_guessing_at_the_current_password_is_held_back_too(house: House) -> None:
    owner = await house.owner()
    body = {"current": "not the password", "new": "another password"}
    answers = [(await owner.put("/me/password", json=body)).status_code for _ in range(MOST_PER_EMAIL + 1)]
    assert answers == [422] * MOST_PER_EMAIL + [429]
    assert (await owner.get("/session")).status_code == 200


async def test_only_hashes_are_kept(house: House, database_url: str) -> None:
    owner = await house.owner()
    made = await owner.ok("POST", "/tokens", json={"name": "t", "scopes": ["read"]})
    invited = await owner.ok("POST", "/invitations", json={})
    secrets = [PASSWORD, owner.cookies[COOKIE], made["token"], invited["link"].split("#")[1]]
    with psycopg.connect(database_url) as c:
        listed = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        tables = [name for (name,) in c.execute(listed)]
        for table in tables:
            rows = [row for (row,) in c.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))]
            for secret in secrets:
                assert not any(secret in row for row in rows), table
