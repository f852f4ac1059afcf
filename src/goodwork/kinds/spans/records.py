"""Spans to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.span_records import is_nothing, read_spans, span_records
from goodwork.kinds.spans.schema import SpansAnswer, SpansQuestion
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Loss, Record, Span


def to_records(question: SpansQuestion, answer: SpansAnswer) -> list[Record]:
    """One Span each, with names; none at all is said, too."""
    return span_records(question, answer.spans)


def from_records(question: SpansQuestion, records: Sequence[Record]) -> tuple[SpansAnswer | None, list[Loss]]:
    """Labels, attributes and options found by id or by name; offsets and quotes as they are."""
    raw, _, lost = read_spans(question, [r for r in records if isinstance(r, Span)])
    said = any(is_nothing(question, r) for r in records)
    lost += [not_held(question, r) for r in records if not isinstance(r, Span) and not is_nothing(question, r)]
    if not raw and not said:
        return None, lost
    return SpansAnswer.model_validate({"spans": raw}), lost
