"""Ways in which access ends, and all that may be tried with a claim that is still in the hand."""

from __future__ import annotations

import hashlib
import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goodwork.actions.queue.leave_claim import expire_claims
from goodwork.model.people import Credential, Role
from goodwork.model.restrictions import Restricts
from goodwork.routing.access import ClaimAccess, ProjectRole, Standing, claim_access
from goodwork.store.queue import calls
from tests.api.callers import WHY, Caller, House
from tests.api.conftest import house
from tests.queue.place import Place, place

__all__ = ["house"]

ANSWERS = {"mood": {"labels": ["good"]}}
WORK: dict[str, Any] = {"answers": ANSWERS, "form_version": 1}
READ, DRAFT, SUBMIT, SKIP, RELEASE, FLAG = "read", "draft", "submit", "skip", "release", "flag"
TRIES = (READ, DRAFT, FLAG, SUBMIT, SKIP, RELEASE)
ALL = frozenset(TRIES)
OUT = frozenset[str]()

# What still goes with a claim in hand, by how access ended. Leaving a claim is possible whoever one is by then.
WAYS: dict[str, tuple[bool, frozenset[str], int]] = {
    # way: (policy.finish_in_hand, what goes, the status of what does not)
    "left the team": (True, ALL, 0),
    "left the team, closed": (False, frozenset({RELEASE}), 403),
    "left the team, lease over": (True, frozenset({RELEASE}), 403),
    "team removed": (True, ALL, 0),
    "grant taken back": (True, ALL, 0),
    "grant taken back, closed": (False, frozenset({RELEASE}), 403),
    "reviewer made annotator": (True, ALL, 0),
    "reviewer made annotator, closed": (False, frozenset({RELEASE}), 403),
    "opened to teams only, closed": (False, frozenset({RELEASE}), 403),
    "paused": (False, ALL, 0),
    "archived": (True, frozenset({RELEASE}), 409),
    "archived for a reviewer": (True, frozenset({READ, RELEASE}), 409),
    "deactivated": (True, OUT, 401),
}


async def _world(house: House, way: str, finish: bool) -> tuple[Place, Caller, dict[str, Any], dict[str, Any]]:
    """A person with a claim, a submitted answer, and no access any more."""
    here = await place(house)
    await here.policy(finish_in_hand=finish)
    await here.items(2)
    owner, path = here.owner, f"/projects/{here.project}"
    reviewer = "reviewer" in way
    person = await house.person(owner, "reviewer" if reviewer else "annotator")
    who = person.me["person_id"]
    team = (await owner.ok("POST", "/teams", json={"name": "Team"}))["id"]
    if not way.startswith("opened"):
        await owner.ok("PATCH", path, json={"open_to": "teams", "team_ids": [team], **WHY})
    if way.startswith("grant"):
        await owner.ok("PUT", f"{path}/grants/{who}", json={"role": "reviewer", **WHY})
    elif not way.startswith("reviewer"):
        await owner.ok("PATCH", f"/people/{who}", json={"team_ids": [team]})
    done = await here.submit(person, (await here.claim(person))["claim"])
    claim = (await here.claim(person))["claim"]
    if way.startswith("left"):
        await owner.ok("PATCH", f"/people/{who}", json={"team_ids": [], **WHY})
    elif way.startswith("team"):
        await owner.ok("POST", f"/teams/{team}/remove", json=WHY)
    elif way.startswith("grant"):
        await owner.ok("POST", f"{path}/grants/{who}/take-back", json=WHY)
    elif way.startswith("reviewer"):
        await owner.ok("PATCH", f"/people/{who}", json={"role": "annotator", **WHY})
    elif way.startswith("opened"):
        await owner.ok("PATCH", f"/people/{who}", json={"team_ids": [], **WHY})
        await owner.ok("PATCH", path, json={"open_to": "teams", "team_ids": [team], **WHY})
    elif way == "deactivated":
        await owner.ok("PATCH", f"/people/{who}", json={"active": False, **WHY})
    else:
        await owner.ok("PATCH", path, json={"state": way.split()[0]})
    if way.endswith("lease over"):
        await here.sql("UPDATE claim SET expires_at = now() - interval '1 second' WHERE id = :c", c=claim["id"])
    return here, person, claim, done


