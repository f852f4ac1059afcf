"""Rows to units: one unit for each different content, numbered in the order of the content hashes.

That order is a property of the contents alone, so whatever is later decided by the number of a unit (which pairs
of a large bucket meet, which of two equals represents the other) is the same for any order of rows.
"""

# Compiled code: numba's scalars are numpy's, and its intrinsics take one argument less than they declare.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel
from goodwork.redundancy.bands import PARTS, partitioned, sort_part
from goodwork.redundancy.shingles import EMPTY, K1, K2, K3, mixed
from goodwork.redundancy.work import Work

Entries = NDArray[np.uint64]
Ints = NDArray[np.int32]


@dataclass(slots=True)
class Units:
    """Contents and their rows."""

    unit_of_row: Ints
    """(rows,)"""
    unit_of_slot: Ints
    """(slots,) -1 where a set was written twice"""
    best_row: Ints
    """(units,) the row that stands for the unit"""
    score: NDArray[np.float64]
    """(units,) by which a cluster chooses its representative, the larger the better"""

    @property
    def count(self) -> int:
        return self.best_row.size


@kernel
def tell_apart(content: Entries, rows: NDArray[np.int64]) -> None:
    """Gives each of ``rows`` (texts with nothing in them) a content of its own."""
    for row in rows:
        content[2 * row] = mixed(np.uint64(row) * K2 + K1)
        content[2 * row + 1] = mixed(np.uint64(row) * K3 + K1)


@kernel
def group_part(entries: Entries, spare: Entries, content: Entries) -> int:
    """Sorts a part by content, rows in order within one; marks the first row of each; returns their number.

    The mark is the top bit of an entry; the bits below it, down to the row, are left zero.
    """
    n = entries.size
    sort_part(entries, spare)
    low = np.uint64(0xFFFFFFFF)
    top = np.uint64(1) << np.uint64(63)
    groups = 0
    a = 0
    while a < n:
        key = entries[a] >> np.uint64(32)
        b = a + 1
        while b < n and entries[b] >> np.uint64(32) == key:
            b += 1
        for i in range(a, b):
            entries[i] &= low
        # Contents that share 32 bits of hash are rare: take the least content, gather its rows, and go on.
        while a < b:
            least = np.int64(entries[a])
            mixed_run = False
            for i in range(a + 1, b):
                row = np.int64(entries[i])
                if content[2 * row] != content[2 * least]:
                    mixed_run = True
                    if content[2 * row] < content[2 * least]:
                        least = row
                elif content[2 * row + 1] != content[2 * least + 1]:
                    mixed_run = True
                    if content[2 * row + 1] < content[2 * least + 1]:
                        least = row
            end = b
            if mixed_run:
                end = a
                others = 0
                for i in range(a, b):
                    row = np.int64(entries[i])
                    if content[2 * row] == content[2 * least] and content[2 * row + 1] == content[2 * least + 1]:
                        entries[end] = np.uint64(row)
                        end += 1
                    else:
                        spare[others] = np.uint64(row)
                        others += 1
                for i in range(others):
                    entries[end + i] = spare[i]
            entries[a] |= top
            groups += 1
            a = end
    return groups


@kernel
def number_part(
    entries: Entries,
    first: int,
    slot: Ints,
    length: Ints,
    quality: NDArray[np.float64],
    rule: int,
    unit_of_row: Ints,
    unit_of_slot: Ints,
    best_row: Ints,
    score: NDArray[np.float64],
) -> None:
    """Numbers the contents of a part from ``first``; ``rule`` is 0 longest, 1 earliest, 2 highest quality."""
    low = np.uint64(0x7FFFFFFFFFFFFFFF)
    unit = first - 1
    own = np.int64(-1)
    for i in range(entries.size):
        row = np.int64(entries[i] & low)
        if entries[i] > low:
            unit += 1
            own = np.int64(-1)
            best_row[unit] = row
            score[unit] = -np.float64(row) if rule == 1 else np.float64(length[row])
            if rule == 2:
                score[unit] = quality[row]
        elif rule == 2 and quality[row] > score[unit]:
            score[unit] = quality[row]
            best_row[unit] = row
        unit_of_row[row] = unit
        if slot[row] >= 0 and own < 0:
            own = np.int64(slot[row])
            unit_of_slot[own] = unit


RULES = {"longest": 0, "earliest": 1}


def find_units(work: Work, keep: str, pool: Executor, threads: int) -> Units:
    """Groups the rows of ``work`` by content (128-bit hash of the normalised text)."""
    content = work.column("content", np.uint64).load()
    flags = work.column("flags", np.uint8).load()
    rows = flags.size
    tell_apart(content, np.flatnonzero(flags & EMPTY))
    keys = (content[::2] >> np.uint64(32)).astype(np.uint32)
    entries = np.empty(rows, np.uint64)
    bounds = partitioned(pool, threads, keys, np.ones(rows, np.bool_), entries)
    del keys
    spare = int(np.diff(bounds).max(initial=0))

    groups = np.zeros(PARTS, np.int64)

    def group(thread: int, content: Entries) -> None:
        room = np.empty(spare, np.uint64)
        for part in np.flatnonzero(np.diff(bounds))[thread::threads]:
            groups[part] = group_part(entries[bounds[part] : bounds[part + 1]], room, content)

    list(pool.map(group, range(threads), [content] * threads))
    del content
    first = np.concatenate([[0], np.cumsum(groups)])
    rule = RULES.get(keep, 2)
    slot = work.column("slot", np.int32).load()
    length = work.column("length", np.int32).load()
    quality = work.column("quality", np.float64).load() if rule == 2 else np.zeros(0)
    units = Units(
        np.empty(rows, np.int32),
        np.full(work.state.get("slots", 0), -1, np.int32),
        np.empty(int(first[-1]), np.int32),
        np.empty(int(first[-1]), np.float64),
    )

    def number(thread: int) -> None:
        for part in np.flatnonzero(np.diff(bounds))[thread::threads]:
            number_part(
                entries[bounds[part] : bounds[part + 1]],
                int(first[part]),
                slot,
                length,
                quality,
                rule,
                units.unit_of_row,
                units.unit_of_slot,
                units.best_row,
                units.score,
            )

    list(pool.map(number, range(threads)))
    return units
