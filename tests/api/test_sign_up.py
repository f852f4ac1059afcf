"""Further organizations: only as the server's setting says, by a link that works once, and metered without a person."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import text

from goodwork.actions.digests.send import PostOffice
from goodwork.actions.installation.meter import before, meter, read_month, see_metered
from goodwork.actions.people.sign_up_link import give_link, send_link, withdraw_links
from goodwork.actions.people.throttle import MOST_SIGN_UPS
from goodwork.errors import Conflict, Invalid
from goodwork.model.people import SYSTEM, SignUp
from tests.api.callers import PASSWORD, House
from tests.digests.letters import Letterbox, letterbox

SECRET = b"k" * 32


@pytest.fixture(autouse=True)
def _nobody(database_url: str) -> None:
    """An empty database for every test."""
    with psycopg.connect(database_url) as c:
        c.execute("TRUNCATE organization, account, person, session, sign_in_failure, audit, sign_up_link CASCADE")
        c.execute("DELETE FROM procrastinate_jobs")


def _ruled(house: House, rule: SignUp, *, mails: bool = False) -> None:
    house.state = dataclasses.replace(house.state, sign_up=rule, sends_mail=mails)
    house.app.state.goodwork = house.state


def _body(number: int, **rest: str) -> dict[str, str]:
    return {
        "organization": f"Org {number}", "name": "Lead", "email": f"ada{number}@example.org", "password": PASSWORD,
        **rest,
    }  # fmt: skip


async def _link(house: House, email: str | None = None) -> str:
    return (await give_link(house.state.database, SECRET, rule=house.state.sign_up, email=email, days=7))[1]


async def test_by_invitation_a_link_makes_one_organization(house: House) -> None:
    await house.owner()
    _ruled(house, SignUp.INVITED)
    browser = house.browser()
    said = (await browser.get("/setup")).json()
    assert (said["can_create_organization"], said["sends_links"]) == (False, False)
    assert (await browser.post("/organizations", json=_body(1))).status_code == 403
    token = await _link(house, "ada1@example.org")
    assert (await browser.post("/organizations/preview", json={"token": token})).json() == {"email": "ada1@example.org"}
    refused = await browser.post("/organizations", json=_body(2, token=token))
    assert refused.status_code == 422 and "another e-mail address" in refused.text
    # Of several at once, one makes it; the link of the refusal still worked.
    tries = [browser.post("/organizations", json=_body(1, token=token)) for _ in range(4)]
    assert sorted(answer.status_code for answer in await asyncio.gather(*tries)) == [201, 404, 404, 404]
    assert (await browser.post("/organizations/preview", json={"token": token})).status_code == 404


async def test_a_link_is_worth_nothing_when_it_is_altered_withdrawn_or_the_server_closed(house: House) -> None:
    await house.owner()
    _ruled(house, SignUp.INVITED)
    browser, token = house.browser(), await _link(house)
    number, mark = token.split(".")
    for other in (f"{int(number) + 1}.{mark}", f"{number}.{mark[:-1]}", f"{number}.", "x", f"{'9' * 40}.{mark}", "٣.x"):
        assert (await browser.post("/organizations", json=_body(1, token=other))).status_code == 404, other
    _ruled(house, SignUp.CLOSED)
    assert (await browser.post("/organizations", json=_body(1, token=token))).status_code == 404
    with pytest.raises(Conflict, match="takes no further"):
        await _link(house)
    _ruled(house, SignUp.INVITED)
    assert await withdraw_links(house.state.database) == 1
    assert (await browser.post("/organizations", json=_body(1, token=token))).status_code == 404
    # A database that others read opens nothing: the token is signed, and stands nowhere in it.
    async with house.state.database.transaction(SYSTEM) as t:
        assert (await t.execute(text("SELECT count(*) FROM organization"))).scalar_one() == 1


async def test_open_but_not_without_end(house: House) -> None:
    await house.owner()
    _ruled(house, SignUp.OPEN)
    assert (await house.browser().post("/organizations", json=_body(2))).status_code == 201
    async with house.state.database.transaction(SYSTEM) as t:
        many = "INSERT INTO sign_in_failure (key, at) SELECT key, now() FROM sign_in_failure, generate_series(1, :n)"
        await t.execute(text(many), {"n": MOST_SIGN_UPS})
    answer = await house.browser().post("/organizations", json=_body(1))
    assert answer.status_code == 429 and "sign-ups" in answer.text
    # Signing in is not what was counted.
    assert (await house.browser().post("/session", json={"email": "a@b.c", "password": "x"})).status_code == 401


@asynccontextmanager
async def _mailing(house: House) -> AsyncGenerator[tuple[Letterbox, PostOffice]]:
    async with letterbox() as box:
        yield box, PostOffice(box.server(), "https://work.example.org", SECRET)


async def _work(house: House, office: PostOffice) -> None:
    """What the worker does with the letters that are asked for."""
    async with house.state.database.transaction(SYSTEM) as t:
        taken = "DELETE FROM procrastinate_jobs WHERE task_name = 'send_sign_up_link' RETURNING args"
        jobs = list((await t.execute(text(taken))).scalars())
    for job in jobs:
        await send_link(house.state.database, office, job["link"], job["language"], job["tries"])


async def test_with_mail_an_address_is_proved_first_and_nobody_learns_whose_it_is(house: House) -> None:
    owner = await house.owner()
    _ruled(house, SignUp.OPEN, mails=True)
    browser = house.browser()
    assert (await browser.get("/setup")).json()["sends_links"] is True
    assert (await browser.post("/organizations", json=_body(1))).status_code == 403
    async with _mailing(house) as (box, office):
        answers = [
            await browser.post("/organizations/link", json={"email": email, "language": "de"})
            for email in ("ada1@example.org", owner.me["email"], "ada1@example.org")
        ]
        assert {(answer.status_code, answer.text) for answer in answers} == {(204, "")}
        await _work(house, office)
        # A wish within a quarter of an hour sends no further letter.
        assert sorted(letter["To"] for letter in box.letters) == ["ada1@example.org", owner.me["email"]]
        mine = next(letter for letter in box.letters if letter["To"] == "ada1@example.org")
        assert mine["Content-Language"] == "de"
        link = next(word for word in mine.get_content().split() if "/start#" in word)
        token = link.rpartition("#")[2]
        assert (await browser.post("/organizations", json=_body(1, token=token))).status_code == 201
        # The server took nothing: it is tried again, and the link of then works.
        box.answers["MAIL"] = "451 later"
        await browser.post("/organizations/link", json={"email": "ada2@example.org"})
        await _work(house, office)
        box.answers.clear()
        await _work(house, office)
        assert box.letters[-1]["To"] == "ada2@example.org"


async def test_a_month_is_metered_and_stays_as_it_was(house: House) -> None:
    owner = await house.owner("Metered")
    database, now = house.state.database, datetime.now(UTC)
    last = before(now.date().replace(day=1))
    organization = owner.me["organization_id"]
    project = (await owner.ok("POST", "/projects", json={
        "name": "P", "purpose": "To know.",
        "questions": [{"key": "why", "kind": "text", "title": "Why?"}]}))["id"]  # fmt: skip
    async with database.transaction(SYSTEM) as t:
        await t.execute(
            text("UPDATE organization SET created_at = :at"), {"at": datetime(last.year, last.month, 2, tzinfo=UTC)}
        )
        for at, added, size in ((last, 5, 1000), (now.date(), 3, 600)):
            await t.execute(
                text("INSERT INTO data_import (organization_id, project_id, name, format, mapping, added, stayed,"
                     " kept_bytes, created_at, undone_at)"
                     " VALUES (:o, :p, 'f', 'jsonl', '{}', :n, 1, :b, :at, :undone)"),
                {"o": organization, "p": project, "n": added, "b": size,
                 "at": datetime(at.year, at.month, at.day, tzinfo=UTC), "undone": now if added == 3 else None},
            )  # fmt: skip
    await meter(database, now)
    running = [row async for row in see_metered(database, now.date().replace(day=1))]
    assert [(row.organization, row.answers, row.items, row.bytes) for row in running] == [("Metered", 0, 3, 1200)]
    (closed,) = [row async for row in see_metered(database, last)]
    assert (closed.items, closed.bytes) == (5, 1000)
    async with database.transaction(SYSTEM) as t:
        await t.execute(text("UPDATE data_import SET added = 50 WHERE kept_bytes = 1000"))
    await meter(database, now + timedelta(minutes=1))
    assert [row async for row in see_metered(database, last)] == [closed]
    for wrong in ("2026-13", "November", "0000-01", "2026-11-01"):
        with pytest.raises(Invalid):
            read_month(wrong)
