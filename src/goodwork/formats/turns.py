"""Turns of a conversation, in the shapes that chat files have them, and as messages again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from goodwork.errors import Invalid

ROLES = ("system", "developer", "user", "assistant", "tool", "function")
"""Who speaks."""
_ALIASES = {"human": "user", "prompter": "user", "gpt": "assistant", "bot": "assistant", "model": "assistant",
            "observation": "tool"}  # fmt: skip
_CALLS = ("tool_calls", "function_call")
_SPEAKER = ("role", "from", "speaker")
_WORDS = ("text", "content", "value")


def read_turns(turns: Sequence[Any]) -> list[dict[str, Any]]:
    """The turns as they are stored: ``role``, ``text``, and whatever else a turn has; Invalid names the bad one."""
    return [_turn(number, turn) for number, turn in enumerate(turns, 1)]


def _turn(number: int, turn: Any) -> dict[str, Any]:
    if not isinstance(turn, dict):
        raise Invalid(f"turn {number} of the conversation is missing: there is no object in its place")
    given = cast("dict[str, Any]", turn)
    speaker = next((k for k in _SPEAKER if k in given), None)
    role = given[speaker] if speaker else None
    role = _ALIASES.get(role, role) if isinstance(role, str) else role
    if role not in ROLES:
        said = "no role" if role is None else f"the role {str(role)[:40]!r}"
        raise Invalid(f"turn {number} of the conversation has {said}; it is one of {', '.join(ROLES)}")
    key = next((k for k in _WORDS if given.get(k) is not None), None)
    content = given[key] if key else None
    rest = {k: v for k, v in given.items() if k not in (speaker, key) and not (k in _WORDS and v is None)}
    calls = any(given.get(name) for name in _CALLS)
    if isinstance(content, list):
        text, plain = _joined(number, cast("list[Any]", content))
        if not plain:
            rest["content"] = content
    elif isinstance(content, str):
        text = content
    elif content is None and calls:
        text = ""
    else:
        what = "no text" if content is None else "a text that is none"
        raise Invalid(f"turn {number} of the conversation has {what}")
    if not text.strip() and not calls and "content" not in rest and role not in ("tool", "function"):
        raise Invalid(f"turn {number} of the conversation has no text")
    return {"role": role, "text": text, **rest}


def _joined(number: int, content: list[Any]) -> tuple[str, bool]:
    """The words of a content that is a list of pieces, and whether words are all that it has."""
    texts: list[str] = []
    plain = len(content) == 1
    for piece in content:
        if not isinstance(piece, dict):
            raise Invalid(f"turn {number} of the conversation has a piece that is no object")
        held = cast("dict[str, Any]", piece)
        if isinstance(held.get("text"), str):
            texts.append(held["text"])
            plain = plain and set(held) <= {"type", "text"}
        else:
            plain = False
    return "\n".join(texts), plain


def as_messages(turns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Turns as chat files have them: ``role`` and ``content``, with what else the turn has."""
    return [_message(turn) for turn in turns]


def _message(turn: Mapping[str, Any]) -> dict[str, Any]:
    content: Any = turn.get("content", turn.get("text", ""))
    if content == "" and any(turn.get(name) for name in _CALLS):
        content = None
    rest = {k: v for k, v in turn.items() if k not in ("role", "text", "content")}
    return {"role": turn["role"], "content": content, **rest}


def looks_like_turns(value: Any) -> bool:
    """Whether a value is a list of turns, or an object with one."""
    if isinstance(value, dict):
        given = cast("dict[str, Any]", value)
        return looks_like_turns(given.get("turns", given.get("messages")))
    if not isinstance(value, list) or not value:
        return False
    first = cast("list[Any]", value)[0]
    return isinstance(first, dict) and any(k in first for k in _SPEAKER) and any(k in first for k in (*_WORDS, *_CALLS))
