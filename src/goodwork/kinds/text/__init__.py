"""Text: what would you write?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.errors import Fault
from goodwork.kinds.contract import Kind
from goodwork.kinds.text import consensus as _consensus
from goodwork.kinds.text import distance as _distance
from goodwork.kinds.text import records as _records
from goodwork.kinds.text import schema
from goodwork.kinds.text.schema import TextQuestion, TextQuestionAnswer


class _Text:
    name = "text"
    title = "Text"
    question = TextQuestion
    answer = TextQuestionAnswer
    has_confidence = False
    question_faults = staticmethod(schema.question_faults)
    migrate = staticmethod(schema.migrate)
    distance = staticmethod(_distance.distance)
    consensus = staticmethod(_consensus.consensus)
    to_records = staticmethod(_records.to_records)
    from_records = staticmethod(_records.from_records)

    def faults(
        self, question: TextQuestion, answer: TextQuestionAnswer, parts: Sequence[Mapping[str, Any]]
    ) -> list[Fault]:
        return schema.answer_faults(question, answer)

    def classes(self, question: TextQuestion) -> tuple[str, ...]:
        return ()

    def class_of(self, question: TextQuestion, answer: TextQuestionAnswer) -> str | None:
        return None

    def says(self, question: TextQuestion, answer: TextQuestionAnswer) -> tuple[str, ...]:
        return ()

    def conditions(self, question: TextQuestion) -> tuple[str, ...]:
        return ()

    def shown(self, question: TextQuestion, answer: TextQuestionAnswer) -> str:
        return answer.text


KIND: Kind = _Text()
