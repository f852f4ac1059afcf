"""Dawid-Skene: every person has a confusion matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.em import run, vote_shares
from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel, full_tables, start_table

Floats = NDArray[np.float64]


class _Smoothed:
    """Counts, plus the same small number everywhere, divided by their total."""

    def __init__(self, smoothing: float) -> None:
        self.smoothing = smoothing

    def update(self, counts: Floats, log_table: Floats, calm: bool) -> None:
        np.add(counts, self.smoothing + 1e-300, out=log_table)
        log_table /= log_table.sum(axis=1, keepdims=True)
        np.log(log_table, out=log_table)


class DawidSkene(CategoricalModel):
    """Dawid & Skene (1979): MAP estimate of each person's confusion matrix by EM from the vote shares.

    ``smoothing`` is added to every count, which is the MAP estimate under a Dirichlet(1 + smoothing) prior on
    each row; 0 gives the maximum likelihood estimate of the paper. Left out, one answer is spread over a row: the
    same for every cell would be more than what somebody said, where classes are many. ``accelerate=False`` takes the
    paper's rounds one by one; otherwise rounds are extrapolated (SQUAREM), which ends in the same place sooner.
    """

    def __init__(
        self, *, smoothing: float | None = None, max_iter: int = 100, tol: float = 1e-5, accelerate: bool = True
    ) -> None:
        self.smoothing, self.max_iter, self.tol, self.accelerate = smoothing, max_iter, tol, accelerate

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        full_tables(table.n_people, table.n_classes)
        smoothing = 1 / table.n_classes if self.smoothing is None else self.smoothing
        fitted = run(
            table,
            _Smoothed(smoothing),
            start=vote_shares(table, 0.01 if smoothing else 1e-9),
            start_table=start_table(table, start),
            class_weight=1.0 if smoothing else 1e-9,
            max_iter=self.max_iter,
            tol=self.tol,
            accelerate=self.accelerate,
        )
        self.proba_ = fitted.q
        self.n_iter_, self.log_likelihood_ = fitted.n_iter, fitted.log_likelihood
        confusion = np.ascontiguousarray(np.exp(fitted.log_table).transpose(0, 2, 1))
        self._describe_people(table, confusion, np.exp(fitted.log_prior))
