"""Delimited text: read with right line numbers and without letting one stray quote swallow the rest."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from goodwork.errors import Unreadable
from goodwork.formats.dialects import (
    LOOKED_AT,
    cells_of,
    delimiter_of,
    encoding_of,
    is_latin,
    is_wide,
    stated_delimiter,
)
from goodwork.formats.heads import is_data, is_name, rows_about, titles_above
from goodwork.formats.lines import CHUNK, Readable, TooLong, iter_lines, open_stream
from goodwork.formats.recoding import NOT_UTF8, READ_AS_LATIN, Recoded
from goodwork.formats.report import Report
from goodwork.formats.rows import MAX_ROW, Broken, Dialect, Entry, Row, Source, excerpt

MOST_COLUMNS = 5_000
MOST_LINES = 10_000
"""As many lines may one row take; a quote that is open for longer was never closed."""

GUARDED = r"^'*[\t\r\n]*[=+\-@＝＋－＠]"
"""What spreadsheets take for the beginning of a formula, with what guards it: an apostrophe.

Exports put one before it and imports take one off, so that every value comes back as it was; a cell that has one by
itself gets a second.
"""
_FORMULA = re.compile(GUARDED)

csv.field_size_limit(MAX_ROW)

_PERHAPS_ROW = (
    "the first row, read as the names of the columns",
    'with so few rows below nothing tells it from data; if it is data, say {"header": false} in the mapping',
)

Line = tuple[int, str | Broken]
"""A line with its number, or why it can't be read."""


def read_csv(file: BinaryIO, dialect: Dialect = Dialect(), report: Report | None = None) -> Source:
    """The rows of a delimited file, also packed with gzip.

    Titles above the header are passed over. A first row that holds data is a row: without a header the columns are
    called ``column 1``, ``column 2``, ...; either is reported. What the dialect does not say is found out (see
    ``dialects``): the delimiter from the first rows or a line ``sep=;`` before the header, the encoding from the
    bytes. A row whose bytes are not of the encoding, whose quotes don't match or whose number of fields is wrong is
    broken, and reading goes on with the next line. The apostrophe that keeps a cell from being run as a formula (see
    ``GUARDED``) is taken off; the report counts them.
    """
    told = report or Report()
    return Source(lambda skip: _rows(file, dialect, skip, told), report=told)


def _rows(file: BinaryIO, dialect: Dialect, skip: int, report: Report) -> Iterator[Entry]:
    numbered = _decoded(file, dialect, report)
    begin = list(islice(numbered, LOOKED_AT))
    stated = stated_delimiter(begin[0][1]) if begin and isinstance(begin[0][1], str) else None
    if stated is not None:
        del begin[0]
    lines = _Lines(chain(begin, numbered))
    delimiter = dialect.delimiter or stated or delimiter_of([line for _, line in begin if isinstance(line, str)])
    looked_at = cells_of([line for _, line in begin if isinstance(line, str)], delimiter)
    titles = titles_above(looked_at) if dialect.header is not False else 0
    for _ in range(titles):
        title = lines.record(delimiter, None)
        if not skip and title is not None and not isinstance(title, Broken):
            tell_title(title[1], report)
    looked_at = looked_at[titles:]
    about = rows_about(looked_at)
    if dialect.header is False or (
        dialect.header is None and looked_at and not about and is_data(looked_at[0], looked_at[1:])
    ):
        header = [f"column {n}" for n in range(1, len(looked_at[0]) + 1)] if looked_at else []
        if not skip and dialect.header is None:
            tell_no_header(report)
    else:
        first = lines.record(delimiter, None)
        if first is None:
            return
        if isinstance(first, Broken):
            raise Unreadable(f"The header can't be read: {first.reason}.", next_step="Mend its first line.")
        if not skip and dialect.header is None and _may_be_a_row(looked_at):
            report.change("", *_PERHAPS_ROW)
        header = _named([unguarded(name.strip(), report) for name in first[1]], looked_at[1 + about :])
        for _ in range(about):
            lines.record(delimiter, None)
        if about and not skip:
            report.lose("", "the rows below the header that say what its columns are", "they are no rows of the table")
    if not header:
        return
    _check_header(header)
    nameless = [n for n, name in enumerate(header) if not name]
    while (record := lines.record(delimiter, len(header))) is not None:
        if skip:
            skip -= 1
        elif isinstance(record, Broken):
            yield record
        elif nameless and (beyond := next((n for n in nameless if record[1][n].strip()), None)) is not None:
            why = f"column {beyond + 1} has a value and no name in the header"
            yield Broken(record[0], why, excerpt(record[1][beyond]))
        else:
            cells = zip(header, record[1], strict=True)
            yield Row(record[0], {name: unguarded(cell, report) for name, cell in cells if name})


