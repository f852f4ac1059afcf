"""What lets somebody in is not made in the moment in which whoever asks for it loses access themselves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from goodwork.actions.people.sessions import Browser, begin_session
from goodwork.api.credentials import COOKIE
from goodwork.model.people import SYSTEM
from goodwork.store.database import Transaction
from tests.api.callers import PASSWORD, WHY, Caller, House
from tests.api.conftest import house

__all__ = ["house"]


async def waiting(t: Transaction, number: int) -> None:
    """Until so many other transactions of this database wait for a row."""
    query = text(
        "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND locktype IN ('tuple', 'transactionid')"
    )
    async with asyncio.timeout(20):
        while (await t.execute(query)).scalar_one() < number:
            await t.execute(text("SELECT pg_sleep(0.01)"))


@asynccontextmanager
async def held(house: House, statement: str, **values: Any) -> AsyncGenerator[Transaction]:
    """A transaction that has done this, and that holds when the block ends."""
    async with house.state.database.transaction(SYSTEM) as t:
        await t.execute(text(statement), values)
        yield t


Asks = Callable[[House, Caller, Caller], Awaitable[tuple[str, str, Any]]]


async def _token(house: House, lead: Caller, other: Caller) -> tuple[str, str, Any]:
    return "POST", "/tokens", {"name": "mine", "scopes": ["read"]}


async def _invitation(house: House, lead: Caller, other: Caller) -> tuple[str, str, Any]:
    return "POST", "/invitations", {"role": "manager"}


async def _reset_link(house: House, lead: Caller, other: Caller) -> tuple[str, str, Any]:
    return "POST", f"/people/{other.me['person_id']}/reset-link", None


async def _role(house: House, lead: Caller, other: Caller) -> tuple[str, str, Any]:
    return "PATCH", f"/people/{other.me['person_id']}", {"role": "manager"}


async def _grant(house: House, lead: Caller, other: Caller) -> tuple[str, str, Any]:
    project = await house.project(lead)
    return "PUT", f"/projects/{project['id']}/grants/{other.me['person_id']}", {"role": "manager"}


async def _team(house: House, lead: Caller, other: Caller) -> tuple[str, str, Any]:
    return "POST", "/teams", {"name": "Friends"}


async def _renamed_team(house: House, lead: Caller, other: Caller) -> tuple[str, str, Any]:
    return "PATCH", f"/teams/{(await lead.ok('POST', '/teams', json={'name': 'Before'}))['id']}", {"name": "Friends"}


async def _removed_team(house: House, lead: Caller, other: Caller) -> tuple[str, str, Any]:
    return "POST", f"/teams/{(await lead.ok('POST', '/teams', json={'name': 'To stay'}))['id']}/remove", WHY


async def _open_to(house: House, lead: Caller, other: Caller) -> tuple[str, str, Any]:
    project = await house.project(lead, open_to="teams")
    return "PATCH", f"/projects/{project['id']}", {"open_to": "organization"}


LEFT = """
  SELECT (SELECT count(*) FROM api_token), (SELECT count(*) FROM invitation), (SELECT count(*) FROM password_reset),
    (SELECT count(*) FROM project_grant), (SELECT count(*) FROM person WHERE role = 'manager'),
    (SELECT array_agg(name ORDER BY id) FROM team), (SELECT array_agg(open_to ORDER BY id) FROM project)
