"""Texts to content hashes, shingle sets and sketches: one pass over the bytes of an Arrow buffer.

Shingles are compared by 32-bit hashes. Two texts of n shingles each then share one by chance with probability
n^2 / 2^32 (one in 400,000 for 100 words); a content hash has 128 bits.
"""

# Compiled code: numba's scalars are numpy's, and its intrinsics take one argument less than they declare.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel
from goodwork.redundancy.alphabet import ALONE, COMPOSES, DROPPED, IGNORED, TABLE, WORD
from goodwork.redundancy.machine import load8, trailing

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint32]
Hashes = NDArray[np.uint64]

EMPTY, BROKEN, DECOMPOSED, WORDLESS = 1, 2, 4, 8
"""Flags of a row: no text; invalid UTF-8 inside; to be composed (NFC) first; only punctuation."""

K1 = np.uint64(0x9E3779B97F4A7C15)
K2 = np.uint64(0xBF58476D1CE4E5B9)
K3 = np.uint64(0x94D049BB133111EB)
USUAL_SET = 4096
"""Sets up to here share one hash table to lose their repeats in; a larger one gets its own."""


@kernel
def mixed(z: Any) -> Any:
    """A 64-bit word scrambled so that every bit depends on every bit (splitmix64's finaliser)."""
    z = np.uint64(z)
    z = (z ^ (z >> np.uint64(30))) * K2
    z = (z ^ (z >> np.uint64(27))) * K3
    return z ^ (z >> np.uint64(31))


@kernel
def character(data: Bytes, at: int, end: int) -> tuple[int, int]:
    """The code point at ``at`` and its bytes; an invalid byte comes as -1 - byte, one byte long."""
    c = np.int64(data[at])
    left = end - at
    if 0xC2 <= c < 0xE0 and left > 1 and data[at + 1] & 0xC0 == 0x80:
        return (c & 0x1F) << 6 | np.int64(data[at + 1] & 0x3F), 2
    if 0xE0 <= c < 0xF0 and left > 2 and data[at + 1] & 0xC0 == 0x80 and data[at + 2] & 0xC0 == 0x80:
        point = (c & 0x0F) << 12 | np.int64(data[at + 1] & 0x3F) << 6 | np.int64(data[at + 2] & 0x3F)
        if point >= 0x800 and not 0xD800 <= point < 0xE000:
            return point, 3
    if 0xF0 <= c < 0xF5 and left > 3:
        point = (c & 0x07) << 18 | np.int64(data[at + 1] & 0x3F) << 12
        point |= np.int64(data[at + 2] & 0x3F) << 6 | np.int64(data[at + 3] & 0x3F)
        follow = data[at + 1] & 0xC0 == 0x80 and data[at + 2] & 0xC0 == 0x80 and data[at + 3] & 0xC0 == 0x80
        if follow and 0x10000 <= point < 0x110000:
            return point, 4
    return -1 - c, 1


@kernel
def word_bytes(eight: Any) -> tuple[Any, int]:
    """Eight ASCII bytes in lower case, and how many of them, from the first, are letters, digits or ``_``."""
    high = np.uint64(0x8080808080808080)
    low = eight | np.uint64(0x2020202020202020)
    x = low & ~high
    # The top bit of each byte says whether the byte is at least the bound.
    letter = (x + np.uint64(0x1F1F1F1F1F1F1F1F)) & ~(x + np.uint64(0x0505050505050505))
    letter |= x + np.uint64(0x0101010101010101)  # 0x7F: an underscore (so is a delete character)
    digit = (x + np.uint64(0x5050505050505050)) & ~(x + np.uint64(0x4646464646464646))
    digit &= (eight << np.uint64(2)) & (eight << np.uint64(3))  # bits 0x20 and 0x10 were there before
    word = (letter | digit) & ~eight & high
    return low, trailing(word ^ high) >> 3


