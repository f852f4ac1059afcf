"""What another answer is worth to an item that misses its target: would it mend the label, or bring it to the target?

The next few answers are played out by what people usually say of each class: ``j`` of ``m`` for the runner-up and the
rest for the class that leads, each future as likely as the calibrated probabilities make it. In every future the item
is judged as it would be then. An answer is worth asking for where, per answer,

- the label would become right in more cases than it would become wrong, by `MENDS` of the errors that the target
  allows: at a target of 0.9 in one case of a hundred; or
- the item would meet its target in `REACHES` of the cases.

Where people can't agree both sink towards nothing, because calibration has learned how little one more answer says
there. What both constants were chosen on, and what comes of them, is in docs/benchmarks/quality.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.calibration import Calibration, vote_shares

Floats = NDArray[np.float64]

MENDS = 0.1
"""Labels mended per answer, as a share of the errors that the target allows, from which an answer is worth it."""
REACHES = 0.1
"""Chance per answer of meeting the target from which an answer is worth it."""
AHEAD = 3
"""Answers that are played out."""
_TINY = 1e-12


def worth(
    raw: Floats, votes: Floats, usual: Floats, calibration: Calibration, target: float, *, tolerance: int = 0
) -> Floats:
    """(n,) what the next answer to each item is worth; from 1 on it is worth asking for.

    ``raw`` (n, K) posteriors, ``votes`` (n, K) answers, ``usual`` (K, K) p(answer | class); ``tolerance``: how many
    classes away still counts as the same, for classes in order.
    """
    n: int = len(raw)
    if not n or raw.shape[1] < 2:
        return np.zeros(n)
    honest = calibration.apply(raw, vote_shares(votes))
    rows: NDArray[np.int64] = np.arange(n)
    order = np.argsort(honest, axis=1)
    lead, rival = order[:, -1], order[:, -2]
    logs = np.log(np.maximum(usual, _TINY))
    for_lead, for_rival = logs[:, lead].T, logs[:, rival].T
    before = np.log(np.maximum(raw, _TINY))
    found = np.zeros(n)
    for m in range(1, AHEAD + 1):
        mended, reached = np.zeros(n), np.zeros(n)
        for j in range(m + 1):
            said = j * for_rival + (m - j) * for_lead
            likely = math.comb(m, j) * (honest * np.exp(said)).sum(axis=1)
            after = before + said
            after = np.exp(after - after.max(axis=1, keepdims=True))
            counted = votes.copy()
            counted[rows, rival] += j
            counted[rows, lead] += m - j
            then = calibration.apply(after / after.sum(axis=1, keepdims=True), vote_shares(counted))
            sure = around(then, then.argmax(axis=1), tolerance)
            mended += likely * (sure - around(then, lead, tolerance))
            reached += likely * (sure >= target)
        found = np.maximum(found, np.maximum(mended / (MENDS * (1 - target)), reached / REACHES) / m)
    return found


def worth_of_one(
    raw: Sequence[float], votes: Sequence[float], usual: Sequence[Sequence[float]], calibration: Calibration,
    target: float, *, tolerance: int = 0,
) -> float:  # fmt: skip
    """`worth` of one item, from plain numbers."""
    one = np.array([raw], np.float64), np.array([votes], np.float64), np.array(usual, np.float64)
    return float(worth(*one, calibration, target, tolerance=tolerance)[0])


def around(proba: Floats, place: NDArray[np.int64], tolerance: int) -> Floats:
    """(n,) the probability (n, K) of lying at most ``tolerance`` classes from ``place`` (n,)."""
    rows = np.arange(len(proba))
    if not tolerance:
        return proba[rows, place]
    below = np.pad(proba.cumsum(axis=1), ((0, 0), (1, 0)))
    high = np.minimum(place + tolerance + 1, proba.shape[1])
    return np.minimum(below[rows, high] - below[rows, np.maximum(place - tolerance, 0)], 1.0)
