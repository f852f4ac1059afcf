"""Chat files: a conversation per line, as the OpenAI interfaces and their kin take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from goodwork.formats import json_values
from goodwork.formats.documents import Document, answer_of, lose_records
from goodwork.formats.jsonl import read_objects
from goodwork.formats.published import OutFile
from goodwork.formats.record_json import looks_said, said_from_json
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Source, excerpt
from goodwork.formats.turns import as_messages
from goodwork.model.items import PartType

_MESSAGES = ("messages", "conversations", "conversation", "turns")
_WITH = ("tools", "functions", "tool_choice", "parallel_tool_calls")
"""What belongs to the conversation, beside its turns."""
PORTION = 500


def read_chat(file: BinaryIO) -> Source:
    """A conversation per line or array element: ``messages``, and the ``tools`` they may call, in one part.

    What else the line has is metadata. Turns without text, gaps and unknown roles are refused when the part is made.
    """

    def rows(skip: int) -> Iterator[Entry]:
        for line, value in read_objects(file, skip):
            yield value if isinstance(value, Broken) else _row(line, value)

    return Source(rows)


def _row(line: int, value: dict[str, Any]) -> Row | Broken:
    key = next((k for k in _MESSAGES if k in value), None)
    if key is None:
        return Broken(line, 'the line has no "messages"', excerpt(json_values.write(value)))
    held: Any = value[key]
    beside = {k: value[k] for k in _WITH if value.get(k) is not None}
    conversation = {**held, **beside} if isinstance(held, dict) else {"messages": held, **beside}
    rest = {k: v for k, v in value.items() if k != key and k not in _WITH}
    said = ()
    if looks_said(rest.get("annotations")):
        said = tuple(said_from_json(one) for one in rest.pop("annotations"))
    return Row(line, {"conversation": conversation, **rest}, said)


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
    records = answer_of(document, report, why="a line of a chat file holds a conversation and no answers")
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