async def _try(person: Caller, what: str, claim: int) -> Any:
    path = f"/claims/{claim}"
    match what:
        case "read":
            return await person.get(path)
        case "draft":
            return await person.put(f"{path}/draft", json={**WORK, "revision": 0})
        case "submit":
            return await person.post(f"{path}/annotation", json=WORK)
        case "flag":
            return await person.post(f"{path}/flag", json={"note": "Cut off."})
        case "skip":
            return await person.post(f"{path}/skip", json={"reason": "Unclear."})
        case _:
            return await person.post(f"{path}/release")


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_in_hand_when_access_ends(house: House, way: str) -> None:
    finish, goes, refused = WAYS[way]
    here, person, claim, done = await _world(house, way, finish)
    for what in TRIES:
        if what in (SKIP, RELEASE) and SUBMIT in goes:
            continue  # it has been submitted; apart below
        response = await _try(person, what, claim["id"])
        if what in goes:
            assert response.is_success, (way, what, response.text)
        else:
            assert response.status_code == refused, (way, what, response.text)
            said = response.json()
            assert refused == 401 or (said["kept"] and said["next_step"]), "it says what was kept and what to do"
    # Answers that lie behind are changed by whoever may still work there, and by nobody else.
    revised = await person.post(
        f"/annotations/{done['id']}/revisions", json={**WORK, "answers": {"mood": {"labels": ["bad"]}}}
    )
    closed = refused or (403 if way != "paused" else 201)
    assert revised.status_code == closed, (way, revised.text)
    # The unread rest of the project is gone with the access.
    if way not in ("paused", "archived for a reviewer", "deactivated"):
        assert (await person.get(f"/projects/{here.project}/history")).status_code == 404
        for over in (
            await person.post(f"/projects/{here.project}/claims", json={"further": True}),
            await person.get(f"/projects/{here.project}"),
        ):
            said = over.json()
            assert over.status_code == (409 if way == "archived" else 403), "nothing is in hand any more"
            assert said["title"] and "kept" in said["kept"] and said["next_step"], said


@pytest.mark.parametrize("way", ["left the team", "grant taken back", "reviewer made annotator"])
@pytest.mark.parametrize("what", [SKIP, RELEASE])
async def test_what_is_in_hand_may_be_left(house: House, way: str, what: str) -> None:
    _, person, claim, _ = await _world(house, way, True)
    assert (await _try(person, what, claim["id"])).status_code == 204
    assert (await _try(person, READ, claim["id"])).status_code == 403


async def test_a_claim_in_hand_is_said_to_be_so_and_ends_when_it_ends(house: House) -> None:
    here, person, claim, _ = await _world(house, "left the team", True)
    seen = await person.ok("GET", f"/claims/{claim['id']}")
    again = (await here.claim(person))["claim"]
    assert seen["in_hand"] and again["in_hand"] and again["id"] == claim["id"] and not claim["in_hand"]
    assert (await person.ok("GET", f"/projects/{here.project}"))["my_role"] == "annotator"
    draft = await person.ok("PUT", f"/claims/{claim['id']}/draft", json={**WORK, "revision": 0})
    after = await person.ok("GET", f"/claims/{claim['id']}")
    assert draft["in_hand"] and after["expires_at"] == claim["expires_at"], "no draft renews the lease"
    assert datetime.fromisoformat(claim["expires_at"]) < datetime.now(UTC) + timedelta(hours=25)
    # Neither the lease nor a sweep brings it back.
    await here.sql("UPDATE claim SET expires_at = now() - interval '1 second' WHERE id = :c", c=claim["id"])
    await expire_claims(house.state.database)
    for what in (READ, DRAFT, SUBMIT, SKIP, FLAG):
        assert (await _try(person, what, claim["id"])).json()["type"] == "about:goodwork:access-ended"


