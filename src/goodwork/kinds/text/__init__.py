"""Text: what would you write?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind
from goodwork.kinds.text import consensus as _consensus
from goodwork.kinds.text import distance as _distance
from goodwork.kinds.text import records as _records
from goodwork.kinds.text import schema
from goodwork.kinds.text.schema import TextQuestion, TextQuestionAnswer
from goodwork.model.records import TextAnswer


def _shown(question: TextQuestion, answer: TextQuestionAnswer) -> str:
    return answer.text


KIND = Kind(
    "text",
    "Text",
    TextQuestion,
    TextQuestionAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(TextAnswer,),
    question_faults=schema.question_faults,
    has_confidence=False,
    unmeasured="Two good texts may have no word in common, so nothing is estimated from how alike texts are.",
)
