"""Parquet tables with our own columns, or with anybody's."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.dataset_files import named_source
from goodwork.formats.own import with_own
from goodwork.formats.rows import Dialect, Source


def read_own(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The rows of a Parquet file."""
    return with_own(named_source(file), is_table=True)
