"""A folder of pictures or texts, packed as a zip; or a table with the files that it names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.delimited import read_csv
from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.own import with_own
from goodwork.formats.pictures import PICTURE_NAMES
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Dialect, Entry, Row, Source
from goodwork.formats.zips import DAMAGE, MOST_UNPACKED, damage, hidden, open_zip, read_entry, why_not

TEXT_NAMES = frozenset({".txt", ".text", ".md"})
_TABLES = {".csv": read_csv, ".tsv": read_csv, ".jsonl": read_jsonl, ".json": read_jsonl}


def read_folder(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The files of a zip, in the order of their names.

    With a table (``.csv``, ``.tsv``, ``.jsonl``) in its uppermost folder, the table's rows are the rows and the other
    files lie beside it. Without one, each picture or text is a row with ``file`` (its path), ``folder`` and
    ``picture`` or ``text``. Names that lead out of the folder, links, encrypted files and files that expand out of
    all proportion are broken rows; a zip that does so as a whole is refused.
    """
    archive, entries = open_zip(file, MOST_UNPACKED)
    entries.sort(key=lambda entry: entry.filename)
    report = Report()
    seen = [e for e in entries if not hidden(e.filename)]
    if len(seen) < len(entries):
        report.lose(
            "", "hidden files", "names that begin with a dot and __MACOSX are no data", len(entries) - len(seen)
        )
    tables = [e for e in seen if "/" not in e.filename and PurePosixPath(e.filename).suffix.lower() in _TABLES]
    # Our own exports have their annotations and their report beside the items.
    tables = [e for e in tables if e.filename.startswith("items.")] or tables
    if len(tables) > 1:
        names = ", ".join(e.filename for e in tables[:5])
        raise Invalid(
            f"The zip has several tables ({names}).",
            next_step="Send them one by one, or leave the one that lists the items.",
        )
    if tables:
        return _table(archive, tables[0], dialect, report)
    return Source(lambda skip: _files(archive, seen[skip:], skip), report=report)


def _table(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, dialect: Dialect, report: Report) -> Source:
    why = why_not(entry, MOST_UNPACKED)
    if why:
        raise Invalid(f"{entry.filename} can't be taken: {why}.")
    table = io.BufferedReader(_Entry(archive, entry), 1 << 20)
    suffix = PurePosixPath(entry.filename).suffix.lower()
    is_csv = _TABLES[suffix] is read_csv
    source = with_own(
        read_csv(table, dialect, report) if is_csv else read_jsonl(table, report), is_table=is_csv, is_text=is_csv
    )

    def beside(name: str) -> bytes:
        try:
            found = archive.getinfo(str(PurePosixPath(name)))
        except KeyError:
            raise Invalid(f"the zip has no file {name[:80]!r}") from None
        return read_entry(archive, found)

    return replace(source, beside=beside, report=report)


def _files(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], skip: int) -> Iterator[Entry]:
    for number, entry in enumerate(entries, skip + 1):
        path = PurePosixPath(entry.filename)
        suffix = path.suffix.lower()
        if suffix not in PICTURE_NAMES | TEXT_NAMES:
            yield Broken(number, "not a picture (png, jpg, webp, gif, bmp) or a text (txt, md)", entry.filename[:200])
            continue
        try:
            content = read_entry(archive, entry)
            values = {"file": entry.filename, "folder": str(path.parent) if path.parent.name else ""}
            if suffix in PICTURE_NAMES:
                yield Row(number, {**values, "picture": content})
            else:
                yield Row(number, {**values, "text": content.decode("utf-8-sig")})
        except Invalid as error:
            yield Broken(number, error.what, entry.filename[:200])
        except UnicodeDecodeError as error:
            yield Broken(number, f"the byte at {error.start + 1} is not UTF-8", entry.filename[:200])


class _Entry(io.RawIOBase):
    """A file in a zip that can be read again from its beginning."""

    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        self._name = entry.filename
        try:
            self._stream = archive.open(entry)
        except DAMAGE as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> Unreadable:
        return Unreadable(f"{self._name} is damaged in the zip: {damage(error)}.", next_step="Make the zip again.")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        try:
            chunk = self._stream.read(len(buffer))
        except DAMAGE as error:
            raise self._damaged(error) from None
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        try:
            return self._stream.seek(offset, whence)
        except DAMAGE as error:
            raise self._damaged(error) from None

    def tell(self) -> int:
        return self._stream.tell()
