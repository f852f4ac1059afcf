"""The rows of a spreadsheet's sheets, with the header found and the cells as JSON has them."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO

import orjson

from goodwork.errors import Invalid, TooLarge, Unreadable
from goodwork.formats.delimited import MOST_COLUMNS, tell_no_header, tell_title, unguarded
from goodwork.formats.excel.packed import MOST_UNPACKED, unpack
from goodwork.formats.heads import is_data, is_name
from goodwork.formats.own import with_own
from goodwork.formats.report import Report
from goodwork.formats.rows import MAX_ROW, Broken, Dialect, Entry, Row, Source
from goodwork.formats.span_rows import with_span_rows
from goodwork.formats.token_rows import with_words
from goodwork.formats.turk import without_workers_times
from goodwork.formats.word_rows import with_sentences

MOST_MEMORY = 2 << 30
"""Bytes that reading a file may take."""
MOST_SECONDS = 600
"""Of the processor."""
WHICH = "sheet"
"""The metadata that says which sheet a row is of, where several were read."""
_HEAD = 100
"""Rows from its beginning that are looked at before a file is read."""
_NARROW = 4
"""Columns up to which two names are a header; wider tables may have lines of a word and its value above them."""
_NAMES = frozenset({
    "id", "text", "label", "labels", "prompt", "question", "answer", "sentence", "comment", "review", "tweet",
})  # fmt: skip
_CSV = "Save its sheet as CSV and send that."
_SHEET = str(Path(__file__).with_name("sheet.py"))


Line = tuple[int, list[Any]]
"""A row with its number."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with rows: where they begin and what its columns are called."""

    name: str
    titles: Sequence[Line]
    header: Mapping[int, str]
    named: bool
    """Whether the sheet has a header, which is no row."""

    def begins(self) -> int:
        """Rows above the first one of the table."""
        return len(self.titles) + self.named


