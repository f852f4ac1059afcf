"""Calibration: from what a model believes to how often it is right, learned from gold drawn at random.

Posteriors of answer models are overconfident, because people err together. Two things are known of an item: the
posterior ``q`` (which knows who answered) and the shares of votes ``v`` (which know how many agreed, and are never
certain). They are pooled on the log scale and a floor keeps doubt alive::

    p_k = (1 - f) * q_k^a v_k^b / sum_l q_l^a v_l^b  +  f / K

``a, b, f`` are MAP estimates on gold, under a prior that makes the guess without gold a sober one. Only gold that was
drawn at random may be passed: gold chosen because it is disputed says nothing about the rest. Where answers stop
arriving because a posterior was high, calibrate on posteriors as they were when it stopped (`judging.at_stop`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid

Floats = NDArray[np.float64]
Codes = NDArray[Any]

CENTER = (-1.0, -1.0, -3.5)
"""Prior means of ln a, ln b and logit f: chosen sober, so that little gold never means great certainty."""
SPREAD = (0.7, 0.7, 1.5)
"""Prior standard deviations of the same."""
FEWEST_GOLD = 30
"""Random gold items below which a calibration calls itself not calibrated yet."""
SPEAKS = 3.0
"""Times as likely as by dealing out that gold has to be, if it is to count as gold of these answers. How often dealt
gold passes, and true gold does not, is in docs/design/quality-certainty.md, as measured."""
_TINY = 1e-9
BLOCK = 1_000_000
"""Probabilities that are mapped at a time: what lies between takes several times their memory."""


@dataclass(frozen=True)
class Calibration:
    """A fitted map from (posterior, vote shares) to honest probabilities; as JSON by `to_json`."""

    log_power: float = CENTER[0]
    log_votes: float = CENTER[1]
    floor_logit: float = CENTER[2]
    n_gold: int = 0
    """Random gold items it was fitted to."""

    @property
    def calibrated(self) -> bool:
        """Whether there was enough gold; if not, confidence is a guess by the prior and is to be marked so."""
        return self.n_gold >= FEWEST_GOLD

    @property
    def missing(self) -> int:
        """How many random gold items are missing before it is called calibrated."""
        return max(FEWEST_GOLD - self.n_gold, 0)

    def apply(self, raw: Floats, shares: Floats) -> Floats:
        """(n, K) honest probabilities from posteriors and `vote shares`, both (n, K)."""
        x, out = np.array([self.log_power, self.log_votes, self.floor_logit]), np.empty(raw.shape)
        rows = max(BLOCK // max(raw[:1].size, 1), 1)
        for begin in range(0, len(out), rows):
            part = slice(begin, begin + rows)
            out[part] = _mapped(x, raw[part], shares[part])
        return out

    def of_one(self, raw: Sequence[float], votes: Sequence[float]) -> list[float]:
        """`apply` to one posterior and its counts of votes, each of K: arrays cost more than they do for a few numbers.

        >>> [round(p, 3) for p in Calibration().of_one([0.1, 0.9], [0, 2])]
        [0.207, 0.793]
        """
        power, votes_power = math.exp(self.log_power), math.exp(self.log_votes)
        floor = 1 / (1 + math.exp(-self.floor_logit))
        given = sum(votes) + 0.5 * len(votes)
        pooled = [
            power * math.log(max(q, _TINY)) + votes_power * math.log(max((n + 0.5) / given, _TINY))
            for q, n in zip(raw, votes, strict=True)
        ]
        top = max(pooled)
        weights = [math.exp(x - top) for x in pooled]
        total = math.fsum(weights)
        return [(1 - floor) * w / total + floor / len(weights) for w in weights]

    def to_json(self) -> dict[str, float | int]:
        """A plain dictionary that `from_json` reads."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, float | int]) -> Calibration:
        """The calibration that `to_json` wrote."""
        return cls(
            float(stored["log_power"]),
            float(stored["log_votes"]),
            float(stored["floor_logit"]),
            int(stored["n_gold"]),
        )

    @classmethod
    def fit(
        cls,
        raw: Floats,
        shares: Floats,
        gold: Codes,
        *,
        weight: Floats | None = None,
    ) -> Calibration:
        """The MAP estimate from posteriors (n, K), vote shares (n, K) and gold codes (n,) of random gold items.

        ``weight`` (n,) of each row: where an item comes several times (in several orders), its rows sum to 1.
        """
        if not len(raw) == len(shares) == len(gold):
            raise Invalid("Posteriors, shares and gold differ in length.")
        mean, spread = np.asarray(CENTER, np.float64), np.asarray(SPREAD)
        if not len(gold):
            return cls(*(float(x) for x in mean), n_gold=0)
        from scipy.optimize import minimize

        rows = np.arange(len(gold))
        each = np.ones(len(gold)) if weight is None else weight

        def loss(x: Floats) -> float:
            p = _mapped(x, raw, shares)[rows, gold]
            return float(-each @ np.log(np.maximum(p, 1e-12)) + 0.5 * np.square((x - mean) / spread).sum())

        found: Any = minimize(loss, mean, method="L-BFGS-B", bounds=[(m - 6, m + 6) for m in mean])
        return cls(*(float(x) for x in found.x), n_gold=round(float(each.sum())))


