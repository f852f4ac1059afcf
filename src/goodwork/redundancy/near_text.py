"""Near-duplicate texts, from columns on disk to a representative for every row."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goodwork.redundancy.candidates import Bounded, join_candidates, load_sketches
from goodwork.redundancy.plan import Plan
from goodwork.redundancy.progress import Progress
from goodwork.redundancy.shuffle import part_files, parted, shuffle
from goodwork.redundancy.units import find_units
from goodwork.redundancy.verify import index_part, side_by_side, verify_part
from goodwork.redundancy.work import Work

MAPPED = 256 << 20
"""A part larger than this (one huge group) is mapped instead of read."""


@dataclass(slots=True)
class Answer:
    """Who represents whom, by unit and by row."""

    unit_of_row: NDArray[np.int32]
    best_row: NDArray[np.int32]
    representative: NDArray[np.int32]
    """(units,) the unit that represents each"""
    similarity: NDArray[np.float64]
    """(units,) exact Jaccard to the representative"""
    bounded: Bounded = field(default_factory=Bounded)
    compared: int = 0
    """Pairs whose exact Jaccard was taken."""


def cluster_texts(
    work: Work, plan: Plan, keep: str, near: bool, pool: Executor, threads: int, progress: Progress
) -> Answer:
    """Units, and with ``near`` their clusters. Takes up where ``work`` stopped."""
    progress.stage("exact duplicates", None, "rows")
    units = find_units(work, keep, pool, threads)
    count = units.count
    if not near:
        own = np.arange(count, dtype=np.int32)
        return Answer(units.unit_of_row, units.best_row, own, np.ones(count))
    # Rows are not needed until the end: on disk until then.
    for name, column in (("unit_of_row", units.unit_of_row), ("best_row", units.best_row), ("score", units.score)):
        work.keep(name, column)
    unit_of_slot = units.unit_of_slot
    del units
    sketched = np.zeros(count, np.bool_)
    sketched[unit_of_slot[unit_of_slot >= 0]] = True
    sketches = load_sketches(work, plan, unit_of_slot, count)
    if work.state["stage"] in ("units", "read"):
        parent, bounded = join_candidates(work, plan, sketches, sketched, pool, threads, progress)
        size = np.zeros(count, np.int32)
        sizes = work.column("sizes", np.int32).load()
        written_once = unit_of_slot >= 0
        size[unit_of_slot[written_once]] = sizes[written_once]
        part, parts = parted(parent, size)
        del size, sizes, written_once
        shuffle(work, unit_of_slot, part, parts, pool, threads, progress)
        work.keep("parent", parent)
        work.save(
            stage="verify",
            parts=parts,
            verified=[],
            pairs=[0, 0],
            bounded=[bounded.buckets, bounded.units, bounded.largest],
        )
        work.drop("sets")
    else:
        parent = work.column("parent", np.int32).load()
    del unit_of_slot
    verify(work, plan, sketches, parent, pool, threads, progress)
    del sketches, parent
    representative, similarity = settled(
        (
            (
                work.column(f"units-{number:05d}", np.int32).load(),
                work.column(f"representative-{number:05d}", np.int32).load(),
                work.column(f"similarity-{number:05d}", np.float64).load(),
            )
            for number in range(work.state["parts"])
        ),
        count,
    )
    return Answer(
        work.column("unit_of_row", np.int32).load(),
        work.column("best_row", np.int32).load(),
        representative,
        similarity,
        Bounded(*work.state["bounded"]),
        work.state["pairs"][0],
    )


def verify_one(
    folder: Path,
    number: int,
    plan: Plan,
    sketches: NDArray[np.uint64],
    parent: NDArray[np.int32],
    score: NDArray[np.float64],
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], NDArray[np.int64]]:
    """(n,) units, representatives and similarities of one part, and (2,) pairs compared and accepted."""
    files = part_files(folder, number)
    mapped = len(files) == 1 and files[0].stat().st_size > MAPPED
    if mapped:
        records: NDArray[np.uint32] = np.asarray(np.memmap(files[0], np.uint32, "r"))
    else:
        records = np.concatenate([np.fromfile(path, np.uint32) for path in files])
    none = np.empty(0, np.int32)
    n = index_part(records, none, np.empty(0, np.int64), none)
    units, starts, sizes = np.empty(n, np.int32), np.empty(n, np.int64), np.empty(n, np.int32)
    index_part(records, units, starts, sizes)
    by_group, units, starts, sizes, records = side_by_side(records, units, starts, sizes, parent, not mapped)
    tally = np.zeros(2, np.int64)
    representative, similarity = verify_part(
        by_group, units, starts, sizes, records, score, sketches, plan.rows, plan.cut, plan.threshold, tally
    )
    return units, representative, similarity, tally


def settled(
    parts: Iterable[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]], count: int
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """(units,) representatives and similarities from those of the parts; units in no part stand for themselves."""
    representative = np.arange(count, dtype=np.int32)
    similarity = np.ones(count)
    for units, chosen, alike in parts:
        representative[units] = chosen
        similarity[units] = alike
    return representative, similarity


def verify(
    work: Work,
    plan: Plan,
    sketches: NDArray[np.uint64],
    parent: NDArray[np.int32],
    pool: Executor,
    threads: int,
    progress: Progress,
) -> None:
    """Verifies every part that is not verified yet, ``threads`` parts at a time."""
    score = work.column("score", np.float64).load()
    done = set(work.state["verified"])
    waiting = iter([number for number in range(work.state["parts"]) if number not in done])
    lock = threading.Lock()
    progress.stage("verify pairs", work.state["parts"], "parts")
    progress.advance(len(done))

    def run(_thread: int) -> None:
        while not work.stop.is_set():
            with lock:
                number = next(waiting, -1)
            if number < 0:
                return
            units, representative, similarity, tally = verify_one(work.folder, number, plan, sketches, parent, score)
            work.keep(f"units-{number:05d}", units)
            work.keep(f"representative-{number:05d}", representative)
            work.keep(f"similarity-{number:05d}", similarity)
            with lock:
                pairs = [int(a + b) for a, b in zip(work.state["pairs"], tally, strict=True)]
                work.save(verified=[*work.state["verified"], number], pairs=pairs)
                for path in part_files(work.folder, number):
                    path.unlink()
            progress.advance(1)

    try:
        list(pool.map(run, range(threads)))
    except KeyboardInterrupt:
        work.stop.set()
        raise
    if work.stop.is_set():
        raise KeyboardInterrupt
