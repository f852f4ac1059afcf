"""Argilla's records, of version 2 and of version 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from goodwork.formats.argilla.recognise import recognise
from goodwork.formats.contract import Format
from goodwork.formats.documents import Document
from goodwork.formats.files import Files
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.rows import Dialect, Source
from goodwork.model.records import Choice, Preference, Ranking, Rating, Span, TextAnswer

# Arrow and what packs DocBins cost up to half a second to load; only those who need them pay it.


def _read(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.argilla.read import read_argilla

    return read_argilla(file)


def _read_files(files: Files, dialect: Dialect = Dialect()) -> Source:
    from goodwork.formats.argilla.read import argilla_source

    return argilla_source(files)


def _write(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    from goodwork.formats.argilla.write import write_argilla

    return write_argilla(documents, report)


FORMAT = Format(
    "argilla",
    "Argilla records",
    _read,
    recognise,
    read_files=_read_files,
    writes={"argilla": _write},
    holds={"argilla": (Choice, Rating, TextAnswer, Span, Preference, Ranking)},
    is_folder=True,
    forgets=frozenset({"ids"}),
    adds=("status",),
    known_as="Argilla",
)
