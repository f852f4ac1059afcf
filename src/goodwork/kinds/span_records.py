"""Spans to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.kinds.attributes import named_attributes, of_id_or_name, read_attributes
from goodwork.kinds.span_schema import MarkingQuestion, Span
from goodwork.model import records


def span_records(question: MarkingQuestion, spans: Sequence[Span]) -> list[records.Record]:
    """Each span with names; an answer without spans is a choice that says so, else it would be no answer."""
    if not spans:
        return [records.nothing_found(question.key)]
    return [_record(question, span) for span in spans]


def _record(question: MarkingQuestion, span: Span) -> records.Span:
    label = question.label(span.label)
    return records.Span(
        question.key,
        span.id,
        span.label,
        label.name if label else span.label,
        span.fragments,
        span.text,
        question.part,
        named_attributes(label, span.attributes),
    )


def is_nothing(question: MarkingQuestion, record: records.Record) -> bool:
    """Whether a record says that there is nothing to mark."""
    return records.says_nothing_found(record, question.key)


def read_spans(
    question: MarkingQuestion, found: Sequence[records.Span]
) -> tuple[list[dict[str, Any]], dict[str, str], list[records.Loss]]:
    """Raw spans of an answer, what each id of a record has become, and what could not be taken."""
    raw: list[dict[str, Any]] = []
    ids: dict[str, str] = {}
    lost: list[records.Loss] = []
    places: dict[tuple[str, tuple[tuple[int, int], ...]], str] = {}
    for n, record in enumerate(found):
        if record.part is not None and question.part is not None and record.part != question.part:
            why = f"the question {question.key!r} looks at {question.part!r}"
            lost.append(records.Loss("", f"a span in {record.part!r}", why))
            continue
        label = of_id_or_name(question.labels, record.label, record.name)
        if label is None:
            why = f"the question {question.key!r} has no such label"
            lost.append(records.Loss("", f"a span of label {record.name!r}", why))
            continue
        there = places.get((label.id, record.fragments))
        if there is not None:
            ids[record.id] = there
            lost.append(
                records.Loss("", f"a second span {record.text!r} of label {label.name!r}", "one is there", "changed")
            )
            continue
        places[label.id, record.fragments] = ids[record.id] = f"r{n}"
        said = read_attributes(label, record.attributes, lost)
        raw.append(
            {
                "id": f"r{n}",
                "label": label.id,
                "fragments": [list(f) for f in record.fragments],
                "text": record.text,
                "attributes": said,
            }
        )
    return raw, ids, lost