@kernel
def read_words(
    data: Bytes, at: int, end: int, fold: Words, kind: Bytes, characters: bool, tokens: Hashes
) -> tuple[int, int, int, Any]:
    """Hashes of the words of ``data[at:end]`` into ``tokens``: their count, their characters, the flags of the
    text, and a hash of its punctuation.

    With ``characters`` every character is a word, and so is the one space between two words and at the end.
    """
    raw = K3
    count = 0
    length = 0
    flags = 0
    state = K1  # hash of the word so far
    inside = 0  # characters in it
    black = False
    last = data.size
    p = at
    while p < end:
        # The usual case, kept tight: ASCII letters, digits and _, eight bytes at a time.
        if not characters:
            while True:
                eight = np.uint64(0)
                if p + 8 <= last:
                    eight = load8(data, p)
                else:
                    for i in range(min(8, end - p)):
                        eight |= np.uint64(data[p + i]) << np.uint64(8 * i)
                eight, run = word_bytes(eight)
                run = min(run, end - p)
                if run == 0:
                    break
                inside += run
                p += run
                if run < 8:
                    eight &= (np.uint64(1) << np.uint64(8 * run)) - np.uint64(1)
                state = (state ^ eight) * K2
                state ^= state >> np.uint64(32)
                if run < 8:
                    break
            if p == end:
                break
        c = data[p]
        step = 1
        if c < 128:
            point = np.int64(fold[c])
            group = np.int64(kind[c])
            if c == 45 and p + 1 < end and 48 <= data[p + 1] < 58 and (p == at or data[p - 1] <= 32):
                group = ALONE  # the sign of a number
        else:
            point, step = character(data, p, end)
            if point < 0:
                flags |= BROKEN
                point = np.int64(0xDC00) - 1 - point
                group = WORD
            elif point < TABLE:
                group = np.int64(kind[point])
                if group & COMPOSES:
                    flags |= DECOMPOSED
                    group &= 0x0F
                point = np.int64(fold[point])
            else:
                group = ALONE
        p += step
        if group == IGNORED:
            continue
        if group == WORD and not characters:
            state = (state ^ np.uint64(point)) * K3
            state ^= state >> np.uint64(32)
            inside += 1
            continue
        if inside:
            tokens[count] = mixed(state + np.uint64(inside))
            count += 1
            length += inside
            state = K1
            inside = 0
        if group == WORD or group == ALONE:  # noqa: SIM109 - compiled as two comparisons
            tokens[count] = mixed(np.uint64(point) * K1 + np.uint64(1))
            count += 1
            length += 1
        else:
            if characters and count > 0 and tokens[count - 1] != K3:
                tokens[count] = K3
                count += 1
            if group == DROPPED:
                black = True
                if count == 0:
                    raw = (raw ^ np.uint64(point)) * K1
                    raw ^= raw >> np.uint64(29)
    if inside:
        tokens[count] = mixed(state + np.uint64(inside))
        count += 1
        length += inside
    if characters and count > 0 and tokens[count - 1] != K3:
        tokens[count] = K3
        count += 1
    if count == 0:
        flags |= WORDLESS if black else EMPTY
    return count, length, flags, raw


@kernel
def content_hash(tokens: Hashes, count: int, raw: Any, out: Hashes) -> None:
    """128 bits (2,) of a text's words in their order, or of its punctuation when it has no word."""
    h1 = K1
    h2 = K2
    for i in range(count):
        h1 = (h1 ^ tokens[i]) * K3
        h1 ^= h1 >> np.uint64(32)
        h2 = (h2 + tokens[i]) * K1
        h2 ^= h2 >> np.uint64(29)
    if count == 0:
        h1 ^= raw
        h2 ^= raw * K2
    out[0] = mixed(h1)
    out[1] = mixed(h2 + np.uint64(count))


@kernel
def shingle(tokens: Hashes, count: int, powers: Hashes, out: Words) -> int:
    """32-bit hashes of every run of ``powers.size`` words into ``out``, repeats kept; returns how many.

    A text of fewer words is one shingle.
    """
    n = powers.size
    if count < n:
        s = np.uint64(count)
        for j in range(count):
            s += tokens[j] * powers[j]
        out[0] = np.uint32(((s ^ (s >> np.uint64(32))) * K2) >> np.uint64(32))
        return 1 if count else 0
    for i in range(count - n + 1):
        s = np.uint64(0)
        for j in range(n):
            s += tokens[i + j] * powers[j]
        out[i] = np.uint32(((s ^ (s >> np.uint64(32))) * K2) >> np.uint64(32))
    return count - n + 1


@kernel
def distinct(values: Words, n: int, table: Words) -> int:
    """Moves the distinct values of ``values[:n]`` to its front, in the order they came; returns how many.

    ``table`` is left zero; it serves sets of up to `USUAL_SET`.
    """
    mask = np.int64(15)
    while mask < 2 * n:
        mask = mask * 2 + 1
    if mask >= table.size:
        table = np.zeros(mask + 1, np.uint32)
    kept = 0
    for i in range(n):
        value = values[i]
        if value == 0:
            value = np.uint32(1)  # zero marks a free place
        slot = np.int64(value) & mask
        while table[slot] != 0 and table[slot] != value:
            slot = (slot + 1) & mask
        if table[slot] == 0:
            table[slot] = value
            values[kept] = value
            kept += 1
    for slot in range(mask + 1):
        table[slot] = 0
    return kept


