"""Chat files: a conversation per line, with ``messages``, with ShareGPT's turns, or with Alpaca's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from goodwork.formats import guesses, json_values
from goodwork.formats.documents import Document, answer_of, lose_records
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.turns import as_messages, as_sharegpt
from goodwork.model.items import PartType
from goodwork.model.records import Record, TextAnswer

_TEXTS = (PartType.TEXT, PartType.CODE)
_OUTPUTS = frozenset({"output", "completion", "response", "answer", "reply"})
"""Texts that answer those before them: turns of the assistant."""
_WHY = "a line of a chat file holds a conversation and no answers"
_WHY_ONE = "a line holds one conversation"

Turns = list[dict[str, Any]]


def write_chat(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``: a line per item with ``messages`` and, where there are some, ``tools``.

    Items without a conversation get one: each text is a turn, the output the assistant's, the others the user's. What
    people said of a conversation has no place in it and is lost.
    """
    yield OutFile("items.jsonl", _pieces(documents, report, _chat))


def write_sharegpt(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``: ``conversations`` of ``from`` and ``value``, with ``system`` and ``tools`` beside them."""
    yield OutFile("items.jsonl", _pieces(documents, report, _sharegpt))


def write_alpaca(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``: ``instruction``, ``input``, ``output``, with ``system`` and ``history`` where there are some.

    The output of a text that people answered with a text is their answer.
    """
    yield OutFile("items.jsonl", _pieces(documents, report, _alpaca))


Line = Callable[[Document, Sequence[Record], Report], dict[str, Any] | None]


def _pieces(documents: Iterable[Document], report: Report, make: Line) -> Iterator[bytes]:
    return portions(_written(documents, report, make))


def _written(documents: Iterable[Document], report: Report, make: Line) -> Iterator[bytes]:
    for document in documents:
        records = answer_of(document, report, why=_WHY) or ()
        line = make(document, records, report)
        if line is not None:
            yield _finished(document, line, report)


def _finished(document: Document, line: dict[str, Any], report: Report) -> bytes:
    for key, value in document.metadata.items():
        name = key.removeprefix("given_")
        if name in line or name == "id":
            report.lose(document.name, f"the metadata {key!r}", "the conversation has a field of that name")
        else:
            line[name] = value
            if guesses.may_take(name):
                why = "a line does not say what its fields are"
                report.change("", f"the metadata {name!r}, which may be read as the id or as an answer", why)
    if document.id is not None:
        line.setdefault("id", document.id)
    report.keep("items")
    return json_values.write(line) + b"\n"


def _chat(document: Document, records: Sequence[Record], report: Report) -> dict[str, Any] | None:
    lose_records(document, records, report, _WHY)
    found = _turns(document, report)
    if found is None:
        return None
    turns, beside = found
    return {"messages": as_messages(turns), **beside}


def _sharegpt(document: Document, records: Sequence[Record], report: Report) -> dict[str, Any] | None:
    lose_records(document, records, report, _WHY)
    found = _turns(document, report)
    if found is None:
        return None
    turns, beside = found
    system = _system(turns)
    line: dict[str, Any] = {"conversations": as_sharegpt(turns[1:] if system else turns)}
    return {**line, **({"system": system} if system else {}), **beside}


def _turns(document: Document, report: Report) -> tuple[Turns, dict[str, Any]] | None:
    """The turns of an item, and what its conversation has beside them; None when it has neither turns nor texts."""
    found: tuple[Turns, dict[str, Any]] | None = None
    for part in document.parts:
        if part["type"] == PartType.CONVERSATION and found is None and part["name"] != "history":
            found = part["data"]["turns"], {k: v for k, v in part["data"].items() if k != "turns"}
        elif part["type"] not in _TEXTS and part["name"] != "history":
            report.lose(document.name, f"the part {part['name']!r}", _WHY_ONE)
    texts = [part for part in document.parts if part["type"] in _TEXTS]
    if found is not None:
        for part in texts:
            report.lose(document.name, f"the part {part['name']!r}", _WHY_ONE)
        return found
    if not texts:
        report.lose(document.name, "the whole item", "it has no conversation and no text")
        return None
    report.change("", "the texts of an item, now turns of a conversation", "it has no conversation")
    return _made(document, texts), {}


def _made(document: Document, texts: Sequence[Mapping[str, Any]]) -> Turns:
    turns: Turns = []
    for part in texts:
        if part["name"] == "system":
            turns.insert(0, {"role": "system", "text": part["text"]})
    history = document.part("history")
    if history is not None and history["type"] == PartType.CONVERSATION:
        turns += history["data"]["turns"]
    asked = [part["text"] for part in texts if part["name"] in ("instruction", "input")]
    if len(asked) == 2:
        # Alpaca's input goes on where its instruction ends.
        turns.append({"role": "user", "text": "\n".join(asked)})
    for part in texts:
        if part["name"] == "system" or (len(asked) == 2 and part["name"] in ("instruction", "input")):
            continue
        turns.append({"role": "assistant" if part["name"] in _OUTPUTS else "user", "text": part["text"]})
    return turns


def _alpaca(document: Document, records: Sequence[Record], report: Report) -> dict[str, Any] | None:
    written = next((record for record in records if isinstance(record, TextAnswer)), None)
    if document.part("output") is not None or any(part["type"] == PartType.CONVERSATION for part in document.parts):
        written = None  # what it would answer is answered
    lose_records(document, [record for record in records if record is not written], report, _WHY)
    if document.part("instruction") is not None and document.part("output") is not None:
        return _columns(document, report)
    found = _turns(document, report)
    if found is None:
        return None
    turns, beside = found
    for name in beside:
        report.lose("", f"{name!r} beside the conversation", "Alpaca has no place for it")
    system = _system(turns)
    turns = [*(turns[1:] if system else turns)]
    if written is not None:
        turns.append({"role": "assistant", "text": written.text})
        report.keep("annotations")
        report.change("", "an answer that is a text, now the output", "a row of Alpaca holds no other answer")
    plain = [turn["role"] for turn in turns] == ["user", "assistant"] * (len(turns) // 2) and len(turns) >= 2
    if not plain or any(set(turn) - {"role", "text"} for turn in turns):
        report.lose(document.name, "the whole item", "Alpaca holds texts of the user and the assistant in turn only")
        return None
    texts = [turn["text"] for turn in turns]
    line: dict[str, Any] = {"instruction": texts[-2], "input": "", "output": texts[-1]}
    if system:
        line["system"] = system
    if len(texts) > 2:
        line["history"] = [list(pair) for pair in zip(texts[:-2:2], texts[1:-2:2], strict=True)]
    return line


def _columns(document: Document, report: Report) -> dict[str, Any]:
    line: dict[str, Any] = {"instruction": "", "input": "", "output": ""}
    for part in document.parts:
        if part["name"] in (*line, "system") and part["type"] in _TEXTS:
            line[part["name"]] = part["text"]
        elif part["name"] == "history" and part["type"] == PartType.CONVERSATION:
            texts = [turn["text"] for turn in part["data"]["turns"]]
            line["history"] = [texts[n : n + 2] for n in range(0, len(texts), 2)]
        else:
            report.lose(document.name, f"the part {part['name']!r}", "Alpaca has no column for it")
    return line


def _system(turns: Sequence[Mapping[str, Any]]) -> str | None:
    """What the assistant was told to be, when that is what the conversation begins with."""
    if not turns or turns[0]["role"] != "system" or set(turns[0]) != {"role", "text"}:
        return None
    return str(turns[0]["text"])
