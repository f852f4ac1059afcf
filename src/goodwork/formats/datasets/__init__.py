"""The layout of Hugging Face ``datasets``: Parquet whose numbers have names, and folders of such files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from goodwork.formats.contract import Format
from goodwork.formats.datasets.recognise import ALIASES, recognise
from goodwork.formats.documents import Document
from goodwork.formats.files import Files
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report
from goodwork.formats.rows import Dialect, Source

# Arrow and what packs DocBins cost up to half a second to load; only those who need them pay it.


def _read(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.datasets.read import read_file

    return read_file(file, dialect)


def _read_files(files: Files, dialect: Dialect = Dialect()) -> Source:
    from goodwork.formats.datasets.read import read_files

    return read_files(files)


def _write(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    from goodwork.formats.datasets.write import write_datasets

    return write_datasets(documents, report)


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.datasets.export import export_datasets

    return export_datasets(published, report)


FORMAT = Format(
    "datasets",
    "Hugging Face datasets",
    _read,
    recognise,
    aliases=ALIASES,
    read_files=_read_files,
    writes={"datasets": _write},
    export=_export,
    is_folder=True,
    reads_beginning=False,
    known_as="Hugging Face datasets",
)
