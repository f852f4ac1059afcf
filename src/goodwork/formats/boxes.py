"""Boxes as files have them: checked against their picture, turned about a corner, upright around a turned one."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from goodwork.errors import Invalid
from goodwork.formats.rows import Size

SLACK = 0.5
"""Pixels by which a box may reach beyond its picture: other tools round."""
FARTHEST = 1e6
"""No number of a box is larger, in pixels."""
DIGITS = 6
"""Behind the point of a pixel: what is below is noise of other units."""


class Place(NamedTuple):
    """Where a box is: pixels before it is turned, then degrees clockwise about its own middle."""

    x0: float
    y0: float
    x1: float
    y1: float
    rotation: float = 0.0

    def __str__(self) -> str:
        turned = f", turned by {self.rotation:g}" if self.rotation else ""
        return f"{self.x0:g}, {self.y0:g} to {self.x1:g}, {self.y1:g}{turned}"


def number(value: Any) -> float:
    """A number of a box; Invalid when it is none, or so large that it is no place in a picture.

    >>> number(3)
    3.0
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Invalid(f"{str(value)[:40]!r} is no number")
    # A whole number may be too large to be made a float.
    if not abs(value) <= FARTHEST:
        raise Invalid(f"{value if isinstance(value, float) else 'a number'} lies in no picture")
    return float(value)


def place(x: float, y: float, width: float, height: float, rotation: float = 0.0) -> Place:
    """The box of a left upper corner and sides, all in pixels.

    >>> place(1, 2, 3, 4)
    Place(x0=1, y0=2, x1=4, y1=6, rotation=0.0)
    """
    return Place(
        round(x, DIGITS), round(y, DIGITS), round(x + width, DIGITS), round(y + height, DIGITS),
        round(rotation % 360, DIGITS) % 360,
    )  # fmt: skip


def about_corner(x: float, y: float, width: float, height: float, rotation: float) -> Place:
    """The box that was turned about its left upper corner, which lies at x, y, clockwise in pixels.

    >>> about_corner(10, 0, 4, 2, 90)
    Place(x0=7.0, y0=1.0, x1=11.0, y1=3.0, rotation=90)
    """
    if not rotation % 360:
        return place(x, y, width, height)
    across, down = _turned(width / 2, height / 2, rotation)
    return place(x + across - width / 2, y + down - height / 2, width, height, rotation)


def corner_of(box: Place) -> tuple[float, float]:
    """Where the left upper corner of a turned box lies: what ``about_corner`` takes.

    >>> [round(n, 6) for n in corner_of(Place(7.0, 1.0, 11.0, 3.0, 90))]
    [10.0, 0.0]
    """
    if not box.rotation:
        return box.x0, box.y0
    across, down = _turned((box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2, box.rotation)
    return (box.x0 + box.x1) / 2 - across, (box.y0 + box.y1) / 2 - down


def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    """A vector turned clockwise as seen: y runs down."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cos - y * sin, x * sin + y * cos


def corners(box: Place) -> list[tuple[float, float]]:
    """The corners of a box, from the left upper one clockwise, after it is turned.

    >>> [(round(x, 6), round(y, 6)) for x, y in corners(Place(0, 0, 4, 2, 90))]
    [(3.0, -1.0), (3.0, 3.0), (1.0, 3.0), (1.0, -1.0)]
    """
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    a, b = (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2
    found = (_turned(across, down, box.rotation) for across, down in ((-a, -b), (a, -b), (a, b), (-a, b)))
    return [(x + across, y + down) for across, down in found]


def hull(box: Place, size: Size | None = None) -> Place:
    """The smallest upright box around a turned one, within its picture.

    >>> hull(Place(0, 0, 4, 2, 90))
    Place(x0=1.0, y0=-1.0, x1=3.0, y1=3.0, rotation=0.0)
    """
    if not box.rotation:
        return box
    around = corners(box)
    x0, x1 = min(x for x, _ in around), max(x for x, _ in around)
    y0, y1 = min(y for _, y in around), max(y for _, y in around)
    if size is not None:
        x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, float(size[0])), min(y1, float(size[1]))
    return place(x0, y0, x1 - x0, y1 - y0)


def checked(box: Place, size: Size | None) -> Place:
    """The box within its picture; Invalid says why it can't be kept.

    An upright box that reaches farther beyond the picture than tools round is cut at its border. Of a turned one the
    middle has to lie inside: what is in it need not stick out.

    >>> checked(Place(-3, 0, 5, 4), (10, 10))
    Place(x0=0.0, y0=0, x1=5, y1=4, rotation=0.0)
    """
    if not (box.x0 < box.x1 and box.y0 < box.y1):
        raise Invalid(f"the box at {box} holds nothing: its sides are {box.x1 - box.x0:g} and {box.y1 - box.y0:g}")
    if size is None:
        return box
    width, height = size
    if box.rotation:
        inside = 0 <= (box.x0 + box.x1) / 2 <= width and 0 <= (box.y0 + box.y1) / 2 <= height
        cut = box
    elif box.x0 >= -SLACK and box.y0 >= -SLACK and box.x1 <= width + SLACK and box.y1 <= height + SLACK:
        return box
    else:
        cut = Place(max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, float(width)), min(box.y1, float(height)))
        inside = cut.x0 < cut.x1 and cut.y0 < cut.y1
    if not inside:
        raise Invalid(f"the box at {box} lies outside of the picture of {width} x {height}")
    return cut


CUT = "it reached beyond the picture: it is cut at the border"
