"""Results of Mechanical Turk: what they say of the workers is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodwork.formats.report import Report
from goodwork.formats.rows import Entry, Row, Source

_RESULTS = frozenset({"HITId", "AssignmentId", "WorkerId"})
"""What every row of results has."""
_TIMES = ("WorkTimeInSeconds", "AcceptTime", "SubmitTime")
_RATES = ("LifetimeApprovalRate", "Last30DaysApprovalRate", "Last7DaysApprovalRate")
_WHY = {
    **dict.fromkeys(_TIMES, "how long somebody took is not recorded"),
    **dict.fromkeys(_RATES, "how somebody's other work was judged is not recorded"),
}


def without_workers_times(source: Source) -> Source:
    """The source; of a table of results without how long workers took and how often they were approved elsewhere."""

    def rows(skip: int) -> Iterator[Entry]:
        entries = source.rows(skip)
        for entry in entries:
            if not isinstance(entry, Row):
                yield entry
            elif len(_RESULTS & entry.values.keys()) < 2:
                # All rows of a table have the same columns.
                yield entry
                yield from entries
            else:
                yield _without(entry, source.report)

    return replace(source, rows=rows)


def _without(row: Row, report: Report) -> Row:
    for name in _WHY:
        if row.values.get(name) not in (None, ""):
            report.lose("", repr(name), _WHY[name])
    return row._replace(values={name: value for name, value in row.values.items() if name not in _WHY})
