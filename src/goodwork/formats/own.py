"""Our own columns in tables: ``annotations`` with everything that is said of an item, ``parts`` with what it shows.

What writers of tables put there, readers take from there, so that a JSON lines, CSV or Parquet file of ours holds
everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, cast

import orjson

from goodwork.errors import GoodworkError, Invalid
from goodwork.formats import json_values
from goodwork.formats.documents import Document
from goodwork.formats.parts import content_of
from goodwork.formats.record_json import looks_said, said_as_json, said_from_json
from goodwork.formats.rows import Broken, Entry, Row, Source, excerpt
from goodwork.formats.turns import as_messages
from goodwork.model.items import PartType

ANNOTATIONS = "annotations"
PARTS = "parts"
PEEKED = 100
_TYPES = frozenset(kind.value for kind in PartType)


def with_own(source: Source) -> Source:
    """The source itself; or, where its first rows have our columns, one that reads them."""
    parts: dict[str, str] = {}
    found = plain = False
    try:
        for entry in islice(source.rows(0), PEEKED):
            if isinstance(entry, Row):
                stated = _stated(entry.values.get(PARTS))
                plain = plain or (not stated and isinstance(entry.values.get("text"), str))
                parts |= {name: kind for name, kind in stated.items() if name not in parts}
                found = found or bool(stated) or looks_said(_parsed(entry.values.get(ANNOTATIONS)))
    except GoodworkError:
        # Met again by those who read the rows.
        found = found or bool(parts)
    source.report.take()
    if not found:
        return source
    if parts and plain:
        # Items of one text don't say so: among others that state their parts it is still one.
        parts.setdefault("text", PartType.TEXT.value)
    hint = {"parts": [{"name": n, "type": kind, "column": n} for n, kind in parts.items()]} if parts else {}

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            yield _row(entry) if isinstance(entry, Row) else entry

    return Source(rows, source.beside, source.report, hint)


def _row(row: Row) -> Row | Broken:
    values = dict(row.values)
    said = _parsed(values.get(ANNOTATIONS))
    if _stated(values.get(PARTS)):
        del values[PARTS]
    if not looks_said(said):
        if said == []:
            del values[ANNOTATIONS]
        return Row(row.line, values)
    del values[ANNOTATIONS]
    try:
        read = tuple(said_from_json(one) for one in cast("list[Any]", said))
    except Invalid as error:
        return Broken(row.line, error.what, excerpt(orjson.dumps(said)))
    # Columns that say the same once more, for people and data frames.
    for question in {record.question for one in read for record in one.records}:
        values.pop(question, None)
    return Row(row.line, values, read)


def _parsed(value: Any) -> Any:
    if isinstance(value, str) and value[:1] == "[":
        try:
            return json_values.parse(value.encode())
        except ValueError:
            return None
    return value


def _stated(value: Any) -> Mapping[str, str]:
    if isinstance(value, str) and value[:1] == "{":
        try:
            value = json_values.parse(value.encode())
        except ValueError:
            return {}
    if not isinstance(value, dict):
        return {}
    given = cast("dict[str, Any]", value)
    return given if given and all(isinstance(v, str) and v in _TYPES for v in given.values()) else {}


def stated_parts(document: Document) -> dict[str, str]:
    """Which parts a document has; nothing when it has one text called ``text``, which goes without saying."""
    parts = {str(part["name"]): str(part["type"]) for part in document.parts}
    return {} if parts == {"text": "text"} else parts


def part_value(part: Mapping[str, Any]) -> Any:
    """A part as one value that reads back as the same part: a text, messages, or an object."""
    match part["type"]:
        case PartType.CONVERSATION:
            data = part["data"]
            messages = as_messages(data["turns"])
            return messages if set(data) == {"turns"} else {"messages": messages, **_without(data, "turns")}
        case PartType.CODE if part.get("data"):
            return {"text": part["text"], **part["data"]}
        case _:
            return part["data"] if part.get("data") is not None else content_of(part)


def _without(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {k: v for k, v in data.items() if k != key}


def own_said(document: Document) -> list[dict[str, Any]]:
    """Everything that is said of a document, as the column has it."""
    return [said_as_json(one) for one in document.said]
