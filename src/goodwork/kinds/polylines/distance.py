"""How unlike two people's polylines are: 1 - soft F1, see `kinds.region_matching`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwork.kinds.polylines.schema import PolylinesAnswer, PolylinesQuestion
from goodwork.kinds.regional import Regional

if TYPE_CHECKING:
    from goodwork.kinds.polylines.schema import Polyline
    from goodwork.kinds.region_matching import Craft


def _craft(question: PolylinesQuestion) -> Craft[Polyline]:
    from goodwork.kinds.polylines.craft import craft_of

    return craft_of(question.reach, directed=question.directed)


POLYLINES = Regional(
    regions=lambda answer: answer.polylines,
    answer=lambda polylines: PolylinesAnswer(polylines=tuple(polylines)),
    craft=_craft,
)
distance = POLYLINES.distance
