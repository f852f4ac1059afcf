"""Rows joined into groups: a union-find that several threads may grow at once.

The root of a group is its least member, so the result never depends on the order of joins (Anderson and Woll
1991, "Wait-free parallel algorithms for the union-find problem": links by compare-and-swap, paths halved).
"""

# Compiled code: numba's scalars are numpy's, and its intrinsics take one argument less than they declare.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false, reportAssignmentType=false

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel
from goodwork.redundancy.machine import swap_if

Parents = NDArray[np.int32]


@kernel
def find(parent: Parents, x: int) -> int:
    """The root of ``x``; halves the path on the way."""
    while True:
        up = parent[x]
        if up == x:
            return np.int64(x)
        top = parent[up]
        if top != up:
            parent[x] = top
        x = np.int64(top)


@kernel
def unite(parent: Parents, x: int, y: int) -> bool:
    """Joins the groups of ``x`` and ``y``; False when they were one already."""
    while True:
        x = find(parent, x)
        y = find(parent, y)
        if x == y:
            return False
        if x > y:
            x, y = y, x
        if swap_if(parent, y, np.int32(y), np.int32(x)):
            return True


@kernel
def flatten(parent: Parents) -> int:
    """Points every member straight at its root; returns the number of groups. Call it with no other thread."""
    groups = 0
    for x in range(parent.size):
        if parent[x] == x:
            groups += 1
        else:
            parent[x] = parent[parent[x]]  # the parent is less than x, so it is flat already
    return groups


@kernel
def unite_all(parent: Parents, other: Parents) -> None:
    """Joins everything that ``other`` has joined."""
    for x in range(other.size):
        if other[x] != x:
            unite(parent, x, np.int64(other[x]))
