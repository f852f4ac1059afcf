"""Qualifications over HTTP: given and taken by named people with reasons, appealed, earned by work, asked for."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.actions.qualifications.award import award, weigh_work
from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.people import Worker
from goodwork.model.qualifications import Shown, Tier
from goodwork.routing.qualifying import earned
from goodwork.store.installation.checking import checking
from tests.api.callers import WHY, Caller, House
from tests.queue.place import Place, place

TIERS: list[dict[str, Any]] = [
    {"name": "basic", "least": 0.7, "items": 20},
    {"name": "expert", "least": 0.9, "items": 40},
]


async def _made(here: Place, **changes: Any) -> dict[str, Any]:
    source = {"project_id": here.project, "question": "mood"}
    body = {"name": "German", "description": "Read and written.", "tiers": TIERS, "sources": [source], **changes}
    return await here.owner.ok("POST", "/qualifications", json=body)


async def _ask(here: Place, qualification: int, tier: int) -> None:
    body = {"requirements": [{"qualification_id": qualification, "tier": tier}], **WHY}
    await here.owner.ok("PUT", f"/projects/{here.project}/requirements", json=body)


async def _give(by: Caller, qualification: int, to: Caller, tier: int, reason: str = "A certificate.") -> Any:
    path = f"/qualifications/{qualification}/people/{to.me['person_id']}/give"
    return await by.request("POST", path, json={"tier": tier, "reason": reason})


async def _take(by: Caller, qualification: int, whose: Caller, tier: int = 0, reason: str = "It was forged.") -> Any:
    path = f"/qualifications/{qualification}/people/{whose.me['person_id']}/take"
    return await by.request("POST", path, json={"tier": tier, "reason": reason})


async def _mine(caller: Caller) -> dict[str, Any]:
    (row,) = (await caller.ok("GET", "/me/qualifications"))["rows"]
    return row


async def _show(here: Place, whose: Caller, low: float, items: int) -> None:
    """What a refit wrote of somebody's answers."""
    await here.sql(
        "INSERT INTO skill (project_id, question, person_id, organization_id, estimate, low, high, items)"
        " VALUES (:p, 'mood', :who, :o, :low + 0.01, :low, :low + 0.02, :items)"
        " ON CONFLICT (project_id, question, person_id) DO UPDATE SET low = :low, items = :items",
        p=here.project, who=whose.me["person_id"], o=here.worker.organization_id, low=low, items=items,
    )  # fmt: skip


async def _weigh(here: Place) -> None:
    async with here.house.state.database.transaction(Worker(here.worker.organization_id)) as t:
        await weigh_work(t, here.worker.organization_id, ProjectId(here.project))


def _faults(url: str) -> list[str]:
    with checking(url) as moment:
        return [fault for fault in moment.data() if "tier" in fault or "qualification" in fault]


async def test_a_project_gives_work_to_whoever_holds_what_it_asks_for(house: House, database_url: str) -> None:
    here = await place(house)
    await here.items(5)
    ann = await house.person(here.owner, "annotator")
    held = (await here.claim(ann))["claim"]
    made = await _made(here)
    await _ask(here, made["id"], 2)

    line = (await here.owner.ok("GET", "/audit", params={"limit": 1}))["rows"][0]
    assert line["detail"] == {"before": {"asks_for": []}, "after": {"asks_for": ["German: expert"], **WHY}}

    refused = await here.claim(ann)
    assert refused["claim"]["id"] == held["id"], "what was in hand stays in hand"
    await here.submit(ann, held)
    refused = await here.claim(ann)
    assert (refused["claim"], refused["no_work"]) == (None, "not-qualified")
    assert "My qualifications" in refused["message"]
    (row,) = (await ann.ok("GET", "/projects"))["rows"]
    assert row["asks_for"] == [
        {
            "qualification_id": made["id"],
            "name": "German",
            "tier": 2,
            "tier_name": "expert",
            "held": 0,
            "held_name": "",
            "waived": False,
        }
    ]
    assert await ann.ok("GET", f"/projects/{here.project}/requirements") == row["asks_for"]
    assert (await here.claim(here.owner))["claim"], "who leads is let in by their role"

    assert (await _give(here.owner, made["id"], ann, 1)).status_code == 204
    assert (await here.claim(ann))["no_work"] == "not-qualified", "a lower tier is not enough"
    assert (await _give(here.owner, made["id"], ann, 2)).status_code == 204
    assert (await here.claim(ann))["claim"]
    assert _faults(database_url) == []


