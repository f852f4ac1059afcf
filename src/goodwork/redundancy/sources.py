"""Files to batches of texts, as a stream: Parquet, JSONL, CSV, text files, and whatever an import reads.

A source knows its files as they were when it was opened; a file that changes while it is read is a conflict, and
nothing is written from half of one and half of another. Lines that can't be read stay in the count of rows, have
no text, and so are kept.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from goodwork.bounds import DEPTH, depth_fault, may_be_deep
from goodwork.errors import Fault, GoodworkError, Invalid, Unreadable
from goodwork.formats.json_values import sketch
from goodwork.formats.recoding import CONVERT_FIRST, NOT_UTF8
from goodwork.formats.rows import Broken
from goodwork.formats.table_files import entries_of, form_of
from goodwork.redundancy.files import PARQUET, PICTURES, File, columns_of, expand, known_kinds, opened, parquet_file
from goodwork.redundancy.reading import Batch
from goodwork.redundancy.records import NO_EQUAL, canonical, parsed, values_of

ROWS = 32_768
BYTES = 12 << 20
"""A batch is about this large at most, whatever its rows are."""

USUAL = ("text", "content", "body", "sentence", "review", "document", "prompt", "question", "messages")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a source that one worker reads: a file, or row groups ``first:stop`` of a Parquet file."""

    file: int
    first: int = 0
    stop: int = 0
    rows: int | None = None


@dataclass(slots=True)
class Source:
    """Texts of one or more files, in the order given."""

    files: list[File]
    column: str
    id_column: str | None = None
    quality_column: str | None = None
    fields: tuple[str, ...] | None = None
    """The fields of whole records, empty for all; None when the source is of texts"""
    reference_from: int | None = None
    """Files from here on are a reference: their rows come first when a representative is chosen"""
    bad: list[Fault] = field(default_factory=list[Fault])
    """Lines that could not be read, until their batch takes them along."""

    @property
    def ranked(self) -> bool:
        """Whether rows come with a number by which a representative is chosen."""
        return self.quality_column is not None or self.reference_from is not None

    def fingerprint(self) -> list[Any]:
        """What must be the same for a stopped run to go on."""
        return [
            self.reference_from,
            [[str(f.path), f.size, f.changed] for f in self.files],
            self.column if self.fields is None else self.fields,
            self.id_column,
            self.quality_column,
        ]

    def rows(self) -> int | None:
        """How many rows there are, where that is known without reading them."""
        if all(f.kind in PARQUET for f in self.files):
            return sum(parquet_file(f).metadata.num_rows for f in self.files)
        return None

    def refuse(self, file: File, line: int, why: str) -> None:
        """Notes a line that can't be read as it is."""
        self.bad.append(Fault(f"{file.path.name}, line {line}", why))

    def record(self, line: bytes, file: File, number: int) -> dict[str, Any]:
        """The record of a line of JSON; empty, and noted, when it is none."""
        try:
            value = orjson.loads(line) if self.fields is None else parsed(line)
        except ValueError:
            # Lone surrogates, and bytes that are not UTF-8 (which become such): read what can be read, and counted.
            try:
                value = json.loads(line.decode("utf-8", "surrogateescape"))
            except (ValueError, RecursionError) as fault:
                self.refuse(file, number, f"not JSON: {fault}")
                return {}
        except RecursionError:
            value = None
        if may_be_deep(line) and (value is None or depth_fault(value)):
            self.refuse(file, number, f"it is nested more than {DEPTH} levels deep")
            return {}
        if not isinstance(value, dict):
            self.refuse(file, number, "is JSON, but not a record")
            return {}
        return cast("dict[str, Any]", value)

    def whole(self, record: dict[str, Any]) -> bytes | None:
        """The canonical JSON of the fields compared; nothing for a line that was no record."""
        if not record:
            return None
        if self.fields:
            return canonical({name: record[name] for name in self.fields if name in record})
        return canonical({name: value for name, value in record.items() if name != self.id_column})

    def pieces(self, rows: int = 500_000) -> list[Piece]:
        """The source in pieces for workers: whole files, and runs of row groups of about ``rows`` rows of Parquet."""
        out: list[Piece] = []
        for number, file in enumerate(self.files):
            if file.kind not in PARQUET:
                out.append(Piece(number))
                continue
            meta = parquet_file(file).metadata
            first = held = 0
            for group in range(meta.num_row_groups):
                held += meta.row_group(group).num_rows
                if held >= rows or group == meta.num_row_groups - 1:
                    out.append(Piece(number, first, group + 1, held))
                    first, held = group + 1, 0
        return out

    def piece(self, piece: Piece, skip: int = 0) -> Iterator[Batch]:
        """The rows of a piece after the first ``skip``."""
        file = self.files[piece.file]
        if piece.rows is None:
            batches = _reader(file)(self, file, Skip(skip))
        else:
            batches = _parquet(self, file, Skip(skip), piece.first, piece.stop)
        yield from self._ranked(piece.file, batches)
        file.check()

    def batches(self, skip: int = 0) -> Iterator[Batch]:
        """Every row after the first ``skip``, in order."""
        left = Skip(skip)
        for number, file in enumerate(self.files):
            yield from self._ranked(number, _reader(file)(self, file, left))
            file.check()

    def _ranked(self, number: int, batches: Iterator[Batch]) -> Iterator[Batch]:
        for batch in batches:
            if self.reference_from is not None:
                batch.quality = np.full(len(batch.texts), float(number >= self.reference_from))
            yield batch


