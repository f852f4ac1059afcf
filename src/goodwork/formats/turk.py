"""Results of Mechanical Turk, Toloka, Appen and surveys: what they say of the people who answered is left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from goodwork.formats import json_values
from goodwork.formats.report import Report
from goodwork.formats.rows import Entry, Row, Source
from goodwork.model.json import is_list, is_object

_RESULTS = frozenset({"HITId", "AssignmentId", "WorkerId"})
"""What every row of results has."""
_TIMES = ("WorkTimeInSeconds", "AcceptTime", "SubmitTime")
_RATES = ("LifetimeApprovalRate", "Last30DaysApprovalRate", "Last7DaysApprovalRate")
_SURVEY = frozenset({"ResponseId", "RecordedDate", "Progress", "Finished", "DistributionChannel"})
"""What rows of Qualtrics have."""
_JUDGED = frozenset({"_unit_id", "_worker_id", "_trust"})
"""What rows of Appen's full reports have."""
_PREFIXES = {"INPUT:": "Input.", "OUTPUT:": "Answer.", "GOLDEN:": "gold_"}
"""What Toloka calls what Mechanical Turk calls otherwise."""
_WORKER = "ASSIGNMENT:worker_id"
_SESSION = ("Duration (in seconds)", "StartDate", "EndDate", "RecordedDate")
_PRIVATE = (
    "IPAddress", "LocationLatitude", "LocationLongitude", "RecipientEmail", "RecipientFirstName", "RecipientLastName",
)  # fmt: skip
_TASK = "Answer.taskAnswers"
"""The column with all that a worker answered, where the task was made of Crowd HTML elements."""
_WHY = {
    **dict.fromkeys(
        (*_TIMES, *_SESSION, "_started_at", "_created_at", "ASSIGNMENT:started", "ASSIGNMENT:submitted"),
        "how long somebody took is not recorded",
    ),
    **dict.fromkeys((*_RATES, "_trust", "_tainted"), "how somebody's other work was judged is not recorded"),
    **dict.fromkeys(
        (*_PRIVATE, "_country", "_region", "_city", "_ip", "_channel"), "who and where people are is not recorded"
    ),
}


def without_workers_times(source: Source) -> Source:
    """The source; of tables of results without how long people took, where they were and how others judged them."""

    def rows(skip: int) -> Iterator[Entry]:
        entries = source.rows(skip)
        for entry in entries:
            if not isinstance(entry, Row):
                yield entry
            elif not _is_of_people(entry.values):
                # All rows of a table have the same columns.
                yield entry
                yield from entries
            else:
                yield _without(entry, source.report)

    return replace(source, rows=rows)


def _is_of_people(values: Mapping[str, Any]) -> bool:
    if _WORKER in values and any(name.startswith("OUTPUT:") for name in values):
        return True
    return any(len(columns & values.keys()) >= 2 for columns in (_RESULTS, _SURVEY, _JUDGED))


def _called(name: str) -> str:
    prefix = next((prefix for prefix in _PREFIXES if name.startswith(prefix)), None)
    return name if prefix is None else _PREFIXES[prefix] + name.removeprefix(prefix)


def _without(row: Row, report: Report) -> Row:
    for name in _WHY:
        if row.values.get(name) not in (None, ""):
            report.lose("", repr(name), _WHY[name])
    values = {name: value for name, value in row.values.items() if name not in _WHY}
    if _WORKER in values:
        values = {_called(name): value for name, value in values.items() if name != _WORKER} | {
            "WorkerId": values[_WORKER]
        }
    answered = _answered(values.get(_TASK))
    if answered is not None:
        del values[_TASK]
        values |= {f"Answer.{name}": value for name, value in answered.items()}
    return row._replace(values=values)


def _answered(cell: Any) -> dict[str, Any] | None:
    """What a worker answered to each element of a task; None when the cell is something else."""
    if not isinstance(cell, str) or not cell.startswith("[{"):
        return None
    try:
        found = json_values.parse(cell.encode())
    except (ValueError, UnicodeEncodeError):
        return None
    if not is_list(found) or len(found) != 1 or not is_object(found[0]):
        return None
    return {name: _plain(value) for name, value in found[0].items()}


def _plain(value: Any) -> Any:
    """An answer as cells have it: a label, labels, spans, a text."""
    if not is_object(value):
        return value
    if len(value) == 1:
        (name, held), *_ = value.items()
        if name in ("label", "labels"):
            return held
        if name == "entities" and is_list(held):
            return held
    if value and all(isinstance(one, bool) for one in value.values()):
        chosen = [name for name, one in value.items() if one]
        return chosen[0] if len(chosen) == 1 and len(value) > 1 else chosen
    return value
