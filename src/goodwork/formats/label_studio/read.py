"""Label Studio's JSON: tasks with annotations and predictions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast

from goodwork.formats.json_lines import read_objects
from goodwork.formats.label_studio.results import ResultReader, objects
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Said, Source, excerpt


def read_label_studio(file: BinaryIO) -> Source:
    """The tasks of an export (one JSON array, or one task per line).

    ``data`` becomes the values, ``id`` the column ``id`` unless the data has one. Annotations, predictions, skips
    and ground truth come as what is said of the row. Drafts and lead times are left behind.
    """
    report = Report()

    def rows(skip: int) -> Iterator[Entry]:
        for line, task in read_objects(file, skip):
            yield task if isinstance(task, Broken) else _task(line, task, report)

    return Source(rows, report=report)


def _task(line: int, task: dict[str, Any], report: Report) -> Row | Broken:
    data = task.get("data")
    if not isinstance(data, dict):
        return Broken(line, 'the task has no "data" object', excerpt(str(task)))
    values = _unrolled(cast("dict[str, Any]", data))
    if "id" in task and "id" not in values:
        values = {"id": task["id"], **values}
    item = str(values.get("id", f"line {line}"))
    reader = ResultReader(item, values, report)
    predictions = [p for p in objects(task.get("predictions")) if objects(p.get("result"))]
    models = {p.get("id"): _model(p) for p in predictions}
    said = [Said("prediction", _model(p), reader.records(p), score=_number(p.get("score"))) for p in predictions]
    annotations = objects(task.get("annotations") or task.get("completions"))
    said += [_annotation(item, annotation, models, reader, report) for annotation in annotations]
    if objects(task.get("drafts")):
        report.lose(item, "drafts", "unfinished work of people who can't go on with it here")
    if task.get("meta"):
        report.lose(item, "meta", "only a task's data is kept")
    return Row(line, values, tuple(said))


def _unrolled(data: dict[str, Any]) -> dict[str, Any]:
    """The data, with a column for each element of a list that is there to be ranked."""
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


def _is_element(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("id"), str | int) and any(value.get(k) for k in ("title", "body", "html"))


def _annotation(
    item: str, annotation: dict[str, Any], models: Mapping[Any, str], reader: ResultReader, report: Report
) -> Said:
    by = _person(annotation.get("completed_by"))
    if "lead_time" in annotation:
        report.lose(item, "lead_time", "how long somebody took is not recorded")
    if annotation.get("was_cancelled"):
        return Said("skip", by, reason="skipped in Label Studio")
    records = reader.records(annotation)
    if annotation.get("ground_truth"):
        return Said("gold", by, records, reason="ground truth in Label Studio")
    return Said("annotation", by, records, accepted_from=models.get(annotation.get("parent_prediction")))


def _model(prediction: Mapping[str, Any]) -> str:
    return str(prediction.get("model_version") or "unknown")[:200]


def _person(completed_by: Any) -> str:
    """One word for a person however the export names them: an id, an address, or an object with either."""
    if isinstance(completed_by, dict):
        named = cast("dict[str, Any]", completed_by)
        completed_by = named.get("id", named.get("email"))
    return str(completed_by if completed_by is not None else "unknown")


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
