"""Keypoints: the named points of an object, and how near two people's lie to each other.

Object keypoint similarity as the COCO challenge defines it (Ronchi & Perona, *Benchmarking and error diagnosis in
multi-instance pose estimation*, ICCV 2017): exp(-d^2 / (2 area (2 sigma)^2)), averaged over the points that are marked.
"""

from __future__ import annotations

import numpy as np

from goodwork.errors import Invalid
from goodwork.geometry.limits import Floats

COCO_PERSON = (
    0.026, 0.025, 0.025, 0.035, 0.035, 0.079, 0.079, 0.072, 0.072, 0.062, 0.062, 0.107, 0.107, 0.087, 0.087, 0.089,
    0.089,
)  # fmt: skip
"""How far experts lie apart at the 17 points of COCO's person, as shares of the object's size."""


def oks(a: Floats, b: Floats, sigmas: Floats, area: Floats) -> Floats:
    """(n, m) how alike people's points ``a`` are to ``b``, 0 to 1.

    ``a`` (n, k, 3) and ``b`` (m, k, 3): x, y and whether the point is marked (above 0; COCO's 1 and 2). ``sigmas``
    (k,) are tolerances, ``area`` (n,) the square pixels of the objects of ``a``; both above 0. Points that ``a`` does
    not mark don't count; one that ``a`` marks and ``b`` does not counts 0. An object without marked points is like
    nothing.

    >>> points = np.array([[[0.0, 0, 2], [10, 0, 2]]])
    >>> oks(points, points, np.array([0.1, 0.1]), np.array([100.0])).tolist()
    [[1.0]]
    """
    if not ((sigmas > 0).all() and (area > 0).all() and np.isfinite(sigmas).all() and np.isfinite(area).all()):
        raise Invalid("Similarity of keypoints needs tolerances and areas above zero.")
    apart = ((a[:, None, :, :2] - b[None, :, :, :2]) ** 2).sum(axis=3)
    wide = 2 * area[:, None, None] * (2 * sigmas) ** 2
    counts = a[:, None, :, 2] > 0
    near = np.exp(-apart / wide) * (counts & (b[None, :, :, 2] > 0))
    number = counts.sum(axis=2)
    return np.divide(near.sum(axis=2), number, out=np.zeros(near.shape[:2]), where=number > 0)
