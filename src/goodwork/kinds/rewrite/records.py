"""Rewritten texts to and from the neutral records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodwork.kinds.rewrite.schema import RewriteAnswer, RewriteQuestion
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Loss, Record, TextAnswer


def to_records(question: RewriteQuestion, answer: RewriteAnswer) -> list[Record]:
    """The text, and the mark of what it was made from as ``key/source``."""
    records: list[Record] = [TextAnswer(question.key, answer.text)]
    if answer.source is not None:
        records.append(TextAnswer(f"{question.key}/source", answer.source))
    return records


def from_records(question: RewriteQuestion, records: Sequence[Record]) -> tuple[RewriteAnswer | None, list[Loss]]:
    """The last text; a mark that is none is reported."""
    text: str | None = None
    source: str | None = None
    lost: list[Loss] = []
    for record in records:
        match record:
            case TextAnswer(question=name, text=mark) if name.endswith("/source"):
                if re.fullmatch(r"[0-9]{1,9}-[0-9a-f]{8}", mark):
                    source = mark
                else:
                    lost.append(Loss("", f"the mark {mark[:40]!r}", "it is no mark of a text", "unasked"))
            case TextAnswer(text=written):
                if text is not None:
                    lost.append(Loss("", "an earlier text", "one answer holds one text; the last was kept", "changed"))
                text = written
            case _:
                lost.append(not_held(question, record))
    return (None if text is None else RewriteAnswer(text=text, source=source)), lost
