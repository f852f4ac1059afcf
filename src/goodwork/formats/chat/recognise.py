"""How a file of the format chat is told from others."""

from __future__ import annotations

from typing import cast

from goodwork.formats.contract import Seen
from goodwork.formats.own import ANNOTATIONS, PARTS, states_parts
from goodwork.model.json import is_list

ALIASES = {"openai": "chat", "openai-chat": "chat", "messages": "chat", "anthropic": "chat"}


def recognise(seen: Seen) -> bool:
    """Rows with a list of messages, or with what Alpaca calls an instruction and its output."""
    row = seen.row or {}
    if PARTS in row and (seen.parquet is not None or states_parts(row)):
        return False  # a table of ours whose items have a part of that name
    messages = row.get("messages", row.get("conversations"))
    if is_list(messages) and bool(messages) and isinstance(cast("list[object]", messages)[0], dict):
        return True
    return seen.parquet is None and ANNOTATIONS not in row and set(row) >= {"instruction", "output"}
