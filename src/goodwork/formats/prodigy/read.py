"""Prodigy's tasks with their answers, as its data sets are exported: one task a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from typing import Any, BinaryIO

from goodwork.errors import GoodworkError, Invalid
from goodwork.formats.grouping import together
from goodwork.formats.packed import rows_of
from goodwork.formats.prodigy.tasks import LABEL, Asked, asks_only, binary_label, is_picture, records_of, said, view_of
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Dialect, Entry, Row, Said, Source
from goodwork.model.json import is_object, listed, objects
from goodwork.model.records import Choice

PEEKED = 100
MOST_LABELS = 1000
MOST_TOGETHER = 1000
"""Answers to one input that are one item."""
MOST_INPUTS = 1_000_000
"""Inputs of which it is found out whether they come again; of a longer file it is taken for granted."""
UNKNOWN = "prodigy"
"""Who answered, where the file does not say."""

_CONSUMED = frozenset({
    "answer", "accept", "options", "config", "label", "spans", "relations", "tokens", "versions", "sessions", "default",
    "view_id", "_view_id", "_session_id", "_annotator_id", "_is_binary", "user_input", "field_id",
})  # fmt: skip
_SHOWN = (("text", "text"), ("html", "text"), ("image", "picture"))

_INPUTS = frozenset({"accept", "options"})
"""What is part of the input where it is no text: the outputs of a comparison."""

Task = dict[str, Any]
Numbered = tuple[int, Task | Broken]


def read_prodigy(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The tasks of a data set.

    What was accepted is an answer, what was ignored a skip. A rejected label is the answer that none was chosen, where
    the file asks about no other label; any other rejection says that something is wrong and not what is right, so it
    is no answer and reported. Tasks of one input are one item with several answers, wherever they lie. Hashes, times
    and ``meta`` become metadata; only the text, the HTML or the picture is shown.
    """
    report = Report()
    sample = _sample(file, dialect)
    marks = any(task.get("spans") and not is_picture(task) for task in sample)
    found: list[tuple[frozenset[str], bool]] = []

    def rows(skip: int) -> Iterator[Entry]:
        # The whole file is looked at before: whether a rejection says something depends on which labels there are.
        if not found:
            found.append(_look(_tasks(file, dialect, Report())))
        labels, apart = found[0]
        tasks = _tasks(file, dialect, report)
        yield from islice(_items(tasks, Asked(marks, labels), apart, report), skip, None)

    return Source(rows, report=report, hint=_hint(sample), states_all=True)


def _tasks(file: BinaryIO, dialect: Dialect, report: Report) -> Iterator[Numbered]:
    """The tasks of JSON lines, or of a table of them."""
    for entry in rows_of(file, 0, report, dialect):
        yield entry.line, entry if isinstance(entry, Broken) else dict(entry.values)


def _sample(file: BinaryIO, dialect: Dialect) -> list[Task]:
    tasks = _tasks(file, dialect, Report())
    try:
        return [task for _, task in islice(tasks, PEEKED) if not isinstance(task, Broken)]
    except GoodworkError:
        return []  # met again by those who read the rows


def _hint(sample: list[Task]) -> Mapping[str, Any]:
    shown = [(name, kind) for name, kind in _SHOWN if any(isinstance(task.get(name), str) for task in sample)]
    if ("text", "text") in shown:
        shown = [(name, kind) for name, kind in shown if name != "html"]
    parts = [{"type": kind, "column": name} for name, kind in shown]
    return {"parts": parts} if parts else {}


def _look(tasks: Iterator[Numbered]) -> tuple[frozenset[str], bool]:
    """The labels about which the file asks yes or no, and whether answers to one input lie apart."""
    labels: set[str] = set()
    inputs: set[int] = set()
    apart = False
    before: Any = None
    try:
        for _, task in tasks:
            if isinstance(task, Broken):
                continue
            if len(labels) < MOST_LABELS and (label := binary_label(task)) is not None:
                labels.add(label)
            which = _input(task)
            if which != before and not apart:
                met = len(inputs)
                inputs.add(hash(which))
                apart = len(inputs) in (met, MOST_INPUTS)
            before = which
    except GoodworkError:
        pass  # met again by those who read the rows
    return frozenset(labels), apart


def _items(tasks: Iterator[Numbered], asked: Asked, apart: bool, report: Report) -> Iterator[Entry]:
    for held in _apart(tasks) if apart else _adjacent(tasks):
        (line, first), *_ = held
        yield first if isinstance(first, Broken) else _item(line, first, held, asked, report)


