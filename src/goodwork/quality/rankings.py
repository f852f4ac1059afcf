"""Consensus of comparisons and rankings: Plackett-Luce with a reliability per person.

A person with reliability ``r`` ranks candidates of scores ``s`` by picking the best of those left, again and
again, with probability ``exp(r s) / sum exp(r s)`` (Luce 1959; Plackett 1975). Two candidates make it the
Bradley-Terry model (1952). ``r`` is 1 for the usual person, 0 for a coin, below 0 for somebody who ranks
upside down (in the spirit of Chen et al., WSDM 2013). Scores are ``Normal(0, v)``, reliabilities ``Normal(1, 1/4)``
with a mean of 1 over the rankings: twice the scores and half the reliabilities are the same thing, and this says which
is meant.

How far scores lie apart decides how far a few comparisons are believed, and a few comparisons hardly say it. So ``v``
is not estimated: the fit is the mean over a grid of it, each point weighed by how probable it makes the rankings
(Laplace's approximation at the mode, with the expected information of scores *and* reliabilities: MacKay 1992; Rue et
al. 2009). What is not known of ``v`` and of people is thereby in the errors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid

Floats = npt.NDArray[np.float64]

RELIABILITY_SPREAD = 0.5
SPREADS = np.geomspace(0.3, 6.0, 7)
"""The standard deviations of scores that are considered, before anything is seen log-normal around `USUAL_SPREAD`."""
USUAL_SPREAD, SPREAD_DOUBT = 2.0, 0.6
MOST_FOR_COVARIANCE = 500
"""Candidates up to which errors come from the whole curvature and not from its diagonal."""


@dataclass(frozen=True, eq=False)
class RankingConsensus:
    """Scores of candidates and reliabilities of people."""

    score: Floats
    """(candidates,) log-odds: a candidate whose score is 1 higher wins 73 times in 100 with the usual person."""
    error: Floats
    """(candidates,) posterior standard deviation of the score."""
    reliability: Floats
    """(people,) 1 the usual person, 0 a coin, negative upside down."""
    covariance: Floats | None
    """(candidates, candidates) posterior covariance; None above `MOST_FOR_COVARIANCE` candidates."""
    spread: float
    """The standard deviation of scores (root mean square over the grid)."""

    def order(self, candidates: Sequence[int] | None = None) -> list[int]:
        """The candidates (all, or these) from best to worst; equal scores by number."""
        chosen = list(range(len(self.score))) if candidates is None else list(candidates)
        return sorted(chosen, key=lambda c: (-float(self.score[c]), c))

    def above(self, one: int, other: int) -> float:
        """The probability that one candidate is truly better than the other."""
        from scipy.special import ndtr

        variance = float(self.error[one] ** 2 + self.error[other] ** 2)
        if self.covariance is not None:
            variance -= 2 * float(self.covariance[one, other])
        return float(ndtr((self.score[one] - self.score[other]) / np.sqrt(max(variance, 1e-12))))


def ranking_consensus(
    rankings: Sequence[Sequence[int]],
    person: npt.ArrayLike,
    *,
    weight: npt.ArrayLike | None = None,
    candidates: int | None = None,
    people: int | None = None,
    spread: float | None = None,
    reliable: bool = True,
) -> RankingConsensus:
    """The consensus of ``rankings``, each from best to worst, of any subset of candidates.

    ``person`` (rankings,) who gave each; ``weight`` (rankings,) how much it counts: give a tie as both orders
    with weight 1/2. Items with candidates of their own number them apart; people's reliability is then shared
    by all items. ``spread`` fixes the standard deviation of scores, ``reliable`` False takes everybody at
    reliability 1.

    >>> fit = ranking_consensus([[0, 1, 2], [0, 2, 1], [0, 1, 2]], [0, 1, 2])
    >>> fit.order(), fit.above(0, 2) > 0.7
    ([0, 1, 2], True)
    """
    from scipy.optimize import minimize

    from goodwork.quality import ranking_kernels as kernels

    flat, ptr, who, mass, n, m = _checked(rankings, person, weight, candidates, people)
    stiff = 1 / RELIABILITY_SPREAD**2 if reliable else 1e12
    whole = n <= MOST_FOR_COVARIANCE
    part = np.bincount(who, mass, m) / max(float(mass.sum()), 1e-300)

    def reliability(apart: Floats) -> Floats:
        # The mean over the rankings is 1, whatever is tried.
        return 1 + apart - part @ apart

    def cost(x: Floats, v: float) -> tuple[float, Floats]:
        value, slope = kernels.plackett_luce(flat, ptr, who, mass, x[:n], reliability(x[n:]))
        value += 0.5 * float(x[:n] @ x[:n]) / v + 0.5 * stiff * float(x[n:] @ x[n:])
        slope[:n] += x[:n] / v
        slope[n:] += stiff * x[n:] - part * slope[n:].sum()
        return value, slope

    bounds = [(None, None)] * n + [(None, None) if reliable else (0.0, 0.0)] * m
    grid = SPREADS if spread is None else np.array([spread])
    modes: list[Floats] = []
    covariances: list[Floats] = []
    logs: list[float] = []
    z = np.zeros(n + m)
    for sigma in grid.tolist():
        v = sigma**2
        best = minimize(cost, z, args=(v,), jac=True, method="L-BFGS-B", bounds=bounds,
                        options={"maxiter": 1000, "ftol": 1e-11, "gtol": 1e-6})  # fmt: skip
        z = best.x
        scores, cross, own = kernels.information(flat, ptr, who, mass, z[:n], reliability(z[n:]), whole)
        own = own + stiff
        # What the fixed mean of the people takes away again.
        fixed = float(part**2 @ (1 / own))
        if whole:
            # The scores' information less what is spent on not knowing the people.
            left = scores + np.eye(n) / v
            if reliable:
                tied = (cross / own) @ part
                left += np.outer(tied, tied) / fixed - (cross / own) @ cross.T
            covariances.append(np.linalg.inv(left))
            volume = float(np.linalg.slogdet(left)[1])
        else:
            left = scores[0] + 1 / v
            covariances.append(1 / left)
            volume = float(np.log(left).sum())
        modes.append(z)
        prior = -0.5 * (np.log(sigma / USUAL_SPREAD) / SPREAD_DOUBT) ** 2
        logs.append(prior - float(best.fun) - 0.5 * (n * np.log(v) + volume + float(np.log(own).sum()) + np.log(fixed)))
    share = np.exp(np.array(logs) - max(logs))
    share /= share.sum()
    z = share @ np.array(modes)
    covariance: Floats | None = None
    error = np.zeros(n)
    for one, mode, within in zip(share.tolist(), modes, covariances, strict=True):
        apart = mode[:n] - z[:n]
        if whole:
            more = one * (within + np.outer(apart, apart))
            covariance = more if covariance is None else covariance + more
        else:
            error += one * (within + apart**2)
    if covariance is not None:
        error = np.diag(covariance)
    error = np.sqrt(error)
    return RankingConsensus(z[:n], error, reliability(z[n:]), covariance, float(np.sqrt(share @ grid**2)))


def _checked(
    rankings: Sequence[Sequence[int]],
    person: npt.ArrayLike,
    weight: npt.ArrayLike | None,
    candidates: int | None,
    people: int | None,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64], Floats, int, int]:
    who = np.asarray(person)
    mass = np.ones(len(rankings)) if weight is None else np.asarray(weight, dtype=np.float64)
    if who.shape != (len(rankings),) or mass.shape != (len(rankings),) or not len(rankings):
        raise Invalid(f"There are {len(rankings)} rankings, {who.size} people and {mass.size} weights; one each.")
    if who.dtype.kind not in "iu" or who.min() < 0 or not np.isfinite(mass).all() or (mass < 0).any():
        raise Invalid("`person` must be codes from 0 and `weight` numbers that are 0 or more.")
    for r, ranking in enumerate(rankings):
        if len(ranking) < 2 or len(set(ranking)) != len(ranking) or min(ranking) < 0:
            raise Invalid(f"Ranking {r} must name at least two different candidates by codes from 0.")
    flat = np.array([c for ranking in rankings for c in ranking], np.int64)
    ptr = np.r_[0, np.cumsum([len(ranking) for ranking in rankings])].astype(np.int64)
    n = int(flat.max()) + 1 if candidates is None else candidates
    m = int(who.max()) + 1 if people is None else people
    if flat.max() >= n or who.max() >= m:
        raise Invalid(f"A code lies outside the {n} candidates or the {m} people.")
    return flat, ptr, who.astype(np.int64), mass, n, m
