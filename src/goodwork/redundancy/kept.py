"""The rows that stay, written in the format that was read: rows of text byte for byte, Parquet with its schema."""

from __future__ import annotations

import codecs
import csv
import gzip
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import count, islice, pairwise
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from goodwork.errors import Conflict, Invalid
from goodwork.formats.json_lines import is_by_lines
from goodwork.formats.lines import TooLong, iter_array, iter_lines, open_stream
from goodwork.formats.recoding import Recoded
from goodwork.formats.table_files import entries_of, form_of
from goodwork.redundancy.files import PARQUET, File, opened, parquet_file
from goodwork.redundancy.keep import written_whole
from goodwork.redundancy.near_text import Answer
from goodwork.redundancy.questions import whole
from goodwork.redundancy.sources import Source

Kept = NDArray[np.bool_]

_WAY = "Name one JSON lines, CSV or Parquet file; --out lists the rows that stay of anything."


def check_kept(source: Source, path: Path) -> None:
    """Invalid or Conflict when the rows that stay can't be written, before anything is compared."""
    files = source.files if source.reference_from is None else source.files[: source.reference_from]
    if len(files) != 1:
        raise Invalid(f"--kept writes one file, and {len(files):,} are read.", next_step=_WAY)
    if path.resolve() in {file.path.resolve() for file in source.files}:
        raise Conflict(f"--kept {path} is what is read.", kept="It was left as it is.", next_step="Name another place.")
    file = files[0]
    form = form_of(file.path)
    by_rows = form.format == "csv" or (form.format == "jsonl" and _is_by_rows(file.path)) or file.kind in PARQUET
    if file.kind == ".txt" or not by_rows:
        raise Invalid(f"The rows of {file.path.name} can't be written as they are.", next_step=_WAY)


