"""Lines in pictures that end somewhere: rows of corners, joined one after another; how far places lie from them.

A line is (n, 2), float64: n corners of x and y in pixels, two or more, none on the place of the one before.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.geometry.limits import finite

Floats = npt.NDArray[np.float64]

MOST_POINTS = 2_000
"""Corners of one line."""


def check_line(points: npt.ArrayLike) -> Floats:
    """A line of these corners; those on the place of the one before are left out. Invalid when it has no length.

    >>> check_line([[0, 0], [0, 0], [3, 4]]).tolist()
    [[0.0, 0.0], [3.0, 4.0]]
    """
    rows = finite(points, 2, "points", MOST_POINTS)
    if len(rows):
        rows = rows[np.append(True, (rows[1:] != rows[:-1]).any(axis=1))]
    if len(rows) < 2:
        raise Invalid("A line has two points or more, not all on one place.")
    return rows


def lengths(line: Floats) -> Floats:
    """(n,) pixels from the first corner to each one, along the line.

    >>> lengths(np.array([[0.0, 0], [3, 4], [3, 10]])).tolist()
    [0.0, 5.0, 11.0]
    """
    return np.concatenate([[0.0], np.cumsum(np.hypot(*(line[1:] - line[:-1]).T))])


def along(line: Floats, share: npt.ArrayLike) -> Floats:
    """(m, 2) the places at shares of its length: 0 its begin, 1 its end.

    >>> along(np.array([[0.0, 0], [10, 0], [10, 10]]), [0, 0.25, 1]).tolist()
    [[0.0, 0.0], [5.0, 0.0], [10.0, 10.0]]
    """
    at = lengths(line)
    wanted = np.asarray(share, dtype=np.float64) * at[-1]
    return np.column_stack([np.interp(wanted, at, line[:, axis]) for axis in (0, 1)])


def nearest(points: Floats, line: Floats) -> tuple[Floats, Floats]:
    """Pixels (m,) from each of ``points`` (m, 2) to the line, and the shares (m,) of its length where it is nearest.

    >>> apart, share = nearest(np.array([[5.0, 3], [14, 0]]), np.array([[0.0, 0], [10, 0]]))
    >>> apart.tolist(), share.tolist()
    ([3.0, 4.0], [0.5, 1.0])
    """
    begin, way = line[:-1], line[1:] - line[:-1]
    square = (way**2).sum(axis=1)
    beside = points[:, None] - begin[None]
    on = np.clip((beside * way).sum(axis=2) / square, 0, 1)
    away = beside - on[..., None] * way
    far = (away**2).sum(axis=2)
    side = far.argmin(axis=1)
    every = np.arange(len(points))
    at = lengths(line)
    share = (at[side] + on[every, side] * np.sqrt(square[side])) / at[-1]
    return np.sqrt(far[every, side]), share


def runs_back(line: Floats, other: Floats) -> bool:
    """Whether two lines run opposite ways: places at equal shares lie nearer to each other when one is turned round.

    >>> a = np.array([[0.0, 0], [10, 0]])
    >>> runs_back(a, a[::-1]), runs_back(a, a)
    (True, False)
    """
    share = np.linspace(0, 1, 17)
    mine, yours = along(line, share), along(other, share)
    return bool(np.hypot(*(mine - yours[::-1]).T).sum() < np.hypot(*(mine - yours).T).sum())


def with_fewer_corners(line: Floats, slack: float) -> Floats:
    """The line without corners that lie within ``slack`` pixels of what is left (Douglas & Peucker 1973).

    >>> with_fewer_corners(np.array([[0.0, 0], [5, 0.4], [10, 0]]), 0.5).tolist()
    [[0.0, 0.0], [10.0, 0.0]]
    """
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        between, chord = line[first + 1 : last], line[[first, last]]
        if (chord[0] == chord[1]).all():
            apart = np.hypot(*(between - chord[0]).T)
        else:
            apart, _ = nearest(between, chord)
        farthest = int(apart.argmax())
        if apart[farthest] > slack:
            middle = first + 1 + farthest
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return line[keep]
