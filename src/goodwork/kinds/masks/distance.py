"""How unlike two people's masks are: 1 - soft F1, see `kinds.region_matching`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwork.kinds.masks.schema import MasksAnswer, MasksQuestion
from goodwork.kinds.regional import Regional

if TYPE_CHECKING:
    from goodwork.kinds.masks.schema import Mask
    from goodwork.kinds.region_matching import Craft


def _craft(question: MasksQuestion) -> Craft[Mask]:
    from goodwork.kinds.masks.craft import craft_of

    return craft_of(question.least, question.overlap)


MASKS = Regional(
    regions=lambda answer: answer.masks,
    answer=lambda masks: MasksAnswer(masks=tuple(masks)),
    craft=_craft,
)
distance = MASKS.distance
