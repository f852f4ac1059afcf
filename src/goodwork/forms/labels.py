"""The labels of a form's questions, by the names that people read."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.contract import Question
from goodwork.kinds.labels import Label


def label_names(form: Sequence[Question]) -> dict[tuple[str, str], str]:
    """Question key and label id -> name, of all questions that have labels."""
    return {
        (question.key, label.id): label.name
        for question in form
        for label in getattr(question, "labels", ())
        if isinstance(label, Label)
    }
