"""How polylines are compared and put together: by how much of their length lies at the other, and place by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from goodwork.geometry import boxes
from goodwork.kinds.attributes import agreed_attributes
from goodwork.kinds.polylines.schema import Polyline
from goodwork.kinds.region_matching import Craft
from goodwork.quality.regions_lines import FINE, Lines

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

MOST_TOGETHER = 1_500
"""Lines that hang together: a table of all pairs is made of them."""

MOST_COMPARED = 8_000_000
"""Corners of lines whose surroundings meet, pair by pair: they are compared in about half a minute."""

PAIR = 10
"""Corners whose comparing takes as long as what each pair takes besides."""

DIGITS = 2
"""Of a pixel, in a consensus that nobody drew exactly so."""


@lru_cache(maxsize=64)
def craft_of(reach: float, *, directed: bool) -> Craft[Polyline]:
    """The craft of lines that share something within ``reach`` pixels."""
    sort = _Drawn(reach, directed=directed)

    def shared(a: Sequence[Polyline], b: Sequence[Polyline]) -> Floats:
        return sort.likeness([_shape(one) for one in a], [_shape(one) for one in b])

    def extents(regions: Sequence[Polyline]) -> Floats:
        around = np.array([region.around for region in regions]).reshape(-1, 4)
        return around + np.array([-reach, -reach, reach, reach]) / 2

    return Craft(
        shared=shared,
        extents=extents,
        said=_said,
        sort=sort,
        shape=_shape,
        standing=_standing,
        too_many=lambda lines: _too_many(lines, extents(lines)),
    )


class _Drawn(Lines):
    """Lines as people draw them: a middle has as few digits as a hand."""

    def middle(self, members: Sequence[Floats], weight: Floats) -> Floats:
        made = super().middle(members, weight)
        if any(line.shape == made.shape and (line == made).all() for line in members):
            return made
        plain = made.round(DIGITS)
        kept = plain[np.append(True, (plain[1:] != plain[:-1]).any(axis=1))]
        return kept if len(kept) > 1 else made


def _too_many(lines: Sequence[Polyline], around: Floats) -> bool:
    if len(lines) > MOST_TOGETHER:
        return True
    corners = np.array([min(len(line.points), FINE) for line in lines])
    return bool(((boxes.iou(around, around) > 0) @ (corners + PAIR)).sum() > MOST_COMPARED)


def _shape(line: Polyline) -> Floats:
    return np.array(line.points, dtype=np.float64)


def _said(line: Polyline) -> Mapping[str, str]:
    return line.attributes


def _standing(made: Floats, label: str, members: Sequence[tuple[float, Polyline]]) -> Polyline:
    agreed = agreed_attributes([(weight, one.attributes) for weight, one in members])
    points = tuple((float(x), float(y)) for x, y in made.tolist())
    return Polyline(id="g", label=label, points=points, attributes=agreed)
