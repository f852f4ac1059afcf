"""Consensus of numbers: every answer weighed by how precise its author, its item and itself are, biases taken out.

``x = mu[item] + b[person] + e``, and ``e`` is normal with precision ``tau[person] * lam[item] * w[answer]``. The
three factors have gamma priors: people differ in care, items in difficulty, and ``w``, of mean 1 and shape ``nu / 2``,
makes ``e`` a Student t, so a slip of the pen moves nothing. ``mu`` and ``b`` have normal priors. The parameters of all
priors are fitted to all items and people (empirical Bayes), ``nu`` among a few values. A crossed random-effects model
with heavy tails (Raykar et al. 2010, section 4; Lange, Little & Taylor 1989), fitted by mean-field variational EM
(Bishop 2006, chapter 10); the errors come from the joint posterior of ``mu`` and ``b``, since the mean field forgets
that what is not known of people is not known of their items either.

All that is right only where errors lie evenly to both sides. Where most people leave a slider at nothing, the precise
ones are the lazy ones. So three readings are averaged: the whole model, one without ``lam`` and ``w``, and one in which
everybody counts alike (the mean). Each step from the plainer to the richer reading has weight ``Phi(d / e - s)``: ``d``
the mean gain in squared error over a fifth of the answers, held back, each counted up to the size that one in ten
passes, ``e`` its standard error by items, ``s`` how far beyond chance the two readings differ to one side (from 2 to 5
standard errors: up to 3), which is what skewed errors do and symmetric ones don't.

Where one number is so frequent that a slider may stand there, a person who leaves it standing is precise, and wrong. If
those who move it least scatter least (`_laziness`), precision says nothing of care: the plain mean is taken, and its
error holds that all may have moved it too little, by as much as those who move it furthest move it further than usual.

People err together on an item, by `SHARED` of the variance of an answer before anything is seen; gold says how far they
really do. An error that all people share everywhere can't be seen without gold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import digamma, gammaln, ndtr
from scipy.stats import rankdata

from goodwork.errors import Invalid
from goodwork.quality.codes import FEWEST_HELD, Ints, checked_codes, held_back

Floats = npt.NDArray[np.float64]
Reading: TypeAlias = Literal["whole", "people", "mean"]

GAUSS = 1e9
"""Degrees of freedom of a normal error."""

SHARED = 0.05
"""The share of an answer's variance that people err together, before there is gold."""

TAILS = np.array([2.0, 3.0, 5.0, 10.0, 30.0, 100.0])
"""Degrees of freedom that are tried."""

STANDING = 0.1
"""The share of all answers that is one number, above which a slider may have been left where it stood."""

CARE, LAZY = 0.6, 0.8
"""Rank correlation of how far people move it and how far they scatter, up to which precision is care, and from which
it is laziness."""

FEWEST_OF_ONE, FEWEST_PEOPLE = 3, 8
"""Answers of a person, and such people, that this is asked of."""

MOST_TOGETHER, MOST_CELLS = 1_000, 20_000_000
"""People, and items times people, up to which the errors come from the joint posterior of items and people."""


@dataclass(frozen=True, eq=False)
class ContinuousConsensus:
    """What numbers together say, and how each person measures."""

    value: Floats
    """(items,) posterior mean, in the unit of the answers."""
    error: Floats
    """(items,) posterior standard deviation, what people err together included."""
    freedom: Floats
    """(items,) degrees of freedom of the error: few answers leave its own size in doubt."""
    bias: Floats
    """(people,) by how much a person answers too high."""
    spread: Floats
    """(people,) standard deviation of a person's answers around the truth plus their bias."""
    rounds: int

    def within(self, tolerance: float) -> Floats:
        """(items,) the probability that the truth lies within ``tolerance`` of the value."""
        from scipy.special import stdtr

        return 2 * stdtr(self.freedom, tolerance / self.error) - 1

    def interval(self, level: float = 0.95) -> tuple[Floats, Floats]:
        """(items,) and (items,) the ends of the interval that holds the truth with probability ``level``."""
        from scipy.special import stdtrit

        half = stdtrit(self.freedom, 0.5 + level / 2) * self.error
        return self.value - half, self.value + half


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
    centre = float(np.median(x))
    # Of what most say, so that a few slips don't shrink everything else to nothing.
    scale = float(np.median(np.abs(x - centre))) * 1.4826 or float(x.std()) or 1.0
    x = (x - centre) / scale
    known = (known - centre) / scale
    answers = _Answers(x, i, j, n_items, n_people)
    fit = _averaged(answers, known, most_rounds, tolerance)
    shared = SHARED
    golden = np.flatnonzero(~np.isnan(known) & (answers.per_item > 0))
    if golden.size:
        # What people would have said of the gold items, had they not been known.
        blind = _averaged(answers, np.full(n_items, np.nan), most_rounds, tolerance)
        shared = _together((blind.mu - known)[golden], blind.mu_var[golden], blind.noise[golden])
    error = fit.mu_var + shared * fit.noise
    error[~np.isnan(known)] = 0.0
    return ContinuousConsensus(
        fit.mu * scale + centre,
        np.sqrt(np.maximum(error, 1e-18)) * scale,
        fit.freedom,
        fit.b * scale,
        scale * fit.spread,
        fit.rounds,
    )


