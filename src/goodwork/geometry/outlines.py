"""Outlines that people draw: whether they are sound, the one order of their points, and the same with fewer points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from goodwork.geometry.limits import Floats
from goodwork.geometry.polygons import Polygon, crosses_itself, near_sides, ring_area, sides_meet, without_repeats

Wrong = Literal["flat", "crosses", "hole"]
"""A ring without an area; one whose sides meet each other; a hole that does not lie inside its part, and apart."""

Corner = tuple[float, float]
Ring = tuple[Corner, ...]


def wrong_in(part: Polygon) -> Wrong | None:
    """What is wrong with a part.

    >>> square = np.array([[0.0, 0], [9, 0], [9, 9], [0, 9]])
    >>> wrong_in(Polygon(square, (square / 3 + 1,))), wrong_in(Polygon(square, (square / 3 + 8,)))
    (None, 'hole')
    """
    if any(ring_area(ring) == 0 for ring in part.rings):
        return "flat"
    if any(crosses_itself(ring) for ring in part.rings):
        return "crosses"
    if part.holes and (_meet(part.rings) or not _apart(part)):
        return "hole"
    return None


def _meet(rings: Sequence[Floats]) -> bool:
    """Whether sides of two rings have a point in common."""
    start = np.concatenate(rings)
    end = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    owner = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    for i, j in near_sides(start, end):
        other = owner[i] != owner[j]
        if sides_meet(start[i[other]], end[i[other]], start[j[other]], end[j[other]]).any():
            return True
    return False


def _apart(part: Polygon) -> bool:
    """Whether every hole begins inside the outer ring, and in no other hole."""
    corners = np.array([hole[0] for hole in part.holes])
    if not inside(part.outer, corners).all():
        return False
    among = np.array([inside(hole, corners) for hole in part.holes])
    np.fill_diagonal(among, False)
    return not among.any()


def inside(ring: Floats, points: Floats) -> npt.NDArray[np.bool_]:
    """(n,) whether each of ``points`` (n, 2) lies inside a ring: a ray from it crosses that an odd number of times."""
    start, end = ring, np.roll(ring, -1, axis=0)
    rise = end[:, 1] - start[:, 1]
    met = (start[:, 1] <= points[:, None, 1]) != (end[:, 1] <= points[:, None, 1])
    safe = np.where(rise == 0, 1, rise)
    at = start[:, 0] + (points[:, None, 1] - start[:, 1]) / safe * (end[:, 0] - start[:, 0])
    return np.asarray((met & (at > points[:, None, 0])).sum(axis=1) % 2 == 1)


def in_one_order(parts: Sequence[Sequence[Sequence[Corner]]]) -> tuple[tuple[Ring, ...], ...]:
    """The same parts in the one order that outlines have, so that the same outline is the same value.

    A ring begins at its uppermost corner, the left one of those; outer rings go clockwise as seen, holes the other way.
    Points that repeat the one before are left out. Parts and holes stand from the top down.

    >>> in_one_order([[[(4, 0), (0, 0), (0, 4), (0, 4)]]])
    ((((0.0, 0.0), (4.0, 0.0), (0.0, 4.0)),),)
    """
    made = [(_ring(outer, 1.0), *sorted((_ring(hole, -1.0) for hole in holes), key=_first)) for outer, *holes in parts]
    return tuple(sorted(made, key=lambda rings: (_first(rings[0]), rings)))


def _first(ring: Ring) -> tuple[tuple[float, float], Ring]:
    return ((ring[0][1], ring[0][0]) if ring else (0.0, 0.0), ring)


def _ring(given: Sequence[Corner], way: float) -> Ring:
    # A zero is a zero, whatever its sign.
    points = [(x + 0.0, y + 0.0) for x, y in given]
    ring = [point for n, point in enumerate(points) if point != points[n - 1]] or points[:1]
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))
    if twice * way < 0:
        ring.reverse()
    start = min(range(len(ring)), key=lambda n: (ring[n][1], ring[n][0]), default=0)
    return tuple(ring[start:] + ring[:start])


def with_fewer_points(ring: Floats, slack: float) -> Floats:
    """(n, 2) the ring without corners that lie within ``slack`` pixels of the line between those that stay.

    Douglas and Peucker (1973), from the two corners that lie farthest apart along the ring's first one.

    >>> with_fewer_points(np.array([[0.0, 0], [4, 0.1], [8, 0], [8, 8], [0, 8]]), 0.5).tolist()
    [[0.0, 0.0], [8.0, 0.0], [8.0, 8.0], [0.0, 8.0]]
    """
    ring = without_repeats(ring)
    if len(ring) <= 3:
        return ring
    opposite = int(((ring - ring[0]) ** 2).sum(axis=1).argmax())
    closed = np.concatenate([ring, ring[:1]])
    kept = np.zeros(len(closed), dtype=bool)
    kept[[0, opposite]] = True
    pieces = [(0, opposite), (opposite, len(ring))]
    while pieces:
        first, last = pieces.pop()
        if last - first < 2:
            continue
        far = _from_line(closed[first + 1 : last], closed[first], closed[last])
        most = int(far.argmax())
        if far[most] > slack:
            middle = first + 1 + most
            kept[middle] = True
            pieces += [(first, middle), (middle, last)]
    return ring[kept[:-1]]


def _from_line(points: Floats, a: Floats, b: Floats) -> Floats:
    """(n,) how far points lie from the stretch between a and b."""
    along = b - a
    length = float(along @ along)
    share = np.clip((points - a) @ along / length, 0, 1) if length else np.zeros(len(points))
    return np.hypot(*(points - (a + share[:, None] * along)).T)
