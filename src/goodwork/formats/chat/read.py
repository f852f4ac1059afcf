"""Chat files: a conversation per line, as the OpenAI interfaces and their kin take them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from goodwork.formats import json_values
from goodwork.formats.json_lines import read_objects
from goodwork.formats.record_json import looks_said, said_from_json
from goodwork.formats.rows import Broken, Entry, Row, Source, excerpt
from goodwork.model.json import is_object

_MESSAGES = ("messages", "conversations", "conversation", "turns")
_WITH = ("tools", "functions", "tool_choice", "parallel_tool_calls")
"""What belongs to the conversation, beside its turns."""


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
    conversation = {**held, **beside} if is_object(held) else {"messages": held, **beside}
    rest = {k: v for k, v in value.items() if k != key and k not in _WITH}
    said = ()
    if looks_said(rest.get("annotations")):
        said = tuple(said_from_json(one) for one in rest.pop("annotations"))
    return Row(line, {"conversation": conversation, **rest}, said)
