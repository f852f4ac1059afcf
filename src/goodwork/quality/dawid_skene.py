"""Dawid-Skene and its one-coin form: every person has a confusion matrix, or one probability to be right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.em import Fitted, run, vote_shares
from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel, start_table, varied

Floats = NDArray[np.float64]


class _ByTable(CategoricalModel):
    """What Dawid-Skene's family shares: states are classes, people have tables."""

    max_iter: int
    tol: float

    def _take(self, table: LabelTable, fitted: Fitted) -> None:
        self.proba_ = fitted.q
        self.n_iter_, self.log_likelihood_ = fitted.n_iter, fitted.log_likelihood
        confusion = np.ascontiguousarray(np.exp(fitted.log_table).transpose(0, 2, 1))
        self._describe_people(table, confusion, np.exp(fitted.log_prior))


class _Smoothed:
    """Counts, plus the same small number everywhere, divided by their total."""

    def __init__(self, smoothing: float) -> None:
        self.smoothing = smoothing

    def update(self, counts: Floats, log_table: Floats, calm: bool) -> None:
        np.add(counts, self.smoothing + 1e-300, out=log_table)
        log_table /= log_table.sum(axis=1, keepdims=True)
        np.log(log_table, out=log_table)


class DawidSkene(_ByTable):
    """Dawid & Skene (1979): MAP estimate of each person's confusion matrix by EM from the vote shares.

    ``smoothing`` is added to every count, which is the MAP estimate under a Dirichlet(1 + smoothing) prior on
    each row; 0 gives the maximum likelihood estimate of the paper. ``accelerate=False`` takes the paper's rounds
    one by one; otherwise rounds are extrapolated (SQUAREM), which ends in the same place sooner.
    """

    def __init__(
        self, *, smoothing: float = 0.5, max_iter: int = 100, tol: float = 1e-5, accelerate: bool = True
    ) -> None:
        self.smoothing, self.max_iter, self.tol, self.accelerate = smoothing, max_iter, tol, accelerate

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        fitted = run(
            table,
            _Smoothed(self.smoothing),
            start=vote_shares(table, 0.01 if self.smoothing else 1e-9),
            start_table=start_table(table, start),
            class_weight=1.0 if self.smoothing else 1e-9,
            max_iter=self.max_iter,
            tol=self.tol,
            accelerate=self.accelerate,
        )
        self._take(table, fitted)


class _Coin:
    """One probability to be right per person, with a Beta prior that the people share and that is learned.

    The prior's parameters are learned as for two outcomes (see `prior_kernels.pooled_prior`).
    """

    def __init__(self, imagined: tuple[float, float], people: float) -> None:
        self.prior = np.array(imagined, np.float64)[:, None]
        self.imagined, self.people = varied(self.prior), people

    def update(self, counts: Floats, log_table: Floats, calm: bool) -> None:
        from goodwork.quality import prior_kernels

        K = counts.shape[1]
        right = np.einsum("jkk->j", counts)
        coin = np.stack([right, np.maximum(counts.sum(axis=(1, 2)) - right, 0.0)], axis=1)[:, :, None].copy()
        if calm:
            everyone = np.ones(len(counts))
            self.prior = prior_kernels.pooled_prior(coin, everyone, self.prior, self.imagined, self.people, 5, 1e-3)
        p = (coin + self.prior) / (coin + self.prior).sum(axis=1, keepdims=True)
        p[:, 0] = p[:, 0] if K > 1 else 1.0
        log_table[:] = np.log(p[:, 1] / max(K - 1, 1))[:, :, None]
        log_table[:, np.arange(K), np.arange(K)] = np.log(p[:, 0])


class OneCoin(_ByTable):
    """Dawid-Skene with one number per person: right with probability p, else any other class alike.

    p has a Beta prior learned from all people, so that few answers are judged by what is usual. The prior starts
    from, and is tied by ``people`` imagined people to, ``imagined`` = (right, wrong) answers.
    """

    def __init__(
        self,
        *,
        imagined: tuple[float, float] = (7.0, 3.0),
        people: float = 10.0,
        max_iter: int = 100,
        tol: float = 1e-5,
    ) -> None:
        self.imagined, self.people, self.max_iter, self.tol = imagined, people, max_iter, tol

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        fitted = run(
            table,
            _Coin(self.imagined, self.people),
            start=vote_shares(table),
            start_table=start_table(table, start),
            max_iter=self.max_iter,
            tol=self.tol,
        )
        self._take(table, fitted)
