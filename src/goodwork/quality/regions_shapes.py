"""The sorts of shapes that people draw in pictures: what two share, and what lies in the middle of several.

Coordinates take a weighted median each: one person's slip moves nothing. Outlines and masks take a weighted vote pixel
by pixel, smoothed over one pixel, for where lines differ by a pixel or two the neighbours know more than three votes
do; a pixel belongs from ``BELONGS`` of the vote on, a little below half, as suits a measure that counts what is shared
once and what is missed or added half (Dice's optimum is at half of the Dice that is reached).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.geometry import boxes, drawing, masks, polygons
from goodwork.geometry.keypoints import COCO_PERSON, oks
from goodwork.geometry.masks import Mask
from goodwork.geometry.polygons import Polygon

Floats = npt.NDArray[np.float64]

SMOOTH = 1.0
"""Pixels over which a vote is smoothed."""

BELONGS = 0.46
"""The share of a vote from which a pixel belongs. This and ``SMOOTH``: docs/benchmarks/regions.md."""

LEAST_PIXELS = 48
"""Polygons are put together on a grid of at least this many lines across."""

MOST_PIXELS = 2048
"""And of at most this many, so that a polygon as large as its picture takes no longer than others."""

USUAL_TOLERANCE = 0.1
"""How far people lie apart at a point of an object, as a share of its size, where nothing is known of the points."""

FARTHEST = 4
"""Pixels from which a vote is smoothed: `SMOOTH` times the four deviations after which a Gaussian is cut off."""

MOST_VOTED_AT_ONCE = 1 << 20
"""Pixels of masks that are voted on at once."""

MOST_AT_ONCE = 2_000_000
"""Points that are compared with each other at once."""

MEDIAN_ROUNDS, MEDIAN_RESTS = 200, 1e-6
"""Steps of the geometric median, and pixels below which it has come to rest."""

DIGITS = 12
"""Of a vote."""

Shape = TypeVar("Shape")


class Sort(Protocol[Shape]):
    """What the consensus of regions needs of a sort of shapes."""

    def likeness(self, a: Sequence[Shape], b: Sequence[Shape]) -> Floats:
        """(n, m) what each of ``a`` shares with each of ``b``, 0 to 1."""
        ...

    def middle(self, members: Sequence[Shape], weight: Floats) -> Shape:
        """What stands for all members, each with its weight."""
        ...


class Boxes:
    """Boxes: (4,) x0, y0, x1, y1, or (5,) with degrees clockwise about the middle."""

    def likeness(self, a: Sequence[Floats], b: Sequence[Floats]) -> Floats:
        """IoU; of turned boxes where either side has one."""
        if not len(a) or not len(b):
            return np.zeros((len(a), len(b)))
        if all(len(box) == 4 for box in (*a, *b)):
            return boxes.iou(np.array(a), np.array(b))
        return boxes.rotated_iou(_turned(a), _turned(b))

    def middle(self, members: Sequence[Floats], weight: Floats) -> Floats:
        """The weighted median of each side; of turned boxes of middle, width, height and degrees."""
        if all(len(box) == 4 for box in members):
            return weighted_median(np.array(members), weight)
        rows = _turned(members)
        size = rows[:, 2:4] - rows[:, :2]
        # A box is the same when it is turned by a right angle and its sides change places: all as the weightiest.
        quarter = np.round((rows[weight.argmax(), 4] - rows[:, 4]) / 90).astype(int)
        size = np.where((quarter % 2 == 1)[:, None], size[:, ::-1], size)
        middle = weighted_median(
            np.column_stack([(rows[:, :2] + rows[:, 2:4]) / 2, size, rows[:, 4] + 90 * quarter]), weight
        )
        half = middle[2:4] / 2
        return np.concatenate([middle[:2] - half, middle[:2] + half, [middle[4] % 360]])


class Outlines:
    """Polygons: shapes of one or several parts, with holes."""

    def likeness(self, a: Sequence[polygons.Shape], b: Sequence[polygons.Shape]) -> Floats:
        """IoU, where the boxes around two shapes meet."""
        out = np.zeros((len(a), len(b)))
        if out.size:
            around = [np.array([polygons.bounds(shape) for shape in side]) for side in (a, b)]
            near = boxes.iou(*around)
            # Of all with all, what two share is computed once.
            same = a is b
            for i, j in zip(*np.nonzero(np.triu(near) if same else near), strict=True):
                out[i, j] = polygons.iou(a[int(i)], b[int(j)])
                if same:
                    out[j, i] = out[i, j]
        return out

    def middle(self, members: Sequence[polygons.Shape], weight: Floats) -> polygons.Shape:
        """The outline of the pixels that the weighted vote gives to the object."""
        if len(members) == 1:
            return members[0]
        around = np.array([polygons.bounds(shape) for shape in members])
        low, high = around[:, :2].min(axis=0), around[:, 2:].max(axis=0)
        finer = self.finer(float((high - low).max()))
        edge = 4 / finer
        width, height = np.ceil((high - low + 2 * edge) * finer).astype(int).tolist()
        votes = (masks.dense(drawing.from_shape(_moved(shape, edge - low, finer), height, width)) for shape in members)
        made = drawing.outline(masks.from_dense(_voted(votes, weight, finer)))
        back = [Polygon(*_rings(part, lambda ring: ring / finer - edge + low)) for part in made]
        return back or members[int(weight.argmax())]

    @staticmethod
    def finer(extent: float) -> float:
        """Lines per pixel of the grid on which shapes of this extent are put together."""
        return min(max(LEAST_PIXELS / extent, 1.0), MOST_PIXELS / extent)


class Masks:
    """Masks of one picture, as runs."""

    def likeness(self, a: Sequence[Mask], b: Sequence[Mask]) -> Floats:
        """IoU; masks of pictures of different size share nothing."""
        out = np.zeros((len(a), len(b)))
        for size in {(mask.height, mask.width) for mask in a}:
            rows, columns = ([n for n, m in enumerate(side) if (m.height, m.width) == size] for side in (a, b))
            out[np.ix_(rows, columns)] = masks.iou([a[i] for i in rows], [b[j] for j in columns])
        return out

    def middle(self, members: Sequence[Mask], weight: Floats) -> Mask:
        """The pixels that the weighted vote gives to the object."""
        around = [box for box in map(masks.bounds, members) if box is not None]
        if len(members) == 1 or not around:
            return members[0]
        first = members[0]
        x0, y0 = (max(min(box[axis] for box in around) - FARTHEST, 0) for axis in (0, 1))
        x1 = min(max(box[2] for box in around) + FARTHEST, first.width)
        y1 = min(max(box[3] for box in around) + FARTHEST, first.height)
        # Strip by strip, each with as much beside it as counts for it: the same as all at once, in little memory.
        across = max(MOST_VOTED_AT_ONCE // (y1 - y0), 1)
        turns: list[masks.Ints] = []
        for left in range(x0, x1, across):
            right = min(left + across, x1)
            begin, end = max(left - FARTHEST, x0), min(right + FARTHEST, x1)
            votes = (masks.window(mask, begin, y0, end, y1) for mask in members)
            strip = _voted(votes, weight, 1.0)[:, left - begin : right - begin]
            turns.append(masks.placed(strip, left, y0, first.height, first.width).turns)
        made = masks.from_turns(np.concatenate(turns), first.height, first.width)
        # Thin masks a pixel apart share too little for any vote: then one of them counts.
        return made if masks.bounds(made) is not None else members[int(weight.argmax())]


class Points:
    """Keypoints: (k, 3) x, y and whether the point is marked: 0 not, 1 hidden, 2 visible.

    ``sigmas`` (k,): how far people lie apart at each point, as a share of the object's size; None: COCO's of 17 points,
    else ``USUAL_TOLERANCE``. ``least``: pixels that a side of an object is taken to have at least.
    """

    def __init__(self, sigmas: Sequence[float] | None = None, least: float = 1.0) -> None:
        self.sigmas, self.least = sigmas, least

    def likeness(self, a: Sequence[Floats], b: Sequence[Floats]) -> Floats:
        """Object keypoint similarity, the mean of both directions; 0 between skeletons of different length."""
        out = np.zeros((len(a), len(b)))
        for number in {len(one) for one in a} & {len(one) for one in b}:
            columns = [j for j, one in enumerate(b) if len(one) == number]
            theirs = np.array([b[j] for j in columns])
            every = [i for i, one in enumerate(a) if len(one) == number]
            # Row by row of a table: its parts are larger than itself by the number of points.
            step = max(1, MOST_AT_ONCE // (len(columns) * number))
            for start in range(0, len(every), step):
                rows = every[start : start + step]
                out[np.ix_(rows, columns)] = self._alike(np.array([a[i] for i in rows]), theirs)
        return out

    def _alike(self, mine: Floats, theirs: Floats) -> Floats:
        number = mine.shape[1]
        usual = COCO_PERSON if number == len(COCO_PERSON) else (USUAL_TOLERANCE,) * number
        sigmas = np.array(self.sigmas or usual)
        there = oks(mine, theirs, sigmas, self.areas(mine))
        back = oks(theirs, mine, sigmas, self.areas(theirs)).T
        return (there + back) / 2

    def areas(self, points: Floats) -> Floats:
        """(n,) the area of the box around the marked points of (n, k, 3)."""
        marked = points[..., 2:] > 0
        low = np.where(marked, points[..., :2], np.inf).min(axis=1)
        high = np.where(marked, points[..., :2], -np.inf).max(axis=1)
        sides = np.where(np.isfinite(high - low), np.maximum(high - low, self.least), self.least)
        return sides.prod(axis=1)

    def middle(self, members: Sequence[Floats], weight: Floats) -> Floats:
        """The weighted geometric median of each point among those who mark it, as most of their weight marks it.

        A point is marked where half of the weight marks it; where none is so, the one that most of the weight marks.
        """
        rows = np.array(members)
        out = np.zeros(rows.shape[1:])
        marked = rows[..., 2] > 0
        share = marked.T @ weight / weight.sum()
        for point in np.flatnonzero(share >= min(0.5, share.max()) - 1e-12).tolist():
            own = marked[:, point]
            out[point, :2] = geometric_median(rows[own, point, :2], weight[own])
            said, place = np.unique(rows[own, point, 2], return_inverse=True)
            votes = np.bincount(place, weight[own]).round(DIGITS)
            # Of as many voices the one that saw it.
            out[point, 2] = said[np.flatnonzero(votes == votes.max())[-1]]
        return out


def geometric_median(points: Floats, weight: Floats) -> Floats:
    """(2,) the place whose weighted distances to all ``points`` (members, 2) sum to the least.

    One person's slip moves it little, whichever way it goes. Weiszfeld's iteration where no member is the median itself
    (Vardi & Zhang, *The multivariate L1-median and associated data depth*, PNAS 97, 2000). Of two people it is their
    weighted mean: any place between two equal weights is a median.

    >>> geometric_median(np.array([[0.0, 0], [0, 0], [90, 90]]), np.ones(3)).tolist()
    [0.0, 0.0]
    >>> geometric_median(np.array([[0.0, 0], [4, 0]]), np.array([3.0, 1.0])).tolist()
    [1.0, 0.0]
    """
    at = np.asarray(weight @ points / weight.sum(), dtype=np.float64)
    if len(points) == 2:
        return points[0] if (points[0] == points[1]).all() else at
    for place in points:
        # Who is there holds it where the others together pull no harder than they weigh.
        away = np.hypot(*(points - place).T)
        here = away == 0
        pull = (weight[~here] / away[~here]) @ (points[~here] - place)
        if np.hypot(*pull) <= weight[here].sum():
            return place
    for _ in range(MEDIAN_ROUNDS):
        near = weight / np.maximum(np.hypot(*(points - at).T), MEDIAN_RESTS)
        moved = near @ points / near.sum() - at
        at = at + moved
        if np.hypot(*moved) < MEDIAN_RESTS:
            break
    return at


def weighted_median(points: Floats, weight: Floats) -> Floats:
    """(columns,) the weighted median of each column of ``points`` (members, columns).

    Each value stands in the middle of its own weight, and between two values the median moves evenly: of two people it
    is their weighted mean, of equal weights the plain median.

    >>> weighted_median(np.array([[1.0], [2.0], [9.0]]), np.array([1.0, 1.0, 1.0]))
    array([2.])
    >>> weighted_median(np.array([[1.0], [2.0]]), np.array([3.0, 1.0]))
    array([1.25])
    """
    order = np.argsort(points, axis=0, kind="stable")
    value = np.take_along_axis(points, order, axis=0)
    own = weight[order]
    place = (np.cumsum(own, axis=0) - own / 2) / weight.sum()
    return np.array([np.interp(0.5, place[:, k], value[:, k]) for k in range(points.shape[1])])


def _turned(rows: Sequence[Floats]) -> Floats:
    return np.array([box if len(box) == 5 else np.append(box, 0.0) for box in rows])


def _voted(votes: Iterable[npt.NDArray[np.bool_]], weight: Floats, finer: float) -> npt.NDArray[np.bool_]:
    """(height, width) what the votes of people, each (height, width), give to the object."""
    from scipy.ndimage import gaussian_filter

    share: Floats | None = None
    for part, vote in zip((weight / weight.sum()).tolist(), votes, strict=True):
        # One after the other: of many people with large masks never all are unpacked.
        share = np.zeros(vote.shape) if share is None else share
        share += part * vote
    assert share is not None
    # Smoothing would take away what is thinner than itself, such as a mask of one pixel: what all drew stays.
    everybody = share >= 1 - 1e-9
    return np.asarray((gaussian_filter(share, SMOOTH * max(finer, 1.0)) >= BELONGS) | everybody)


def _moved(shape: polygons.Shape, by: Floats, times: float) -> list[Polygon]:
    return [Polygon(*_rings(part, lambda ring: (ring + by) * times)) for part in shape]


def _rings(part: Polygon, change: _Change) -> tuple[Floats, tuple[Floats, ...]]:
    return change(part.outer), tuple(change(hole) for hole in part.holes)


class _Change(Protocol):
    def __call__(self, ring: Floats, /) -> Floats: ...
