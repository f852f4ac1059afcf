"""The queue under load, over HTTP, with the worker running.

``python -m benchmarks.queue --clients 8 --seconds 10 --json`` counts cycles: an authenticated claim, then a submit of a
stored annotation. Every grant and every acknowledged answer is noted by the clients and compared with the database
afterwards: over-asked (items that were granted more often than they wanted), handed twice (the same person got an item
again), lost (an acknowledged answer that is not there), backlog (items still to appraise ten seconds after the end).

``--think 2 --clients 200`` measures latency with people who think; ``--kill web,database`` kills these with -9 in the
middle of the run; ``--solo`` is one person alone on a million items that want three answers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from dataclasses import dataclass, field
from typing import Any, Protocol

import psycopg
import uvloop

from benchmarks.installation import Installation, installation, load
from benchmarks.wire import Wire
from benchmarks.world import ANSWERS, World, make

PATIENCE = 10.0
"""Seconds after the end within which the backlog must be gone."""


class Connectable(Protocol):
    """An installation whose database can be asked."""

    def connect(self) -> psycopg.Connection[Any]:
        """A connection of the database's owner."""
        ...


@dataclass(slots=True)
class Noted:
    """What the clients saw."""

    granted: list[tuple[int, int, int]] = field(default_factory=list)
    """Person, item, claim."""
    acknowledged: list[tuple[int, int, int, str]] = field(default_factory=list)
    """Person, item, annotation, label."""
    claim_ms: list[float] = field(default_factory=list)
    submit_ms: list[float] = field(default_factory=list)
    no_work: int = 0
    retries: int = 0


async def _person(wire: Wire, world: World, n: int, until: float, think: float, noted: Noted) -> None:
    person = world.people[n]
    claims = f"/api/v1/projects/{world.project}/claims"
    dice = random.Random(n)
    if think:
        await asyncio.sleep(dice.random() * think)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        made = await _insist(wire, claims, {}, None, noted)
        noted.claim_ms.append((time.perf_counter() - begun) * 1e3)
        claim = made["claim"]
        if claim is None:
            noted.no_work += 1
            await asyncio.sleep(0.05)
            continue
        item = claim["item"]["id"]
        noted.granted.append((person, item, claim["id"]))
        if think:
            await asyncio.sleep(think)
        # Mostly the same answer, so that items settle as they do in life.
        answers = ANSWERS[item % 3] if dice.random() < 0.85 else ANSWERS[dice.randrange(3)]
        body = {"answers": answers, "form_version": claim["form_version"]}
        begun = time.perf_counter()
        done = await _insist(wire, f"/api/v1/claims/{claim['id']}/annotation", body, f"{person}-{claim['id']}", noted)
        noted.submit_ms.append((time.perf_counter() - begun) * 1e3)
        noted.acknowledged.append((person, item, done["id"], answers["mood"]["labels"][0]))
    wire.close()


async def _insist(wire: Wire, path: str, body: Any, key: str | None, noted: Noted) -> Any:
    """Send until it is answered: what a client does that does not want to lose work."""
    for _ in range(600):
        try:
            status, answer = await wire.post(path, body, key)
        except ConnectionError:
            noted.retries += 1
        else:
            if status in (200, 201):
                return answer
            if status < 500:
                raise RuntimeError(f"{path}: {status} {answer}")
            noted.retries += 1
        await asyncio.sleep(0.1)
    raise RuntimeError(f"{path}: no answer in a minute")


async def _run(place: Installation, world: World, clients: int, seconds: float, think: float, kill: str) -> Noted:
    noted = Noted()
    until = time.perf_counter() + seconds
    people = [
        asyncio.create_task(_person(Wire(place.host, place.port, world.tokens[n]), world, n, until, think, noted))
        for n in range(clients)
    ]
    if kill:
        victims = kill.split(",")
        for victim in victims:
            await asyncio.sleep(seconds / (len(victims) + 1))
            place.kill(victim)
    await asyncio.gather(*people)
    return noted