@dataclass(slots=True)
class Skip:
    """Rows at the beginning that an earlier run has read."""

    left: int

    def whole(self, rows: int) -> bool:
        """Whether the next ``rows`` rows are all passed over; then they are."""
        passed = self.left >= rows
        self.left -= rows if passed else 0
        return passed


def _parquet(source: Source, file: File, skip: Skip, first: int = 0, stop: int | None = None) -> Iterator[Batch]:
    table = parquet_file(file)
    wanted = [c for c in (source.column, source.id_column, source.quality_column) if c]
    if source.fields is not None:
        wanted = list(dict.fromkeys([*(source.fields or table.schema_arrow.names), *wanted]))
    _check_names(file, table.schema_arrow.names, wanted)
    place = [i for i in range(len(table.schema)) if table.metadata.schema.column(i).path.split(".")[0] in wanted]
    for number in range(first, table.num_row_groups if stop is None else stop):
        group = table.metadata.row_group(number)
        if skip.whole(group.num_rows):
            continue
        try:
            # Asking what the columns of a damaged row group take up ends the process; its first row says what is wrong.
            next(table.iter_batches(1, [number], wanted, use_threads=False), None)
            size = sum(group.column(i).total_uncompressed_size for i in place) / max(1, group.num_rows)
            rows = int(min(ROWS, max(8, BYTES / max(1.0, size))))
            for batch in table.iter_batches(rows, [number], wanted, use_threads=False):
                drop = min(skip.left, batch.num_rows)
                skip.left -= drop
                if drop < batch.num_rows:
                    yield _from_record(source, file, number, batch.slice(drop))
        except (pa.ArrowInvalid, OSError, UnicodeDecodeError) as fault:
            file.check()
            raise Unreadable(
                f"{file.path}, row group {number + 1}, can't be read ({fault}).",
                kept="What was read before it is kept.",
                next_step="Replace the file by a whole copy; the run begins again for the new file.",
            ) from fault


def _check_names(file: File, names: Sequence[str], wanted: Sequence[str]) -> None:
    """Invalid when a column that is read is there more than once: which one is meant can't be told."""
    for name in wanted:
        if names.count(name) > 1:
            raise Invalid(f"{file.path} has several columns called {name!r}.", next_step="Rename all but one of them.")


def _from_record(source: Source, file: File, group: int, batch: Any) -> Batch:
    quality = None
    refused: list[Fault] = []
    if source.quality_column:
        column = batch.column(source.quality_column)
        try:
            quality = np.nan_to_num(
                column.cast(pa.float64()).fill_null(-np.inf).to_numpy(zero_copy_only=False), nan=-np.inf
            )
        except pa.ArrowInvalid as fault:
            raise Invalid(
                f"Column {source.quality_column!r} of {file.path} does not hold numbers.",
                next_step="Name a numeric column after --keep, or use longest or earliest.",
            ) from fault
    if source.fields is None:
        texts = as_text(batch.column(source.column))
    else:
        records = values_of(batch.to_struct_array())
        refused = [Fault(f"{file.path.name}, row group {group + 1}", NO_EQUAL) for one in records if one is None]
        texts = pa.array([source.whole(record or {}) for record in records], pa.large_binary())
    return Batch(texts, batch.column(source.id_column) if source.id_column else None, quality, refused)


