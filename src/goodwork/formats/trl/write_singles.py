"""Lines of single outputs: a judged completion, the judged steps of one, a prompt with what answers it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.formats.documents import Document, lose_records
from goodwork.formats.outputs import COMPLETION, CONTEXT, CONVERSATION, PROMPT
from goodwork.formats.report import Report
from goodwork.formats.trl.singles import LABEL, LABELS
from goodwork.formats.turns import as_messages
from goodwork.model.items import PartType
from goodwork.model.records import Choice, Record

_GOOD = frozenset({"true", "good", "yes", "desirable", "accept", "correct", "right", "1"})
_BAD = frozenset({"false", "bad", "no", "undesirable", "reject", "incorrect", "wrong", "0"})
_TURN = re.compile(r"[^/]+/turn-([0-9]{1,5})")
_OUTPUTS = (COMPLETION, "response", "output", "answer", "reply")
_WHY = "a judged completion holds a prompt, an output and whether it is good"
_WHY_STEPS = "judged steps hold a prompt and, for each step, whether it is good"


def truth_of(record: Choice) -> bool | None:
    """Whether a label says that an output is good; None when it says something else."""
    if len(record.labels) != 1:
        return None
    for word in (record.names[0], record.labels[0]):
        plain = word.strip().casefold()
        if plain in _GOOD or plain in _BAD:
            return plain in _GOOD
    return None


def turn_of(record: Record) -> int | None:
    """The turn of a conversation that a record is about, from 0."""
    found = _TURN.fullmatch(record.question)
    return int(found[1]) if found else None


def judged_line(
    document: Document, words: Sequence[Choice], other: Sequence[Record], layout: Mapping[str, Any], report: Report
) -> dict[str, Any] | None:
    """``prompt``, ``completion``, ``label``; None when the item has no output."""
    texts = [p for p in document.parts if p["type"] in (PartType.TEXT, PartType.CODE, PartType.CONVERSATION)]
    output = next((p for name in _OUTPUTS for p in texts if p["name"] == name), texts[-1] if texts else None)
    if output is None:
        return None
    judged, further = words[0], (*words[1:], *other)
    lose_records(document, further, report, _WHY)
    if judged.question != LABEL:
        report.change("", f"the name of the question {judged.question!r}", "a judged completion there has none")
    rest = [p for p in texts if p is not output and p["name"] not in CONTEXT]
    prompt = next((p for p in rest if p["name"] == PROMPT), rest[0] if rest else None)
    if prompt is None and not layout:
        prompt = next((p for p in texts if p is not output), None)
    messages = any(p is not None and p["type"] == PartType.CONVERSATION for p in (prompt, output))
    line: dict[str, Any] = {}
    if prompt is not None:
        line[PROMPT] = content_of(prompt, messages and not layout, "user")
    label: bool | int = bool(truth_of(judged))
    line[COMPLETION] = content_of(output, messages, "assistant")
    line[LABEL] = int(label) if layout.get("numbers") else label
    for part in document.parts:
        if part in (prompt, output):
            continue
        if part in texts and part["name"] in CONTEXT:
            line[part["name"]] = content_of(part, False, "user")
        else:
            report.lose(document.name, f"the part {part['name']!r}", _WHY)
    report.keep("annotations")
    return line


def steps_line(
    document: Document, words: Sequence[Choice], other: Sequence[Record], layout: Mapping[str, Any], report: Report
) -> dict[str, Any] | None:
    """``prompt``, ``completions``, ``labels``; None when some step was not judged, or there are none."""
    part = document.part(CONVERSATION) or next((p for p in document.parts if p["type"] == PartType.CONVERSATION), None)
    if part is None or part["type"] != PartType.CONVERSATION:
        return None
    turns: list[Mapping[str, Any]] = part["data"]["turns"]
    begin = len(turns)
    while begin and turns[begin - 1]["role"] == "assistant":
        begin -= 1
    said = {turn_of(record): truth_of(record) for record in words}
    labels = [said.get(n) for n in range(begin, len(turns))]
    if not labels or (None in labels and not layout.get("partly")):
        return None
    of_steps = set(range(begin, len(turns)))
    lose_records(document, [r for r in words if turn_of(r) not in of_steps], report, _WHY_STEPS)
    lose_records(document, other, report, _WHY_STEPS)
    question = words[0].question.partition("/")[0]
    if question != LABELS:
        report.change("", f"the name of the question {question!r}", "judged steps there have none")
    line: dict[str, Any] = {}
    before = as_messages(turns[:begin])
    if before:
        plain = len(before) == 1 and before[0]["role"] == "user" and set(before[0]) == {"role", "content"}
        line[PROMPT] = before[0]["content"] if plain and not layout.get("messages") else before
    line["completions"] = [turn["text"] for turn in turns[begin:]]
    line[LABELS] = [None if x is None else int(x) if layout.get("numbers") else x for x in labels]
    for further in document.parts:
        if further is part:
            continue
        if further["name"] in CONTEXT and further["type"] in (PartType.TEXT, PartType.CONVERSATION):
            line[further["name"]] = content_of(further, False, "user")
        else:
            report.lose(document.name, f"the part {further['name']!r}", _WHY_STEPS)
    report.keep("annotations", len(labels))
    return line


def plain_line(document: Document, records: Sequence[Record], report: Report) -> dict[str, Any]:
    """What nobody judged, as it was: each part in the column of its name."""
    line = {p["name"]: content_of(p, False, "user") for p in document.parts if p["type"] != PartType.PICTURE}
    lose_records(document, records, report, "a prompt with its completion holds no such answer")
    return line


def content_of(part: Mapping[str, Any], messages: bool, role: str) -> Any:
    """A part as a text or as messages; ``messages``: as messages in any case."""
    if part["type"] == PartType.CONVERSATION:
        return as_messages(part["data"]["turns"])
    return [{"role": role, "content": part["text"]}] if messages else part.get("text", part.get("data"))