def measure(
    *, clients: int, seconds: float, think: float, items: int, most: int, web_processes: int, kill: str
) -> dict[str, Any]:
    """One run on a fresh installation."""
    with installation(web_processes) as place:
        with place.connect() as c:
            world = make(c, items=items, people=clients, fewest=3, most=most)
        before = load()
        # Warm: the first calls of every process plan their statements, and the worker loads what it works with.
        uvloop.run(_run(place, world, min(clients, 8), 2.0, 0, ""))
        _rest(place)
        begun, spent = time.perf_counter(), place.cpu_seconds()
        noted = uvloop.run(_run(place, world, clients, seconds, think, kill))
        took = time.perf_counter() - begun
        spent = {} if kill else {name: place.cpu_seconds()[name] - used for name, used in spent.items()}
        after = load()
        backlog = _backlog(place)
        cycles = max(1, len(noted.acknowledged))
        return _result(place, noted, took, backlog) | {
            # What a cycle costs does not depend on who else uses the machine, as cycles per second do.
            "cpu_ms_per_cycle": {name: round(used * 1e3 / cycles, 2) for name, used in spent.items()},
            "load_before": before,
            "load_after": after,
        }


def _rest(place: Installation) -> None:
    """Wait until the worker has nothing to do."""
    with place.connect() as c:
        for _ in range(600):
            row = c.execute("""
                SELECT EXISTS (SELECT FROM to_appraise)
                  OR EXISTS (SELECT FROM procrastinate_jobs WHERE task_name IN ('appraise', 'refit'))
            """).fetchone()
            if row and not row[0]:
                return
            time.sleep(0.1)


def _backlog(place: Installation) -> dict[str, Any]:
    begun = time.perf_counter()
    with place.connect() as c:
        while True:
            row = c.execute("SELECT count(*) FROM to_appraise").fetchone()
            left = int(str(row[0])) if row else 0
            waited = time.perf_counter() - begun
            if not left or waited > PATIENCE:
                return {"backlog": left, "backlog_gone_after_s": round(waited, 2)}
            time.sleep(0.1)


def compare(place: Connectable, noted: Noted) -> dict[str, Any]:
    """What the clients saw beside what the database has."""
    with place.connect() as c:
        wanted = dict(c.execute("SELECT id, wanted FROM item WHERE completed + live > 0").fetchall())
        kept = {
            int(str(row[0])): (row[1], row[2], row[3])
            for row in c.execute("SELECT id, person_id, item_id, answers #>> '{mood,labels,0}' FROM annotation")
        }
        # The counts in the queue, and what they count, in the database's own eyes.
        wrong = c.execute("""
            SELECT count(*) FROM item i
            LEFT JOIN (SELECT item_id, count(*) n FROM annotation WHERE revision = 1 AND NOT surplus GROUP BY 1) a
              ON a.item_id = i.id
            LEFT JOIN (SELECT item_id, count(*) n FROM claim WHERE state = 0 GROUP BY 1) l ON l.item_id = i.id
            WHERE i.completed + i.live > i.wanted OR i.completed <> coalesce(a.n, 0) OR i.live <> coalesce(l.n, 0)
        """).fetchone()
        progress = c.execute("""
            SELECT p.annotations = (SELECT count(*) FROM annotation WHERE revision = 1)
              AND p.settled = (SELECT count(*) FROM item WHERE state = 1) FROM project_progress p
        """).fetchone()
    people: dict[int, set[int]] = {}
    twice = 0
    claims: dict[tuple[int, int], int] = {}
    submitted = {(person, item) for person, item, _, _ in noted.acknowledged}
    for person, item, claim in noted.granted:
        twice += claims.setdefault((person, item), claim) != claim
        people.setdefault(item, set()).add(person)
    granted_twice = len(noted.granted) - len({(p, i) for p, i, _ in noted.granted})
    over = sum(len(who) > int(str(wanted.get(item, 0))) for item, who in people.items())
    lost = sum(kept.get(a) != (person, item, label) for person, item, a, label in noted.acknowledged)
    return {
        "over_asked": over + int(str(wrong[0] if wrong else 0)),
        "handed_twice": twice + (granted_twice if not noted.retries else 0),
        "lost": lost + len(submitted) - len({(p, i) for p, i, _ in kept.values()} & submitted),
        "sums_right": bool(progress and progress[0]),
    }


