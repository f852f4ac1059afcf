"""What several people's boxes together say: see `kinds.region_consensus`."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.boxes.distance import distance
from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion
from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.marked_skills import in_one_order
from goodwork.kinds.voting import mean_distance


def consensus(question: BoxesQuestion, given: Sequence[Given[BoxesAnswer]], skills: Skills) -> Consensus[BoxesAnswer]:
    """The boxes that are more likely there than not; its confidence is the chance that all of it is right."""
    from goodwork.kinds.boxes.craft import CRAFT
    from goodwork.kinds.region_consensus import agreed

    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    drawn = [(g.person, g.answer.boxes) for g in in_one_order(given)]
    kept, sure = agreed(question, CRAFT, drawn, skills)
    boxes = tuple(box.model_copy(update={"id": f"g{n}"}) for n, box in enumerate(kept))
    return Consensus(BoxesAnswer(boxes=boxes), sure, unlike)


def learned(question: BoxesQuestion, answers: Sequence[tuple[int, int, BoxesAnswer]]) -> Skills:
    """What all answers (item, person, answer) say of the people, and of how boxes come about."""
    from goodwork.kinds.boxes.craft import CRAFT
    from goodwork.kinds.region_consensus import learned_of

    return learned_of(question, CRAFT, [(item, person, answer.boxes) for item, person, answer in answers])
