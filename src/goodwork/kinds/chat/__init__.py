"""Chat: what is this conversation worth?"""

from __future__ import annotations

from collections import Counter

from goodwork.kinds.chat import consensus as _consensus
from goodwork.kinds.chat import distance as _distance
from goodwork.kinds.chat import records as _records
from goodwork.kinds.chat import schema
from goodwork.kinds.chat.schema import ChatAnswer, ChatQuestion
from goodwork.kinds.contract import Kind
from goodwork.model.items import NeededPart, PartType


def _says(question: ChatQuestion, answer: ChatAnswer) -> tuple[str, ...]:
    """The labels that some turn has."""
    given = {label for said in answer.turns for label in said.labels}
    return tuple(label for label in _conditions(question) if label in given)


def _conditions(question: ChatQuestion) -> tuple[str, ...]:
    return question.turns.ids if question.turns else ()


def _shown(question: ChatQuestion, answer: ChatAnswer) -> str:
    counts = Counter(label for said in answer.turns for label in said.labels)
    labels = question.turns.labels if question.turns else ()
    words = [f"{counts[label.id]} × {label.name}" for label in labels if counts[label.id]]
    rewritten = sum(said.rewrite is not None for said in answer.turns)
    if rewritten:
        words.append(f"{rewritten} rewritten")
    if answer.whole is not None and question.whole is not None:
        words.append(f"{answer.whole} of {question.whole.high}")
    if answer.reply is not None:
        words.append("no preference" if answer.reply.chosen is None else f"prefers {answer.reply.chosen}")
    return " · ".join(words) or "nothing marked"


def _needs(question: ChatQuestion) -> tuple[NeededPart, ...]:
    looked_at = (NeededPart(question.part, (PartType.CONVERSATION,)),) if question.turns or question.part else ()
    return (*looked_at, *map(NeededPart, question.replies))


KIND = Kind(
    "chat",
    "Conversation",
    ChatQuestion,
    ChatAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    needs=_needs,
    question_faults=schema.question_faults,
    says=_says,
    conditions=_conditions,
)
