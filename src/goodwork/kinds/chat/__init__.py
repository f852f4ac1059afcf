"""Chat: what is this conversation worth?"""

from __future__ import annotations

from collections import Counter

from goodwork.kinds.chat import consensus as _consensus
from goodwork.kinds.chat import distance as _distance
from goodwork.kinds.chat import records as _records
from goodwork.kinds.chat import schema
from goodwork.kinds.chat.schema import ChatAnswer, ChatQuestion
from goodwork.kinds.contract import Kind, Slip
from goodwork.model.items import NeededPart, PartType
from goodwork.model.records import Choice, Preference, Rating, TextAnswer


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


def _slips(question: ChatQuestion, mine: ChatAnswer, right: ChatAnswer) -> tuple[Slip, ...]:
    """Labels of turns, the whole conversation too high or too low, another reply."""
    found: list[Slip] = []
    names = {label.id: label.name for label in question.turns.labels} if question.turns else {}
    said = {turn.turn: turn.labels for turn in mine.turns}
    known = {turn.turn: turn.labels for turn in right.turns}
    for at in sorted(said.keys() | known.keys()):
        extra = [name for name in said.get(at, ()) if name not in known.get(at, ())]
        missed = [name for name in known.get(at, ()) if name not in said.get(at, ())]
        if len(extra) == len(missed) == 1:
            found.append(Slip("instead", names.get(extra[0], extra[0]), names.get(missed[0], missed[0])))
            continue
        found += [Slip("extra", names.get(name, name)) for name in extra]
        found += [Slip("missed", right=names.get(name, name)) for name in missed]
    if mine.whole is not None and right.whole is not None and mine.whole != right.whole:
        found.append(Slip("higher" if mine.whole > right.whole else "lower", question.title))
    if mine.reply != right.reply and mine.reply is not None and right.reply is not None:
        found.append(Slip("instead", mine.reply.chosen or "no preference", right.reply.chosen or "no preference"))
    return tuple(found)


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
    records=(
        Choice,
        Rating,
        TextAnswer,
        Preference,
    ),
    needs=_needs,
    question_faults=schema.question_faults,
    says=_says,
    conditions=_conditions,
    slips=_slips,
)