def _mapped(x: Floats, raw: Floats, shares: Floats) -> Floats:
    """The map of the module's formula with x = (ln a, ln b, logit f)."""
    pooled = np.exp(x[0]) * np.log(np.maximum(raw, _TINY)) + np.exp(x[1]) * np.log(np.maximum(shares, _TINY))
    pooled = np.exp(pooled - pooled.max(axis=-1, keepdims=True))
    pooled /= pooled.sum(axis=-1, keepdims=True)
    floor = 1 / (1 + np.exp(-x[2]))
    return (1 - floor) * pooled + floor / raw.shape[-1]


def vote_shares(votes: Floats) -> Floats:
    """(..., K) shares of votes with half a vote added to every class, from counts of that shape.

    >>> vote_shares(np.array([3.0, 0.0])).tolist()
    [0.875, 0.125]
    """
    smooth = votes + 0.5
    return smooth / smooth.sum(axis=-1, keepdims=True)


def cross_fitted(
    raw: Floats,
    shares: Floats,
    gold: Codes,
    *,
    folds: int = 5,
    seed: int = 0,
) -> tuple[Calibration, Floats]:
    """The calibration of all gold, and (n, K) probabilities of the gold items by folds that did not see them."""
    n = len(gold)
    proba = np.empty((n, raw.shape[1]))
    fold = np.random.default_rng(seed).permutation(n) % max(min(folds, n), 1)
    for f in range(int(fold.max()) + 1 if n else 0):
        out = fold == f
        part = Calibration.fit(raw[~out], shares[~out], gold[~out])
        proba[out] = part.apply(raw[out], shares[out])
    return Calibration.fit(raw, shares, gold), proba


def unrelated(raw: Floats, shares: Floats, gold: Codes, *, draws: int = 999, seed: int = 0) -> bool:
    """Whether gold and answers look as if they had nothing to do with each other: mixed-up ids, another file.

    Two signs, either is enough. Fewer gold items come out right than expected before any gold was seen (binomial tail
    under 0.2), and gold dealt out at random would be predicted nearly as well (permutation p above 0.01). Or the
    answers make the gold less than `SPEAKS` times as likely as dealing it out at random does (the likelihood of the
    gold under what is believed without gold, against its mean over deals): gold has to speak for the answers before
    anything is declared on it. That is the sign that is left where one class is rare, for there most gold comes out
    right by itself. Gold of a single class says nothing here: dealt out, it is the same.
    """
    n = len(gold)
    if n < 2:
        return False
    proba = Calibration().apply(raw, shares)
    logs, rows = np.log(proba), np.arange(n)
    rng = np.random.default_rng(seed)
    seen = logs[rows, gold].sum()
    dealt = np.array([logs[rows, rng.permutation(gold)].sum() for _ in range(draws)])
    if gold.min() < gold.max() and seen < np.logaddexp.reduce(dealt) + math.log(SPEAKS / draws):
        return True
    right = int(np.count_nonzero(proba.argmax(axis=1) == gold))
    if _tail_at_most(right, n, min(float(proba.max(axis=1).mean()), 1.0)) >= 0.2:
        return False
    return (1 + int(np.count_nonzero(dealt >= seen - 1e-9))) / (1 + draws) > 0.01


