"""Dawid-Skene for classes that are steps of a scale: a person is a bias and a spread, not a table.

A person with bias ``b`` and spread ``s`` sees the true level t as ``t + b + s * e`` with standard normal
``e`` and says the nearest of the K levels, so ``P(a | t) = Phi((a + 1/2 - t - b) / s) - Phi((a - 1/2 - t - b)
/ s)``, open at both ends (an ordered probit: Johnson & Albert 1999; for crowds: Raykar et al. 2010). ``b``
and ``s`` lie on a grid, which also holds people who read the scale upside down. How common each grid point
is, is fitted to all people (a nonparametric empirical Bayes prior), so somebody with three answers is judged
by three answers and everybody else. Fitted by variational EM, in the loop of all models of tables.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from goodwork.quality.em import run
from goodwork.quality.labels import LabelTable
from goodwork.quality.mixture import Mixture
from goodwork.quality.model import CategoricalModel, start_table

Floats = npt.NDArray[np.float64]

SLIP = 0.02
"""Share of answers that have nothing to do with the item, spread over all levels."""

LARGE, PART = 200_000, 100_000
"""Labels above which a fit starts from where a random part of the items leads, and how many labels that part has."""

CLOSE, NEAR = 1e-5, 1e-3
"""Mean change of an item's posterior at which a fit ends; the second where labels are `LARGE`."""


class _OnGrid:
    """Tables of people who use a scale: a mean over the points of the grid, by how likely each is theirs."""

    def __init__(self, levels: int, n_people: int) -> None:
        self.table, self.bias, self.spread = _grid(levels)
        # As the loop keeps tables: (points, answers, levels).
        self.logs = np.ascontiguousarray(np.log(self.table).transpose(0, 2, 1)).reshape(len(self.table), -1)
        unit = _unit(levels)
        common = np.exp(-0.5 * (self.bias / (0.5 * unit)) ** 2 - 0.5 * (np.log(self.spread / (0.7 * unit)) / 0.6) ** 2)
        self.common = common / common.sum()
        start = np.exp(-0.5 * (self.bias / unit) ** 2)
        # Two imagined people keep rare points possible.
        self.imagined = 2.0 * start / start.sum()
        self.member = np.tile(self.common, (n_people, 1))

    def update(self, counts: Floats, log_table: Floats, calm: bool) -> None:
        score = counts.reshape(len(counts), -1) @ self.logs.T + np.log(self.common)
        self.member = np.exp(score - score.max(axis=1, keepdims=True))
        self.member /= self.member.sum(axis=1, keepdims=True)
        self.common = self.member.sum(axis=0) + self.imagined
        self.common /= self.common.sum()
        log_table[:] = (self.member @ self.logs).reshape(log_table.shape)


class OnScale(CategoricalModel):
    """People who use the classes as steps of a scale, each with a bias and a spread.

    ``bias_`` (n_people,) by how many levels a person answers too high, ``spread_`` (n_people,) the standard deviation
    of a person's answers, in levels; posterior means.
    """

    bias_: Floats
    spread_: Floats

    def __init__(self, *, max_iter: int = 100, tol: float | None = None) -> None:
        self.max_iter, self.tol = max_iter, tol

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        K, large = table.n_classes, table.n > LARGE
        if start is None and large:
            start = OnScale(max_iter=self.max_iter, tol=self.tol or NEAR).fit(table.some_items(PART))
        tables = _OnGrid(K, table.n_people)
        fitted = run(
            table,
            tables,
            start=_blurred(table),
            start_table=start_table(table, start) if isinstance(start, OnScale) else None,
            max_iter=self.max_iter,
            tol=self.tol or (NEAR if large else CLOSE),
        )
        self.proba_, self.n_iter_, self.log_likelihood_ = fitted.q, fitted.n_iter, fitted.log_likelihood
        self.bias_, self.spread_ = tables.member @ tables.bias, tables.member @ tables.spread
        self._as_fitted = fitted.log_table, (tables.common @ tables.logs).reshape(K, K)
        self._describe_people(table, np.tensordot(tables.member, tables.table, axes=1), np.exp(fitted.log_prior))

    def mixture(self) -> Mixture:
        return Mixture.alone(np.log(self.class_prior_), *self._as_fitted)


def _unit(levels: int) -> float:
    """What biases and spreads are measured by, in levels: 1 on short scales, more where there are over seven levels."""
    return max(1.0, (levels - 1) / 6)


def _grid(levels: int) -> tuple[Floats, Floats, Floats]:
    """(points, levels, levels) answer chances of each grid point, and its bias and spread (points,)."""
    unit = _unit(levels)
    reach = min(1.5 * unit, (levels - 1) / 2)
    spreads = np.geomspace(0.2, 4.0 * unit, 10)
    bias, spread = (v.ravel() for v in np.meshgrid(np.linspace(-reach, reach, 13), spreads))
    truth = np.arange(levels)
    cuts = np.arange(levels - 1) + 0.5
    below = ndtr((cuts - truth[:, None] - bias[:, None, None]) / spread[:, None, None])
    chance = np.diff(below, axis=2, prepend=0.0, append=1.0)
    upside_down = chance[bias == 0][:, ::-1, :]
    table = np.concatenate([chance, upside_down]) * (1 - SLIP) + SLIP / levels
    return table, np.r_[bias, np.zeros(len(upside_down))], np.r_[spread, spread[bias == 0]]


def _blurred(table: LabelTable) -> Floats:
    """(n_items, K) posteriors to start from that already know the order: votes, blurred to the neighbours."""
    levels = np.arange(table.n_classes)
    prior = table.votes.sum(axis=0) + 1.0
    log = np.log(table.votes @ (0.3 ** np.abs(np.subtract.outer(levels, levels))) + prior / prior.sum())
    q = np.exp(log - log.max(axis=1, keepdims=True))
    q /= q.sum(axis=1, keepdims=True)
    known = np.flatnonzero(table.gold >= 0)
    q[known] = 0.0
    q[known, table.gold[known]] = 1.0
    return q
