"""One account in several organizations: each knows nothing of the other, and none lets anybody into the other."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import text

from goodwork.actions.people.authenticate import token_hash
from goodwork.api.credentials import COOKIE
from goodwork.model.people import SYSTEM
from tests.api.callers import PASSWORD, QUESTIONS, WHY, Caller, House

PROJECT = {"name": "Quiet Harbour", "purpose": "To know.", "questions": QUESTIONS}


async def invited(owner: Caller, **rest: Any) -> str:
    return (await owner.ok("POST", "/invitations", json=rest))["link"].rpartition("#")[2]


async def _join(house: House, owner: Caller, email: str, *, password: str = PASSWORD, **rest: Any) -> Caller:
    """An account of before joins the owner's organization."""
    browser = house.browser()
    body = {"token": await invited(owner, **rest), "name": "Maria Here", "email": email, "password": password,
            "has_account": True}  # fmt: skip
    return house.entered(browser, await browser.post("/join", json=body))


async def both(house: House, role: str = "annotator") -> tuple[Caller, Caller, Caller]:
    """The owners of two organizations, and somebody in both, who is in the second one now."""
    one, two = await house.owner(), await house.owner()
    maria = await house.person(one, role)
    return one, two, await _join(house, two, maria.me["email"], role="annotator")


async def _switch(house: House, maria: Caller, organization: int) -> Caller:
    return house.entered(maria, await maria.put("/session/organization", json={"organization_id": organization}))


async def _org(caller: Caller) -> int:
    return caller.me["organization_id"]


async def test_an_invitation_joins_an_account_for_whoever_proves_it(house: House) -> None:
    one, two = await house.owner(), await house.owner()
    maria = await house.person(one, "annotator")
    email = maria.me["email"]
    token = await invited(two)
    body = {"token": token, "name": "Mallory", "email": email, "password": "some other password", "has_account": True}
    refused = await house.browser().post("/join", json=body)
    unknown = await house.browser().post("/join", json={**body, "email": "nobody@example.org"})
    assert (refused.status_code, refused.text) == (401, unknown.text)
    # A new account can't take the address either, and is told no more.
    anew = await house.browser().post("/join", json={**body, "has_account": False})
    assert (anew.status_code, anew.text) == (401, refused.text)
    joined = house.entered(house.browser(), await house.browser().post("/join", json={**body, "password": PASSWORD}))
    assert joined.me["email"] == email and joined.me["organization_id"] == await _org(two)
    assert [m["organization_id"] for m in joined.me["memberships"]] == [await _org(one), await _org(two)]
    async with house.state.database.transaction(SYSTEM) as t:
        names = await t.execute(text("SELECT pseudonym, name FROM person WHERE email = :e ORDER BY id"), {"e": email})
        (first, _), (second, name) = names
    assert first != second and name == "Mallory"
    # Twice: an invitation stays open for somebody else.
    again = await house.browser().post("/join", json={**body, "token": await invited(two), "password": PASSWORD})
    assert again.status_code == 409 and "already" in again.text


async def test_going_from_one_to_the_other_is_a_fresh_session(house: House) -> None:
    one, two, maria = await both(house)
    planted, csrf = maria.cookies[COOKIE], maria.headers["x-csrf-token"]
    await _switch(house, maria, await _org(one))
    assert maria.me["organization_id"] == await _org(one) and maria.cookies[COOKIE] != planted
    other = house.browser()
    other.cookies.set(COOKIE, planted)
    assert (await other.get("/session")).status_code == 401
    # Another tab of before writes nothing here: its page is of a session that has ended.
    assert (await maria.post("/me/done", headers={"x-csrf-token": csrf})).status_code == 401
    # An organization that is none of theirs does not exist, whether it does or not.
    third = await house.owner()
    answers = [
        await maria.put("/session/organization", json={"organization_id": number})
        for number in (await _org(third), 2**31 - 1)
    ]
    assert [answer.status_code for answer in answers] == [404, 404] and answers[0].text == answers[1].text
    token = await house.token(maria, "read", "work")
    assert (await token.put("/session/organization", json={"organization_id": await _org(two)})).status_code == 403
    assert (await token.get("/me/elsewhere")).status_code == 403
    assert (await token.get("/session")).json()["memberships"] == []
    # Signing in leads to the organization that they were in first.
    assert (await house.sign_in(maria.me["email"])).me["organization_id"] == await _org(one)


async def test_neither_organization_sees_the_other(house: House) -> None:
    one, two, maria = await both(house, "manager")
    hidden = await one.ok("POST", "/projects", json=PROJECT)
    shown = await two.ok("POST", "/projects", json={**PROJECT, "name": "Open Field"})
    for path in (f"/projects/{hidden['id']}", f"/projects/{hidden['id']}/people", f"/people/{one.me['person_id']}"):
        assert (await maria.get(path)).status_code in (404, 405), path
    assert [row["name"] for row in (await maria.ok("GET", "/projects"))["rows"]] == ["Open Field"]
    (there,) = await maria.ok("GET", "/me/elsewhere")
    assert (there["organization_id"], [row["name"] for row in there["projects"]]) == (
        await _org(one),
        ["Quiet Harbour"],
    )
    assert shown["id"] not in [row["id"] for row in there["projects"]]
    # What they lead in one they do not lead in the other.
    assert (await maria.get("/people")).status_code == 403
    for owner, mine in ((two, await _org(two)), (one, await _org(one))):
        for path in ("/people", "/audit", "/invitations"):
            seen = (await owner.get(path)).text
            assert str(one.me["organization"] if mine != await _org(one) else two.me["organization"]) not in seen
    (await _switch(house, maria, await _org(one)))
    assert (await maria.get("/people")).status_code == 200


