"""Spans: stretches of a text, each with a label."""

from __future__ import annotations

from collections.abc import Mapping

from goodwork.kinds.span_schema import MarkingAnswer, MarkingQuestion, migrated_spans


class SpansQuestion(MarkingQuestion):
    """Where in the text is what?"""

    kind: str = "spans"


class SpansAnswer(MarkingAnswer):
    """Spans in the order of the text; none: there is nothing to mark."""


def migrate(question: SpansQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Spans whose labels this version still has; None when none of them is left."""
    kept = migrated_spans(question, answer.get("spans"))
    return None if kept is None else {"spans": kept}
