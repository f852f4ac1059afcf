"""Restrictions: nothing is taken from anybody without a reason, which they read and may appeal, also from outside."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from goodwork.model.people import SYSTEM
from goodwork.model.restrictions import Restricts
from tests.api.access_rules import RULES
from tests.api.callers import WHY, Caller, House

REASON = "Two of three answers were copied from the guideline."


async def _mine(caller: Caller) -> list[dict[str, Any]]:
    return (await caller.ok("GET", "/me/restrictions"))["rows"]


async def _waiting(lead: Caller) -> list[dict[str, Any]]:
    return (await lead.ok("GET", "/restriction-appeals"))["rows"]


async def test_nothing_is_taken_without_a_reason(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "reviewer")
    who, team = person.me["person_id"], (await owner.ok("POST", "/teams", json={"name": "North"}))["id"]
    project = (await house.project(owner, open_to="teams", team_ids=[team]))["id"]
    await owner.ok("PATCH", f"/people/{who}", json={"team_ids": [team]})
    await owner.ok("PUT", f"/projects/{project}/grants/{who}", json={"role": "manager"})
    ways: list[tuple[str, str, dict[str, Any], str]] = [
        ("PATCH", f"/people/{who}", {"team_ids": []}, "team"),
        ("PUT", f"/projects/{project}/grants/{who}", {"role": "reviewer"}, "grant"),
        ("POST", f"/projects/{project}/grants/{who}/take-back", {}, "grant"),
        ("PATCH", f"/people/{who}", {"role": "annotator"}, "role"),
        ("PATCH", f"/people/{who}", {"active": False}, "access"),
    ]
    for method, path, body, what in ways:
        before = len(await _mine(person))
        for reason in ({}, {"reason": "Because."}, {"reason": "\u200b" * 30}, {"reason": " " * 30}):
            refused = await owner.request(method, path, json={**body, **reason})
            assert refused.status_code == 422 and refused.json()["faults"][0]["where"] == "reason", what
        assert len(await _mine(person)) == before and (await person.get("/projects")).status_code == 200
        await owner.ok(method, path, json={**body, "reason": REASON})
        if what == "access":
            person = await house.sign_in(person.me["email"])
        newest = (await _mine(person))[0]
        assert (newest["what"], newest["reason"], newest["by"]) == (what, REASON, owner.me["name"])
    inbox = [row["restricts"] for row in await _rows(house, who)]
    assert inbox == ["access", "role", "grant", "grant", "team"]


async def _rows(house: House, person: int) -> list[dict[str, Any]]:
    async with house.state.database.transaction(SYSTEM) as t:
        rows = await t.execute(
            text(
                "SELECT r.what FROM inbox x JOIN restriction r ON r.id = x.subject_id AND x.about = 13"
                " WHERE x.person_id = :p ORDER BY x.id DESC"
            ),
            {"p": person},
        )
    return [{"restricts": Restricts(what).word} for what in rows.scalars()]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET deactivated_at = now() WHERE id = :p",
        "UPDATE person SET role = 'annotator' WHERE id = :p",
        "DELETE FROM team_member WHERE person_id = :p",
        "DELETE FROM team WHERE id = :team",
        "UPDATE person SET role = 'applicant' WHERE id = :p",
        "UPDATE project_grant SET role = 'reviewer' WHERE person_id = :p",
        "DELETE FROM project_grant WHERE person_id = :p",
    ],
)
async def test_the_schema_refuses_what_code_forgets(house: House, statement: str) -> None:
    owner = await house.owner()
    person = (await house.person(owner, "reviewer")).me["person_id"]
    team = (await owner.ok("POST", "/teams", json={"name": "North"}))["id"]
    project = (await house.project(owner))["id"]
    await owner.ok("PATCH", f"/people/{person}", json={"team_ids": [team]})
    await owner.ok("PUT", f"/projects/{project}/grants/{person}", json={"role": "manager"})
    with pytest.raises(IntegrityError, match="without a written reason"):
        async with house.state.database.transaction(SYSTEM) as t:
            await t.execute(text(statement), {"p": person, "team": team})


async def test_an_upheld_appeal_gives_back_what_was_taken(house: House) -> None:
    owner = await house.owner()
    other = await house.person(owner, "owner")
    person = await house.person(owner, "reviewer")
    who, team = person.me["person_id"], (await owner.ok("POST", "/teams", json={"name": "North"}))["id"]
    project = (await house.project(owner, open_to="teams", team_ids=[team]))["id"]
    await owner.ok("PATCH", f"/people/{who}", json={"team_ids": [team]})
    await owner.ok("PUT", f"/projects/{project}/grants/{who}", json={"role": "manager"})
    await owner.ok("POST", f"/projects/{project}/grants/{who}/take-back", json=WHY)
    await owner.ok("PATCH", f"/people/{who}", json={"role": "annotator", "team_ids": [], "active": False, **WHY})
    person = await house.sign_in(person.me["email"])
    rows = await _mine(person)
    assert sorted(row["what"] for row in rows) == ["access", "grant", "role", "team"]
    for row in rows:
        await person.ok("POST", f"/me/restrictions/{row['id']}/appeal", 201, json={"argument": "It was not so."})
    assert await _waiting(owner) == [], "who decided does not decide again while somebody else leads"
    counted = [(await lead.ok("GET", "/waiting"))["restrictions"] for lead in (owner, other)]
    assert counted == [0, 4]
    waiting = await _waiting(other)
    assert {row["argument"] for row in waiting} == {"It was not so."}
    refused = await owner.post(f"/restriction-appeals/{waiting[0]['id']}/decision", json={"upheld": False, **WHY})
    assert refused.status_code == 403
    for row in waiting:
        await other.ok("POST", f"/restriction-appeals/{row['id']}/decision", json={"upheld": True, **WHY})
    assert (await person.ok("GET", "/session"))["active"] and (await person.ok("GET", "/session"))["role"] == "reviewer"
    (row,) = (await owner.ok("GET", "/people", params={"search": person.me["email"]}))["rows"]
    assert (row["team_ids"], row["role"], row["active"]) == ([team], "reviewer", True)
    assert [grant["role"] for grant in await owner.ok("GET", f"/projects/{project}/grants")] == ["manager"]
    told = (await person.ok("GET", "/me/inbox"))["rows"]
    assert [(row["about"], row["upheld"], row["reason"]) for row in told] == [("restriction", True, WHY["reason"])] * 4


async def test_an_upheld_appeal_leaves_what_was_decided_later(house: House) -> None:
    """Somebody else took it too, for a reason of their own: that decision is appealed by itself."""
    owner = await house.owner()
    other = await house.person(owner, "owner")
    person = await house.person(owner, "manager")
    who, team = person.me["person_id"], (await owner.ok("POST", "/teams", json={"name": "North"}))["id"]
    project = (await house.project(owner))["id"]
    for lead, role in ((owner, "reviewer"), (other, "annotator")):
        await lead.ok("PATCH", f"/people/{who}", json={"team_ids": [team]})
        await lead.ok("PUT", f"/projects/{project}/grants/{who}", json={"role": "manager"})
        await lead.ok("POST", f"/projects/{project}/grants/{who}/take-back", json=WHY)
        await lead.ok("PATCH", f"/people/{who}", json={"role": role, "team_ids": [], "active": False, **WHY})
        if lead is owner:
            await lead.ok("PATCH", f"/people/{who}", json={"active": True})
    person = await house.sign_in(person.me["email"])
    first, later = (await _mine(person))[4:], (await _mine(person))[:4]

    async def upheld(rows: list[dict[str, Any]], lead: Caller) -> tuple[Any, ...]:
        for row in rows:
            await person.ok("POST", f"/me/restrictions/{row['id']}/appeal", 201, json={})
        waiting = await _waiting(lead)
        assert [row["later"] for row in waiting] == [rows is first] * len(rows), "whoever decides reads it"
        for row in waiting:
            await lead.ok("POST", f"/restriction-appeals/{row['id']}/decision", json={"upheld": True, **WHY})
        (now,) = (await owner.ok("GET", "/people", params={"search": person.me["email"]}))["rows"]
        grants = await owner.ok("GET", f"/projects/{project}/grants")
        return now["team_ids"], now["role"], now["active"], [grant["role"] for grant in grants]

    assert await upheld(first, other) == ([], "annotator", False, [])
    assert await upheld(later, owner) == ([team], "reviewer", True, ["manager"])


async def test_where_managers_alone_are_apart_an_owner_still_gets_back_what_was_taken(house: House) -> None:
    """A manager can't make an owner: so whoever demoted one decides, where no other owner is."""
    owner = await house.owner()
    demoted, manager = await house.person(owner, "owner"), await house.person(owner, "manager")
    await owner.ok("PATCH", f"/people/{demoted.me['person_id']}", json={"role": "annotator", **WHY})
    (row,) = await _mine(demoted)
    await demoted.ok("POST", f"/me/restrictions/{row['id']}/appeal", 201, json={})
    (waiting,) = await _waiting(owner)
    path = f"/restriction-appeals/{waiting['id']}/decision"
    assert (await manager.post(path, json={"upheld": True, **WHY})).status_code == 403
    await owner.ok("POST", path, json={"upheld": True, **WHY})
    assert (await demoted.ok("GET", "/session"))["role"] == "owner"


