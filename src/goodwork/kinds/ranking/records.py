"""Rankings to and from the neutral records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from goodwork.kinds.ranking.schema import RankingAnswer, RankingQuestion
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Choice, Loss, Ranking, Record, TextAnswer


def to_records(question: RankingQuestion, answer: RankingAnswer) -> list[Record]:
    """One Ranking."""
    return [Ranking(question.key, answer.groups, answer.shown)]


def from_records(question: RankingQuestion, records: Sequence[Record]) -> tuple[RankingAnswer | None, list[Loss]]:
    """A Ranking of exactly these outputs, a list of them from the best, or ``a > b = c``. The last of several."""
    answer: RankingAnswer | None = None
    lost: list[Loss] = []
    for record in records:
        shown: tuple[str, ...] = ()
        match record:
            case Ranking():
                groups, shown = record.groups, record.shown
            case Choice(labels=labels):
                groups = tuple((label,) for label in labels)
            case TextAnswer(text=text):
                groups = read_order(text)
            case _:
                lost.append(not_held(question, record))
                continue
        read = _fitting(question, groups, shown, lost)
        if read is None:
            continue
        if answer is not None:
            lost.append(Loss("", "an earlier ranking", "a later one of the same item replaced it", "changed"))
        answer = read
    return answer, lost


def read_order(text: str) -> tuple[tuple[str, ...], ...]:
    """A ranking as people write it in a cell.

    >>> read_order("b > a = c"), read_order("b, a, c")
    ((('b',), ('a', 'c')), (('b',), ('a',), ('c',)))
    """
    return tuple(
        tuple(name.strip() for name in group.split("=") if name.strip())
        for group in re.split(r"[>,]", text)
        if group.strip()
    )


def _fitting(
    question: RankingQuestion, groups: tuple[tuple[str, ...], ...], shown: tuple[str, ...], lost: list[Loss]
) -> RankingAnswer | None:
    said = " > ".join(" = ".join(group) for group in groups)[:200]
    if Counter(name for group in groups for name in group) != Counter(question.outputs):
        why = f"the question {question.key!r} ranks each of {', '.join(question.outputs)} once"
        lost.append(Loss("", f"the ranking {said!r}", why))
        return None
    if not question.ties and any(len(group) > 1 for group in groups):
        lost.append(Loss("", f"the ranking {said!r}", f"the question {question.key!r} takes no ties"))
        return None
    if shown and sorted(shown) != sorted(question.outputs):
        lost.append(Loss("", f"the order shown, {', '.join(shown)[:200]}", "it is not that of the outputs", "unasked"))
        shown = ()
    return RankingAnswer(groups=tuple(group for group in groups if group), shown=shown)
