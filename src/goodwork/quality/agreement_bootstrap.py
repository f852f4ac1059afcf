"""The bootstrap over items that gives every agreement coefficient its interval.

A coefficient here is a function of sums over items (Efron & Tibshirani, *An Introduction to the Bootstrap*,
1993, chapter 13: percentile interval). So a replicate is a weighted sum of rows, and all replicates are one
matrix product. With very many items they are first dealt at random into groups, and groups are drawn: the
variance of a sum of independent items stays what it was, and the time no longer depends on the number of
items.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST_GROUPS = 4_000
MOST_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % percentile interval, or nothing with the reason in ``note``."""

    low: float | None
    high: float | None
    note: str = ""


def groups_of(items: int, width: int, seed: int) -> tuple[npt.NDArray[np.int64], int]:
    """For every item its group, and the number of groups; every item is its own group while there are few.

    ``width`` is the number of sums kept per item: it bounds the groups so that the table stays small.
    """
    groups = min(items, MOST_GROUPS, max(200, MOST_CELLS // max(width, 1)))
    group = np.arange(items) % groups
    if groups < items:
        group = np.random.default_rng((seed, 1)).permutation(group)
    return group, groups


def summed(columns: npt.NDArray[np.float64], group: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.float64]:
    """(groups, columns) the sums of the rows of ``columns`` (items, columns) in each group."""
    out = np.empty((groups, columns.shape[1]))
    for c in range(columns.shape[1]):
        out[:, c] = np.bincount(group, weights=columns[:, c], minlength=groups)
    return out


def draws(groups: int, replicates: int, seed: int) -> npt.NDArray[np.float64]:
    """(replicates, groups) how often each group is in each resample."""
    rng = np.random.default_rng((seed, 2))
    out = np.empty((replicates, groups))
    for r in range(replicates):
        out[r] = np.bincount(rng.integers(0, groups, groups), minlength=groups)
    return out


def percentiles(values: npt.NDArray[np.float64]) -> Interval:
    """The interval of the replicates; none when too many of them are undefined."""
    defined = values[~np.isnan(values)]
    if defined.size < 0.95 * values.size:
        return Interval(None, None, "No interval: too many resamples of the items leave the value undefined.")
    low, high = np.quantile(defined, [0.025, 0.975])
    return Interval(float(low), float(high))


def bootstrap(
    sums: npt.NDArray[np.float64],
    coefficient: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]],
    replicates: int,
    seed: int,
) -> Interval:
    """The interval of ``coefficient``, a function of rows of summed columns, from ``sums`` (groups, columns)."""
    if len(sums) < 2:
        return Interval(None, None, "No interval: it takes at least two items.")
    values: list[npt.NDArray[np.float64]] = []
    step = max(1, 5_000_000 // len(sums))
    for start in range(0, replicates, step):
        # A seed per chunk: the same replicates whatever the memory allows.
        weights = draws(len(sums), min(step, replicates - start), seed + 1000 * start)
        values.append(coefficient(weights @ sums))
    return percentiles(np.concatenate(values))
