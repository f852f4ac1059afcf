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
def curvature(flat: Longs, ptr: Longs, who: Longs, weight: Floats, score: Floats, reliability: Floats) -> Floats:
    """(candidates, candidates) second derivatives of minus the log-likelihood by the scores."""
    out = np.zeros((score.size, score.size))
    for r in range(ptr.size - 1):
        rel = reliability[who[r]]
        scale = weight[r] * rel * rel
        for first in range(ptr[r], ptr[r + 1] - 1):
            top = -1e300
            for c in range(first, ptr[r + 1]):
                top = max(top, rel * score[flat[c]])
            total = 0.0
            for c in range(first, ptr[r + 1]):
                total += math.exp(rel * score[flat[c]] - top)
            for c in range(first, ptr[r + 1]):
                p = math.exp(rel * score[flat[c]] - top) / total
                out[flat[c], flat[c]] += scale * p
                for d in range(first, ptr[r + 1]):
                    out[flat[c], flat[d]] -= scale * p * math.exp(rel * score[flat[d]] - top) / total
    return out


@kernel
def diagonal(flat: Longs, ptr: Longs, who: Longs, weight: Floats, score: Floats, reliability: Floats) -> Floats:
    """(candidates,) the diagonal of `curvature`."""
    out = np.zeros(score.size)
    for r in range(ptr.size - 1):
        rel = reliability[who[r]]
        scale = weight[r] * rel * rel
        for first in range(ptr[r], ptr[r + 1] - 1):
            top = -1e300
            for c in range(first, ptr[r + 1]):
                top = max(top, rel * score[flat[c]])
            total = 0.0
            for c in range(first, ptr[r + 1]):
                total += math.exp(rel * score[flat[c]] - top)
            for c in range(first, ptr[r + 1]):
                p = math.exp(rel * score[flat[c]] - top) / total
                out[flat[c]] += scale * p * (1 - p)
    return out
