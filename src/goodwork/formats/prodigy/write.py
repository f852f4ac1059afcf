"""Prodigy's tasks: one for each answer, with the words of the text and the options that were chosen in the file."""

from __future__ import annotations

import tempfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from goodwork.formats.documents import (
    Document,
    is_nothing_marked,
    lose_beside,
    lose_records,
    lose_unanswered,
    shown_record,
)  # fmt: skip
from goodwork.formats.json_values import parse, write
from goodwork.formats.portions import portions
from goodwork.formats.prodigy.tasks import LABEL
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, Said
from goodwork.formats.tokens import Stretch, apart, divided, words
from goodwork.model.records import Choice, Record, Relation, Span

_RESERVED = frozenset({
    "text", "spans", "tokens", "relations", "label", "options", "accept", "answer", "config", "_view_id",
    "_annotator_id", "_session_id", "versions", "view_id", "html", "image", "user_input", "field_id", "id",
})  # fmt: skip
_IN_MEMORY = 16 << 20
_SETTLED = ("gold", "consensus")


def write_prodigy(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``: accepted and ignored tasks. An item that nobody answered is left out, since Prodigy takes a task
    without an answer for an accepted one."""
    yield OutFile("items.jsonl", _lines(documents, report))


def _lines(documents: Iterable[Document], report: Report) -> Iterator[bytes]:
    # A choice lists all labels, which are known when all documents were seen.
    labels: dict[str, str] = {}
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as held:
        for document in documents:
            for task in _tasks(document, labels, report):
                held.write(write(task) + b"\n")
        held.seek(0)
        options = [{"id": label, "text": name} for label, name in labels.items()]
        yield from portions(_with_options(line, options) if b'"accept":[' in line else line for line in held)


def _with_options(line: bytes, options: list[dict[str, str]]) -> bytes:
    task = parse(line)
    if "accept" not in task:
        return line
    return write({**task, "options": options}) + b"\n"


def _tasks(document: Document, labels: dict[str, str], report: Report) -> list[dict[str, Any]]:
    part = document.text
    if part is None:
        report.lose(document.name, "the whole item", "a task of Prodigy has a text, and the item has none")
        return []
    lose_beside(
        document, report, frozenset({part["name"], *document.metadata}), "a task of Prodigy has one text", has_id=True
    )
    if part["name"] != "text":
        report.change("", f"the part {part['name']!r}, now 'text'", "the text of a task is called so")
    rest = {name: value for name, value in document.metadata.items() if name not in _RESERVED}
    for name in document.metadata.keys() & _RESERVED:
        report.lose("", f"the metadata {name!r}", "the name means something else in a task of Prodigy")
    frame = {**({} if document.id is None else {"id": document.id}), "text": part["text"], **rest}
    taken = _taken(document, report)
    if not taken:
        lose_unanswered(report)
    tasks = [
        {**frame, **task, "_annotator_id": one.by}
        for one in taken
        if (task := _task(document, part["text"], one, labels, report)) is not None
    ]
    if tasks:
        report.keep("items")
    elif taken:
        report.lose("", "an item whose answer has no place", "a task of Prodigy without one counts as accepted")
    return tasks


def _taken(document: Document, report: Report) -> list[Said]:
    """The settled answer alone, else what people said; models have no place in answered tasks."""
    settled = sorted((one for one in document.said if one.role in _SETTLED), key=lambda one: _SETTLED.index(one.role))
    taken = settled[:1] or [one for one in document.said if one.role in ("annotation", "skip")]
    for one in document.said:
        if not any(one is other for other in taken):
            why = (
                "an unanswered task counts as accepted" if one.role == "prediction" else "the settled answer is written"
            )
            report.lose(document.name, f"a {one.role} by {one.by}", why)
    for one in taken:
        if one.role in _SETTLED:
            report.change(document.name, f"the {one.role} by {one.by}", "it is an accepted task like any other")
        if one.reason:
            report.lose(document.name, f"the reason of a {one.role}", "a task has no place for it")
        if one.accepted_from is not None:
            report.lose(document.name, "which prediction an annotation began with", "a task has no place for it")
    return taken


def _task(document: Document, text: str, said: Said, labels: dict[str, str], report: Report) -> dict[str, Any] | None:
    if said.role == "skip":
        return {"answer": "ignore"}
    if not said.records:
        report.change(
            document.name, f"an answer by {said.by} that found nothing", "it is an accepted task without spans"
        )
        return {"spans": [], "_view_id": "ner_manual", "answer": "accept"}
    choices = [one for one in said.records if isinstance(one, Choice) and not is_nothing_marked(one)]
    spans = _of_the_text(document, [one for one in said.records if isinstance(one, Span)], report)
    relations = [one for one in said.records if isinstance(one, Relation)]
    nothing = [one for one in said.records if isinstance(one, Choice) and is_nothing_marked(one)]
    others: list[Record] = [one for one in said.records if not isinstance(one, Choice | Span | Relation)]
    lose_records(document, [*choices[1:], *others], report, "a task of Prodigy has one choice, spans and relations")
    for one in said.records:
        wanted = LABEL if isinstance(one, Choice) and one in choices[:1] else ENTITIES
        if one.question.partition("/")[0] != wanted and one not in choices[1:] and one not in others:
            report.change("", f"the name of the question {one.question!r}", "a task of Prodigy does not name it")
    task: dict[str, Any] = {}
    if choices:
        for label, name in zip(choices[0].labels, choices[0].names, strict=True):
            labels.setdefault(label, name)
        style = "multiple" if choices[0].multiple else "single"
        task |= {"accept": list(choices[0].labels), "config": {"choice_style": style}, "_view_id": "choice"}
    marked = _marked(document, text, spans, relations, report) if spans or relations or nothing else None
    if marked is not None and (nothing or marked["spans"]):
        task |= {**marked, "_view_id": "blocks" if choices else marked["_view_id"]}
    report.keep("annotations", len(choices[:1]) + len(task.get("spans", ())) + len(task.get("relations", ())))
    return {**task, "answer": "accept"} if task else None


def _of_the_text(document: Document, spans: list[Span], report: Report) -> list[Span]:
    shown = document.text
    inside = [one for one in spans if one.part is None or (shown is not None and one.part == shown["name"])]
    lose_records(document, [one for one in spans if one not in inside], report, "a task of Prodigy has one text")
    return inside


def _marked(
    document: Document, text: str, spans: Sequence[Span], relations: Sequence[Relation], report: Report
) -> dict[str, Any]:
    whole = [one for one in spans if len(one.fragments) == 1]
    lose_records(
        document, [one for one in spans if len(one.fragments) > 1], report, "a span of Prodigy is in one piece"
    )
    for one in whole:
        if one.attributes:
            report.lose(document.name, f"the attributes of {shown_record(one)}", "a span of Prodigy has a label alone")
        if one.name != one.label:
            report.change("", f"the id of the label {one.name!r}", "a span of Prodigy has the name of its label")
    tokens, _ = divided(words(text), [edge for one in whole for edge in one.fragments[0]])
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    written: dict[str, dict[str, Any]] = {}
    for one in whole:
        start, end = one.fragments[0]
        place = {"start": start, "end": end, "label": one.name}
        first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
        written[one.id] = place | ({"token_start": first, "token_end": last} if first <= last else {})
    made: dict[str, Any] = {"tokens": _tokens(text, tokens), "spans": list(written.values())}
    made["_view_id"] = "spans_manual" if apart(whole).overlapping else "ner_manual"
    if relations:
        arcs = [_arc(document, one, written, report) for one in relations]
        made |= {"relations": [arc for arc in arcs if arc is not None], "_view_id": "relations"}
    return made


def _arc(
    document: Document, relation: Relation, spans: dict[str, dict[str, Any]], report: Report
) -> dict[str, Any] | None:
    head, child = spans.get(relation.head), spans.get(relation.tail)
    if head is None or child is None:
        lose_records(document, [relation], report, "one of its ends was not kept")
        return None
    return {
        "head": head.get("token_end", -1), "child": child.get("token_end", -1), "label": relation.name,
        "head_span": head, "child_span": child,
    }  # fmt: skip


def _tokens(text: str, tokens: Sequence[Stretch]) -> list[dict[str, Any]]:
    return [
        {"text": text[start:end], "start": start, "end": end, "id": n, "ws": text[end : end + 1].isspace()}
        for n, (start, end) in enumerate(tokens)
    ]
