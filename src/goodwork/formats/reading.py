"""Opening a file of a stated format."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from goodwork.errors import Invalid
from goodwork.formats.exported import inner_of
from goodwork.formats.recoding import from_utf16
from goodwork.formats.recognising import CONFIG, recognise_file
from goodwork.formats.registry import FORMATS
from goodwork.formats.rows import Dialect, Source

FOLDER = "folder"
"""What any zip may be sent as."""


def open_source(file: BinaryIO, file_format: str, dialect: Dialect = Dialect()) -> Source:
    """An opened file; Invalid for a format that is not read, Unreadable when the file is not of it.

    Of an export as it is downloaded, the file in it is read. A zip that is more than files beside each other is read
    as what it is.
    """
    check_format(file_format)
    inner = inner_of(file)
    plain = file if inner is None else inner.open()
    if file_format == FOLDER:
        file_format = recognise_file(plain, ".zip" if inner is None else inner.name)
    known = FORMATS[check_format(file_format)]
    if not known.finds_encoding and (recoded := from_utf16(plain)) is not plain:
        plain, dialect = recoded, replace(dialect, encoding=None)
    return known.read(plain, dialect)


AUTO = "auto"
"""Stands for a format that is told from the file."""


def check_told(file_format: str) -> str:
    """A format, or that it is to be told from the file; Invalid when goodwork does not read it."""
    return file_format if file_format == AUTO else check_format(file_format)


def told_format(file: BinaryIO, name: str, file_format: str) -> str:
    """The format of a file that is to be imported: told, or found out; Invalid when it has no items."""
    if file_format != AUTO:
        return file_format
    found = recognise_file(file, name)
    if found == CONFIG:
        raise Invalid(
            f"{name} is no data: it looks like a labelling config, which becomes a project.",
            kept="Nothing was imported.",
            next_step="Make a new project from it, or run goodwork convert --to project.",
        )
    return found


def check_format(file_format: str) -> str:
    """The format itself; Invalid when goodwork does not read it."""
    if file_format not in FORMATS:
        raise Invalid(f"goodwork does not read {file_format[:40]!r}.", next_step=f"Use one of: {', '.join(FORMATS)}.")
    return file_format
