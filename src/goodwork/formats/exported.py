"""Exports as they are downloaded: a zip of one file that is read, ours with its report beside it."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from goodwork.errors import GoodworkError, Invalid, Unreadable
from goodwork.formats.on_disk import OnDisk
from goodwork.formats.zips import DAMAGE, MOST_UNPACKED, damage, hidden, open_zip, why_not

REPORT = "report.json"
"""The account beside the files of an export."""
_TABLES = frozenset({
    "csv", "tsv", "conll", "iob", "bio", "conllu", "json", "parquet", "xlsx", "xlsb", "xls", "ods", "spacy",
})  # fmt: skip
_LINES = frozenset({"jsonl", "ndjson"})
_PEOPLE = frozenset({"all", "admin", "unknown"})
_BESIDE = frozenset({REPORT, "manifest.json"})


@dataclass(frozen=True, slots=True)
class Inner:
    """The file in a zip that is read in place of the zip."""

    name: str
    archive: zipfile.ZipFile
    entry: zipfile.ZipInfo

    def open(self) -> BinaryIO:
        """The file, unpacked onto the disk, so that it can be read from any place."""
        why = why_not(self.entry, MOST_UNPACKED)
        if why:
            raise Invalid(f"{self.name} can't be taken: {why}.")
        place = OnDisk()
        try:
            with self.archive.open(self.entry) as packed:
                shutil.copyfileobj(packed, place.file, 1 << 20)
        except DAMAGE as error:
            what = f"{self.name} is damaged in the zip: {damage(error)}."
            raise Unreadable(what, next_step="Download it again.") from None
        return place.opened()


def _alone(found: Mapping[str, zipfile.ZipInfo], archive: zipfile.ZipFile) -> Inner | None:
    """The only file of a zip, where it says more than a file of a folder does."""
    if len(found) != 1:
        return None
    ((name, entry),) = found.items()
    stem, _, ending = name.rsplit("/", 1)[-1].lower().rpartition(".")
    # Programs pack their exports; a file that is called like a person has that person's answers.
    packed = ending in _TABLES or (ending in _LINES and stem not in _PEOPLE)
    return Inner(name, archive, entry) if packed else None


def inner_of(file: BinaryIO) -> Inner | None:
    """The one file of a zip or of an export in it; None when the file is something else, or holds several."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        return None
    try:
        archive, entries = open_zip(file)
    except GoodworkError:
        return None  # whoever reads it says what is wrong with it
    found = {entry.filename: entry for entry in entries if not hidden(entry.filename)}
    if REPORT not in found:
        return _alone(found, archive)
    data = {name: entry for name, entry in found.items() if name not in _BESIDE}
    # Tables have their annotations in a file of their own, and all that reads back in that of the items.
    items = [name for name in data if name.startswith("items.")]
    if len(items) == 1 and data.keys() <= {items[0], items[0].replace("items.", "annotations.", 1)}:
        return Inner(items[0], archive, data[items[0]])
    for name, entry in data.items() if len(data) == 1 else ():
        return Inner(name, archive, entry)
    return None
