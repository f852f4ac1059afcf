"""Solids made of triangles: what everything in a scene is built of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Colour = tuple[float, float, float]
"""Red, green and blue as light, 0 to 1: not as bytes of a picture have them."""
Point = tuple[float, float, float]


class Surface(IntEnum):
    """How a surface takes light; the numbers are those of `kernels`."""

    MATT = 0
    PAINT = 1
    GLASS = 2
    GROUND = 3
    LEAF = 4
    LAMP = 5


class Round(IntEnum):
    """How triangles are bent to the eye: flat, or like the ball or tube that they stand for."""

    FLAT = 0
    BALL = 1
    TUBE = 2


class Pose(NamedTuple):
    """Where a thing stands, and where its front looks: turned by (cos, sin) about z, to the left."""

    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    cos: float = 1.0
    sin: float = 0.0

    def of(self, points: Floats) -> Floats:
        """(..., 3) points of the thing's own frame, in the world."""
        x, y = points[..., 0], points[..., 1]
        there = np.empty_like(points)
        there[..., 0] = self.x + (self.cos * x - self.sin * y)
        there[..., 1] = self.y + (self.sin * x + self.cos * y)
        there[..., 2] = self.z + points[..., 2]
        return there

    def before(self, x: float, y: float = 0.0, z: float = 0.0) -> Pose:
        """The pose of something at a place in this frame, looking the same way."""
        at = self.of(np.array([x, y, z]))
        return Pose(float(at[0]), float(at[1]), float(at[2]), self.cos, self.sin)

    def turned(self, cos: float, sin: float) -> Pose:
        """The same place, turned further to the left."""
        return self._replace(cos=self.cos * cos - self.sin * sin, sin=self.sin * cos + self.cos * sin)


@dataclass(frozen=True, slots=True)
class Solid:
    """A part of one colour: triangles, and how light falls on them."""

    triangles: Floats
    """(n, 3, 3) corners."""
    colour: Colour
    surface: Surface = Surface.MATT
    bent: Round = Round.FLAT
    centre: Point = (0.0, 0.0, 0.0)
    axis: Point = (0.0, 0.0, 0.0)


def _point(of: Floats) -> Point:
    x, y, z = of.tolist()
    return (x, y, z)


def turn(of: float) -> tuple[float, float]:
    """(cos, sin) of an angle by half of its tangent: about 2 x ``of`` in radians where that is small.

    >>> turn(0.0), turn(1.0)
    ((1.0, 0.0), (0.0, 1.0))
    """
    under = 1.0 + of * of
    return (1.0 - of * of) / under, 2.0 * of / under


@lru_cache(maxsize=32)
def circle(n: int) -> Floats:
    """(n, 2) points at equal distances on the unit circle; n is 3 or 4 times a power of 2.

    >>> circle(4)[1].tolist()
    [0.0, 1.0]
    """
    cos, sin, m = (0.0, 1.0, 4) if n % 3 else (-0.5, 3.0**0.5 / 2, 3)
    while m < n:
        cos, sin, m = ((1 + cos) / 2) ** 0.5, ((1 - cos) / 2) ** 0.5, 2 * m
    points = [(1.0, 0.0)]
    for _ in range(n - 1):
        x, y = points[-1]
        points.append((x * cos - y * sin, x * sin + y * cos))
    return np.array(points)


@lru_cache(maxsize=32)
def _fan(k: int) -> npt.NDArray[np.intp]:
    """(k - 2, 3) which corners of a ring make its triangles."""
    return np.array([(0, n, n + 1) for n in range(1, k - 1)])


@lru_cache(maxsize=32)
def _belt(k: int) -> npt.NDArray[np.intp]:
    """(2k, 3) the same of the belt between two rings, one behind the other."""
    after = [(n + 1) % k for n in range(k)]
    return np.array([(n, m, k + m) for n, m in enumerate(after)] + [(n, k + m, k + n) for n, m in enumerate(after)])


def fan(ring: Floats) -> Floats:
    """(k - 2, 3, 3) the triangles of a flat convex ring (k, 3)."""
    return ring[_fan(len(ring))]


def loft(rings: Sequence[Floats], colour: Colour, surface: Surface = Surface.MATT) -> Solid:
    """A solid through rings of as many corners each, closed at both ends."""
    k = len(rings[0])
    belts = [np.concatenate([a, b])[_belt(k)] for a, b in itertools.pairwise(rings)]
    return Solid(np.concatenate([fan(rings[0]), *belts, fan(rings[-1])]), colour, surface)


_CUBE = loft([np.array([(0.0, 0, z), (1, 0, z), (1, 1, z), (0, 1, z)]) for z in (0, 1)], (0, 0, 0)).triangles


def box(low: Sequence[float], high: Sequence[float], colour: Colour, surface: Surface = Surface.MATT) -> Solid:
    """A box between two corners."""
    start = np.array(low, dtype=np.float64)
    return Solid(start + _CUBE * (np.array(high) - start), colour, surface)


