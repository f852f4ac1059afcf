"""How unlike two comparisons are."""

from __future__ import annotations

from goodwork.kinds.pairwise.schema import NEITHER, STRENGTHS, PairwiseAnswer, PairwiseQuestion


def distance(question: PairwiseQuestion, a: PairwiseAnswer, b: PairwiseAnswer) -> float:
    """Half the steps between the two leanings, and a half more when only one of them says that both are bad.

    A leaning runs from -1, the first output of the question is much better, over 0, a tie, to 1; a preference
    without a strength counts as whole. So opposite preferences are 1 apart, a preference and a tie 1/2.
    """
    apart = abs(_leaning(question, a) - _leaning(question, b)) / 2
    return min(1.0, apart + (0.5 if (a.choice == NEITHER) != (b.choice == NEITHER) else 0.0))


def _leaning(question: PairwiseQuestion, answer: PairwiseAnswer) -> float:
    if answer.choice not in question.outputs:
        return 0.0
    size = 1.0 if answer.strength is None else (STRENGTHS.index(answer.strength) + 1) / len(STRENGTHS)
    return -size if answer.choice == question.outputs[0] else size