def _apart(tasks: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    """The tasks of each input, wherever they lie; a row that is broken is alone."""
    keys = ((f"{line}" if isinstance(task, Broken) else f" {_input(task)}", (line, task)) for line, task in tasks)
    return together(((key.encode("utf-8", "replace"), task) for key, task in keys), MOST_TOGETHER)


def _adjacent(tasks: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    """The tasks of each input that follow each other; a row that is broken is alone."""
    for _, same in groupby(tasks, key=lambda one: one if isinstance(one[1], Broken) else _input(one[1])):
        while held := list(islice(same, MOST_TOGETHER)):
            yield held


def _input(task: Task) -> str:
    """What tells the input of a task from others."""
    if task.get("_input_hash") is not None:
        return f"#{task['_input_hash']}"
    if any(name in task for name, _ in _SHOWN):
        return repr([task.get(name) for name in ("id", "text", "html", "image")])
    return repr([(name, value) for name, value in task.items() if name[:1] != "_" and name not in _CONSUMED - _INPUTS])


def _item(line: int, first: Task, held: list[Numbered], asked: Asked, report: Report) -> Row | Broken:
    tasks = [(at, task) for at, task in held if not isinstance(task, Broken)]
    if any(name in first for name in ("audio", "video")) and not any(name in first for name, _ in _SHOWN):
        return Broken(line, "it is a recording, and goodwork shows texts and pictures", str(first)[:200])
    if is_object(first.get("accept")):
        return Broken(line, "it is a comparison of Prodigy, which goodwork does not read", str(first)[:200])
    item = str(first.get("id") or f"line {line}")
    taken = _CONSUMED | {str(task.get("field_id")) for _, task in tasks}
    values = {name: value for name, value in first.items() if name not in taken}
    if any(task.get("meta") not in (None, {}, first.get("meta")) for _, task in tasks):
        report.lose(item, "the meta of its further answers", "an item has its metadata once")
    if any("tokens" in task for _, task in tasks):
        report.change("", "the tokens of texts", "spans are kept by their characters")
    if any("options" in task for _, task in tasks):
        report.change("", "the options of choices", "labels are kept where somebody chose them")
    yes_no: dict[str, tuple[list[str], list[str]]] = {}
    one_by_one: dict[str, list[Task]] = {}
    made: list[Said] = []
    for at, task in (each for number, one in tasks for each in _with_versions(number, one)):
        where = str(task.get("id") or f"line {at}")
        if (label := binary_label(task)) is not None and task.get("answer") in ("accept", "reject"):
            if task.get("spans"):
                report.lose(
                    where, "spans that were highlighted", "they were shown with the question and answer nothing"
                )
            yes, no = yes_no.setdefault(_person(task), ([], []))
            (yes if task["answer"] == "accept" else no).append(label)
            continue
        if _is_one_span(task):
            if task["answer"] == "accept":
                one_by_one.setdefault(_person(task), []).append(task)
            else:
                report.lose(where, "a rejected span", "it says which span is wrong, and not which is right")
            continue
        made += _said(task, asked, where, report)
    for same in one_by_one.values():
        report.change(item, "spans that were accepted one by one", "nobody was asked for the others in the text")
        spans = [span for task in same for span in objects(task["spans"])]
        made += _said({**same[0], "spans": spans}, asked, item, report)
    for by, (yes, no) in yes_no.items():
        chosen = tuple(dict.fromkeys(yes))
        if chosen or asked.labels <= set(no):
            made.append(Said("annotation", by, (Choice(LABEL, chosen, chosen, multiple=len(chosen) != 1),)))
        else:
            for label in no:
                why = "it says which of several labels is wrong, and not which is right"
                report.lose(item, f"the rejected label {label[:60]!r}", why)
    answered = {one.by for one in made if one.role == "annotation"}
    kept = [one for one in made if one.role != "skip" or one.by not in answered]
    if len(kept) < len(made):
        why = "who answered another question about the text did not skip it"
        report.lose(item, "a question that was ignored", why, len(made) - len(kept))
    return Row(line, values, tuple(kept))


def _is_one_span(task: Task) -> bool:
    """Whether a task asks yes or no to the spans that it shows, and there may be others."""
    if task.get("_is_binary") is not True and view_of(task) != "ner":
        return False
    return bool(task.get("spans")) and task.get("answer") in ("accept", "reject") and not is_picture(task)


def _said(task: Task, asked: Asked, item: str, report: Report) -> list[Said]:
    by = _person(task)
    match task.get("answer"):
        case "ignore":
            return [Said("skip", by), *([] if binary_label(task) else _versions(task, asked, item, report))]
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
    return [one for own in _before(task) for one in _said(own, asked, item, report)]


def _with_versions(at: int, task: Task) -> Iterator[tuple[int, Task]]:
    """A task, and the yes and no that people said to its label before somebody reviewed it."""
    yield at, task
    if binary_label(task) is not None:
        yield from ((at, own) for own in _before(task))


def _before(task: Task) -> Iterator[Task]:
    """What a task was for each person who answered it before it was reviewed."""
    for version in objects(task.get("versions")):
        for by in [str(one) for one in listed(version.get("sessions"))] or [UNKNOWN]:
            own = {**version, "text": version.get("text", task.get("text")), "view_id": None, "versions": None}
            own |= {"_annotator_id": by, "_view_id": task.get("view_id")}
            yield {**own, "answer": version.get("answer", "accept")}


def _suggested(task: Task, asked: Asked, item: str, report: Report) -> list[Said]:
    """What a model marked in a task that nobody answered yet."""
    if not task.get("spans") or is_picture(task) or binary_label(task) is not None:
        return []
    return [Said("prediction", one.by, one.records) for one in _read(task, asked, item, report, UNKNOWN)]


def _person(task: Task) -> str:
    given = task.get("_annotator_id") or task.get("_session_id")
    return str(given)[:200] if given else UNKNOWN
