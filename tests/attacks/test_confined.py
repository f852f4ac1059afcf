"""Processes for what strangers sent: they answer, they are killed at their limits, and nothing of them stays."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psutil
import pytest

from goodwork import confined
from goodwork.confined import Defect, Limits
from goodwork.errors import Conflict, GoodworkError, Invalid, Unavailable

LIMITS = Limits(seconds=20, cpu=10, memory=256 << 20, disk=16 << 20, answer=4 << 20)
HERE = "tests.attacks.test_confined"


# What is done in the processes.


def add(a: int, b: int) -> int:
    return a + b


def say_no(what: str) -> None:
    raise Conflict(what, kept="All.", next_step="Wait.")


def stumble() -> None:
    raise KeyError("nobody thought of it")


def dig(n: int = 0) -> int:
    return dig(n + 1) + 1


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def hoard() -> int:
    held = [bytearray(16 << 20) for _ in range(1000)]
    return len(held)


def fill() -> None:
    with tempfile.TemporaryFile() as file:
        for _ in range(100):
            file.write(bytes(1 << 20))


def much(size: int) -> bytes:
    return bytes(size)


def count(n: int) -> Iterator[int]:
    yield from range(n)


def count_and_spin(n: int) -> Iterator[int]:
    yield from range(n)
    spin()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def my_pid() -> int:
    return os.getpid()


async def call(name: str, *args: Any, limits: Limits = LIMITS) -> Any:
    return await confined.call(f"{HERE}:{name}", *args, limits=limits)


async def test_it_answers_and_raises_as_if_it_were_here() -> None:
    assert await call("add", 1, 2) == 3
    with pytest.raises(Conflict) as caught:
        await call("say_no", "No.")
    assert (caught.value.what, caught.value.kept, caught.value.next_step) == ("No.", "All.", "Wait.")
    with pytest.raises(Defect, match="nobody thought of it"):
        await call("stumble")
    assert await call("my_pid") != os.getpid()


@pytest.mark.parametrize(
    ("name", "limits", "why"),
    [
        ("dig", LIMITS, "nested too deeply"),
        ("spin", replace(LIMITS, cpu=1), "more than 1 seconds of the processor"),
        ("sleep", replace(LIMITS, seconds=0.5), "more than 0.5 seconds"),
        ("hoard", LIMITS, "more than 256 MiB of memory"),
        ("fill", LIMITS, "more than 16 MiB when it is unpacked"),
        ("die", LIMITS, "memory"),
    ],
)
async def test_what_goes_beyond_a_limit_is_killed_and_the_limit_is_named(name: str, limits: Limits, why: str) -> None:
    with pytest.raises(Invalid, match=why) as caught:
        await call(name, limits=limits)
    assert caught.value.next_step
    assert await call("add", 2, 2) == 4


async def test_an_answer_has_a_bound() -> None:
    assert len(await call("much", 3 << 20)) == 3 << 20
    with pytest.raises(Invalid, match="more than 4 MiB to show for it"):
        await call("much", 5 << 20)


async def test_a_stream_may_take_its_limits_for_each_value() -> None:
    found = [n async for n in confined.stream(f"{HERE}:count", 1000, limits=LIMITS)]
    assert found == list(range(1000))
    over = confined.stream(f"{HERE}:count_and_spin", 10, limits=replace(LIMITS, cpu=1))
    assert [await anext(over) for _ in range(10)] == list(range(10))
    with pytest.raises(Invalid, match="processor"):
        await anext(over)


async def test_whoever_gives_up_leaves_no_process() -> None:
    await call("add", 1, 1)
    waiting = [asyncio.create_task(call("spin")) for _ in range(2)]
    await asyncio.sleep(0.3)
    assert len(_workers()) == 2
    for task in waiting:
        task.cancel()
    await asyncio.wait(waiting)
    for _ in range(100):
        if not _workers():
            break
        await asyncio.sleep(0.05)
    assert not _workers()


async def test_too_many_calls_wait_and_are_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATIENCE", 0.2)
    waiting = [asyncio.create_task(call("sleep", limits=replace(LIMITS, seconds=1.5))) for _ in range(confined.AT_ONCE)]
    await asyncio.sleep(0.1)
    with pytest.raises(Unavailable, match="Too many files"):
        await call("add", 1, 2)
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, GoodworkError) for one in done)
    assert await call("add", 1, 2) == 3


async def test_a_server_that_was_killed_is_started_again() -> None:
    await call("add", 1, 1)
    (server,) = _servers()
    server.kill()
    server.wait(5)
    assert await call("add", 1, 2) == 3


_PARENT = f"""
import asyncio, os
from goodwork import confined
from {HERE} import LIMITS

async def main():
    await confined.call("{HERE}:my_pid", limits=LIMITS)
    print("begun", flush=True)
    await confined.call("{HERE}:spin", limits=LIMITS)

asyncio.run(main())
"""


def test_it_ends_with_the_process_that_started_it_however_that_ends() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "begun\n"
    try:
        below, until = list[psutil.Process](), time.monotonic() + 10
        while len(below) < 2 and time.monotonic() < until:
            time.sleep(0.05)
            below = psutil.Process(parent.pid).children(recursive=True)
    finally:
        parent.kill()
        parent.communicate()
    assert len(below) == 2
    _, alive = psutil.wait_procs(below, timeout=30)
    assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]


def _servers() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "goodwork.confined" in one.cmdline()]


def _workers() -> list[psutil.Process]:
    return [one for server in _servers() for one in server.children() if one.status() != psutil.STATUS_ZOMBIE]
