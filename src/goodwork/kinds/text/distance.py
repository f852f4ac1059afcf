"""How unlike two texts are."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from goodwork.kinds.text.schema import TextQuestion, TextQuestionAnswer


def distance(question: TextQuestion, a: TextQuestionAnswer, b: TextQuestionAnswer) -> float:
    """Edits from one to the other over the length of the longer, in code points."""
    return Levenshtein.normalized_distance(a.text, b.text)