async def test_whoever_may_not_use_a_claim_is_not_told_what_is_wrong_with_the_answers(house: House) -> None:
    _, person, claim, _ = await _world(house, "left the team, closed", False)
    for body in ({"answers": {"mood": {"labels": ["?"]}}, "form_version": 1}, {"answers": {}, "form_version": 7}):
        for method, path, rest in (("PUT", "draft", {"revision": 0}), ("POST", "annotation", {})):
            refused = await person.request(method, f"/claims/{claim['id']}/{path}", json={**body, **rest})
            assert refused.status_code == 403 and "faults" not in {k for k, v in refused.json().items() if v}


async def test_what_was_acknowledged_is_said_again_after_the_access_ended(house: House) -> None:
    here = await place(house)
    await here.policy(finish_in_hand=False)
    await here.items(1)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    made = await here.submit(person, claim, headers={"Idempotency-Key": "once"})
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"open_to": "teams", **WHY})
    assert (await here.submit(person, claim, headers={"Idempotency-Key": "once"}))["id"] == made["id"]
    assert (await person.get(f"/claims/{claim['id']}")).status_code == 403


async def test_a_deactivation_frees_what_was_held_and_keeps_the_draft(house: House) -> None:
    here = await place(house)
    items = await here.items(2, wanted=1)
    person = await house.person(here.owner, "annotator")
    first = (await here.claim(person))["claim"]
    await here.claim(person, further=True)
    await person.ok("PUT", f"/claims/{first['id']}/draft", json={**WORK, "revision": 0})
    path = f"/people/{person.me['person_id']}"
    await here.owner.ok("PATCH", path, json={"active": False, **WHY})
    assert [await here.counts(item) for item in items] == [(0, 1, 0, 0, 0)] * 2
    other = await house.person(here.owner, "annotator")
    assert (await here.claim(other))["claim"] is not None, "somebody else may have it at once"
    await here.owner.ok("PATCH", path, json={"active": True})
    back = await house.sign_in(person.me["email"])
    again = [(await here.claim(back, further=True))["claim"] for _ in range(2)]
    drafts = [made["draft"] for made in again if made and made["id"] == first["id"]]
    assert drafts in ([], [again[0]["draft"]]) and any(made for made in again)
    assert len(await here.sql("SELECT 1 FROM draft WHERE claim_id = :c", c=first["id"])) == 1
    # A claim that was granted in the same moment is found by the sweep.
    await here.owner.ok("PATCH", path, json={"active": False, **WHY})
    await here.sql("UPDATE claim SET state = 0 WHERE id = :c", c=first["id"])
    await here.sql("UPDATE item SET live = 1 WHERE id = :i", i=first["item"]["id"])
    await expire_claims(house.state.database)
    assert (await here.sql("SELECT state FROM claim WHERE id = :c", c=first["id"]))[0][0] == 3


CLOSED = [way for way in WAYS if way.endswith("closed")]


@pytest.mark.parametrize("way", [*CLOSED, "team removed, closed", "finishing is switched off", "left the team"])
async def test_what_may_not_be_finished_is_free_at_once(house: House, way: str) -> None:
    """In the transaction that takes the access away; the draft stays, and the answer is welcome when it comes back."""
    here = await place(house)
    await here.policy(finish_in_hand=not way.endswith("closed"))
    (item,) = await here.items(1, wanted=1)
    owner, path = here.owner, f"/projects/{here.project}"
    team = (await owner.ok("POST", "/teams", json={"name": "Team"}))["id"]
    reviewer = way.startswith("reviewer")
    person = await house.person(owner, "reviewer" if reviewer else "annotator")
    who = f"/people/{person.me['person_id']}"
    opened = {"open_to": "teams", "team_ids": [team], **WHY}
    if not way.startswith("opened"):
        await owner.ok("PATCH", path, json=opened)
    if way.startswith("grant"):
        await owner.ok("PUT", f"{path}/grants/{person.me['person_id']}", json={"role": "reviewer", **WHY})
    elif not reviewer and not way.startswith("opened"):
        await owner.ok("PATCH", who, json={"team_ids": [team]})
    claim = (await here.claim(person))["claim"]
    await person.ok("PUT", f"/claims/{claim['id']}/draft", json={**WORK, "revision": 0})
    assert await here.counts(item) == (0, 1, 0, 1, 0)
    if way.startswith("grant"):
        await owner.ok("POST", f"{path}/grants/{person.me['person_id']}/take-back", json=WHY)
    elif reviewer:
        await owner.ok("PATCH", who, json={"role": "annotator", **WHY})
    elif way.startswith("team"):
        await owner.ok("POST", f"/teams/{team}/remove", json=WHY)
    elif way.startswith("opened"):
        await owner.ok("PATCH", path, json=opened)
    else:
        await owner.ok("PATCH", who, json={"team_ids": [], **WHY})
    if way.startswith("finishing"):
        assert (await here.counts(item))[3] == 1, "it may be finished still"
        policy = (await owner.ok("GET", path))["policy"]
        await owner.ok("PATCH", path, json={"policy": {**policy, "finish_in_hand": False}})
    assert (await here.counts(item))[3] == (1 if way == "left the team" else 0)
    assert len(await here.sql("SELECT 1 FROM draft WHERE claim_id = :c", c=claim["id"])) == 1
    await owner.ok("PATCH", path, json={"open_to": "organization"})
    assert (await here.submit(person, claim))["surplus"] is False
    assert await here.counts(item) == (0, 1, 1, 0, 0)


