"""Delimited text with our own columns, or with anybody's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from goodwork.formats.delimited import read_csv
from goodwork.formats.own import with_own
from goodwork.formats.rows import Dialect, Entry, Row, Source


def read_own(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The rows of a delimited file with a header, also packed with gzip."""
    source = read_csv(file, dialect)
    ours = with_own(source)
    if ours is source:
        return source

    def rows(skip: int) -> Iterator[Entry]:
        for entry in ours.rows(skip):
            yield _full(entry) if isinstance(entry, Row) else entry

    return Source(rows, ours.beside, ours.report, ours.hint)


def _full(row: Row) -> Row:
    # A column that another item needs is empty here: that says nothing of this one.
    return Row(row.line, {name: value for name, value in row.values.items() if value != ""}, row.said)
