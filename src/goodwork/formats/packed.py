"""Rows of a file that is JSON lines, Parquet or delimited text, as data sets of model outputs come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from goodwork.formats import json_values
from goodwork.formats.arrow_rows import is_arrow, read_parquet, read_stream
from goodwork.formats.cells import list_in
from goodwork.formats.delimited import read_csv
from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.lines import open_stream
from goodwork.formats.report import Report
from goodwork.formats.rows import Dialect, Entry, Row, excerpt
from goodwork.formats.turns import looks_like_turns

_TEXTS = frozenset({
    "prompt", "chosen", "rejected", "completion", "response", "response_a", "response_b", "instruction", "input",
    "output", "context", "question",
})  # fmt: skip


def rows_of(file: BinaryIO, skip: int, report: Report, dialect: Dialect = Dialect()) -> Iterator[Entry]:
    """The rows after the first ``skip``; what reading a table changes goes into the report."""
    file.seek(0)
    is_text = False
    if file.read(4) == b"PAR1":
        source = read_parquet(file)
    elif is_arrow(file):
        source = read_stream(file)
    elif open_stream(file).read(1024).lstrip()[:1] in (b"{", b"[", b""):
        yield from read_jsonl(file, report).rows(skip)
        return
    else:
        source, is_text = read_csv(file, dialect), True
    for entry in source.rows(skip):
        if source.report.tells:
            report.add(source.report.take())
        yield _with_lists(entry) if is_text and isinstance(entry, Row) else entry


def _with_lists(row: Row) -> Row:
    """A row with the lists that its cells hold, and nothing for empty cells."""
    values: dict[str, Any] = {}
    for name, value in row.values.items():
        found = list_in(value) if isinstance(value, str) else None
        # A text may well look like a list: of the texts that are judged only messages are one.
        taken = found is not None and (name not in _TEXTS or looks_like_turns(found))
        values[name] = found if taken else None if value == "" else value
    return row._replace(values=values)


def row_excerpt(values: Mapping[str, Any]) -> str:
    """The beginning of a row as people can read it; of bytes only that they are there."""
    return excerpt(json_values.sketch(dict(values)))
