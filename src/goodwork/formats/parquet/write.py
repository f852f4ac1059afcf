"""A table of documents as Parquet, with typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from goodwork.formats.documents import Document
from goodwork.formats.parquet_pieces import parquet_pieces
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.spool import Spool, tables


def write_parquet(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.parquet``, with typed columns."""
    with closing(Spool(documents, report)) as spool:
        yield OutFile("items.parquet", parquet_pieces(tables(spool, report), "rows", Report()), packed=True)
