"""Stopping: whether another answer is worth it, whether the item is settled, or whether an expert should look.

One rule, `decide_many`, serves the server (one item at a time), the simulator (all items of a round) and the
calibration (`replay.at_stop`: random prefixes of gold items up to the moment of stopping). It knows three things
of an item: its calibrated confidence, how many answers it has, and what further answers may do (`prospects`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid
from goodwork.quality.calibration import Calibration, vote_shares

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REOPEN = 0.02
"""A settled item is opened again only if its confidence falls this far below the target."""


class Decision(IntEnum):
    """What to do with an item now."""

    ANOTHER = 0
    """Another answer is worth it."""
    SETTLE = 1
    """The confidence meets the target."""
    EXPERT = 2
    """Answers are used up, or more of them would hardly help: somebody who knows should decide."""


@dataclass(frozen=True)
class Policy:
    """When a project stops asking: a confidence to reach, and how many answers it may take."""

    target: float = 0.95
    fewest: int = 2
    most: int = 5
    hopeless: float = 0.03
    """Ask no more if the chance to reach the target with all answers left is below this."""
    least_gain: float = 0.001
    """Ask no more if the answers left raise the chance to be right by less than this each, on average: the
    price of an answer in units of the worth of a right item."""
    supported_only: bool = False
    """Settle on confidence only once gold supports the target; until then items go on to ``most``."""

    def __post_init__(self) -> None:
        if not 0 < self.target < 1:
            raise Invalid(f"The target is {self.target}; it has to lie between 0 and 1.")
        if not 1 <= self.fewest <= self.most:
            raise Invalid(f"Fewest {self.fewest} and most {self.most} answers: it takes 1 <= fewest <= most.")

    @property
    def looks_ahead(self) -> bool:
        """Whether it may give up before ``most`` answers, for which futures have to be played out."""
        return self.hopeless > 0 or self.least_gain > -1


@dataclass(frozen=True)
class Prospects:
    """What the answers left can do for items: arrays (n,)."""

    reach: Floats
    """The chance that the target is reached with the answers left."""
    gain: Floats
    """The expected rise of the probability to be right, per answer, if all answers left are asked for."""


def prospects(
    raw: Floats,
    votes: Floats,
    calibration: Calibration,
    newcomer: Floats,
    policy: Policy,
    *,
    futures: int = 64,
    seed: int = 0,
) -> Prospects:
    """What may come of asking on, by playing out ``futures`` seeded futures of each item.

    ``raw`` (n, K) posteriors, ``votes`` (n, K) counts of answers so far, ``newcomer`` (K, K) the matrix of the
    people who may answer next (rows: true class). In each future a truth is drawn from the calibrated
    probabilities, answers are drawn from the matrix, and confidence is computed as it would be then. Items that
    have reached the target are not played out: reach 1, gain 0.
    """
    n = len(raw)
    reach, gain = np.zeros(n), np.zeros(n)
    from goodwork.quality import kernels

    now = calibration.apply(raw, vote_shares(votes))
    left = np.maximum(policy.most - votes.sum(axis=1), 0).astype(np.int64)
    there = now.max(axis=1, initial=0.0) >= policy.target
    reach[there], left[there] = 1.0, 0
    rng = np.random.default_rng(seed)
    kernels.play_out(
        np.log(np.maximum(raw, 1e-12)),
        np.ascontiguousarray(votes, np.float64),
        now,
        left,
        np.log(newcomer),
        np.cumsum(newcomer, axis=1),
        rng.random(futures),
        rng.random((int(left.max(initial=0)), futures)),
        np.exp([calibration.log_power, calibration.log_votes]),
        1 / (1 + math.exp(-calibration.floor_logit)),
        policy.target,
        reach,
        gain,
    )
    return Prospects(reach, gain)


def decide_many(
    confidence: Floats,
    answers: Ints,
    policy: Policy,
    outlook: Prospects | None = None,
    *,
    settled: NDArray[np.bool_] | None = None,
    supported: bool = True,
) -> Ints:
    """(n,) `Decision` codes from calibrated confidence (n,) and numbers of answers (n,).

    ``outlook`` None means that asking on is always worth it up to ``most``. ``settled`` (n,) items stay so down to
    `REOPEN` below the target. ``supported``: whether gold supports the target, for ``policy.supported_only``.
    """
    bar = np.full(len(confidence), policy.target)
    if settled is not None:
        bar[settled] -= REOPEN
    out = np.full(len(confidence), int(Decision.ANOTHER))
    enough = answers >= policy.fewest
    if outlook is not None:
        vain = (outlook.reach < policy.hopeless) | (outlook.gain < policy.least_gain)
        out[enough & vain & (outlook.reach < 0.5)] = Decision.EXPERT
    out[answers >= policy.most] = Decision.EXPERT
    if supported or not policy.supported_only:
        out[enough & (confidence >= bar)] = Decision.SETTLE
    return out


@dataclass(frozen=True)
class Verdict:
    """What to do with one item, and why."""

    decision: Decision
    confidence: float
    reach: float
    """The chance to reach the target with the answers left."""
    gain: float
    """The expected rise of the probability to be right, per answer left."""
    why: str


def decide(
    raw: Floats,
    votes: Floats,
    calibration: Calibration,
    newcomer: Floats,
    policy: Policy,
    *,
    settled: bool = False,
    supported: bool = True,
) -> Verdict:
    """The verdict on one item from its posterior (K,), its votes (K,), and the matrix of who may answer next.

    The same rule as `decide_many`, with a sentence for people.
    """
    confidence = float(calibration.apply(raw[None], vote_shares(votes[None])).max())
    n = int(votes.sum())
    outlook = prospects(raw[None], votes[None], calibration, newcomer, policy)
    code = decide_many(
        np.array([confidence]), np.array([n]), policy, outlook, settled=np.array([settled]), supported=supported
    )
    decision, reach = Decision(int(code[0])), float(outlook.reach[0])
    if decision is Decision.SETTLE:
        why = f"Confidence {confidence:.2f} meets the target {policy.target:.2f}."
    elif n < policy.fewest:
        why = f"It has {n} of at least {policy.fewest} answers."
    elif decision is Decision.ANOTHER:
        why = (
            f"Confidence {confidence:.2f} is below {policy.target:.2f}; more answers reach it in {reach:.0%} of cases."
        )
    elif n >= policy.most:
        why = f"All {policy.most} answers are in and confidence is {confidence:.2f}: an expert should decide."
    else:
        why = f"More answers would reach {policy.target:.2f} in {reach:.0%} of cases only: an expert should decide."
    return Verdict(decision, confidence, reach, float(outlook.gain[0]), why)


def draw_gold(n_items: int, share: float, seed: int = 0) -> tuple[Ints, float]:
    """Items that become gold by lot, for calibration, and the probability that each had to be drawn.

    Only such gold calibrates, and a stated probability lets later draws be combined with this one.
    """
    if not 0 <= share <= 1:
        raise Invalid(f"The share of gold is {share}; it has to lie between 0 and 1.")
    return np.flatnonzero(np.random.default_rng(seed).random(n_items) < share), share


def teaching_gold(proba: Floats, n: int) -> Ints:
    """The ``n`` most disputed items (lowest confidence (n_items, K) first), for training people.

    They show where a guideline is unclear. They must not calibrate: they were chosen for being hard.
    """
    return np.argsort(proba.max(axis=1), kind="stable")[:n]
