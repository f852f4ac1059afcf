"""All pairs of 64-bit words within a Hamming distance, exactly: pigeonhole and sorting.

Cut the words into ``m = distance + 2`` blocks. Two words within the distance agree in at least two blocks, so for
each pair of blocks the words are sorted by these bits, and only words that share them are compared (Manku, Jain
and Das Sarma 2007, "Detecting near-duplicates for web crawling"). A pair is reported for the first two blocks it
agrees in, so it comes once.
"""
# Compiled code: numba's scalars are numpy's, and its intrinsics take one argument less than they declare.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid
from goodwork.quality.kernels import kernel
from goodwork.redundancy.machine import ones

Hashes = NDArray[np.uint64]

GREATEST = 14
"""Distances above this would leave blocks too short to sort by."""


@kernel
def gathered(words: Hashes, first: int, second: int, bounds: NDArray[np.int64], entries: Hashes) -> None:
    """``key << 32 | index`` with the bits of two blocks as the key, spread over 32 bits."""
    one = (np.uint64(1) << np.uint64(bounds[first + 1] - bounds[first])) - np.uint64(1)
    two = (np.uint64(1) << np.uint64(bounds[second + 1] - bounds[second])) - np.uint64(1)
    width = np.uint64(bounds[second + 1] - bounds[second])
    for i in range(words.size):
        a = (words[i] >> np.uint64(bounds[first])) & one
        b = (words[i] >> np.uint64(bounds[second])) & two
        entries[i] = (a << width | b) << np.uint64(32) | np.uint64(i)


@kernel
def sort_by_key(entries: Hashes, spare: Hashes, bits: int) -> None:
    """Sorts by the lowest ``bits`` bits of the key, eleven at a time; the order of equal keys stays."""
    n = entries.size
    turns = (bits + 10) // 11
    for turn in range(turns):
        shift = np.uint64(32 + 11 * turn)
        free = np.zeros(2049, np.int64)
        for i in range(n):
            free[((entries[i] >> shift) & np.uint64(2047)) + np.uint64(1)] += 1
        for k in range(2048):
            free[k + 1] += free[k]
        for i in range(n):
            k = (entries[i] >> shift) & np.uint64(2047)
            spare[free[k]] = entries[i]
            free[k] += 1
        for i in range(n):
            entries[i] = spare[i]


@kernel
def compared(
    words: Hashes,
    entries: Hashes,
    first: int,
    second: int,
    bounds: NDArray[np.int64],
    distance: int,
    start: NDArray[np.int64],
    left: NDArray[np.int32],
    right: NDArray[np.int32],
) -> int:
    """Writes the pairs of one pair of blocks from ``start`` (entry, partner) on; stops when the room is full.

    Returns the pairs written and moves ``start``; done when ``start[0]`` is the number of entries.
    """
    n = entries.size
    low = np.uint64(0xFFFFFFFF)
    found = 0
    a = start[0]
    b = start[1]
    while a < n:
        key = entries[a] >> np.uint64(32)
        i = np.int64(entries[a] & low)
        b = max(b, a + 1)
        while b < n and entries[b] >> np.uint64(32) == key:
            j = np.int64(entries[b] & low)
            gap = words[i] ^ words[j]
            if ones(gap) <= distance:
                # The first two blocks without a difference must be these.
                earlier = 0
                for block in range(second):
                    if block != first:
                        width = np.uint64(bounds[block + 1] - bounds[block])
                        bits = (gap >> np.uint64(bounds[block])) & ((np.uint64(1) << width) - np.uint64(1))
                        if bits == 0:
                            earlier = 1
                            break
                if earlier == 0:
                    if found == left.size:
                        start[0] = a
                        start[1] = b
                        return found
                    left[found] = min(i, j)
                    right[found] = max(i, j)
                    found += 1
            b += 1
        a += 1
        b = 0
    start[0] = n
    start[1] = 0
    return found


def pairs_within(words: Hashes, distance: int, threads: int = 1) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Every pair ``i < j`` of ``words`` (n,) that differ in at most ``distance`` bits, each once, sorted.

    >>> i, j = pairs_within(np.array([0b0000, 0b0111, 0b0101], np.uint64), 2)
    >>> list(zip(i.tolist(), j.tolist()))
    [(0, 2), (1, 2)]
    """
    if not 0 <= distance <= GREATEST:
        raise Invalid(f"A distance of {distance} bits can't be used.", next_step=f"Choose from 0 to {GREATEST}.")
    blocks = distance + 2
    bounds = np.array([64 * k // blocks for k in range(blocks + 1)], np.int64)
    waiting = itertools.combinations(range(blocks), 2)

    def run(combination: tuple[int, int]) -> list[tuple[NDArray[np.int32], NDArray[np.int32]]]:
        first, second = combination
        entries, spare = np.empty(words.size, np.uint64), np.empty(words.size, np.uint64)
        gathered(words, first, second, bounds, entries)
        bits = int(bounds[first + 1] - bounds[first] + bounds[second + 1] - bounds[second])
        if bits > 32:
            entries = _wide(words, first, second, bounds)
        else:
            sort_by_key(entries, spare, bits)
        del spare
        parts: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
        start = np.zeros(2, np.int64)
        while start[0] < words.size:
            left, right = np.empty(1 << 16, np.int32), np.empty(1 << 16, np.int32)
            found = compared(words, entries, first, second, bounds, distance, start, left, right)
            parts.append((left[:found].copy(), right[:found].copy()))
        return parts

    with ThreadPoolExecutor(threads) as pool:
        parts = [part for some in pool.map(run, waiting) for part in some]
    left = np.concatenate([p[0] for p in parts]) if parts else np.empty(0, np.int32)
    right = np.concatenate([p[1] for p in parts]) if parts else np.empty(0, np.int32)
    order = np.lexsort((right, left))
    return left[order], right[order]


def _wide(words: Hashes, first: int, second: int, bounds: NDArray[np.int64]) -> Hashes:
    """Entries for blocks of more than 32 bits: equal keys get equal ranks."""
    mask = np.uint64(0)
    for block in (first, second):
        width = int(bounds[block + 1] - bounds[block])
        mask |= np.uint64(((1 << width) - 1) << int(bounds[block]))
    _, rank = np.unique(words & mask, return_inverse=True)
    order = np.argsort(rank, kind="stable")
    return rank[order].astype(np.uint64) << np.uint64(32) | order.astype(np.uint64)
