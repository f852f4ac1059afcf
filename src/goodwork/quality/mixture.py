"""What a fitted model says of single items: the weighted average of its members, each by states of its own.

A fit ends with the posterior of every item it was fitted to. The same posterior follows from what the fit has learned
of people, one item at a time: so an item that gets another answer is judged as the whole would be, in constant time.

For each member m with weight w_m, its states s, its prior and its tables of people,

    q_m(s) in proportion to p_m(s) * product over answers (j, l) of p_mj(l | s) ** voices
    p(k)   = sum over members of w_m (q_m(k) + q_m(ambiguous) v(k))

where v are the shares of votes and *ambiguous* is the state beside the classes of a member that has one
(`hierarchical`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.shared_tables import SharedTables

if TYPE_CHECKING:
    from goodwork.quality.labels import LabelTable

Floats = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]

SMOOTH = 0.01
"""Of a vote, that every class has of an item's votes before anybody answered."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the models that are averaged."""

    weight: float
    states: int
    """The classes, and one more where items may be ambiguous."""
    only_given: bool = False
    """Whether an item can only be of a class that somebody gave to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """The members side by side: S counts the states of all of them."""

    members: tuple[Member, ...]
    prior: Reals
    """(S,) ln p(state)."""
    table: Reals | SharedTables
    """(people, K, S) ln p(answer | state) of each person."""
    newcomer: Reals
    """(K, S) the same of somebody who has not answered yet."""

    @classmethod
    def alone(cls, prior: Reals, table: Reals | SharedTables, newcomer: Reals, *, only_given: bool = False) -> Mixture:
        """One model by itself; arrays as the attributes have them."""
        return cls((Member(1.0, prior.size, only_given),), prior, table, newcomer)

    @classmethod
    def together(cls, weighed: Sequence[tuple[float, Mixture]]) -> Mixture:
        """The average of several by their weights, which sum to one."""
        return cls(
            tuple(Member(w * m.weight, m.states, m.only_given) for w, one in weighed for m in one.members),
            np.concatenate([one.prior for _, one in weighed]),
            np.concatenate([_full(one.table) for _, one in weighed], axis=2),
            np.concatenate([one.newcomer for _, one in weighed], axis=1),
        )

    def posterior(self, logs: Floats, votes: Floats) -> Floats:
        """(n, K) p(class), from ``logs`` (n, S), the prior and what each answer adds to it, and ``votes`` (n, K)."""
        n, classes = votes.shape
        found, begin = np.zeros((n, classes)), 0
        for member in self.members:
            states = logs[:, begin : begin + member.states]
            begin += member.states
            if member.only_given:
                given = (votes > 0) | ~(votes > 0).any(axis=1, keepdims=True)
                states = np.where(given, states, -np.inf)
            q = np.exp(states - states.max(axis=1, keepdims=True))
            q *= member.weight / q.sum(axis=1, keepdims=True)
            found += q[:, :classes]
            if member.states > classes:
                shares = votes + SMOOTH
                found += q[:, classes:] * (shares / shares.sum(axis=1, keepdims=True))
        return found

    def of_one(self, rows: Sequence[int | None], said: Sequence[int], voices: Sequence[float]) -> list[float]:
        """(K,) p(class) of one item: the answers ``said`` of the people of these rows, each so much of a voice.

        None is the row of somebody whom the fit had no answers of.
        """
        logs, votes = self.prior.astype(np.float64), np.zeros(len(self.newcomer))
        for row, answer, voice in zip(rows, said, voices, strict=True):
            logs += voice * (self.newcomer[answer] if row is None else self.table[row, answer])
            votes[answer] += voice
        found: list[float] = self.posterior(logs[None], votes[None])[0].tolist()
        return found

    def of_items(self, table: LabelTable) -> Floats:
        """(n_items, K) p(class) of all items of a table whose people are those of the rows; gold is not looked at."""
        logs, said = np.tile(self.prior.astype(np.float64), (table.n_items, 1)), self.table[table.person, table.answer]
        np.add.at(logs, table.item, said if table.weight is None else table.weight[:, None] * said)
        return self.posterior(logs, table.votes)


def _full(table: Reals | SharedTables) -> Reals:
    return table.full() if isinstance(table, SharedTables) else table
