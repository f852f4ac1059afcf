"""Appeals decided while something else happens, in processes of their own: nothing lost, nothing done twice."""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from goodwork.actions.quality.refit_project import refit_project
from goodwork.model.appeals import AppealState
from goodwork.model.ids import ProjectId
from goodwork.model.inbox import About
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

GOOD, BAD = {"mood": {"labels": ["good"]}}, {"mood": {"labels": ["bad"]}}
ROUNDS = 3
"""Races of each test, each about another item."""
ITEMS = 10
"""As many as an estimate rests on at least."""


class Hands:
    """Processes that do as they are told, at the same moment."""

    def __init__(self, url: str, blobs: Path, n: int) -> None:
        environment = {**os.environ, "TEST_DATABASE_URL": url, "TEST_BLOBS": str(blobs)}
        self._processes = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.queue.deciding"],
                env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
            for _ in range(n)
        ]  # fmt: skip
        assert [self._line(process) for process in self._processes] == ["ready"] * n
        self._dice = random.Random(1)

    @staticmethod
    def _line(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        return process.stdout.readline().strip()

    async def at_once(self, *orders: dict[str, Any]) -> list[str]:
        """What came of each order; they begin within a few milliseconds of each other."""
        moment = time.monotonic() + 0.02
        for process, order in zip(self._processes, orders, strict=True):
            assert process.stdin is not None
            print(json.dumps({**order, "at": moment + self._dice.random() * 0.006}), file=process.stdin, flush=True)
        return await asyncio.to_thread(lambda: [self._line(process) for process in self._processes])

    def let_go(self) -> None:
        """End them."""
        for process in self._processes:
            process.communicate(timeout=20)


@pytest.fixture(scope="module")
def hands(application_url: str, tmp_path_factory: pytest.TempPathFactory) -> Generator[Hands]:
    """Two processes on this module's database."""
    made = Hands(application_url, tmp_path_factory.mktemp("blobs"), 2)
    yield made
    made.let_go()


async def _answered(house: House, *said: str, n: int = ROUNDS) -> tuple[Place, list[int], list[Caller]]:
    """Items, each answered by one annotator for each of these labels."""
    here = await place(house, policy={"target": 0.95, "fewest": len(said), "most": 9})
    items = await here.items(n, wanted=len(said))
    people = [await house.person(here.owner, "annotator") for _ in said]
    for person, label in zip(people, said, strict=True):
        for _ in items:
            await here.submit(person, (await here.claim(person))["claim"], label)
    await here.appraise()
    return here, items, people


async def _reviewed_and_appealed(here: Place, items: list[int], appellant: Caller) -> list[int]:
    reviewer = await here.house.person(here.owner, "reviewer")
    made: list[int] = []
    for item in items:
        body = {"answers": BAD, "form_version": 1, "reason": "Rule 2."}
        await reviewer.ok("POST", f"/items/{item}/reviews", 201, json=body)
        made.append((await appellant.ok("POST", f"/items/{item}/appeals", 201, json={"against": "review"}))["id"])
    return made


async def _order(here: Place, decider: Caller, appeal: int, *, upheld: bool = True) -> dict[str, Any]:
    standing = (await decider.ok("GET", f"/appeals/{appeal}"))["standing"]
    return {"do": "decide", "appeal": appeal, "upheld": upheld, "standing": standing, **_who(here, decider)}


def _who(here: Place, caller: Caller) -> dict[str, Any]:
    return {
        "organization": here.worker.organization_id, "person": caller.me["person_id"], "role": caller.me["role"],
    }  # fmt: skip


async def _told(here: Place, about: About, appeal: int) -> int:
    rows = await here.sql("SELECT count(*) FROM inbox WHERE about = :a AND subject_id = :s", a=about.value, s=appeal)
    return rows[0][0]


async def _state(here: Place, appeal: int) -> AppealState:
    return AppealState((await here.sql("SELECT state FROM appeal WHERE id = :a", a=appeal))[0][0])


async def test_two_who_decide_at_once_make_one_decision(house: House, hands: Hands) -> None:
    here, items, (ann, *_) = await _answered(house, "good", "bad", "bad")
    deciders = [await house.person(here.owner, "reviewer") for _ in range(2)]
    for appeal in await _reviewed_and_appealed(here, items, ann):
        orders = [await _order(here, one, appeal, upheld=n == 0) for n, one in enumerate(deciders)]
        came = await hands.at_once(*orders)
        assert sorted(word.split(":")[0] for word in came) == ["Conflict", "done"], came
        upheld = came[0] == "done"
        assert await _state(here, appeal) is (AppealState.UPHELD if upheld else AppealState.DECLINED)
        assert await _told(here, About.APPEAL, appeal) == 1
        assert await _told(here, About.MENDED, appeal) == (2 if upheld else 0)
        reviews = await here.sql("SELECT count(*) FROM review WHERE appeal_id = :a", a=appeal)
        audited = await here.sql(
            "SELECT count(*) FROM audit WHERE action = 'appeal.decided' AND subject_id = :a", a=appeal
        )
        assert (reviews[0][0], audited[0][0]) == (int(upheld), 1)


async def test_gold_that_changes_meanwhile_is_decided_on_by_nobody_who_has_not_seen_it(
    house: House, hands: Hands
) -> None:
    here, items, (ann, bea) = await _answered(house, "good", "bad")
    lead = await house.person(here.owner, "manager")
    seen = set[str]()
    for item in items:
        await lead.ok("PUT", f"/items/{item}/gold", 204, json={"answers": BAD, "reason": "Line 3."})
    await here.appraise()
    for item in items:
        appeal = (await ann.ok("POST", f"/items/{item}/appeals", 201, json={"against": "gold"}))["id"]
        changes = {"do": "gold", "item": item, "answers": BAD, **_who(here, lead)}
        came, changed = await hands.at_once(await _order(here, here.owner, appeal), changes)
        assert changed == "done"
        seen.add(came.split(":")[0])
        kept = await here.sql("SELECT reason, appeal_id FROM gold WHERE item_id = :i", i=item)
        # Whichever came first: the lead's word is the later one, or the decision was not taken.
        assert tuple(kept[0]) == ("Line 4.", None)
        if came == "done":
            assert await _state(here, appeal) is AppealState.UPHELD
        else:
            assert "has changed since" in came and await _state(here, appeal) is AppealState.OPEN
            assert await _told(here, About.APPEAL, appeal) + await _told(here, About.MENDED, appeal) == 0
            await here.appraise()
            order = await _order(here, here.owner, appeal)
            await here.owner.ok(
                "POST", f"/appeals/{appeal}/decision",
                json={"upheld": True, "reason": "It is meant.", "standing": order["standing"]},
            )  # fmt: skip
            assert tuple((await here.sql("SELECT appeal_id FROM gold WHERE item_id = :i", i=item))[0]) == (appeal,)
        await here.appraise()
        entries = [(entry["about"], entry["item_id"]) for entry in (await bea.ok("GET", "/me/inbox"))["rows"]]
        assert entries.count(("mended", item)) == 1 and entries.count(("gold", item)) == 0
        assert await _told(here, About.APPEAL, appeal) == 1
    assert seen <= {"done", "Conflict"}


async def test_no_score_is_lost_to_a_refit_that_read_before_the_decision(house: House, hands: Hands) -> None:
    here, items, people = await _answered(house, "good", "bad", "bad", n=ITEMS)
    decider = await house.person(here.owner, "reviewer")
    where = here.worker.organization_id, ProjectId(here.project)
    await refit_project(house.state.database, house.state.blobs, *where)
    refit = {"do": "refit", "organization": where[0], "project": where[1]}
    estimates: list[list[float]] = [await _estimates(here)]
    for appeal, item in zip(await _reviewed_and_appealed(here, items[:ROUNDS], people[0]), items, strict=False):
        assert await hands.at_once(await _order(here, decider, appeal), refit) == ["done", "done"]
        assert await _told(here, About.APPEAL, appeal) == 1 and await _told(here, About.MENDED, appeal) == 2
        rows = await here.sql("SELECT evidence FROM skill WHERE project_id = :p", p=here.project)
        ruled = [any(move["ruled"] and move["item"] == item for move in row[0]["moves"]) for row in rows]
        assert ruled == [True] * len(people), "the ruling is in everybody's score, whichever came first"
        estimates.append(await _estimates(here))
    first, *others = zip(*estimates, strict=True)
    assert list(first) == sorted(first) and all(list(one) == sorted(one, reverse=True) for one in others)
    await refit_project(house.state.database, house.state.blobs, *where)
    assert estimates[-1] == pytest.approx(await _estimates(here), abs=0.05)


async def _estimates(here: Place) -> list[float]:
    rows = await here.sql("SELECT estimate FROM skill WHERE project_id = :p ORDER BY person_id", p=here.project)
    return [row[0] for row in rows]
