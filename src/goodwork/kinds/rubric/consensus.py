"""What the rubrics that several people filled in together say."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.rubric.distance import distance
from goodwork.kinds.rubric.schema import RubricAnswer, RubricQuestion
from goodwork.kinds.steps import median, stepwise
from goodwork.kinds.voting import mean_distance


def consensus(
    question: RubricQuestion, given: Sequence[Given[RubricAnswer]], skills: Skills
) -> Consensus[RubricAnswer]:
    """Each criterion by its own votes: the median of its posterior. The confidence is the least sure criterion's.

    So it does not say that the whole rubric is right, which is less probable; it says that no single step of it is
    less sure than this. A note stays where everybody wrote the same.
    """
    ratings: dict[str, int] = {}
    sure: list[float] = []
    for criterion in question.criteria:
        votes = [(g.person, str(g.answer.ratings[criterion.id])) for g in given]
        p = stepwise([str(v) for v in criterion.values], votes, skills)
        best = median(p)
        ratings[criterion.id] = criterion.values[best]
        near = math.fsum(q for i, q in enumerate(p) if abs(i - best) <= question.tolerance)
        sure.append(min(near, 1.0))
    notes = {
        name: note
        for name in question.ids
        if (note := given[0].answer.notes.get(name)) is not None
        and all(g.answer.notes.get(name) == note for g in given)
    }
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    return Consensus(RubricAnswer(ratings=ratings, notes=notes), min(sure), unlike)
