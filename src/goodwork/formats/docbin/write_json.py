"""spaCy's JSON: a line for each Doc, as ``Doc.to_json`` gives it and ``Doc.from_json`` takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from goodwork.formats import json_values
from goodwork.formats.docbin.layout import GROUP, tokens_of
from goodwork.formats.documents import (
    Document,
    answer_of,
    is_nothing_marked,
    lose_beside,
    lose_records,
    lose_unanswered,
    marked,
)  # fmt: skip
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.tokens import apart, divided, words
from goodwork.model.records import Choice, Record, Span

_WHY_ONE = "a Doc holds one answer"
_WHY_PLACE = "the JSON of a Doc has no place for it"


def write_json(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``: text, tokens, ``ents`` and ``cats``.

    Where spans overlap, all are in the span group ``sc`` and the longest are entities too. Where the answer is not
    about spans, ``ents`` is missing, as spaCy has it; an item that nobody answered is left out. Categories are those
    that were chosen: which others there were is not known of a line.
    """
    yield OutFile("items.jsonl", portions(_line(document, report) for document in documents))


def _line(document: Document, report: Report) -> bytes:
    part = document.text
    records = answer_of(document, report, why=_WHY_ONE)
    if part is None or not part["text"].strip():
        report.lose(document.name, "the whole item", "it has no text")
        return b""
    if records is None:
        lose_unanswered(report)
        return b""
    lose_beside(document, report, frozenset({part["name"], "tokens"}), _WHY_PLACE)
    text: str = part["text"]
    spans: list[Span] = []
    choices: list[Choice] = []
    other: list[Record] = []
    for record in records:
        match record:
            case Span() if record.part in (None, part["name"]):
                spans.append(record)
            case Choice():
                choices += [] if is_nothing_marked(record) else [record]
            case _:
                other.append(record)
    lose_records(document, other, report, _WHY_PLACE)
    for choice in choices:
        if not choice.names:
            why = "a line names the labels that were chosen only"
            report.lose(document.name, f"that no label of {choice.question!r} was chosen", why)
    choices = [choice for choice in choices if choice.names]
    if not choices and not marked(records):
        report.lose("", "an item whose answer is neither spans nor labels", "a training file has no word for not asked")
        return b""
    line: dict[str, Any] = {"text": text}
    sorted_out = apart(spans)
    lose_records(document, sorted_out.discontinuous, report, "it is in pieces, and a span of spaCy is whole")
    whole = sorted_out.kept + sorted_out.overlapping
    found, cuts = divided(words(text), (border for span in whole for border in span.fragments[0]))
    if cuts:
        why = "a span begins or ends within it, and spans of spaCy are whole tokens"
        report.change(document.name, "a word that was divided", why, len(cuts))
    if marked(records):
        line["ents"] = [_span(span, document, report) for span in sorted_out.kept]
    if sorted_out.overlapping:
        why = f"entities of a Doc can't overlap: all spans are in doc.spans[{GROUP!r}]"
        report.change(document.name, "overlapping spans", why, len(sorted_out.overlapping))
        ordered = sorted(whole, key=lambda span: span.fragments[0])
        line["spans"] = {GROUP: [{**_span(span, document, None), "kb_id": ""} for span in ordered]}
    several = len({choice.question for choice in choices}) > 1
    if choices:
        line["cats"] = {name: 1.0 for choice in choices for name in _names(choice, document, several, report)}
    tokens, _ = tokens_of(text, found, [span.fragments[0] for span in whole])
    line["tokens"] = [{"id": n, "start": start, "end": end} for n, (start, end) in enumerate(tokens)]
    report.keep("items")
    report.keep("annotations", len(whole) + len(choices))
    return json_values.write(line) + b"\n"


def _span(span: Span, document: Document, report: Report | None) -> dict[str, Any]:
    if span.attributes and report is not None:
        names = ", ".join(name for name, _ in span.attributes)
        report.lose(document.name, f"attributes of a span: {names}", "a span there has a label only")
    start, end = span.fragments[0]
    return {"start": start, "end": end, "label": span.name}


def _names(choice: Choice, document: Document, several: bool, report: Report) -> list[str]:
    if several:
        why = "a Doc has one list of categories"
        report.change(document.name, f"labels of {choice.question!r}, which begin with its name", why)
    return [f"{choice.question}/{name}" if several else name for name in choice.names]
