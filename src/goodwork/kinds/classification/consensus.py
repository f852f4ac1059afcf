"""What the choices of several people together say."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodwork.kinds.classification.distance import distance
from goodwork.kinds.classification.schema import ClassificationAnswer, ClassificationQuestion
from goodwork.kinds.contract import BELONGS, Consensus, Given, Skills
from goodwork.kinds.voting import honest, mean_distance, posterior


def consensus(
    question: ClassificationQuestion, given: Sequence[Given[ClassificationAnswer]], skills: Skills
) -> Consensus[ClassificationAnswer]:
    """One label: the most probable class. Several: each label by its own votes, and confidence that all are right."""
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    if not question.multiple:
        votes = [(g.person, g.answer.labels[0]) for g in given]
        raw = posterior(question.ids, votes, skills)
        p = honest(question.ids, votes, skills, raw)
        best = max(range(len(p)), key=lambda i: p[i])
        return Consensus(ClassificationAnswer(labels=(question.ids[best],)), min(p[best], 1.0), unlike, raw)
    # A label is a question of its own: yes or no. Until people's skill at it is known, their accuracy has to do.
    coins = Skills(accuracy=skills.accuracy, prior=skills.prior)
    belongs: list[float] = []
    for label in question.ids:
        votes = [(g.person, BELONGS[label in g.answer.labels]) for g in given]
        belongs.append(posterior(BELONGS, votes, skills.labels.get(label, coins))[1])
    chosen = tuple(label for label, p in zip(question.ids, belongs, strict=True) if p > 0.5)
    sure = math.exp(math.fsum(math.log(max(p, 1 - p)) for p in belongs))
    return Consensus(ClassificationAnswer(labels=chosen), sure, unlike, marginals=tuple(belongs))
