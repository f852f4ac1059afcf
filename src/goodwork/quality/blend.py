"""The average of three models: no single one is right, and where they differ doubt is in order."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.hierarchical import Communities, HierarchicalDawidSkene, ItemSubtypes
from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel

Floats = NDArray[np.float64]


class Blend(CategoricalModel):
    """Equal average of the hierarchical, the community and the subtype model (`members_`).

    Their posteriors, matrices and predictions are averaged as they are (a linear opinion pool: Stone 1961).
    """

    members_: list[HierarchicalDawidSkene]

    def __init__(self, *, max_iter: int = 100, tol: float = 1e-5) -> None:
        self.max_iter, self.tol = max_iter, tol

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        kinds = (HierarchicalDawidSkene, Communities, ItemSubtypes)
        before = start.members_ if isinstance(start, Blend) else [start] * len(kinds)
        self.members_ = [
            kind(max_iter=self.max_iter, tol=self.tol).fit(table, start=old)
            for kind, old in zip(kinds, before, strict=True)
        ]
        self._average()

    def _average(self) -> None:
        members = self.members_
        share = 1 / len(members)
        self.proba_ = np.sum([m.proba_ for m in members], axis=0) * share
        self.confusion_ = np.sum([m.confusion_ for m in members], axis=0) * share
        self.class_prior_ = np.sum([m.class_prior_ for m in members], axis=0) * share
        self.skill_ = np.sum([m.skill_ for m in members], axis=0) * share
        self.classes_, self.people_ = members[0].classes_, members[0].people_
        self.n_iter_ = max(m.n_iter_ for m in members)
        self.log_likelihood_ = float(np.mean([m.log_likelihood_ for m in members]))

    @classmethod
    def of(cls, members: list[HierarchicalDawidSkene]) -> Blend:
        """The blend of models that are fitted already."""
        blend = cls()
        blend.members_ = members
        blend._average()
        return blend

    def answer_log_proba(self, item: NDArray[Any], person: NDArray[Any], answer: NDArray[Any]) -> Floats:
        logs = [m.answer_log_proba(item, person, answer) for m in self.members_]
        return np.logaddexp.reduce(logs, axis=0) - np.log(len(logs))
