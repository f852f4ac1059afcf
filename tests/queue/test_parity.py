"""The database's own statements keep to the rules that are written down in flow and routing."""

from __future__ import annotations

import hashlib
import itertools
import random
from typing import Any

from goodwork import flow
from goodwork.actions.queue.leave_claim import expire_claims, release_claim, skip_claim
from goodwork.model.items import GoldDraw, ItemCounts, ItemState
from goodwork.model.people import Actor, Credential, Role
from goodwork.model.projects import Policy
from goodwork.routing.access import ProjectRole, Standing, project_role
from goodwork.store.queue import calls
from tests.api.callers import House
from tests.queue.place import Place, place

ANSWERS = {"mood": {"labels": ["good"]}}


async def test_claims_and_submissions_walk_as_the_machine_does(house: House) -> None:
    here = await place(house, policy={"fewest": 3, "most": 5})
    await here.policy(named_claims=True)
    people = [await house.person(here.owner, "annotator") for _ in range(4)]
    for seed in range(12):
        dice = random.Random(seed)
        await here.sql("UPDATE claim SET state = 2 WHERE state = 0")
        await here.sql("UPDATE item SET live = 0")
        (item,) = await here.items(1, wanted=3)
        model = ItemCounts(ItemState.OPEN, 3, 0, 0, GoldDraw.NONE, 0)
        gold = seed % 3 == 0
        if gold:
            await here.sql("UPDATE item SET gold = 1, state = 1 WHERE id = :i", i=item)
            model = ItemCounts(ItemState.SETTLED, 3, 0, 0, GoldDraw.DRAWN, 0)
        claims: dict[int, int] = {}
        left: dict[int, int] = {}
        done: set[int] = set()
        for _ in range(25):
            n = dice.randrange(len(people))
            event, claim = await _happen(here, people[n], n, item, claims, left, done, dice, gold)
            if event is not None:
                model, _ = flow.decide(model, event, Policy())
            kept = await here.counts(item)
            assert kept == (int(model.state), model.wanted, model.completed, model.live, model.skips), (event, claim)


async def _happen(
    here: Place,
    person: Any,
    n: int,
    item: int,
    claims: dict[int, int],
    left: dict[int, int],
    done: set[int],
    dice: random.Random,
    gold: bool,
) -> tuple[flow.Event | None, int | None]:
    """Let something happen; returns the event for the machine (None: it changes nothing) and the claim."""
    actor = Actor(here.worker.organization_id, person.me["person_id"], Role.ANNOTATOR)
    database = here.house.state.database
    if n in done:
        return None, None
    if n not in claims:
        if n in left and dice.random() < 0.5:
            return await _late(here, person, n, left, done, dice)
        if gold:
            # Settled gold is given out by the queue's own draw only.
            await here.policy(gold_share=1.0)
            await here.sql("UPDATE queue_cursor SET gold_position = -1, gold_dry_until = NULL")
            await here.sql("UPDATE item SET gold = 2 WHERE id <> :i AND gold = 1", i=item)
            others = "UPDATE item SET wanted = completed + live WHERE id <> :i AND project_id = :p"
            await here.sql(others, i=item, p=here.project)
            made = await here.claim(person)
            await here.policy(gold_share=0.0)
        else:
            made = await here.claim(person, item_id=item)
        if made["claim"] is not None:
            assert made["claim"]["item"]["id"] == item
            claims[n] = made["claim"]["id"]
            left.pop(n, None)
        return flow.Claimed(), claims.get(n)
    claim = claims.pop(n)
    what = dice.choice(["submit", "submit", "release", "expire", "skip"])
    if what == "submit":
        await here.submit(person, {"id": claim})
        done.add(n)
        return flow.Submitted(), claim
    if what == "skip":
        await skip_claim(database, actor, claim, "No.")
        done.add(n)
        return flow.Skipped(), claim
    left[n] = claim
    if what == "release":
        await release_claim(database, actor, claim)
        return flow.Released(), claim
    await here.sql("UPDATE claim SET expires_at = now() - interval '1 second' WHERE id = :c", c=claim)
    await expire_claims(database)
    return flow.Expired(), claim


async def _late(
    here: Place, person: Any, n: int, left: dict[int, int], done: set[int], dice: random.Random
) -> tuple[flow.Event | None, int]:
    claim = left.pop(n)
    await here.submit(person, {"id": claim})
    done.add(n)
    return flow.Submitted(late=True), claim


async def test_the_statement_knows_the_same_roles_as_the_rule(house: House) -> None:
    here = await place(house)
    people = {role: await house.person(here.owner, role) for role in ("manager", "reviewer", "annotator")}
    people["owner"] = here.owner
    team = await here.owner.ok("POST", "/teams", json={"name": "Team"})
    tokens = {role: await house.token(caller, "work", "claim-named") for role, caller in people.items()}
    for open_to, in_team, state, grant in itertools.product(
        ("organization", "teams"), (False, True), ("active", "archived"), (None, "reviewer", "manager")
    ):
        await here.sql("UPDATE project SET open_to = :o, state = :s WHERE id = :p", o=open_to, s=state, p=here.project)
        for table in ("project_team", "team_member", "project_grant"):
            await here.sql(f"DELETE FROM {table}")
        if in_team:
            await here.sql("INSERT INTO project_team VALUES (:o, :p, :t)",
                           o=here.worker.organization_id, p=here.project, t=team["id"])  # fmt: skip
        for role, caller in people.items():
            person = caller.me["person_id"]
            if in_team:
                await here.sql("INSERT INTO team_member VALUES (:o, :t, :w)",
                               o=here.worker.organization_id, t=team["id"], w=person)  # fmt: skip
            if grant:
                await here.sql("INSERT INTO project_grant VALUES (:o, :p, :w, :g)",
                               o=here.worker.organization_id, p=here.project, w=person, g=grant)  # fmt: skip
            expected = project_role(
                Standing(
                    Role(role),
                    ProjectRole[grant.upper()] if grant else None,
                    open_to_organization=open_to == "organization",
                    in_team=open_to == "teams" and in_team,
                    archived=state == "archived",
                )
            )
            credential = Credential(None, _hash(tokens[role].headers["authorization"][7:]))
            found = await calls.claim(
                here.house.state.database, credential, here.project,
                item=2**40, external=None, further=False, live_most=10, draw=0.5,
            )  # fmt: skip
            if expected is None:
                assert found.outcome == "not-found"
            elif expected is ProjectRole.ANNOTATOR:
                assert found.outcome == "not-allowed"
            else:
                assert found.outcome == ("paused" if state == "archived" else "not-found")


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
