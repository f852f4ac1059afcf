"""Preference sets as TRL trains on them: what was said of an item decides what its lines are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from goodwork.formats import guesses
from goodwork.formats.documents import Document, answer_of, lose_records, lose_unanswered
from goodwork.formats.json_values import write
from goodwork.formats.outputs import CONTEXT, CONVERSATION, PROMPT
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.trl.layout import arranged, plain_metadata, read_layout
from goodwork.formats.trl.question import QUESTION
from goodwork.formats.trl.write_singles import content_of, judged_line, plain_line, steps_line, truth_of, turn_of
from goodwork.formats.turns import as_sharegpt
from goodwork.model.items import PartType
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Choice, Preference, Ranking, Record

_WHY_ONE = "a line holds one answer"
_WHY_PLACE = "a pair holds a prompt, two answers and a preference"


def write_trl(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.jsonl``: pairs with ``margin``, ``verdict`` and the ``order`` shown; judged completions; judged steps.

    What came from such a file is written with the columns that it had. Answers that are conversations are lists of
    messages. A tie is a line too, whose ``verdict`` says so: filter by it before training. A ranking becomes one pair
    for each two outputs of which one is better. Items that nobody answered are left out and counted.
    """
    yield OutFile("items.jsonl", portions(line for document in documents for line in _lines(document, report)))


def _lines(document: Document, report: Report) -> list[bytes]:
    answer = answer_of(document, report, why=_WHY_ONE)
    records = answer or ()
    layout = read_layout(document)
    if layout and not {"chosen", "label", "labels"} & set(layout["columns"]):
        report.keep("items")
        return [_written(document, plain_line(document, records, report), layout, report)]
    if answer is None:
        lose_unanswered(report)
        return []
    pairs: list[tuple[Preference, str]] = []
    words: list[Choice] = []
    other: list[Record] = []
    for record in records:
        match record:
            case Preference():
                pairs.append((record, record.question))
            case Ranking():
                pairs += [(pair, record.question) for pair in _pairs(record)]
                why = "TRL knows pairs only: each two outputs of which one is better are a line"
                report.change(document.name, f"the ranking of {record.question!r}", why)
            case Choice() if truth_of(record) is not None:
                words.append(record)
            case _:
                other.append(record)
    if pairs:
        lose_records(document, (*words, *other), report, _WHY_PLACE)
        return _pair_lines(document, pairs, layout, report)
    line = None
    if any(turn_of(record) is not None for record in words):
        line = steps_line(document, words, other, layout, report)
    elif words:
        line = judged_line(document, words, other, layout, report)
    if line is None:
        _lose(document, records, report)
        return []
    report.keep("items")
    return [_written(document, line, layout, report)]


def _lose(document: Document, records: Sequence[Record], report: Report) -> None:
    lose_records(document, records, report, _WHY_PLACE)
    report.lose(document.name, "the whole item", "nobody said which of two outputs is better, or whether one is good")


def _written(document: Document, line: Mapping[str, Any], layout: Mapping[str, Any], report: Report) -> bytes:
    full = dict(line)
    for key, value in plain_metadata(document).items():
        if key == "id" and "id" not in layout.get("columns", ()):
            report.lose(document.name, f"the metadata {key!r}", "the line has its id there")
        else:
            full.setdefault(key, value)
    return write(arranged(document, _with_id(document, full), layout)) + b"\n"


def _pair_lines(
    document: Document, pairs: Sequence[tuple[Preference, str]], layout: Mapping[str, Any], report: Report
) -> list[bytes]:
    lines: list[bytes] = []
    used: set[str] = set()
    for pair, question in pairs:
        line = _line(document, pair, question, len({q for _, q in pairs}) > 1, layout, report)
        if line is not None:
            lines.append(line)
            prompt = _prompt(document, pair)
            used |= {*pair.options, *([str(prompt["name"])] if prompt is not None else [])}
    if not lines:
        report.lose(document.name, "the whole item", "nobody said which of two outputs is better")
        return []
    _report_unused(document, used, report)
    report.keep("items")
    return lines


def _line(
    document: Document, pair: Preference, question: str, several: bool, layout: Mapping[str, Any], report: Report
) -> bytes | None:
    a, b = (document.part(name) for name in pair.options)
    if a is None or b is None:
        missing = pair.options[0] if a is None else pair.options[1]
        report.lose(document.name, f"the preference of {question!r}", f"the item has no part {missing!r}")
        return None
    before = layout.get("chosen")
    # Without a preference they stand as they stood.
    better_name = pair.chosen or (before if before in pair.options else pair.options[0])
    better, worse = (a, b) if better_name == pair.options[0] else (b, a)
    line: dict[str, Any] = {}
    prompt = _prompt(document, pair)
    messages = any(part is not None and part["type"] == PartType.CONVERSATION for part in (prompt, a, b))
    if prompt is not None:
        line[PROMPT] = content_of(prompt, messages and not layout, "user")
    line |= {"chosen": content_of(better, messages, "assistant"), "rejected": content_of(worse, messages, "assistant")}
    if layout:
        _put_back(document, line, layout)
    metadata = plain_metadata(document)
    if before in pair.options and better_name != before:
        metadata = _turned(metadata, line, report)
    margin = pair.margin if pair.margin is not None else metadata.get("margin")
    if pair.verdict == "tie" and margin is None:
        margin = 0.0
    said: dict[str, Any] = {"margin": margin, "verdict": pair.verdict, "order": _order(pair, str(better["name"]))}
    columns = layout.get("columns", ())
    if "tie" in columns:
        line["tie"] = pair.verdict == "tie"
    trivial = {"margin": (None, 0.0), "verdict": ("preferred", "tie" if "tie" in columns else ""), "order": (None,)}
    line |= {k: v for k, v in said.items() if not layout or k in columns or v not in trivial[k]}
    if "verdict" in columns and metadata.get("verdict") is None and pair.verdict == "preferred":
        line["verdict"] = "preferred"
    if several:
        line["question"] = question
    elif question != QUESTION:
        report.change("", f"the name of the question {question!r}", "a pair there has none")
    if pair.verdict != "preferred":
        why = "TRL has no word for it: filter by the column verdict before training"
        report.change(document.name, f"the verdict {pair.verdict!r}", why)
    for key, value in metadata.items():
        if key == "id":
            report.lose(document.name, f"the metadata {key!r}", "the pair has its id there")
        elif key not in line:
            line[key] = value
        elif key != "margin":
            report.lose(document.name, f"the metadata {key!r}", "the pair has a field of that name")
    report.keep("annotations")
    return write(arranged(document, _with_id(document, line), layout)) + b"\n"


