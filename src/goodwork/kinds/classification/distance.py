"""How unlike two choices are."""

from __future__ import annotations

from goodwork.kinds.classification.schema import ClassificationAnswer, ClassificationQuestion


def distance(question: ClassificationQuestion, a: ClassificationAnswer, b: ClassificationAnswer) -> float:
    """0 for the same labels, 1 for none in common; in between the Jaccard distance of the two sets."""
    left, right = set(a.labels), set(b.labels)
    if left == right:
        return 0.0
    return 1.0 - len(left & right) / len(left | right)
