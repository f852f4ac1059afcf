"""Outlines as files have them: rings of points, checked against their picture and cut at its border."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.boxes import DIGITS, FARTHEST, SLACK, Place, number, place
from goodwork.formats.rows import Size

Point = tuple[float, float]
Ring = tuple[Point, ...]
Parts = tuple[tuple[Ring, ...], ...]
"""Each part as its outer ring and then its holes."""

MOST_POINTS = 100_000
"""Points of one outline: more are no drawing of a person, and a mask is not turned into them."""
_NOTHING = 1e-6
"""Square pixels that are noise of other units."""
_PLAIN = frozenset({int, float})


def ring(numbers: Sequence[Any]) -> Ring:
    """The ring of x, y, x, y, ... in pixels; Invalid says why it is none. A last point that is the first is left out.

    >>> ring([0, 0, 4, 0, 4, 3, 0, 0])
    ((0.0, 0.0), (4.0, 0.0), (4.0, 3.0))
    """
    if len(numbers) % 2:
        raise Invalid(f"its outline has {len(numbers):,} numbers, and points have two each")
    if len(numbers) > 2 * MOST_POINTS:
        raise Invalid(f"its outline has {len(numbers) // 2:,} points; the most is {MOST_POINTS:,}")
    # One look at all of them: there are millions of points.
    if not (
        _PLAIN.issuperset(map(type, numbers)) and numbers and -FARTHEST <= min(numbers) <= max(numbers) <= FARTHEST
    ):
        numbers = [number(value) for value in numbers]
    flat = list(map(float, numbers))
    if any(value != value for value in flat):
        raise Invalid("its outline has a point that is nowhere")
    points = tuple(zip(flat[::2], flat[1::2], strict=True))
    return closed(points)


def closed(points: tuple[Point, ...]) -> Ring:
    """The points of a ring, the last one not the first again; Invalid when they are too few, or hold nothing."""
    if len(points) > 1 and points[0] == points[-1]:
        points = points[:-1]
    if len(points) < 3:
        raise Invalid(f"its outline has {len(points)} point{'' if len(points) == 1 else 's'}, and needs three")
    if abs(twice_area(points)) < _NOTHING:
        raise Invalid("its outline holds nothing: its points lie in one line")
    return points


def twice_area(points: Ring) -> float:
    """Twice the area of a ring, positive when it goes clockwise as seen.

    >>> twice_area(((0, 0), (4, 0), (4, 3)))
    12.0
    """
    before = points[-1]
    total = 0.0
    for point in points:
        total += before[0] * point[1] - point[0] * before[1]
        before = point
    return total


def area(parts: Parts) -> float:
    """Square pixels of the parts, without their holes.

    >>> area(((((0, 0), (4, 0), (4, 3)),),))
    6.0
    """
    return sum(abs(twice_area(outer)) - sum(map(abs, map(twice_area, holes))) for outer, *holes in parts) / 2


def hull(parts: Parts, size: Size | None = None) -> Place:
    """The upright box around the parts, within their picture.

    >>> hull(((((0, 0), (4, 0), (4, 3)),),))
    Place(x0=0, y0=0, x1=4, y1=3, rotation=0.0)
    """
    xs = [x for outer, *_ in parts for x, _ in outer]
    ys = [y for outer, *_ in parts for _, y in outer]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    if size is not None:
        x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, float(size[0])), min(y1, float(size[1]))
    return place(x0, y0, x1 - x0, y1 - y0)


def checked(parts: Parts, size: Size | None) -> Parts:
    """The parts within their picture: cut at its border where they reach farther beyond it than tools round.

    Invalid when a part lies outside of it altogether.

    >>> checked(((((-4, 0), (4, 0), (4, 4), (-4, 4)),),), (10, 10))
    ((((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)),),)
    """
    if size is None or all(_is_inside(outer, size) for outer, *_ in parts):
        return parts
    made = tuple(rings if _is_inside(rings[0], size) else _cut(rings, size) for rings in parts)
    left = tuple(rings for rings in made if rings)
    if not left:
        x, y = parts[0][0][0]
        raise Invalid(f"the outline from {x:g}, {y:g} lies outside of the picture of {size[0]} x {size[1]}")
    return left


def _is_inside(outer: Ring, size: Size) -> bool:
    across, down = size[0] + SLACK, size[1] + SLACK
    return all(-SLACK <= x <= across and -SLACK <= y <= down for x, y in outer)


def _cut(rings: tuple[Ring, ...], size: Size) -> tuple[Ring, ...]:
    """What of a part lies in a picture; nothing when none of it does."""
    import numpy as np  # loaded for the first outline that is cut

    from goodwork.geometry.polygons import Polygon, clip

    left = clip(Polygon(np.array(rings[0]), tuple(np.array(hole) for hole in rings[1:])), *map(float, size))
    if left is None:
        return ()
    return tuple(_points(one.tolist()) for one in left.rings if len(one) >= 3)


def _points(rows: Sequence[Sequence[float]]) -> Ring:
    return tuple((round(x, DIGITS), round(y, DIGITS)) for x, y in rows)


def moved(parts: Parts, point: Callable[[float, float], Point]) -> Parts:
    """The parts with each of their points where a function puts it."""
    return tuple(tuple(tuple(point(x, y) for x, y in one) for one in rings) for rings in parts)


def flat(points: Ring) -> list[float]:
    """x, y, x, y, ...

    >>> flat(((1, 2), (3, 4)))
    [1, 2, 3, 4]
    """
    return [value for point in points for value in point]


def rings_of(parts: Parts) -> Iterator[Ring]:
    """Every ring of the parts."""
    for rings in parts:
        yield from rings
