"""Parquet tables and streams of Arrow, read in batches."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, BinaryIO, cast
from uuid import UUID

from goodwork.errors import TooLarge, Unreadable
from goodwork.formats.arrow import pa, pq
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Source
from goodwork.model.json import fields, listed

BATCH = 1000
AT_ONCE = 64 << 20
"""Bytes that the texts of one column come to at most in a batch, if need be of fewer rows."""
LEAST = 64
"""Values of a column in a batch, however long they may be: each batch costs a little of its own."""
_UNREADABLE = (ValueError, OverflowError)
"""What values raise that have no equal in Python: texts that are not UTF-8, dates after the year 9999."""


def read_parquet(file: BinaryIO) -> Source:
    """The rows of a Parquet file.

    Times become ISO 8601, decimals their digits, NaN and infinities null (reported as changed); bytes stay bytes.
    """
    report = Report()
    return Source(lambda skip: _rows(file, report, skip), report=report)


ARROW = b"ARROW1"
"""How files of Arrow begin, which are called Feather, too; streams have no such mark."""


def is_arrow(file: BinaryIO) -> bool:
    """Whether a file is one of Arrow, or a stream."""
    file.seek(0)
    begin = file.read(len(ARROW))
    return begin == ARROW or begin[:4] == b"\xff\xff\xff\xff"


def arrow_schema(file: BinaryIO) -> Any:
    """The schema of a file or stream of Arrow; Unreadable when it has none."""
    file.seek(0)
    is_file = file.read(len(ARROW)) == ARROW
    file.seek(0)
    try:
        return (pa.ipc.open_file(file) if is_file else pa.ipc.open_stream(file)).schema
    except (pa.ArrowException, OSError, MemoryError) as error:
        raise Unreadable(
            f"The Arrow file can't be read: {_in_short(error)}.", next_step="Send it again, or save it as Parquet."
        ) from None


def read_stream(file: BinaryIO) -> Source:
    """The rows of a stream or a file of Arrow, as ``datasets`` saves its shards; values as those of Parquet."""
    report = Report()
    return Source(lambda skip: _streamed(file, report, skip), report=report)


def _rows(file: BinaryIO, report: Report, skip: int) -> Iterator[Entry]:
    file.seek(0)
    try:
        # Without pre-buffering a row group is read page by page instead of whole.
        table = pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20)
        groups: list[int] = []
        number = 0
        for i in range(table.num_row_groups):
            rows = table.metadata.row_group(i).num_rows
            if not groups and skip >= rows:
                skip -= rows
                number += rows
            else:
                groups.append(i)
        for i in groups:
            # Asking what the columns of a damaged row group take up ends the process; its first row says what is wrong.
            next(table.iter_batches(1, row_groups=[i], use_threads=False), None)
        yield from _batches(table.iter_batches(_batch(table.metadata, groups), row_groups=groups), number, skip, report)
    except MemoryError:
        raise _too_much("Parquet") from None
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:  # the last: a name of a column
        raise Unreadable(
            f"The Parquet file can't be read: {_in_short(error)}.",
            next_step="Send it again; it was probably cut off on the way, or is not Parquet.",
        ) from None


def _batch(metadata: Any, groups: list[int]) -> int:
    """How many rows are read at once.

    A dictionary, or packing, keeps one long text in a few bytes for thousands of rows, and each row gets it in full. No
    text is longer than what its column's part of the row group comes to unpacked, dictionary and all.
    """
    rows = BATCH
    for group in (metadata.row_group(i) for i in groups):
        for part in (group.column(c) for c in range(metadata.num_columns)):
            if part.physical_type == "BYTE_ARRAY":
                values = max(LEAST, AT_ONCE // max(1, part.total_uncompressed_size))
                # A list brings several values in a row.
                rows = min(rows, values // max(1, part.num_values // max(1, group.num_rows)))
    return max(1, rows)


def _streamed(file: BinaryIO, report: Report, skip: int) -> Iterator[Entry]:
    file.seek(0)
    is_file = file.read(len(ARROW)) == ARROW
    file.seek(0)
    try:
        with pa.ipc.open_file(file) if is_file else pa.ipc.open_stream(file) as opened:
            batches = map(opened.get_batch, range(opened.num_record_batches)) if is_file else opened
            yield from _batches(_small(batches), 0, skip, report)
    except MemoryError:
        raise _too_much("Arrow") from None
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Unreadable(
            f"The Arrow file can't be read: {_in_short(error)}.",
            next_step="Send it again, or save it as Parquet.",
        ) from None


def _in_short(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["it is damaged"])[0][:200].rstrip(".")


def _too_much(what: str) -> TooLarge:
    return TooLarge(
        f"A piece of the {what} file takes more memory than there is, or the file is damaged.",
        next_step="Save it again with smaller row groups or batches.",
    )


def _small(batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        # What is damaged shows before it is read, not by an access beyond its end.
        batch.validate(full=True)
        # Where rows may share a long text, each is read alone: together they would each get it in full.
        rows = BATCH if all(_is_laid_out(field.type) for field in batch.schema) else 1
        for first in range(0, batch.num_rows, rows):
            yield batch.slice(first, rows)


def _is_laid_out(kind: Any) -> bool:
    """Whether each value of a type has bytes of its own: dictionaries, runs and views share them."""
    if pa.types.is_nested(kind):
        listed = pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind)
        return (listed or pa.types.is_struct(kind)) and all(
            _is_laid_out(kind.field(n).type) for n in range(kind.num_fields)
        )
    plain = pa.types.is_primitive(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind)
    return plain or pa.types.is_null(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind)


def _batches(batches: Iterable[Any], number: int, skip: int, report: Report) -> Iterator[Entry]:
    """The rows of batches; ``number`` were passed over before them, ``skip`` more are to be."""
    for batch in batches:
        if skip >= batch.num_rows:
            skip -= batch.num_rows
            number += batch.num_rows
            continue
        names = batch.schema.names
        plain = [_is_plain(field.type) for field in batch.schema]
        columns, sound = _columns(batch)
        as_they_are = sound and all(plain)
        for row in zip(*columns, strict=True):
            number += 1
            if skip:
                skip -= 1
                continue
            if as_they_are:
                yield Row(number, dict(zip(names, row, strict=True)))
            else:
                yield _row(number, names, plain, row, report)


def _row(number: int, names: list[str], plain: list[bool], row: tuple[Any, ...], report: Report) -> Row | Broken:
    values = dict(zip(names, row, strict=True))
    for name, is_plain in zip(names, plain, strict=True):
        if isinstance(values[name], UnicodeDecodeError):
            return Broken(number, f"the text in column {name!r} is not UTF-8")
        if isinstance(values[name], Exception):
            return Broken(number, f"the value in column {name!r} can't be read: {str(values[name])[:200]}")
        if not is_plain and values[name] is not None:
            values[name] = _as_json(values[name], name, number, report)
    return Row(number, values)


def _is_plain(kind: Any) -> bool:
    return (
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind)
        or pa.types.is_boolean(kind) or pa.types.is_null(kind)
    )  # fmt: skip


def _columns(batch: Any) -> tuple[list[list[Any]], bool]:
    """The values of each column, and whether all can be read; an error stands for one that can't."""
    columns: list[list[Any]] = []
    sound = True
    for column in batch.columns:
        try:
            columns.append(column.to_pylist())
        except _UNREADABLE:
            columns.append([_cell(value) for value in column])
            sound = False
    return columns, sound


def _cell(value: Any) -> Any:
    try:
        return value.as_py()
    except _UNREADABLE as error:
        return error


def _as_json(value: Any, column: str, number: int, report: Report) -> Any:
    match value:
        case float() if not math.isfinite(value):
            report.change(f"row {number}", f"{value} in column {column!r}", "JSON has no such number; it became null")
            return None
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case Decimal() | UUID():
            return str(value)
        case Mapping():
            return {name: _as_json(v, column, number, report) for name, v in fields(cast("object", value)).items()}
        case list() | tuple():
            return [_as_json(v, column, number, report) for v in listed(cast("object", value))]
        case _:
            return value
