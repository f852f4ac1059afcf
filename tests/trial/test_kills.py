"""kill -9 at random moments, a full disk and leases that run out, while people work on two web processes."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from benchmarks.world import World, make
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.installation.checking import PAY
from tests.attacks.installation import Installation, free_port, serving
from tests.trial.crowd import Crowd
from tests.trial.matrix import Row

PEOPLE = 12
SECONDS = 25.0
Promises = Callable[[str], Row]


@contextmanager
def house(folder: Path, port: int) -> Generator[tuple[Installation, World]]:
    """An installation whose items are written straight to its tables."""
    with serving(folder / "home", web_processes=2, port=port) as place:
        with place.connect() as c:
            # As many items as are needed, and few enough that people meet at them.
            world = make(c, items=6_000, people=PEOPLE, fewest=3, most=5)
        yield place, world


@pytest.fixture
def folder() -> Generator[Path]:
    """A folder that PostgreSQL's user may enter."""
    made = Path(tempfile.mkdtemp(prefix="goodwork-trial-"))
    made.chmod(0o755)
    yield made
    with suppress(OSError):
        EmbeddedServer(made / "home" / "postgres").stop()
    shutil.rmtree(made, ignore_errors=True)


def judge(row: Row, crowd: Crowd) -> None:
    """Fill the row with what was found."""
    found = crowd.found()
    n = len(crowd.noted.acknowledged)
    assert n > PEOPLE, f"only {n} answers were acknowledged: nothing was tried"
    lost = found["lost"] or len(found["drafts_lost"]) or not found["sums_right"]
    note = f"{n} answers and {len(crowd.drafts)} open drafts acknowledged, {crowd.noted.retries} requests sent again"
    if lost:
        note = f"{found['lost']} answers, drafts {found['drafts_lost'][:3]}, sums right: {found['sums_right']}"
    row.put("lost", not lost, note)
    row.put("twice", not found["handed_twice"], f"{found['handed_twice']}" if found["handed_twice"] else "")
    row.put("over", not found["over_asked"], f"{found['over_asked']}" if found["over_asked"] else "")
    row.put("5xx", not crowd.defects, "; ".join(sorted(set(crowd.defects))[:3]))


@pytest.mark.parametrize(
    "victims", [("web",), ("worker",), ("database",), ("web", "worker", "database")], ids=lambda v: "+".join(v)
)
def test_killed(victims: tuple[str, ...], promises: Promises, dice: random.Random, folder: Path) -> None:
    row = promises(f"kill -9 of {' and '.join(victims)}, again and again")
    with house(folder, 0) as (place, world):
        crowd = Crowd(place, world, dice)

        async def kill() -> None:
            until = time.monotonic() + SECONDS - 5
            while time.monotonic() < until:
                await asyncio.sleep(dice.uniform(1, 5))
                with suppress(IndexError, OSError):
                    os.kill(dice.choice(place.pids(dice.choice(victims))), signal.SIGKILL)

        asyncio.run(crowd.work(PEOPLE, SECONDS, kill))
        assert place.until_ready()
        judge(row, crowd)


def test_killed_while_answers_are_paid(promises: Promises, dice: random.Random, folder: Path) -> None:
    row = promises("kill -9 of web, worker and database while each answer is paid")
    with house(folder, 0) as (place, world):
        with place.connect() as c:
            c.execute(
                "INSERT INTO pay_rate (organization_id, project_id, basis, currency, amount, since, set_by)"
                " SELECT %s, %s, 'answer', 'EUR', 25, now() - interval '1 minute', min(id) FROM person"
                " WHERE organization_id = %s",
                (world.organization, world.project, world.organization),
            )
        crowd = Crowd(place, world, dice)

        async def kill() -> None:
            until = time.monotonic() + SECONDS - 5
            while time.monotonic() < until:
                await asyncio.sleep(dice.uniform(0.5, 2))
                with suppress(IndexError, OSError):
                    os.kill(dice.choice(place.pids(dice.choice(("web", "worker", "database")))), signal.SIGKILL)

        asyncio.run(crowd.work(PEOPLE, SECONDS, kill))
        assert place.until_ready()
        judge(row, crowd)
        with place.connect() as c:
            broken = [rule.says for rule in PAY if c.execute(rule.statement.encode()).fetchall()[0][0]]
            lines = c.execute(
                "SELECT count(*), count(p.annotation_id) FROM annotation a"
                " LEFT JOIN pay_posting p ON p.annotation_id = a.id WHERE a.revision = 1"
            ).fetchall()[0]
        assert broken == [] and lines[0] == lines[1], (broken, lines)
        row.notes["lost"] += f"; {lines[1]} answers have exactly their line of pay"


