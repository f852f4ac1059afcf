"""The majority: votes, counted as they are."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel, diagonal, full_tables, observed_confusion

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
        weight = proba.sum(axis=0) + 1.0
        self._table, self.class_prior_ = table, weight / weight.sum()
        chosen = np.maximum(proba[table.item, table.answer], 1e-12)
        self.log_likelihood_ = float(np.log(chosen).sum())

    # Votes take no table of anybody: it is made when somebody asks for it, and refused where it would be too large.

    @cached_property
    def confusion_(self) -> Floats:  # pyright: ignore[reportIncompatibleVariableOverride]
        """(n_people, K, K) p(answer | class), counted against the shares of votes."""
        full_tables(self._table.n_people, self._table.n_classes)
        return observed_confusion(self._table, self.proba_, diagonal(self._table.n_classes, 1.0, 0.5))

    @cached_property
    def skill_(self) -> Floats:  # pyright: ignore[reportIncompatibleVariableOverride]
        """(n_people,) the probability that a person's next answer is right."""
        return np.asarray(np.einsum("k,jkk->j", self.class_prior_, self.confusion_))