async def test_an_owner_ends_access_to_their_own_organization_only(house: House) -> None:
    one, two, here = await both(house)
    there = await house.sign_in(here.me["email"])
    token = await house.token(there, "read")
    assert there.me["organization_id"] == await _org(one)
    await two.ok("PATCH", f"/people/{here.me['person_id']}", json={"active": False, **WHY})
    assert (await here.get("/session")).status_code == 401
    assert (await there.get("/session")).status_code == 200 and (await token.get("/session")).status_code == 200
    said = (await there.ok("GET", "/session"))["memberships"]
    assert [(m["organization_id"], m["active"]) for m in said] == [(await _org(one), True), (await _org(two), False)]
    # Home says that it ended, as long as they have not read it, and shows nothing of what is there.
    (ended,) = await there.ok("GET", "/me/elsewhere")
    assert (ended["organization_id"], ended["active"], ended["projects"]) == (await _org(two), False, [])
    # They read there what was decided about them, and nothing else, and go back.
    await _switch(house, there, await _org(two))
    assert there.me["active"] is False and (await there.get("/projects")).status_code == 401
    await _switch(house, there, await _org(one))
    assert (await there.get("/projects")).status_code == 200
    # An invitation brings them back as who they were.
    back = await _join(house, two, here.me["email"], role="reviewer")
    assert (back.me["person_id"], back.me["role"]) == (here.me["person_id"], "reviewer")
    house.entered(back, await back.post("/me/leave"))
    # What the invitation gives is less than before: they take it on by their own hand.
    assert (await _join(house, two, here.me["email"], role="annotator")).me["role"] == "annotator"


async def test_nobody_who_leads_one_gets_into_the_other_by_a_reset_link(house: House) -> None:
    one, two = await house.owner(), await house.owner()
    maria = await house.person(one, "annotator")
    person, email = maria.me["person_id"], maria.me["email"]
    link = (await one.ok("POST", f"/people/{person}/reset-link"))["link"].rpartition("#")[2]
    await _join(house, two, email)
    # One that was made before is worthless from then on, and no other can be made.
    reset = {"token": link, "email": email, "password": "a quite different one"}
    assert (await house.browser().post("/reset", json=reset)).status_code == 404
    refused = await one.post(f"/people/{person}/reset-link")
    assert refused.status_code == 403 and two.me["organization"] not in refused.text
    # Whoever is in one organization may choose the same, so that being refused says nothing of others.
    anna = await house.person(one, "annotator")
    # A session that was left open is not enough.
    guessed = await anna.put("/me/own-way-back", json={"own": True, "password": "not the password"})
    assert guessed.status_code == 422 and guessed.json()["faults"][0]["where"] == "password"
    assert (await anna.ok("GET", "/session"))["own_way_back"] is False
    await anna.ok("PUT", "/me/own-way-back", json={"own": True, "password": PASSWORD})
    said = await one.post(f"/people/{anna.me['person_id']}/reset-link")
    assert said.status_code == 403 and said.json()["next_step"] == refused.json()["next_step"]
    await anna.ok("PUT", "/me/own-way-back", json={"own": False, "password": PASSWORD})
    assert (await one.post(f"/people/{anna.me['person_id']}/reset-link")).status_code in (200, 201)
    assert (await maria.put("/me/own-way-back", json={"own": False, "password": PASSWORD})).status_code == 409


async def test_a_new_password_signs_out_everywhere(house: House) -> None:
    one, two, here = await both(house)
    there = await house.sign_in(here.me["email"])
    tokens = [await house.token(here, "read"), await house.token(there, "read")]
    sessions = (await here.ok("GET", "/sessions"))["rows"]
    assert len(sessions) >= 2 and sum(row["this"] for row in sessions) == 1
    new = {"current": PASSWORD, "new": "another long password"}
    await here.ok("PUT", "/me/password", json=new)
    assert (await there.get("/session")).status_code == 401 and (await here.get("/session")).status_code == 200
    assert [(await token.get("/session")).status_code for token in tokens] == [401, 401]
    for owner in (one, two):
        actions = [row["action"] for row in (await owner.ok("GET", "/audit"))["rows"]]
        assert actions.count("password.changed") == 1
    # Switching at the moment of a new password leaves no session of before.
    before = await house.sign_in(here.me["email"], "another long password")
    await asyncio.gather(
        before.put("/session/organization", json={"organization_id": await _org(two)}),
        here.ok("PUT", "/me/password", json={"current": new["new"], "new": "a third long password"}),
    )
    assert (await before.get("/session")).status_code == 401


