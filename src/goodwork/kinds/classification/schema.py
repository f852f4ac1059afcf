"""Classification: one label or several from a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field, field_validator

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.labels import Label, label_faults, labels_in_full
from goodwork.model.items import Part
from goodwork.model.json import texts


class ClassificationQuestion(Question):
    """Which of these labels fits?"""

    kind: str = "classification"
    multiple: bool = Field(default=False, description="Whether several labels may fit, or none.")
    labels: Annotated[tuple[Label, ...], Field(min_length=2, max_length=500)]

    @field_validator("labels", mode="before")
    @classmethod
    def _from_names(cls, value: Any) -> Any:
        return labels_in_full(value)

    @property
    def ids(self) -> tuple[str, ...]:
        """The labels' ids, in order."""
        return tuple(label.id for label in self.labels)


class ClassificationAnswer(Answer):
    """Label ids, in the order of the question; exactly one unless the question takes several."""

    labels: tuple[str, ...] = Field(max_length=500)


def question_faults(question: ClassificationQuestion) -> list[Fault]:
    """Doubled ids, names and keys."""
    return label_faults(f"{question.key}.labels", question.labels)


def answer_faults(question: ClassificationQuestion, answer: ClassificationAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Unknown or doubled labels, too many or none where one is asked for."""
    faults = [
        Fault(question.key, f"There is no label {label!r} in this question; it has {', '.join(question.ids[:20])}.")
        for label in answer.labels
        if label not in question.ids
    ]
    if len(set(answer.labels)) != len(answer.labels):
        faults.append(Fault(question.key, "A label is there twice."))
    if not question.multiple and len(answer.labels) != 1:
        faults.append(Fault(question.key, f"Choose exactly one label, not {len(answer.labels)}."))
    return faults


def migrate(question: ClassificationQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Labels that this version still has; None when one label was asked for and it is gone."""
    labels = [label for label in texts(answer.get("labels")) if label in question.ids]
    if not question.multiple and len(labels) != 1:
        return None
    return {"labels": labels}