@dataclass(frozen=True)
class Support:
    """What gold says about a target: how many declared gold items there are, how many right, what that proves."""

    target: float
    declared: int
    """Gold items whose cross-fitted confidence reaches the target."""
    right: int
    bound: float
    """The accuracy that declared items have at least, with 95 % certainty (Clopper-Pearson, one-sided)."""
    missing_declared: int
    """Further declared gold items, all right, after which the bound reaches the target."""
    missing_gold: int
    """Random gold items to draw for that, at the share of gold that is declared now."""

    @property
    def supported(self) -> bool:
        """Whether the bound reaches the target. If not: estimated, not yet supported."""
        return self.missing_declared == 0

    @property
    def refuted(self) -> bool:
        """Whether gold contradicts the target: so many errors would come by chance in less than 5 % of cases."""
        return self.declared > 0 and _tail_at_most(self.right, self.declared, self.target) < 0.05


def support(confidence: Floats, right: NDArray[np.bool_], target: float) -> Support:
    """What gold says about ``target``, from cross-fitted confidence (n,) and correctness (n,) of random gold.

    A faultless run of n proves the accuracy 0.05 ** (1 / n): 59 items for 0.95.

    >>> none = support(np.zeros(0), np.zeros(0, bool), 0.95)
    >>> none.missing_declared, none.supported
    (59, False)
    >>> support(np.ones(59), np.ones(59, bool), 0.95).supported
    True
    """
    if not 0 < target < 1:
        raise Invalid(f"The target is {target}; it has to lie between 0 and 1.")
    declared = confidence >= target
    n, s = int(np.count_nonzero(declared)), int(np.count_nonzero(declared & right))
    missing = 0
    if lower_bound(s, n) < target:
        low, high = 0, 64
        while lower_bound(s + high, n + high) < target:
            high *= 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if lower_bound(s + middle, n + middle) < target else (low, middle)
        missing = high
    share = n / len(confidence) if n else 1.0
    return Support(target, n, s, lower_bound(s, n), missing, math.ceil(missing / share))


def faultless(target: float) -> int:
    """How many declared items of gold, all right, prove a target.

    >>> faultless(0.95), faultless(0.9)
    (59, 29)
    """
    return math.ceil(math.log(0.05) / math.log(target))


def lower_bound(right: int, n: int, level: float = 0.95) -> float:
    """The one-sided Clopper-Pearson bound of a proportion; 0 without evidence.

    >>> round(lower_bound(59, 59), 4)
    0.9505
    """
    if not n or not right:
        return 0.0
    from scipy.special import betaincinv

    return float(betaincinv(right, n - right + 1, 1 - level))


def _tail_at_most(k: int, n: int, p: float) -> float:
    """P(X <= k) of a binomial."""
    from scipy.special import bdtr

    return float(bdtr(k, n, p))


@dataclass(frozen=True)
class Bin:
    """One point of a reliability curve: items of similar confidence, and how many of them are right."""

    confidence: float
    accuracy: float
    low: float
    high: float
    n: int


def reliability(confidence: Floats, right: NDArray[np.bool_], bins: int = 10) -> list[Bin]:
    """The reliability curve: equal-width bins of confidence, with 95 % Clopper-Pearson intervals; no empty bins."""
    place = np.minimum((confidence * bins).astype(np.int64), bins - 1)
    out: list[Bin] = []
    for b in np.unique(place):
        inside = place == b
        n, s = int(inside.sum()), int(right[inside].sum())
        low, high = lower_bound(s, n, 0.975), 1 - lower_bound(n - s, n, 0.975)
        out.append(Bin(float(confidence[inside].mean()), s / n, low, high, n))
    return out


def calibration_error(confidence: Floats, right: NDArray[np.bool_], bins: int = 10) -> float:
    """ECE: the mean gap between confidence and accuracy over equal-width bins (Naeini et al. 2015)."""
    if not len(confidence):
        raise Invalid("There is no gold item to measure the calibration on.")
    points = reliability(confidence, right, bins)
    return sum(b.n * abs(b.confidence - b.accuracy) for b in points) / len(confidence)


def log_loss(proba: Floats, gold: Codes) -> float:
    """The mean of -ln p(gold class), from probabilities (n, K) and codes (n,), in nats."""
    if not len(gold):
        raise Invalid("There is no gold item to measure the log-loss on.")
    return float(-np.log(np.maximum(proba[np.arange(len(gold)), gold], 1e-12)).mean())