async def test_a_storm_of_appeals_is_bounded_and_one_lead_decides_alone(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "reviewer")
    await owner.ok("PATCH", f"/people/{person.me['person_id']}", json={"role": "annotator", **WHY})
    (row,) = await _mine(person)
    assert row["apart"] is False and row["may_appeal"]
    path = f"/me/restrictions/{row['id']}/appeal"
    for _ in range(3):
        await person.ok("POST", path, 201, json={})
        assert (await person.post(path, json={})).status_code == 409
        await person.ok("DELETE", path)
    assert (await person.post(path, json={})).status_code == 409 and not (await _mine(person))[0]["may_appeal"]
    await owner.ok("PATCH", f"/people/{person.me['person_id']}", json={"role": "reviewer"})
    await owner.ok("PATCH", f"/people/{person.me['person_id']}", json={"role": "annotator", **WHY})
    await person.ok("POST", f"/me/restrictions/{(await _mine(person))[0]['id']}/appeal", 201, json={})
    (waiting,) = await _waiting(owner)
    assert waiting["mine"]
    await owner.ok("POST", f"/restriction-appeals/{waiting['id']}/decision", json={"upheld": False, **WHY})
    assert [row["appeal"] for row in await _mine(person)] == ["declined", None]


async def test_closing_a_project_to_who_works_there_takes_a_reason(house: House) -> None:
    owner = await house.owner()
    worker, idle = await house.person(owner, "annotator"), await house.person(owner, "annotator")
    team = (await owner.ok("POST", "/teams", json={"name": "North"}))["id"]
    project = (await house.project(owner))["id"]
    closes = {"open_to": "teams", "team_ids": [team]}
    await worker.ok("POST", f"/projects/{project}/claims", json={})
    refused = await owner.patch(f"/projects/{project}", json=closes)
    assert refused.status_code == 422 and refused.json()["faults"][0]["where"] == "reason"
    assert (await worker.get(f"/projects/{project}")).status_code == 200
    await owner.ok("PATCH", f"/projects/{project}", json={**closes, "reason": REASON})
    (row,) = await _mine(worker)
    assert (row["what"], row["before"]["open_to"]) == ("opening", "organization") and await _mine(idle) == []
    await worker.ok("POST", f"/me/restrictions/{row['id']}/appeal", 201, json={})
    (waiting,) = await _waiting(owner)
    await owner.ok("POST", f"/restriction-appeals/{waiting['id']}/decision", json={"upheld": True, **WHY})
    assert (await worker.get(f"/projects/{project}")).status_code == 200


