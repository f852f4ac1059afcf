"""What the columns of a file probably are, by their names and first values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from goodwork.formats.pictures import PICTURE_NAMES
from goodwork.formats.turns import looks_like_turns
from goodwork.model.items import PartType

_IDS = ("id", "item_id", "external_id", "uid", "uuid", "_id", "key")
_PICTURES = frozenset({"image", "picture", "img", "photo", "file_name", "filename", "image_path", "path", "file"})
_TEXTS = frozenset({
    "text", "claim", "prompt", "response", "question", "answer", "context", "premise", "hypothesis", "sentence",
    "sentence1", "sentence2", "title", "body", "review", "content", "passage", "document", "message", "summary",
    "comment", "post", "tweet", "caption", "instruction", "input", "output", "completion", "chosen", "rejected",
    "query", "description", "abstract", "article", "snippet", "translation", "utterance",
    "headline",
})  # fmt: skip
_CODES = frozenset({"code", "solution", "program", "snippet_code"})
_CONVERSATIONS = frozenset({
    "messages", "conversation", "conversations", "turns", "dialogue", "dialog", "chat", "history", "thread",
})  # fmt: skip
_ANSWERS = frozenset({
    "label", "labels", "class", "category", "categories", "tag", "tags", "sentiment", "target", "gold", "cats", "spans",
    "entities", "ents", "ner",
})  # fmt: skip
_NUMBERED = re.compile(r"(response|output|answer|completion|solution|candidate|text|reply)_?([0-9]{1,2}|[a-h])")
"""Several of a kind beside each other, as comparisons have them."""


def identity(columns: Sequence[str]) -> str | None:
    """The column with the items' ids."""
    by_name = {column.lower(): column for column in reversed(columns)}
    # The path of a file in a folder of files is a good id; "id" itself is a better one.
    return next((by_name[name] for name in (*_IDS, "file") if name in by_name), None)


def gold(columns: Sequence[str], questions: Sequence[str]) -> dict[str, str]:
    """Question key -> the column with its known answers: ``gold_<question>``, or ``gold`` for a single question."""
    found = {key: f"gold_{key}" for key in questions if f"gold_{key}" in columns}
    if not found and len(questions) == 1 and "gold" in columns:
        found = {questions[0]: "gold"}
    return found


def may_take(column: str) -> bool:
    """Whether a guess could take a column for an id, a part or an answer, whatever it holds."""
    name = column.lower()
    return (
        name in _IDS or name in _TEXTS or name in _CODES or name in _CONVERSATIONS or name in _PICTURES
        or name in _ANSWERS or name.startswith("gold") or name in ("file", "table") or bool(_NUMBERED.fullmatch(name))
    )  # fmt: skip


def parts(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, PartType]]:
    """The columns that people judge and what they hold, in order; else the one with the most text."""
    found: list[tuple[str, PartType]] = []
    for column in columns:
        values = [row[column] for row in rows if row.get(column) not in (None, "")]
        kind = _looks_like(column.lower(), values)
        if kind:
            found.append((column, kind))
    if not found:
        found = _longest_text(columns, rows)
    return found


def _looks_like(column: str, values: Sequence[Any]) -> PartType | None:
    # Most of them decide: one odd row is rejected later and does not turn a column of pictures into something else.
    if 2 * sum(_is_picture(column, value) for value in values) > len(values):
        return PartType.PICTURE
    named = column in _TEXTS or _NUMBERED.fullmatch(column) is not None
    if (named or column in _CONVERSATIONS) and 2 * sum(map(_is_conversation, values)) > len(values):
        return PartType.CONVERSATION
    if column == "table" and 2 * sum(isinstance(value, dict) and "rows" in value for value in values) > len(values):
        return PartType.TABLE
    if values and not all(isinstance(value, str) for value in values):
        return None
    if named:
        return PartType.TEXT
    return PartType.CODE if column in _CODES else None


def _is_conversation(value: Any) -> bool:
    if isinstance(value, str) and value[:2] in ("[{", '{"'):
        try:
            value = orjson.loads(value)
        except ValueError:
            return False
    return looks_like_turns(value)


def _is_picture(column: str, value: Any) -> bool:
    match value:
        case bytes():
            return True
        case {"bytes": bytes() | None, "path": _}:
            return True
        case str():
            named = column in _PICTURES and any(value.lower().endswith(suffix) for suffix in PICTURE_NAMES)
            return named or value.startswith("data:image/")
        case _:
            return False


def _longest_text(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, PartType]]:
    def length(column: str) -> int:
        values = [row.get(column) for row in rows]
        return sum(len(v) for v in values if isinstance(v, str)) if not any(map(_is_number, values)) else 0

    best = max(columns, key=length, default=None)
    return [(best, PartType.TEXT)] if best is not None and length(best) else []


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)
