"""People, teams, invitations, tokens and the audit log."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from goodwork.api.credentials import COOKIE
from goodwork.model.people import SYSTEM
from tests.api.callers import PASSWORD, QUESTIONS, WHY, Caller, House


def _join(token: str, number: int, **rest: Any) -> dict[str, Any]:
    who = {"name": f"Guest {number}", "email": f"guest{number}@example.org", "password": PASSWORD}
    return {"token": token, **who, **rest}


async def _invite(lead: Caller, **body: Any) -> str:
    link: str = (await lead.ok("POST", "/invitations", json=body))["link"]
    address, token = link.split("#")
    assert address == "http://test/join", "what is before the # stands in logs of servers and proxies"
    return token


async def test_joining_by_link(house: House) -> None:
    owner = await house.owner("Weather Watch")
    team = await owner.ok("POST", "/teams", json={"name": "Experts"})
    token = await _invite(owner, role="reviewer", team_ids=[team["id"]])
    guest = house.browser()
    seen = await guest.ok("POST", "/join/preview", 200, json={"token": token})
    assert seen == {"organization": "Weather Watch", "role": "reviewer", "email": None}
    house.entered(guest, await guest.post("/join", json=_join(token, 1)))
    assert (guest.me["role"], guest.me["organization"]) == ("reviewer", "Weather Watch")
    (found,) = (await owner.ok("GET", "/people", params={"search": "guest 1"}))["rows"]
    assert found["team_ids"] == [team["id"]]
    assert (await guest.post("/join/preview", json={"token": token})).status_code == 404
    assert [row["state"] for row in (await owner.ok("GET", "/invitations"))["rows"]] == ["accepted"]


async def test_of_many_who_use_one_link_at_once_one_joins(house: House) -> None:
    owner = await house.owner()
    token = await _invite(owner)
    answers = await asyncio.gather(*(house.browser().post("/join", json=_join(token, 100 + n)) for n in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [404] * 7
    assert len((await owner.ok("GET", "/people"))["rows"]) == 2


async def test_an_invitation_for_one_address(house: House) -> None:
    owner = await house.owner()
    token = await _invite(owner, email=" Guest200@Example.org ")
    refused = await house.browser().post("/join", json=_join(token, 201))
    assert refused.status_code == 422 and refused.json()["faults"][0]["where"] == "email"
    assert (await house.browser().post("/join", json=_join(token, 200))).status_code == 201


async def test_a_taken_address_leaves_the_invitation_open(house: House) -> None:
    owner = await house.owner()
    token = await _invite(owner)
    taken = await house.browser().post("/join", json=_join(token, 300, email=owner.me["email"]))
    assert taken.status_code == 401
    assert (await house.browser().post("/join", json=_join(token, 300))).status_code == 201


async def test_a_link_that_was_taken_back_or_ran_out(house: House) -> None:
    owner = await house.owner()
    tokens = [await _invite(owner), await _invite(owner)]
    rows = (await owner.ok("GET", "/invitations"))["rows"]
    await owner.ok("DELETE", f"/invitations/{rows[1]['id']}")
    async with house.state.database.transaction(SYSTEM) as t:
        await t.execute(text("UPDATE invitation SET expires_at = now() WHERE id = :i"), {"i": rows[0]["id"]})
    answers = [await house.browser().post("/join", json=_join(token, 400)) for token in [*tokens, "never-was"]]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.text for answer in answers}) == 1
    assert {row["state"] for row in (await owner.ok("GET", "/invitations"))["rows"]} == {"expired", "revoked"}


@pytest.mark.parametrize(("giver", "role", "status"), [("manager", "owner", 403), ("manager", "manager", 201)])
async def test_only_owners_invite_owners(house: House, giver: str, role: str, status: int) -> None:
    lead = await house.person(await house.owner(), giver)
    assert (await lead.post("/invitations", json={"role": role})).status_code == status


async def test_a_team_of_another_organization_is_no_team(house: House) -> None:
    owner, other = await house.owner(), await house.owner()
    foreign = (await other.ok("POST", "/teams", json={"name": "Theirs"}))["id"]
    me = owner.me["person_id"]
    for method, path, body in (
        ("POST", "/invitations", {"team_ids": [foreign]}),
        ("PATCH", f"/people/{me}", {"team_ids": [foreign]}),
    ):
        refused = await owner.request(method, path, json=body)
        nowhere = await owner.request(method, path, json={"team_ids": [2_000_000_000]})
        assert refused.status_code == nowhere.status_code == 422
        assert refused.text.replace(f"team {foreign}", "team N") == nowhere.text.replace("team 2000000000", "team N")


async def test_words_that_nobody_sees_are_none(house: House) -> None:
    owner = await house.owner()
    for unseen in ("\u200b\u2060", "\u3164", " \u00ad\u202e "):
        team = await owner.post("/teams", json={"name": unseen})
        person = await owner.request("PATCH", f"/people/{owner.me['person_id']}", json={"name": unseen})
        body = {"name": "Mood", "purpose": unseen, "questions": QUESTIONS}
        assert [r.status_code for r in (team, person, await owner.post("/projects", json=body))] == [422] * 3
    # What joins the parts of one sign is seen with it.
    assert (await owner.ok("POST", "/teams", 201, json={"name": " 👩\u200d🚀 "}))["name"] == "👩\u200d🚀"


async def test_who_is_deactivated_is_out_at_once_and_may_come_back(house: House) -> None:
    owner = await house.owner()
    annotator = await house.person(owner, "annotator")
    program = await house.token(annotator, "read")
    path = f"/people/{annotator.me['person_id']}"
    assert (await owner.ok("PATCH", path, json={"active": False, **WHY}))["active"] is False
    assert (await annotator.get("/session")).status_code == 401
    assert (await program.get("/projects")).status_code == 401
    closed = await house.sign_in(annotator.me["email"])
    assert closed.me["active"] is False and (await closed.get("/projects")).status_code == 401
    await owner.ok("PATCH", path, json={"active": True})
    await house.sign_in(annotator.me["email"])
    # Neither the session nor the token comes back with the person.
    assert (await annotator.get("/session")).status_code == 401
    assert (await program.get("/projects")).status_code == 401


@pytest.mark.parametrize("change", [{"role": "manager", **WHY}, {"active": False, **WHY}])
async def test_the_last_owner_stays(house: House, change: dict[str, Any]) -> None:
    owner = await house.owner()
    refused = await owner.patch(f"/people/{owner.me['person_id']}", json=change)
    assert refused.status_code == 409
    assert refused.json()["kept"] == "Nothing was changed."


async def test_two_owners_cannot_demote_each_other_at_once(house: House) -> None:
    for _ in range(5):
        first = await house.owner()
        second = await house.person(first, "owner")
        answers = await asyncio.gather(
            first.patch(f"/people/{second.me['person_id']}", json={"role": "manager", **WHY}),
            second.patch(f"/people/{first.me['person_id']}", json={"role": "manager", **WHY}),
        )
        # Who was demoted first may have lost the right to answer in kind, or was the last owner when they did.
        assert sorted(answer.status_code for answer in answers)[0] == 200
        async with house.state.database.transaction(SYSTEM) as t:
            owners = await t.execute(
                text("SELECT count(*) FROM person WHERE role = 'owner' AND organization_id = :o"),
                {"o": first.me["organization_id"]},
            )
            assert owners.scalar_one() >= 1


async def test_managers_do_not_touch_owners(house: House) -> None:
    owner = await house.owner()
    manager = await house.person(owner, "manager")
    annotator = await house.person(owner, "annotator")
    for body in ({"role": "annotator"}, {"active": False, **WHY}, {"name": "Nobody"}):
        assert (await manager.patch(f"/people/{owner.me['person_id']}", json=body)).status_code == 403
    assert (await manager.patch(f"/people/{manager.me['person_id']}", json={"role": "owner"})).status_code == 403
    await manager.ok("PATCH", f"/people/{annotator.me['person_id']}", json={"role": "reviewer"})


async def test_a_demotion_holds_for_sessions_and_tokens_that_run(house: House) -> None:
    owner = await house.owner()
    manager = await house.person(owner, "manager")
    program = await house.token(manager, "read", "administer")
    assert (await program.get("/people")).status_code == 200
    await owner.ok("PATCH", f"/people/{manager.me['person_id']}", json={"role": "annotator", **WHY})
    assert (await program.get("/people")).status_code == 403
    assert (await manager.get("/people")).status_code == 403


async def test_tokens_run_out_and_are_revoked(house: House) -> None:
    owner = await house.owner()
    program = await house.token(owner, "read")
    other = await house.token(owner, "read")
    rows = (await owner.ok("GET", "/tokens"))["rows"]
    await owner.ok("DELETE", f"/tokens/{rows[0]['id']}")
    assert [(await caller.get("/projects")).status_code for caller in (program, other)] == [401, 200]
    async with house.state.database.transaction(SYSTEM) as t:
        await t.execute(text("UPDATE api_token SET expires_at = now() WHERE id = :i"), {"i": rows[1]["id"]})
    assert (await other.get("/projects")).status_code == 401


async def test_a_token_never_makes_a_token(house: House) -> None:
    owner = await house.owner()
    program = await house.token(owner, "read", "work", "claim-named", "manage", "administer")
    for method, path, body in (
        ("POST", "/tokens", {"name": "more", "scopes": ["administer"]}),
        ("GET", "/tokens", None),
        ("PUT", "/me/password", {"current": PASSWORD, "new": "another password"}),
        ("PUT", "/me/language", {"language": "de"}),
        ("DELETE", "/session", None),
    ):
        assert (await program.request(method, path, json=body)).status_code == 403
    annotator = await house.person(owner, "annotator")
    assert (await annotator.post("/tokens", json={"name": "t", "scopes": ["administer"]})).status_code == 403


async def test_a_cookie_beside_a_token_adds_nothing(house: House) -> None:
    owner = await house.owner()
    annotator = await house.person(owner, "annotator")
    program = await house.token(annotator, "read")
    program.cookies.set(COOKIE, owner.cookies[COOKIE])
    assert (await program.get("/people")).status_code == 403


async def test_every_change_is_in_the_audit_log(house: House) -> None:
    owner = await house.owner("Weather Watch")
    guest = house.browser()
    house.entered(guest, await guest.post("/join", json=_join(await _invite(owner), 500)))
    person = guest.me["person_id"]
    team = (await owner.ok("POST", "/teams", json={"name": "A"}))["id"]
    await owner.ok("PATCH", f"/teams/{team}", json={"name": "B"})
    await owner.ok("PATCH", f"/people/{person}", json={"role": "reviewer", "team_ids": [team]})
    await owner.ok("POST", f"/teams/{team}/remove", json=WHY)
    token = (await owner.ok("POST", "/tokens", json={"name": "t", "scopes": ["read"]}))["id"]
    await owner.ok("DELETE", f"/tokens/{token}")
    await owner.ok("PUT", "/me/password", json={"current": PASSWORD, "new": "another password"})
    project = (await house.project(owner))["id"]
    await owner.ok("PATCH", f"/projects/{project}", json={"state": "paused"})
    await owner.ok("PUT", f"/projects/{project}/guideline", json={"markdown": "Be fair."})
    await owner.ok("PUT", f"/projects/{project}/grants/{person}", json={"role": "manager"})
    await owner.ok("POST", f"/projects/{project}/grants/{person}/take-back", json=WHY)
    entries: list[dict[str, Any]] = []
    after = None
    while True:  # by the page, as everybody reads it
        page = await owner.ok("GET", "/audit", params={"limit": 3, **({"after": after} if after else {})})
        entries += page["rows"]
        after = page["next"]
        if after is None:
            break
    assert [entry["action"] for entry in reversed(entries)] == [
        "organization.made",
        "person.joined",
        "invitation.made",
        "person.joined",
        "team.made",
        "team.changed",
        "person.changed",
        "team.removed",
        "token.made",
        "token.revoked",
        "password.changed",
        "project.made",
        "project.changed",
        "guideline.changed",
        "grant.made",
        "grant.taken-back",
    ]
    changed = next(entry for entry in entries if entry["action"] == "person.changed")
    assert changed["person"] == owner.me["name"] and changed["subject_id"] == person
    assert changed["detail"] == {
        "before": {"role": "annotator", "team_ids": []},
        "after": {"role": "reviewer", "team_ids": [team]},
    }
    paused = next(entry for entry in entries if entry["action"] == "project.changed")
    assert paused["detail"] == {"before": {"state": "active"}, "after": {"state": "paused"}}


async def test_pseudonyms_are_readable_and_tell_nothing(house: House) -> None:
    owner = await house.owner()
    await house.person(owner, "annotator")
    names = [row["pseudonym"] for row in (await owner.ok("GET", "/people"))["rows"]]
    assert len(set(names)) == 2
    for name in names:
        bird, number = name.split("-")
        assert bird.isalpha() and 1000 <= int(number) <= 9999


async def test_pages_of_people(house: House) -> None:
    owner = await house.owner()
    for _ in range(4):
        await house.person(owner, "annotator")
    first = await owner.ok("GET", "/people", params={"limit": 3})
    second = await owner.ok("GET", "/people", params={"limit": 3, "after": first["next"]})
    assert len(first["rows"]) == 3 and len(second["rows"]) == 2 and second["next"] is None
    assert not {row["id"] for row in first["rows"]} & {row["id"] for row in second["rows"]}
    for after in ("nonsense", "W10", "WyJhIl0", "WzFlOTld", "W3RydWVd"):
        assert (await owner.get("/people", params={"after": after})).status_code == 422