async def test_evidence_is_what_the_person_answered(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "reviewer")
    body = {"role": "annotator", **WHY, "evidence": [2**40]}
    refused = await owner.patch(f"/people/{person.me['person_id']}", json=body)
    assert refused.status_code == 422 and refused.json()["faults"][0]["where"] == "evidence"


OWN = {
    "GET /session",
    "DELETE /session",
    "PUT /session/organization",
    "PUT /me/language",
    "GET /me/data",
    "GET /me/qualifications/record",
    "GET /me/restrictions",
    "POST /me/restrictions/{restriction}/appeal",
    "DELETE /me/restrictions/{appealed_restriction}/appeal",
    "GET /me/pay",
    "GET /me/pay/lines",
    "GET /me/pay/pending",
    "GET /me/pay/hours",
    "GET /me/pay/hours/projects",
    "POST /projects/{project}/hours",
    "DELETE /me/pay/hours/{own_hours}",
    "GET /me/pay/statements",
}
"""What somebody whose access has ended may still do: what concerns nobody but them."""


async def test_whose_access_has_ended_reaches_what_is_their_own_and_nothing_else(house: House) -> None:
    owner = await house.owner()
    person = await house.person(owner, "manager")
    program = await house.token(person, "read", "work", "manage", "administer")
    await owner.ok("PATCH", f"/people/{person.me['person_id']}", json={"active": False, **WHY})
    closed = await house.sign_in(person.me["email"])
    for route in sorted(RULES, key=lambda route: route == "DELETE /session"):
        method, path = route.split(" ")
        for name in {part.strip("{}") for part in path.split("/") if part.startswith("{")}:
            path = path.replace(f"{{{name}}}", "1")
        body = RULES[route].body
        sent = body if isinstance(body, dict) else None
        status = (await closed.request(method, path, json=sent)).status_code
        assert (status == 401) == (route not in OWN), (route, status)
        assert (await program.request(method, path, json=sent)).status_code == 401, route


async def test_who_comes_into_a_team_while_it_is_removed_is_told_why(house: House) -> None:
    owner = await house.owner()
    ann = await house.person(owner, "annotator")
    team = (await owner.ok("POST", "/teams", json={"name": "Night"}))["id"]
    who = {"t": team, "p": ann.me["person_id"]}
    async with house.state.database.transaction(SYSTEM) as t:
        joins = (
            "INSERT INTO team_member (organization_id, team_id, person_id) SELECT organization_id, :t, id FROM person"
        )
        await t.execute(text(f"{joins} WHERE id = :p"), who)
        removing = asyncio.create_task(owner.post(f"/teams/{team}/remove", json=WHY))
        waits: list[object] = []
        while not waits and not removing.done():
            async with house.state.database.transaction(SYSTEM) as look:
                waits = list(await look.execute(text("SELECT FROM pg_locks WHERE NOT granted")))
    assert (await removing).is_success
    (told,) = (await ann.ok("GET", "/me/restrictions"))["rows"]
    assert (told["what"], told["reason"]) == ("team", WHY["reason"])
