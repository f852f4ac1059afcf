"""Consensus of numbers: every answer weighted by its author's precision, with their bias taken out.

``x = mu[item] + b[person] + e`` with ``e`` normal of precision ``tau[person]``; ``mu``, ``b`` and ``tau``
have normal, normal and gamma priors whose parameters are fitted to all items and people (empirical Bayes). A
crossed random-effects model with a variance per person, as in Raykar et al. 2010, section 4; fitted by
mean-field variational EM (Bishop 2006, chapter 10). Biases are measured against the whole crowd, so an error
that all people share can't be seen without gold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import digamma

from goodwork.errors import Invalid
from goodwork.quality.ordinal import checked_codes

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ContinuousConsensus:
    """What numbers together say, and how each person measures."""

    value: Floats
    """(items,) posterior mean, in the unit of the answers."""
    error: Floats
    """(items,) posterior standard deviation."""
    bias: Floats
    """(people,) by how much a person answers too high."""
    spread: Floats
    """(people,) standard deviation of a person's answers around the truth plus their bias."""
    rounds: int

    def within(self, tolerance: float) -> Floats:
        """(items,) the probability that the truth lies within ``tolerance`` of the value."""
        from scipy.special import ndtr

        return 2 * ndtr(tolerance / self.error) - 1


def continuous_consensus(
    item: npt.ArrayLike,
    person: npt.ArrayLike,
    answer: npt.ArrayLike,
    *,
    items: int | None = None,
    people: int | None = None,
    gold: npt.ArrayLike | None = None,
    most_rounds: int = 500,
    tolerance: float = 1e-6,
) -> ContinuousConsensus:
    """The precision-weighted consensus of numeric answers.

    ``item`` and ``person`` (answers,) codes from 0, ``answer`` (answers,) numbers, ``gold`` (items,) numbers
    or NaN. Scale and origin don't matter. Linear in the answers per round.

    >>> fit = continuous_consensus([0, 0, 1, 1, 2, 2], [0, 1] * 3, [1.0, 1.2, 5.0, 5.2, 9.0, 9.2])
    >>> fit.value.round(1)
    array([1.1, 5.1, 9.1])
    """
    x = np.asarray(answer, dtype=np.float64)
    if x.ndim != 1 or not np.isfinite(x).all():
        raise Invalid("`answer` must be a flat array of finite numbers.")
    i, j, _, n_items, n_people = checked_codes(item, person, np.zeros(x.size, np.int64), items, people)
    known = np.full(n_items, np.nan) if gold is None else np.asarray(gold, dtype=np.float64)
    if known.shape != (n_items,):
        raise Invalid(f"Gold has shape {known.shape}; it has to be one number or NaN per item: {n_items}.")
    if x.size == 0:
        raise Invalid("There are no answers.", next_step="Fit once somebody has answered.")
    centre, scale = float(np.median(x)), float(x.std()) or 1.0
    x = (x - centre) / scale
    golden = ~np.isnan(known)
    known = (known - centre) / scale
    per_item = np.bincount(i, minlength=n_items)
    per_person = np.bincount(j, minlength=n_people)
    mu = np.bincount(i, x, n_items) / np.maximum(per_item, 1)
    mu_var = np.full(n_items, 0.1)
    b, b_var = np.zeros(n_people), np.full(n_people, 0.1)
    tau = np.ones(n_people)
    centre_prior, spread_prior, bias_prior, shape, rate = 0.0, 1.0, 0.1, 2.0, 0.5
    mu[golden], mu_var[golden] = known[golden], 0.0
    rounds = 0
    while rounds < most_rounds:
        rounds += 1
        before = np.r_[mu, b]
        # tau: how precise each person is
        squares = (x - mu[i] - b[j]) ** 2 + mu_var[i] + b_var[j]
        a_post = shape + per_person / 2
        b_post = rate + np.bincount(j, squares, n_people) / 2
        tau, log_tau = a_post / b_post, digamma(a_post) - np.log(b_post)
        # b: how far off they are
        precision = 1 / bias_prior + per_person * tau
        b = tau * np.bincount(j, x - mu[i], n_people) / precision
        b_var = 1 / precision
        # mu: what the items are
        weight = tau[j]
        precision = 1 / spread_prior + np.bincount(i, weight, n_items)
        mu = (centre_prior / spread_prior + np.bincount(i, weight * (x - b[j]), n_items)) / precision
        mu_var = 1 / precision
        mu[golden], mu_var[golden] = known[golden], 0.0
        # what items and people have in common
        centre_prior = float(mu.mean())
        spread_prior = max(float((mu_var + (mu - centre_prior) ** 2).mean()), 1e-6)
        bias_prior = max(float((b_var + b**2).sum() + 0.02) / (n_people + 2), 1e-6)
        shape, rate = _gamma(tau, log_tau, shape)
        if np.abs(np.r_[mu, b] - before).max() < tolerance:
            break
    return ContinuousConsensus(
        mu * scale + centre,
        np.sqrt(np.maximum(mu_var, 1e-18)) * scale,
        b * scale,
        scale / np.sqrt(tau),
        rounds,
    )


def _gamma(tau: Floats, log_tau: Floats, shape: float) -> tuple[float, float]:
    """Shape and rate of the gamma distribution of people's precision; the shape stays between 1 and 50."""
    mean = float(tau.mean())
    gap = np.log(mean) - float(log_tau.mean())
    # Minka (2002): a close start, then Newton on 1 / shape.
    guess = (3 - gap + np.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap) if gap > 1e-6 else 50.0
    shape = float(np.clip(guess, 1.0, 50.0))
    return shape, shape / mean
