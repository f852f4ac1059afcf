"""How unlike two people's spans are."""

from __future__ import annotations

from goodwork.kinds.span_matching import spans_apart
from goodwork.kinds.spans.schema import SpansAnswer, SpansQuestion


def distance(question: SpansQuestion, a: SpansAnswer, b: SpansAnswer) -> float:
    """1 - soft F1 of the spans, matched at the greatest total likeness."""
    return spans_apart(a.spans, b.spans)
