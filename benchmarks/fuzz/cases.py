"""Inputs of the fuzzer: made from a seed and a number, tried within limits, and made small when they go wrong."""

from __future__ import annotations

import io
import json
import random
import resource
import signal
import time
import traceback
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Self

from benchmarks.fuzz.drive import Driver
from benchmarks.fuzz.mutate import SUFFIXES, mutated
from goodwork.formats.registry import FORMATS

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Case:
    """An input: a file under a name, and the format that somebody says it is."""

    name: str
    content: bytes
    stated: str
    seed: int = 0


@dataclass(slots=True)
class Found(Case):
    """An input that had no answer."""

    number: int = 0
    why: str = ""
    times: int = 1

    @classmethod
    def of(cls, seed: int, number: int, why: str) -> Self:
        """The input of this number, and what came of it."""
        case = made(seeds(), seed, number)
        return cls(case.name, case.content, case.stated, case.seed, number, why)


class TooSlow(Exception):
    """An input took longer than it may."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may take."""

    seconds: float
    """Of the processor; by the clock ten times as many, as a machine that does a lot beside needs them."""
    memory: int

    def driver(self) -> Driver:
        """Everything that reads files, in a process that gets no more memory than this."""
        driver = Driver(questions())
        # Numbers and tables are loaded before the limit is drawn, so that it is the input's.
        driver.run("a.jsonl", b'{"text": "a"}\n', "parquet", 1)
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + self.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
        return driver


def seeds() -> list[Case]:
    """Every fixture of a format and every input that once went wrong; folders as zips."""
    found: list[Case] = []
    for place in sorted((ROOT / "fixtures" / "formats").glob("*/items*")):
        content = _packed(place) if place.is_dir() else place.read_bytes()
        found.append(Case(place.name + (".zip" if place.is_dir() else ""), content, place.parent.name))
    for place in sorted((ROOT / "tests" / "found" / "inputs").iterdir()):
        if place.is_file():
            stated = {".csv": "csv", ".tsv": "conll", ".conll": "conll"}.get(place.suffix, "jsonl")
            found.append(Case(place.name, place.read_bytes(), stated))
    return found


def questions() -> list[dict[str, object]]:
    """A question of every kind."""
    return [json.loads(path.read_text())["question"] for path in sorted((ROOT / "fixtures" / "kinds").glob("*/*.json"))]


def _packed(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.writestr(zipfile.ZipInfo(file.relative_to(folder).as_posix()), file.read_bytes())
    return out.getvalue()


def made(known: Sequence[Case], seed: int, number: int) -> Case:
    """The input of this number."""
    chance = random.Random(f"{seed} {number}")
    case, other = chance.choice(known), chance.choice(known)
    content = mutated(chance, case.content, other.content)
    name = case.name if chance.random() < 0.7 else f"items{chance.choice(SUFFIXES)}"
    stated = case.stated if chance.random() < 0.8 else chance.choice(list(FORMATS))
    return Case(name, content, stated, chance.randrange(2**31))


def answer(driver: Driver, case: Case, limits: Limits) -> str:
    """Why an input has no answer; empty when it has one."""
    before = [signal.signal(number, _too_slow) for number in (signal.SIGALRM, signal.SIGPROF)]
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    signal.setitimer(signal.ITIMER_REAL, 10 * limits.seconds)
    try:
        driver.run(case.name, case.content, case.stated, case.seed)
    except TooSlow as error:
        return f"it took more than {limits.seconds:g} s: {_where(error)}"
    except Exception as error:
        return f"{type(error).__name__}: {_where(error)}"
    finally:
        for timer, number, handler in zip(_TIMERS, (signal.SIGALRM, signal.SIGPROF), before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)
    return ""


_TIMERS = (signal.ITIMER_REAL, signal.ITIMER_PROF)


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlow


def _where(error: BaseException) -> str:
    """The innermost line of ours, which tells kinds of faults apart."""
    steps = traceback.extract_tb(error.__traceback__)
    ours = [step for step in steps if "/goodwork/" in step.filename] or list(steps)
    step = ours[-1]
    return f"{step.filename.rpartition('/goodwork/')[2]}, {step.name}: {step.line}"


def smaller(found: Found, limits: Limits, seconds: float = 15) -> Found:
    """The input without all that it goes wrong without. What kills the process is left as it is."""
    driver = Driver(questions())
    until = time.monotonic() + seconds

    def goes_wrong(content: bytes) -> bool:
        return answer(driver, replace(found, content=content), limits) == found.why

    if "native code" in found.why or not goes_wrong(found.content):
        return found
    content, piece = found.content, max(1, len(found.content) // 2)
    while time.monotonic() < until:
        at = 0
        while at < len(content) and time.monotonic() < until:
            shorter = content[:at] + content[at + piece :]
            if goes_wrong(shorter):
                content = shorter
            else:
                at += piece
        if piece == 1:
            break
        piece = max(1, piece // 2)
    return replace(found, content=content)