def _result(place: Installation, noted: Noted, took: float, backlog: dict[str, Any]) -> dict[str, Any]:
    compared = compare(place, noted)
    everything = sorted(noted.claim_ms + noted.submit_ms)

    def at(values: list[float], share: float) -> float:
        return round(values[min(len(values) - 1, int(share * len(values)))], 2) if values else 0.0

    return {
        "cycles_per_s": round(len(noted.acknowledged) / took, 1),
        "p50_ms": at(everything, 0.5),
        "p99_ms": at(everything, 0.99),
        "claim_p50_ms": at(sorted(noted.claim_ms), 0.5),
        "submit_p50_ms": at(sorted(noted.submit_ms), 0.5),
        **compared,
        **backlog,
        "cycles": len(noted.acknowledged),
        "no_work": noted.no_work,
        "retries": noted.retries,
    }


def solo(*, items: int, claims: int, window: int, web_processes: int) -> dict[str, Any]:
    """One person alone: claims around the last one beside the first ones."""
    with installation(web_processes) as place:
        with place.connect() as c:
            world = make(c, items=items, people=1, fewest=3, most=3)
        before = load()
        return uvloop.run(_alone(place, world, claims, window)) | {
            "items": items, "load_before": before, "load_after": load(),
        }  # fmt: skip


async def _alone(place: Installation, world: World, claims: int, window: int) -> dict[str, Any]:
    wire = Wire(place.host, place.port, world.tokens[0])
    path = f"/api/v1/projects/{world.project}/claims"
    times: list[float] = []
    begun = time.perf_counter()
    for n in range(claims):
        start = time.perf_counter()
        status, made = await wire.post(path, {})
        times.append((time.perf_counter() - start) * 1e3)
        assert status == 200 and made["claim"], made
        claim = made["claim"]
        body = {"answers": ANSWERS[n % 3], "form_version": 1}
        status, answer = await wire.post(f"/api/v1/claims/{claim['id']}/annotation", body, f"solo-{n}")
        assert status == 201, answer
        if n % 20_000 == 0:
            print(f"{n} claims, {statistics.median(times[-window:]):.2f} ms", file=sys.stderr)
    first, last = times[:window], times[-window:]
    return {
        "claims": claims,
        "first_median_ms": round(statistics.median(first), 3),
        "last_median_ms": round(statistics.median(last), 3),
        "ratio": round(statistics.median(last) / statistics.median(first), 2),
        "slowest_ms": round(max(times), 1),
        "cycles_per_s": round(claims / (time.perf_counter() - begun), 1),
    }


def main() -> None:
    """Run what the arguments say and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--think", type=float, default=0, help="seconds that people think between claim and submit")
    parser.add_argument("--items", type=int, default=None)
    parser.add_argument("--most", type=int, default=5)
    parser.add_argument("--web-processes", type=int, default=1)
    parser.add_argument("--kill", default="", help="what to kill with -9 in the run: web, worker, database")
    parser.add_argument("--solo", action="store_true", help="one person alone on a million items wanting three")
    parser.add_argument("--claims", type=int, default=200_500, help="how far the one person goes")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.solo:
        found = solo(items=given.items or 1_000_000, claims=given.claims, window=500, web_processes=1)
    else:
        found = measure(
            clients=given.clients,
            seconds=given.seconds,
            think=given.think,
            items=given.items or 100_000,
            most=given.most,
            web_processes=given.web_processes,
            kill=given.kill,
        )
    if given.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:>22}  {value}")


if __name__ == "__main__":
    main()
