"""Spans to and from the neutral records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from goodwork.kinds.span_schema import MarkingQuestion, Span, SpanLabel
from goodwork.model import records


def span_records(question: MarkingQuestion, spans: Sequence[Span]) -> list[records.Record]:
    """Each span with names; an answer without spans is a choice that says so, else it would be no answer."""
    if not spans:
        return [records.nothing_found(question.key)]
    return [_record(question, span) for span in spans]


def _record(question: MarkingQuestion, span: Span) -> records.Span:
    label = question.label(span.label)
    said = {a.id: (a.name, {o.id: o.name for o in a.options}) for a in label.attributes} if label else {}
    named: list[tuple[str, str]] = []
    for key, value in span.attributes.items():
        name, options = said.get(key, (key, {}))
        named.append((name, options.get(value, value)))
    return records.Span(
        question.key,
        span.id,
        span.label,
        label.name if label else span.label,
        span.fragments,
        span.text,
        question.part,
        tuple(sorted(named)),
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
        said = _read_attributes(label, record.attributes, lost)
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


def _read_attributes(label: SpanLabel, said: Sequence[tuple[str, str]], lost: list[records.Loss]) -> Mapping[str, str]:
    read: dict[str, str] = {}
    for name, value in said:
        attribute = _of_name(label.attributes, name)
        if attribute is None:
            why = f"the label {label.name!r} has none of this name"
            lost.append(records.Loss("", f"the attribute {name!r}", why, "unasked"))
            continue
        option = _of_name(attribute.options, value)
        if attribute.options and option is None:
            lost.append(records.Loss("", f"{attribute.name!r} {value!r}", "it is none of the attribute's options"))
            continue
        read[attribute.id] = option.id if option else value
    return read


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


def of_id_or_name(things: Sequence[N], thing_id: str, name: str) -> N | None:
    """The thing of this id, else of this name in any case."""
    return next((one for one in things if one.id == thing_id), None) or _of_name(things, name)


def _of_name(things: Sequence[N], name: str) -> N | None:
    """The thing of this name to the letter, else of this id, else of this name in any case."""
    folded = name.strip().casefold()
    return (
        next((one for one in things if one.name == name), None)
        or next((one for one in things if one.id == name), None)
        or next((one for one in things if one.name.strip().casefold() == folded), None)
    )