async def test_a_claim_that_was_granted_while_the_access_ended_is_swept(house: House) -> None:
    here = await place(house)
    await here.policy(finish_in_hand=False)
    items = await here.items(2, wanted=1)
    stays, goes = await house.person(here.owner, "reviewer"), await house.person(here.owner, "annotator")
    await here.claim(stays)
    await here.claim(goes)
    # As a transaction that read the access before it ended leaves it.
    await here.sql("UPDATE project SET open_to = 'teams' WHERE id = :p", p=here.project)
    assert sum([(await here.counts(item))[3] for item in items]) == 2
    await expire_claims(house.state.database)
    assert sum([(await here.counts(item))[3] for item in items]) == 1, "who may go on keeps what they hold"
    assert (await here.claim(stays))["claim"] is not None


async def test_whoever_never_worked_there_is_told_nothing(house: House) -> None:
    here = await place(house)
    await here.items(1)
    person = await house.person(here.owner, "annotator")
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"open_to": "teams", **WHY})
    for method, path in (("GET", "/projects/{}"), ("POST", "/projects/{}/claims")):
        asked = [await person.request(method, path.format(p), json=None if method == "GET" else {}) for p in
                 (here.project, 2_000_000_000)]  # fmt: skip
        assert asked[0].status_code == 404 and asked[0].text == asked[1].text


async def test_nobody_changes_answers_in_an_archive(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1)
    person = await house.person(here.owner, "annotator")
    made = await here.submit(here.owner, (await here.claim(here.owner))["claim"])
    await here.submit(person, (await here.claim(person))["claim"])
    reviewer = await house.person(here.owner, "reviewer")
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"state": "archived"})
    for caller, path, body in (
        (here.owner, f"/annotations/{made['id']}/revisions", {**WORK, "answers": {"mood": {"labels": ["bad"]}}}),
        (reviewer, f"/items/{item}/reviews", {**WORK, "reason": "It says so."}),
    ):
        refused = await caller.post(path, json=body)
        assert refused.status_code == 409 and refused.json()["type"] == "about:goodwork:archived", refused.text


async def test_invitations_of_whoever_may_not_invite_any_more_are_worthless(house: House) -> None:
    owner = await house.owner()
    for change in ({"active": False, **WHY}, {"role": "reviewer", **WHY}):
        lead = await house.person(owner, "manager")
        link = (await lead.ok("POST", "/invitations", json={"role": "manager"}))["link"].split("#")[1]
        assert (await house.browser().post("/join/preview", json={"token": link})).status_code == 200
        await owner.ok("PATCH", f"/people/{lead.me['person_id']}", json=change)
        joining = {"token": link, "name": "N", "email": "late@example.org", "password": "correct horse battery"}
        assert (await house.browser().post("/join/preview", json={"token": link})).status_code == 404
        assert (await house.browser().post("/join", json=joining)).status_code == 404
        assert (await owner.ok("GET", "/invitations"))["rows"][0]["state"] == "revoked"


