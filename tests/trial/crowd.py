"""People who claim, save drafts and submit over HTTP while processes are killed, and what they note of it."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.queue import Noted, compare
from benchmarks.wire import Wire
from benchmarks.world import ANSWERS, World
from tests.attacks.installation import Installation

TRIES = 900
PAUSE = 0.1
SETTLING = 120.0
"""Seconds that the worker has to weigh what is left when everybody has gone."""
WAITING = frozenset({502, 503, 504, 507})
"""Statuses that say that something is away or full for now, and nothing of a defect."""


@dataclass
class Crowd:
    """Some people at work, each on a connection of their own."""

    place: Installation
    world: World
    dice: random.Random
    noted: Noted = field(default_factory=Noted)
    drafts: dict[int, str] = field(default_factory=dict)
    """Claim -> the label of the last draft of it that was acknowledged."""
    statuses: Counter[int] = field(default_factory=Counter)
    vanished: list[str] = field(default_factory=list)
    """Acknowledged drafts that were not there when they were looked at."""
    defects: list[str] = field(default_factory=list)
    """Answers that say that the server met what nobody foresaw."""

    async def work(self, people: int, seconds: float, attack: Callable[[], Awaitable[None]]) -> None:
        """So many people for so long, and the attack meanwhile."""
        until = time.perf_counter() + seconds
        async with asyncio.TaskGroup() as at_work:
            for n in range(people):
                at_work.create_task(self._person(n, until, random.Random(self.dice.random())))
            await attack()

    async def _person(self, n: int, until: float, dice: random.Random) -> None:
        wire = Wire(*self.place.address, self.world.tokens[n])
        try:
            await self._work(wire, n, until, dice)
        finally:
            wire.close()

    async def _work(self, wire: Wire, n: int, until: float, dice: random.Random) -> None:
        person, claims = self.world.people[n], f"/api/v1/projects/{self.world.project}/claims"
        while time.perf_counter() < until:
            claim = (await self._insist(lambda: wire.post(claims, {})))["claim"]
            if claim is None:
                await asyncio.sleep(PAUSE)
                continue
            item, number = claim["item"]["id"], claim["id"]
            self.noted.granted.append((person, item, number))
            self._look(number, claim)
            await self._draft(wire, claim, dice)
            await asyncio.sleep(dice.random() * 0.05)
            self._look(number, await self._insist(lambda number=number: wire.get(f"/api/v1/claims/{number}")))
            body = {"answers": ANSWERS[dice.randrange(3)], "form_version": 1}
            path, key = f"/api/v1/claims/{number}/annotation", f"{person}-{number}"
            done = await self._insist(lambda path=path, body=body, key=key: wire.post(path, body, key))
            self.noted.acknowledged.append((person, item, done["id"], body["answers"]["mood"]["labels"][0]))
            self.drafts.pop(number, None)
        # Everybody leaves with a draft that was saved and an item that was not submitted.
        if (claim := (await self._insist(lambda: wire.post(claims, {})))["claim"]) is not None:
            self.noted.granted.append((person, claim["item"]["id"], claim["id"]))
            await self._draft(wire, claim, dice)

    async def _draft(self, wire: Wire, claim: dict[str, Any], dice: random.Random) -> None:
        revision = claim["draft"]["revision"] if claim["draft"] else 0
        body = {"answers": ANSWERS[dice.randrange(3)], "form_version": 1, "revision": revision}
        saved = await self._insist(lambda: wire.put(f"/api/v1/claims/{claim['id']}/draft", body))
        self.drafts[claim["id"]] = saved["answers"]["mood"]["labels"][0]

    def _look(self, number: int, claim: dict[str, Any]) -> None:
        known = self.drafts.get(number)
        shown = claim["draft"] and claim["draft"]["answers"]["mood"]["labels"][0]
        if known is not None and known != shown:
            self.vanished.append(f"claim {number}: {known} was saved, {shown} is there")

    async def _insist(self, send: Callable[[], Awaitable[tuple[int, Any]]]) -> Any:
        """Send until it is answered: what a client does that does not want to lose work."""
        for _ in range(TRIES):
            try:
                status, answer = await send()
            except OSError:
                status, answer = 0, None
            self.statuses[status] += 1
            if status in (200, 201):
                return answer
            if 0 < status < 500 and status != 429:
                raise AssertionError(f"refused: {status} {answer}")
            self.noted.retries += 1
            if status >= 500 and status not in WAITING:
                self.defects.append(f"{status} {answer}"[:200])
            await asyncio.sleep(PAUSE)
        raise AssertionError(f"no answer in {TRIES * PAUSE:.0f} s")

    def found(self) -> dict[str, Any]:
        """What they noted beside what the database has, when the worker is done."""
        with self.place.connect() as c:
            until = time.monotonic() + SETTLING
            while c.execute("SELECT EXISTS (SELECT FROM to_appraise)").fetchone() == (True,):
                assert time.monotonic() < until, f"the worker is not done {SETTLING:.0f} s after the last answer"
                time.sleep(0.1)
            kept = dict(c.execute("SELECT claim_id, answers #>> '{mood,labels,0}' FROM draft").fetchall())
        missing = [f"claim {claim}: draft {label}, there is {kept.get(claim)}"
                   for claim, label in self.drafts.items() if kept.get(claim) != label]  # fmt: skip
        return compare(self.place, self.noted) | {"drafts_lost": missing + self.vanished}
