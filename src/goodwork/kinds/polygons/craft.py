"""How polygons are compared and put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from goodwork.geometry import boxes, polygons
from goodwork.geometry.outlines import Ring, with_fewer_points, wrong_in
from goodwork.kinds.attributes import agreed_attributes
from goodwork.kinds.polygons.drawing import FINE, Drawing, with_few_points
from goodwork.kinds.polygons.schema import MOST_POINTS, Polygon
from goodwork.kinds.region_matching import Craft
from goodwork.quality.regions_grouping import MOST_REGIONS
from goodwork.quality.regions_shapes import Outlines

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

MOST_CELLS = 50_000_000
"""Sides of outlines that lie over each other, times each other: what is compared all with all takes half a minute."""

STEP = 1.0
"""How far a consensus may leave out corners of the pixels that the vote is taken on, in such pixels, so that steps are
lines then. Measured in docs/decisions/0063-polygons.md."""

DIGITS = 2
"""Of a pixel, in a consensus that nobody drew exactly so."""


def shape_of(polygon: Polygon) -> Drawing:
    """The parts as arrays."""
    return polygon.shape


class DrawnOutlines(Outlines):
    """Outlines as people draw them: compared with no more points than it takes, put together as somebody could draw."""

    def likeness(self, a: Sequence[polygons.Shape], b: Sequence[polygons.Shape]) -> Floats:
        """IoU; of outlines with many points of nearly the same outlines with fewer."""
        mine = [_compared(shape) for shape in a]
        return super().likeness(mine, mine if a is b else [_compared(shape) for shape in b])

    def middle(self, members: Sequence[polygons.Shape], weight: Floats) -> polygons.Shape:
        """The outline of the weighted vote, with lines for its steps; that of one of them where all are the same."""
        first = [_rings(part) for part in members[0]]
        if all([_rings(part) for part in shape] == first for shape in members):
            return members[0]
        around = np.array([polygons.bounds(shape) for shape in members])
        low, high = around[:, :2].min(axis=0), around[:, 2:].max(axis=0)
        voted = super().middle(members, weight)
        slack = STEP / self.finer(float((high - low).max()))
        for _ in range(6):
            made = [part for one in voted if (part := _drawn(one, slack, low, high)) is not None]
            if made and sum(len(ring) for part in made for ring in part.rings) <= MOST_POINTS:
                return made
            slack *= 2
        # Whoever weighs most drew something sound.
        return members[int(weight.argmax())]


def _drawn(part: polygons.Polygon, slack: float, low: Floats, high: Floats) -> polygons.Polygon | None:
    """A part with fewer points, within what people drew; None where nothing sound is left of it."""

    def plain(ring: Floats) -> Floats:
        return polygons.without_repeats(with_fewer_points(np.clip(ring, low, high).round(DIGITS), slack))

    holes = tuple(ring for hole in part.holes if polygons.ring_area(ring := plain(hole)) > 0)
    made = polygons.Polygon(plain(part.outer), holes)
    wrong = wrong_in(made)
    if wrong == "hole":
        made = polygons.Polygon(made.outer)
        wrong = wrong_in(made)
    return None if wrong else made


def _compared(shape: polygons.Shape) -> polygons.Shape:
    return shape.plain if isinstance(shape, Drawing) else with_few_points(shape)


def _rings(part: polygons.Polygon) -> list[list[list[float]]]:
    return [ring.tolist() for ring in part.rings]


def _extents(regions: Sequence[Polygon]) -> Floats:
    return np.array([polygons.bounds(shape_of(region)) for region in regions]).reshape(-1, 4)


SORT = DrawnOutlines()


def shared(a: Sequence[Polygon], b: Sequence[Polygon]) -> Floats:
    """(a, b) the pixels that both of two polygons cover over those that either covers."""
    return SORT.likeness([shape_of(one) for one in a], [shape_of(one) for one in b])


def _said(polygon: Polygon) -> Mapping[str, str]:
    return polygon.attributes


def _standing(shape: polygons.Shape, label: str, members: Sequence[tuple[float, Polygon]]) -> Polygon:
    parts: list[tuple[Ring, ...]] = [
        tuple(tuple((float(x), float(y)) for x, y in ring.tolist()) for ring in part.rings) for part in shape
    ]
    agreed = agreed_attributes([(weight, one.attributes) for weight, one in members])
    return Polygon(id="g", label=label, parts=tuple(parts), attributes=agreed)


def _too_many(regions: Sequence[Polygon]) -> bool:
    if len(regions) > MOST_REGIONS:
        return True
    around = _extents(regions)
    points = np.array([min(region.points, FINE) for region in regions], dtype=np.float64)
    over = boxes.iou(around, around) > 0
    return bool((((points[:, None] + points[None, :]) ** 2) * over).sum() / 2 > MOST_CELLS)


CRAFT: Craft[Polygon] = Craft(
    shared=shared,
    extents=_extents,
    said=_said,
    sort=SORT,
    shape=shape_of,
    standing=_standing,
    too_many=_too_many,
)
