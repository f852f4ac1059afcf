"""Which regions of several people are the same object: average-link clustering with at most one region per person.

Sokal & Michener 1958 (average linkage), with the two rules of a crowd: nobody draws an object twice, so regions of one
person are never joined, and regions that share less than ``least`` on average are never one object.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_REGIONS = 4_000
"""Regions of one item: a table of all against all stays below 130 MB."""


def grouped(likeness: Floats, owner: npt.ArrayLike, *, least: float) -> list[list[int]]:
    """Groups of regions of one item, at most one of each person; the places in each in order, groups by their first.

    ``likeness`` (regions, regions), symmetric, 0 to 1; ``owner`` (regions,) who drew each.

    >>> alike = np.array([[1, 0.8, 0.7], [0.8, 1, 0.1], [0.7, 0.1, 1]])
    >>> grouped(alike, [7, 8, 8], least=0.3)
    [[0, 1], [2]]
    """
    who = np.asarray(owner)
    n = len(who)
    if likeness.shape != (n, n) or not np.isfinite(likeness).all():
        raise Invalid(f"{n} regions need a finite table of {n} x {n} of what they share.")
    if n > MOST_REGIONS:
        raise Invalid(f"{n:,} regions on one item are more than the {MOST_REGIONS:,} that are put together.")
    people, code = np.unique(who, return_inverse=True)
    holds = np.zeros((n, len(people)), dtype=bool)
    holds[np.arange(n), code] = True
    mean, size = likeness.astype(np.float64).copy(), np.ones(n)
    near = np.where(code[:, None] == code[None, :], -1.0, mean)
    groups: dict[int, list[int]] = {place: [place] for place in range(n)}
    while groups:
        i, j = divmod(int(near.argmax()), n)
        if near[i, j] < least or near[i, j] <= 0:
            break
        groups[i] += groups.pop(j)
        holds[i] |= holds[j]
        mean[i] = (size[i] * mean[i] + size[j] * mean[j]) / (size[i] + size[j])
        mean[:, i] = mean[i]
        size[i] += size[j]
        size[j] = 0
        # A group that has a region of somebody who is in the other one can't join it.
        free = (size > 0) & ~(holds & holds[i]).any(axis=1)
        near[i] = np.where(free, mean[i], -1.0)
        near[:, i] = near[i]
        near[j] = near[:, j] = -1.0
    return sorted(sorted(group) for group in groups.values())