async def test_a_tier_is_taken_by_a_named_person_who_says_why_and_somebody_else_decides_the_appeal(
    house: House, database_url: str
) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    manager = await house.person(here.owner, "manager")
    made = await _made(here, sources=[])
    assert (await _take(manager, made["id"], ann)).status_code == 409, "there is none to take"
    await _give(manager, made["id"], ann, 2)
    assert (await _give(manager, made["id"], ann, 2)).status_code == 409
    assert (await _take(manager, made["id"], ann, reason=" \u200b")).status_code == 422, "a reason that shows nothing"
    assert (await _give(manager, made["id"], manager, 1)).status_code == 403, "nobody gives themselves a tier"
    assert (await _take(manager, made["id"], ann, tier=1)).status_code == 204

    mine = await _mine(ann)
    taking = mine["events"][0]
    assert (mine["held"], taking["how"], taking["by"], taking["reason"]) == (
        1,
        "taken",
        manager.me["name"],
        "It was forged.",
    )
    assert mine["has_decider"], "the owner leads, too"
    (told, _) = (await ann.ok("GET", "/me/inbox"))["rows"]
    assert (told["about"], told["qualification"], told["tier"], told["how"], told["project_id"]) == (
        "qualification", "German", "basic", "taken", None,
    )  # fmt: skip
    path = f"/me/qualifications/events/{taking['id']}/appeal"
    await ann.ok("POST", path, json={"argument": "It is real."})
    assert (await ann.request("POST", path, json={})).status_code == 409, "once"
    await ann.ok("DELETE", path)
    await ann.ok("POST", path, json={"argument": "It is real."})
    assert (await manager.ok("GET", "/qualification-appeals"))["rows"] == [], "not for whoever took it"
    counted = [(await lead.ok("GET", "/waiting"))["takings"] for lead in (manager, here.owner)]
    assert counted == [0, 1], "what one may not decide does not wait for them"
    (waiting,) = (await here.owner.ok("GET", "/qualification-appeals"))["rows"]
    assert (waiting["before"], waiting["argument"]) == ("expert", "It is real.")
    decision = f"/qualification-appeals/{waiting['id']}/decision"
    body = {"upheld": True, "reason": "The school confirms it."}
    assert (await manager.request("POST", decision, json=body)).status_code == 403
    assert await here.owner.ok("POST", decision, json=body) == {"state": "upheld"}
    mine = await _mine(ann)
    assert (mine["held"], mine["events"][0]["how"], mine["events"][1]["appeal"]) == (2, "restored", "upheld")
    (holder,) = (await manager.ok("GET", f"/qualifications/{made['id']}/people"))["rows"]
    assert (holder["person_id"], holder["event"]["tier"]) == (ann.me["person_id"], 2)
    with psycopg.connect(database_url) as c, pytest.raises(psycopg.Error, match="only added to"):
        c.execute("DELETE FROM qualification_event")
    with psycopg.connect(database_url) as c, pytest.raises(psycopg.errors.CheckViolation):
        c.execute(
            "INSERT INTO qualification_event (organization_id, qualification_id, person_id, tier, how, reason, made_by)"
            " VALUES (1, %s, %s, 0, 4, '', %s)",
            [made["id"], ann.me["person_id"], manager.me["person_id"]],
        )
    assert _faults(database_url) == []


async def test_an_upheld_appeal_leaves_what_was_taken_later(house: House, database_url: str) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    manager = await house.person(here.owner, "manager")
    made = await _made(here, sources=[])
    await _give(manager, made["id"], ann, 2)
    assert (await _take(manager, made["id"], ann, tier=1)).status_code == 204
    first = (await _mine(ann))["events"][0]["id"]
    assert (await _take(here.owner, made["id"], ann, tier=0)).status_code == 204
    second = (await _mine(ann))["events"][0]["id"]
    body = {"upheld": True, "reason": "The school confirms it."}
    for event, lead, holds in ((first, here.owner, 0), (second, manager, 1)):
        await ann.ok("POST", f"/me/qualifications/events/{event}/appeal", json={})
        (waiting,) = (await lead.ok("GET", "/qualification-appeals"))["rows"]
        assert waiting["later"] == (event == first), "whoever decides reads it"
        assert await lead.ok("POST", f"/qualification-appeals/{waiting['id']}/decision", json=body) == {
            "state": "upheld"
        }
        assert (await _mine(ann))["held"] == holds
    assert _faults(database_url) == []