async def test_a_new_password_ends_the_tokens_too(house: House) -> None:
    owner = await house.owner()
    program = await house.token(owner, "read")
    changed = {"current": "correct horse battery", "new": "a quite different horse"}
    await owner.ok("PUT", "/me/password", 204, json=changed)
    assert (await program.get("/projects")).status_code == 401
    assert (await owner.get("/session")).status_code == 200


_TAKE = (
    "DO $$ BEGIN INSERT INTO restriction (organization_id, person_id, what, project_id, before, after, reason, made_by)"
    " SELECT m.organization_id, m.person_id, {what}, {project}, '{{}}', '{{}}', 'For the rule alone.',"
    " (SELECT o.id FROM person o WHERE o.organization_id = m.organization_id AND o.id <> m.person_id LIMIT 1)"
    " FROM {table} m; "
)
TAKEN = {
    "project_team": "DO $$ BEGIN ",
    "team_member": _TAKE.format(what=Restricts.TEAM.value, project="NULL", table="team_member"),
    "project_grant": _TAKE.format(what=Restricts.GRANT.value, project="m.project_id", table="project_grant"),
}


async def test_the_database_knows_the_same_rule(house: House) -> None:
    here = await place(house)
    await here.items(1)
    team = (await here.owner.ok("POST", "/teams", json={"name": "Team"}))["id"]
    people = {role: await house.person(here.owner, role) for role in ("manager", "reviewer", "annotator")}
    tokens = {role: await house.token(caller, "work") for role, caller in people.items()}
    held: dict[str, int] = {}
    for role, caller in people.items():
        await here.sql("UPDATE item SET wanted = 10 WHERE project_id = :p", p=here.project)
        held[role] = (await here.claim(caller))["claim"]["id"]
    # Paused is as active to whoever holds a claim, and a team matters only where the project is open to teams.
    ways = (("organization", False), ("teams", False), ("teams", True))
    for (open_to, in_team), state, grant, finish, running in itertools.product(
        ways, ("active", "archived"), (None, "reviewer"), (False, True), (False, True)
    ):
        await here.sql(
            "UPDATE project SET open_to = :o, state = :s, policy = policy || jsonb_build_object('finish_in_hand', "
            "CAST(:f AS boolean)) WHERE id = :p", o=open_to, s=state, f=finish, p=here.project,
        )  # fmt: skip
        await here.sql("UPDATE claim SET expires_at = now() + CAST(:w AS interval) WHERE project_id = :p",
                       w=timedelta(hours=1 if running else -1), p=here.project)  # fmt: skip
        for table in ("project_team", "team_member", "project_grant"):
            await here.sql(TAKEN[table] + f"DELETE FROM {table}; END $$")
        if in_team:
            await here.sql("INSERT INTO project_team VALUES (:o, :p, :t)",
                           o=here.worker.organization_id, p=here.project, t=team)  # fmt: skip
        for role, caller in people.items():
            person = caller.me["person_id"]
            if in_team:
                await here.sql("INSERT INTO team_member VALUES (:o, :t, :w)",
                               o=here.worker.organization_id, t=team, w=person)  # fmt: skip
            if grant:
                await here.sql("INSERT INTO project_grant VALUES (:o, :p, :w, :g)",
                               o=here.worker.organization_id, p=here.project, w=person, g=grant)  # fmt: skip
            stands = Standing(
                Role(role),
                ProjectRole[grant.upper()] if grant else None,
                open_to_organization=open_to == "organization",
                in_team=open_to == "teams" and in_team,
                archived=state == "archived",
            )
            secret = tokens[role].headers["authorization"][7:]
            found = await calls.look(
                house.state.database, Credential(None, hashlib.sha256(secret.encode()).digest()), held[role], "work"
            )
            assert found is not None
            expected = claim_access(stands, finish_in_hand=finish, running=running)
            assert found[1] is expected and found[0].in_hand == (expected is ClaimAccess.IN_HAND)
