"""Boxes: rows of x0, y0, x1, y1, and boxes that are turned: rows of x0, y0, x1, y1, degrees.

A turned box is the upright one turned about its own middle, clockwise as people see it (y runs down), in pixels: so a
box that is turned is as wide and as high as before, whatever the shape of the picture.
"""

from __future__ import annotations

from typing import NewType

import numpy as np
import numpy.typing as npt

from goodwork.geometry.limits import Floats, finite, refuse

Upright = NewType("Upright", npt.NDArray[np.float64])
"""(n, 4) boxes that passed `check_boxes`: finite, x0 < x1 and y0 < y1."""

Turned = NewType("Turned", npt.NDArray[np.float64])
"""(n, 5) boxes that passed `check_turned`: as upright ones, and degrees clockwise."""

MOST = 10_000
"""Boxes taken at once: a table of all against all stays below a gigabyte."""

AT_ONCE = 200_000
"""Pairs of turned boxes worked on at a time: about 300 MB."""


def check_boxes(boxes: npt.ArrayLike, *, most: int = MOST) -> Upright:
    """The boxes as numbers; Invalid names those that are not finite, too far out, without an area, or too many.

    >>> check_boxes([[1, 2, 3, 4]]).tolist()
    [[1.0, 2.0, 3.0, 4.0]]
    """
    rows = finite(boxes, 4, "boxes", most)
    refuse(_flat(rows), "has no area: x0 is to be below x1, and y0 below y1", "boxes")
    return Upright(rows)


def check_turned(boxes: npt.ArrayLike, *, most: int = MOST) -> Turned:
    """The turned boxes as numbers; Invalid as `check_boxes`."""
    rows = finite(boxes, 5, "boxes", most)
    refuse(_flat(rows), "has no area: x0 is to be below x1, and y0 below y1", "boxes")
    return Turned(rows)


def _flat(rows: Floats) -> npt.NDArray[np.bool_]:
    return ~((rows[:, 0] < rows[:, 2]) & (rows[:, 1] < rows[:, 3]))


def area(boxes: Floats) -> Floats:
    """(n,) square pixels of boxes, upright or turned; 0 where a box is empty."""
    return np.maximum(boxes[:, 2] - boxes[:, 0], 0) * np.maximum(boxes[:, 3] - boxes[:, 1], 0)


def iou(a: Floats, b: Floats) -> Floats:
    """(n, m) what each upright box of ``a`` shares with each of ``b``: area of both over area of either, 0 to 1.

    Boxes without an area share nothing with anything.

    >>> iou(np.array([[0.0, 0, 2, 2]]), np.array([[1.0, 0, 3, 2], [5, 5, 6, 6]])).round(3).tolist()
    [[0.333, 0.0]]
    """
    width = np.minimum(a[:, None, 2], b[None, :, 2]) - np.maximum(a[:, None, 0], b[None, :, 0])
    height = np.minimum(a[:, None, 3], b[None, :, 3]) - np.maximum(a[:, None, 1], b[None, :, 1])
    shared = np.maximum(width, 0) * np.maximum(height, 0)
    return of_either(shared, area(a), area(b))


def of_either(shared: Floats, of_a: Floats, of_b: Floats) -> Floats:
    """(n, m) IoU from shared areas (n, m) and the areas of both sides, (n,) and (m,)."""
    either = of_a[:, None] + of_b[None, :] - shared
    return np.clip(np.divide(shared, either, out=np.zeros_like(shared), where=either > 0), 0, 1)


def clip(boxes: Floats, width: float, height: float) -> Floats:
    """(n, 4) upright boxes cut to a picture; one that lies beside it has no area afterwards."""
    return np.clip(boxes, 0, [width, height, width, height])


def corners(turned: Floats) -> Floats:
    """(n, 4, 2) the corners of turned boxes, from the upper left one clockwise.

    >>> corners(np.array([[0.0, 0, 4, 2, 90]])).round(6).tolist()
    [[[3.0, -1.0], [3.0, 3.0], [1.0, 3.0], [1.0, -1.0]]]
    """
    middle = np.stack([turned[:, 0] + turned[:, 2], turned[:, 1] + turned[:, 3]], axis=1) / 2
    half = np.stack([turned[:, 2] - turned[:, 0], turned[:, 3] - turned[:, 1]], axis=1) / 2
    angle = np.deg2rad(turned[:, 4])
    across, down = half[:, :1] * [-1, 1, 1, -1], half[:, 1:] * [-1, -1, 1, 1]
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    return middle[:, None, :] + np.stack([across * cos - down * sin, across * sin + down * cos], axis=2)