def picture_records(source: Source, skip: int, rows: int) -> Iterator[list[tuple[bytes | File | None, Any]]]:
    """(picture, id) of every row of a column of bytes, or of records with ``bytes`` or ``path`` in them."""
    left = Skip(skip)
    for file in source.files:
        table = parquet_file(file)
        wanted = [c for c in (source.column, source.id_column) if c]
        _check_names(file, table.schema_arrow.names, wanted)
        for batch in table.iter_batches(rows, columns=wanted):
            if left.whole(batch.num_rows):
                continue
            names = values_of(batch.column(source.id_column)) if source.id_column else [None] * batch.num_rows
            values = batch.column(source.column).to_pylist()
            yield list(zip((_picture(value, file) for value in values), names, strict=True))[left.left :]
            left.left = 0
        file.check()


def _picture(value: Any, file: File) -> bytes | File | None:
    """The bytes of a picture, or its file beside the table."""
    if isinstance(value, dict):
        record = cast("dict[str, Any]", value)
        value = record.get("bytes") or record.get("path")
    if isinstance(value, bytes) or value is None:
        return value
    path = file.path.parent / str(value)
    return File.of(path) if path.is_file() else None


def as_text(column: Any) -> Any:
    """An Arrow column as texts: text and bytes as they are, other values as JSON."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return as_text(column.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return column
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return column
    if pa.types.is_nested(kind):
        return pa.array([as_string(value) for value in values_of(column)], pa.large_binary())
    return pc.cast(column, pa.large_string())


def as_string(value: Any) -> bytes | None:
    """A JSON value as text: a string is itself, a conversation its contents, anything else its canonical JSON."""
    if value is None:
        return None
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, list) and value and all(isinstance(turn, dict) and "content" in turn for turn in value):
        return b"\n".join(as_string(turn["content"]) or b"" for turn in value)
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS, default=str)
    except TypeError:  # whole numbers beyond 64 bits, halves of surrogate pairs
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")


def _id(value: Any) -> str | None:
    """The id of a row as text, whatever it is."""
    if value is None:
        return None
    if not isinstance(value, str):
        return sketch(value).decode()
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def _batched(source: Source, rows: Iterable[tuple[bytes | None, Any, Any]]) -> Iterator[Batch]:
    """Batches of (text, id, quality) rows."""
    texts: list[bytes | None] = []
    ids: list[Any] = []
    quality: list[float] = []
    size = 0

    def full() -> Batch:
        refused, source.bad = source.bad, []
        return Batch(
            pa.array(texts, pa.large_binary()),
            pa.array(ids, pa.large_string()) if source.id_column else None,
            np.array(quality, np.float64) if source.quality_column else None,
            refused,
        )

    for text, name, value in rows:
        texts.append(text)
        ids.append(_id(name))
        quality.append(_number(value))
        size += len(text or b"")
        if len(texts) >= ROWS or size >= BYTES:
            yield full()
            texts, ids, quality, size = [], [], [], 0
    if texts:
        yield full()


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return -np.inf
    return number if number == number else -np.inf


def _jsonl(source: Source, file: File, skip: Skip) -> Iterator[Batch]:
    def rows() -> Iterator[tuple[bytes | None, Any, Any]]:
        with opened(file) as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip() or skip.whole(1):
                    continue
                record = source.record(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, file, number)
                yield (
                    as_string(record.get(source.column)) if source.fields is None else source.whole(record),
                    record.get(source.id_column or ""),
                    record.get(source.quality_column or ""),
                )

    return _batched(source, rows())


def _csv(source: Source, file: File, skip: Skip) -> Iterator[Batch]:
    def rows() -> Iterator[tuple[bytes | None, Any, Any]]:
        with opened(file) as raw:
            lines = (line.decode("utf-8", "surrogateescape").replace("\0", "") for line in raw)
            table = csv.reader(lines, delimiter=form_of(file.path).delimiter)
            names = [name.lstrip("\ufeff") for name in next(table, [])]
            places = [
                names.index(c) if c in names else -1 for c in (source.column, source.id_column, source.quality_column)
            ]
            while True:
                try:
                    row = next(table)
                except StopIteration:
                    return
                except csv.Error as fault:
                    source.refuse(file, table.line_num, f"not CSV: {fault}")
                    row = []
                if skip.whole(1):
                    continue
                if row and len(row) != len(names):
                    source.refuse(file, table.line_num, f"has {len(row)} fields instead of {len(names)}")
                text, name, value = (row[p] if 0 <= p < len(row) else None for p in places)
                if source.fields is None:
                    yield text.encode("utf-8", "surrogateescape") if text is not None else None, name, value
                else:
                    yield source.whole(dict(zip(names, row, strict=False))), name, value

    csv.field_size_limit(1 << 31)
    return _batched(source, rows())


def _read(source: Source, file: File, skip: Skip) -> Iterator[Batch]:
    """Rows as an import reads them: other encodings, arrays, formats of other programs."""

    def rows() -> Iterator[tuple[bytes | None, Any, Any]]:
        with entries_of(file.path, form_of(file.path)) as entries:
            for entry in entries:
                if skip.whole(1):
                    continue
                if isinstance(entry, Broken):
                    source.refuse(file, entry.line, entry.reason.replace(NOT_UTF8, CONVERT_FIRST))
                    yield None, None, None
                    continue
                values = entry.values
                yield (
                    as_string(values.get(source.column)) if source.fields is None else source.whole(dict(values)),
                    values.get(source.id_column or ""),
                    values.get(source.quality_column or ""),
                )

    return _batched(source, rows())


def _text_file(source: Source, file: File, skip: Skip) -> Iterator[Batch]:
    if not skip.whole(1):
        yield from _batched(source, [(file.path.read_bytes(), str(file.path), None)])


def _reader(file: File) -> Callable[[Source, File, Skip], Iterator[Batch]]:
    if file.kind in PARQUET:
        return _parquet
    if file.kind == ".txt":
        return _text_file
    form = form_of(file.path)
    if not form.plain:
        return _read
    return _csv if form.format == "csv" else _jsonl


def holds_pictures(paths: Sequence[Path], column: str | None = None) -> bool:
    """Whether ``paths`` are pictures, or tables whose column (the only likely one) holds pictures."""
    files = [File.of(path) for path in expand(paths)]
    kinds = {file.kind for file in files}
    if kinds & PICTURES:
        return True
    if kinds <= PARQUET:
        known = columns_of(files[0])
        if column is not None:
            return known.get(column) == "picture" and column not in USUAL
        return "picture" in known.values() and not any(name in known for name in USUAL)
    return False


def open_texts(
    paths: Sequence[Path], column: str | None = None, id_column: str | None = None, quality: str | None = None
) -> Source:
    """The texts of files; finds the column when none is named."""
    files = [File.of(path) for path in expand(paths)]
    kinds = {file.kind for file in files}
    if kinds & PICTURES:
        raise Invalid("Pictures hold no text.", next_step="Compare them with --method picture.")
    for file in files:
        _check_form(file)
    if kinds == {".txt"}:
        return Source(files, "text", "path", None)
    if ".txt" in kinds:
        raise Invalid("Text files and tables can't be read in one run.", next_step="Run them apart.")
    known: dict[str, str] = {}
    for file in files[::-1]:
        known = columns_of(file)
        for wanted in (column, id_column, quality):
            if wanted and wanted not in known:
                raise Invalid(
                    f"{file.path} has no column {wanted!r}.", next_step=f"Its columns are {', '.join(known) or 'none'}."
                )
    return Source(files, column or _text_column(known), id_column or ("id" if "id" in known else None), quality)


def _check_form(file: File) -> None:
    try:
        form_of(file.path)
    except GoodworkError as error:
        raise Unreadable(
            f"{file.path} can't be read: {error.what}",
            next_step=f"Known are {known_kinds()}, and what goodwork convert reads.",
        ) from None


def open_records(
    paths: Sequence[Path],
    fields: Sequence[str] = (),
    id_column: str | None = None,
    quality: str | None = None,
) -> Source:
    """The whole records of tables: all fields but the id, or those that are named."""
    files = [File.of(path) for path in expand(paths)]
    if unreadable := sorted({f.kind for f in files} & (PICTURES | {".txt"})):
        raise Invalid(
            f"Files of kind {', '.join(unreadable)} hold no records.", next_step="Name Parquet, JSONL or CSV."
        )
    known = columns_of(files[0])
    for file in files:
        its = columns_of(file)
        for wanted in (*fields, id_column, quality):
            if wanted and wanted not in its:
                raise Invalid(
                    f"{file.path} has no column {wanted!r}.", next_step=f"Its columns are {', '.join(its) or 'none'}."
                )
    name = id_column or ("id" if "id" in known else None)
    return Source(files, fields[0] if fields else "", name, quality, tuple(fields))


def _text_column(known: dict[str, str]) -> str:
    for name in USUAL:
        if name in known:
            return name
    texts = [name for name, kind in known.items() if kind == "text" and name != "id"]
    if len(texts) == 1:
        return texts[0]
    raise Invalid(
        "Which column holds the text is not clear.", next_step=f"Name it with --column; there are {', '.join(known)}."
    )
