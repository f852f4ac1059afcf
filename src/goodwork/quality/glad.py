"""GLAD: items differ in how easy they are, people in how able; together they decide the chance to be right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwork.quality import kernels
from goodwork.quality.em import state_prior, vote_shares
from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel, diagonal, observed_confusion

Floats = NDArray[np.float64]


class Glad(CategoricalModel):
    """Whitehill et al., *Whose vote should count more* (GLAD, 2009), by EM with damped Newton steps.

    A person of ability alpha is right on an item of ease beta > 0 with probability 1 / (1 + exp(-alpha beta)).
    Priors: alpha ~ N(1, 1), ln beta ~ N(0, 1/2). A negative ability is somebody who contradicts. ``ability_``
    (n_people,), ``ease_`` (n_items,).
    """

    ability_: Floats
    ease_: Floats

    def __init__(self, *, max_iter: int = 100, tol: float = 1e-5, newton: int = 2) -> None:
        self.max_iter, self.tol, self.newton = max_iter, tol, newton

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        K, ptr = table.n_classes, table.item_ptr
        ability, ease = np.ones(table.n_people), np.zeros(table.n_items)
        if isinstance(start, Glad) and np.array_equal(start.people_, table.people):
            ability = start.ability_.copy()
        q = vote_shares(table)
        names = np.arange(K, dtype=np.int32)
        self.n_iter_ = 0
        for _ in range(self.max_iter):
            for _ in range(self.newton):
                kernels.glad_step(ptr, table.person, table.answer, q, ability, ease, 1.0, 1.0, float(np.sqrt(0.5)))
            log_prior = state_prior(q.sum(axis=0), names, K, 1.0, 1.0)
            self.log_likelihood_, change = kernels.glad_pass(
                ptr, table.person, table.answer, table.voices, ability, ease, log_prior, table.gold, q, K
            )
            self.n_iter_ += 1
            if change <= self.tol * max(table.n_items, 1):
                break
        self.ability_, self.ease_, self.proba_ = ability, np.exp(ease), q
        self._describe_people(
            table, observed_confusion(table, q, diagonal(K, 0.7, 0.3)), q.mean(axis=0) if len(q) else np.ones(K) / K
        )
