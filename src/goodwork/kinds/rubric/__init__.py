"""Rubric: how good is it, criterion by criterion?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.errors import Fault
from goodwork.kinds.contract import Kind
from goodwork.kinds.rubric import consensus as _consensus
from goodwork.kinds.rubric import distance as _distance
from goodwork.kinds.rubric import records as _records
from goodwork.kinds.rubric import schema
from goodwork.kinds.rubric.schema import RubricAnswer, RubricQuestion


class _Rubric:
    name = "rubric"
    title = "Rubric"
    question = RubricQuestion
    answer = RubricAnswer
    has_confidence = True
    question_faults = staticmethod(schema.question_faults)
    migrate = staticmethod(schema.migrate)
    distance = staticmethod(_distance.distance)
    consensus = staticmethod(_consensus.consensus)
    to_records = staticmethod(_records.to_records)
    from_records = staticmethod(_records.from_records)

    def faults(self, question: RubricQuestion, answer: RubricAnswer, parts: Sequence[Mapping[str, Any]]) -> list[Fault]:
        return schema.answer_faults(question, answer)

    def classes(self, question: RubricQuestion) -> tuple[str, ...]:
        return ()

    def class_of(self, question: RubricQuestion, answer: RubricAnswer) -> str | None:
        return None

    def says(self, question: RubricQuestion, answer: RubricAnswer) -> tuple[str, ...]:
        return tuple(f"{name}/{answer.ratings[name]}" for name in question.ids if name in answer.ratings)

    def conditions(self, question: RubricQuestion) -> tuple[str, ...]:
        return tuple(f"{criterion.id}/{value}" for criterion in question.criteria for value in criterion.values)

    def shown(self, question: RubricQuestion, answer: RubricAnswer) -> str:
        return ", ".join(
            f"{criterion.name}: {level.name}"
            for criterion in question.criteria
            for level in criterion.levels
            if level.value == answer.ratings.get(criterion.id)
        )


KIND: Kind = _Rubric()
