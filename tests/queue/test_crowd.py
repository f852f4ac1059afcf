"""Many people at once on few items, through several processes: nobody twice, nothing over-asked, nothing lost."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Generator
from typing import Any

import psycopg
import pytest

from benchmarks.wire import Wire
from benchmarks.world import ANSWERS, World, make
from goodwork.actions.queue.leave_claim import expire_claims
from goodwork.blobs import Blobs
from goodwork.jobs.worker import run_worker
from goodwork.store.database import Database

PEOPLE = 40
ITEMS = 120


@pytest.fixture
def ports(application_url: str) -> Generator[list[int]]:
    """Two server processes on this module's database."""
    chosen: list[int] = []
    for _ in range(2):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            chosen.append(int(probe.getsockname()[1]))
    environment = {**os.environ, "TEST_DATABASE_URL": application_url}
    servers = [
        subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "--factory", "tests.queue.served:app", "--port", str(port),
             "--log-level", "error"],
            env=environment,
        )
        for port in chosen
    ]  # fmt: skip
    try:
        yield chosen
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(20)


async def _until_up(port: int) -> None:
    for _ in range(2400):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise TimeoutError("the server did not start")


async def _work(n: int, ports: list[int], world: World, granted: list[tuple[int, int]], made: dict[int, Any]) -> None:
    """One person with a tab on each server: claims, skips, releases, submits, until there is no work."""
    tabs = [Wire("127.0.0.1", port, world.tokens[n]) for port in ports]
    dice = random.Random(n)
    answered: set[int] = set()
    idle = 0
    while idle < 8:
        path = f"/api/v1/projects/{world.project}/claims"
        answers = await asyncio.gather(*(tab.post(path, {}) for tab in tabs[: 1 + (dice.random() < 0.3)]))
        claims = {a["claim"]["id"]: a["claim"] for status, a in answers if a["claim"] is not None}
        assert len(claims) <= 1, "two tabs at once got two claims"
        if not claims:
            idle += 1
            await asyncio.sleep(0.05)
            continue
        idle = 0
        claim = claims.popitem()[1]
        item = claim["item"]["id"]
        assert item not in answered, "handed twice"
        granted.append((item, n))
        tab, what = dice.choice(tabs), dice.random()
        if what < 0.05:
            status, _ = await tab.post(f"/api/v1/claims/{claim['id']}/release", None)
            assert status == 204
            continue
        answered.add(item)
        if what < 0.08:
            status, _ = await tab.post(f"/api/v1/claims/{claim['id']}/skip", {"reason": "No."})
            assert status == 204
            continue
        body = {"answers": ANSWERS[item % 3], "form_version": 1}
        sent = [t.post(f"/api/v1/claims/{claim['id']}/annotation", body, f"{n}-{item}") for t in tabs]
        both = await asyncio.gather(*sent)
        assert {status for status, _ in both} == {201} and len({a["id"] for _, a in both}) == 1
        made[both[0][1]["id"]] = (item, world.people[n])
    for tab in tabs:
        tab.close()


@pytest.mark.slow
async def test_a_crowd(database_url: str, application_url: str, ports: list[int]) -> None:
    with psycopg.connect(database_url, autocommit=True) as c:
        world = make(c, items=ITEMS, people=PEOPLE, fewest=3, most=5)
    await asyncio.gather(*(_until_up(port) for port in ports))
    granted: list[tuple[int, int]] = []
    made: dict[int, Any] = {}
    stop = asyncio.Event()
    worker = asyncio.create_task(run_worker(application_url, Blobs("/nonexistent"), stop, b"secret"))
    await asyncio.gather(*(_work(n, ports, world, granted, made) for n in range(PEOPLE)))
    with psycopg.connect(database_url, autocommit=True) as c:
        for _ in range(200):
            if not c.execute("SELECT count(*) FROM to_appraise").fetchone()[0]:
                break
            await asyncio.sleep(0.1)
        else:
            pytest.fail("the backlog did not go away")
        stop.set()
        await worker
        items = c.execute(
            "SELECT i.id, i.wanted, i.completed, i.live, i.state,"
            " (SELECT count(*) FROM annotation a WHERE a.item_id = i.id AND NOT surplus),"
            " (SELECT count(*) FROM claim l WHERE l.item_id = i.id AND l.state = 0) FROM item i"
        ).fetchall()
        kept = {a: (i, p) for a, i, p in c.execute("SELECT id, item_id, person_id FROM annotation")}
        progress = c.execute(
            "SELECT settled, annotations, answers_saved FROM project_progress WHERE project_id = %s", (world.project,)
        ).fetchone()
    assert kept == made, "every acknowledged answer is there, once, and no other"
    for item, wanted, completed, live, _, answers_there, running in items:
        assert (completed, live) == (answers_there, running), item
        assert completed + live <= wanted <= 5, f"item {item} was over-asked"
    answers = Counter(item for item, _ in kept.values())
    settled = [row[0] for row in items if row[4] == 1]
    assert settled and progress == (
        len(settled), len(kept), sum(5 - answers[item] for item in settled)
    ), "the sums that are kept are what a full count finds"  # fmt: skip


async def test_sweeps_side_by_side_end_each_claim_once(database_url: str, application_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as c:
        if not c.execute("SELECT FROM organization").fetchone():
            make(c, items=1, people=3, fewest=3, most=5)
        world = make_again(c)
        c.execute("UPDATE claim SET expires_at = now() - interval '1 second' WHERE project_id = %s", (world,))
        databases = [Database(application_url) for _ in range(4)]
        ended = await asyncio.gather(*(expire_claims(database) for database in databases))
        for database in databases:
            await database.close()
        left = c.execute(
            "SELECT sum(live), (SELECT count(*) FROM claim WHERE state = 3 AND project_id = %s) FROM item"
            " WHERE project_id = %s", (world, world),
        ).fetchone()  # fmt: skip
    assert sum(ended) == 90 and left == (0, 90)


def make_again(c: psycopg.Connection[tuple[Any, ...]]) -> int:
    """A second project with ninety running claims on thirty items."""
    organization = c.execute("SELECT id FROM organization LIMIT 1").fetchone()
    people = c.execute("SELECT id FROM person LIMIT 3").fetchall()
    assert organization
    row = c.execute(
        "INSERT INTO project (organization_id, name, purpose, policy) VALUES (%s, 'Second', 'To sweep.', '{}')"
        " RETURNING id", organization,
    ).fetchone()  # fmt: skip
    assert row
    c.execute(
        "INSERT INTO item (organization_id, project_id, position, wanted, live)"
        " SELECT %s, %s, n, 3, 3 FROM generate_series(1, 30) n",
        (organization[0], row[0]),
    )
    c.execute(
        "INSERT INTO claim (organization_id, project_id, item_id, person_id, expires_at)"
        " SELECT organization_id, project_id, item.id, p, now() FROM item, unnest(%s::int[]) p WHERE project_id = %s",
        ([p[0] for p in people], row[0]),
    )
    return int(row[0])
