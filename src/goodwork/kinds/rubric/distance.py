"""How unlike two filled-in rubrics are."""

from __future__ import annotations

import math

from goodwork.kinds.rubric.schema import RubricAnswer, RubricQuestion


def distance(question: RubricQuestion, a: RubricAnswer, b: RubricAnswer) -> float:
    """The mean over the criteria of the steps between the two, as a share of each scale. Notes do not count."""
    apart = [
        abs(criterion.values.index(a.ratings[criterion.id]) - criterion.values.index(b.ratings[criterion.id]))
        / (len(criterion.levels) - 1)
        for criterion in question.criteria
    ]
    return math.fsum(apart) / len(apart)
