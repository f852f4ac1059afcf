"""How a file of the format chat is told from others."""

from __future__ import annotations

from typing import cast

from goodwork.formats.contract import Seen
from goodwork.model.json import is_list

ALIASES = {"openai": "chat", "openai-chat": "chat", "messages": "chat"}


def recognise(seen: Seen) -> bool:
    """Rows with a list of messages."""
    row = seen.row or {}
    messages = row.get("messages", row.get("conversations"))
    return is_list(messages) and bool(messages) and isinstance(cast("list[object]", messages)[0], dict)
