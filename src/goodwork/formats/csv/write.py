"""A table of documents as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from goodwork.formats.delimited import guarded
from goodwork.formats.documents import Document
from goodwork.formats.json_values import write
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.spool import Spool

_ROWS = 20
"""Rows that are taken together: each taking costs a little of its own."""


def write_csv(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.csv``. Lists and objects are JSON in their cell; what a spreadsheet would run gets an apostrophe."""
    yield OutFile("items.csv", _csv(documents, report))


def _csv(documents: Iterable[Document], report: Report) -> Iterator[bytes]:
    with closing(Spool(documents, report, trims=True)) as spool:
        yield from portions(_csv_lines(spool, report))


class _Lines:
    """Lines with a plain end, of cells that are quoted where they hold a return as well as where they hold an end."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def write(self, line: str) -> None:
        self._lines.append(f"{line[:-2]}\n")

    def take(self) -> bytes:
        """The lines since the last time."""
        taken = "".join(self._lines).encode()
        self._lines.clear()
        return taken


def _csv_lines(spool: Spool, report: Report) -> Iterator[bytes]:
    names = [column.name for column in spool.columns.layout(report)]
    lines = _Lines()
    # What could be taken for the delimiter is quoted: it is told from the header.
    odd = any(mark in name for name in names for mark in ";\t|")
    csv.writer(lines, lineterminator="\r\n", quoting=csv.QUOTE_ALL if odd else csv.QUOTE_MINIMAL).writerow(
        [guarded(name) or name for name in names]
    )
    writer = csv.writer(lines, lineterminator="\r\n")
    for n, row in enumerate(spool.rows(Report()), 1):
        item = str(row.get("id") or n)
        writer.writerow([_cell(row[name], name, item, report) for name in names])
        if n % _ROWS == 0:
            yield lines.take()
    yield lines.take()


def _cell(value: Any, name: str, item: str, report: Report) -> Any:
    match value:
        case "":
            report.change(item, f"the empty text of {name!r}", "an empty cell is nothing")
            return value
        case str():
            safe = guarded(value)
            if safe is None:
                return value
            why = "an apostrophe before it keeps spreadsheets from running it as a formula"
            report.change(item, f"the cell of {name!r} that begins with = + - or @", why)
            return safe
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | dict():
            return write(value).decode()
        case _:
            return value