async def test_work_earns_a_tier_and_loses_none(house: House, database_url: str) -> None:
    here = await place(house)
    await here.items(1)
    ann = await house.person(here.owner, "annotator")
    made = await _made(here)
    await _show(here, ann, 0.65, 25)
    await _weigh(here)
    mine = await _mine(ann)
    (way,) = mine["ways"]
    assert (mine["held"], mine["earning"], way["items_missing"], way["too_low"]) == (0, 1, 0, True)
    await _show(here, ann, 0.93, 30)
    await _weigh(here)
    mine = await _mine(ann)
    (way,) = mine["ways"]
    assert (mine["held"], mine["earning"], way["items_missing"], way["too_low"]) == (1, 2, 10, False)
    (shown,) = mine["events"][0]["evidence"]["shown"]
    assert (shown["project"], shown["question"], shown["items"]) == (here.project, "mood", 30)
    # Their skill falls, months pass, the thresholds rise: what they hold they hold.
    await _show(here, ann, 0.2, 900)
    await here.sql("UPDATE skill SET updated_at = now() - interval '3 years'")
    raised = [{**TIERS[0], "least": 0.95}, {"name": "expert", "least": 0.99, "items": 4000}]
    body = {"name": "German", "tiers": raised, "sources": [{"project_id": here.project, "question": "mood"}]}
    await here.owner.ok("PUT", f"/qualifications/{made['id']}", json=body)
    await _weigh(here)
    assert [event["how"] for event in (await _mine(ann))["events"]] == ["work"]
    # A taking stands whatever the answers show; an assessment earns it anew.
    await _take(here.owner, made["id"], ann)
    await _show(here, ann, 0.999, 5000)
    await _weigh(here)
    mine = await _mine(ann)
    assert (mine["held"], mine["ways"], mine["has_decider"]) == (0, [], False), "nobody else leads"
    organization, person = OrganizationId(here.worker.organization_id), PersonId(ann.me["person_id"])
    async with house.state.database.transaction(Worker(organization)) as t:
        assert await award(t, organization, person, made["id"], 1, {"assessment": 1, "title": "Texts"})
        assert not await award(t, organization, person, made["id"], 1, {"assessment": 1, "title": "Texts"})
    assert [event["how"] for event in (await _mine(ann))["events"]] == ["assessment", "taken", "work"]
    assert _faults(database_url) == []


