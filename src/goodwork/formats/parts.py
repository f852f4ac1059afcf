"""Parts of an item out of values: texts, code, conversations, tables, metadata; Invalid says why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import orjson

from goodwork.errors import Invalid
from goodwork.formats import json_values
from goodwork.formats.turns import read_turns
from goodwork.model.items import PartType
from goodwork.model.json import is_list, is_object

MOST_CODE = 1_000_000
"""Characters of code in one part: more is a data file, and no editor shows it."""
MOST_TURNS = 2000
MOST_CELLS = 200_000
"""Cells of a table."""


def make_part(name: str, kind: PartType, title: str, value: Any) -> dict[str, Any] | None:
    """The part as it is stored; None when the value is empty. Pictures are made elsewhere."""
    if value is None or (not value and value in ("", [], {})):
        return None
    frame: dict[str, Any] = {"name": name, "type": kind.value, "title": title}
    match kind:
        case PartType.CODE:
            return _code(frame, value)
        case PartType.CONVERSATION:
            return {**frame, "data": _conversation(_parsed(name, value))}
        case PartType.TABLE:
            return {**frame, "data": _table(_parsed(name, value))}
        case PartType.METADATA:
            found = _parsed(name, value)
            if not is_object(found):
                raise Invalid(f"the part {name!r} is metadata and holds {kind_of(found)}, not an object")
            return {**frame, "data": found}
        case _:
            text = _text(name, value)
            return {**frame, "text": text} if text.strip() else None


def content_of(part: Mapping[str, Any]) -> Any:
    """What a part contributes to the hash of its item's content: its text, its picture, its data."""
    if part.get("data") is None:
        return part["text"] if "text" in part else part["blob"]
    data = json_values.canonical(part["data"]).decode()
    return [part["text"], data] if "text" in part else data


_WORDS = {"dict": "an object", "list": "a list", "bytes": "bytes", "bool": "a truth value", "str": "a text"}


def kind_of(value: Any) -> str:
    """What a value is, in words."""
    return _WORDS.get(type(cast("object", value)).__name__) or type(cast("object", value)).__name__


def _text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, int | float):
        raise Invalid(f"the column {name!r} holds {kind_of(value)}, not a text")
    return str(value)


def _code(frame: dict[str, Any], value: Any) -> dict[str, Any] | None:
    language: Any = None
    if is_object(value):
        given = value
        language, value = given.get("language"), given.get("text", given.get("code"))
        if not isinstance(value, str):
            raise Invalid(f"the code of {frame['name']!r} has no text")
        if language is not None and not isinstance(language, str):
            raise Invalid(f"the language of {frame['name']!r} is {kind_of(language)}, not a word")
    text = _text(frame["name"], value)
    if len(text) > MOST_CODE:
        raise Invalid(f"the code of {frame['name']!r} has {len(text):,} characters; the most is {MOST_CODE:,}")
    if not text.strip():
        return None
    return {**frame, "text": text, **({"data": {"language": language}} if language else {})}


def _parsed(name: str, value: Any) -> Any:
    # Tables without lists keep JSON in a cell.
    if not isinstance(value, str):
        return value
    try:
        return json_values.parse(value.encode())
    except (ValueError, UnicodeEncodeError) as error:
        raise Invalid(f"the part {name!r} is not JSON: {str(error).split(': line', 1)[0]}") from None


def _conversation(value: Any) -> dict[str, Any]:
    rest: dict[str, Any] = {}
    if is_object(value):
        given = value
        key = next((k for k in ("turns", "messages", "conversations") if k in given), None)
        if key is None:
            raise Invalid("the conversation has no turns")
        rest = {k: v for k, v in given.items() if k != key}
        value = given[key]
    if not is_list(value):
        raise Invalid(f"the conversation is {kind_of(value)}, not a list of turns")
    turns = value
    if not turns:
        raise Invalid("the conversation has no turns")
    if len(turns) > MOST_TURNS:
        raise Invalid(f"the conversation has {len(turns):,} turns; the most is {MOST_TURNS:,}")
    return {"turns": read_turns(turns), **rest}


def _table(value: Any) -> dict[str, Any]:
    columns: Any
    rows: Any
    if is_list(value) and all(is_object(row) for row in value):
        objects = cast("list[dict[str, Any]]", value)
        columns = list(dict.fromkeys(key for row in objects for key in row))
        rows = [[row.get(key) for key in columns] for row in objects]
    elif is_object(value) and "columns" in value and "rows" in value:
        given = value
        columns, rows = given["columns"], given["rows"]
    else:
        raise Invalid('the table is neither {"columns": [...], "rows": [[...], ...]} nor a list of objects')
    if not is_list(columns) or not columns or not all(isinstance(c, str) for c in columns):
        raise Invalid("the columns of the table are not a list of names")
    if not is_list(rows):
        raise Invalid("the rows of the table are not a list")
    for number, row in enumerate(rows, 1):
        if not is_list(row) or len(row) != len(columns):
            raise Invalid(f"row {number} of the table has not {len(columns)} cells")
    if len(columns) * len(rows) > MOST_CELLS:
        raise Invalid(f"the table has {len(columns) * len(rows):,} cells; the most is {MOST_CELLS:,}")
    return {"columns": columns, "rows": rows}


def written(part: Mapping[str, Any]) -> str | None:
    """A part as one text, for files that have a cell for it: conversations, tables and metadata as JSON."""
    if part.get("data") is None or part["type"] == PartType.CODE:
        return part.get("text")
    return data_text(part["data"])


def data_text(data: Any) -> str:
    """Data as JSON text; versions keep it so already."""
    return data if isinstance(data, str) else orjson.dumps(data).decode()
