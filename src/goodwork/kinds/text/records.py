"""Texts to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.text.schema import TextQuestion, TextQuestionAnswer
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Choice, Loss, Rating, Record, TextAnswer, says_nothing_found


def to_records(question: TextQuestion, answer: TextQuestionAnswer) -> list[Record]:
    """One text, to the code point."""
    return [TextAnswer(question.key, answer.text)]


def from_records(question: TextQuestion, records: Sequence[Record]) -> tuple[TextQuestionAnswer | None, list[Loss]]:
    """Several texts become one, with a line break between them; choices and numbers become their words."""
    texts: list[str] = []
    lost: list[Loss] = []
    for record in records:
        match record:
            case TextAnswer(text=text):
                texts.append(text)
            case Rating(value=value):
                texts.append(f"{value:g}")
            case Choice(names=names) if not says_nothing_found(record, question.key):
                texts.append(", ".join(names))
            case _:
                lost.append(not_held(question, record))
    if not texts:
        return None, lost
    if len(texts) > 1:
        lost.append(Loss("", "the bounds between several texts", "one answer holds one text", "changed"))
    return TextQuestionAnswer(text="\n".join(texts)), lost
