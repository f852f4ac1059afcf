"""What several people's polygons together say: see `kinds.region_consensus`."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.marked_skills import in_one_order
from goodwork.kinds.polygons.distance import distance
from goodwork.kinds.polygons.schema import PolygonsAnswer, PolygonsQuestion
from goodwork.kinds.voting import mean_distance


def consensus(
    question: PolygonsQuestion, given: Sequence[Given[PolygonsAnswer]], skills: Skills
) -> Consensus[PolygonsAnswer]:
    """The polygons that are more likely there than not; its confidence is the chance that all of it is right."""
    from goodwork.kinds.polygons.craft import CRAFT
    from goodwork.kinds.region_consensus import agreed

    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    drawn = [(g.person, g.answer.polygons) for g in in_one_order(given)]
    kept, sure = agreed(question, CRAFT, drawn, skills)
    polygons = tuple(polygon.model_copy(update={"id": f"g{n}"}) for n, polygon in enumerate(kept))
    return Consensus(PolygonsAnswer(polygons=polygons), sure, unlike)


def learned(question: PolygonsQuestion, answers: Sequence[tuple[int, int, PolygonsAnswer]]) -> Skills:
    """What all answers (item, person, answer) say of the people, and of how polygons come about."""
    from goodwork.kinds.polygons.craft import CRAFT
    from goodwork.kinds.region_consensus import learned_of

    return learned_of(question, CRAFT, [(item, person, answer.polygons) for item, person, answer in answers])
