"""Rewrite: how should this text read?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind
from goodwork.kinds.rewrite import consensus as _consensus
from goodwork.kinds.rewrite import distance as _distance
from goodwork.kinds.rewrite import records as _records
from goodwork.kinds.rewrite import schema
from goodwork.kinds.rewrite.schema import RewriteAnswer, RewriteQuestion

_SHOWN = 200
"""Characters that stand for a long text in a list."""


class _Rewrite:
    name = "rewrite"
    title = "Rewrite"
    question = RewriteQuestion
    answer = RewriteAnswer
    has_confidence = False
    question_faults = staticmethod(schema.question_faults)
    faults = staticmethod(schema.answer_faults)
    migrate = staticmethod(schema.migrate)
    distance = staticmethod(_distance.distance)
    consensus = staticmethod(_consensus.consensus)
    to_records = staticmethod(_records.to_records)
    from_records = staticmethod(_records.from_records)

    def classes(self, question: RewriteQuestion) -> tuple[str, ...]:
        return ()

    def class_of(self, question: RewriteQuestion, answer: RewriteAnswer) -> str | None:
        return None

    def says(self, question: RewriteQuestion, answer: RewriteAnswer) -> tuple[str, ...]:
        return ()

    def conditions(self, question: RewriteQuestion) -> tuple[str, ...]:
        return ()

    def shown(self, question: RewriteQuestion, answer: RewriteAnswer) -> str:
        return answer.text if len(answer.text) <= _SHOWN else answer.text[: _SHOWN - 1] + "…"


KIND: Kind = _Rewrite()
