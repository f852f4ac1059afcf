"""Opening a file of a stated format."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.errors import Invalid
from goodwork.formats.registry import FORMATS
from goodwork.formats.rows import Dialect, Source


def open_source(file: BinaryIO, file_format: str, dialect: Dialect = Dialect()) -> Source:
    """An opened file; Invalid for a format that is not read, Unreadable when the file is not of it."""
    return FORMATS[check_format(file_format)].read(file, dialect)


def check_format(file_format: str) -> str:
    """The format itself; Invalid when goodwork does not read it."""
    if file_format not in FORMATS:
        raise Invalid(f"goodwork does not read {file_format[:40]!r}.", next_step=f"Use one of: {', '.join(FORMATS)}.")
    return file_format


def format_of(name: str) -> str | None:
    """The format that a file's name promises.

    >>> format_of("items.jsonl.gz"), format_of("notes.docx")
    ('jsonl', None)
    """
    plain = name.lower().removesuffix(".gz")
    return next((known.name for known in FORMATS.values() if plain.endswith(known.endings)), None)
