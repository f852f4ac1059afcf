"""Classification: which of these labels fits?"""

from __future__ import annotations

from goodwork.kinds.classification import consensus as _consensus
from goodwork.kinds.classification import distance as _distance
from goodwork.kinds.classification import records as _records
from goodwork.kinds.classification import schema
from goodwork.kinds.classification.schema import ClassificationAnswer, ClassificationQuestion
from goodwork.kinds.contract import Kind
from goodwork.model.records import Choice


def _classes(question: ClassificationQuestion) -> tuple[str, ...]:
    return () if question.multiple else question.ids


def _class_of(question: ClassificationQuestion, answer: ClassificationAnswer) -> str | None:
    return None if question.multiple else answer.labels[0]


def _says(question: ClassificationQuestion, answer: ClassificationAnswer) -> tuple[str, ...]:
    return answer.labels


def _conditions(question: ClassificationQuestion) -> tuple[str, ...]:
    return question.ids


def _shown(question: ClassificationQuestion, answer: ClassificationAnswer) -> str:
    names = {label.id: label.name for label in question.labels}
    return ", ".join(names.get(i, i) for i in answer.labels) or "none of them"


def _has_several(question: ClassificationQuestion) -> bool:
    return question.multiple


def _label_names(question: ClassificationQuestion) -> dict[str, str]:
    return {label.id: label.name for label in question.labels}


KIND = Kind(
    "classification",
    "Classification",
    ClassificationQuestion,
    ClassificationAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(Choice,),
    question_faults=schema.question_faults,
    classes=_classes,
    class_of=_class_of,
    says=_says,
    conditions=_conditions,
    is_in_bulk=True,
    has_several=_has_several,
    label_names=_label_names,
)
