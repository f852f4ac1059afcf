"""Units to groups of possible near-duplicates: every band in turn, its buckets shared among threads."""

# Compiled code: numba's scalars are numpy's, and its intrinsics take one argument less than they declare.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel
from goodwork.redundancy.bands import band_keys, join_part, partitioned
from goodwork.redundancy.joining import Parents, flatten
from goodwork.redundancy.plan import Plan
from goodwork.redundancy.progress import Progress
from goodwork.redundancy.work import Work

READ = 1 << 18
"""Slots read from disk at a time."""


@dataclass(slots=True)
class Bounded:
    """What was bounded, so that no data set can make the work quadratic."""

    buckets: int = 0
    units: int = 0
    """Units in those buckets, once for each band."""
    largest: int = 0


@kernel
def arrange(read: NDArray[np.uint64], units: NDArray[np.int32], sketches: NDArray[np.uint64]) -> None:
    """Moves sketches from the order of slots to that of units."""
    for i in range(units.size):
        if units[i] >= 0:
            for w in range(sketches.shape[1]):
                sketches[units[i], w] = read[i, w]


def load_sketches(
    work: Work, plan: Plan, unit_of_slot: NDArray[np.int32], units: int, into: NDArray[np.uint64] | None = None
) -> NDArray[np.uint64]:
    """(units, lanes / 8) sketches by unit, ``into`` an array if one is given; zero for a unit without words."""
    words = plan.lanes // 8
    sketches = np.zeros((units, words), np.uint64) if into is None else into
    column = work.column("sketches", np.uint64)
    for start in range(0, unit_of_slot.size, READ):
        part = unit_of_slot[start : start + READ]
        arrange(column.load(start * words, part.size * words).reshape(-1, words), part, sketches)
    return sketches


def join_band(
    plan: Plan,
    band: int,
    sketches: NDArray[np.uint64],
    sketched: NDArray[np.bool_],
    parent: Parents,
    pool: Executor,
    threads: int,
    stop: threading.Event,
) -> NDArray[np.int64]:
    """Joins, in ``parent`` (units,), what one band brings up; (3,) buckets bounded, units in them, the largest."""
    lanes = sketches.view(np.uint8)
    keys = np.empty(len(sketches), np.uint32)
    entries = np.empty(int(sketched.sum()), np.uint64)
    edges = [len(sketches) * t // threads for t in range(threads + 1)]
    list(pool.map(lambda t: band_keys(lanes, band, plan.rows, edges[t], edges[t + 1], keys), range(threads)))
    bounds = partitioned(pool, threads, keys, sketched, entries)
    room = int(np.diff(bounds).max(initial=0))

    def join(thread: int) -> NDArray[np.int64]:
        spare = np.empty(room, np.uint64)
        tally = np.zeros(3, np.int64)
        for part in np.flatnonzero(np.diff(bounds) > 1)[thread::threads]:
            if stop.is_set():
                break
            own = entries[bounds[part] : bounds[part + 1]]
            join_part(own, spare, sketches, lanes, band, plan.rows, plan.cut, parent, tally)
        return tally

    return together(pool.map(join, range(threads)))


def together(tallies: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Tallies of several threads or bands as one."""
    total = np.zeros(3, np.int64)
    for tally in tallies:
        total[:2] += tally[:2]
        total[2] = max(total[2], tally[2])
    return total


def join_candidates(
    work: Work,
    plan: Plan,
    sketches: NDArray[np.uint64],
    sketched: NDArray[np.bool_],
    pool: Executor,
    threads: int,
    progress: Progress,
) -> tuple[Parents, Bounded]:
    """(units,) the least member of each unit's group of candidates. ``sketched`` marks the units with words."""
    saved = work.state.get("bands_done", 0)
    tally = np.array(work.state.get("tallies", [0, 0, 0]), np.int64)
    parent = work.column("parent", np.int32).load() if saved else np.arange(len(sketches), dtype=np.int32)
    progress.stage("compare sketches", plan.bands, "bands")
    progress.advance(saved)
    for band in range(saved, plan.bands):
        tally = together([tally, join_band(plan, band, sketches, sketched, parent, pool, threads, work.stop)])
        if work.stop.is_set():
            raise KeyboardInterrupt
        if len(sketches) > 1_000_000 and band % 4 == 3:
            work.keep("parent", parent)
            work.save(bands_done=band + 1, tallies=tally.tolist())
        progress.advance(1)
    flatten(parent)
    return parent, Bounded(*(int(value) for value in tally))
