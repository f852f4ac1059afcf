"""Sketches to groups of texts that may be near-duplicates: bands sorted, buckets compared by sketch.

A bucket holds the units that agree in one band. Units are numbered in the order of their content hashes, so a
bucket comes in an order that has nothing to do with the rows of a file. Buckets of up to ``ALL_PAIRS`` units are
compared pair by pair; larger ones are ordered by their next band and each unit meets the ``WINDOW`` that follow.
Which pairs are compared depends on contents only, and skipping pairs that are joined already changes no group.
"""

# Compiled code: numba's scalars are numpy's, and its intrinsics take one argument less than they declare.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel
from goodwork.redundancy.joining import Parents, find, unite
from goodwork.redundancy.machine import ones

ALL_PAIRS = 128
WINDOW = 64
PARTS = 1024

Sketches = NDArray[np.uint64]
Entries = NDArray[np.uint64]
Keys = NDArray[np.uint32]


@kernel
def agreements(sketches: Sketches, u: int, v: int) -> int:
    """In how many bytes the sketches of ``u`` and ``v`` agree."""
    low7 = np.uint64(0x7F7F7F7F7F7F7F7F)
    unlike = np.int64(0)
    for w in range(sketches.shape[1]):
        x = sketches[u, w] ^ sketches[v, w]
        unlike += ones(((x & low7) + low7 | x) & ~low7)
    return 8 * sketches.shape[1] - unlike


@kernel
def band_key(lanes: NDArray[np.uint8], u: int, band: int, rows: int) -> Any:
    """The 32-bit key of unit ``u`` in a band: its bytes, spread so that any bits of it will do."""
    key = np.uint32(0)
    for j in range(band * rows, (band + 1) * rows):
        key = np.uint32(key << np.uint32(8) | lanes[u, j])
    return np.uint32(key * np.uint32(0x9E3779B1))


@kernel
def band_keys(lanes: NDArray[np.uint8], band: int, rows: int, start: int, stop: int, keys: Keys) -> None:
    """The keys of units ``start:stop`` in a band."""
    for u in range(start, stop):
        keys[u] = band_key(lanes, u, band, rows)


@kernel
def count_parts(keys: Keys, wanted: NDArray[np.bool_], start: int, stop: int, counts: NDArray[np.int64]) -> None:
    """How many wanted ``keys[start:stop]`` begin with each ten bits."""
    for u in range(start, stop):
        if wanted[u]:
            counts[keys[u] >> np.uint32(22)] += 1


@kernel
def place_parts(
    keys: Keys, wanted: NDArray[np.bool_], start: int, stop: int, free: NDArray[np.int64], entries: Entries
) -> None:
    """Puts ``key << 32 | unit`` of the wanted units ``start:stop`` into its part, in the order of units."""
    for u in range(start, stop):
        if wanted[u]:
            part = keys[u] >> np.uint32(22)
            entries[free[part]] = np.uint64(keys[u]) << np.uint64(32) | np.uint64(u)
            free[part] += 1


@kernel
def sort_part(entries: Entries, spare: Entries) -> None:
    """Sorts one part by the other 22 bits of its keys, in two stable passes; units stay in order."""
    n = entries.size
    if n < 2:
        return
    for turn in range(2):
        shift = np.uint64(32 + 11 * turn)
        source = entries if turn == 0 else spare
        target = spare if turn == 0 else entries
        free = np.zeros(2049, np.int64)
        for i in range(n):
            free[((source[i] >> shift) & np.uint64(2047)) + np.uint64(1)] += 1
        for k in range(2048):
            free[k + 1] += free[k]
        for i in range(n):
            k = (source[i] >> shift) & np.uint64(2047)
            target[free[k]] = source[i]
            free[k] += 1


