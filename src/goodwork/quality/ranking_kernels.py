"""The loops of Plackett-Luce over rankings, compiled."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from goodwork.quality.kernels import kernel

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]


@kernel
def plackett_luce(
    flat: Longs, ptr: Longs, who: Longs, weight: Floats, score: Floats, reliability: Floats
) -> tuple[float, Floats]:
    """Minus the log-likelihood of all rankings, and its slope (candidates + people,)."""
    slope = np.zeros(score.size + reliability.size)
    value = 0.0
    for r in range(ptr.size - 1):
        rel, w = reliability[who[r]], weight[r]
        for first in range(ptr[r], ptr[r + 1] - 1):
            top = -1e300
            for c in range(first, ptr[r + 1]):
                top = max(top, rel * score[flat[c]])
            total, mean = 0.0, 0.0
            for c in range(first, ptr[r + 1]):
                e = math.exp(rel * score[flat[c]] - top)
                total += e
                mean += e * score[flat[c]]
            value += w * (top + math.log(total) - rel * score[flat[first]])
            for c in range(first, ptr[r + 1]):
                slope[flat[c]] += w * rel * math.exp(rel * score[flat[c]] - top) / total
            slope[flat[first]] -= w * rel
            slope[score.size + who[r]] += w * (mean / total - score[flat[first]])
    return value, slope


@kernel
def information(
    flat: Longs, ptr: Longs, who: Longs, weight: Floats, score: Floats, reliability: Floats, whole: bool
) -> tuple[Floats, Floats, Floats]:
    """The expected information of the rankings: never indefinite, where the curvature can be.

    (candidates, candidates) of the scores, (candidates, people) of scores and reliabilities together, (people,) of
    each reliability. Unless ``whole``, of the scores the first row holds the diagonal and the rest is not made.
    """
    n = score.size
    among = np.zeros((n, n)) if whole else np.zeros((1, n))
    cross = np.zeros((n, reliability.size)) if whole else np.zeros((1, 1))
    own = np.zeros(reliability.size)
    for r in range(ptr.size - 1):
        rel = reliability[who[r]]
        for first in range(ptr[r], ptr[r + 1] - 1):
            top = -1e300
            for c in range(first, ptr[r + 1]):
                top = max(top, rel * score[flat[c]])
            total, mean, square = 0.0, 0.0, 0.0
            for c in range(first, ptr[r + 1]):
                e = math.exp(rel * score[flat[c]] - top)
                total += e
                mean += e * score[flat[c]]
                square += e * score[flat[c]] ** 2
            mean /= total
            own[who[r]] += weight[r] * (square / total - mean * mean)
            for c in range(first, ptr[r + 1]):
                p = weight[r] * math.exp(rel * score[flat[c]] - top) / total
                if not whole:
                    among[0, flat[c]] += rel * rel * p * (1 - p / weight[r]) if weight[r] > 0.0 else 0.0
                    continue
                cross[flat[c], who[r]] += rel * p * (score[flat[c]] - mean)
                among[flat[c], flat[c]] += rel * rel * p
                for d in range(first, ptr[r + 1]):
                    among[flat[c], flat[d]] -= rel * rel * p * math.exp(rel * score[flat[d]] - top) / total
    return among, cross, own
