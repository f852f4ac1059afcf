"""What the ratings of several people together say."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.rating.distance import distance
from goodwork.kinds.rating.schema import RatingAnswer, RatingQuestion
from goodwork.kinds.steps import median, stepwise
from goodwork.kinds.voting import honest, mean_distance


def consensus(
    question: RatingQuestion, given: Sequence[Given[RatingAnswer]], skills: Skills
) -> Consensus[RatingAnswer]:
    """The median of the posterior over the scale; confidence is its mass within the tolerance of that median."""
    levels = question.levels
    steps, votes = [str(v) for v in levels], [(g.person, str(g.answer.value)) for g in given]
    raw = stepwise(steps, votes, skills)
    p = honest(steps, votes, skills, raw)
    best = median(p)
    near = math.fsum(q for i, q in enumerate(p) if abs(i - best) <= question.tolerance)
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    return Consensus(RatingAnswer(value=levels[best]), min(near, 1.0), unlike, raw)
