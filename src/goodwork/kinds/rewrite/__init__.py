"""Rewrite: how should this text read?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind
from goodwork.kinds.rewrite import consensus as _consensus
from goodwork.kinds.rewrite import distance as _distance
from goodwork.kinds.rewrite import records as _records
from goodwork.kinds.rewrite import schema
from goodwork.kinds.rewrite.schema import RewriteAnswer, RewriteQuestion
from goodwork.model.items import NeededPart, PartType
from goodwork.model.records import TextAnswer

_SHOWN = 200
"""Characters that stand for a long text in a list."""


def _shown(question: RewriteQuestion, answer: RewriteAnswer) -> str:
    return answer.text if len(answer.text) <= _SHOWN else answer.text[: _SHOWN - 1] + "…"


def _needs(question: RewriteQuestion) -> tuple[NeededPart, ...]:
    return (NeededPart(question.part, (PartType.TEXT, PartType.CODE)),)


KIND = Kind(
    "rewrite",
    "Rewrite",
    RewriteQuestion,
    RewriteAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(TextAnswer,),
    needs=_needs,
    question_faults=schema.question_faults,
    has_confidence=False,
    unmeasured="Two good texts may have no word in common, so nothing is estimated from how alike texts are.",
)
