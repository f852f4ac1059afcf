"""Item response: how able people are and what items tell of it, by the two-parameter logistic model (2PL).

A person of ability t has item j right with probability ``1 / (1 + exp(-(a_j t + d_j)))``: ``a`` is the item's
discrimination, ``-d / a`` its difficulty. Abilities are standard normal. The parameters maximise the marginal
posterior (Bock & Aitkin 1981, Psychometrika 46:443-459; with the priors of Mislevy 1986, Psychometrika 51:177-195) by
EM over Gauss-Hermite nodes; abilities are posterior means (EAP). The prior of a discrimination is a normal and not a
log-normal distribution: an item with a wrong key discriminates the wrong way round, and the model must be able to say
so. With flat priors the estimates are those of R's ltm and of girth, and the errors of abilities follow from catsim's
test information: tests/quality/test_item_statistics.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NODES = 41
ROUNDS = 500
TOLERANCE = 1e-5
STEP = 1.0
"""The most that a parameter moves in one Newton step."""


@dataclass(frozen=True, slots=True)
class ItemResponse:
    """A fitted model."""

    discrimination: Floats
    """(items,) a."""
    intercept: Floats
    """(items,) d."""
    discrimination_error: Floats
    """(items,) standard error of a, the other items taken as known."""
    ability: Floats
    """(people,) posterior means."""
    ability_error: Floats
    """(people,) posterior standard deviations."""
    log_likelihood: float
    """Marginal, without the priors."""
    nodes: Floats
    posterior: Floats
    """(people, nodes) of ability."""

    @property
    def difficulty(self) -> Floats:
        """(items,) the ability at which an item is right every second time; infinite where it tells nothing."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return -self.intercept / self.discrimination

    def without(self, item: int, right: Floats) -> Floats:
        """(people,) posterior mean abilities by all other items. ``right`` as it was fitted."""
        posterior = self.posterior / np.maximum(_likelihood(self, item, right[:, item]), 1e-300)
        return np.asarray(posterior @ self.nodes / posterior.sum(1), np.float64)


def _likelihood(model: ItemResponse, item: int, column: Floats) -> Floats:
    p = _sigmoid(model.discrimination[item] * model.nodes + model.intercept[item])
    found = np.where(column[:, None] > 0.5, p[None], 1 - p[None])
    return np.where(np.isnan(column)[:, None], 1.0, found)


def fit_item_response(
    right: Floats, *, discrimination: tuple[float, float] = (1.0, 1.0), intercept: tuple[float, float] = (0.0, 3.0)
) -> ItemResponse:
    """Fit the model to (people, items) of 0, 1 and NaN (not asked). The priors are means and standard deviations.

    >>> rng = np.random.default_rng(1)
    >>> ability, easy = rng.normal(size=(2000, 1)), np.linspace(-1, 1, 10)
    >>> answers = (rng.random((2000, 10)) < 1 / (1 + np.exp(-1.5 * (ability - easy)))).astype(float)
    >>> model = fit_item_response(answers)
    >>> bool(np.abs(model.discrimination - 1.5).max() < 0.3), bool(np.abs(model.difficulty - easy).max() < 0.15)
    (True, True)
    """
    people, items = right.shape
    asked = ~np.isnan(right)
    hits = np.where(asked, right, 0.0)
    misses = np.where(asked, 1.0 - right, 0.0)
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    log_weights = np.log(weights / weights.sum())
    share = (hits.sum(0) + 1) / (asked.sum(0) + 2)
    a, d = np.ones(items), np.log(share / (1 - share))
    posterior, total = np.empty((people, NODES)), 0.0
    for _ in range(ROUNDS):
        posterior, total = _expect(hits, misses, a, d, nodes, log_weights)
        moved = _maximise(hits.T @ posterior, asked.T.astype(float) @ posterior, a, d, nodes, discrimination, intercept)
        if moved < TOLERANCE:
            break
    posterior, total = _expect(hits, misses, a, d, nodes, log_weights)
    mean = posterior @ nodes
    spread = np.sqrt(np.maximum(posterior @ nodes**2 - mean**2, 0.0))
    error = _error(hits, asked, a, d, nodes, posterior, discrimination, intercept)
    return ItemResponse(a, d, error, mean, spread, total, nodes, posterior)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -35, 35))), np.float64)


def _expect(
    hits: Floats, misses: Floats, a: Floats, d: Floats, nodes: Floats, log_weights: Floats
) -> tuple[Floats, float]:
    p = _sigmoid(np.outer(a, nodes) + d[:, None])
    log = hits @ np.log(p) + misses @ np.log1p(-p) + log_weights
    top = log.max(1, keepdims=True)
    mass = np.exp(log - top)
    whole = mass.sum(1, keepdims=True)
    return mass / whole, float((np.log(whole) + top).sum())


def _maximise(
    hits: Floats, asked: Floats, a: Floats, d: Floats, nodes: Floats,
    discrimination: tuple[float, float], intercept: tuple[float, float],
) -> float:  # fmt: skip
    """Newton steps on a and d, in place; ``hits`` and ``asked`` are (items, nodes) expected counts."""
    most = 0.0
    for _ in range(3):
        p = _sigmoid(np.outer(a, nodes) + d[:, None])
        rest, weight = hits - asked * p, asked * p * (1 - p)
        slope_a = rest @ nodes - (a - discrimination[0]) / discrimination[1] ** 2
        slope_d = rest.sum(1) - (d - intercept[0]) / intercept[1] ** 2
        aa = weight @ nodes**2 + 1 / discrimination[1] ** 2
        ad, dd = weight @ nodes, weight.sum(1) + 1 / intercept[1] ** 2
        size = aa * dd - ad**2
        step_a = np.clip((dd * slope_a - ad * slope_d) / size, -STEP, STEP)
        step_d = np.clip((aa * slope_d - ad * slope_a) / size, -STEP, STEP)
        a += step_a
        d += step_d
        most = max(most, float(np.abs(step_a).max()), float(np.abs(step_d).max()))
    return most


def _error(
    hits: Floats, asked: npt.NDArray[np.bool_], a: Floats, d: Floats, nodes: Floats, posterior: Floats,
    discrimination: tuple[float, float], intercept: tuple[float, float],
) -> Floats:  # fmt: skip
    """Standard errors of a from each person's score, which counts what their ability leaves open."""
    p = _sigmoid(np.outer(a, nodes) + d[:, None])
    mean = posterior @ nodes
    by_d = np.where(asked, hits - posterior @ p.T, 0.0)
    by_a = np.where(asked, hits * mean[:, None] - posterior @ (p * nodes).T, 0.0)
    aa = (by_a**2).sum(0) + 1 / discrimination[1] ** 2
    dd = (by_d**2).sum(0) + 1 / intercept[1] ** 2
    ad = (by_a * by_d).sum(0)
    return np.asarray(np.sqrt(dd / np.maximum(aa * dd - ad**2, 1e-12)), np.float64)