@dataclass(frozen=True, eq=False)
class _Answers:
    x: Floats
    i: Ints
    j: Ints
    n_items: int
    n_people: int

    @cached_property
    def per_item(self) -> Ints:
        return np.bincount(self.i, minlength=self.n_items)

    @cached_property
    def per_person(self) -> Ints:
        return np.bincount(self.j, minlength=self.n_people)

    def of(self, chosen: npt.NDArray[np.bool_]) -> _Answers:
        return _Answers(self.x[chosen], self.i[chosen], self.j[chosen], self.n_items, self.n_people)


@dataclass(frozen=True, eq=False)
class _Fit:
    """The parameters in units of the answers' own scale."""

    mu: Floats
    mu_var: Floats
    noise: Floats
    """(items,) the variance of a usual person's answer."""
    freedom: Floats
    b: Floats
    spread: Floats
    rounds: int

    def mixed(self, other: _Fit, weight: float) -> _Fit:
        """The average of two readings; that they differ is in the variance."""
        if weight > 1 - 1e-6:
            return self
        rest = 1 - weight
        return _Fit(
            weight * self.mu + rest * other.mu,
            weight * self.mu_var + rest * other.mu_var + weight * rest * (self.mu - other.mu) ** 2,
            weight * self.noise + rest * other.noise,
            weight * self.freedom + rest * other.freedom,
            weight * self.b + rest * other.b,
            weight * self.spread + rest * other.spread,
            self.rounds + other.rounds,
        )


READINGS: tuple[Reading, ...] = ("whole", "people", "mean")


def _averaged(answers: _Answers, known: Floats, most_rounds: int, tolerance: float) -> _Fit:
    """The three readings, each weighed by how well it predicts what was held back."""
    whole, people, mean = (_fitted(answers, known, reading, most_rounds, tolerance) for reading in READINGS)
    held = held_back(answers.i, answers.j, answers.x)
    if np.count_nonzero(held) < FEWEST_HELD:
        return whole.mixed(people, 0.5).mixed(mean, 0.5)
    rest, unseen = answers.of(~held), answers.of(held)
    fits = [_fitted(rest, known, reading, most_rounds, tolerance) for reading in READINGS]
    off = np.array([unseen.x - fit.mu[unseen.i] - fit.b[unseen.j] for fit in fits])
    most = np.quantile(np.square(off).min(axis=0), 0.9)

    def better(rich: Floats, plain: Floats, moved: Floats) -> float:
        gain = np.minimum(np.square(plain), most) - np.minimum(np.square(rich), most)
        error = np.sqrt(np.square(np.bincount(unseen.i, gain - gain.mean())).sum())
        aside = abs(moved.sum()) / max(float(np.sqrt(np.square(moved).sum())), 1e-12)
        return float(ndtr(gain.sum() / max(float(error), 1e-12) - np.clip(aside - 2, 0, 3)))

    free = np.isnan(known) & (answers.per_item > 0)
    weight = better(off[0], off[1], (whole.mu - people.mu)[free])
    rich = whole.mixed(people, weight)
    step = better(weight * off[0] + (1 - weight) * off[1], off[2], (rich.mu - mean.mu)[free])
    lazy = _laziness(answers, people, mean)
    found = rich.mixed(mean, step * (1 - lazy.share))
    if not lazy.share:
        return found
    plain = np.bincount(answers.i, answers.x, answers.n_items) / np.maximum(answers.per_item, 1)
    mu = found.mu + lazy.share * np.where(free, plain - found.mu, 0.0)
    return replace(found, mu=mu, mu_var=found.mu_var + lazy.share * (lazy.further * (mu - lazy.at)) ** 2)


