"""How unlike two people's polygons are: 1 - soft F1, see `kinds.region_matching`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwork.kinds.polygons.schema import PolygonsAnswer, PolygonsQuestion
from goodwork.kinds.regional import Regional

if TYPE_CHECKING:
    from goodwork.kinds.polygons.schema import Polygon
    from goodwork.kinds.region_matching import Craft


def _craft(question: PolygonsQuestion) -> Craft[Polygon]:
    from goodwork.kinds.polygons.craft import CRAFT

    return CRAFT


POLYGONS = Regional(
    regions=lambda answer: answer.polygons,
    answer=lambda polygons: PolygonsAnswer(polygons=tuple(polygons)),
    craft=_craft,
)
distance = POLYGONS.distance
