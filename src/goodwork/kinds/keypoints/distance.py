"""How unlike two people's keypoints are: 1 - soft F1, see `kinds.region_matching`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwork.kinds.keypoints.schema import KeypointsAnswer, KeypointsQuestion
from goodwork.kinds.regional import Regional

if TYPE_CHECKING:
    from goodwork.kinds.keypoints.schema import Skeleton
    from goodwork.kinds.region_matching import Craft


def _craft(question: KeypointsQuestion) -> Craft[Skeleton]:
    from goodwork.kinds.keypoints.craft import craft_of

    return craft_of(question.point_ids, question.least)


KEYPOINTS = Regional(
    regions=lambda answer: answer.keypoints,
    answer=lambda keypoints: KeypointsAnswer(keypoints=tuple(keypoints)),
    craft=_craft,
)
distance = KEYPOINTS.distance
