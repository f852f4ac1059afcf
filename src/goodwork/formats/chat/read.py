"""Chat files: a conversation per line, as the OpenAI interfaces and their kin take them; ShareGPT and Alpaca."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO

from goodwork.errors import GoodworkError
from goodwork.formats import json_values
from goodwork.formats.json_lines import read_objects
from goodwork.formats.outputs import CONVERSATION, shown_parts
from goodwork.formats.record_json import looks_said, said_from_json
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Source, excerpt
from goodwork.formats.turns import speaker_of
from goodwork.model.json import is_list, is_object

ALPACA = ("instruction", "input", "output")
_MESSAGES = ("messages", "conversations", CONVERSATION, "turns")
_WITH = ("tools", "functions", "tool_choice", "parallel_tool_calls")
"""What belongs to the conversation, beside its turns."""


def read_chat(file: BinaryIO) -> Source:
    """A conversation per line or array element: ``messages``, and the ``tools`` they may call, in one part.

    Alpaca's lines have ``instruction``, ``input`` and ``output``, which are parts of their own. What else a line has is
    metadata and never shown. Turns without text, gaps and unknown roles are refused when the part is made.
    """

    report = Report()

    def entries(skip: int, report: Report) -> Iterator[Entry]:
        for line, value in read_objects(file, skip, report):
            yield value if isinstance(value, Broken) else _row(line, value)

    return Source(lambda skip: entries(skip, report), report=report, hint=_hint(entries(0, Report())))


def _hint(entries: Iterator[Entry]) -> dict[str, Any]:
    try:
        first = next((entry for entry in entries if isinstance(entry, Row)), None)
    except GoodworkError:
        return {}  # whoever reads the rows says what is wrong with them
    if first is None:
        return {}
    if CONVERSATION in first.values:
        return {"parts": [{"type": "conversation", "column": CONVERSATION}]}
    return shown_parts(chain([first], entries), frozenset({*ALPACA, "system", "history"}))


def _row(line: int, value: dict[str, Any]) -> Row | Broken:
    key = next((k for k in _MESSAGES if k in value), None)
    if key is None:
        return _alpaca(line, value)
    held: Any = value[key]
    beside = {k: value[k] for k in _WITH if value.get(k) is not None}
    taken = {key, *_WITH}
    messages = held
    if is_list(held) and held and (system := _system(value.get("system"))) and speaker_of(held[0]) != "system":
        # ShareGPT and Anthropic say beside the turns what the assistant was told to be.
        messages = [{"role": "system", "content": system}, *held]
        taken.add("system")
    conversation = {**held, **beside} if is_object(held) else {"messages": messages, **beside}
    rest = {k: v for k, v in value.items() if k not in taken}
    said = ()
    if looks_said(rest.get("annotations")):
        said = tuple(said_from_json(one) for one in rest.pop("annotations"))
    return Row(line, {CONVERSATION: conversation, **_apart(rest)}, said)


def _apart(rest: Mapping[str, Any]) -> dict[str, Any]:
    return {f"given_{k}" if k == CONVERSATION else k: v for k, v in rest.items()}


def _system(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.strip() else None
    return value if is_list(value) and value and is_object(value[0]) else None


def _alpaca(line: int, value: Mapping[str, Any]) -> Row | Broken:
    """Alpaca's columns are parts of their own: people judge the output by what it answers."""
    if not isinstance(value.get("instruction"), str) or "output" not in value:
        return Broken(line, 'the line has no "messages"', excerpt(json_values.write(value)))
    history: Any = value.get("history")
    if not is_list(history) or not history:
        return Row(line, value)
    turns: list[Any] = []
    for pair in history:
        if not is_list(pair) or len(pair) != 2 or not all(isinstance(one, str) for one in pair):
            return Broken(line, "its history is not a list of pairs of texts", excerpt(json_values.write(value)))
        turns += [{"role": "user", "content": pair[0]}, {"role": "assistant", "content": pair[1]}]
    return Row(line, {k: turns if k == "history" else v for k, v in value.items()})
