"""JSON lines of documents: one object per item that holds everything, and reads back as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from goodwork.formats.documents import Document
from goodwork.formats.json_values import write
from goodwork.formats.own import ANNOTATIONS, PARTS, free_name, own_said, part_columns
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report


def write_lines(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``: the id, the parts and the metadata by their names, then ``annotations``: role, by, records."""
    yield OutFile("items.jsonl", portions(_line(document, report) for document in documents))


def _line(document: Document, report: Report) -> bytes:
    line: dict[str, Any] = {} if document.id is None else {"id": document.id}
    parts, stated = part_columns(document, report)
    line |= parts
    for name, value in document.metadata.items():
        if name in line or name in ("id", ANNOTATIONS, PARTS):
            free = free_name(name, {*line, *document.metadata})
            report.change(document.name, f"the metadata {name!r}, now {free!r}", "the item has that name already")
            name = free
        line[name] = value
    if stated:
        line[PARTS] = stated
    if document.said:
        line[ANNOTATIONS] = own_said(document)
    report.keep("items")
    report.keep("annotations", sum(len(one.records) for one in document.said))
    try:
        return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # whole numbers beyond 64 bits
        return write(line) + b"\n"