async def until_free(address: tuple[str, int], seconds: float = 60) -> None:
    """Wait until nobody listens there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            _, writer = await asyncio.open_connection(*address)
        except OSError:
            return
        writer.close()
        await asyncio.sleep(0.1)
    raise AssertionError(f"somebody listens on {address} after {seconds:.0f} s")


def test_the_supervisor_is_killed(promises: Promises, dice: random.Random, folder: Path) -> None:
    row = promises("kill -9 of the supervisor, then started again")
    port = free_port()
    with house(folder, port) as (place, world):
        crowd = Crowd(place, world, dice)
        late: list[float] = []

        async def kill(then: Awaitable[None]) -> None:
            await asyncio.sleep(dice.uniform(2, 5))
            os.kill(place.process.pid, signal.SIGKILL)
            # Its web processes end what they are at, and only then is the port free.
            await until_free(place.address)
            await then

        async def start_again() -> None:
            begun = time.monotonic()
            again = await asyncio.to_thread(second.__enter__)
            late.append(time.monotonic() - begun)
            crowd.place = again

        second = serving(folder / "home", web_processes=2, port=port)
        try:
            asyncio.run(crowd.work(PEOPLE, SECONDS, lambda: kill(start_again())))
            judge(row, crowd)
            row.notes["lost"] += f"; it served again after {late[0]:.1f} s"
        finally:
            second.__exit__(None, None, None)


def test_leases_run_out(promises: Promises, dice: random.Random, folder: Path) -> None:
    row = promises("leases that run out in people's hands")
    with house(folder, 0) as (place, world):
        crowd = Crowd(place, world, dice)

        async def expire() -> None:
            with place.connect() as c:
                for _ in range(int(SECONDS)):
                    await asyncio.sleep(0.7)
                    c.execute("UPDATE claim SET expires_at = now() - interval '1 hour' WHERE state = 0 AND id % 3 = 0")

        asyncio.run(crowd.work(PEOPLE, SECONDS, expire))
        judge(row, crowd)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Generator[Path]:
    """A file system of its own that can be filled; skips where none may be made."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(folder)], capture_output=True
    )
    if made.returncode:
        pytest.skip("a small file system can not be made here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False, capture_output=True)


def test_the_disk_is_full(promises: Promises, dice: random.Random, folder: Path) -> None:
    row = promises("the disk is full, then it is not")
    with small_disk(folder / "disk", 500) as disk:
        try:
            with house(disk, 0) as (place, world):
                crowd = Crowd(place, world, dice)
                filler = disk / "filler"
                answered: list[int] = []

                def fill() -> None:
                    with suppress(OSError), filler.open("wb", buffering=0) as file:
                        while file.write(b"\0" * 65536):
                            pass

                async def full() -> None:
                    await asyncio.sleep(dice.uniform(2, 4))
                    until = time.monotonic() + 6
                    while time.monotonic() < until:
                        await asyncio.to_thread(fill)
                        async with httpx.AsyncClient(timeout=30) as wire:
                            with suppress(httpx.TransportError):
                                answer = await wire.post(
                                    f"{place.url}/api/v1/projects/{world.project}/imports",
                                    params={"format": "jsonl"},
                                    content=b'{"text": "x"}\n' * 40_000,
                                    headers={"authorization": f"Bearer {world.tokens[0]}"},
                                )
                                answered.append(answer.status_code)
                        await asyncio.sleep(0.3)
                    filler.unlink()

                asyncio.run(crowd.work(PEOPLE, SECONDS, full))
                assert place.until_ready()
                judge(row, crowd)
        finally:
            EmbeddedServer(disk / "home" / "postgres").stop()
