"""One's own sign-ins, seen and ended; and what must not outlive them."""

from __future__ import annotations

import asyncio

import pytest

from goodwork.actions.people.device import UNKNOWN, device_of
from tests.api.callers import PASSWORD, Caller, House
from tests.api.conftest import house

__all__ = ["house"]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1 Version/18.5 Mobile/15E1 Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


async def again(house: House, caller: Caller, agent: str) -> Caller:
    """The same person on another device."""
    browser = house.browser(**{"user-agent": agent})
    return house.entered(
        browser, await browser.post("/session", json={"email": caller.me["email"], "password": PASSWORD})
    )


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        (FIREFOX, "Firefox on Linux"),
        (IPHONE, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        (None, UNKNOWN),
        ("", UNKNOWN),
        ("<script>alert('Ada')</script>", UNKNOWN),
        ("x" * 10_000 + "Firefox", UNKNOWN),
        ("Firefox\ud800\x00", "Firefox"),
    ],
)
def test_of_a_device_its_family_is_kept_and_nothing_a_stranger_wrote(agent: str | None, family: str) -> None:
    assert device_of(agent) == family


async def test_they_are_listed_and_end_at_their_next_request(house: House) -> None:
    person = await house.owner()
    laptop, phone = await again(house, person, FIREFOX), await again(house, person, IPHONE)
    rows = (await phone.ok("GET", "/sessions"))["rows"]
    assert [row["device"] for row in rows] == ["Safari on iPhone", "Firefox on Linux", UNKNOWN]
    assert [row["this"] for row in rows] == [True, False, False]
    assert set(rows[0]) == {"id", "device", "created_at", "expires_at", "this"}, (
        "no address, nothing of when it was used"
    )
    await phone.ok("DELETE", f"/sessions/{rows[1]['id']}", 204)
    assert (await laptop.get("/session")).status_code == 401
    assert (await person.get("/session")).status_code == 200
    await phone.ok("DELETE", "/sessions", 204)
    assert (await person.get("/session")).status_code == 401
    assert [row["this"] for row in (await phone.ok("GET", "/sessions"))["rows"]] == [True]


async def test_nobody_sees_or_ends_those_of_others(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "annotator")
    mine = (await person.ok("GET", "/sessions"))["rows"][0]["id"]
    assert mine not in [row["id"] for row in (await owner.ok("GET", "/sessions"))["rows"]]
    assert (await owner.delete(f"/sessions/{mine}")).status_code == 404
    await owner.ok("DELETE", "/sessions", 204)
    assert (await person.get("/session")).status_code == 200
    program = await house.token(person, "read", "work")
    assert (await program.get("/sessions")).status_code == 403
    assert (await program.delete("/sessions")).status_code == 403


async def test_ending_one_leaves_no_record_of_presence(house: House) -> None:
    owner = await house.owner()
    before = await owner.ok("GET", "/audit")
    await again(house, owner, FIREFOX)
    await owner.ok("DELETE", "/sessions", 204)
    assert await owner.ok("GET", "/audit") == before


async def test_two_changes_of_the_password_at_once(house: House) -> None:
    person = await house.owner()
    news = ("marble otter lantern", "copper violin thicket")
    answers = await asyncio.gather(
        *(person.put("/me/password", json={"current": PASSWORD, "new": new}) for new in news)
    )
    assert sorted(answer.status_code for answer in answers) in ([204, 409], [204, 422])