def _may_be_a_row(rows: Sequence[Sequence[str]]) -> bool:
    """Whether nothing tells the header of a table with one row, or none, from a row."""
    return len(rows) in (1, 2) and len(rows[0]) > 1 and not any(map(is_name, rows[0]))


def tell_title(cells: Sequence[object], report: Report) -> None:
    """Report a line above the header of a table."""
    said = " ".join(text for cell in cells if cell is not None and (text := str(cell).strip()))
    if said:
        report.lose("", f"the line {said[:60]!r} above the header", "it is no row of the table")


def tell_no_header(report: Report) -> None:
    """Report that a table has no header."""
    why = 'it holds data like those below it; if it has the names, say {"header": true} in the mapping'
    report.change("", "the first row, read as a row: the columns have no names and are called by their places", why)


def _named(header: list[str], below: Sequence[Sequence[str]]) -> list[str]:
    """The names of the columns; one without a name is called by its place where it holds something, else by nothing."""
    used = {n for cells in below for n, cell in enumerate(cells) if cell.strip()}
    return [name or (f"column {n + 1}" if n in used else "") for n, name in enumerate(header)]


def guarded(cell: str) -> str | None:
    """A cell as it can be opened in a spreadsheet, with an apostrophe before it; None when it needs none.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("it's")
    ("'=1+1", "''=1+1", None)
    """
    return f"'{cell}" if _FORMULA.match(cell) else None


def unguarded(cell: str, report: Report) -> str:
    # The first letter is asked before: hardly any cell begins with it.
    if cell[:1] != "'" or not _FORMULA.match(cell):
        return cell
    report.change("", "cells with an apostrophe before = + - or @", "it guards them in spreadsheets and is no data")
    return cell[1:]


def _check_header(header: list[str]) -> None:
    if len(header) > MOST_COLUMNS:
        raise Unreadable(
            f"The header has {len(header):,} columns; the most is {MOST_COLUMNS:,}.",
            next_step="Leave out what is not needed.",
        )
    doubled = {name for name, n in Counter(header).items() if name and n > 1}
    if doubled:
        names = ", ".join(sorted(repr(name) for name in doubled))
        raise Unreadable(f"The header has a column twice: {names}.", next_step="Give each column a name of its own.")
    if not any(header):
        raise Unreadable("The header is empty.", next_step="Write the names of the columns on the first line.")


