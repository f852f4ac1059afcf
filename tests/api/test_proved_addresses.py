"""Addresses that are proved: by mail a link opens an account or makes one, and nobody learns whose address has one."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy import text

from goodwork.actions.digests.send import PostOffice
from goodwork.actions.people.change_address import change_address
from goodwork.actions.people.proof_link import send_proof
from goodwork.model.people import SYSTEM
from tests.api.callers import PASSWORD, House
from tests.api.test_accounts import both, invited
from tests.api.test_applications import shown
from tests.digests.letters import Letterbox, letterbox
from tests.queue.place import place

NEW = "a quite different one"


@asynccontextmanager
async def _mailing(house: House) -> AsyncGenerator[tuple[Letterbox, PostOffice]]:
    house.state = dataclasses.replace(house.state, sends_mail=True)
    house.app.state.goodwork = house.state
    async with letterbox() as box:
        yield box, PostOffice(box.server(), "https://work.example.org", house.state.secret)


async def _letters(house: House, box: Letterbox, office: PostOffice) -> dict[str, str]:
    """What the worker sends now: the token of the link by address."""
    async with house.state.database.transaction(SYSTEM) as t:
        taken = "DELETE FROM procrastinate_jobs WHERE task_name = 'send_proof_link' RETURNING args"
        jobs = list((await t.execute(text(taken))).scalars())
    box.letters.clear()
    for job in jobs:
        await send_proof(house.state.database, office, job["link"], job["language"], job["tries"])
    link = {str(one["To"]): next(w for w in one.get_content().split() if "://" in w) for one in box.letters}
    return {to: address.rpartition("#")[2] for to, address in link.items()}


async def test_a_password_is_reset_by_mail_in_all_organizations_of_an_account(house: House) -> None:
    one, _, maria = await both(house)
    email, other = maria.me["email"], one.me["email"]
    stranger = house.browser()
    assert (await stranger.post("/reset/link", json={"email": email})).status_code == 403, "this one sends no mail"
    async with _mailing(house) as (box, office):
        assert (await stranger.get("/setup")).json()["resets_by_mail"] is True
        asked = [
            await stranger.post("/reset/link", json={"email": who, "language": "de"})
            for who in (email, "nobody-at-all@example.org", email)
        ]
        assert {(answer.status_code, answer.text) for answer in asked} == {(204, "")}
        tokens = await _letters(house, box, office)
        assert list(tokens) == [email], "one letter, and none where there is no account"
        assert box.letters[0]["Content-Language"] == "de"
        token = tokens[email]
        number, mark = token.split(".")
        for wrong, who in ((token, other), (f"{number}.{mark[:-1]}x", email), (f"{int(number) + 1}.{mark}", email)):
            body = {"token": wrong, "email": who, "password": NEW}
            assert (await stranger.post("/reset", json=body)).status_code == 404, wrong
        body = {"token": token, "email": email, "password": NEW}
        back = house.entered(house.browser(), await house.browser().post("/reset", json=body))
        assert len(back.me["memberships"]) == 2
        assert (await stranger.post("/reset", json=body)).status_code == 404, "it works once"
        assert (await maria.get("/session")).status_code == 401, "every session of before has ended"
        assert (await house.sign_in(email, NEW)).me["email"] == email


async def test_whoever_applies_proves_their_address_and_nobody_learns_of_accounts(house: House) -> None:
    here = await place(house)
    ending, taken, free = await shown(here), here.owner.me["email"], "free-address@example.org"
    path, stranger = f"/work-with-us/{ending}", house.browser("203.0.113.140")
    body = {"name": "Hopeful", "email": free, "password": PASSWORD}
    async with _mailing(house) as (box, office):
        assert (await stranger.get(path)).json()["by_mail"] is True
        for email in (free, taken):
            refused = await stranger.post(f"{path}/applications", json={**body, "email": email})
            assert refused.status_code == 403 and "comes by mail" in refused.text
            assert (await stranger.post(f"{path}/link", json={"email": email})).status_code == 204
        assert (await stranger.post("/work-with-us/aaaabbbbcccc/link", json={"email": free})).status_code == 404
        tokens = await _letters(house, box, office)
        assert set(tokens) == {free, taken}
        elsewhere = await stranger.post(f"{path}/applications", json={**body, "token": tokens[taken]})
        assert elsewhere.status_code == 404 and "No account was made" in elsewhere.text
        made = await stranger.post(f"{path}/applications", json={**body, "token": tokens[free]})
        assert house.entered(house.browser(), made).me["role"] == "applicant"
        again = {**body, "email": "free-other@example.org", "token": tokens[free]}
        assert (await stranger.post(f"{path}/applications", json=again)).status_code == 404


async def test_without_mail_a_taken_address_answers_as_a_wrong_password_and_is_freed(house: House) -> None:
    here = await place(house)
    path, token = f"/work-with-us/{await shown(here)}/applications", await invited(here.owner)
    squatted = "true-owner@example.org"
    said: set[tuple[int, str]] = set()
    squatter = house.browser("203.0.113.150")
    body = {"name": "Somebody", "email": squatted, "password": PASSWORD}
    house.entered(squatter, await squatter.post(path, json=body))
    stranger = house.browser("203.0.113.151")
    for where, extra in ((path, {}), ("/join", {"token": token})):
        for email, has in ((squatted, False), (squatted, True), ("nobody-here@example.org", True)):
            answer = await stranger.post(
                where, json={**body, **extra, "email": email, "has_account": has, "password": NEW}
            )
            said.add((answer.status_code, answer.text))
    assert {status for status, _ in said} == {401} and len(said) == 1
    # Whoever runs the server makes sure who asks, and frees the address.
    await change_address(house.state.database, squatted, "somebody-else@example.org")
    assert (await squatter.get("/session")).status_code == 401
    mine = house.entered(stranger, await stranger.post(path, json={**body, "password": NEW}))
    assert mine.me["email"] == squatted
    kept = await house.sign_in("somebody-else@example.org")
    assert kept.me["person_id"] == squatter.me["person_id"] and kept.me["email"] == "somebody-else@example.org"
