"""Documents on their way into a table: a column for each question, and what the rows are when all were seen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from goodwork.formats.arrow import pa
from goodwork.formats.documents import Document
from goodwork.formats.json_values import parse, write
from goodwork.formats.own import ANNOTATIONS, PARTS, own_said, part_columns
from goodwork.formats.report import Report
from goodwork.formats.table_columns import Columns, flat_answers

PORTION = 2000
"""Rows of a table that are written together, fewer where they are long."""
AT_ONCE = 32 << 20
"""Bytes of them."""


class Spool:
    """Documents on their way into a table: their columns are known when all of them were seen."""

    def __init__(self, documents: Iterable[Document], report: Report, *, trims: bool = False) -> None:
        self.columns = Columns(trims=trims)
        self._file: Any = tempfile.SpooledTemporaryFile(16 << 20)  # noqa: SIM115 - closed by close
        self.passed = 0
        """Bytes of the rows that were given."""
        self._read: Callable[[bytes], Any] = orjson.loads
        try:
            for document in documents:
                self._file.write(self._line(self._taken(document, report)))
                report.keep("items")
                report.keep("annotations", sum(len(one.records) for one in document.said))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the rows go."""
        self._file.close()

    def _line(self, row: dict[str, Any]) -> bytes:
        try:
            return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
        except TypeError:  # whole numbers beyond 64 bits: they are read exactly, too
            self._read = parse
            return write(row) + b"\n"

    def _taken(self, document: Document, report: Report) -> dict[str, Any]:
        said = own_said(document)
        self.columns.classes.update(document.classes)
        parts, stated = part_columns(document, report)
        self.columns.asked.update(record.question for one in document.said for record in one.records)
        row: dict[str, Any] = {
            "id": document.id,
            "parts": parts,
            "metadata": dict(document.metadata),
            "answers": flat_answers(document),
            # The text that the cell will hold: it need not be taken apart and written again.
            ANNOTATIONS: write(said).decode() if said else None,
            PARTS + "?": stated,
        }
        self.columns.see(row)
        return row

    def rows(self, report: Report) -> Iterator[dict[str, Any]]:
        """The rows, each with a value for every column."""
        self._file.seek(0)
        layout = self.columns.layout(report)
        for line in self._file:
            self.passed += len(line)
            row = self._read(line)
            yield {column.name: column.of(row) for column in layout}


def tables(spool: Spool, report: Report) -> Iterator[Any]:
    """The rows as Arrow tables, an empty one first."""
    layout = spool.columns.layout(report)
    schema = pa.schema([(column.name, column.type) for column in layout])
    yield schema.empty_table()
    held: list[dict[str, Any]] = []
    begun = spool.passed
    for row in spool.rows(Report()):
        held.append(row)
        if len(held) == PORTION or spool.passed - begun > AT_ONCE:
            yield _table(held, schema)
            held, begun = [], spool.passed
    if held:
        yield _table(held, schema)


def _table(rows: list[dict[str, Any]], schema: Any) -> Any:
    columns: dict[str, Any] = {}
    for field in schema:
        values = [row[field.name] for row in rows]
        if pa.types.is_string(field.type):
            values = [v if v is None or isinstance(v, str) else write(v).decode() for v in values]
        columns[field.name] = pa.array(values, field.type)
    return pa.table(columns, schema=schema)
