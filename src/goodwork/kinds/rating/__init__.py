"""Rating: how much, on this scale?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.errors import Fault
from goodwork.kinds.contract import Kind
from goodwork.kinds.rating import consensus as _consensus
from goodwork.kinds.rating import distance as _distance
from goodwork.kinds.rating import records as _records
from goodwork.kinds.rating import schema
from goodwork.kinds.rating.schema import RatingAnswer, RatingQuestion


class _Rating:
    name = "rating"
    title = "Rating"
    question = RatingQuestion
    answer = RatingAnswer
    has_confidence = True
    question_faults = staticmethod(schema.question_faults)
    migrate = staticmethod(schema.migrate)
    distance = staticmethod(_distance.distance)
    consensus = staticmethod(_consensus.consensus)
    to_records = staticmethod(_records.to_records)
    from_records = staticmethod(_records.from_records)

    def faults(self, question: RatingQuestion, answer: RatingAnswer, parts: Sequence[Mapping[str, Any]]) -> list[Fault]:
        return schema.answer_faults(question, answer)

    def classes(self, question: RatingQuestion) -> tuple[str, ...]:
        return tuple(str(v) for v in question.levels)

    def class_of(self, question: RatingQuestion, answer: RatingAnswer) -> str | None:
        return str(answer.value)

    def says(self, question: RatingQuestion, answer: RatingAnswer) -> tuple[str, ...]:
        return (str(answer.value),)

    def conditions(self, question: RatingQuestion) -> tuple[str, ...]:
        return self.classes(question)

    def shown(self, question: RatingQuestion, answer: RatingAnswer) -> str:
        return str(answer.value)


KIND: Kind = _Rating()
