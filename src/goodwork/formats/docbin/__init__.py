"""spaCy's DocBin, read and written without spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from goodwork.formats.contract import Format
from goodwork.formats.docbin.recognise import ALIASES, ENDINGS
from goodwork.formats.documents import Document
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.rows import Dialect, Source

# Arrow and what packs DocBins cost up to half a second to load; only those who need them pay it.


def _read(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.docbin.read import read_docbin

    return read_docbin(file)


def _write(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    from goodwork.formats.docbin.write import write_docbin

    return write_docbin(documents, report)


FORMAT = Format("docbin", _read, endings=ENDINGS, aliases=ALIASES, writes={"docbin": _write}, reads_beginning=False)
