"""Names that others could not read, tell apart, or show without harm; and e-mail addresses in several spellings."""

from __future__ import annotations

from typing import Any

import pytest

from goodwork import names
from tests.api.callers import PASSWORD, QUESTIONS, House

NONE = ["\u200b", "\u3164\u00ad", "\u0301", "a\x1b[31m", "a\x07", "a\u202egnp.exe", "\u2066a"]


async def test_what_can_not_be_a_name_is_refused_wherever_one_is_given(house: House) -> None:
    owner = await house.owner()
    me, project = owner.me["person_id"], (await house.project(owner))["id"]
    team = (await owner.ok("POST", "/teams", json={"name": " North\n  Sea "}))["id"]
    assert [row["name"] for row in (await owner.ok("GET", "/teams"))["rows"]] == ["North Sea"]
    doors: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "/teams", {}), ("PATCH", f"/teams/{team}", {}), ("POST", "/tokens", {"scopes": ["read"]}),
        ("PATCH", f"/people/{me}", {}), ("PATCH", f"/projects/{project}", {}),
        ("POST", "/projects", {"purpose": "To warn.", "questions": QUESTIONS}),
    ]  # fmt: skip
    for name in NONE:
        for method, path, rest in doors:
            refused = await owner.request(method, path, json={"name": name, **rest})
            assert refused.status_code == 422, (name, path, refused.text)
            assert refused.json()["faults"][0]["where"] == "name"


async def test_one_name_in_two_spellings_is_one_name(house: House) -> None:
    owner = await house.owner()
    await house.project(owner, name="Caf\u00e9")
    twin = {"name": "Cafe\u0301", "purpose": "To warn.", "questions": QUESTIONS}
    assert (await owner.post("/projects", json=twin)).status_code == 409
    await owner.ok("POST", "/teams", json={"name": "Cafe\u0301"})
    assert (await owner.post("/teams", json={"name": "Caf\u00e9"})).status_code == 409


@pytest.mark.parametrize(
    "labels", [("\u00e9", "e\u0301"), ("good", "go\u200bod"), ("yes", "\u00adYES"), ("a", "\u200b")]
)
async def test_choices_that_look_alike_are_refused(house: House, labels: tuple[str, str]) -> None:
    owner = await house.owner()
    body = {"name": "Moods", "purpose": "To warn.", "questions": [{**QUESTIONS[0], "labels": list(labels)}]}
    refused = await owner.post("/projects", json=body)
    assert refused.status_code == 422 and refused.json()["faults"][0]["where"].startswith("questions.mood.labels")


async def test_an_address_is_the_same_however_its_accent_is_typed(house: House) -> None:
    owner = await house.owner()
    token = (await owner.ok("POST", "/invitations", json={}))["link"].split("#")[1]
    who = {"token": token, "name": "Jos\u00e9", "email": "jose\u0301@example.org", "password": PASSWORD}
    house.entered(house.browser(), await house.browser().post("/join", json=who))
    assert (await house.sign_in("JOS\u00c9@example.org")).me["email"] == "jos\u00e9@example.org"
    again = {**who, "token": (await owner.ok("POST", "/invitations", json={}))["link"].split("#")[1],
             "email": "jos\u00e9@example.org"}  # fmt: skip
    # It is taken, which nobody is told: it answers as a wrong password does.
    assert (await house.browser().post("/join", json=again)).status_code == 401


@pytest.mark.parametrize(
    "email", ["a,b@example.org", "x<victim@y.org>", "a;b@y.org", "a@-", "a@y.org.", "a@y..org", '"a"@y.org', "a@[::1]"]
)
def test_mail_to_an_address_goes_to_that_alone(email: str) -> None:
    assert not names.is_email(email)
