"""Pairwise: which of two outputs is better?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.errors import Fault
from goodwork.kinds.contract import Kind
from goodwork.kinds.pairwise import consensus as _consensus
from goodwork.kinds.pairwise import distance as _distance
from goodwork.kinds.pairwise import records as _records
from goodwork.kinds.pairwise import schema
from goodwork.kinds.pairwise.schema import NEITHER, TIE, PairwiseAnswer, PairwiseQuestion


class _Pairwise:
    name = "pairwise"
    title = "Comparison of two"
    question = PairwiseQuestion
    answer = PairwiseAnswer
    has_confidence = True
    question_faults = staticmethod(schema.question_faults)
    migrate = staticmethod(schema.migrate)
    distance = staticmethod(_distance.distance)
    consensus = staticmethod(_consensus.consensus)
    to_records = staticmethod(_records.to_records)
    from_records = staticmethod(_records.from_records)

    def faults(
        self, question: PairwiseQuestion, answer: PairwiseAnswer, parts: Sequence[Mapping[str, Any]]
    ) -> list[Fault]:
        return schema.answer_faults(question, answer, parts)

    def classes(self, question: PairwiseQuestion) -> tuple[str, ...]:
        return question.classes

    def class_of(self, question: PairwiseQuestion, answer: PairwiseAnswer) -> str | None:
        return answer.choice

    def says(self, question: PairwiseQuestion, answer: PairwiseAnswer) -> tuple[str, ...]:
        return (answer.choice,)

    def conditions(self, question: PairwiseQuestion) -> tuple[str, ...]:
        return question.classes

    def shown(self, question: PairwiseQuestion, answer: PairwiseAnswer) -> str:
        if answer.choice in (TIE, NEITHER):
            return "equally good" if answer.choice == TIE else "both bad"
        return f"{answer.choice}, {answer.strength} better" if answer.strength else f"{answer.choice} is better"


KIND: Kind = _Pairwise()
