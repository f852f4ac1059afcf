"""Files of rows on this machine: which of them plain and fast readers take as they are, and the rows of all others."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.dialects import LOOKED_AT, cells_of, delimiter_of, stated_delimiter
from goodwork.formats.files import FolderFiles
from goodwork.formats.heads import is_data, rows_about, titles_above
from goodwork.formats.json_lines import is_by_lines
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import CONFIG, recognise
from goodwork.formats.registry import FORMATS
from goodwork.formats.rows import Dialect, Entry, Row

_BEGIN = 1 << 16
_LINES = (".jsonl", ".ndjson")
_DELIMITED = (".csv", ".tsv")
_PARQUET = (".parquet", ".pq")


@dataclass(frozen=True, slots=True)
class Form:
    """How the rows of a file are had."""

    format: str
    """Its name in the registry."""
    plain: bool
    """Whether it is what its name says: Parquet, a JSON object a line, or delimited text in UTF-8."""
    delimiter: str = ","
    """Of delimited text that is plain."""


def form_of(path: Path) -> Form:
    """How the rows of a file are had, by its name and its beginning; Invalid when nothing tells it."""
    suffix = (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()
    if suffix in _PARQUET:
        return Form("parquet", True)
    if suffix in (*_LINES, *_DELIMITED):
        begin = _begin(path)
        # Not in UTF-8, or packed without saying so: the readers of imports know what to do with it.
        plain = begin is not None and b"\x00" not in begin and begin[:2] not in (*_MARKS, b"\x1f\x8b")
        if suffix in _LINES:
            return Form("jsonl", plain and begin is not None and is_by_lines(begin))
        text = (begin or b"").removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
        lines = text.splitlines(keepends=True)[:LOOKED_AT] or [""]
        mark = "\t" if suffix == ".tsv" and "\t" in lines[0] else delimiter_of(lines)
        # A line end of old Macs is one to the readers of imports alone.
        plain = plain and b"\r" not in (begin or b"")[:-1].replace(b"\r\n", b"")
        return Form("csv", plain and stated_delimiter(lines[0]) is None and _has_plain_header(lines, mark), mark)
    name = recognise(path)
    if name == CONFIG:
        raise Invalid(f"{path.name} is a labelling config and has no rows.")
    return Form(name, False)


def _has_plain_header(lines: Sequence[str], mark: str) -> bool:
    """Whether the first line has the names of the columns, with nothing above it."""
    rows = cells_of(lines, mark)
    return not rows or not (titles_above(rows) or rows_about(rows) or is_data(rows[0], rows[1:]))


_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _begin(path: Path) -> bytes | None:
    """How the text of a file begins; None when it can't be unpacked."""
    with path.open("rb") as file:
        if path.suffix.lower() != ".gz":
            return file.read(_BEGIN)
        try:
            return gzip.GzipFile(fileobj=file).read(_BEGIN)
        except (OSError, EOFError, zlib.error):
            return None


@contextmanager
def entries_of(path: Path, form: Form, dialect: Dialect = Dialect()) -> Generator[Iterator[Entry]]:
    """The rows of a file or folder, as an import reads them."""
    known = FORMATS[form.format]
    if path.is_dir():
        if known.read_files is None:
            raise Invalid(f"{path} is a folder, and {form.format} is a file.", next_step="Name the file.")
        yield known.read_files(FolderFiles(path), dialect).rows(0)
        return
    with path.open("rb") as file:
        rows = cast("Generator[Entry]", open_source(cast(BinaryIO, file), form.format, dialect).rows(0))
        with closing(rows):
            yield rows


def columns_of(path: Path, form: Form, rows: int = 1000) -> dict[str, list[Any]]:
    """The columns of the first rows with what they hold; Unreadable when there is no row."""
    found: dict[str, list[Any]] = {}
    with entries_of(path, form) as entries:
        first = list(islice(entries, rows))
    for entry in first:
        for name, value in entry.values.items() if isinstance(entry, Row) else ():
            found.setdefault(name, []).append(value)
    if first and not found:
        raise Unreadable(
            f"No row of {path.name} can be read as {form.format}.",
            next_step="If it is something else, make a table of it: goodwork convert --from FORMAT --to csv.",
        )
    return found
