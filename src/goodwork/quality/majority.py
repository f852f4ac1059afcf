"""Majority and weighted majority: votes, counted as they are or by how often a person agrees with the rest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel, diagonal, observed_confusion

Floats = NDArray[np.float64]


class Majority(CategoricalModel):
    """One person, one vote: ``proba_`` is the share of each class among an item's answers.

    An item without answers gets the shares of the classes over all items; gold is certain.
    """

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        self._settle(table, table.votes)
        self.n_iter_ = 1

    def _settle(self, table: LabelTable, votes: Floats) -> None:
        """Sets the attributes from (weighted) votes (n_items, K)."""
        given = votes.sum(axis=1)
        overall = votes.sum(axis=0) + 1e-12
        proba = np.where(given[:, None] > 0, votes, overall / overall.sum())
        proba /= proba.sum(axis=1, keepdims=True)
        known = np.flatnonzero(table.gold >= 0)
        proba[known] = 0.0
        proba[known, table.gold[known]] = 1.0
        self.proba_ = proba
        prior = diagonal(table.n_classes, 1.0, 0.5)
        weight = proba.sum(axis=0) + 1.0
        self._describe_people(table, observed_confusion(table, proba, prior), weight / weight.sum())
        chosen = np.maximum(proba[table.item, table.answer], 1e-12)
        self.log_likelihood_ = float(np.log(chosen).sum())


class WeightedMajority(Majority):
    """Votes weighted by how far above chance a person agrees with the weighted rest, a few rounds over.

    The weight is the estimated log-odds gain max(0, K a - 1) / (K - 1) of agreement ``a`` with everybody else's
    vote, shrunk to the mean agreement by ``shrink`` answers, so one lucky answer is no authority. Li & Yu,
    *Error rate bounds and iterative weighted majority voting for crowdsourcing* (2014).
    """

    def __init__(self, *, shrink: float = 5.0, max_iter: int = 20) -> None:
        self.shrink, self.max_iter = shrink, max_iter

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        K, J = table.n_classes, table.n_people
        given = np.bincount(table.person, minlength=J)
        flat = table.item.astype(np.int64) * K + table.answer
        known = table.gold[table.item] >= 0
        right = known & (table.gold[table.item] == table.answer)
        weight, votes = np.ones(J), table.votes
        voice = 1.0 if table.weight is None else table.weight
        self.n_iter_ = 0
        for _ in range(self.max_iter):
            own = weight[table.person] * voice
            rest = votes[table.item].copy()
            rest[np.arange(table.n), table.answer] -= own
            best = rest.max(axis=1)
            ties = (rest >= best[:, None] - 1e-12).sum(axis=1)
            agrees = (rest[np.arange(table.n), table.answer] >= best - 1e-12) / ties
            agrees = np.where(known, right, np.where(best > 1e-12, agrees, 1 / K))
            mean = float(agrees.mean()) if table.n else 1.0
            a = (np.bincount(table.person, agrees, J) + self.shrink * mean) / (given + self.shrink)
            new = np.maximum((K * a - 1) / max(K - 1, 1), 1e-3)
            self.n_iter_ += 1
            moved = float(np.abs(new - weight).max(initial=0.0))
            weight = new
            counted = np.bincount(flat, weight[table.person] * voice, minlength=table.n_items * K)
            votes = np.asarray(counted.reshape(table.n_items, K), np.float64)
            if moved < 1e-6:
                break
        self.weight_ = weight
        self._settle(table, votes)
