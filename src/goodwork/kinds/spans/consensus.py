"""What several people's spans together say."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.marked_skills import in_one_order
from goodwork.kinds.span_consensus import spans_together
from goodwork.kinds.spans.distance import distance
from goodwork.kinds.spans.schema import SpansAnswer, SpansQuestion
from goodwork.kinds.voting import mean_distance


def consensus(question: SpansQuestion, given: Sequence[Given[SpansAnswer]], skills: Skills) -> Consensus[SpansAnswer]:
    """The spans that are more likely there than not, and the chance that all that was marked is judged right."""
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    verdict = spans_together(question, in_one_order(given), skills)
    return Consensus(SpansAnswer(spans=verdict.spans), verdict.confidence, unlike)
