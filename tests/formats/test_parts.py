"""Parts with an inner order: conversations, tables, code, metadata, and what is refused of them."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

import orjson
import pytest

from goodwork.errors import Invalid
from goodwork.formats.asked import Asked
from goodwork.formats.completing import complete_mapping
from goodwork.formats.items import ItemMaker, NewItem
from goodwork.formats.parts import make_part
from goodwork.formats.reading import open_source
from goodwork.formats.rows import Row
from goodwork.model.items import PartType


def item(values: dict[str, Any], mapping: dict[str, Any] | None = None) -> NewItem:
    """The item that one row becomes, with what is not told guessed."""
    source = open_source(io.BytesIO(orjson.dumps(values)), "jsonl")
    (row,) = source.rows(0)
    assert isinstance(row, Row)
    made = complete_mapping(mapping or {}, [row.values], [Asked("q")])
    return ItemMaker(made, keep=lambda _: "blob", beside=source.beside).make(row)


TURNS = [
    {"role": "system", "content": "Be kind."},
    {"role": "user", "content": "مرحبا 👋🏽"},
    {"role": "assistant", "content": None, "tool_calls": [{"id": "c1", "function": {"name": "f", "arguments": "{}"}}]},
    {"role": "tool", "content": "", "tool_call_id": "c1"},
]


def test_messages_become_a_conversation() -> None:
    made = item({"id": "a", "messages": TURNS})
    (part,) = made.parts
    assert part["type"] == "conversation"
    turns = part["data"]["turns"]
    assert [(t["role"], t["text"]) for t in turns] == [
        ("system", "Be kind."), ("user", "مرحبا 👋🏽"), ("assistant", ""), ("tool", ""),
    ]  # fmt: skip
    assert turns[2]["tool_calls"] == TURNS[2]["tool_calls"] and turns[3]["tool_call_id"] == "c1"


def test_other_shapes_of_turns_are_read() -> None:
    made = item({"conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello"}]})
    assert made.parts[0]["data"] == {"turns": [{"role": "user", "text": "Hi"}, {"role": "assistant", "text": "Hello"}]}
    written = item({"conversation": json.dumps({"turns": [{"role": "user", "text": "Hi"}], "tools": [1]})})
    assert written.parts[0]["data"] == {"turns": [{"role": "user", "text": "Hi"}], "tools": [1]}


@pytest.mark.parametrize(
    ("turns", "why"),
    [
        ([TURNS[0], None], "turn 2 of the conversation is missing"),
        ([{"role": "user"}], "turn 1 of the conversation has no text"),
        ([TURNS[1], {"role": "assistant", "content": " "}], "turn 2 of the conversation has no text"),
        ([{"role": "narrator", "content": "x"}], "has the role 'narrator'"),
        ([{"content": "x"}], "has no role"),
        ([{"role": "user", "content": 3}], "has a text that is none"),
        ([], "has no turns"),
        ({"title": "x"}, "has no turns"),
    ],
)
def test_bad_conversations_are_refused(turns: Any, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        item({"text": "x", "m": turns or {"turns": []}}, {"parts": [{"type": "conversation", "column": "m"}]})


def test_the_hash_covers_the_data() -> None:
    one, other = item({"messages": TURNS}), item({"messages": TURNS[:3]})
    assert one.content_hash != other.content_hash
    again = item({"messages": [dict(reversed(list(turn.items()))) for turn in TURNS]})
    assert again.content_hash == one.content_hash, "the order of keys is no content"
    code = {"parts": [{"type": "code", "column": "x"}]}
    python, sql = item({"x": {"text": "1", "language": "python"}}, code), item({"x": {"text": "1"}}, code)
    assert python.content_hash != sql.content_hash
    assert item({"text": "a"}).content_hash == hashlib.sha256(orjson.dumps(["text", "text", "a"])).digest()


def test_code_of_two_megabytes_is_refused() -> None:
    with pytest.raises(Invalid, match="has 2,000,000 characters; the most is 1,000,000"):
        item({"code": "x" * 2_000_000})
    assert item({"code": "print(1)\r\n"}).parts[0]["text"] == "print(1)\r\n"


def test_tables_and_metadata() -> None:
    table = make_part("t", PartType.TABLE, "T", [{"a": 1, "b": "x"}, {"b": None, "c": 2}])
    assert table is not None
    assert table["data"] == {"columns": ["a", "b", "c"], "rows": [[1, "x", None], [None, None, 2]]}
    assert make_part("t", PartType.TABLE, "T", '{"columns": ["a"], "rows": [[1]]}') is not None
    for wrong in ({"columns": ["a"], "rows": [[1, 2]]}, {"columns": [], "rows": []}, [1], "no"):
        with pytest.raises(Invalid):
            make_part("t", PartType.TABLE, "T", wrong)
    metadata = make_part("m", PartType.METADATA, "M", {"source": "web"})
    assert metadata is not None and metadata["data"] == {"source": "web"}
    with pytest.raises(Invalid, match="not an object"):
        make_part("m", PartType.METADATA, "M", [1])
    assert make_part("m", PartType.METADATA, "M", {}) is None
