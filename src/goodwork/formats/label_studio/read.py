"""Label Studio's JSON: tasks with annotations and predictions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, BinaryIO, cast

from goodwork.errors import GoodworkError
from goodwork.formats.json_lines import read_objects
from goodwork.formats.label_studio.measured import number, whole
from goodwork.formats.label_studio.results import SPANS, ResultReader
from goodwork.formats.label_studio.texts import Columns, columns_of, objects, read_values, results_of
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Said, Source, excerpt
from goodwork.model.json import is_object

PEEKED = 100
_ADDRESS = re.compile(r"(?:https?|s3|gs|azure-blob)://\S+|/data/\S+", re.IGNORECASE)
"""Where Label Studio finds a text, of which the data may have the address alone."""
LEAD_TIME = "lead_time"
"""How long somebody took, as exports call it."""
OF_TASKS = frozenset({
    "id", "annotations", "predictions", "completions", "drafts", "meta", "created_at", "updated_at", "updated_by",
    "inner_id", "project", "file_upload", "overlap", "is_labeled", "allow_skip", "allow_postpone", "annotators",
    "annotations_ids", "annotations_results", "predictions_results", "predictions_score", "predictions_model_versions",
    "total_annotations", "cancelled_annotations", "total_predictions", "avg_lead_time", "completed_at", "comments",
    "comment_count", "comment_authors", "comment_authors_count", "unresolved_comment_count", "last_comment_updated_at",
    "reviews", "reviewers", "reviewed", "reviews_rejected", "ground_truth", "agreement", "precomputed_agreement",
    "annotators_count", "reviewers_count", "draft_exists", "storage_filename", "state",
})  # fmt: skip
"""What a task has beside its data."""
TASKS = "tasks.json"
"""The file of the tasks in a folder with their pictures."""
SKIPPED, KNOWN = "skipped in Label Studio", "ground truth in Label Studio"
"""The reasons of skips and of known answers, of which Label Studio says none."""


def read_tasks(file: BinaryIO) -> Source:
    """The tasks of an export (one JSON array, or one task per line).

    ``data`` becomes the values, ``id`` the column ``id`` unless the data has one. Annotations, predictions, skips
    and ground truth come as what is said of the row. Drafts and lead times are left behind.
    """
    report = Report()
    columns = _columns(file)

    def rows(skip: int) -> Iterator[Entry]:
        for line, task in read_objects(file, skip, report):
            yield task if isinstance(task, Broken) else _task(line, task, columns, report)

    return Source(rows, report=report, hint=columns.hint, states_all=True)


def _columns(file: BinaryIO) -> Columns:
    try:
        first = [task for _, task in islice(read_objects(file, 0, Report()), PEEKED) if not isinstance(task, Broken)]
    except GoodworkError:
        return Columns()  # met again by those who read the rows
    return columns_of((_unrolled(task["data"]), [*results_of(task)]) for task in first if is_object(task.get("data")))


def _task(line: int, task: dict[str, Any], columns: Columns, report: Report) -> Row | Broken:
    data = task.get("data")
    if not is_object(data):
        why = 'the task has no "data" object; plain rows are read as jsonl'
        return Broken(line, why, excerpt(str(task)))
    given = _unrolled(data)
    if "id" in task and "id" not in given:
        given = {"id": task["id"], **given}
    item = str(given.get("id", f"line {line}"))
    read = read_values(columns, given, item, report)
    if isinstance(read, str):
        return Broken(line, read, excerpt(str(data)))
    if (where := _elsewhere(task, read[0])) is not None:
        why = f"its text lies elsewhere ({where[:60]}), and goodwork fetches nothing: put the text itself into the data"
        return Broken(line, why, excerpt(str(data)))
    reader = ResultReader(item, *read, report)
    predictions = objects(task.get("predictions"))
    said = [one for prediction in predictions if (one := _prediction(prediction, reader)) is not None]
    began = _Began(predictions) if predictions else _NONE
    annotations = objects(task.get("annotations") or task.get("completions"))
    for annotation in annotations:
        made = _annotation(item, annotation, began, reader, report)
        if made is not None:
            said.append(made)
    _beside(item, task, report)
    for word, whole_ones in (("annotations", annotations), ("predictions", predictions)):
        if isinstance(held := task.get(word), list) and len(whole_ones) < len(cast("list[Any]", held)):
            report.lose(item, word, "only their numbers are in the file: export the tasks as JSON, with annotations")
    return Row(line, read[0], tuple(said), reader.sizes)


def _elsewhere(task: Mapping[str, Any], values: Mapping[str, Any]) -> str | None:
    """The address of a task's text, when its regions lie in what is there and not in the address."""
    addresses = {name: v for name, v in values.items() if isinstance(v, str) and _ADDRESS.fullmatch(v)}
    if not addresses:
        return None
    texts = [name for name, value in values.items() if isinstance(value, str) and name != "id"]
    for result in results_of(task):
        value = result.get("value")
        to_name = str(result.get("to_name"))
        name = to_name if to_name in values else texts[0] if len(texts) == 1 else ""
        if name in addresses and is_object(value) and "startOffset" not in value and result.get("type") in SPANS:
            end, quote = whole(value.get("end")), value.get("text")
            address = addresses[name]
            if end is not None and (end > len(address) or (isinstance(quote, str) and quote not in address)):
                return address
    return None


