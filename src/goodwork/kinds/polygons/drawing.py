"""An outline as arrays, and with as few points as comparing it takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from goodwork.geometry import polygons
from goodwork.geometry.outlines import Ring, with_fewer_points

FINE = 64
"""Points with which an outline is compared: of one with more, those are left out that lie nearest to its line."""

COARSEST = 1e6
"""Pixels beyond which no corner is left out."""


class Drawing(list[polygons.Polygon]):
    """The parts of an outline as somebody drew it."""

    @classmethod
    def of(cls, parts: Sequence[Sequence[Ring]]) -> Drawing:
        """From points as an answer has them."""
        return cls(
            polygons.Polygon(np.array(outer), tuple(np.array(hole) for hole in holes)) for outer, *holes in parts
        )

    @cached_property
    def plain(self) -> polygons.Shape:
        """Nearly the same with at most about `FINE` points; made once, for an outline is compared with many."""
        return with_few_points(self)


def with_few_points(shape: polygons.Shape) -> polygons.Shape:
    """Nearly the same with at most about `FINE` points."""
    if sum(len(ring) for part in shape for ring in part.rings) <= FINE:
        return shape
    slack = float((polygons.bounds(shape)[2:] - polygons.bounds(shape)[:2]).max()) / 1000
    made = shape
    while sum(len(ring) for part in made for ring in part.rings) > FINE and slack < COARSEST:
        made = [
            polygons.Polygon(
                with_fewer_points(part.outer, slack), tuple(with_fewer_points(hole, slack) for hole in part.holes)
            )
            for part in shape
        ]
        slack *= 2
    return made