@kernel
def sketch(values: Words, n: int, factors: Words, shifts: Words, lanes: Words, out: Bytes) -> None:
    """The MinHash sketch of a set: per lane the least ``factor * value + shift`` (mod 2^32), kept as 8 bits.

    Li and König 2010, "b-bit minwise hashing"; lanes by Dietzfelbinger's multiply-shift on hashed shingles.
    """
    width = factors.size
    for j in range(width):
        lanes[j] = np.uint32(0xFFFFFFFF)
    # Four values a round: the lanes, factors and shifts are then loaded once for four.
    for i in range(0, n, 4):
        v0 = values[i]
        v1 = values[min(i + 1, n - 1)]
        v2 = values[min(i + 2, n - 1)]
        v3 = values[min(i + 3, n - 1)]
        for j in range(width):
            f = factors[j]
            s = shifts[j]
            h = min(np.uint32(f * v0 + s), np.uint32(f * v1 + s))
            g = min(np.uint32(f * v2 + s), np.uint32(f * v3 + s))
            lanes[j] = min(lanes[j], min(h, g))
    for j in range(width):
        out[j] = np.uint8(np.uint32(lanes[j] * np.uint32(0x9E3779B1)) >> np.uint32(24))


@kernel
def read_batch(
    data: Bytes,
    offsets: NDArray[np.int64],
    rows: NDArray[np.int64],
    absent: Bytes,
    fold: Words,
    kind: Bytes,
    characters: bool,
    composed: bool,
    powers: Hashes,
    factors: Words,
    shifts: Words,
    seen: Hashes,
    content: Hashes,
    length: NDArray[np.int32],
    flags: Bytes,
    slot: NDArray[np.int32],
    sizes: NDArray[np.int32],
    sketches: Bytes,
    sets: Words,
    slots: int,
    used: int,
) -> tuple[int, int]:
    """Reads texts ``rows`` of a batch; appends a set and a sketch for each content not met before.

    ``content`` (2, rows), ``length``, ``flags`` and ``slot`` are by row; ``sizes``, ``sketches`` and ``sets`` by
    slot. ``seen`` is a cache of content hashes shared by threads: a lost race writes one set twice, no more.
    Returns the slots and the places of ``sets`` now used.
    """
    longest = np.int64(0)
    for k in range(rows.size):
        longest = max(longest, offsets[k + 1] - offsets[k])
    tokens = np.empty(longest + 2, np.uint64)
    pair = np.zeros(2, np.uint64)
    lanes = np.zeros(factors.size, np.uint32)
    table = np.zeros(4 * USUAL_SET, np.uint32)
    mask = np.uint64(seen.size - 1)
    width = factors.size
    for k in range(rows.size):
        i = rows[k]
        slot[i] = -1
        if absent[i]:
            flags[i] = EMPTY
            continue
        count, size, flag, raw = read_words(data, offsets[k], offsets[k + 1], fold, kind, characters, tokens)
        if composed:
            flag &= ~DECOMPOSED
        content_hash(tokens, count, raw, pair)
        content[0, i] = pair[0]
        content[1, i] = pair[1]
        length[i] = size
        flags[i] = flag
        if count == 0 or (flag & DECOMPOSED and not flag & BROKEN):
            continue
        place = pair[0] & mask
        mark = pair[0] ^ pair[1]
        if seen[place] == mark:
            continue
        seen[place] = mark
        target = sets[used:]
        count = distinct(target, shingle(tokens, count, powers, target), table)
        sketch(target, count, factors, shifts, lanes, sketches[slots * width : (slots + 1) * width])
        slot[i] = slots
        sizes[slots] = count
        slots += 1
        used += count
    return slots, used


def constants(n: int, lanes: int) -> tuple[Hashes, Words, Words]:
    """Fixed odd multipliers: (n,) of the places in a shingle, (lanes,) factors and shifts of the sketch."""
    stream = np.random.Generator(np.random.PCG64(0x600D))
    powers = stream.integers(0, 2**64, 16, np.uint64)[:n] | np.uint64(1)
    factors = stream.integers(0, 2**32, 2 * lanes, np.uint32)
    return powers, factors[::2].copy() | np.uint32(1), factors[1::2].copy()
