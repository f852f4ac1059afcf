"""Columns of label tables out of files: fast where a file is plain, else as an import reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from goodwork.errors import Fault, Invalid, Unreadable
from goodwork.formats.rows import Dialect, Row
from goodwork.formats.table_files import Form, entries_of, form_of
from goodwork.quality.columns import Column, read_file, read_frame


def columns_in(path: Path, names: Sequence[str], dialect: Dialect = Dialect()) -> list[Column]:
    """The named columns of a file of rows, of a table as it is told to be."""
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.", next_step="Check the path.")
    form = form_of(path)
    plain = form.plain and form.delimiter == "," and path.suffix.lower() != ".gz" and dialect == Dialect()
    if form.format == "parquet" and form.plain:
        return read_file(path, names)
    if form.format == "csv" and plain:
        try:
            return read_file(path, names)
        except Unreadable:
            # Not in UTF-8, or a row is broken: the reader of imports knows which.
            table = _table(path, form, names, dialect)
            if not table.num_columns:
                raise
        return read_frame(table, names, what=path.name)
    return read_frame(_table(path, form, names, dialect), names, what=path.name)


def _table(path: Path, form: Form, names: Sequence[str], dialect: Dialect) -> Any:
    """The named columns of all rows; Invalid names the first row that can't be read: a part of the labels misleads."""
    found: dict[str, list[Any]] = {}
    rows = 0
    with entries_of(path, form, dialect) as entries:
        for entry in entries:
            if not isinstance(entry, Row):
                where = f"{path.name}, line {entry.line}"
                raise Invalid(
                    f"{where} can't be read: {entry.reason}.",
                    next_step="Mend it, or leave it out; nothing was read.",
                    faults=[Fault(where, entry.reason)],
                )
            for name in [name for name in entry.values if name not in found]:
                found[name] = [None] * rows if name in names else []
            rows += 1
            for name in found.keys() & set(names):
                found[name].append(entry.values.get(name))
    return pa.table({name: _column(held) if name in names else pa.nulls(rows) for name, held in found.items()})


def _column(values: list[Any]) -> Any:
    """Texts and whole numbers as they are, anything else as text; an empty cell is nothing."""
    if all(value is None or (isinstance(value, int) and not isinstance(value, bool)) for value in values):
        try:
            return pa.array(values, pa.int64())
        except (OverflowError, pa.ArrowInvalid):
            pass  # beyond 64 bits: names, not numbers
    return pa.array([None if value in (None, "") else str(value) for value in values], pa.string())
