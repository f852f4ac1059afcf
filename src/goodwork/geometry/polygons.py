"""Polygons: rings of points, with holes, in one or several parts; their areas and what two shapes share.

A point is inside a part when a ray from it crosses the part's rings an odd number of times, so a hole needs no
direction of its own; a shape of several parts covers what any of them covers. Areas of overlap are exact: between two
neighbouring x at which a ring has a corner or two sides cross, every side is straight, so what is covered along the
line through the middle, times the distance, is the area.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodwork.errors import Fault, Invalid
from goodwork.geometry.limits import Floats, finite

Ints = npt.NDArray[np.int64]

MOST_POINTS = 20_000
"""Points of a shape. Sides of two shapes are compared all with all, so the work grows with the square."""

AT_ONCE = 1 << 21
"""Cells of a table worked on at a time: about 50 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Polygon:
    """One part of a shape: a closed ring of points and the holes in it. The last point joins the first by itself."""

    outer: Floats
    """(points, 2) x, y."""
    holes: tuple[Floats, ...] = ()

    @property
    def rings(self) -> tuple[Floats, ...]:
        """The outer ring, then the holes."""
        return (self.outer, *self.holes)


Shape = Sequence[Polygon]
"""One or more parts."""


def check_polygon(outer: npt.ArrayLike, holes: Sequence[npt.ArrayLike] = ()) -> Polygon:
    """The polygon as numbers; Invalid says which ring has too few points, no area, or crosses itself.

    A last point that repeats the first is left out, as points that repeat the one before.

    >>> area(check_polygon([[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[[1, 1], [1, 2], [2, 2], [2, 1]]]))
    15.0
    """
    rings: list[Floats] = []
    faults: list[Fault] = []
    for place, given in enumerate((outer, *holes)):
        where = "outer" if place == 0 else f"holes[{place - 1}]"
        ring = without_repeats(finite(given, 2, "points", MOST_POINTS))
        rings.append(ring)
        if len(ring) < 3 or np.linalg.matrix_rank(ring - ring[0]) < 2:
            faults.append(Fault(where, "It has no area: a ring needs three points that are not in one line."))
        elif crosses_itself(ring):
            faults.append(Fault(where, "Its sides cross each other: a ring goes around its area once."))
    if faults:
        raise Invalid("The polygon can't be taken.", faults=faults)
    return Polygon(rings[0], tuple(rings[1:]))


def without_repeats(ring: Floats) -> Floats:
    """(points, 2) the ring without points that repeat the one before them, the first counting as after the last."""
    if len(ring) < 2:
        return ring
    return ring[(ring != np.roll(ring, 1, axis=0)).any(axis=1)]


def ring_area(ring: Floats) -> float:
    """Square pixels inside a ring that does not cross itself (Gauss's trapezoid formula)."""
    if len(ring) < 3:
        return 0.0
    points = ring - ring[0]
    ahead = np.roll(points, -1, axis=0)
    return abs(float((points[:, 0] * ahead[:, 1] - ahead[:, 0] * points[:, 1]).sum())) / 2


def area(polygon: Polygon) -> float:
    """Square pixels of a polygon whose holes lie inside it and apart."""
    return ring_area(polygon.outer) - sum(ring_area(hole) for hole in polygon.holes)


def bounds(shape: Shape) -> Floats:
    """(4,) the upright box around a shape."""
    points = np.concatenate([polygon.outer for polygon in shape])
    return np.concatenate([points.min(axis=0), points.max(axis=0)])


def crosses_itself(ring: Floats) -> bool:
    """Whether two sides of a ring that are not neighbours meet, or neighbours run back over each other.

    >>> crosses_itself(np.array([[0.0, 0], [2, 2], [2, 0], [0, 2]]))
    True
    >>> crosses_itself(np.array([[0.0, 0], [2, 0], [2, 2], [0, 2]]))
    False
    """
    n = len(ring)
    if n < 3:
        return False
    start, end = ring, np.roll(ring, -1, axis=0)
    along = end - start
    back = np.roll(along, -1, axis=0)
    turned = along[:, 0] * back[:, 1] - along[:, 1] * back[:, 0]
    if ((turned == 0) & ((along * back).sum(axis=1) < 0)).any():
        return True
    for i, j in near_sides(start, end):
        apart = np.abs(i - j)
        other = (apart > 1) & (apart < n - 1)
        if sides_meet(start[i[other]], end[i[other]], start[j[other]], end[j[other]]).any():
            return True
    return False