async def test_what_gates_a_project_is_not_removed_and_what_is_held_is_kept(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    made = await _made(here)
    path = f"/qualifications/{made['id']}"
    assert (
        await here.owner.request("POST", "/qualifications", json={"name": "german", "tiers": [{"name": "a"}]})
    ).status_code == 409
    await _give(here.owner, made["id"], ann, 2)
    await _ask(here, made["id"], 1)
    seen = await here.owner.ok("GET", path)
    assert [one["project_id"] for one in seen["asked_by"]] == [here.project]
    refused = await here.owner.request("DELETE", path)
    assert refused.status_code == 409 and "Settings, Asks for" in refused.text
    cut = await here.owner.request("PUT", path, json={"name": "German", "tiers": TIERS[:1]})
    assert cut.status_code == 409 and "expert" in cut.text, "somebody holds the tier that it would take out"
    # Whoever holds a place would hold another tier by it, with no reason and nobody's name to it.
    for names in (("expert", "basic"), ("novice", "basic", "expert")):
        body = {"name": "German", "tiers": [{"name": name} for name in names]}
        moved = await here.owner.request("PUT", path, json=body)
        assert moved.status_code == 409 and "add new tiers above" in moved.text
    await here.owner.ok("PUT", path, json={"name": "German", "tiers": [*TIERS, {"name": "master"}]})
    assert (await ann.ok("GET", "/me/qualifications"))["rows"][0]["held"] == 2
    await here.owner.ok("PUT", f"/projects/{here.project}/requirements", json={"requirements": []})
    await here.owner.ok("DELETE", path)
    mine = await ann.ok("GET", "/me/qualifications")
    assert (mine["rows"], mine["removed"]) == ([], [{"id": made["id"], "name": "German", "tier": "expert"}])
    gone = {"requirements": [{"qualification_id": made["id"], "tier": 1}]}
    assert (await here.owner.request("PUT", f"/projects/{here.project}/requirements", json=gone)).status_code == 422
    assert (await _give(here.owner, made["id"], ann, 2)).status_code == 404


async def test_a_new_name_stands_beside_the_one_that_somebody_held_it_by(house: House, database_url: str) -> None:
    here = await place(house)
    ann, ben, gone = [await house.person(here.owner, "annotator") for _ in range(3)]
    made = await _made(here)
    path = f"/qualifications/{made['id']}"
    for who, tier in ((ann, 2), (ben, 1), (gone, 2)):
        await _give(here.owner, made["id"], who, tier)
    out = {"active": False, **WHY}
    await here.owner.ok("PATCH", f"/people/{gone.me['person_id']}", json=out)
    # Before: who reads a new name, tier by tier.
    counted = [{"tier": 1, "people": 1, "more": False}, {"tier": 2, "people": 1, "more": False}]
    assert (await here.owner.ok("GET", path))["held_by"] == counted
    assert (await _mine(ann))["former"] == (await _mine(ben))["former"] == []

    async def write(name: str, *tiers: str) -> None:
        body = {"name": name, "tiers": [{**one, "name": tier} for one, tier in zip([*TIERS, {}], tiers, strict=False)]}
        await here.owner.ok("PUT", path, json=body)

    await write("German", "basic", "master", "top")
    await write("German", "basic", "master", "top")  # written again, nothing is renamed
    await write("German language", "basic", "chief", "peak")
    told = [(one["tier"], one["name"]) for one in (await _mine(ann))["former"]]
    assert told == [(0, "German"), (2, "master"), (2, "expert")], "the newest first, and of no other tier"
    assert [(one["tier"], one["name"]) for one in (await _mine(ben))["former"]] == [(0, "German")]
    # A tier that nobody holds may go, and what comes to its place has no former name.
    await write("German language", "basic", "chief")
    await write("German language", "basic", "chief", "new")
    kept = await here.sql("SELECT tier, name FROM qualification_former_name ORDER BY id")
    assert kept == [(2, "expert"), (0, "German"), (2, "master")]
    # Who came to hold it after a name had ended is not told that name.
    await here.sql(
        "INSERT INTO qualification_former_name (qualification_id, tier, organization_id, name, until)"
        " VALUES (:q, 2, :o, 'ancient', current_date - 1)",
        q=made["id"], o=here.worker.organization_id,
    )  # fmt: skip
    assert [one["name"] for one in (await _mine(ann))["former"]] == ["German", "master", "expert"]
    # Another organization reads none of it.
    other = await place(house)
    assert (await other.owner.request("GET", path)).status_code == 404
    assert _faults(database_url) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"tiers": [{"name": "a", "least": 0.9, "items": 20}, {"name": "b", "least": 0.8, "items": 20}]},
        {"tiers": [{"name": "a", "least": 0.9}]},
        {"tiers": [{"name": "a"}, {"name": "A"}]},
        {"sources": [{"project_id": 2_000_000_000, "question": "mood"}]},
        {"sources": [{"project_id": -1, "question": "mood"}]},
        {"name": "\u200b"},
    ],
)
async def test_what_makes_no_sense_is_refused_whole(house: House, changes: dict[str, Any]) -> None:
    here = await place(house)
    body = {"name": "German", "tiers": TIERS, **changes}
    assert (await here.owner.request("POST", "/qualifications", json=body)).status_code == 422
    assert (await here.owner.ok("GET", "/qualifications"))["rows"] == []


LADDER = [Tier(1, "basic", 0.7, 20), Tier(2, "good", 0.8, 40), Tier(3, "expert", 0.9, 40)]


@settings(max_examples=200, deadline=None)
@given(
    shown=st.lists(st.builds(Shown, st.none() | st.floats(0, 1), st.integers(0, 80)), max_size=4),
    more=st.integers(0, 10_000),
    data=st.data(),
)
def test_volume_beyond_the_evidence_and_order_earn_nothing(shown: list[Shown], more: int, data: st.DataObject) -> None:
    said = earned(LADDER, shown)
    assert earned(LADDER, data.draw(st.permutations(shown))) == said, "order"
    enough = max(tier.items or 0 for tier in LADDER)
    surplus = [Shown(one.low, one.items + more if one.items >= enough else one.items) for one in shown]
    assert earned(LADDER, surplus) == said, "the same skill on more items"
    better = [Shown(None if one.low is None else min(1, one.low + 0.1), one.items) for one in shown]
    assert earned(LADDER, better) >= said, "and nobody loses by being better"
