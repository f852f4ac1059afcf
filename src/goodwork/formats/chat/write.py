"""Chat files: a conversation per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from goodwork.formats import json_values
from goodwork.formats.documents import Document, answer_of, lose_records
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.turns import as_messages
from goodwork.model.items import PartType

PORTION = 500


def write_chat(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``: a line per item with ``messages`` and, where there are some, ``tools``.

    Items without a conversation get one: each text is a turn of the user. What people said of a conversation has no
    place in it and is lost.
    """
    yield OutFile("items.jsonl", _pieces(documents, report))


def _pieces(documents: Iterable[Document], report: Report) -> Iterator[bytes]:
    held: list[bytes] = []
    for document in documents:
        held.append(_line(document, report))
        if len(held) == PORTION:
            yield b"".join(held)
            held.clear()
    yield b"".join(held)


def _line(document: Document, report: Report) -> bytes:
    records = answer_of(document, report, why="a line of a chat file holds a conversation and no answers") or ()
    lose_records(document, records, report, "a line of a chat file holds a conversation and no answers")
    line: dict[str, Any] = {}
    for part in document.parts:
        if part["type"] == PartType.CONVERSATION and "messages" not in line:
            data = part["data"]
            line = {"messages": as_messages(data["turns"]), **{k: v for k, v in data.items() if k != "turns"}}
        elif part["type"] in (PartType.CONVERSATION, PartType.PICTURE, PartType.TABLE, PartType.METADATA):
            report.lose(document.name, f"the part {part['name']!r}", "a line holds one conversation")
    texts = [part for part in document.parts if part["type"] in (PartType.TEXT, PartType.CODE)]
    if "messages" not in line:
        if not texts:
            report.lose(document.name, "the whole item", "it has no conversation and no text")
            return b""
        line["messages"] = [{"role": "user", "content": part["text"]} for part in texts]
        report.change(document.name, "its texts, now turns of the user", "the item has no conversation")
    else:
        for part in texts:
            report.lose(document.name, f"the part {part['name']!r}", "a line holds one conversation")
    for key, value in document.metadata.items():
        if key in line:
            report.lose(document.name, f"the metadata {key!r}", "the conversation has a field of that name")
        else:
            line[key] = value
    if document.id is not None:
        line.setdefault("id", document.id)
    report.keep("items")
    return json_values.write(line) + b"\n"
