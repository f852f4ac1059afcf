"""The loops of the agreement coefficients over items and pairs, compiled."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goodwork.quality.kernels import kernel

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@kernel
def within_nominal(ptr: Ints, code: Ints, classes: int) -> Floats:
    """(items,) unlike ordered pairs of each item, over its answers less one."""
    out = np.zeros(ptr.size - 1)
    tally = np.zeros(classes, np.int64)
    for u in range(ptr.size - 1):
        alike = 0
        for r in range(ptr[u], ptr[u + 1]):
            alike += 2 * tally[code[r]]
            tally[code[r]] += 1
        for r in range(ptr[u], ptr[u + 1]):
            tally[code[r]] = 0
        m = ptr[u + 1] - ptr[u]
        out[u] = (m * (m - 1) - alike) / (m - 1)
    return out


@kernel
def within_matrix(ptr: Ints, code: Ints, delta: Floats) -> Floats:
    """(items,) summed distances of the ordered pairs of each item, over its answers less one."""
    out = np.zeros(ptr.size - 1)
    tally = np.zeros(delta.shape[0], np.int64)
    seen = np.zeros(delta.shape[0], np.int64)
    for u in range(ptr.size - 1):
        used = 0
        for r in range(ptr[u], ptr[u + 1]):
            c = code[r]
            if tally[c] == 0:
                seen[used] = c
                used += 1
            tally[c] += 1
        total = 0.0
        for a in range(used):
            for b in range(a):
                total += 2.0 * tally[seen[a]] * tally[seen[b]] * delta[seen[a], seen[b]]
        for a in range(used):
            tally[seen[a]] = 0
        out[u] = total / (ptr[u + 1] - ptr[u] - 1)
    return out


@kernel
def every_pair(ptr: Ints, total: int) -> tuple[Ints, Ints]:
    """All unordered pairs of positions inside each item."""
    first, second = np.empty(total, np.int64), np.empty(total, np.int64)
    p = 0
    for u in range(ptr.size - 1):
        for i in range(ptr[u], ptr[u + 1]):
            for j in range(i + 1, ptr[u + 1]):
                first[p], second[p] = i, j
                p += 1
    return first, second


@kernel
def weighted(drawn: Floats, left: Ints, right: Ints, value: Floats) -> Floats:
    """(replicates,) mean of the pairs' values, each pair weighted by how often both its items were drawn."""
    out = np.zeros(drawn.shape[0])
    for r in range(drawn.shape[0]):
        top, bottom = 0.0, 0.0
        for p in range(value.size):
            w = drawn[r, left[p]] * drawn[r, right[p]]
            top += w * value[p]
            bottom += w
        out[r] = top / bottom if bottom > 0 else np.nan
    return out
