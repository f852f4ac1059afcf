"""Delimited text with our own columns, or with anybody's."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.delimited import read_csv
from goodwork.formats.own import with_own
from goodwork.formats.rows import Dialect, Source


def read_own(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The rows of a delimited file with a header, also packed with gzip."""
    return with_own(read_csv(file, dialect), is_table=True, is_text=True)