def _is_by_rows(path: Path) -> bool:
    """Whether JSON is an array, or an object in each line: others hold their rows in pieces."""
    with path.open("rb") as raw:
        begin = open_stream(raw).read(1 << 16)
        wide = begin[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        begin = begin.decode("utf-16", "ignore").encode() if wide else begin
        if begin.lstrip()[:1] == b"[":
            return not wide
        if not is_by_lines(begin):
            return False
        # One object may be a table of columns.
        return sum(1 for _ in islice(filter(bytes.strip, open_stream(raw)), 2)) > 1 or _has_one_row(path)


def _has_one_row(path: Path) -> bool:
    with entries_of(path, form_of(path)) as entries:
        return sum(1 for _ in islice(entries, 2)) < 2


def write_kept(path: Path, source: Source, answer: Answer) -> int:
    """The file of the rows that represent themselves; returns how many they are. It is whole or not there."""
    representative, _ = whole(answer)
    stays = representative == np.arange(representative.size)
    file = source.files[0]
    with written_whole(path) as fresh:
        if file.kind in PARQUET:
            rows = _parquet(file, stays, fresh)
        else:
            with _packed(fresh, path.suffix.lower() == ".gz") as out:
                rows = _pieces(file, stays, out)
        file.check()
    return rows


@contextmanager
def _packed(path: Path, packed: bool) -> Generator[BinaryIO]:
    with path.open("wb") as file:
        if not packed:
            yield file
            return
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as out:
            yield cast(BinaryIO, out)


def _parquet(file: File, stays: Kept, path: Path) -> int:
    table = parquet_file(file)
    compression = table.metadata.row_group(0).column(0).compression if table.num_row_groups else "SNAPPY"
    at = rows = 0
    codec = "none" if compression == "UNCOMPRESSED" else compression.lower()
    with pq.ParquetWriter(path, table.schema_arrow, compression=codec) as writer:
        for number in range(table.num_row_groups):
            group = table.read_row_group(number)
            mine = group.filter(pa.array(stays[at : at + group.num_rows]))
            at += group.num_rows
            rows += mine.num_rows
            if mine.num_rows:
                writer.write_table(mine)
    return rows


def _pieces(file: File, stays: Kept, out: BinaryIO) -> int:
    form = form_of(file.path)
    if form.plain:
        with opened(file) as raw:
            mark = raw.peek(3)[:3] if hasattr(raw, "peek") else b""
            lines: Iterator[bytes] = iter(raw)
            if mark == codecs.BOM_UTF8:
                out.write(mark)
                lines = _without_mark(lines)
            if form.format == "csv":
                out.write(_header(lines, form.delimiter))
            rows = _records(lines, form.delimiter) if form.format == "csv" else filter(bytes.strip, lines)
            return _copied(rows, stays, out)
    if form.format == "jsonl":
        with file.path.open("rb") as stream:
            if open_stream(stream).read(1024).lstrip()[:1] == b"[":
                return _array(iter_array(open_stream(stream)), stays, out)
    return _by_lines(file, stays, out)


def _without_mark(lines: Iterator[bytes]) -> Iterator[bytes]:
    yield next(lines).removeprefix(codecs.BOM_UTF8)
    yield from lines


def _copied(rows: Iterator[bytes], stays: Kept, out: BinaryIO) -> int:
    """The rows that stay, each on a line of its own: the last of a file may have no end."""
    written, open_end = 0, False
    for raw, kept in zip(rows, stays, strict=False):
        if kept:
            if open_end:
                out.write(b"\n")
            out.write(raw)
            open_end = not raw.endswith(b"\n")
            written += 1
    return written


class _Taken:
    """Lines as a reader of records takes them; the bytes of those taken since the last record are kept."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._since: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._since.append(line)
            yield line.decode("utf-8", "surrogateescape").replace("\0", "")

    def record(self) -> bytes:
        """The bytes of the record that was just read."""
        taken = b"".join(self._since)
        self._since.clear()
        return taken


def _header(lines: Iterator[bytes], delimiter: str) -> bytes:
    taken = _Taken(lines)
    next(csv.reader(taken, delimiter=delimiter), None)
    return taken.record()


def _records(lines: Iterator[bytes], delimiter: str) -> Iterator[bytes]:
    """The bytes of each record, as the source counts them: those that can't be read are rows too."""
    taken = _Taken(lines)
    csv.field_size_limit(1 << 31)
    table = csv.reader(taken, delimiter=delimiter)
    while True:
        try:
            next(table)
        except StopIteration:
            return
        except csv.Error:
            pass
        yield taken.record()


def _array(elements: Iterator[bytes | TooLong], stays: Kept, out: BinaryIO) -> int:
    rows = 0
    out.write(b"[")
    for element, kept in zip(elements, stays, strict=False):
        if kept:
            if isinstance(element, TooLong):
                raise Invalid("A row that stays is too long to be written.", next_step=_WAY)
            out.write((b",\n" if rows else b"\n") + element)
            rows += 1
    out.write(b"\n]\n")
    return rows


def _by_lines(file: File, stays: Kept, out: BinaryIO) -> int:
    """Rows by the lines that they begin on: of files in UTF-16, or packed without saying so."""
    with file.path.open("rb") as raw:
        stream = open_stream(raw)
        begin = stream.read(2)
        wide = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(begin)
    with entries_of(file.path, form_of(file.path)) as entries:
        starts = [entry.line for entry in entries]
    if len(starts) != stays.size:
        raise Conflict(f"{file.path} changed while it was read.", kept="Nothing was written.")
    places = [*starts, None]
    with file.path.open("rb") as raw:
        stream = open_stream(raw)
        lines = iter_lines(Recoded(stream, "utf-16") if wide else stream)
        out.write(begin if wide else b"")
        numbered = zip(count(1), lines, strict=False)
        held = next(numbered, None)
        rows = 0
        open_end = False
        for n, (_, after) in enumerate(pairwise([1, *places]), -1):
            # The lines before the first row are the header; those of a row reach up to the next one.
            piece: list[bytes] = []
            while held is not None and (after is None or held[0] < after):
                if isinstance(held[1], TooLong):
                    raise Invalid("A row is too long to be written.", next_step=_WAY)
                piece.append(held[1].decode().encode(wide) if wide else held[1])
                held = next(numbered, None)
            if n >= 0 and not stays[n]:
                continue
            end = "\n".encode(wide) if wide else b"\n"
            if open_end:
                out.write(end)
            content = b"".join(piece)
            out.write(content)
            open_end = bool(content) and not content.endswith(end)
            rows += n >= 0
    return rows
