"""Examples that are on both sides: between the splits of a data set, and against a reference that must stay unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid

MOST_SPLITS = 64


@dataclass(frozen=True, slots=True)
class Leaks:
    """How many rows of one split have a duplicate in another."""

    names: tuple[str, ...]
    rows: tuple[int, ...]
    """rows in each split"""
    shared: NDArray[np.int64]
    """(splits, splits) rows of the first split whose cluster reaches into the second; the diagonal is zero"""

    def lines(self) -> list[str]:
        """Every leak as a sentence."""
        return [
            f"{int(self.shared[i, j]):,} of {self.rows[i]:,} rows of {self.names[i]} repeat rows of {self.names[j]}."
            for i in range(len(self.names))
            for j in range(len(self.names))
            if i != j and self.shared[i, j]
        ]


def across(cluster: NDArray[np.int64], split: NDArray[np.integer], names: Sequence[str]) -> Leaks:
    """Leaks between splits. ``cluster`` (rows,) names clusters, ``split`` (rows,) indexes ``names`` (-1: none).

    >>> across(np.array([0, 0, 2, 3]), np.array([0, 1, 0, 1]), ["train", "test"]).shared.tolist()
    [[0, 1], [1, 0]]
    """
    k = len(names)
    if k > MOST_SPLITS:
        raise Invalid(f"{k} splits are too many.", next_step=f"Name a column with at most {MOST_SPLITS} values.")
    bit = np.where(split >= 0, np.left_shift(np.uint64(1), np.maximum(split, 0).astype(np.uint64)), np.uint64(0))
    _, group = np.unique(cluster, return_inverse=True)
    reach = np.zeros(int(group.max(initial=-1)) + 1, np.uint64)
    np.bitwise_or.at(reach, group, bit)
    shared = np.zeros((k, k), np.int64)
    for j in range(k):
        meets = (reach[group] >> np.uint64(j)) & np.uint64(1) == 1
        shared[:, j] = np.bincount(split[meets & (split >= 0)], minlength=k)
        shared[j, j] = 0
    return Leaks(tuple(names), tuple(np.bincount(split[split >= 0], minlength=k).tolist()), shared)


def leaked(representative: NDArray[np.int64], own_rows: int) -> NDArray[np.int64]:
    """The rows before ``own_rows`` that a row of the reference (the rows from there on) stands for.

    In such a run the reference's rows come first when a representative is chosen, so the similarity of a leaked
    row is its exact Jaccard with a row of the reference.
    """
    return np.flatnonzero(representative[:own_rows] >= own_rows)
