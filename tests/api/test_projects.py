"""Projects: what they must be, how they change, and who sees them."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest
from sqlalchemy import text

from goodwork.actions.projects.adjust_items import adjust_items
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import SYSTEM, Actor, Role, Worker
from goodwork.routing.access import ProjectRole, Standing, project_role
from goodwork.store.database import Database
from goodwork.store.projects import standing
from tests.api.callers import QUESTIONS, WHY, Caller, House

NEW: dict[str, Any] = {"name": "Mood", "purpose": "The weather service warns better.", "questions": QUESTIONS}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"purpose": ""}, "purpose"),
        ({"purpose": "  \n"}, "purpose"),
        ({"name": " "}, "name"),
        ({"questions": []}, "questions"),
        ({"questions": [{**QUESTIONS[0], "kind": "telepathy"}]}, "questions.mood.kind"),
        ({"questions": [QUESTIONS[0], QUESTIONS[0]]}, "questions.mood"),
        ({"policy": {"fewest": 6, "most": 5}}, "policy.most"),
        ({"policy": {"target": 1.0}}, "policy.target"),
        ({"policy": {"target": 0.3}}, "policy.target"),
        ({"policy": {"gold_share": 0.9}}, "policy.gold_share"),
        ({"policy": {"lease_hours": 0}}, "policy.lease_hours"),
        ({"policy": {"target": "NaN"}}, "policy.target"),
        ({"team_ids": [2_000_000_000]}, "team_ids"),
        ({"guidelines": "a typing error"}, "guidelines"),
    ],
)
async def test_a_project_that_can_not_be(house: House, change: dict[str, Any], where: str) -> None:
    owner = await house.owner()
    refused = await owner.post("/projects", json={**NEW, **change})
    assert refused.status_code == 422, refused.text
    assert where in [fault["where"] for fault in refused.json()["faults"]], refused.text
    assert (await owner.ok("GET", "/projects"))["rows"] == []


async def test_a_project_and_its_versions_of_form_and_guideline(house: House) -> None:
    owner = await house.owner()
    made = await owner.ok("POST", "/projects", 201, json={**NEW, "guideline": "Be fair."})
    path = f"/projects/{made['id']}"
    assert (made["form_version"], made["guideline"]["version"], made["my_role"]) == (1, 1, "manager")
    # A label is renamed and another removed: the ids stay what they are, the form grows by a version.
    renamed = [{**QUESTIONS[0], "labels": [{"id": "good", "name": "Cheerful"}, {"name": "Neither"}]}]
    changed = await owner.ok("PATCH", path, json={"questions": renamed})
    assert changed["form_version"] == 2
    assert [label["id"] for label in changed["questions"][0]["labels"]] == ["good", "neither"]
    # The same again is no new version, and neither is anything else.
    assert (await owner.ok("PATCH", path, json={"questions": renamed, "purpose": "To know."}))["form_version"] == 2
    second = await owner.ok("PUT", f"{path}/guideline", json={"markdown": "Be *fair*.", "note": "Emphasis."})
    assert (second["version"], second["note"]) == (2, "Emphasis.")
    assert (await owner.ok("PUT", f"{path}/guideline", json={"markdown": "Be *fair*."}))["version"] == 2
    versions = await owner.ok("GET", f"{path}/guideline/versions")
    assert [(row["version"], row["markdown"]) for row in versions] == [(2, "Be *fair*."), (1, "Be fair.")]
    async with house.state.database.transaction(SYSTEM) as t:
        kept = await t.execute(
            text("SELECT questions FROM form WHERE project_id = :p ORDER BY version"), {"p": made["id"]}
        )
        assert [q[0]["labels"][0]["name"] for q in kept.scalars()] == ["Good", "Cheerful"]


async def test_a_question_keeps_its_kind(house: House) -> None:
    owner = await house.owner()
    made = await owner.ok("POST", "/projects", json=NEW)
    other = [{"key": "mood", "kind": "text", "title": "Mood?"}]
    refused = await owner.patch(f"/projects/{made['id']}", json={"questions": other})
    assert refused.status_code == 422
    assert refused.json()["faults"][0]["where"] == "questions.mood.kind"
    fine = [*QUESTIONS, {"key": "why", "kind": "text", "title": "Why?"}]
    assert (await owner.ok("PATCH", f"/projects/{made['id']}", json={"questions": fine}))["form_version"] == 2


async def test_two_who_change_a_project_at_once_make_two_versions(house: House) -> None:
    owner = await house.owner()
    path = f"/projects/{(await owner.ok('POST', '/projects', json=NEW))['id']}"
    await asyncio.gather(
        *(owner.ok("PATCH", path, json={"questions": [{**QUESTIONS[0], "title": f"Mood {n}?"}]}) for n in range(4)),
        *(owner.ok("PUT", f"{path}/guideline", json={"markdown": f"Rule {n}"}) for n in range(4)),
    )
    now = await owner.ok("GET", path)
    assert (now["form_version"], now["guideline"]["version"]) == (5, 5)


async def test_names_are_the_organizations_own(house: House) -> None:
    owner, other = await house.owner(), await house.owner()
    await owner.ok("POST", "/projects", json=NEW)
    second = await owner.ok("POST", "/projects", json={**NEW, "name": "Second"})
    assert (await owner.post("/projects", json={**NEW, "name": " Mood "})).status_code == 409
    assert (await owner.patch(f"/projects/{second['id']}", json={"name": "Mood"})).status_code == 409
    await other.ok("POST", "/projects", json=NEW)


async def test_grants_raise_and_are_taken_back(house: House) -> None:
    owner = await house.owner()
    annotator = await house.person(owner, "annotator")
    stranger = await house.owner()
    project = await owner.ok("POST", "/projects", json={**NEW, "open_to": "teams"})
    path, person = f"/projects/{project['id']}", annotator.me["person_id"]
    assert (await annotator.get(path)).status_code == 404
    await owner.ok("PUT", f"{path}/grants/{person}", json={"role": "reviewer"})
    assert (await annotator.ok("GET", path))["my_role"] == "reviewer"
    await owner.ok("PUT", f"{path}/grants/{person}", json={"role": "manager"})
    assert (await annotator.ok("PATCH", path, json={"purpose": "To know."}))["my_role"] == "manager"
    assert [row["role"] for row in await annotator.ok("GET", f"{path}/grants")] == ["manager"]
    await owner.ok("POST", f"{path}/grants/{person}/take-back", json=WHY)
    assert (await annotator.get(path)).status_code == 404
    # Nobody from elsewhere can be granted anything, and the answer does not tell that they exist.
    foreign = await owner.put(f"{path}/grants/{stranger.me['person_id']}", json={"role": "reviewer"})
    nobody = await owner.put(f"{path}/grants/2000000000", json={"role": "reviewer"})
    assert foreign.status_code == 404 and foreign.text == nobody.text


async def test_a_paused_project_stays_in_sight_and_an_archived_one_leaves_the_annotators(house: House) -> None:
    owner = await house.owner()
    annotator = await house.person(owner, "annotator")
    path = f"/projects/{(await owner.ok('POST', '/projects', json=NEW))['id']}"
    for state, status, listed in (("paused", 200, 1), ("archived", 404, 0), ("active", 200, 1)):
        await owner.ok("PATCH", path, json={"state": state})
        assert (await annotator.get(path)).status_code == status
        assert len((await annotator.ok("GET", "/projects"))["rows"]) == listed
        assert len((await owner.ok("GET", "/projects", params={"state": state}))["rows"]) == 1


async def _visible(caller: Caller) -> dict[int, str]:
    return {row["id"]: row["my_role"] for row in (await caller.ok("GET", "/projects"))["rows"]}


async def test_the_rule_is_the_same_in_python_in_the_database_and_in_lists(house: House, database: Database) -> None:
    """Every combination of role, grant, openness, team and state."""
    owner = await house.owner()
    team = (await owner.ok("POST", "/teams", json={"name": "Inside"}))["id"]
    people = {role: await house.person(owner, role.value) for role in Role}
    inside = {role: await house.person(owner, role.value) for role in Role}
    for caller in inside.values():
        await owner.ok("PATCH", f"/people/{caller.me['person_id']}", json={"team_ids": [team]})
    expected: dict[Any, dict[int, str]] = {}
    for granted, open_to, state in itertools.product(
        (None, "reviewer", "manager"), ("organization", "teams"), ("active", "archived")
    ):
        name = f"{granted} {open_to} {state}"
        made = await owner.ok("POST", "/projects", json={**NEW, "name": name, "open_to": open_to, "team_ids": [team]})
        for in_team, group in ((False, people), (True, inside)):
            for role, caller in group.items():
                if granted:
                    path = f"/projects/{made['id']}/grants/{caller.me['person_id']}"
                    await owner.ok("PUT", path, json={"role": granted})
                rule = project_role(
                    Standing(
                        role=role,
                        granted=ProjectRole[granted.upper()] if granted else None,
                        open_to_organization=open_to == "organization",
                        in_team=in_team and open_to == "teams",
                        archived=state == "archived",
                    )
                )
                if rule is not None:
                    expected.setdefault((role, in_team), {})[made["id"]] = rule.word
        await owner.ok("PATCH", f"/projects/{made['id']}", json={"state": state})
    for in_team, group in ((False, people), (True, inside)):
        for role, caller in group.items():
            if role is Role.APPLICANT:
                assert (await caller.get("/projects")).status_code == 403 and (role, in_team) not in expected
            else:
                assert await _visible(caller) == expected[role, in_team], (role, in_team)
            me = caller.me
            actor = Actor(OrganizationId(me["organization_id"]), me["person_id"], role)
            async with database.transaction(actor) as t:
                for project in await _visible(owner):
                    found = await standing.of_project(t, actor, project)
                    assert found is not None
                    rule = project_role(found[1])
                    assert (rule.word if rule else None) == expected.get((role, in_team), {}).get(project)


async def test_what_a_list_of_projects_counts(house: House, database: Database) -> None:
    owner = await house.owner()
    annotator = await house.person(owner, "annotator")
    project = (await owner.ok("POST", "/projects", json=NEW))["id"]
    actor = Actor(OrganizationId(annotator.me["organization_id"]), annotator.me["person_id"], Role.ANNOTATOR)
    async with database.transaction(actor) as t:
        given = {"o": actor.organization_id, "p": project, "who": actor.person_id}
        items = (
            "INSERT INTO item (organization_id, project_id, position, wanted)"
            " SELECT :o, :p, n, 2 FROM generate_series(0, 9) n"
        )
        await t.execute(text(items), given)
        many = (
            "INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, revision, form_version)"
            " SELECT :o, :p, id, :who, 0, CAST(:revision AS smallint), 1 FROM item"
            " WHERE project_id = :p AND position < :n"
        )
        await t.execute(text(many), {**given, "revision": 1, "n": 7})
        # Revisions are the same answer, changed.
        await t.execute(text(many), {**given, "revision": 2, "n": 3})
        await t.execute(text(many + " AND false"), {**given, "revision": 1, "n": 0})
    row = (await annotator.ok("GET", "/projects"))["rows"][0]
    assert (row["my_annotations"], row["my_live_claims"], row["kinds"]) == (7, 0, ["classification"])
    assert (await owner.ok("GET", "/projects"))["rows"][0]["my_annotations"] == 0


async def test_what_items_want_follows_the_policy(house: House, database: Database) -> None:
    owner = await house.owner()
    made = await owner.ok("POST", "/projects", json={**NEW, "policy": {"fewest": 2, "most": 5, "target": 0.9}})
    path, organization = f"/projects/{made['id']}", OrganizationId(owner.me["organization_id"])
    worker = Worker(organization)
    # Each with its state, gold, wanted, completed, live and confidence.
    items = {
        "untouched": (0, 0, 2, 0, 0, None),
        "begun": (0, 0, 2, 1, 1, None),
        "asked again": (0, 0, 4, 3, 0, 0.7),
        "settled": (1, 0, 3, 3, 0, 0.95),
        "settled low": (1, 0, 5, 5, 0, 0.6),
        "expert": (2, 0, 5, 5, 0, 0.5),
        "held": (3, 0, 2, 1, 0, None),
        "gold": (1, 1, 8, 7, 0, 0.99),
    }
    ids: dict[str, int] = {}
    async with database.transaction(worker) as t:
        for position, (name, (state, gold, wanted, completed, live, confidence)) in enumerate(items.items()):
            # Far apart, so that the batches are several.
            row = await t.execute(
                text(
                    "INSERT INTO item (organization_id, project_id, position, state, gold, wanted, completed, live)"
                    " VALUES (:o, :p, :n, :s, :g, :w, :c, :l) RETURNING id"
                ),
                {"o": organization, "p": made["id"], "n": position * 1500, "s": state, "g": gold, "w": wanted,
                 "c": completed, "l": live},
            )  # fmt: skip
            ids[name] = row.scalar_one()
            await t.execute(
                text(
                    "INSERT INTO item_quality (item_id, organization_id, project_id, confidence)"
                    " VALUES (:i, :o, :p, :q)"
                ),
                {"i": ids[name], "o": organization, "p": made["id"], "q": confidence},
            )
        await t.execute(text("DELETE FROM to_appraise"))

    async def after(policy: dict[str, Any]) -> tuple[dict[str, int], set[str]]:
        await owner.ok("PATCH", path, json={"policy": policy})
        async with database.transaction(SYSTEM) as t:
            asked = await t.execute(
                text("DELETE FROM procrastinate_jobs WHERE task_name = 'adjust_items' RETURNING args")
            )
            assert asked.scalars().all() == [{"organization": organization, "project": made["id"]}]
            # Items stop at another moment: what confidence means there has to be learned anew.
            refits = text("DELETE FROM procrastinate_jobs WHERE queueing_lock = :l RETURNING args")
            assert (await t.execute(refits, {"l": f"refit:{made['id']}"})).scalars().all() == [
                {"organization": organization, "project": made["id"]}
            ]
            await t.execute(text("DELETE FROM to_appraise"))
        await adjust_items(database, worker, ProjectId(made["id"]))
        await adjust_items(database, worker, ProjectId(made["id"]))  # twice is once
        async with database.transaction(worker) as t:
            wanted = dict((await t.execute(text("SELECT id, wanted FROM item"))).tuples().all())
            marked = set((await t.execute(text("SELECT item_id FROM to_appraise"))).scalars())
        return {name: wanted[i] for name, i in ids.items()}, {name for name, i in ids.items() if i in marked}

    wanted, marked = await after({"fewest": 3, "most": 7, "target": 0.9})
    assert wanted == {**{name: row[2] for name, row in items.items()}, "untouched": 3, "begun": 3, "asked again": 3}
    assert marked == {"asked again", "settled low", "expert"}
    wanted, marked = await after({"fewest": 1, "most": 2, "target": 0.97, "gold_most": 5})
    assert wanted["untouched"] == 1 and wanted["begun"] == 2 and wanted["asked again"] == 3
    assert wanted["gold"] == 7  # it has seven: nothing is taken away
    assert marked == {"begun", "asked again", "settled", "settled low", "expert", "gold"}
    # A lease touches no item, so nothing is asked of the worker.
    same = {"fewest": 1, "most": 2, "target": 0.97, "gold_most": 5}
    await owner.ok("PATCH", path, json={"policy": {**same, "lease_hours": 1}})
    async with database.transaction(SYSTEM) as t:
        of = [f"{task}:{made['id']}" for task in ("adjust_items", "refit")]
        left = await t.execute(text("SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = ANY(:l)"), {"l": of})
        assert left.scalar_one() == 0
