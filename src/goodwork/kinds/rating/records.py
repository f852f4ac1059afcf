"""Ratings to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.rating.schema import RatingAnswer, RatingQuestion
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Choice, Loss, Rating, Record, TextAnswer


def to_records(question: RatingQuestion, answer: RatingAnswer) -> list[Record]:
    """One Rating with its scale."""
    return [Rating(question.key, float(answer.value), float(question.low), float(question.high))]


def from_records(question: RatingQuestion, records: Sequence[Record]) -> tuple[RatingAnswer | None, list[Loss]]:
    """A whole number on the scale; the last one when there are several."""
    answer: RatingAnswer | None = None
    lost: list[Loss] = []
    for record in records:
        match record:
            case Rating(value=value):
                said = f"{value:g}"
            case TextAnswer(text=text):
                said = text.strip()
            case Choice(names=names):
                said = ", ".join(names)
            case _:
                lost.append(not_held(question, record))
                continue
        try:
            value = float(said)
        except ValueError:
            lost.append(Loss("", f"{said[:80]!r}", f"the question {question.key!r} takes a number"))
            continue
        if not value.is_integer() or not question.low <= value <= question.high:
            why = f"the question {question.key!r} takes whole numbers from {question.low} to {question.high}"
            lost.append(Loss("", f"rating {said}", why))
            continue
        if answer is not None:
            lost.append(Loss("", f"rating {answer.value}", "a later rating of the same item replaced it", "changed"))
        answer = RatingAnswer(value=int(value))
    return answer, lost
