"""What several texts together say: the one that is nearest to all others."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.text.distance import distance
from goodwork.kinds.text.schema import TextQuestion, TextQuestionAnswer
from goodwork.kinds.voting import mean_distance


def consensus(
    question: TextQuestion, given: Sequence[Given[TextQuestionAnswer]], skills: Skills
) -> Consensus[TextQuestionAnswer]:
    """The medoid; a person weighs by one over their expected distance from the truth, as in `quality.medoid`.

    Free text has no confidence: it settles on count.
    """
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))

    def cost(candidate: Given[TextQuestionAnswer]) -> tuple[float, str]:
        weighed = (
            distance(question, candidate.answer, g.answer) / max(1 - skills.accuracy.get(g.person, skills.prior), 0.01)
            for g in given
        )
        # Rounded and then by the text itself, so that a tie does not depend on who came first.
        return round(math.fsum(weighed), 12), candidate.answer.text

    return Consensus(min(given, key=cost).answer, None, unlike)
