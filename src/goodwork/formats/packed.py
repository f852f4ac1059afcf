"""Rows of a file that is JSON lines or Parquet, as data sets of model outputs come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from goodwork.formats import json_values
from goodwork.formats.arrow_rows import read_parquet
from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.report import Report
from goodwork.formats.rows import Entry, excerpt


def rows_of(file: BinaryIO, skip: int, report: Report) -> Iterator[Entry]:
    """The rows after the first ``skip``; what reading a table changes goes into the report."""
    file.seek(0)
    if file.read(4) != b"PAR1":
        yield from read_jsonl(file).rows(skip)
        return
    source = read_parquet(file)
    for entry in source.rows(skip):
        if source.report.tells:
            report.add(source.report.take())
        yield entry


def row_excerpt(values: Mapping[str, Any]) -> str:
    """The beginning of a row as people can read it; of bytes only that they are there."""
    return excerpt(json_values.sketch(dict(values)))
