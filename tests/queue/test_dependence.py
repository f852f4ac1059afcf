"""Answers that depend on each other, in the product: a refit finds them, weighs them softly, and names nobody."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import numpy as np

from goodwork.actions.quality.refit_project import refit_project
from goodwork.learning.dependent import Dependent
from goodwork.model.ids import ProjectId
from goodwork.store.quality import dependence, fits
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

ITEMS, GOOD, COPYING = 200, 6, 3
CLASSES = ("good", "bad")


def answers() -> np.ndarray:
    """(items, people) classes: six who judge well, and three who share the answers of one who judges badly."""
    rng = np.random.default_rng(9)
    truth = rng.integers(0, 2, ITEMS)

    def judged(skill: float) -> np.ndarray:
        return np.where(rng.random(ITEMS) < skill, truth, 1 - truth)

    source = judged(0.65)
    slipping = np.where(rng.random(ITEMS) < 0.97, source, 1 - source)
    return np.stack([*(judged(0.85) for _ in range(GOOD)), source, source, slipping], axis=1)


async def crowd(house: House, given: np.ndarray | None = None) -> tuple[Place, list[Caller]]:
    """A project that this crowd has answered, and weighed; ``given``: (items, people) classes."""
    given = answers() if given is None else given
    size = given.shape[1]
    here = await place(house, policy={"target": 0.9, "fewest": size, "most": size})
    items = await here.items(len(given), wanted=size)
    people = [await house.person(here.owner, "annotator") for _ in range(size)]
    rows = [
        {"i": item, "p": people[j].me["person_id"], "a": {"mood": {"labels": [CLASSES[k]]}}}
        for item, said in zip(items, given, strict=True) for j, k in enumerate(said.tolist())
    ]  # fmt: skip
    await here.sql(
        "WITH given AS (SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS g (i bigint, p integer, a jsonb)),"
        " held AS (INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)"
        "   SELECT :o, :project, i, p, 1, now() FROM given RETURNING id, item_id, person_id)"
        " INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, form_version, answers)"
        " SELECT :o, :project, g.i, g.p, h.id, 1, g.a FROM given g"
        " JOIN held h ON h.item_id = g.i AND h.person_id = g.p",
        rows=json.dumps(rows), o=here.worker.organization_id, project=here.project,
    )  # fmt: skip
    await here.sql("UPDATE item SET completed = :n WHERE project_id = :p", n=size, p=here.project)
    await refit(here)
    return here, people


async def refit(here: Place) -> None:
    state = here.house.state
    await refit_project(state.database, state.blobs, here.worker.organization_id, ProjectId(here.project))


async def found(here: Place, caller: Caller) -> list[dict[str, Any]]:
    return (await caller.ok("GET", f"/projects/{here.project}/dependence"))["rows"]


async def test_a_refit_finds_dependent_answers_weighs_them_and_names_nobody(house: House) -> None:
    here, people = await crowd(house)
    copying = [person.me["person_id"] for person in people[GOOD:]]

    (row,) = await found(here, here.owner)
    assert row["people"] == ["A", "B", "C"] and row["question"] == "mood"
    assert row["share"] > 0.9 and row["voices"] < 1.2
    assert row["items"] and all(len(one["people"]) >= 2 for one in row["items"])
    against = row["items"][0]
    assert sum(o["people"] for o in against["others"] if o["said"] != against["said"]) >= GOOD / 2
    report = await here.owner.ok("GET", f"/projects/{here.project}/quality")
    audit = await here.owner.ok("GET", "/audit")
    told = json.dumps([row, report]) + json.dumps([one for one in audit["rows"] if "depend" in json.dumps(one)])
    for person in people:
        assert person.me["email"] not in told and person.me["name"] not in told
    assert not set(copying) & {value for value in row.values() if isinstance(value, int)}

    # Three people, or three accounts of one: goodwork looks at answers alone. Nobody is restricted; they work on.
    assert await here.sql("SELECT count(*) FROM restriction") == [(0,)]
    (more,) = await here.items(1, wanted=9)
    assert (await here.claim(people[-1]))["claim"]["item"]["id"] == more

    # What the model keeps weighs equal answers of theirs where an item is decided: six better ones are not outvoted.
    async with house.state.database.transaction(here.worker) as t:
        model = (await fits.model(t, ProjectId(here.project)))["mood"]
    assert model.dependent == ((frozenset(copying), row["share"]),) or [set(p) for p, _ in model.dependent] == [
        set(copying)
    ]
    await here.appraise()
    said = await here.sql(
        "SELECT item_id, answer FROM consensus WHERE project_id = :p ORDER BY item_id", p=here.project
    )
    best = answers()[:, :GOOD].mean(axis=1)
    clear = [
        (CLASSES[int(best[n] > 0.5)], row[1]["labels"][0]) for n, row in enumerate(said) if abs(best[n] - 0.5) > 0.2
    ]
    assert len(clear) > 150 and all(mine == theirs for mine, theirs in clear)

    # Found again it is the same finding, and people keep their letters.
    before = await here.sql("SELECT person_id, number FROM pseudonym WHERE project_id = :p ORDER BY 1", p=here.project)
    await refit(here)
    (again,) = await found(here, here.owner)
    assert again["id"] == row["id"] and again["items"] == row["items"]
    assert before == await here.sql(
        "SELECT person_id, number FROM pseudonym WHERE project_id = :p ORDER BY 1", p=here.project
    )
    # Decided to be wrong, the answers count in full again and nothing is found.
    await here.sql("UPDATE dependence SET wrong = true WHERE id = :i", i=row["id"])
    await refit(here)
    assert await found(here, here.owner) == []
    async with house.state.database.transaction(here.worker) as t:
        assert (await fits.model(t, ProjectId(here.project)))["mood"].dependent == ()
    refused = await asyncio.gather(*(p.request("GET", f"/projects/{here.project}/dependence") for p in people[-1:]))
    assert [response.status_code for response in refused] == [403]


async def test_names_are_revealed_for_a_reason_and_an_appeal_is_decided_by_somebody_else(house: House) -> None:
    here = await place(house)
    concerned = [await house.person(here.owner, "annotator") for _ in range(2)]
    stranger = await house.person(here.owner, "annotator")
    manager, reviewer = [await house.person(here.owner, role) for role in ("manager", "reviewer")]
    ids = sorted(person.me["person_id"] for person in concerned)
    organization = here.worker.organization_id
    found_as = [Dependent((ids[0], ids[1]), 0.9)]
    async with house.state.database.transaction(here.worker) as t:
        await dependence.write(t, organization, ProjectId(here.project), {"mood": found_as})
    (row,) = await found(here, here.owner)
    assert row["may_reveal"] and row["revealed"] is None
    (seen,) = await found(here, reviewer)
    assert not seen["may_reveal"]

    path = f"/dependence/{row['id']}/reveal"
    assert (await reviewer.request("POST", path, json={"reason": "I am curious."})).status_code == 403
    assert (await concerned[0].request("POST", path, json={"reason": "I am curious."})).status_code == 404
    assert (await here.owner.request("POST", path, json={"reason": "  "})).status_code == 422
    key = {"headers": {"Idempotency-Key": "reveal-once"}}
    made = await here.owner.ok("POST", path, 201, json={"reason": "To ask how they work."}, **key)
    assert made == await here.owner.ok("POST", path, 201, json={"reason": "To ask how they work."}, **key)

    # Whoever revealed reads the names, and nobody else does.
    (mine,) = await found(here, here.owner)
    assert sorted(one["name"] for one in mine["revealed"]["people"]) == sorted(p.me["name"] for p in concerned)
    for other in (manager, reviewer):
        (theirs,) = await found(here, other)
        assert theirs["revealed"] is None and concerned[0].me["name"] not in json.dumps(theirs)
    audit = json.dumps(await here.owner.ok("GET", "/audit"))
    assert "To ask how they work." in audit and "dependence.revealed" in audit

    # Those concerned read who did it, and why, and may appeal; others can't.
    (entry,) = (await concerned[0].ok("GET", "/me/inbox"))["rows"]
    assert (entry["about"], entry["by"], entry["reason"]) == (
        "revealed",
        here.owner.me["name"],
        "To ask how they work.",
    )
    assert entry["reveal_id"] == made["id"] and entry["holds"]
    against = f"/reveals/{made['id']}/appeal"
    assert (await stranger.request("POST", against, json={})).status_code == 404
    await concerned[0].ok("POST", against, 201, json={"argument": "We never met."})
    assert (await concerned[0].request("POST", against, json={})).status_code == 409
    (entry,) = (await concerned[0].ok("GET", "/me/inbox"))["rows"]
    assert entry["appealed"] == "open" and entry["reveal_id"] is None

    # Taken back it waits for nobody, and it may be opened again.
    taken = f"{against}/withdraw"
    assert (await stranger.request("POST", taken)).status_code == 404
    assert (await concerned[1].request("POST", taken)).status_code == 404
    assert entry["appealed_reveal_id"] == made["id"]
    for _ in range(2):
        await concerned[0].ok("POST", taken, 204)
    (entry,) = (await concerned[0].ok("GET", "/me/inbox"))["rows"]
    assert entry["appealed"] is None and entry["reveal_id"] == made["id"] and entry["appealed_reveal_id"] is None
    assert (await found(here, reviewer))[0]["appeals"] == []
    await concerned[0].ok("POST", against, 201, json={"argument": "We never met."})

    # Not whoever revealed decides, but somebody else, who does not see whose it is.
    assert (await found(here, here.owner))[0]["appeals"] == []
    (waiting,) = (await found(here, reviewer))[0]["appeals"]
    assert waiting["argument"] == "We never met." and concerned[0].me["name"] not in json.dumps(waiting)
    decide = f"/reveal-appeals/{waiting['id']}/decision"
    body = {"upheld": True, "reason": "They work in different towns."}
    assert (await here.owner.request("POST", decide, json=body)).status_code == 403
    assert (await stranger.request("POST", decide, json=body)).status_code == 404
    assert await reviewer.ok("POST", decide, json=body) == {"state": "upheld"}
    assert (await manager.request("POST", decide, json=body)).status_code == 409
    assert (await concerned[0].request("POST", taken)).status_code == 409

    # The finding is wrong: nobody sees it, all concerned are told, and so is the lead.
    assert await found(here, here.owner) == []
    for person in (*concerned, here.owner):
        entries = (await person.ok("GET", "/me/inbox"))["rows"]
        assert (entries[0]["about"], entries[0]["upheld"]) == ("reveal_appeal", True)
        assert entries[0]["reason"] == body["reason"]
        assert entries[0]["said"] == ("We never met." if person is concerned[0] else "")
    async with house.state.database.transaction(here.worker) as t:
        assert await dependence.cleared(t, ProjectId(here.project)) == {"mood": [ids]}
