"""Turns of a conversation, in the shapes that chat files have them, and as messages again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from goodwork.errors import Invalid
from goodwork.formats import json_values
from goodwork.model.json import is_list, is_object

ROLES = ("system", "developer", "user", "assistant", "tool", "function")
"""Who speaks."""
_ALIASES = {
    "human": "user", "prompter": "user", "gpt": "assistant", "chatgpt": "assistant", "bot": "assistant",
    "model": "assistant", "observation": "tool", "function_response": "tool", "tool_response": "tool",
}  # fmt: skip
_CALLERS = ("function_call", "tool_call")
"""Roles of turns that are a call of a function, which is the assistant's."""
_CALLS = ("tool_calls", "function_call")
_SPEAKER = ("role", "from", "speaker")
_WORDS = ("text", "content", "value")
_RAW = "call"
"""The field of a turn that keeps a call as it was written, where it can't be written so again."""
_SHAREGPT = {"user": "human", "assistant": "gpt", "tool": "observation"}


def read_turns(turns: Sequence[Any]) -> list[dict[str, Any]]:
    """The turns as they are stored: ``role``, ``text``, and whatever else a turn has; Invalid names the bad one."""
    return [_turn(number, turn) for number, turn in enumerate(turns, 1)]


def _turn(number: int, turn: Any) -> dict[str, Any]:
    if not isinstance(turn, dict):
        raise Invalid(f"turn {number} of the conversation is missing: there is no object in its place")
    given = cast("dict[str, Any]", turn)
    speaker = next((k for k in _SPEAKER if k in given), None)
    role = given[speaker] if speaker else None
    key = next((k for k in _WORDS if given.get(k) is not None), None)
    content = given[key] if key else None
    rest = {k: v for k, v in given.items() if k not in (speaker, key) and not (k in _WORDS and v is None)}
    if isinstance(role, str):
        if role in _CALLERS and isinstance(content, str) and content.strip():
            return {"role": "assistant", "text": "", **_calls(content), **rest}
        role = _ALIASES.get(role, role)
    if role not in ROLES:
        said = "no role" if role is None else f"the role {str(role)[:40]!r}"
        raise Invalid(f"turn {number} of the conversation has {said}; it is one of {', '.join(ROLES)}")
    calls = any(given.get(name) for name in _CALLS)
    if isinstance(content, list):
        text, plain = _joined(number, cast("list[Any]", content))
        if not plain:
            rest["content"] = content
    elif isinstance(content, str):
        text = content
    elif content is None and calls:
        text = ""
    elif content is None and isinstance(given.get("refusal"), str):
        # What a model says instead of an answer; its content is nothing.
        text, rest["content"] = given["refusal"], None
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


def _calls(written: str) -> dict[str, Any]:
    """What a turn of ShareGPT calls, as the fields of an assistant's turn."""
    try:
        value: Any = json_values.parse(written.encode())
    except (ValueError, UnicodeEncodeError):
        value = None
    several = value if is_list(value) else [value]
    if several and all(is_object(call) and isinstance(call.get("name"), str) for call in several):
        calls = [_call(call) for call in several]
    else:
        calls = [{"type": "function", "function": {"arguments": written}}]
    turn: dict[str, Any] = {"tool_calls": calls}
    return turn if _call_text(calls) == written else {**turn, _RAW: written}


def _call(call: Mapping[str, Any]) -> dict[str, Any]:
    given = call.get("arguments", call.get("parameters", {}))
    arguments = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
    return {"type": "function", "function": {"name": call["name"], "arguments": arguments}}


def _call_text(calls: Sequence[Any]) -> str:
    """Calls as ShareGPT writes them in a turn."""
    written: list[Any] = []
    for call in calls:
        function = call.get("function") if is_object(call) else None
        held: Mapping[str, Any] = function if is_object(function) else {}
        arguments = held.get("arguments")
        if "name" not in held:
            return arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
        try:
            value: Any = json_values.parse(arguments.encode()) if isinstance(arguments, str) else arguments
        except (ValueError, UnicodeEncodeError):
            value = arguments
        written.append({"name": held["name"], "arguments": value})
    return json.dumps(written[0] if len(written) == 1 else written, ensure_ascii=False)


def as_messages(turns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Turns as chat files have them: ``role`` and ``content``, with what else the turn has."""
    return [_message(turn) for turn in turns]


def _message(turn: Mapping[str, Any]) -> dict[str, Any]:
    content: Any = turn.get("content", turn.get("text", ""))
    if content == "" and any(turn.get(name) for name in _CALLS):
        content = None
    rest = {k: v for k, v in turn.items() if k not in ("role", "text", "content")}
    return {"role": turn["role"], "content": content, **rest}


def as_sharegpt(turns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Turns as ShareGPT has them: ``from`` and ``value``; a call of a function is a turn of its own."""
    made: list[dict[str, Any]] = []
    for turn in turns:
        rest = {k: v for k, v in turn.items() if k not in ("role", "text", "content", "tool_calls", _RAW)}
        calls = turn.get("tool_calls")
        text: Any = turn.get("content", turn.get("text", ""))
        if text or not calls:
            made.append({"from": _SHAREGPT.get(turn["role"], turn["role"]), "value": text, **rest})
        if is_list(calls) and calls:
            called = turn.get(_RAW) or _call_text(calls)
            made.append({"from": "function_call", "value": called, **({} if text else rest)})
    return made


def speaker_of(turn: Any) -> str | None:
    """Who speaks, by our words; None when the turn does not say it."""
    given: Mapping[str, Any] = turn if is_object(turn) else {}
    role = next((given[k] for k in _SPEAKER if k in given), None)
    return _ALIASES.get(role, role) if isinstance(role, str) else None


def words_of(turn: Any) -> str | None:
    """The words of a turn that has nothing but words; None for any other."""
    given: Mapping[str, Any] = turn if is_object(turn) else {}
    words = next((given[k] for k in _WORDS if given.get(k) is not None), None)
    return words if isinstance(words, str) else None


def looks_like_turns(value: Any) -> bool:
    """Whether a value is a list of turns, or an object with one."""
    if isinstance(value, dict):
        given = cast("dict[str, Any]", value)
        return looks_like_turns(given.get("turns", given.get("messages")))
    if not isinstance(value, list) or not value:
        return False
    first = cast("list[Any]", value)[0]
    return isinstance(first, dict) and any(k in first for k in _SPEAKER) and any(k in first for k in (*_WORDS, *_CALLS))
