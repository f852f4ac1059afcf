"""Delimited text: a table of items and a table of annotations, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from goodwork.formats.arrow import pa, pa_csv, pc
from goodwork.formats.delimited import GUARDED, guarded
from goodwork.formats.published import OutFile, Published, pictures_of
from goodwork.formats.report import Report
from goodwork.formats.sink import Sink
from goodwork.formats.wide import Wide


def export_csv(published: Published, report: Report) -> Iterator[OutFile]:
    """``items.csv``, ``annotations.csv`` and the pictures.

    Several labels are a JSON array in their cell. Cells of text that a spreadsheet would run as a formula get an
    apostrophe before them; the report counts them.
    """
    wide = Wide(published)
    yield OutFile("items.csv", _table(wide.items(), "items", report))
    yield OutFile("annotations.csv", _table(wide.annotations(), "annotations", report))
    yield from pictures_of(published, report)
    if any(question.says == "choices" for question in wide.questions):
        report.change("", "several labels of one answer", "a cell holds one value: they are a JSON array in it")


def _table(tables: Iterator[Any], name: str, report: Report) -> Iterator[bytes]:
    sink = Sink()
    writer: Any = None
    for table in tables:
        plain = _plain(table, report)
        if writer is None:
            writer = pa_csv.CSVWriter(sink, plain.schema, write_options=pa_csv.WriteOptions(quoting_style="needed"))
        writer.write_table(plain)
        report.keep(name, plain.num_rows)
        yield sink.take()
    if writer is not None:
        writer.close()
        yield sink.take()


def _plain(table: Any, report: Report) -> Any:
    """The same table with texts and numbers only."""
    columns: dict[str, Any] = {}
    for name in table.column_names:
        column = table.column(name)
        if pa.types.is_list(column.type):
            column = pa.array(
                [None if v is None else orjson.dumps(v).decode() for v in column.to_pylist()], pa.string()
            )
        if pa.types.is_string(column.type):
            column = _guarded(column, name, report)
        columns[guarded(name) or name] = column
    return pa.table(columns)


def _guarded(column: Any, name: str, report: Report) -> Any:
    dangerous = pc.fill_null(pc.match_substring_regex(column, GUARDED), False)
    found = pc.sum(dangerous).as_py()
    if not found:
        return column
    why = "an apostrophe before them keeps spreadsheets from running them as formulas"
    report.change("", f"cells of {name!r} that begin with = + - or @", why, found)
    return pc.if_else(dangerous, pc.binary_join_element_wise("'", column, ""), column)
