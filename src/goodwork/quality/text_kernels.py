"""The loops of the text distances, compiled."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goodwork.quality.kernels import kernel

Points = npt.NDArray[np.uint32]


@kernel
def edits(one: Points, other: Points) -> int:
    """The fewest insertions, deletions and replacements that turn one text into the other."""
    start = 0
    n, m = one.size, other.size
    while start < n and start < m and one[start] == other[start]:
        start += 1
    while n > start and m > start and one[n - 1] == other[m - 1]:
        n -= 1
        m -= 1
    row = np.arange(m - start + 1)
    for a in range(start, n):
        corner = row[0]
        row[0] += 1
        for b in range(start, m):
            c = b - start + 1
            change = corner + (0 if one[a] == other[b] else 1)
            corner = row[c]
            row[c] = min(change, min(row[c], row[c - 1]) + 1)
    return int(row[-1])


@kernel
def _grams(text: Points, order: int) -> npt.NDArray[np.uint64]:
    """The sorted 64-bit hashes of all n-grams of one length; chance collisions are below one in 10^12."""
    out = np.empty(max(text.size - order + 1, 0), np.uint64)
    for i in range(out.size):
        h = np.uint64(1469598103934665603)
        for k in range(order):
            h = (h ^ np.uint64(text[i + k])) * np.uint64(1099511628211)
            h ^= h >> np.uint64(29)
        out[i] = h
    out.sort()
    return out


@kernel
def chrf(one: Points, other: Points, orders: int) -> float:
    """The mean over n-gram lengths of 2 * shared / (grams of one + grams of the other)."""
    total = 0.0
    used = 0
    for order in range(1, orders + 1):
        left, right = _grams(one, order), _grams(other, order)
        if left.size + right.size == 0:
            break
        shared, a, b = 0, 0, 0
        while a < left.size and b < right.size:
            if left[a] == right[b]:
                shared += 1
                a += 1
                b += 1
            elif left[a] < right[b]:
                a += 1
            else:
                b += 1
        total += 2.0 * shared / (left.size + right.size)
        used += 1
    return total / used
