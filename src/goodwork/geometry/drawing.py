"""From polygons to masks and back.

Which pixels a polygon covers is the question whether their middle lies inside, asked as COCO's tools ask it: on a grid
five times finer than the pixels, so that their masks and ours are the same, pixel for pixel. The way back follows the
sides of the pixels, so the outline of a mask covers exactly its pixels.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from goodwork.geometry.limits import Floats
from goodwork.geometry.masks import Mask, bounds, from_turns, minus, union, window
from goodwork.geometry.polygons import Polygon, Shape

Ints = npt.NDArray[np.int64]

FINER = 5
"""Lines of the finer grid per pixel."""


def from_shape(shape: Shape, height: int, width: int) -> Mask:
    """The pixels that the parts of a shape cover, without those of their holes.

    >>> square = Polygon(np.array([[1.0, 1], [3, 1], [3, 3], [1, 3]]))
    >>> from_shape([square], 4, 5).area
    4
    """
    parts: list[Mask] = []
    for polygon in shape:
        mask = from_ring(polygon.outer, height, width)
        if polygon.holes:
            mask = minus(mask, union([from_ring(hole, height, width) for hole in polygon.holes]))
        parts.append(mask)
    return union(parts)


def from_ring(ring: Floats, height: int, width: int) -> Mask:
    """The pixels inside a ring; where it crosses itself, those it goes around an odd number of times."""
    grid = np.trunc(FINER * ring + 0.5).astype(np.int64)
    start, end = grid, np.roll(grid, -1, axis=0)
    step = np.abs(end - start)
    flat = step[:, 0] >= step[:, 1]
    # Every side is walked along its longer extent, from the lower end of that.
    back = np.where(flat, start[:, 0] > end[:, 0], start[:, 1] > end[:, 1])[:, None]
    low, high = np.where(back, end, start), np.where(back, start, end)
    side, column = _columns(low, high, width)
    left = column * FINER + FINER // 2
    low, high, flat = low[side], high[side], flat[side]
    y = np.where(flat, _of_flat(low, high, left), _of_steep(low, high, left))
    at = np.ceil(np.clip((y + 0.5) / FINER - 0.5, 0, height)).astype(np.int64)
    return from_turns(np.sort(column * height + at), height, width)


def _columns(low: Ints, high: Ints, width: int) -> tuple[Ints, Ints]:
    """Which side crosses the middle of which column of pixels: both as (crossings,)."""
    first = np.minimum(low[:, 0], high[:, 0])
    last = np.maximum(low[:, 0], high[:, 0])
    # The middle of column c lies between the lines 5 c + 2 and 5 c + 3 of the finer grid.
    begin = np.maximum(-((FINER // 2 - first) // FINER), 0)
    stop = np.minimum((last - FINER // 2 - 1) // FINER, width - 1)
    number = np.maximum(stop - begin + 1, 0)
    side = np.repeat(np.arange(len(low)), number)
    place = np.arange(len(side)) - np.repeat(np.cumsum(number) - number, number)
    return side, begin[side] + place


def _of_flat(low: Ints, high: Ints, left: Ints) -> Ints:
    """The y of the finer grid at which sides that are wider than high pass from ``left`` to the line after it."""
    run = np.maximum(high[:, 0] - low[:, 0], 1)
    slope = (high[:, 1] - low[:, 1]) / run
    at = [np.trunc(low[:, 1] + slope * (u - low[:, 0]) + 0.5) for u in (left, left + 1)]
    return np.minimum(*at).astype(np.int64)


def _of_steep(low: Ints, high: Ints, left: Ints) -> Ints:
    """The same of sides that are higher than wide: the last y before they step over."""
    rise = np.maximum(high[:, 1] - low[:, 1], 1)
    slope = (high[:, 0] - low[:, 0]) / rise
    guess = np.divide(left + 0.5 - low[:, 0], slope, out=np.zeros(len(left)), where=slope != 0)
    step = np.clip(np.floor(guess).astype(np.int64) - 1, 0, rise)
    for _ in range(3):
        u = np.trunc(low[:, 0] + slope * (step + 1) + 0.5)
        before = np.where(slope > 0, u <= left, u > left)
        step = np.where(before & (step < rise), step + 1, step)
    return low[:, 1] + step


def outline(mask: Mask) -> list[Polygon]:
    """The parts of a mask as polygons along the sides of its pixels, each with its holes; `from_shape` gives it back.

    Pixels that touch at a corner only belong to different parts.

    >>> square = Polygon(np.array([[1.0, 1], [3, 1], [3, 2], [1, 2]]))
    >>> [part.outer.tolist() for part in outline(from_shape([square], 3, 4))]
    [[[1.0, 1.0], [3.0, 1.0], [3.0, 2.0], [1.0, 2.0]]]
    """
    from scipy.ndimage import label

    box = bounds(mask)
    if box is None:
        return []
    x0, y0, x1, y1 = box
    corner = np.array([x0, y0])
    pixels = window(mask, x0, y0, x1, y1)
    parts: npt.NDArray[np.int32] = np.zeros(pixels.shape, dtype=np.int32)
    number = int(label(pixels, output=parts))  # type: ignore[arg-type]
    rings: list[list[Floats]] = [[] for _ in range(number)]
    for ring in _walks(np.pad(pixels, 1).astype(np.int8)):
        # A walk begins at its uppermost corner, the left one of those: at an outer ring the pixel lies to the right of
        # it, at a hole to the left.
        x, y = ring[0].astype(int).tolist()
        around = ring[1, 0] > ring[0, 0]
        rings[int(parts[y, x if around else x - 1]) - 1].insert(0 if around else len(rings), ring + corner)
    return [Polygon(outer, tuple(holes)) for outer, *holes in rings]


def _walks(pixels: npt.NDArray[np.int8]) -> Iterator[Floats]:
    """Closed walks with the pixels to the right hand: outer rings go clockwise as seen, holes the other way."""
    across = np.diff(pixels, axis=0)[:, 1:-1]
    down = np.diff(pixels, axis=1)[1:-1]
    width = pixels.shape[1] - 1
    ways: dict[int, list[tuple[int, int]]] = {}
    for here, enters in _changes(across, width):
        start, way, end = (here, 0, here + 1) if enters else (here + 1, 2, here)
        ways.setdefault(start, []).append((way, end))
    for here, enters in _changes(down, width):
        start, way, end = (here + width, 3, here) if enters else (here, 1, here + width)
        ways.setdefault(start, []).append((way, end))
    for start in sorted(ways):
        while start in ways:
            here, way = start, -1
            ring: list[tuple[int, int]] = []
            while here != start or not ring:
                onward = ways[here]
                # Where two corners touch there are two ways on: to the right keeps to the same part.
                turned, after = onward.pop(0 if (onward[0][0] - way) % 4 == 1 else -1)
                if not onward:
                    del ways[here]
                if turned != way:
                    ring.append((here % width, here // width))
                here, way = after, turned
            yield np.array(ring, dtype=np.float64)


def _changes(change: npt.NDArray[np.int8], width: int) -> zip[tuple[int, bool]]:
    """The crossings of the lattice from which a side between pixels goes on, and whether a pixel begins there."""
    rows, columns = np.nonzero(change)
    return zip((rows * width + columns).tolist(), (change[rows, columns] > 0).tolist(), strict=True)
