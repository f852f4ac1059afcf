"""doccano's JSON lines: spans with relations, categories, or texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from goodwork.formats import guesses
from goodwork.formats.doccano.labels import LABEL
from goodwork.formats.documents import (
    Document,
    answer_of,
    is_nothing_marked,
    lose_beside,
    lose_records,
    lose_unanswered,
    shown_record,
)  # fmt: skip
from goodwork.formats.json_values import write
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES
from goodwork.model.records import Choice, Record, Relation, Span, TextAnswer

_RESERVED = frozenset({
    "id", "text", "data", "label", "labels", "entities", "relations", "cats", "annotations", "bbox", "segmentation",
    "filename", "annotation_approver",
})  # fmt: skip


def write_doccano(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``, as a project of doccano with relations, categories or texts reads it.

    A row without labels counts there as one in which nothing was found: an item that nobody answered is left out.
    """
    yield OutFile("items.jsonl", portions(_lines(documents, report)))


def _lines(documents: Iterable[Document], report: Report) -> Iterator[bytes]:
    for document in documents:
        row = _row(document, report)
        if row is not None:
            yield write(row) + b"\n"


def _row(document: Document, report: Report) -> dict[str, Any] | None:
    part = document.text
    if part is None:
        report.lose(document.name, "the whole item", "a row of doccano has a text, and the item has none")
        return None
    kept = frozenset({part["name"], *document.metadata})
    lose_beside(document, report, kept, "a row of doccano has one text", has_id=True)
    if part["name"] != "text":
        report.change("", f"the part {part['name']!r}, now 'text'", "the text of a row is called so")
    for name in document.metadata.keys() & _RESERVED:
        report.lose("", f"the metadata {name!r}", "the name means something else in a row of doccano")
    rest = {name: value for name, value in document.metadata.items() if name not in _RESERVED}
    for name in filter(guesses.may_take, rest):
        report.change("", f"the metadata {name!r}, which may be read as an answer", "a row does not say what it is")
    records = answer_of(document, report, why="a row of doccano holds one answer")
    if records is None:
        lose_unanswered(report)
        return None
    labels = _labels(document, records, report)
    if labels is None:
        report.lose("", "an item whose answer has no place", "a row of doccano without one says that nothing was found")
        return None
    report.keep("items")
    report.change("", "who answered, and whether it was a person", "a row of doccano does not say it")
    identity = {} if document.id is None else {"id": document.id}
    return {**identity, "text": part["text"], **labels, "Comments": [], **rest}


def _labels(document: Document, records: tuple[Record, ...], report: Report) -> dict[str, Any] | None:
    """What stands for an answer; None when doccano has a place for nothing of it."""
    if not records:
        return {"label": []}
    nothing = [one for one in records if isinstance(one, Choice) and is_nothing_marked(one)]
    choices = [one for one in records if isinstance(one, Choice) and one not in nothing]
    spans = [one for one in records if isinstance(one, Span)]
    relations = [one for one in records if isinstance(one, Relation)]
    texts = [] if spans or choices or nothing else [one for one in records if isinstance(one, TextAnswer)]
    held: list[Record] = [*nothing, *choices[:1], *spans, *relations, *texts]
    lose_records(document, [one for one in records if one not in held], report, "a row of doccano has no place for it")
    for one in held:
        if one.question.partition("/")[0] != (
            ENTITIES if isinstance(one, Span | Relation) or one in nothing else LABEL
        ):
            report.change("", f"the name of the question {one.question!r}", "a row of doccano does not say it")
    made: dict[str, Any] = {}
    if spans or nothing:
        made |= _marked(document, spans, relations, report)
        if not made["entities"] and not nothing:
            made = {}
    if choices:
        made["cats" if made else "label"] = list(_named(choices[0], report))
    if texts:
        report.change("", "texts that people wrote", "a row of doccano has them where categories are")
        made["label"] = [one.text for one in texts]
    report.keep("annotations", len(texts) + len(choices[:1]) + len(made.get("entities", ())))
    return made or None


def _named(choice: Choice, report: Report) -> tuple[str, ...]:
    if choice.labels != choice.names:
        report.change("", "the ids of labels", "a row of doccano has their names")
    if choice.multiple and len(choice.names) == 1:
        report.change("", "whether several labels could be chosen", "a row of doccano does not say it")
    return choice.names


def _marked(document: Document, spans: list[Span], relations: list[Relation], report: Report) -> dict[str, Any]:
    part = document.text
    assert part is not None
    numbers: dict[str, int] = {}
    entities: list[dict[str, Any]] = []
    for one in spans:
        if len(one.fragments) != 1 or one.part not in (None, part["name"]):
            lose_records(document, [one], report, "a span of doccano is in one piece and in the text")
            continue
        if one.attributes:
            report.lose(document.name, f"the attributes of {shown_record(one)}", "a span of doccano has a label alone")
        if one.label != one.name:
            report.change("", "the ids of labels", "a row of doccano has their names")
        numbers[one.id] = len(entities) + 1
        start, end = one.fragments[0]
        name = one.name
        entities.append({"id": len(entities) + 1, "label": name, "start_offset": start, "end_offset": end})
    arcs: list[dict[str, Any]] = []
    for one in relations:
        head, tail = numbers.get(one.head), numbers.get(one.tail)
        if head is None or tail is None:
            lose_records(document, [one], report, "one of its ends was not kept")
            continue
        arcs.append({"id": len(arcs) + 1, "from_id": head, "to_id": tail, "type": one.name})
    return {"entities": entities, "relations": arcs}
