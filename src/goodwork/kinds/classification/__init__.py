"""Classification: which of these labels fits?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.errors import Fault
from goodwork.kinds.classification import consensus as _consensus
from goodwork.kinds.classification import distance as _distance
from goodwork.kinds.classification import records as _records
from goodwork.kinds.classification import schema
from goodwork.kinds.classification.schema import ClassificationAnswer, ClassificationQuestion
from goodwork.kinds.contract import Kind


class _Classification:
    name = "classification"
    title = "Classification"
    question = ClassificationQuestion
    answer = ClassificationAnswer
    has_confidence = True
    question_faults = staticmethod(schema.question_faults)
    migrate = staticmethod(schema.migrate)
    distance = staticmethod(_distance.distance)
    consensus = staticmethod(_consensus.consensus)
    to_records = staticmethod(_records.to_records)
    from_records = staticmethod(_records.from_records)

    def faults(
        self, question: ClassificationQuestion, answer: ClassificationAnswer, parts: Sequence[Mapping[str, Any]]
    ) -> list[Fault]:
        return schema.answer_faults(question, answer)

    def classes(self, question: ClassificationQuestion) -> tuple[str, ...]:
        return () if question.multiple else question.ids

    def class_of(self, question: ClassificationQuestion, answer: ClassificationAnswer) -> str | None:
        return None if question.multiple else answer.labels[0]

    def says(self, question: ClassificationQuestion, answer: ClassificationAnswer) -> tuple[str, ...]:
        return answer.labels

    def conditions(self, question: ClassificationQuestion) -> tuple[str, ...]:
        return question.ids

    def shown(self, question: ClassificationQuestion, answer: ClassificationAnswer) -> str:
        names = {label.id: label.name for label in question.labels}
        return ", ".join(names.get(i, i) for i in answer.labels) or "none of them"


KIND: Kind = _Classification()
