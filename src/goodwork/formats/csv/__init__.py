"""Delimited text with a header: CSV, TSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodwork.formats.contract import Format
from goodwork.formats.csv.read import read_own
from goodwork.formats.csv.recognise import ALIASES, ENDINGS
from goodwork.formats.documents import Document
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report

# Arrow and what packs DocBins cost up to half a second to load; only those who need them pay it.


def _write(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    from goodwork.formats.csv.write import write_csv

    return write_csv(documents, report)


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.csv.export import export_csv

    return export_csv(published, report)


FORMAT = Format(
    "csv",
    "CSV",
    read_own,
    endings=ENDINGS,
    aliases=ALIASES,
    writes={"csv": _write},
    export=_export,
    finds_encoding=True,
    asks_header=True,
    known_as="CSV",
)
