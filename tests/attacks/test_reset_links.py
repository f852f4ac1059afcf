"""Reset links: what they open, for whom, how often, and what they must not tell."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import event, text

from goodwork.actions.people.reset_link import make_reset_link_here
from goodwork.actions.people.sweep import sweep
from goodwork.actions.people.throttle import MOST_PER_EMAIL
from goodwork.model.people import SYSTEM
from goodwork.store.people import people
from tests.api.callers import PASSWORD, WHY, Caller, House
from tests.api.conftest import house

__all__ = ["house"]

NEW = "marble otter lantern"
OTHER = "copper violin thicket"


async def make(lead: Caller, person: Caller) -> str:
    """The token of a new link."""
    made = await lead.ok("POST", f"/people/{person.me['person_id']}/reset-link", 201)
    path, token = made["link"].split("#")
    assert path.endswith("/reset")
    return token


async def use(browser: httpx.AsyncClient, token: str, person: Caller, password: str = NEW) -> httpx.Response:
    body = {"token": token, "email": person.me["email"], "password": password}
    return await browser.post("/reset", json=body)


async def sql(house: House, statement: str, **values: Any) -> Any:
    async with house.state.database.transaction(SYSTEM) as t:
        return await t.execute(text(statement), values)


async def test_it_lets_the_person_in_and_everybody_else_out(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    program = await house.token(person, "read")
    token = await make(owner, person)
    listed = {row["id"]: row for row in (await owner.ok("GET", "/people"))["rows"]}
    assert (
        listed[person.me["person_id"]]["reset_link_until"] and listed[owner.me["person_id"]]["reset_link_until"] is None
    )
    stored = (await sql(house, "SELECT * FROM password_reset WHERE person_id = :p", p=person.me["person_id"])).one()
    assert token not in str(stored) and token.encode() not in bytes(stored.token_hash)
    assert (await person.get("/session")).status_code == 200, "making a link changes nothing for the person"

    browser = house.browser()
    house.entered(browser, await use(browser, token, person))
    assert browser.me["person_id"] == person.me["person_id"]
    assert (await browser.get("/projects")).status_code == 200
    assert (await person.get("/session")).status_code == 401
    assert (await program.get("/projects")).status_code == 401
    assert (
        await house.browser().post("/session", json={"email": person.me["email"], "password": PASSWORD})
    ).status_code == 401
    await house.sign_in(person.me["email"], NEW)
    written = [(row["action"], row["person"]) for row in (await owner.ok("GET", "/audit"))["rows"]]
    assert written[:2] == [("password.reset", person.me["name"]), ("reset-link.made", owner.me["name"])]
    assert token not in (await owner.get("/audit")).text


async def test_it_works_once_also_for_two_at_once(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    token = await make(owner, person)
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype IN ('tuple', 'transactionid')"
    async with house.state.database.transaction(SYSTEM) as t:
        # All of them have found the link before the first of them uses it.
        await people.hold(t, person.me["person_id"])
        uses = [asyncio.create_task(use(house.browser(), token, person, p)) for p in (NEW, OTHER, NEW, OTHER)]
        async with asyncio.timeout(20):
            while (await t.execute(text(waiting))).scalar_one() < len(uses):
                await t.execute(text("SELECT pg_sleep(0.02)"))
    answers = await asyncio.gather(*uses)
    assert sorted(a.status_code for a in answers) == [200, 404, 404, 404]
    assert (await use(house.browser(), token, person)).status_code == 404
    count = await sql(house, "SELECT count(*) FROM session WHERE person_id = :p", p=person.me["person_id"])
    assert count.scalar_one() == 1


async def test_a_new_one_takes_the_place_of_the_earlier_one(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    first, second = await make(owner, person), await make(owner, person)
    assert (await use(house.browser(), first, person)).status_code == 404
    assert (await use(house.browser(), second, person)).status_code == 200


async def test_it_is_withdrawn_and_runs_out(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    path = f"/people/{person.me['person_id']}/reset-link"
    token = await make(owner, person)
    await owner.ok("DELETE", path, 204)
    assert (await use(house.browser(), token, person)).status_code == 404
    assert (await owner.delete(path)).status_code == 404
    token = await make(owner, person)
    await sql(house, "UPDATE password_reset SET expires_at = now() - interval '1 second'")
    assert (await use(house.browser(), token, person)).status_code == 404
    await sweep(house.state.database)
    assert (await sql(house, "SELECT count(*) FROM password_reset")).scalar_one() == 0


async def test_it_is_worth_what_its_maker_could_do_now(house: House) -> None:
    owner = await house.owner()
    for change in ({"active": False, **WHY}, {"role": "reviewer", **WHY}):
        lead, person = await house.person(owner, "manager"), await house.person(owner, "annotator")
        token = await make(lead, person)
        await owner.ok("PATCH", f"/people/{lead.me['person_id']}", json=change)
        assert (await use(house.browser(), token, person)).status_code == 404
    lead, person = await house.person(owner, "manager"), await house.person(owner, "manager")
    token = await make(lead, person)
    await owner.ok("PATCH", f"/people/{person.me['person_id']}", json={"role": "owner"})
    assert (await use(house.browser(), token, person)).status_code == 404, "the person became an owner since"


async def test_who_may_make_one_for_whom(house: House) -> None:
    owner = await house.owner()
    manager, reviewer = await house.person(owner, "manager"), await house.person(owner, "reviewer")
    stranger = await house.owner()

    async def asks(lead: Caller, person: Caller) -> int:
        answer = await lead.post(f"/people/{person.me['person_id']}/reset-link")
        assert answer.is_success or answer.json()["next_step"] or answer.status_code == 404
        return answer.status_code

    assert await asks(manager, owner) == 403
    assert await asks(manager, reviewer) == 201
    assert await asks(reviewer, manager) == 403
    assert await asks(stranger, reviewer) == 404, "another organization's people don't exist"
    for lead in (owner, manager):
        assert await asks(lead, lead) == 403, "a session that was left open is not enough to take the account"
    program = await house.token(owner, "administer", "manage", "read")
    assert await asks(program, reviewer) == 403, "a token makes no password"
    await owner.ok("PATCH", f"/people/{reviewer.me['person_id']}", json={"active": False, **WHY})
    assert await asks(owner, reviewer) == 409


async def test_whoever_is_deactivated_has_none(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    token, path = await make(owner, person), f"/people/{person.me['person_id']}"
    await owner.ok("PATCH", path, json={"active": False, **WHY})
    assert (await use(house.browser(), token, person)).status_code == 404
    await owner.ok("PATCH", path, json={"active": True})
    assert (await use(house.browser(), token, person)).status_code == 404, "the link does not come back with the access"


async def test_a_changed_password_ends_it_and_what_its_person_made(house: House) -> None:
    owner = await house.owner()
    lead, person = await house.person(owner, "manager"), await house.person(owner, "annotator")
    theirs, made = await make(owner, lead), await make(lead, person)
    given = await lead.ok("POST", "/invitations", json={"role": "manager"})
    await lead.ok("PUT", "/me/password", 204, json={"current": PASSWORD, "new": OTHER})
    assert (await use(house.browser(), theirs, lead)).status_code == 404
    assert (await use(house.browser(), made, person)).status_code == 404, (
        "whoever had the old password may have made it"
    )
    joins = {"token": given["link"].split("#")[1], "name": "Who", "email": "who@example.org", "password": NEW}
    assert (await house.browser().post("/join", json=joins)).status_code == 404
    (shown,) = (await owner.ok("GET", "/invitations"))["rows"]
    assert shown["state"] == "revoked"


async def test_a_new_password_and_a_link_at_once(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    token = await make(owner, person)
    changed, reset = await asyncio.gather(
        person.put("/me/password", json={"current": PASSWORD, "new": OTHER}), use(house.browser(), token, person)
    )
    # One of the two happened; never both, and never neither.
    assert (changed.status_code == 204) != (reset.status_code == 200), (changed.text, reset.text)
    await house.sign_in(person.me["email"], OTHER if changed.status_code == 204 else NEW)


async def test_it_opens_the_account_of_its_person_only(house: House) -> None:
    owner = await house.owner()
    person, other = await house.person(owner, "annotator"), await house.person(owner, "annotator")
    token = await make(owner, person)
    assert (await use(house.browser(), token, other)).status_code == 404
    # In a browser where somebody else is signed in: their session there ends, and the link's person is in.
    answer = await use(other, token, person)
    assert answer.status_code == 200 and answer.json()["person_id"] == person.me["person_id"]
    rest = await sql(house, "SELECT count(*) FROM session WHERE person_id = :p", p=other.me["person_id"])
    assert rest.scalar_one() == 0


async def test_a_page_elsewhere_can_not_use_it(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    token = await make(owner, person)
    assert (await use(house.browser(origin="https://elsewhere.example"), token, person)).status_code == 403


async def test_passwords_that_others_would_guess_are_refused_and_the_link_stays(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    token = await make(owner, person)
    for weak in ("password1234", person.me["email"], "short"):
        assert (await use(house.browser(), token, person, weak)).status_code == 422
    assert (await use(house.browser(), token, person)).status_code == 200


async def test_nothing_tells_whether_a_link_exists(house: House) -> None:
    owner = await house.owner()
    person, other = await house.person(owner, "annotator"), await house.person(owner, "annotator")
    late = await make(owner, other)
    await sql(house, "UPDATE password_reset SET expires_at = now() - interval '1 day'")
    token = await make(owner, person)
    tries = {"never was": ("A" * 43, person), "another address": (token, other), "ran out": (late, other)}
    said: dict[str, tuple[int, str]] = {}
    ran: dict[str, list[str]] = {what: [] for what in tries}
    engine = house.state.database.engine.sync_engine
    for what, (shown, who) in tries.items():

        def note(*heard: Any, names: list[str] = ran[what]) -> None:
            names.append(heard[2])

        event.listen(engine, "before_cursor_execute", note)
        answer = await use(house.browser(), shown, who)
        event.remove(engine, "before_cursor_execute", note)
        said[what] = (answer.status_code, answer.text)
    assert len(set(said.values())) == 1, said
    # The same is done for each, so the time tells nothing either: the password is hashed before anything is looked up.
    assert ran["never was"] and ran["never was"] == ran["another address"] == ran["ran out"]
    # Those were no use of it.
    assert (await use(house.browser(), token, person)).status_code == 200


async def test_guessing_is_throttled_and_is_no_obstacle_to_whoever_forgot(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    token = await make(owner, person)
    for _ in range(MOST_PER_EMAIL):
        await house.browser().post("/session", json={"email": person.me["email"], "password": "was it this one"})
    assert (
        await house.browser().post("/session", json={"email": person.me["email"], "password": NEW})
    ).status_code == 429
    assert (await use(house.browser(), token, person)).status_code == 200
    await house.sign_in(person.me["email"], NEW)
    for _ in range(MOST_PER_EMAIL):
        await use(house.browser(), "B" * 43, person)
    refused = await use(house.browser(), "B" * 43, person)
    assert refused.status_code == 429 and refused.headers["retry-after"]


async def test_the_last_owner_is_let_in_from_the_servers_command_line(house: House) -> None:
    owner = await house.owner()
    made = await make_reset_link_here(house.state.database, owner.me["email"])
    assert timedelta(hours=23) < made.expires_at - (await sql(house, "SELECT now()")).scalar_one() < timedelta(hours=25)
    browser = house.browser()
    house.entered(browser, await use(browser, made.token, owner))
    assert (await owner.get("/session")).status_code == 401
    written = [(row["action"], row["person"]) for row in (await browser.ok("GET", "/audit"))["rows"]]
    assert written[:2] == [("password.reset", owner.me["name"]), ("reset-link.made", None)]


@pytest.mark.parametrize("body", [{}, {"token": ""}, {"token": "x" * 101}, {"token": "\u0000"}, {"token": 7}])
async def test_what_is_no_token_is_refused_with_a_sentence(house: House, body: dict[str, Any]) -> None:
    answer = await house.browser().post("/reset", json={"email": "a@example.org", "password": NEW, **body})
    assert answer.status_code == 422 and answer.json()["title"]