def partitioned(
    pool: Executor, threads: int, keys: Keys, wanted: NDArray[np.bool_], entries: Entries
) -> NDArray[np.int64]:
    """Fills ``entries`` with ``key << 32 | unit`` of the ``wanted`` units by the first ten bits of the key.

    Returns the (PARTS + 1,) bounds of the parts; ``entries`` has a place for each wanted unit.
    """
    n = keys.size
    edges = [n * t // threads for t in range(threads + 1)]
    counts = np.zeros((threads, PARTS), np.int64)
    list(pool.map(lambda t: count_parts(keys, wanted, edges[t], edges[t + 1], counts[t]), range(threads)))
    bounds = np.concatenate([[0], np.cumsum(counts.sum(0))])
    free = bounds[:-1] + np.cumsum(counts, 0) - counts
    list(pool.map(lambda t: place_parts(keys, wanted, edges[t], edges[t + 1], free[t], entries), range(threads)))
    return bounds


@kernel
def sort_words(words: Entries) -> None:
    """Sorts 64-bit words in place (heapsort: Williams 1964).

    Short, since what calls it is compiled with it; the sort that numba brings takes a second to compile in each of
    its callers, and orders of the buckets in question are a small part of what is done with them.
    """
    n = words.size
    for turn in range(n + n // 2):
        # First every parent sinks, from the last to the first; then the largest goes to the end, again and again.
        end = n
        hole = n // 2 - 1 - turn
        if hole < 0:
            end = n + n // 2 - 1 - turn
            hole = 0
        if end == 0:
            return
        word = words[hole]
        if end < n:
            word = words[end]
            words[end] = words[0]
        while 2 * hole + 1 < end:
            child = 2 * hole + 1
            if child + 1 < end and words[child + 1] > words[child]:
                child += 1
            if words[child] <= word:
                break
            words[hole] = words[child]
            hole = child
        words[hole] = word


@kernel
def by_next_band(entries: Entries, lanes: NDArray[np.uint8], band: int, rows: int) -> None:
    """Orders a bucket by the keys of its next band, then by unit (content hash)."""
    following = (band + 1) % (lanes.shape[1] // rows)
    for i in range(entries.size):
        u = np.int64(entries[i] & np.uint64(0xFFFFFFFF))
        entries[i] = np.uint64(band_key(lanes, u, following, rows)) << np.uint64(32) | np.uint64(u)
    sort_words(entries)


@kernel
def join_bucket(
    entries: Entries,
    sketches: Sketches,
    lanes: NDArray[np.uint8],
    band: int,
    rows: int,
    cut: int,
    parent: Parents,
    label: NDArray[np.int64],
) -> None:
    """Joins the units of one bucket whose sketches agree in ``cut`` places."""
    m = entries.size
    low = np.uint64(0xFFFFFFFF)
    first = find(parent, np.int64(entries[0] & low))
    same = True
    for i in range(1, m):
        if find(parent, np.int64(entries[i] & low)) != first:
            same = False
            break
    if same:
        return
    if m > ALL_PAIRS:
        by_next_band(entries, lanes, band, rows)
        for i in range(m):
            u = np.int64(entries[i] & low)
            mine = find(parent, u)
            for j in range(i + 1, min(m, i + 1 + WINDOW)):
                v = np.int64(entries[j] & low)
                if find(parent, v) != mine and agreements(sketches, u, v) >= cut:
                    unite(parent, u, v)
                    mine = find(parent, u)
        return
    for i in range(m):
        label[i] = find(parent, np.int64(entries[i] & low))
    for i in range(m):
        u = np.int64(entries[i] & low)
        for j in range(i + 1, m):
            if label[i] == label[j]:
                continue
            v = np.int64(entries[j] & low)
            if agreements(sketches, u, v) >= cut:
                unite(parent, u, v)
                old = label[j]
                for k in range(m):
                    if label[k] == old:
                        label[k] = label[i]


@kernel
def join_part(
    entries: Entries,
    spare: Entries,
    sketches: Sketches,
    lanes: NDArray[np.uint8],
    band: int,
    rows: int,
    cut: int,
    parent: Parents,
    tally: NDArray[np.int64],
) -> None:
    """Sorts one part of a band and joins within its buckets.

    ``tally`` (3,): buckets that were bounded, the units in them, the largest bucket.
    """
    n = entries.size
    sort_part(entries, spare)
    label = np.empty(ALL_PAIRS, np.int64)
    a = 0
    while a < n:
        key = entries[a] >> np.uint64(32)
        b = a + 1
        while b < n and entries[b] >> np.uint64(32) == key:
            b += 1
        if b - a > 1:
            tally[2] = max(tally[2], b - a)
            if b - a > ALL_PAIRS:
                tally[0] += 1
                tally[1] += b - a
            join_bucket(entries[a:b], sketches, lanes, band, rows, cut, parent, label)
        a = b
