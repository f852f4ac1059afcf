"""What several rewritten texts together say: the one that is nearest to all others."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.rewrite.distance import between, distance
from goodwork.kinds.rewrite.schema import RewriteAnswer, RewriteQuestion
from goodwork.kinds.voting import mean_distance
from goodwork.kinds.writing import nearest


def consensus(
    question: RewriteQuestion, given: Sequence[Given[RewriteAnswer]], skills: Skills
) -> Consensus[RewriteAnswer]:
    """The medoid, people weighed by skill. A rewritten text has no confidence: it settles on count."""
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    texts = [(g.person, g.answer.text) for g in given]
    text = nearest(texts, skills, lambda a, b: between(question, a, b))
    marks = sorted({g.answer.source for g in given if g.answer.text == text and g.answer.source is not None})
    return Consensus(RewriteAnswer(text=text, source=marks[0] if marks else None), None, unlike)
