"""Rating: how much, on this scale?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind
from goodwork.kinds.rating import consensus as _consensus
from goodwork.kinds.rating import distance as _distance
from goodwork.kinds.rating import records as _records
from goodwork.kinds.rating import schema
from goodwork.kinds.rating.schema import RatingAnswer, RatingQuestion
from goodwork.model.records import Rating


def _classes(question: RatingQuestion) -> tuple[str, ...]:
    return tuple(str(v) for v in question.levels)


def _class_of(question: RatingQuestion, answer: RatingAnswer) -> str | None:
    return str(answer.value)


def _says(question: RatingQuestion, answer: RatingAnswer) -> tuple[str, ...]:
    return (str(answer.value),)


def _conditions(question: RatingQuestion) -> tuple[str, ...]:
    return _classes(question)


def _shown(question: RatingQuestion, answer: RatingAnswer) -> str:
    return str(answer.value)


KIND = Kind(
    "rating",
    "Rating",
    RatingQuestion,
    RatingAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(Rating,),
    question_faults=schema.question_faults,
    classes=_classes,
    class_of=_class_of,
    says=_says,
    conditions=_conditions,
    is_ordered=True,
    is_in_bulk=True,
    tolerance=lambda question: question.tolerance,
)
