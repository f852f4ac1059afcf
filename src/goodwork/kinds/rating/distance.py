"""How unlike two ratings are."""

from __future__ import annotations

from goodwork.kinds.rating.schema import RatingAnswer, RatingQuestion


def distance(question: RatingQuestion, a: RatingAnswer, b: RatingAnswer) -> float:
    """Steps between them, as a share of the scale."""
    return abs(a.value - b.value) / (question.high - question.low)
