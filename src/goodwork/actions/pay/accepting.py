"""Which answers a review does not accept, where a project pays for what is accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.judging.item import GivenAnswers, hear
from goodwork.judging.told import answered_otherwise
from goodwork.kinds.contract import Question
from goodwork.store.database import Transaction
from goodwork.store.pay import ledger
from goodwork.store.queue.annotations import AnnotationRow

Answers = Mapping[str, Mapping[str, Any]]


async def judge_by_review(
    t: Transaction,
    item: int,
    form: Sequence[Question],
    version: int,
    decided: Answers,
    rows: Sequence[AnnotationRow],
    given: Mapping[int, Answers],
) -> None:
    """Note who answered a locked item otherwise than its newest review says; before it is settled by it.

    A person decides it, with a reason that those people read and may appeal: a program never turns an answer down.
    Answers by an earlier guideline are not judged by this one.
    """
    answered = [GivenAnswers(row.person_id, row.form_version, given[row.id]) for row in rows if not row.earlier]
    (right,) = hear(form, version, [GivenAnswers(0, version, decided)])
    await ledger.judge(t, item, answered_otherwise(form, right, hear(form, version, answered)))
