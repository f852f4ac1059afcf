"""Exact Jaccard of shingle sets: one set in a hash table, others probed against it.

J(A, B) = |A and B| / |A or B| over distinct shingles.
"""

# Compiled code: numba's scalars are numpy's, and its intrinsics take one argument less than they declare.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel

Words = NDArray[np.uint32]


@kernel
def table_size(n: int) -> int:
    """Places of a table for ``n`` values: a power of two, at most a quarter full."""
    size = np.int64(16)
    while size < 4 * n:
        size *= 2
    return size


@kernel
def fill(values: Words, table: Words) -> None:
    """Puts distinct non-zero ``values`` into a zeroed table of ``table_size`` places."""
    mask = table.size - 1
    for value in values:
        slot = np.int64(value) & mask
        while table[slot] != 0:
            slot = (slot + 1) & mask
        table[slot] = value


@kernel
def shared(values: Words, table: Words) -> int:
    """How many of the distinct ``values`` are in the table."""
    mask = table.size - 1
    count = np.int64(0)
    for value in values:
        slot = np.int64(value) & mask
        held = table[slot]
        count += held == value  # most end here, without a jump that can't be foretold
        while held != value and held != 0:
            slot = (slot + 1) & mask
            held = table[slot]
            count += held == value
    return count


@kernel
def least_shared(total: int, threshold: float) -> int:
    """The least number of shared values that makes two sets of ``total`` values together reach the threshold."""
    k = np.int64(threshold * total / (1 + threshold))
    while k > 0 and (k - 1) / (total - k + 1) >= threshold:
        k -= 1
    while k / (total - k) < threshold:
        k += 1
    return k


@kernel
def share_enough(values: Words, table: Words, least: int) -> bool:
    """Whether at least ``least`` of the distinct ``values`` are in the table; gives up when that is out of reach."""
    mask = table.size - 1
    spare = values.size - least
    for value in values:
        slot = np.int64(value) & mask
        while table[slot] != value:
            if table[slot] == 0:
                spare -= 1
                if spare < 0:
                    return False
                break
            slot = (slot + 1) & mask
    return spare >= 0
