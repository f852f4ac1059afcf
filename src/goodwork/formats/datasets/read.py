"""Parquet files and folders of ``datasets``."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.dataset_files import datasets_source, read_datasets
from goodwork.formats.files import Files
from goodwork.formats.rows import Dialect, Source


def read_file(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The rows of a Parquet file, or of a zip of a data set's folder."""
    return read_datasets(file)


def read_files(files: Files) -> Source:
    """The rows of a data set's folder."""
    return datasets_source(files)
