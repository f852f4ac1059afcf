"""Spans: where in the text is what?"""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.errors import Fault
from goodwork.kinds.contract import Kind, Skills, Slip
from goodwork.kinds.span_consensus import learned_of_spans
from goodwork.kinds.span_schema import marking_faults, marking_question_faults, spans_shown
from goodwork.kinds.span_slips import span_slips
from goodwork.kinds.spans import consensus as _consensus
from goodwork.kinds.spans import distance as _distance
from goodwork.kinds.spans import records as _records
from goodwork.kinds.spans import schema
from goodwork.kinds.spans.schema import SpansAnswer, SpansQuestion
from goodwork.model.items import NeededPart, Part, PartType
from goodwork.model.records import Span


def _faults(question: SpansQuestion, answer: SpansAnswer, parts: Sequence[Part]) -> list[Fault]:
    return marking_faults(question, answer.spans, parts)


def _says(question: SpansQuestion, answer: SpansAnswer) -> tuple[str, ...]:
    found = {span.label for span in answer.spans}
    return tuple(label for label in question.ids if label in found)


def _conditions(question: SpansQuestion) -> tuple[str, ...]:
    return question.ids


def _shown(question: SpansQuestion, answer: SpansAnswer) -> str:
    return spans_shown(question, answer.spans)


def _needs(question: SpansQuestion) -> tuple[NeededPart, ...]:
    return (NeededPart(question.part, (PartType.TEXT, PartType.CODE) if question.part else (PartType.TEXT,)),)


def _slips(question: SpansQuestion, mine: SpansAnswer, right: SpansAnswer) -> tuple[Slip, ...]:
    return tuple(span_slips(question, mine.spans, right.spans))


def _learned(question: SpansQuestion, answers: Sequence[tuple[int, int, SpansAnswer]]) -> Skills:
    return learned_of_spans(question, answers)


KIND = Kind(
    "spans",
    "Spans",
    SpansQuestion,
    SpansAnswer,
    faults=_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(Span,),
    needs=_needs,
    question_faults=marking_question_faults,
    says=_says,
    conditions=_conditions,
    slips=_slips,
    learned=_learned,
)