def rotated_iou(a: Floats, b: Floats) -> Floats:
    """(n, m) IoU of turned boxes, rows of x0, y0, x1, y1, degrees.

    What two of them share is convex: its corners are the corners of either that lie in the other and the points where
    their sides cross. Put in order about their middle they give its area. Error: about 1e-9 of the larger area.

    >>> rotated_iou(np.array([[0.0, 0, 4, 2, 0]]), np.array([[0.0, 0, 4, 2, 90]])).round(6).tolist()
    [[0.333333]]
    """
    of_a, of_b = corners(a), corners(b)
    low_a, high_a, low_b, high_b = of_a.min(axis=1), of_a.max(axis=1), of_b.min(axis=1), of_b.max(axis=1)
    near = ((low_a[:, None] < high_b[None]) & (low_b[None] < high_a[:, None])).all(axis=2)
    left, right = np.nonzero(near)
    shared = np.zeros(near.shape)
    for start in range(0, len(left), AT_ONCE):
        i, j = left[start : start + AT_ONCE], right[start : start + AT_ONCE]
        shared[i, j] = _shared(of_a[i], of_b[j])
    return of_either(shared, area(a), area(b))


def _shared(a: Floats, b: Floats) -> Floats:
    """(pairs,) the area that quadrilaterals a and b (pairs, 4, 2) share; both clockwise as seen."""
    # About a common middle, so that boxes far from the corner of the picture lose no digits.
    origin = a.mean(axis=1, keepdims=True)
    a, b = a - origin, b - origin
    along_a, along_b = np.roll(a, -1, axis=1) - a, np.roll(b, -1, axis=1) - b
    scale = np.abs(along_a).max(axis=(1, 2)) + np.abs(along_b).max(axis=(1, 2))
    slack = 1e-12 * scale**2
    a_in_b = (_cross(along_b[:, None], a[:, :, None] - b[:, None]) >= -slack[:, None, None]).all(axis=2)
    b_in_a = (_cross(along_a[:, None], b[:, :, None] - a[:, None]) >= -slack[:, None, None]).all(axis=2)
    turn = _cross(along_a[:, :, None], along_b[:, None])
    gap = b[:, None] - a[:, :, None]
    parallel = np.abs(turn) <= slack[:, None, None]
    safe = np.where(parallel, 1, turn)
    at_a = _cross(gap, np.broadcast_to(along_b[:, None], gap.shape)) / safe
    at_b = _cross(gap, np.broadcast_to(along_a[:, :, None], gap.shape)) / safe
    meet = ~parallel & (at_a >= 0) & (at_a <= 1) & (at_b >= 0) & (at_b <= 1)
    points = a[:, :, None] + at_a[..., None] * along_a[:, :, None]
    pairs = len(a)
    every = np.concatenate([a, b, points.reshape(pairs, 16, 2)], axis=1)
    held = np.concatenate([a_in_b, b_in_a, meet.reshape(pairs, 16)], axis=1)
    count = held.sum(axis=1)
    middle = (every * held[..., None]).sum(axis=1) / np.maximum(count, 1)[:, None]
    # Points that are not corners move to the middle, where they close no area.
    every = np.where(held[..., None], every - middle[:, None], 0)
    order = np.argsort(np.where(held, np.arctan2(every[..., 1], every[..., 0]), np.inf), axis=1)
    ring = np.take_along_axis(every, order[..., None], axis=1)
    # The last corner and the first enclose the middle with nothing between them but points at it: close it by hand.
    last = np.take_along_axis(ring, np.maximum(count - 1, 0)[:, None, None], axis=1)[:, 0]
    closing = _cross(last, ring[:, 0])
    twice = _cross(ring[:, :-1], ring[:, 1:]).sum(axis=1) + closing
    return np.where(count >= 3, np.abs(twice) / 2, 0.0)


def _cross(a: Floats, b: Floats) -> Floats:
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
