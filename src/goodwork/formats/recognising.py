"""Which format a file or folder is of, by its name and its beginning; and the other names that formats go by."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from goodwork.errors import GoodworkError, Invalid, Unreadable
from goodwork.formats.cells import list_in
from goodwork.formats.contract import Seen
from goodwork.formats.dialects import LOOKED_AT, cells_of, delimiter_of, stated_delimiter
from goodwork.formats.exported import REPORT, inner_of
from goodwork.formats.files import Files, FolderFiles, ZipFiles
from goodwork.formats.heads import titles_above
from goodwork.formats.json_lines import read_objects
from goodwork.formats.lines import open_stream
from goodwork.formats.recoding import from_utf16
from goodwork.formats.registry import FORMATS, WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken
from goodwork.formats.unread import Unread, beside_pictures, is_config, unread

CONFIG = "label-studio-config"
"""No format of items: a labelling config becomes a project."""
EXCEL, CSV, JSONL, TEXT = "excel", "csv", "jsonl", "text"
_ALIASES = {alias: name for known in FORMATS.values() for alias, name in known.aliases.items()}
_ARROW = (b"ARROW1", b"\xff\xff\xff\xff")
"""How files and streams of Arrow begin."""
_BEGIN = 1 << 16
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_LOOKED_AT = 20
"""Rows of JSON that say what the file is."""


class Untold(Invalid):
    """Nothing tells what a file is."""


def format_of(name: str) -> str | None:
    """The format that a file's name promises.

    >>> format_of("items.jsonl.gz"), format_of("notes.docx")
    ('jsonl', None)
    """
    plain = name.lower().removesuffix(".gz")
    return next((known.name for known in FORMATS.values() if plain.endswith(known.endings)), None)


def plain_name(given: str) -> str:
    """The name by which a format, or a form that it is written in, is listed."""
    return _ALIASES.get(given.lower(), given.lower())


def reader_name(given: str) -> str:
    """The name of the format that reads what goes by a name; Invalid when there is none."""
    name = plain_name(given)
    if name == CONFIG or name in FORMATS:
        return name
    if name in WRITTEN:
        return WRITTEN[name].name
    forms = (form for form in WRITTEN if form not in FORMATS)
    known = ", ".join(["auto", *FORMATS, *forms, CONFIG])
    raise Invalid(f"goodwork does not read {given[:40]!r}.", next_step=f"Use one of: {known}.")


def file_of(place: Path) -> Path:
    """The one file of an export that lies beside its report; else the place itself."""
    if place.is_dir() and (place / REPORT).is_file():
        files = [file for file in place.iterdir() if file.name not in (REPORT, "manifest.json")]
        if len(files) == 1 and files[0].is_file():
            return files[0]
    return place


def recognise(place: Path) -> str:
    """The format of a file or folder; Invalid when nothing tells it, or goodwork knows it and does not read it."""
    if place.is_dir():
        return _most([_folder(FolderFiles(place))], place.name)
    with place.open("rb") as file:
        return recognise_file(file, place.name)


def recognise_file(file: BinaryIO, name: str) -> str:
    """The format of a file of this name; of an export as it is downloaded, that of the file in it."""
    inner = inner_of(file)
    if inner is None:
        return _told(file, name)
    with inner.open() as unpacked:
        return _told(unpacked, inner.name)


def _told(file: BinaryIO, name: str) -> str:
    file.seek(0)
    begin = file.read(_BEGIN).removeprefix(BOM_UTF8).lstrip()
    if is_config(begin):
        return CONFIG
    if not name.lower().endswith(".xml") and not begin.startswith(b"<?xml"):
        return _most(_look(file), name)
    seen = Seen(text=begin)
    if (known := unread(seen)) is not None:
        raise _not_read(name, known)
    if (found := _recognised(seen)) is not None:
        return found
    root = _ROOT.search(begin)
    if root is None or root[1] == b"View":
        return CONFIG
    raise Invalid(
        f"{name} is XML ({root[1].decode()[:60]}), of which goodwork reads CVAT's and configs of Label Studio.",
        kept="It was not read.",
        next_step="Export its annotations as WebAnno TSV, brat, CoNLL or JSON lines.",
    )


def _not_read(name: str, known: Unread) -> Invalid:
    shown = "This zip" if name == ".zip" else name  # of a folder as it was sent
    return Invalid(f"{shown} {known.what}.", kept="It was not read.", next_step=known.instead)


def _most(seen: list[Seen], name: str) -> str:
    # Most rows decide: one odd row at the beginning makes no other format.
    votes = Counter(found for one in seen if (found := unread(one) or _recognised(one)) is not None)
    if votes:
        ranks = {name: n for n, name in enumerate(FORMATS)}
        # Of as many the more particular one.
        found = max(votes, key=lambda one: (votes[one], ranks.get(one, -1) if isinstance(one, str) else -1))
        if isinstance(found, Unread):
            raise _not_read(name, found)
        if found == JSONL and format_of(name) == TEXT and not any(one.row for one in seen):
            return TEXT  # its first line begins with a bracket
        return found
    by_name = format_of(name)
    if by_name == EXCEL and _is_delimited(seen):
        return CSV  # many programs call their tables so that Excel opens them
    if by_name is None:
        known = ", ".join(FORMATS)
        raise Untold(
            f"Nothing tells what {name} is.",
            kept="It was not read.",
            next_step=f"Say which format it has (for convert --from, for import --format): {known}.",
        )
    return by_name


def _is_delimited(seen: Sequence[Seen]) -> bool:
    """Whether there are rows of several cells, and the text holds nothing that no text has."""
    return any(len(one.cells or {}) > 1 for one in seen) and b"\x00" not in seen[0].text


def _recognised(seen: Seen) -> str | None:
    return next((known.name for known in reversed(list(FORMATS.values())) if known.recognise(seen)), None)


def _look(file: BinaryIO) -> list[Seen]:
    """What is seen of a file; of rows as often as there are first ones."""
    file.seek(0)
    begin = file.read(_BEGIN)
    if begin[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
        begin = begin[: len(begin) & ~1].decode("utf-16", "replace").encode()
        file = from_utf16(file) if begin.lstrip()[:1] in (b"{", b"[") else file
    if begin[:2] == b"PK":
        return [_folder(ZipFiles(file))]
    if begin[:4] == b"PAR1" or begin.startswith(_ARROW):
        return [_table(file)]
    if begin[:2] == b"\x1f\x8b":
        begin = open_stream(file).read(_BEGIN)
    if begin.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        plain = begin.removeprefix(BOM_UTF8)
        found = [Seen(row=row, begin=plain) for row in _first(file)]
        # Words and tags may begin with a bracket, too.
        return found or [Seen(text=begin), Seen(row={}, begin=plain)]
    return [Seen(text=begin, cells=row) for row in _cells(begin)] or [Seen(text=begin)]


def _cells(begin: bytes) -> list[dict[str, object]]:
    """The first rows of what may be a table."""
    text = begin.decode("utf-8-sig", "replace")
    # Not every sign that ends a line elsewhere ends a row.
    lines = [f"{line}\n" for line in text.split("\n")[:LOOKED_AT]]
    stated = stated_delimiter(lines[0]) if lines else None
    rows = cells_of(lines if stated is None else lines[1:], stated or delimiter_of(lines))
    rows = rows[titles_above(rows) :]
    return [
        {name.strip(): _parsed(cell) for name, cell in zip(rows[0], row, strict=False)}
        for row in rows[1 : _LOOKED_AT + 1]
    ]


def _parsed(cell: str) -> object:
    found = list_in(cell)
    return cell if found is None else found


def _folder(files: Files) -> Seen:
    names = tuple(files.names())
    table = next((name for name in names if name.endswith(".parquet")), None)
    if table is None:
        beside = beside_pictures(names)
        text = b"" if beside is None else _begin_of(files, beside)
        return Seen(names=names, first=_first_of(files, names), text=text)
    with files.open(table) as file:
        return replace(_table(file), names=names)


def _first_of(files: Files, names: Sequence[str]) -> dict[str, object] | None:
    if not names or not all(name.endswith(".jsonl") for name in names):
        return None
    try:
        with files.open(names[0]) as file:
            return next(iter(_first(file)), None)
    except GoodworkError:
        return None  # whoever reads it says what is wrong with it


def _begin_of(files: Files, name: str) -> bytes:
    try:
        with files.open(name) as file:
            return file.read(_BEGIN)
    except (GoodworkError, OSError):
        return b""  # whoever reads the folder says what is wrong with it


def _table(file: BinaryIO) -> Seen:
    from goodwork.formats.arrow import pa, pq
    from goodwork.formats.arrow_rows import arrow_schema

    try:
        file.seek(0)
        schema = pq.ParquetFile(file).schema_arrow if file.read(4) == b"PAR1" else arrow_schema(file)
    except Unreadable:
        return Seen(row={}, parquet=frozenset())
    except (pa.ArrowException, OSError, UnicodeDecodeError, MemoryError):
        return Seen(row={}, parquet=frozenset())  # whoever reads it says what is wrong with it
    return Seen(row=dict.fromkeys(schema.names), parquet=frozenset(schema.metadata or ()))


def _first(file: BinaryIO) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    try:
        for _, value in islice(read_objects(file, 0, Report()), _LOOKED_AT):
            if not isinstance(value, Broken):
                found.append(value)
    except GoodworkError:
        pass  # whoever reads it says what is wrong with it
    return found