class _Lines:
    """Records out of numbered lines; lines of a record that went wrong are read again, all but the first."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()

    def _next(self) -> Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def record(self, delimiter: str, width: int | None) -> tuple[int, list[str]] | Broken | None:
        """The next record with the line it begins on; None at the end. Empty lines are nothing."""
        while (head := self._next()) is not None:
            if isinstance(head[1], Broken) or head[1].strip("\r\n"):
                break
        else:
            return None
        number, line = head
        if isinstance(line, Broken):
            return line
        if '"' not in line and line.count(delimiter) + 1 == width:
            return number, line.rstrip("\r\n").split(delimiter)
        taken: list[Line] = [head]
        fields, why = self._parse(line, delimiter, taken)
        if fields is not None and width is not None and len(fields) > width and not any(fields[width:]):
            del fields[width:]  # a delimiter after the last cell
        if fields is not None and width is not None and len(fields) != width:
            why = f"the row has {len(fields)} fields, the header has {width}"
        if why:
            if len(taken) > 1 and "never closed" not in why:
                why += "; perhaps a quote on this line is never closed"
            self._again.extendleft(reversed(taken[1:]))
            return Broken(number, why, excerpt(line))
        assert fields is not None
        return number, fields

    def _parse(self, line: str, delimiter: str, taken: list[Line]) -> tuple[list[str] | None, str]:
        stop = ""
        size = 0

        def feed() -> Iterator[str]:
            nonlocal stop, size
            yield line
            while (more := self._next()) is not None:
                taken.append(more)
                size += len(more[1]) if isinstance(more[1], str) else 0
                if isinstance(more[1], Broken):
                    stop = f"its quoted text goes on into line {more[0]}, which can't be read: {more[1].reason}"
                elif len(taken) > MOST_LINES or size > MAX_ROW:
                    stop = f"a quote is open for more than {MOST_LINES:,} lines or {MAX_ROW >> 20} MB"
                if stop:
                    return
                assert isinstance(more[1], str)
                yield more[1]

        try:
            fields = next(csv.reader(feed(), delimiter=delimiter, strict=True))
        except csv.Error as error:
            return None, stop or {
                "unexpected end of data": "a quote on this line is never closed",
            }.get(str(error), f"its quotes don't match: {error}")
        return fields, ""


def _decoded(file: BinaryIO, dialect: Dialect, report: Report) -> Iterator[Line]:
    codec = encoding_of(file, dialect)
    found_out = dialect.encoding is not None or codec != "utf-8"
    for number, raw in _numbered(file, codec):
        if not found_out and isinstance(raw, bytes) and not raw.isascii():
            # What begins as UTF-8 with more than ASCII goes on so, but for broken lines.
            if not _is_utf8(raw):
                break
            found_out = True
        yield _line(number, raw, "utf-8" if is_wide(codec) else codec)
    else:
        return
    # All before was ASCII, which every encoding has: nothing that was read already changes.
    how = ""
    if is_latin(file):
        codec = "cp1252"
        report.change("", *READ_AS_LATIN)
    else:
        how = NOT_UTF8
    for at, raw in islice(_numbered(file, codec), number - 1, None):
        yield _line(at, raw, codec, how)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _line(number: int, raw: bytes | Broken, codec: str, how: str = "") -> Line:
    if isinstance(raw, Broken):
        return number, raw
    try:
        return number, raw.decode(codec)
    except UnicodeDecodeError as error:
        why = f"the bytes at {error.start + 1} of the line are not {codec.upper()}{how}"
        return number, Broken(number, why, excerpt(raw))


class _Ends:
    """A stream whose lines end with a carriage return alone, as on old Macs, with the ends of today."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream

    def read(self, size: int = CHUNK, /) -> bytes:
        return self._stream.read(size).replace(b"\r", b"\n")


def _has_old_ends(file: BinaryIO) -> bool:
    begin = open_stream(file).read(1 << 16)
    return b"\n" not in begin and b"\r" in begin


def _numbered(file: BinaryIO, codec: str) -> Iterator[tuple[int, bytes | Broken]]:
    is_old = not is_wide(codec) and _has_old_ends(file)
    stream: Readable = open_stream(file)
    if is_wide(codec):
        stream = Recoded(stream, codec)
    elif is_old:
        stream = _Ends(stream)
    for number, raw in enumerate(iter_lines(stream), 1):
        if isinstance(raw, TooLong):
            why = f"the line has {raw.size:,} bytes; the most is {MAX_ROW:,}"
            yield number, Broken(number, why, excerpt(raw.start))
        else:
            yield number, raw
