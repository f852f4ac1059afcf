"""Groups of candidates to clusters: exact Jaccard of pairs, a representative, and the similarity to it.

Groups are whole: a pair that could be accepted lies inside one. A group of up to ``ALL_PAIRS`` units is compared
pair by pair; in a larger one the bands bring up the pairs again. A pair is accepted when its exact Jaccard
reaches the threshold, whatever else is joined; pairs that are joined already are skipped, which changes nothing.
"""

# Compiled code: numba's scalars are numpy's, and its intrinsics take one argument less than they declare.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel
from goodwork.redundancy.bands import ALL_PAIRS, WINDOW, agreements, band_key, by_next_band, sort_words
from goodwork.redundancy.jaccard import fill, least_shared, share_enough, shared, table_size
from goodwork.redundancy.joining import find, unite

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Words = NDArray[np.uint32]
Hashes = NDArray[np.uint64]


@kernel
def index_part(records: Words, units: Ints, starts: Longs, sizes: Ints) -> int:
    """Reads records ``unit, size, values...``; returns their number. With empty ``units`` it only counts."""
    at = 0
    count = 0
    while at < records.size:
        size = np.int64(records[at + 1])
        if units.size:
            units[count] = np.int32(records[at])
            starts[count] = at + 2
            sizes[count] = size
        count += 1
        at += 2 + size
    return count


@kernel
def compare_row(
    a: int,
    others: Longs,
    starts: Longs,
    sizes: Ints,
    records: Words,
    sketches: Hashes,
    cut: int,
    threshold: float,
    joined: Ints,
    table: Words,
    tally: Longs,
) -> None:
    """Compares place ``a`` with the places ``others`` that it is not joined with; joins those accepted.

    ``tally`` (2,): pairs compared exactly, pairs accepted.
    """
    filled = np.int64(0)
    mine = find(joined, a)
    for b in others:
        if find(joined, b) == mine:
            continue
        small = min(sizes[a], sizes[b])
        large = max(sizes[a], sizes[b])
        if small < threshold * large or agreements(sketches, a, b) < cut:
            continue
        if filled == 0:
            filled = table_size(sizes[a])
            if filled > table.size:
                table = np.zeros(filled, np.uint32)
            fill(records[starts[a] : starts[a] + sizes[a]], table[:filled])
        tally[0] += 1
        least = least_shared(np.int64(sizes[a]) + sizes[b], threshold)
        if share_enough(records[starts[b] : starts[b] + sizes[b]], table[:filled], least):
            tally[1] += 1
            unite(joined, a, b)
            mine = find(joined, a)
    for slot in range(filled):
        table[slot] = 0


