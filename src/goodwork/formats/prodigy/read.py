"""Prodigy's tasks with their answers, as its data sets are exported: one task a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from goodwork.errors import GoodworkError, Invalid
from goodwork.formats.json_lines import read_objects
from goodwork.formats.prodigy.tasks import LABEL, Asked, asks_only, binary_label, is_picture, records_of, said
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Said, Source
from goodwork.model.json import listed, objects
from goodwork.model.records import Choice

PEEKED = 100
MOST_LABELS = 1000
MOST_TOGETHER = 1000
"""Answers to one text that follow each other and are one item."""
UNKNOWN = "prodigy"
"""Who answered, where the file does not say."""

_CONSUMED = frozenset({
    "answer", "accept", "options", "config", "label", "spans", "relations", "tokens", "versions", "sessions", "default",
    "view_id", "_view_id", "_session_id", "_annotator_id", "_is_binary", "user_input", "field_id",
})  # fmt: skip
_SHOWN = (("text", "text"), ("html", "text"), ("image", "picture"))

Task = dict[str, Any]


def read_prodigy(file: BinaryIO) -> Source:
    """The tasks of a data set.

    What was accepted is an answer, what was ignored a skip. A rejected label is the answer that none was chosen, where
    the file asks about no other label; any other rejection says that something is wrong and not what is right, so it
    is no answer and reported. Tasks of one input that follow each other are one item with several answers. Hashes,
    times and ``meta`` become metadata; only the text, the HTML or the picture is shown.
    """
    report = Report()
    sample = _sample(file)
    asks_labels = any(binary_label(task) is not None for task in sample)
    marks = any(task.get("spans") and not is_picture(task) for task in sample)

    def rows(skip: int) -> Iterator[Entry]:
        # All labels are looked for before: whether a rejection says something depends on whether there are others.
        asked = Asked(marks, _labels(file) if asks_labels else frozenset())
        yield from islice(_items(file, asked, report), skip, None)

    return Source(rows, report=report, hint=_hint(sample))


def _sample(file: BinaryIO) -> list[Task]:
    try:
        return [task for _, task in islice(read_objects(file, 0), PEEKED) if not isinstance(task, Broken)]
    except GoodworkError:
        return []  # met again by those who read the rows


def _hint(sample: list[Task]) -> Mapping[str, Any]:
    shown = [(name, kind) for name, kind in _SHOWN if any(isinstance(task.get(name), str) for task in sample)]
    if ("text", "text") in shown:
        shown = [(name, kind) for name, kind in shown if name != "html"]
    parts = [{"name": name, "type": kind, "column": name} for name, kind in shown]
    return {"parts": parts} if parts else {}


def _labels(file: BinaryIO) -> frozenset[str]:
    found: set[str] = set()
    try:
        for _, task in read_objects(file, 0):
            if not isinstance(task, Broken) and (label := binary_label(task)) is not None:
                found.add(label)
                if len(found) == MOST_LABELS:
                    break
    except GoodworkError:
        pass  # met again by those who read the rows
    return frozenset(found)


def _items(file: BinaryIO, asked: Asked, report: Report) -> Iterator[Entry]:
    held: list[tuple[int, Task]] = []
    for line, task in read_objects(file, 0):
        if isinstance(task, Broken):
            if held:
                yield _item(held, asked, report)
                held = []
            yield task
            continue
        if held and (_input(task) != _input(held[0][1]) or len(held) == MOST_TOGETHER):
            yield _item(held, asked, report)
            held = []
        held.append((line, task))
    if held:
        yield _item(held, asked, report)


def _input(task: Task) -> Any:
    """What tells the input of a task from others."""
    if task.get("_input_hash") is not None:
        return task["_input_hash"]
    return task.get("id"), task.get("text"), task.get("html"), task.get("image")


def _item(tasks: list[tuple[int, Task]], asked: Asked, report: Report) -> Row | Broken:
    line, first = tasks[0]
    if any(name in first for name in ("audio", "video")) and not any(name in first for name, _ in _SHOWN):
        return Broken(line, "it is a recording, and goodwork shows texts and pictures", str(first)[:200])
    item = str(first.get("id") or f"line {line}")
    taken = _CONSUMED | {str(task.get("field_id")) for _, task in tasks}
    values = {name: value for name, value in first.items() if name not in taken}
    if any(task.get("meta") != first.get("meta") for _, task in tasks):
        report.lose(item, "the meta of its further answers", "an item has its metadata once")
    if any("tokens" in task for _, task in tasks):
        report.change("", "the tokens of texts", "spans are kept by their characters")
    if any("options" in task for _, task in tasks):
        report.change("", "the options of choices", "labels are kept where somebody chose them")
    yes_no: dict[str, tuple[list[str], list[str]]] = {}
    made: list[Said] = []
    for at, task in tasks:
        where = str(task.get("id") or f"line {at}")
        if (label := binary_label(task)) is not None and task.get("answer") in ("accept", "reject"):
            if task.get("spans"):
                report.lose(
                    where, "spans that were highlighted", "they were shown with the question and answer nothing"
                )
            yes, no = yes_no.setdefault(_person(task), ([], []))
            (yes if task["answer"] == "accept" else no).append(label)
            continue
        made += _said(task, asked, where, report)
    for by, (yes, no) in yes_no.items():
        chosen = tuple(dict.fromkeys(yes))
        if chosen or asked.labels <= set(no):
            made.append(Said("annotation", by, (Choice(LABEL, chosen, chosen, multiple=len(chosen) != 1),)))
        else:
            for label in no:
                why = "it says which of several labels is wrong, and not which is right"
                report.lose(item, f"the rejected label {label[:60]!r}", why)
    return Row(line, values, tuple(made))


def _said(task: Task, asked: Asked, item: str, report: Report) -> list[Said]:
    by = _person(task)
    match task.get("answer"):
        case "ignore":
            return [Said("skip", by)]
        case "accept":
            reviewed = _read(task, asked, item, report, by)
            return [*reviewed, *_versions(task, asked, item, report)]
        case "reject":
            if asks_only(task, asked):
                return [Said("annotation", by, (said(task),))]
            report.lose(item, "a rejected answer", "it says that the answer is wrong, and not what is right")
            return _versions(task, asked, item, report)
        case None:
            return _suggested(task, asked, item, report)
        case other:
            report.lose(item, f"the answer {str(other)[:40]!r}", "it is none of accept, reject and ignore")
            return []


def _read(task: Task, asked: Asked, item: str, report: Report, by: str) -> list[Said]:
    try:
        records = records_of(task, asked, item, report)
    except Invalid as error:
        report.lose(item, f"the answer by {by}", error.what)
        return []
    if not records and not is_picture(task):
        report.lose(item, f"the answer by {by}", "nothing in it is an answer that goodwork knows")
    return [Said("annotation", by, tuple(records))] if records else []


def _versions(task: Task, asked: Asked, item: str, report: Report) -> list[Said]:
    """What people said before somebody reviewed it."""
    made: list[Said] = []
    for version in objects(task.get("versions")):
        for by in [str(one) for one in listed(version.get("sessions"))] or [UNKNOWN]:
            own = {**version, "text": version.get("text", task.get("text")), "view_id": None, "versions": None}
            own |= {"_annotator_id": by, "_view_id": task.get("view_id")}
            made += _said({**own, "answer": version.get("answer", "accept")}, asked, item, report)
    return made


def _suggested(task: Task, asked: Asked, item: str, report: Report) -> list[Said]:
    """What a model marked in a task that nobody answered yet."""
    if not task.get("spans") or is_picture(task) or binary_label(task) is not None:
        return []
    return [Said("prediction", one.by, one.records) for one in _read(task, asked, item, report, UNKNOWN)]


def _person(task: Task) -> str:
    given = task.get("_annotator_id") or task.get("_session_id")
    return str(given)[:200] if given else UNKNOWN