def near_sides(start: Floats, end: Floats) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of sides whose upright boxes touch, piece by piece: places (pairs,) of both. ``start``, ``end`` (n, 2).

    Swept along the axis on which fewer of them lie over each other, so that the pairs of an ordinary outline are few.
    """
    low, high = np.minimum(start, end), np.maximum(start, end)
    sweeps: list[tuple[int, int, Ints, Ints]] = []
    for axis in (0, 1):
        order = np.argsort(low[:, axis], kind="stable")
        behind = np.searchsorted(low[order, axis], high[order, axis], side="right")
        number = behind - np.arange(1, len(order) + 1)
        sweeps.append((int(number.sum()), axis, order, number))
    _, axis, order, number = min(sweeps, key=lambda sweep: sweep[:2])
    total = np.concatenate([[0], np.cumsum(number)])
    first = 0
    while first < len(order):
        stop = max(int(np.searchsorted(total, total[first] + AT_ONCE, side="right")) - 1, first + 1)
        count = number[first:stop]
        left = np.repeat(np.arange(first, stop), count)
        right = left + 1 + np.arange(len(left)) - np.repeat(total[first:stop] - total[first], count)
        i, j = order[left], order[right]
        near = (low[i, 1 - axis] <= high[j, 1 - axis]) & (low[j, 1 - axis] <= high[i, 1 - axis])
        yield i[near], j[near]
        first = stop


def sides_meet(a: Floats, b: Floats, c: Floats, d: Floats) -> npt.NDArray[np.bool_]:
    """(n,) whether each side a-b has a point in common with c-d; all (n, 2), their upright boxes touching."""
    return (_side(a, b, c) * _side(a, b, d) <= 0) & (_side(c, d, a) * _side(c, d, b) <= 0)


def _side(a: Floats, b: Floats, point: Floats) -> Floats:
    """On which side of a-b a point lies: -1, 0, 1."""
    return np.sign((b[:, 0] - a[:, 0]) * (point[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (point[:, 0] - a[:, 0]))


def clip(polygon: Polygon, width: float, height: float) -> Polygon | None:
    """The polygon cut to a picture; None when nothing of it lies inside.

    Sutherland and Hodgman (1974). Where a polygon leaves the picture and comes back, its pieces stay joined along the
    border by a line that has no area.

    >>> clip(Polygon(np.array([[-2.0, -2], [2, -2], [2, 2], [-2, 2]])), 10, 10).outer.tolist()
    [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]
    """
    outer = _clip_ring(polygon.outer, width, height)
    if ring_area(outer) == 0:
        return None
    holes = (_clip_ring(hole, width, height) for hole in polygon.holes)
    return Polygon(outer, tuple(hole for hole in holes if ring_area(hole) > 0))


def _clip_ring(ring: Floats, width: float, height: float) -> Floats:
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        if not len(ring):
            return ring
        here, inside = ring, (ring[:, axis] - limit) * sign >= 0
        before, was = np.roll(ring, 1, axis=0), np.roll(inside, 1)
        step = here[:, axis] - before[:, axis]
        share = np.divide(limit - before[:, axis], step, out=np.zeros(len(ring)), where=step != 0)
        border = before + share[:, None] * (here - before)
        border[:, axis] = limit
        both = np.stack([border, here], axis=1).reshape(-1, 2)
        ring = both[np.stack([inside != was, inside], axis=1).ravel()]
    return without_repeats(ring)


def iou(a: Shape, b: Shape) -> float:
    """What two shapes share: area of both over area of either, 0 to 1; 0 when neither has an area.

    >>> square = Polygon(np.array([[0.0, 0], [2, 0], [2, 2], [0, 2]]))
    >>> iou([square], [Polygon(square.outer + 1)])
    0.14285714285714285
    """
    of_a, of_b, shared = areas(a, b)
    either = of_a + of_b - shared
    return min(max(shared / either, 0.0), 1.0) if either > 0 else 0.0


def areas(a: Shape, b: Shape) -> tuple[float, float, float]:
    """Square pixels that ``a`` covers, that ``b`` covers, and that both cover. Error: about 1e-12 of the larger."""
    parts = [polygon.rings for polygon in (*a, *b)]
    rings = [ring for part in parts for ring in part if len(ring) >= 3]
    if not rings:
        return 0.0, 0.0, 0.0
    origin = np.concatenate(rings).mean(axis=0)
    starts = np.concatenate([ring - origin for ring in rings])
    ends = np.concatenate([np.roll(ring - origin, -1, axis=0) for ring in rings])
    owner = np.repeat(
        np.repeat(np.arange(len(parts)), [sum(len(ring) >= 3 for ring in part) for part in parts]),
        [len(ring) for ring in rings],
    )
    upright = starts[:, 0] == ends[:, 0]
    starts, ends, owner = starts[~upright], ends[~upright], owner[~upright]
    if len(owner) > 2 * MOST_POINTS:
        raise Invalid(f"Shapes of more than {MOST_POINTS:,} points are not compared.")
    if not len(owner):
        return 0.0, 0.0, 0.0
    cuts = np.unique(np.concatenate([starts[:, 0], ends[:, 0], _crossings(starts, ends)]))
    width, middle = np.diff(cuts), (cuts[:-1] + cuts[1:]) / 2
    total = np.zeros(3)
    rows = max(1, AT_ONCE // len(owner))
    for first in range(0, len(middle), rows):
        piece = slice(first, first + rows)
        total += width[piece] @ _covered(middle[piece], starts, ends, owner, len(a))
    return float(total[0]), float(total[1]), float(total[2])


def _crossings(starts: Floats, ends: Floats) -> Floats:
    """The x at which two sides cross inside both."""
    along = ends - starts
    found: list[Floats] = []
    rows = max(1, AT_ONCE // len(starts))
    for first in range(0, len(starts), rows):
        piece = slice(first, first + rows)
        turn = along[piece, None, 0] * along[None, :, 1] - along[piece, None, 1] * along[None, :, 0]
        gap = starts[None] - starts[piece, None]
        safe = np.where(turn == 0, 1, turn)
        mine = (gap[..., 0] * along[None, :, 1] - gap[..., 1] * along[None, :, 0]) / safe
        theirs = (gap[..., 0] * along[piece, None, 1] - gap[..., 1] * along[piece, None, 0]) / safe
        i, j = np.nonzero((turn != 0) & (mine > 0) & (mine < 1) & (theirs > 0) & (theirs < 1))
        found.append(starts[piece][i, 0] + mine[i, j] * along[piece][i, 0])
    return np.concatenate(found)


def _covered(x: Floats, starts: Floats, ends: Floats, owner: npt.NDArray[np.intp], of_a: int) -> Floats:
    """(x, 3) length along the upright line through each x that a, b and both cover. Parts below ``of_a`` are of a."""
    slope = (ends[:, 1] - starts[:, 1]) / (ends[:, 0] - starts[:, 0])
    met = (np.minimum(starts, ends)[:, 0] < x[:, None]) & (x[:, None] < np.maximum(starts, ends)[:, 0])
    y = np.where(met, starts[:, 1] + slope * (x[:, None] - starts[:, 0]), np.inf)
    heights: list[Floats] = []
    steps: list[Floats] = []
    for part in np.unique(owner):
        own = np.sort(y[:, owner == part], axis=1)
        # Every second side that the line meets leaves the part again.
        step = np.where(np.arange(own.shape[1]) % 2, -1.0, 1.0)
        heights.append(own)
        steps.append(np.broadcast_to(step if part < of_a else step * (1 << 20), own.shape))
    every, change = np.concatenate(heights, axis=1), np.concatenate(steps, axis=1)
    order = np.argsort(every, axis=1, kind="stable")
    every = np.take_along_axis(every, order, axis=1)
    # How many parts of a lie over a place, and of b, in one number: b counts in steps of 2 ** 20.
    depth = np.cumsum(np.take_along_axis(change, order, axis=1), axis=1)[:, :-1].astype(np.int64)
    in_b = (depth + (1 << 19)) >> 20 > 0
    in_a = depth - (((depth + (1 << 19)) >> 20) << 20) > 0
    step_up = np.diff(np.where(np.isfinite(every), every, 0), axis=1)
    length = np.where(np.isfinite(every[:, 1:]), step_up, 0)
    return np.stack([(length * in_a).sum(1), (length * in_b).sum(1), (length * (in_a & in_b)).sum(1)], axis=1)