def _with_id(document: Document, line: Mapping[str, Any]) -> dict[str, Any]:
    """A line with its id; an empty one says that metadata which are called like one are none."""
    if document.id is None and guesses.identity(list(line)) is None:
        return dict(line)
    return {**line, "id": line.get("id", document.id)}


def _put_back(document: Document, line: dict[str, Any], layout: Mapping[str, Any]) -> None:
    """Give a line the form that the row had: the prompt where it stood, the names of turns, context beside it."""
    for part in document.parts:
        if part["name"] in CONTEXT and part["name"] in layout["columns"]:
            line[part["name"]] = content_of(part, False, "user")
    if PROMPT not in layout["columns"] and layout.get("prompt") is None and not layout.get("repeats"):
        line.pop(PROMPT, None)
    prompt = line.get(PROMPT)
    if layout.get("repeats"):
        if isinstance(prompt, str) and isinstance(line["chosen"], str):
            line |= {name: prompt + line[name] for name in ("chosen", "rejected")}
        elif prompt is not None:
            turns = prompt if is_list(prompt) else [{"role": "user", "content": prompt}]
            before = [*(layout.get("before") or ()), *turns]
            line |= {name: [*before, *line[name]] for name in ("chosen", "rejected")}
        if PROMPT not in layout["columns"]:
            line.pop(PROMPT, None)
    if layout.get("names") == "from":
        line |= {k: as_sharegpt(_stored(v)) for k, v in line.items() if k in ("chosen", "rejected") and is_list(v)}
    if layout.get("prompt") in ("conversations", "messages") and is_list(prompt):
        line[layout["prompt"]] = as_sharegpt(_stored(prompt)) if layout.get("names") == "from" else prompt
        line.pop(PROMPT, None)
    if layout.get("single"):
        line |= {k: line[k][0] for k in ("chosen", "rejected") if is_list(line[k]) and len(line[k]) == 1}


def _stored(messages: Sequence[Any]) -> list[dict[str, Any]]:
    return [{**message, "text": message.get("content")} for message in messages if is_object(message)]


def _turned(metadata: Mapping[str, Any], line: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """The metadata of a row of which the other output is preferred now: what was said of each output goes with it."""
    turned = dict(metadata)
    for name in metadata:
        other = name.replace("chosen", "rejected")
        if "chosen" in name and other in metadata:
            turned[name], turned[other] = metadata[other], metadata[name]
            report.change("", f"{name!r} and {other!r}, which change places", "the other output is preferred now")
    for name, value in metadata.items():
        if is_list(value) and value == line["rejected"]:
            turned[name] = line["chosen"]
    return turned


def _order(pair: Preference, better: str) -> list[str] | None:
    return ["chosen" if name == better else "rejected" for name in pair.shown] or None


def _prompt(document: Document, pair: Preference) -> Mapping[str, Any] | None:
    """The part that the outputs answer: the one called so, else the first that is none of them."""
    others = [p for p in document.parts if p["name"] not in pair.options and not _is_output(document, p["name"])]
    for name in (PROMPT, CONVERSATION, "question", "instruction"):
        for part in others:
            if part["name"] == name:
                return part
    return next((p for p in others if p["type"] in (PartType.TEXT, PartType.CONVERSATION, PartType.CODE)), None)


def _is_output(document: Document, name: str) -> bool:
    return any(
        name in (record.options if isinstance(record, Preference) else [n for g in record.groups for n in g])
        for said in document.said
        for record in said.records
        if isinstance(record, Preference | Ranking)
    )


def _pairs(ranking: Ranking) -> Iterator[Preference]:
    for n, group in enumerate(ranking.groups):
        for better in group:
            for worse in (name for later in ranking.groups[n + 1 :] for name in later):
                shown = tuple(name for name in ranking.shown if name in (better, worse))
                yield Preference(ranking.question, (better, worse), better, "preferred", None, shown)


def _report_unused(document: Document, used: set[str], report: Report) -> None:
    layout = read_layout(document)
    held = {*layout.get("columns", ()), *(["system"] if layout.get("before") else [])}
    for part in document.parts:
        if part["name"] not in used and part["name"] not in held:
            report.lose(document.name, f"the part {part['name']!r}", _WHY_PLACE)