def _beside(item: str, task: Mapping[str, Any], report: Report) -> None:
    if objects(task.get("drafts")):
        report.lose(item, "drafts", "unfinished work of people who can't go on with it here")
    if task.get("meta"):
        report.lose(item, "meta", "only a task's data is kept")
    if task.get("comments"):
        report.lose(item, "comments", "goodwork has no place for what is said about a task")
    for name in task.keys() - OF_TASKS - {"data"}:
        if task[name] not in (None, "", [], {}):
            report.lose("", f"{name[:60]!r} of tasks", "only a task's data is kept")


def _unrolled(data: dict[str, Any]) -> dict[str, Any]:
    """The data, with a column for each element of a list that is there to be ranked."""
    kinds = set(map(type, data.values()))
    if dict in kinds and not any(isinstance(value, str | list) for name, value in data.items() if name != "id"):
        return dict(_paths(data))
    if list not in kinds:
        return data
    values: dict[str, Any] = {}
    for name, value in data.items():
        elements = objects(value)
        if elements and len(elements) == len(value) and all(_is_element(e) for e in elements):
            for element in elements:
                pieces = (element.get("title"), element.get("body") or element.get("html"))
                values.setdefault(str(element["id"]), "\n".join(str(piece) for piece in pieces if piece))
        else:
            values[name] = value
    return values


def _paths(data: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """What lies within objects, by the path that a config names it by: ``$content.text``."""
    for name, value in data.items():
        if is_object(value) and value:
            yield from _paths(value, f"{before}{name}.")
        else:
            yield before + name, value


def _is_element(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("id"), str | int) and any(value.get(k) for k in ("title", "body", "html"))


def _prediction(prediction: Mapping[str, Any], reader: ResultReader) -> Said | None:
    records, unread = reader.read(prediction)
    if unread and not records:
        return None
    return Said("prediction", _model(prediction), records, score=number(prediction.get("score")), unread=unread)


class _Began:
    """The predictions of a task, as annotations name those that they began with."""

    def __init__(self, predictions: Sequence[Mapping[str, Any]]) -> None:
        self._models = {str(p["id"]): _model(p) for p in predictions if p.get("id") is not None}
        self._results = {
            str(result["id"]): _model(p)
            for p in predictions
            for result in objects(p.get("result"))
            if result.get("id") is not None
        }

    def model(self, annotation: Mapping[str, Any]) -> str | None:
        """The model whose prediction an annotation says that it began with; None when it says of none."""
        parent, copied = annotation.get("parent_prediction"), annotation.get("prediction")
        if is_object(parent):
            parent = parent.get("id")
        if parent is not None and str(parent) in self._models:
            return self._models[str(parent)]
        if is_object(copied) and copied:
            return self._models.get(str(copied.get("id"))) or _model(copied)
        if not is_object(copied) and copied is not None and str(copied) in self._models:
            return self._models[str(copied)]
        for result in objects(annotation.get("result")) if self._results else ():
            # Label Studio keeps the ids of the results that it takes over from a prediction.
            if result.get("origin") in ("prediction", "prediction-changed"):
                model = self._results.get(str(result.get("id")))
                if model is not None:
                    return model
        return None if parent is None else "unknown"


_NONE = _Began(())


def _annotation(
    item: str, annotation: dict[str, Any], began: _Began, reader: ResultReader, report: Report
) -> Said | None:
    by = person(annotation.get("completed_by"))
    lose_time(item, annotation, report)
    for word in ("reviews", "comments"):
        if annotation.get(word):
            report.lose(item, f"{word} of an annotation", "goodwork has no place for what is said about an annotation")
    if annotation.get("was_cancelled") or annotation.get("skipped"):
        if objects(annotation.get("result")):
            report.lose(item, "the results of a skip", "who skips an item does not answer it")
        return Said("skip", by, reason=SKIPPED)
    records, unread = reader.read(annotation)
    if unread and not records:
        # Nothing of it is left, and that is not an answer that found nothing.
        return None
    if annotation.get("ground_truth"):
        return Said("gold", by, records, reason=KNOWN, unread=unread)
    return Said("annotation", by, records, accepted_from=began.model(annotation), unread=unread)


def lose_time(item: str, holder: Mapping[str, Any], report: Report) -> None:
    """Report that how long somebody took is left behind."""
    if holder.get(LEAD_TIME) not in (None, ""):
        report.lose(item, LEAD_TIME, "how long somebody took is not recorded")


def _model(prediction: Mapping[str, Any]) -> str:
    return str(prediction.get("model_version") or "unknown")[:200]


def person(completed_by: Any) -> str:
    """One word for a person however the export names them: an id, an address, or an object with either."""
    if is_object(completed_by):
        completed_by = next((completed_by[k] for k in ("id", "email", "username") if completed_by.get(k)), None)
    return str(completed_by if completed_by is not None else "unknown")
