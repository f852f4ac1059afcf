"""Spans: where in the text is what?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.errors import Fault
from goodwork.kinds.contract import Kind
from goodwork.kinds.span_schema import marking_faults, marking_question_faults, spans_shown
from goodwork.kinds.spans import consensus as _consensus
from goodwork.kinds.spans import distance as _distance
from goodwork.kinds.spans import records as _records
from goodwork.kinds.spans import schema
from goodwork.kinds.spans.schema import SpansAnswer, SpansQuestion


class _Spans:
    name = "spans"
    title = "Spans"
    question = SpansQuestion
    answer = SpansAnswer
    has_confidence = True
    question_faults = staticmethod(marking_question_faults)
    migrate = staticmethod(schema.migrate)
    distance = staticmethod(_distance.distance)
    consensus = staticmethod(_consensus.consensus)
    to_records = staticmethod(_records.to_records)
    from_records = staticmethod(_records.from_records)

    def faults(self, question: SpansQuestion, answer: SpansAnswer, parts: Sequence[Mapping[str, Any]]) -> list[Fault]:
        return marking_faults(question, answer.spans, parts)

    def classes(self, question: SpansQuestion) -> tuple[str, ...]:
        return ()

    def class_of(self, question: SpansQuestion, answer: SpansAnswer) -> str | None:
        return None

    def says(self, question: SpansQuestion, answer: SpansAnswer) -> tuple[str, ...]:
        found = {span.label for span in answer.spans}
        return tuple(label for label in question.ids if label in found)

    def conditions(self, question: SpansQuestion) -> tuple[str, ...]:
        return question.ids

    def shown(self, question: SpansQuestion, answer: SpansAnswer) -> str:
        return spans_shown(question, answer.spans)


KIND: Kind = _Spans()
