"""Every writer of documents by the name of its format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from goodwork.formats.chat import write_chat
from goodwork.formats.documents import Document
from goodwork.formats.fasttext import write_fasttext
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.write_brat import write_brat
from goodwork.formats.write_conll import write_conll
from goodwork.formats.write_label_studio import write_label_studio
from goodwork.formats.write_lines import write_lines
from goodwork.formats.write_trl import write_trl

Writer = Callable[[Iterable[Document], Report], Iterator[OutFile]]


@dataclass(frozen=True, slots=True)
class DocumentWriter:
    """A format that documents are written in."""

    write: Writer
    is_folder: bool = False
    """Whether it is several files, so that what is made is a folder."""


def _docbin(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    from goodwork.formats.write_docbin import write_docbin

    return write_docbin(documents, report)


def _table(name: str, documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    # Arrow costs half a second to load; only those who write tables pay it.
    from goodwork.formats.write_tables import TABLES

    return TABLES[name](documents, report)


def _argilla(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    from goodwork.formats.write_argilla import write_argilla

    return write_argilla(documents, report)


WRITERS: Mapping[str, DocumentWriter] = {
    "jsonl": DocumentWriter(write_lines),
    "csv": DocumentWriter(partial(_table, "csv")),
    "parquet": DocumentWriter(partial(_table, "parquet")),
    "datasets": DocumentWriter(partial(_table, "datasets"), is_folder=True),
    "conll": DocumentWriter(write_conll),
    "bio": DocumentWriter(partial(write_conll, scheme="bio", columns=2)),
    "iobes": DocumentWriter(partial(write_conll, scheme="iobes", columns=2)),
    "bilou": DocumentWriter(partial(write_conll, scheme="bilou", columns=2)),
    "docbin": DocumentWriter(_docbin),
    "brat": DocumentWriter(write_brat, is_folder=True),
    "label-studio": DocumentWriter(write_label_studio),
    "argilla": DocumentWriter(_argilla, is_folder=True),
    "trl": DocumentWriter(write_trl),
    "chat": DocumentWriter(write_chat),
    "fasttext": DocumentWriter(write_fasttext),
}
