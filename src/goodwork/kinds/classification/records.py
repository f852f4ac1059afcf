"""Choices to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.classification.schema import ClassificationAnswer, ClassificationQuestion
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Choice, Loss, Rating, Record, TextAnswer, says_nothing_found


def to_records(question: ClassificationQuestion, answer: ClassificationAnswer) -> list[Record]:
    """One Choice with ids and names, in the form's order."""
    chosen = [label for label in question.labels if label.id in answer.labels]
    return [
        Choice(question.key, tuple(x.id for x in chosen), tuple(x.name for x in chosen), multiple=question.multiple)
    ]


def from_records(
    question: ClassificationQuestion, records: Sequence[Record]
) -> tuple[ClassificationAnswer | None, list[Loss]]:
    """Labels found by id, then by name (in any case); a single text or number that is a label's name counts too."""
    by_name = {label.name.strip().casefold(): label.id for label in question.labels}
    found: set[str] = set()
    lost: list[Loss] = []
    seen = False
    for record in records:
        if says_nothing_found(record, question.key):
            seen = True
            continue
        match record:
            case Choice(labels=ids, names=names):
                pairs = list(zip(ids, names, strict=True))
                seen = True
            case TextAnswer(text=text):
                pairs = [(text, text)]
            case Rating(value=value):
                pairs = [(f"{value:g}", f"{value:g}")]
            case _:
                lost.append(not_held(question, record))
                continue
        for label, name in pairs:
            hit = label if label in question.ids else by_name.get(name.strip().casefold())
            if hit is None:
                lost.append(Loss("", f"label {name!r}", f"the question {question.key!r} has no such label"))
            else:
                found.add(hit)
    chosen = tuple(i for i in question.ids if i in found)
    if question.multiple:
        return (ClassificationAnswer(labels=chosen) if chosen or (seen and not lost) else None), lost
    if len(chosen) > 1:
        lost.append(Loss("", f"labels {', '.join(chosen)}", f"the question {question.key!r} takes exactly one"))
    return (ClassificationAnswer(labels=chosen) if len(chosen) == 1 else None), lost