def tapered(
    low: tuple[float, float, float, float], high: tuple[float, float, float, float], z0: float, z1: float,
    colour: Colour, surface: Surface = Surface.MATT,
) -> Solid:  # fmt: skip
    """A solid that goes from one rectangle (x0, x1, y0, y1) at height z0 to another at z1."""
    rings = [
        np.array([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)])
        for (x0, x1, y0, y1), z in ((low, z0), (high, z1))
    ]
    return loft(rings, colour, surface)


def quad(corners: Sequence[Sequence[float]], colour: Colour, surface: Surface = Surface.MATT) -> Solid:
    """A flat piece with four corners in order."""
    return Solid(fan(np.array(corners, dtype=np.float64)), colour, surface)


def facing_x(
    x: float, y: tuple[float, float], z: tuple[float, float], colour: Colour, surface: Surface = Surface.MATT
) -> Solid:
    """An upright rectangle that looks along x."""
    (y0, y1), (z0, z1) = y, z
    return quad([(x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1)], colour, surface)


def facing_y(
    x: tuple[float, float], y: float, z: tuple[float, float], colour: Colour, surface: Surface = Surface.MATT
) -> Solid:
    """An upright rectangle that looks along y."""
    (x0, x1), (z0, z1) = x, z
    return quad([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)], colour, surface)


def _across(axis: Floats) -> tuple[Floats, Floats]:
    """Two unit vectors at right angles to an axis and to each other."""
    length = (axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]) ** 0.5
    d = axis / length
    other = np.array([0.0, 0.0, 1.0]) if abs(d[2]) < 0.8 else np.array([1.0, 0.0, 0.0])
    u = _cross(d, other)
    u = u / (u[0] * u[0] + u[1] * u[1] + u[2] * u[2]) ** 0.5
    return u, _cross(d, u)


def _cross(a: Floats, b: Floats) -> Floats:
    return np.array([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])


def tube(
    start: Sequence[float], end: Sequence[float], r0: float, r1: float, colour: Colour, *,
    sides: int = 8, surface: Surface = Surface.MATT, flat: bool = False,
) -> Solid:  # fmt: skip
    """A round bar from one point to another, r0 thick (as a radius) at the one end and r1 at the other."""
    a, b = np.array(start, dtype=np.float64), np.array(end, dtype=np.float64)
    u, v = _across(b - a)
    points = circle(sides)
    ring = points[:, :1] * u + points[:, 1:] * v
    made = loft([a + r0 * ring, b + r1 * ring], colour, surface)
    bent = Round.FLAT if flat else Round.TUBE
    return Solid(made.triangles, colour, surface, bent, _point(a), _point(b - a))


def disc(
    centre: Sequence[float], facing: Sequence[float], radius: float, colour: Colour, *,
    sides: int = 16, surface: Surface = Surface.MATT,
) -> Solid:  # fmt: skip
    """A flat round piece."""
    u, v = _across(np.array(facing, dtype=np.float64))
    points = circle(sides) * radius
    return Solid(fan(np.array(centre) + points[:, :1] * u + points[:, 1:] * v), colour, surface)


def hoop(
    centre: Sequence[float], facing: Sequence[float], radius: float, thick: float, colour: Colour, sides: int = 16
) -> list[Solid]:
    """A ring of round bars, such as a tyre of a bicycle."""
    u, v = _across(np.array(facing, dtype=np.float64))
    points = circle(sides) * radius
    at = np.array(centre) + points[:, :1] * u + points[:, 1:] * v
    return [tube(a, b, thick, thick, colour, sides=4) for a, b in zip(at, np.roll(at, -1, axis=0), strict=True)]


@lru_cache(maxsize=16)
def _sphere(around: int, rows: int) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Points of a unit sphere (n, 3), and the triangles between them by their numbers."""
    # Half a circle from one pole to the other.
    height = circle(2 * rows)[: rows + 1]
    rings = circle(around)
    points = [(0.0, 0.0, 1.0)]
    points += [(s * x, s * y, c) for c, s in height[1:-1] for x, y in rings]
    points.append((0.0, 0.0, -1.0))
    corners: list[tuple[int, int, int]] = []
    last = len(points) - 1
    for n in range(around):
        m = (n + 1) % around
        corners.append((0, 1 + n, 1 + m))
        corners.append((last, last - around + n, last - around + m))
        for row in range(rows - 2):
            a, b = 1 + row * around, 1 + (row + 1) * around
            corners += [(a + n, a + m, b + m), (a + n, b + m, b + n)]
    return np.array(points), np.array(corners)


def ball(
    centre: Sequence[float], radii: Sequence[float], colour: Colour, *,
    around: int = 12, rows: int = 6, surface: Surface = Surface.MATT, lumps: Sequence[float] = (),
) -> Solid:  # fmt: skip
    """An ellipsoid; ``lumps`` stretch its points, one after the other and from the beginning again."""
    points, corners = _sphere(around, rows)
    if lumps:
        points = points * np.resize(np.array(lumps), len(points))[:, None]
    at = np.array(centre, dtype=np.float64)
    x, y, z = at.tolist()
    return Solid((points * np.array(radii) + at)[corners], colour, surface, Round.BALL, (x, y, z))