@kernel
def join_group(
    first: int,
    stop: int,
    starts: Longs,
    sizes: Ints,
    records: Words,
    sketches: Hashes,
    lanes: NDArray[np.uint8],
    rows: int,
    cut: int,
    threshold: float,
    joined: Ints,
    table: Words,
    tally: Longs,
) -> None:
    """Joins the places ``first:stop`` of one group; they are in the order of units."""
    m = stop - first
    if m <= ALL_PAIRS:
        every = np.empty(m, np.int64)
        for i in range(m):
            every[i] = first + i
        for i in range(m - 1):
            compare_row(
                first + i, every[i + 1 :], starts, sizes, records, sketches, cut, threshold, joined, table, tally
            )
        return
    low = np.uint64(0xFFFFFFFF)
    entries = np.empty(m, np.uint64)
    bucket = np.empty(m, np.int64)
    for band in range(lanes.shape[1] // rows):
        for i in range(m):
            entries[i] = np.uint64(band_key(lanes, first + i, band, rows)) << np.uint64(32) | np.uint64(first + i)
        sort_words(entries)
        a = 0
        while a < m:
            key = entries[a] >> np.uint64(32)
            b = a + 1
            root = find(joined, np.int64(entries[a] & low))
            same = True
            while b < m and entries[b] >> np.uint64(32) == key:
                same = same and find(joined, np.int64(entries[b] & low)) == root
                b += 1
            if not same:
                reach = b - a
                if reach > ALL_PAIRS:
                    reach = WINDOW
                    by_next_band(entries[a:b], lanes, band, rows)
                n = b - a
                for i in range(n):
                    bucket[i] = np.int64(entries[a + i] & low)
                for i in range(n - 1):
                    others = bucket[i + 1 : min(n, i + 1 + reach)]
                    compare_row(
                        bucket[i], others, starts, sizes, records, sketches, cut, threshold, joined, table, tally
                    )
            a = b


@kernel
def settle_clusters(
    order: Hashes,
    units: Ints,
    starts: Longs,
    sizes: Ints,
    records: Words,
    score: NDArray[np.float64],
    table: Words,
    representative: Ints,
    similarity: NDArray[np.float64],
) -> None:
    """The representative of each place and the exact Jaccard to it; ``order`` is sorted ``root << 32 | place``.

    The highest score wins, then the least unit.
    """
    low = np.uint64(0xFFFFFFFF)
    n = order.size
    a = 0
    while a < n:
        root = order[a] >> np.uint64(32)
        b = a + 1
        while b < n and order[b] >> np.uint64(32) == root:
            b += 1
        best = np.int64(order[a] & low)
        for i in range(a + 1, b):
            p = np.int64(order[i] & low)
            if score[units[p]] > score[units[best]] or (
                score[units[p]] == score[units[best]] and units[p] < units[best]
            ):
                best = p
        if b - a == 1:
            representative[best] = units[best]
            similarity[best] = 1.0
            a = b
            continue
        filled = table_size(sizes[best])
        if filled > table.size:
            table = np.zeros(filled, np.uint32)
        fill(records[starts[best] : starts[best] + sizes[best]], table[:filled])
        for i in range(a, b):
            p = np.int64(order[i] & low)
            representative[p] = units[best]
            similarity[p] = 1.0
            if p != best:
                both = shared(records[starts[p] : starts[p] + sizes[p]], table[:filled])
                similarity[p] = both / (np.int64(sizes[best]) + sizes[p] - both)
        for slot in range(filled):
            table[slot] = 0
        a = b


@kernel
def copy_sets(records: Words, starts: Longs, sizes: Ints, sets: Words) -> None:
    """Copies the sets that begin at ``starts`` one after the other into ``sets``; ``starts`` then says where."""
    used = np.int64(0)
    for i in range(starts.size):
        start = starts[i]
        starts[i] = used
        for j in range(sizes[i]):
            sets[used + j] = records[start + j]
        used += sizes[i]


def side_by_side(
    records: Words, units: Ints, starts: Longs, sizes: Ints, parent: Ints, copied: bool
) -> tuple[Hashes, Ints, Longs, Ints, Words]:
    """A part in the order of groups, then of units: ``group << 32 | place`` (n,), units, starts, sizes and sets.

    With ``copied`` the sets are copied in this order, so that a group lies together in memory; otherwise they are
    ``records``.
    """
    key = parent[units].astype(np.uint64) << np.uint64(32) | units.astype(np.uint64)
    order = np.argsort(key)
    by_group = key[order] >> np.uint64(32) << np.uint64(32) | np.arange(units.size, dtype=np.uint64)
    units, starts, sizes = units[order], starts[order], sizes[order]
    if not copied:
        return by_group, units, starts, sizes, records
    sets = np.empty(records.size - 2 * units.size, np.uint32)
    copy_sets(records, starts, sizes, sets)
    return by_group, units, starts, sizes, sets


@kernel
def join_groups(
    by_group: Hashes,
    starts: Longs,
    sizes: Ints,
    sets: Words,
    sketches: Hashes,
    lanes: NDArray[np.uint8],
    rows: int,
    cut: int,
    threshold: float,
    joined: Ints,
    tally: Longs,
) -> None:
    """Joins the groups of a part, and makes ``by_group`` ``root << 32 | place`` of what is joined, unsorted."""
    n = starts.size
    table = np.zeros(8192, np.uint32)
    a = np.int64(0)
    while a < n:
        group = by_group[a] >> np.uint64(32)
        b = a + 1
        while b < n and by_group[b] >> np.uint64(32) == group:
            b += 1
        join_group(a, b, starts, sizes, sets, sketches, lanes, rows, cut, threshold, joined, table, tally)
        a = b
    for i in range(n):
        by_group[i] = np.uint64(find(joined, i)) << np.uint64(32) | np.uint64(i)


def verify_part(
    by_group: Hashes,
    units: Ints,
    starts: Longs,
    sizes: Ints,
    sets: Words,
    score: NDArray[np.float64],
    sketches: Hashes,
    rows: int,
    cut: int,
    threshold: float,
    tally: Longs,
) -> tuple[Ints, NDArray[np.float64]]:
    """Representatives and similarities in a part that holds whole groups, side by side; everything is by place."""
    n = units.size
    near = sketches[units]
    joined = np.arange(n, dtype=np.int32)
    join_groups(by_group, starts, sizes, sets, near, near.view(np.uint8), rows, cut, threshold, joined, tally)
    # Sorted by numpy: its sort is there already, and faster than one that is compiled.
    by_group.sort()
    representative, similarity = np.empty(n, np.int32), np.empty(n, np.float64)
    table = np.zeros(8192, np.uint32)
    settle_clusters(by_group, units, starts, sizes, sets, score, table, representative, similarity)
    return representative, similarity