@dataclass(frozen=True, slots=True)
class _Lazy:
    """How far precision is laziness, where one number is so frequent that a slider may stand there."""

    share: float = 0.0
    """0: who is precise is careful; 1: who is precise hardly moves it."""
    at: float = 0.0
    """The number where it stands."""
    further: float = 0.0
    """By how much more than usual those move it who move it furthest (one in ten): so far all of them may be off."""


def _laziness(answers: _Answers, people: _Fit, mean: _Fit) -> _Lazy:
    values, counts = np.unique(answers.x, return_counts=True)
    at = float(values[counts.argmax()])
    some = answers.per_person >= FEWEST_OF_ONE
    if counts.max() <= STANDING * answers.x.size or np.count_nonzero(some) < FEWEST_PEOPLE:
        return _Lazy()
    moved = np.bincount(answers.j, answers.x - at, answers.n_people)
    usual = np.bincount(answers.j, mean.mu[answers.i] - at, answers.n_people)
    part = (moved / np.where(np.abs(usual) > 1e-9, usual, 1.0))[some]
    together = float(np.corrcoef(rankdata(part), rankdata(people.spread[some]))[0, 1])
    share = float(np.clip((together - CARE) / (LAZY - CARE), 0, 1)) if np.isfinite(together) else 0.0
    return _Lazy(share, at, float(np.quantile(part, 0.9) / max(float(part.mean()), 1e-9)) - 1)


def _fitted(answers: _Answers, known: Floats, reading: Reading, most_rounds: int, tolerance: float) -> _Fit:
    x, i, j, n_items, n_people = answers.x, answers.i, answers.j, answers.n_items, answers.n_people
    golden = ~np.isnan(known)
    per_item, per_person = answers.per_item, answers.per_person
    mu = _medians(x, i, n_items)
    mu_var, b, b_var = np.full(n_items, 0.1), np.zeros(n_people), np.zeros(n_people)
    lam, w, weight = np.ones(n_items), np.ones(x.size), np.ones(x.size)
    centre_prior, spread_prior, bias_prior, shape, rate, item_shape = 0.0, 1.0, 0.1, 2.0, 0.5, 5.0
    nu = 5.0 if reading == "whole" else GAUSS
    mu[golden], mu_var[golden] = known[golden], 0.0
    tau = np.ones(n_people)
    rounds = 0
    while rounds < most_rounds:
        rounds += 1
        before = np.r_[mu, b]
        squares = (x - mu[i] - b[j]) ** 2 + mu_var[i] + b_var[j]
        # tau, lam, w: how precise each person, item and answer is
        a_post = shape + per_person / 2
        b_post = rate + np.bincount(j, lam[i] * w * squares, n_people) / 2
        if reading == "mean":
            # Everybody alike, and as all answers say.
            tau = np.full(n_people, x.size / max(float((lam[i] * squares).sum()), 1e-9))
        else:
            tau = a_post / b_post
            shape, rate = _gamma(tau, digamma(a_post) - np.log(b_post))
        weight = tau[j]
        if reading != "people":
            a_post = item_shape + per_item / 2
            b_post = item_shape + np.bincount(i, tau[j] * w * squares, n_items) / 2
            lam = a_post / b_post
            item_shape = _gamma(lam, digamma(a_post) - np.log(b_post))[0]
        if reading == "whole":
            standing = tau[j] * lam[i] * squares
            w = (nu + 1) / (nu + standing)
            weight = tau[j] * lam[i] * w
            nu = float(TAILS[np.argmax([_student(standing, tail) for tail in TAILS.tolist()])])
        # b: how far off people are
        if reading != "mean":
            precision = 1 / bias_prior + np.bincount(j, weight, n_people)
            b, b_var = np.bincount(j, weight * (x - mu[i]), n_people) / precision, 1 / precision
        # mu: what the items are
        precision = 1 / spread_prior + np.bincount(i, weight, n_items)
        mu = (centre_prior / spread_prior + np.bincount(i, weight * (x - b[j]), n_items)) / precision
        mu_var = 1 / precision
        mu[golden], mu_var[golden] = known[golden], 0.0
        # what items and people have in common
        centre_prior = float(mu.mean())
        spread_prior = max(float((mu_var + (mu - centre_prior) ** 2).mean()), 1e-6)
        bias_prior = max(float((b_var + b**2).sum() + 0.02) / (n_people + 2), 1e-6)
        if np.abs(np.r_[mu, b] - before).max() < tolerance:
            break
    # A usual person's answer, so that a few who say anything don't count.
    usual = float(np.median(1 / tau[j])) * (nu / (nu - 2) if nu > 2 else 3.0)
    noise = np.minimum(usual / lam, spread_prior + usual)
    if reading == "mean":
        mu_var = 1 / (1 / spread_prior + per_item / noise)
        mu_var[golden] = 0.0
    elif n_people <= MOST_TOGETHER and n_items * n_people <= MOST_CELLS:
        mu_var = _joint(weight, i, j, 1 / spread_prior, 1 / bias_prior, golden, n_people)
    freedom = (2 * item_shape + per_item).astype(np.float64)
    return _Fit(mu, mu_var, noise, freedom, b, 1 / np.sqrt(tau), rounds)


