"""The rows of a spreadsheet's first sheet, with the header found and the cells as JSON has them."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, BinaryIO

import orjson

from goodwork.errors import Invalid, TooLarge, Unreadable
from goodwork.formats.delimited import MOST_COLUMNS, unguarded
from goodwork.formats.excel.packed import MOST_UNPACKED, unpack
from goodwork.formats.own import with_own
from goodwork.formats.report import Report
from goodwork.formats.rows import MAX_ROW, Broken, Entry, Row, Source

MOST_MEMORY = 2 << 30
"""Bytes that reading one sheet may take."""
MOST_SECONDS = 600
"""Of the processor."""
HEAD = 20
"""Rows among which the header is looked for."""
_NARROW = 4
"""Columns up to which two names are a header; wider tables may have lines of a word and its value above them."""
_NAMES = frozenset({
    "id", "text", "label", "labels", "prompt", "question", "answer", "sentence", "comment", "review", "tweet",
})  # fmt: skip
_CSV = "Save its sheet as CSV and send that."
_SHEET = str(Path(__file__).with_name("sheet.py"))


def read_excel(file: BinaryIO) -> Source:
    """The rows of the first sheet that has any, by the names in its header.

    Whole numbers come as such, dates and times as ISO 8601, empty cells as nothing; empty rows are passed over. What a
    formula gave when the file was saved is read, and no formula is run. A cell that was merged over several rows holds
    for all of them.
    """
    report = Report()
    source = with_own(Source(lambda skip: _rows(file, skip, report), report=report), is_table=True)

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            yield _filled(entry) if isinstance(entry, Row) else entry

    return Source(rows, source.beside, report, source.hint, states_all=source.states_all)


def _filled(row: Row) -> Row:
    # An empty cell says nothing of its item.
    return Row(row.line, {name: value for name, value in row.values.items() if value is not None}, row.said)


def _rows(file: BinaryIO, skip: int, report: Report) -> Iterator[Entry]:
    with _sheet(file) as lines:
        told = next(lines, None)
        if told is None or told["sheet"] is None:
            raise Unreadable("No sheet of the spreadsheet has a row.", next_step="Send one with a header and rows.")
        if not skip:
            for name in told["others"]:
                report.lose("", f"the sheet {name[:80]!r}", "one sheet is read: save this one as a file of its own")
        first = list(islice(lines, HEAD))
        at = _header_at(first)
        if not skip:
            for _, cells in first[:at]:
                said = " ".join(str(cell) for cell in cells if cell is not None)
                report.lose("", f"the line {said[:60]!r} above the header", "it is no row of the table")
        header = _header(first[at][1], first[at + 1 :], report)
        for number, cells in islice(chain(first[at + 1 :], lines), skip, None):
            yield _row(number, header, cells, report)


def _row(number: int, header: dict[int, str], cells: list[Any], report: Report) -> Row | Broken:
    if any(cell is not None for cell in cells[len(header) :]) and (
        beyond := next((n for n, cell in enumerate(cells) if cell is not None and n not in header), None)
    ):
        return Broken(
            number, f"column {_letters(beyond)} has a value and no name in the header", str(cells[beyond])[:200]
        )
    # A table of ours that was opened in a spreadsheet and saved has its guarded cells still.
    plain = [unguarded(cell, report) if isinstance(cell, str) else cell for cell in cells]
    return Row(number, {name: plain[n] if n < len(plain) else None for n, name in header.items()})


def _header_at(rows: list[tuple[int, list[Any]]]) -> int:
    """Where the header is: the first row that is as full as those of the table; what is above it is a title.

    A row with a name that columns often have is one, however empty it is.
    """
    full = [sum(cell is not None for cell in cells) for _, cells in rows]
    most = max(full)
    enough = min(most, 2) if most <= _NARROW else most // 2 + 1
    return next(
        n
        for n, (_, cells) in enumerate(rows)
        if full[n] >= enough or any(isinstance(cell, str) and cell.strip().lower() in _NAMES for cell in cells)
    )


def _header(cells: list[Any], rows: list[tuple[int, list[Any]]], report: Report) -> dict[int, str]:
    """The columns with their names; one that has values and no name is called by its letter."""
    said = {n: unguarded(str(cell).strip(), report) for n, cell in enumerate(cells) if cell is not None}
    named = {n: name for n, name in said.items() if name}
    used = {n for _, row in rows for n, cell in enumerate(row) if cell is not None}
    named |= {n: f"column {_letters(n)}" for n in used - set(named)}
    if len(named) > MOST_COLUMNS:
        raise Unreadable(
            f"The sheet has {len(named):,} columns; the most is {MOST_COLUMNS:,}.",
            next_step="Leave out what is not needed.",
        )
    doubled = sorted(name for name, count in Counter(named.values()).items() if count > 1)
    if doubled:
        names = ", ".join(repr(name[:80]) for name in doubled[:10])
        raise Unreadable(f"The header has a column twice: {names}.", next_step="Give each column a name of its own.")
    return dict(sorted(named.items()))


def _letters(column: int) -> str:
    """A column as spreadsheets name it.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@contextmanager
def _sheet(file: BinaryIO) -> Generator[Iterator[Any]]:
    """What ``sheet.py`` says of a file, line by line, in a process that ends with this."""
    with tempfile.NamedTemporaryFile(prefix="sheet-") as plain:
        file.seek(0)
        if file.read(2) == b"PK":
            unpack(file, plain)  # pyright: ignore[reportArgumentType]
        else:
            _copy(file, plain)
        plain.flush()
        command = [sys.executable, "-P", _SHEET, plain.name, str(MOST_MEMORY), str(MOST_SECONDS)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout is not None
            try:
                yield _told(process, process.stdout)
            finally:
                process.kill()


def _copy(file: BinaryIO, plain: IO[bytes]) -> None:
    file.seek(0)
    shutil.copyfileobj(file, plain, 1 << 20)
    if plain.tell() > MOST_UNPACKED:
        raise TooLarge(f"The spreadsheet has more than {MOST_UNPACKED >> 30} GB.", next_step=_CSV)


def _told(process: subprocess.Popen[bytes], lines: IO[bytes]) -> Iterator[Any]:
    while line := lines.readline(MAX_ROW * 8):
        try:
            said = orjson.loads(line)
        except ValueError:
            break
        if said is None:
            return
        if isinstance(said, dict) and "error" in said:
            raise Unreadable(
                f"The spreadsheet can't be read: {said['error']}.",
                next_step="Open it in the program that made it and save it again, without a password.",
            )
        yield said
    ended = -process.wait()
    if ended == signal.SIGXCPU:
        raise Invalid(
            f"Reading the spreadsheet takes more than {MOST_SECONDS} seconds of the processor.", next_step=_CSV
        )
    if ended in (signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV):
        raise Invalid(
            f"Reading the spreadsheet takes more than {MOST_MEMORY >> 30} GB of memory, which is the limit.",
            next_step="Take out cells that lie far from the table, or save its sheet as CSV and send that.",
        )
    raise Unreadable("The spreadsheet can't be read: its reader gave up.", next_step=_CSV)
