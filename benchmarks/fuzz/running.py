"""Running the fuzzer: inputs by their numbers, in a process of its own that is started again when it dies."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.connection import Connection

from benchmarks.fuzz.cases import Found, Limits, answer, made, seeds, smaller


def fuzz(seed: int, first: int, seconds: float, limits: Limits) -> tuple[int, list[Found], dict[str, int]]:
    """How many inputs were tried, what had no answer (each kind once, made small), and what the others ended with."""
    until = time.monotonic() + seconds
    found: dict[str, Found] = {}
    totals: dict[str, int] = {}
    number = first
    while time.monotonic() < until:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(
            target=_work, args=(theirs, seed, number, until, limits), daemon=True
        )
        process.start()
        theirs.close()
        number = _listen(ours, seed, number, limits, found, totals)
        process.kill()
        process.join()
    for why, one in found.items():
        if time.monotonic() < until + 120:
            found[why] = smaller(one, limits)
    return number - first, list(found.values()), totals


def _listen(
    line: Connection, seed: int, number: int, limits: Limits, found: dict[str, Found], totals: dict[str, int]
) -> int:
    """Take what a process says until it ends; returns the number of the next input."""
    begun = False
    while True:
        # A process that hangs in native code hears no alarm.
        said = None
        try:
            if line.poll(30 if not begun else 12 * limits.seconds + 5):
                said = line.recv()
        except EOFError:
            pass
        if said is None:
            if not begun:
                raise RuntimeError("the process of the fuzzer does not start")
            _note(found, Found.of(seed, number - 1, "the process died or hung in native code"))
            return number
        begun = True
        kind, value = said
        if kind == "next":
            number = value + 1
        elif kind == "why":
            _note(found, Found.of(seed, number - 1, value))
        else:
            for name, times in value.items():
                totals[name] = totals.get(name, 0) + times
            return number


def _note(found: dict[str, Found], one: Found) -> None:
    before = found.get(one.why)
    if before is None:
        print(f"{one.number}: {one.why}", flush=True)
        found[one.why] = one
    else:
        before.times += 1


def _work(line: Connection, seed: int, number: int, until: float, limits: Limits) -> None:
    driver = limits.driver()
    known = seeds()
    while time.monotonic() < until:
        line.send(("next", number))
        why = answer(driver, made(known, seed, number), limits)
        if why:
            line.send(("why", why))
        number += 1
    line.send(("end", driver.ended))