def read_excel(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The rows of a sheet, by the names in its header: the one that is told, else the first that has any.

    Shown sheets of the same columns are read one after the other; the report names those that are not read. Without
    a header the columns are called by their letters. Whole numbers come as such, dates and times as ISO 8601, empty
    cells as nothing; empty rows are passed over. What a formula gave when the file was saved is read, and no formula
    is run. A cell that was merged over several rows holds for all of them.
    """
    report = Report()
    sheets: list[str] = []
    plain = _with_head(Source(lambda skip: _rows(file, dialect, skip, report, sheets), report=report))
    source = with_span_rows(with_sentences(without_workers_times(with_own(plain, is_table=True))))

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            yield _filled(entry) if isinstance(entry, Row) else entry

    return with_words(replace(source, rows=rows, sheets=sheets))


def _with_head(source: Source) -> Source:
    """The source with its first rows at hand: whoever looks at them only does not open the spreadsheet again."""
    held: list[Entry] = []
    told = Report()
    is_whole = False

    def rows(skip: int) -> Iterator[Entry]:
        nonlocal is_whole
        if skip:
            yield from source.rows(skip)
            return
        if not held:
            before = source.report.take()
            entries = source.rows(0)
            held.extend(islice(entries, _HEAD))
            is_whole = len(held) < _HEAD
            told.add(source.report.take())
            source.report.add(before)
        source.report.add(told)
        yield from held
        if not is_whole:
            yield from source.rows(len(held))

    return replace(source, rows=rows)


def _filled(row: Row) -> Row:
    # An empty cell says nothing of its item.
    return Row(row.line, {name: value for name, value in row.values.items() if value is not None}, row.said)


def _rows(file: BinaryIO, dialect: Dialect, skip: int, report: Report, sheets: list[str]) -> Iterator[Entry]:
    with _opened(file) as (lines, ask):
        told: Mapping[str, list[Line] | None] = dict(next(lines)["sheets"])
        full = {name: rows for name, rows in told.items() if rows}
        sheets[:] = told
        tables = _tables(full, told, dialect, report)
        if not skip:
            _tell(tables, [name for name, rows in told.items() if rows or rows is None], dialect, report)
        ask([table.name for table in tables])
        by_name = {table.name: table for table in tables}
        before = last = passed = 0
        table, above = tables[0], 0
        for line in lines:
            if isinstance(line, dict):
                table = by_name[line[WHICH]]
                above, before = table.begins(), last
                continue
            number, cells = line
            last = before + number
            if above:
                above -= 1
            elif passed < skip:
                passed += 1
            else:
                row = _row(last, table.header, cells, report)
                if len(tables) > 1 and isinstance(row, Row) and WHICH not in row.values:
                    row = row._replace(values={**row.values, WHICH: table.name})
                yield row


def _tables(
    full: Mapping[str, list[Line]], told: Mapping[str, list[Line] | None], dialect: Dialect, report: Report
) -> list[_Table]:
    """The sheets that are read: one, and those of the same columns behind it."""
    if dialect.sheet is not None:
        if dialect.sheet not in told:
            names = ", ".join(repr(name[:80]) for name in list(told)[:20])
            raise Invalid(
                f"There is no sheet {dialect.sheet[:80]!r}; there are {names}.", next_step="Name one of them."
            )
        full = {name: rows for name, rows in full.items() if name == dialect.sheet}
    if not full:
        raise Unreadable("No sheet of the spreadsheet has a row.", next_step="Send one with a header and rows.")
    (name, rows), *others = sorted(full.items(), key=lambda sheet: _is_prose(sheet[1]))
    found = [_table(name, rows, dialect, report)]
    for name, rows in others:
        try:
            table = _table(name, rows, dialect, report)
        except Unreadable:
            continue
        if set(table.header.values()) == set(found[0].header.values()):
            found.append(table)
    return found


def _is_prose(rows: Sequence[Line]) -> bool:
    """Whether a sheet is a note beside the table: one column, which no cell names as columns are named."""
    cells = [cell for _, row in rows for cell in row if cell is not None]
    return len(cells) <= len(rows) and not any(isinstance(cell, str) and is_name(cell) for cell in cells)


def _table(name: str, first: list[Line], dialect: Dialect, report: Report) -> _Table:
    at = _header_at(first)
    named = dialect.header
    if named is None:
        texts = [["" if cell is None else str(cell) for cell in cells] for _, cells in first[at:]]
        named = not is_data(texts[0], texts[1:])
    return _Table(name, first[:at], _header(first[at][1] if named else [], first[at + named :], report), named)


def _tell(tables: Sequence[_Table], sheets: Sequence[str], dialect: Dialect, report: Report) -> None:
    """Report what is not read, and columns without names."""
    read = [table.name for table in tables]
    for name in sheets:
        if name not in read:
            why = f"{read[0][:80]!r} is read, and this one has other columns or is hidden"
            why += '; to read it, name it with --sheet, or in the mapping: {"sheet": "..."}'
            report.lose("", f"the sheet {name[:80]!r}", why)
    for table in tables:
        for _, cells in table.titles:
            tell_title(cells, report)
        if not table.named and dialect.header is None:
            tell_no_header(report)


def _row(number: int, header: Mapping[int, str], cells: list[Any], report: Report) -> Row | Broken:
    if any(cell is not None for cell in cells[len(header) :]) and (
        beyond := next((n for n, cell in enumerate(cells) if cell is not None and n not in header), None)
    ):
        return Broken(
            number, f"column {_letters(beyond)} has a value and no name in the header", str(cells[beyond])[:200]
        )
    # A table of ours that was opened in a spreadsheet and saved has its guarded cells still.
    plain = [unguarded(cell, report) if isinstance(cell, str) else cell for cell in cells]
    return Row(number, {name: plain[n] if n < len(plain) else None for n, name in header.items()})


def _header_at(rows: list[Line]) -> int:
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


def _header(cells: list[Any], rows: list[Line], report: Report) -> dict[int, str]:
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
def _opened(file: BinaryIO) -> Generator[tuple[Iterator[Any], Callable[[list[str]], None]]]:
    """What ``sheet.py`` says of a file, line by line, and what asks it for sheets; its process ends with this."""
    with tempfile.NamedTemporaryFile(prefix="sheet-") as plain:
        file.seek(0)
        if file.read(2) == b"PK":
            unpack(file, plain)  # pyright: ignore[reportArgumentType]
        else:
            _copy(file, plain)
        plain.flush()
        command = [sys.executable, "-P", _SHEET, plain.name, str(MOST_MEMORY), str(MOST_SECONDS)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            asked, said = process.stdin, process.stdout
            assert asked is not None and said is not None

            def ask(names: list[str]) -> None:
                with contextlib.suppress(BrokenPipeError):  # why it ended is said where its lines end
                    asked.write(orjson.dumps(names) + b"\n")
                    asked.flush()

            try:
                yield _told(process, said), ask
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
