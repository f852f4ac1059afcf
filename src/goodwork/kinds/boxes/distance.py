"""How unlike two people's boxes are: 1 - soft F1, see `kinds.region_matching`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion
from goodwork.kinds.regional import Regional

if TYPE_CHECKING:
    from goodwork.kinds.boxes.schema import Box
    from goodwork.kinds.region_matching import Craft


def _craft(question: BoxesQuestion) -> Craft[Box]:
    from goodwork.kinds.boxes.craft import CRAFT

    return CRAFT


BOXES = Regional(
    regions=lambda answer: answer.boxes, answer=lambda boxes: BoxesAnswer(boxes=tuple(boxes)), craft=_craft
)
distance = BOXES.distance
