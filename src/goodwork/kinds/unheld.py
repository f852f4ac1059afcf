"""Records that a kind has no place for, as they stand in a report of losses."""

from __future__ import annotations

import re

from goodwork.kinds.contract import Question
from goodwork.model.records import Loss, Record


def not_held(question: Question, record: Record) -> Loss:
    """The loss of a record whose sort this kind of question does not know.

    >>> from goodwork.model.records import Comment
    >>> not_held(Question(key="mood", kind="rating", title="?"), Comment("mood", "code", 1, 2, "why")).what
    'a comment'
    """
    sort = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(record).__name__).lower()
    return Loss("", f"a {sort}", f"the question {question.key!r} is of the kind {question.kind}, which holds none")
