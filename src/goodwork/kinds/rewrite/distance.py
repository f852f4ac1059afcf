"""How unlike two rewritten texts are."""

from __future__ import annotations

from goodwork.kinds.rewrite.schema import RewriteAnswer, RewriteQuestion
from goodwork.kinds.writing import edits


def distance(question: RewriteQuestion, a: RewriteAnswer, b: RewriteAnswer) -> float:
    """By edits over the longer one's length, or one less chrF, as the question says."""
    return between(question, a.text, b.text)


def between(question: RewriteQuestion, a: str, b: str) -> float:
    """The distance of two bare texts."""
    if question.compare == "edits":
        return edits(a, b)
    if a == b:
        return 0.0
    # Compiled kernels: loaded only where texts are compared, which no web process does.
    from goodwork.quality.text_distance import chrf_distance

    # Symmetric but for the last digit, which the smaller of the two first makes the same.
    return min(max(chrf_distance(min(a, b), max(a, b)), 0.0), 1.0)
