"""Parquet tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from goodwork.formats.contract import Format
from goodwork.formats.documents import Document
from goodwork.formats.parquet.recognise import ALIASES, ENDINGS, recognise
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report
from goodwork.formats.rows import Dialect, Source

# Arrow and what packs DocBins cost up to half a second to load; only those who need them pay it.


def _read(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.parquet.read import read_own

    return read_own(file, dialect)


def _write(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    from goodwork.formats.parquet.write import write_parquet

    return write_parquet(documents, report)


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.parquet.export import export_parquet

    return export_parquet(published, report)


FORMAT = Format(
    "parquet",
    "Parquet",
    _read,
    recognise,
    endings=ENDINGS,
    aliases=ALIASES,
    writes={"parquet": _write},
    export=_export,
    reads_beginning=False,
    known_as="Parquet",
)