async def test_leaving_one_goes_on_in_the_other(house: House) -> None:
    one, two, maria = await both(house)
    house.entered(maria, await maria.post("/me/leave"))
    assert maria.me["organization_id"] == await _org(one)
    assert [m["active"] for m in maria.me["memberships"]] == [True, False]
    (left,) = [row for row in (await two.ok("GET", "/audit"))["rows"] if row["action"] == "person.left"]
    assert left["detail"] == {}
    assert "person.left" not in (await one.get("/audit")).text
    gone = await maria.post("/me/leave")
    assert (gone.status_code, gone.json()) == (200, None)
    assert (await maria.get("/session")).status_code == 401
    # What was decided about them is still theirs to read.
    assert (await house.sign_in(maria.me["email"])).me["active"] is False
    assert (await one.post("/me/leave")).status_code == 409  # the last owner
    # The account is still theirs: an invitation lets them in again.
    assert (await _join(house, two, maria.me["email"])).me["organization_id"] == await _org(two)


async def test_whoever_left_comes_back_by_an_invitation_alone_and_holds_what_it_says(house: House) -> None:
    _, two, maria = await both(house)
    person = maria.me["person_id"]
    project = (await house.project(two, open_to="teams"))["id"]
    await two.ok("PUT", f"/projects/{project}/grants/{person}", json={"role": "manager"})
    # Access is taken, which she appeals; it is given back by hand, and she leaves.
    await two.ok("PATCH", f"/people/{person}", json={"active": False, **WHY})
    maria = await _switch(house, await house.sign_in(maria.me["email"]), await _org(two))
    (taken,) = (await maria.ok("GET", "/me/restrictions"))["rows"]
    await maria.ok("POST", f"/me/restrictions/{taken['id']}/appeal", 201, json={})
    await two.ok("PATCH", f"/people/{person}", json={"active": True})
    maria = await _switch(house, await house.sign_in(maria.me["email"]), await _org(two))
    house.entered(maria, await maria.post("/me/leave"))
    (waiting,) = (await two.ok("GET", "/restriction-appeals"))["rows"]
    decision = {"upheld": True, **WHY}
    assert await two.ok("POST", f"/restriction-appeals/{waiting['id']}/decision", json=decision)
    (row,) = (await two.ok("GET", "/people", params={"search": maria.me["email"]}))["rows"]
    assert row["active"] is False, "the decision is upheld, and she stays where she went"
    refused = await two.patch(f"/people/{person}", json={"active": True})
    assert refused.status_code == 409 and "left by themselves" in refused.text
    # She comes back with what the invitation gives, and nothing of before.
    back = await _join(house, two, maria.me["email"])
    assert back.me["person_id"] == person
    assert await two.ok("GET", f"/projects/{project}/grants") == []
    assert (await back.get(f"/projects/{project}")).status_code == 404


async def test_whoever_has_an_account_makes_a_further_organization_with_it(house: House) -> None:
    one = await house.owner()
    body = {"organization": "Second", "name": "Olga", "email": one.me["email"], "has_account": True}
    browser = house.browser()
    assert (await browser.post("/organizations", json={**body, "password": "not the password"})).status_code == 401
    made = house.entered(browser, await browser.post("/organizations", json={**body, "password": PASSWORD}))
    assert made.me["role"] == "owner" and len(made.me["memberships"]) == 2


async def test_invitations_at_once_make_no_second_self(house: House) -> None:
    one, two = await house.owner(), await house.owner()
    maria = await house.person(one, "annotator")
    tokens = [await invited(two) for _ in range(4)]
    body = {"name": "Maria", "email": maria.me["email"], "password": PASSWORD, "has_account": True}
    answers = await asyncio.gather(*(house.browser().post("/join", json={**body, "token": t}) for t in tokens))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 3


async def test_going_to_and_fro_makes_no_session_last_longer(house: House) -> None:
    one, two, maria = await both(house)
    async with house.state.database.transaction(SYSTEM) as t:
        soon = "UPDATE session SET expires_at = now() + interval '1 hour' WHERE person_id = :p"
        await t.execute(text(soon), {"p": maria.me["person_id"]})
    # Two windows at once: one goes, the other learns that its session has ended.
    there = {"organization_id": await _org(one)}
    answers = await asyncio.gather(*(maria.put("/session/organization", json=there) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401]
    house.entered(maria, next(answer for answer in answers if answer.status_code == 200))
    await _switch(house, maria, await _org(two))
    house.entered(maria, await maria.post("/me/leave"))
    async with house.state.database.transaction(SYSTEM) as t:
        left = await t.execute(
            text("SELECT max(expires_at) < now() + interval '61 minutes' FROM session s JOIN person p"
                 " ON p.id = s.person_id WHERE p.email = :e AND s.token_hash = :h"),
            {"e": maria.me["email"], "h": token_hash(maria.cookies[COOKIE])},
        )  # fmt: skip
        assert left.scalar_one() is True