"""
TEAMS = (_team, _renamed_team, _removed_team, _open_to)


@pytest.mark.parametrize(
    ("asks", "by_token"),
    [(asks, False) for asks in (_token, _invitation, _reset_link, _role, _grant, *TEAMS)]
    + [(asks, True) for asks in (_invitation, _role, _grant, *TEAMS)],
)
async def test_a_request_on_its_way_makes_nothing_once_its_session_or_token_has_ended(
    asks: Asks, by_token: bool, house: House
) -> None:
    """As of a thief who goes on while the owner signs out everywhere: it waits, and then makes nothing."""
    owner = await house.owner()
    other = await house.person(owner, "annotator")
    method, path, body = await asks(house, owner, other)
    caller = await house.token(owner, "administer", "manage", "read") if by_token else owner
    ends = (
        "UPDATE api_token SET revoked_at = now() WHERE person_id = :p"
        if by_token
        else "DELETE FROM session WHERE person_id = :p"
    )
    async with held(house, ends, p=owner.me["person_id"]) as t:
        before = (await t.execute(text(LEFT))).one()
        asking = asyncio.create_task(caller.request(method, path, json=body))
        await waiting(t, 1)
    answer = await asking
    assert answer.status_code == 401 and answer.json()["kept"] == "Nothing was changed.", answer.text
    async with house.state.database.transaction(SYSTEM) as t:
        assert (await t.execute(text(LEFT))).one() == before


async def test_an_invitation_that_was_first_ends_with_the_access_of_its_maker(house: House) -> None:
    """The other order: what ends the access waits for the invitation, and then finds it."""
    owner = await house.owner()
    lead = await house.person(owner, "manager")
    me = {"p": lead.me["person_id"], "o": lead.me["organization_id"]}
    async with held(house, "SELECT FROM session WHERE person_id = :p FOR SHARE", p=me["p"]) as t:
        ending = asyncio.create_task(owner.patch(f"/people/{me['p']}", json={"active": False, **WHY}))
        await waiting(t, 1)
        await t.execute(
            text(
                "INSERT INTO invitation (organization_id, role, team_ids, token_hash, created_by, expires_at)"
                " VALUES (:o, 'manager', '{}', '\\x00', :p, now() + interval '1 day')"
            ),
            me,
        )
    assert (await ending).status_code == 200
    async with held(house, "SELECT 1") as t:
        open_still = text("SELECT count(*) FROM invitation WHERE created_by = :p AND revoked_at IS NULL")
        assert (await t.execute(open_still, {"p": me["p"]})).scalar_one() == 0


async def test_no_session_escapes_into_another_organization_while_it_is_ended(house: House) -> None:
    """A thief goes on under a fresh token at the very moment in which the owner ends every other session."""
    one, two = await house.owner(), await house.owner()
    token = (await two.ok("POST", "/invitations", json={}))["link"].rpartition("#")[2]
    body = {"token": token, "name": "Olga", "email": one.me["email"], "password": PASSWORD, "has_account": True}
    browser = house.browser()
    thief = house.entered(browser, await browser.post("/join", json=body))
    # The thief's request waits in its middle, with the old session ended and the fresh one not begun.
    there = {"organization_id": one.me["organization_id"]}
    async with held(house, "SELECT FROM person WHERE id = :p FOR UPDATE", p=one.me["person_id"]) as t:
        going = asyncio.create_task(thief.put("/session/organization", json=there))
        await waiting(t, 1)
        ending = asyncio.create_task(one.delete("/sessions"))
        await waiting(t, 2)
    went = await going
    assert (await ending).status_code == 204
    if went.status_code == 200:
        thief = house.entered(thief, went)
    assert (await thief.get("/session")).status_code == 401


async def _enter(house: House, caller: Caller) -> None:
    """A new session, without the cost of a password."""
    async with house.state.database.transaction(SYSTEM) as t:
        begun = await begin_session(
            t, house.state.secret, caller.me["organization_id"], caller.me["person_id"], Browser()
        )
    caller.cookies.set(COOKIE, begun.token)
    caller.headers["x-csrf-token"] = begun.csrf


@pytest.mark.parametrize(("role", "third", "rounds"), [("owner", False, 20), ("owner", True, 5), ("manager", True, 5)])
async def test_two_who_deactivate_each_other_at_once(role: str, third: bool, rounds: int, house: House) -> None:
    """One of them is first. The other has no access any more by then, so what they asked for is not done.

    ``third``: a further owner stays whatever happens, so that it is not the rule of the last owner that refuses.
    """
    first = await house.owner()
    a, b = await house.person(first, role) if third else first, await house.person(first, role)

    async def end(lead: Caller, person: Caller) -> httpx.Response:
        return await lead.patch(f"/people/{person.me['person_id']}", json={"active": False, **WHY})

    for _ in range(rounds):
        async with held(house, "SELECT FROM person WHERE role = 'owner' ORDER BY id FOR NO KEY UPDATE") as t:
            asking = [asyncio.create_task(end(a, b)), asyncio.create_task(end(b, a))]
            await waiting(t, 2)
        answers = await asyncio.gather(*asking)
        assert sorted(answer.status_code for answer in answers) == [200, 401], [x.text for x in answers]
        winner, loser = (a, b) if answers[0].status_code == 200 else (b, a)
        await winner.ok("PATCH", f"/people/{loser.me['person_id']}", json={"active": True})
        await _enter(house, loser)


async def test_a_role_that_was_lost_meanwhile_gives_no_roles(house: House) -> None:
    owner = await house.owner()
    lead, friend = await house.person(owner, "manager"), await house.person(owner, "annotator")
    async with held(house, "SELECT FROM person WHERE role = 'owner' FOR NO KEY UPDATE") as t:
        demoting = asyncio.create_task(
            owner.patch(f"/people/{lead.me['person_id']}", json={"role": "annotator", **WHY})
        )
        await waiting(t, 1)
        giving = asyncio.create_task(lead.patch(f"/people/{friend.me['person_id']}", json={"role": "manager"}))
        await waiting(t, 2)
    assert (await demoting).status_code == 200
    assert (await giving).status_code == 403


async def test_a_reset_link_and_the_end_of_its_maker_do_not_wait_for_each_other(house: House) -> None:
    """Both take locks in one order: people, then sessions."""
    maker = await house.owner()
    other, forgot = await house.person(maker, "owner"), await house.person(maker, "owner")
    async with held(house, "SELECT FROM person WHERE id = :p FOR NO KEY UPDATE", p=forgot.me["person_id"]) as t:
        ending = asyncio.create_task(other.patch(f"/people/{maker.me['person_id']}", json={"active": False, **WHY}))
        await waiting(t, 1)
        making = asyncio.create_task(maker.post(f"/people/{forgot.me['person_id']}/reset-link"))
        await waiting(t, 2)
    assert (await ending).status_code == 200
    assert (await making).status_code == 401
