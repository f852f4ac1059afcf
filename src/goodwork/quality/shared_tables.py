"""People's tables where errors are shared: for each person what is their own, and once what is everybody's.

A full table of every person has people * K * K cells, most of which say only what is usual. Here

    p(answer l | class k) of person j = (n_jkl + s u_jkl) / (n_jk + s),   u_jkl = a_j if l = k, else (1 - a_j) e_kl

with the counts n of the cells that occur, a skill a_j, and the errors e and the strength s that all share
(`quality.background`). Memory grows with the answers, and with the square of the classes once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]
Longs = NDArray[np.int64]

FULL = 2_000_000
"""Cells of all people's tables up to which they are made in full: a few megabytes, looked up faster."""


@dataclass(frozen=True, eq=False)
class SharedTables:
    """(people, K, K) ln p(answer | class), as ``tables[people, answers]`` (..., K) has it."""

    skill: Reals
    """(people,)"""
    errors: Reals
    """(K, K) p(answer | class, wrong); a row for each class."""
    strength: float
    key: Longs
    """(cells,) (person * K + class) * K + answer of the cells that occur, ascending."""
    count: Reals
    """(cells,) answers in each."""
    _rows: Longs = field(init=False)
    _in_row: Floats = field(init=False)

    def __post_init__(self) -> None:
        rows, row = np.unique(self.key // len(self.errors), return_inverse=True)
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_in_row", np.bincount(row, self.count, rows.size))

    @property
    def shape(self) -> tuple[int, int, int]:
        """As a full array has it."""
        return len(self.skill), len(self.errors), len(self.errors)

    def __getitem__(self, at: tuple[Any, Any]) -> Floats:
        return np.log(np.maximum(self.chance(*at), 1e-300))

    def chance(self, person: Any, answer: Any) -> Floats:
        """(..., K) p(answer | class) for each class."""
        K = len(self.errors)
        who, said = np.asarray(person, np.int64)[..., None], np.asarray(answer, np.int64)[..., None]
        kind = np.arange(K)
        counts = looked_up(self.key, self.count, (who * K + kind) * K + said)
        in_row = looked_up(self._rows, self._in_row, who * K + kind)
        skill = self.skill[who]
        usual = np.where(kind == said, skill, (1 - skill) * self.errors[kind, said])
        return np.asarray((counts + self.strength * usual) / (in_row + self.strength), np.float64)

    def full(self) -> Floats:
        """(people, K, K) all of it, the answer before the class."""
        people, K, _ = self.shape
        return self[np.arange(people)[:, None], np.arange(K)[None]]

    def mean(self, share: Floats) -> Floats:
        """(K, K) the mean of all people's tables, a row for each class, weighed by ``share`` (people,)."""
        people, K, _ = self.shape
        whole = np.full(people * K, self.strength)
        whole[self._rows] += self._in_row
        usual = (share[:, None] * self.strength) / whole.reshape(people, K)
        found = (usual * (1 - self.skill)[:, None]).sum(axis=0)[:, None] * self.errors
        found[np.arange(K), np.arange(K)] = (usual * self.skill[:, None]).sum(axis=0)
        own = share[self.key // (K * K)] * self.count / whole[self.key // K]
        found += np.bincount(self.key % (K * K), own, K * K).reshape(K, K)
        return np.asarray(found, np.float64)


def looked_up(keys: Longs, values: Reals, wanted: Longs) -> Floats:
    """The value of each wanted key, 0 for keys that are not there; ``keys`` ascend."""
    if not keys.size:
        return np.zeros(wanted.shape)
    place = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
    return cast(Floats, np.where(keys[place] == wanted, values[place], 0.0))