def _medians(x: Floats, i: Ints, n_items: int) -> Floats:
    """(items,) the medians of their answers; 0 where there are none."""
    order = np.lexsort((x, i))
    ptr = np.searchsorted(i[order], np.arange(n_items + 1))
    count, out = np.diff(ptr), np.zeros(n_items)
    some = count > 0
    low, high = (ptr[:-1] + (count - 1) // 2)[some], (ptr[:-1] + count // 2)[some]
    out[some] = (x[order[low]] + x[order[high]]) / 2
    return out


def _joint(
    weight: Floats, i: Ints, j: Ints, item_prior: float, bias_prior: float, golden: npt.NDArray[np.bool_], people: int
) -> Floats:
    """(items,) variances of ``mu`` with ``b`` unknown too: the block inverse of their joint precision."""
    precision = item_prior + np.bincount(i, weight, golden.size)
    share = np.where(golden, 0.0, 1 / precision)[i] * weight
    cells = (i, j)
    by_item = csr_matrix((weight, cells), shape=(golden.size, people))
    rest = by_item.T @ csr_matrix((share, cells), shape=(golden.size, people))
    left = np.diag(bias_prior + np.bincount(j, weight, people)) - rest.toarray()
    spent = np.asarray(csr_matrix((share, cells), shape=(golden.size, people)) @ np.linalg.inv(left))
    out = 1 / precision + np.bincount(i, share * spent[i, j], golden.size)
    out[golden] = 0.0
    return out


def _student(standing: Floats, nu: float) -> float:
    """The log-likelihood of squared standardised errors under a Student t, but for what doesn't depend on nu."""
    level = gammaln((nu + 1) / 2) - gammaln(nu / 2) - 0.5 * np.log(nu)
    return float(standing.size * level - (nu + 1) / 2 * np.log1p(standing / nu).sum())


def _together(off: Floats, var: Floats, noise: Floats) -> float:
    """The share of an answer's variance that people err together, by how far they are off on gold items."""
    grid = SHARED * np.geomspace(0.02, 100.0, 40)
    total = var + grid[:, None] * noise
    log = -0.5 * (np.log(total) + off**2 / total).sum(axis=1) - 0.5 * (np.log(grid / SHARED) / 1.5) ** 2
    p = np.exp(log - log.max())
    return float(p @ grid / p.sum())


def _gamma(tau: Floats, log_tau: Floats) -> tuple[float, float]:
    """Shape and rate of the gamma distribution of precisions; the shape stays between 1 and 50."""
    mean = float(tau.mean())
    gap = np.log(mean) - float(log_tau.mean())
    # Minka (2002): a close start, then Newton on 1 / shape.
    guess = (3 - gap + np.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap) if gap > 1e-6 else 50.0
    shape = float(np.clip(guess, 1.0, 50.0))
    return shape, shape / mean
