"""What the comparisons of several people together say."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.outputs import shown_alike
from goodwork.kinds.pairwise.distance import distance
from goodwork.kinds.pairwise.schema import STRENGTHS, PairwiseAnswer, PairwiseQuestion, Strength
from goodwork.kinds.voting import honest, mean_distance, posterior


def consensus(
    question: PairwiseQuestion, given: Sequence[Given[PairwiseAnswer]], skills: Skills
) -> Consensus[PairwiseAnswer]:
    """The most probable choice by Bayes' rule; its strength is the weighted median of those who made that choice."""
    votes = [(g.person, g.answer.choice) for g in given]
    raw = posterior(question.classes, votes, skills)
    p = honest(question.classes, votes, skills, raw)
    best = max(range(len(p)), key=lambda i: p[i])
    choice = question.classes[best]
    answer = PairwiseAnswer(
        choice=choice,
        strength=_strength(question, choice, given, skills),
        shown=shown_alike([g.answer.shown for g in given]),
    )
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    return Consensus(answer, min(p[best], 1.0), unlike, raw)


def _strength(
    question: PairwiseQuestion, choice: str, given: Sequence[Given[PairwiseAnswer]], skills: Skills
) -> Strength | None:
    if choice not in question.outputs or question.strength == "no":
        return None
    said = sorted(
        (STRENGTHS.index(g.answer.strength), skills.accuracy.get(g.person, skills.prior))
        for g in given
        if g.answer.choice == choice and g.answer.strength is not None
    )
    if not said:
        # Nobody who made this choice said how much better, so the least is said where something must be.
        return STRENGTHS[0] if question.strength == "required" else None
    half = math.fsum(weight for _, weight in said) / 2
    reached = 0.0
    for step, weight in said:
        reached += weight
        if reached >= half - 1e-12:
            return STRENGTHS[step]
    return STRENGTHS[said[-1][0]]
