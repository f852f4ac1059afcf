"""spaCy's DocBin and JSON, read and written without spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from goodwork.formats.contract import Format
from goodwork.formats.docbin.recognise import ALIASES, ENDINGS, recognise
from goodwork.formats.documents import Document
from goodwork.formats.lines import open_stream
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.rows import Dialect, Source
from goodwork.model.records import Choice, Span

# Arrow and what packs DocBins cost up to half a second to load; only those who need them pay it.


def _read(file: BinaryIO, dialect: Dialect) -> Source:
    file.seek(0)
    # A DocBin is packed with zlib: whatever else there is, is JSON, packed with gzip or not.
    if open_stream(file).read(1 << 12).lstrip()[:1] in (b"{", b"[", b""):
        from goodwork.formats.docbin.read_json import read_json

        return read_json(file)
    from goodwork.formats.docbin.read import read_docbin

    return read_docbin(file)


def _write(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    from goodwork.formats.docbin.write import write_docbin

    return write_docbin(documents, report)


def _write_json(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    from goodwork.formats.docbin.write_json import write_json

    return write_json(documents, report)


FORMAT = Format(
    "docbin",
    "spaCy: DocBin or JSON",
    _read,
    recognise,
    endings=ENDINGS,
    aliases=ALIASES,
    writes={"docbin": _write, "spacy-json": _write_json},
    holds=dict.fromkeys(("docbin", "spacy-json"), (Choice, Span)),
    reads_beginning=False,
    forgets=frozenset({"by", "role", "question", "ids"}),
    adds=("tokens",),
    titles={"docbin": "spaCy DocBin", "spacy-json": "spaCy JSON Lines"},
    is_settled=True,
    known_as="spaCy",
)
