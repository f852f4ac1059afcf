"""Preference sets as TRL trains on them: a pair per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from goodwork.formats.documents import Document, answer_of, lose_records
from goodwork.formats.json_values import write
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.trl.question import QUESTION
from goodwork.formats.turns import as_messages
from goodwork.model.items import PartType
from goodwork.model.records import Preference, Ranking, Record

PORTION = 500
_WHY_ONE = "a pair holds one answer"
_WHY_PLACE = "a pair holds a prompt, two answers and a preference"


def write_trl(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``: ``prompt``, ``chosen``, ``rejected``, ``margin``, ``verdict`` and the ``order`` shown.

    Answers that are conversations are lists of messages. A tie is a line too, whose ``verdict`` says so: filter by
    it before training. A ranking becomes one pair for each two outputs of which one is better.
    """
    yield OutFile("items.jsonl", _pieces(documents, report))


def _pieces(documents: Iterable[Document], report: Report) -> Iterator[bytes]:
    held: list[bytes] = []
    for document in documents:
        held += _lines(document, report)
        if len(held) >= PORTION:
            yield b"".join(held)
            held.clear()
    yield b"".join(held)


def _lines(document: Document, report: Report) -> list[bytes]:
    records = answer_of(document, report, why=_WHY_ONE) or ()
    pairs: list[tuple[Preference, str]] = []
    other: list[Record] = []
    for record in records:
        match record:
            case Preference():
                pairs.append((record, record.question))
            case Ranking():
                pairs += [(pair, record.question) for pair in _pairs(record)]
                why = "TRL knows pairs only: each two outputs of which one is better are a line"
                report.change(document.name, f"the ranking of {record.question!r}", why)
            case _:
                other.append(record)
    lose_records(document, other, report, _WHY_PLACE)
    lines: list[bytes] = []
    used: set[str] = set()
    for pair, question in pairs:
        line = _line(document, pair, question, len({q for _, q in pairs}) > 1, report)
        if line is not None:
            lines.append(line)
            used |= set(pair.options)
    if not lines:
        report.lose(document.name, "the whole item", "nobody said which of two outputs is better")
        return []
    _report_unused(document, used, report)
    report.keep("items")
    return lines


def _line(document: Document, pair: Preference, question: str, several: bool, report: Report) -> bytes | None:
    a, b = (document.part(name) for name in pair.options)
    if a is None or b is None:
        missing = pair.options[0] if a is None else pair.options[1]
        report.lose(document.name, f"the preference of {question!r}", f"the item has no part {missing!r}")
        return None
    worse = b if pair.chosen in (None, pair.options[0]) else a
    better = a if worse is b else b
    line: dict[str, Any] = {}
    prompt = _prompt(document, pair)
    messages = any(part is not None and part["type"] == PartType.CONVERSATION for part in (prompt, a, b))
    if prompt is not None:
        line["prompt"] = _content(prompt, messages, "user")
    line |= {"chosen": _content(better, messages, "assistant"), "rejected": _content(worse, messages, "assistant")}
    margin = pair.margin if pair.margin is not None else document.metadata.get("margin")
    if pair.verdict == "tie" and margin is None:
        margin = 0.0
    line |= {"margin": margin, "verdict": pair.verdict, "order": _order(pair, str(better["name"]))}
    if several:
        line["question"] = question
    elif question != QUESTION:
        report.change("", f"the name of the question {question!r}", "a pair there has none")
    if pair.verdict != "preferred":
        why = "TRL has no word for it: filter by the column verdict before training"
        report.change(document.name, f"the verdict {pair.verdict!r}", why)
    for key, value in document.metadata.items():
        if key not in line:
            line[key] = value
        elif key != "margin":
            report.lose(document.name, f"the metadata {key!r}", "the pair has a field of that name")
    if document.id is not None:
        line.setdefault("id", document.id)
    report.keep("annotations")
    return write(line) + b"\n"


def _order(pair: Preference, better: str) -> list[str] | None:
    return ["chosen" if name == better else "rejected" for name in pair.shown] or None


def _prompt(document: Document, pair: Preference) -> Mapping[str, Any] | None:
    """The part that the outputs answer: the one called so, else the first that is none of them."""
    others = [p for p in document.parts if p["name"] not in pair.options and not _is_output(document, p["name"])]
    return next(
        (p for p in others if p["name"] in ("prompt", "conversation", "question", "instruction")), None
    ) or next((p for p in others if p["type"] in (PartType.TEXT, PartType.CONVERSATION, PartType.CODE)), None)


def _is_output(document: Document, name: str) -> bool:
    return any(
        name in (record.options if isinstance(record, Preference) else [n for g in record.groups for n in g])
        for said in document.said
        for record in said.records
        if isinstance(record, Preference | Ranking)
    )


def _content(part: Mapping[str, Any], messages: bool, role: str) -> Any:
    if part["type"] == PartType.CONVERSATION:
        return as_messages(part["data"]["turns"])
    return [{"role": role, "content": part["text"]}] if messages else part["text"]


def _pairs(ranking: Ranking) -> Iterator[Preference]:
    for n, group in enumerate(ranking.groups):
        for better in group:
            for worse in (name for later in ranking.groups[n + 1 :] for name in later):
                shown = tuple(name for name in ranking.shown if name in (better, worse))
                yield Preference(ranking.question, (better, worse), better, "preferred", None, shown)


def _report_unused(document: Document, used: set[str], report: Report) -> None:
    for record in (r for said in document.said for r in said.records if isinstance(r, Preference)):
        prompt = _prompt(document, record)
        used = used | ({str(prompt["name"])} if prompt is not None else set())
    for part in document.parts:
        if part["name"] not in used:
            report.lose(document.name, f"the part {part['name']!r}", _WHY_PLACE)
