"""Opening a file of a stated format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

from goodwork.errors import Invalid
from goodwork.formats.brat import read_brat
from goodwork.formats.chat import read_chat
from goodwork.formats.conll import read_conll
from goodwork.formats.csv import read_csv
from goodwork.formats.fasttext import read_fasttext
from goodwork.formats.folder import read_folder
from goodwork.formats.jsonl import read_jsonl
from goodwork.formats.label_studio import read_label_studio
from goodwork.formats.own import with_own
from goodwork.formats.rows import Dialect, Source

# Arrow and what packs DocBins cost up to half a second to load; only those who read such files pay it.


def _parquet(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.parquet import read_parquet

    return with_own(read_parquet(file))


def _docbin(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.read_docbin import read_docbin

    return read_docbin(file)


def _trl(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.trl import read_trl

    return read_trl(file)


def _argilla(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.argilla import read_argilla

    return read_argilla(file)


def _datasets(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.classes import read_datasets

    return read_datasets(file)


def _conll(file: BinaryIO, dialect: Dialect) -> Source:
    return read_conll(file)


Reader = Callable[[BinaryIO, Dialect], Source]

READERS: Mapping[str, Reader] = {
    "jsonl": lambda file, dialect: with_own(read_jsonl(file)),
    "csv": lambda file, dialect: with_own(read_csv(file, dialect)),
    "parquet": _parquet,
    "folder": read_folder,
    "label-studio": lambda file, dialect: read_label_studio(file),
    "chat": lambda file, dialect: read_chat(file),
    "trl": _trl,
    "conll": _conll,
    "brat": lambda file, dialect: read_brat(file),
    "docbin": _docbin,
    "argilla": _argilla,
    "datasets": _datasets,
    "fasttext": lambda file, dialect: read_fasttext(file),
}

_BY_NAME = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv", ".txt": "csv",
    ".parquet": "parquet", ".zip": "folder", ".conll": "conll", ".iob": "conll", ".bio": "conll",
    ".spacy": "docbin", ".docbin": "docbin",
}  # fmt: skip


def open_source(file: BinaryIO, file_format: str, dialect: Dialect = Dialect()) -> Source:
    """An opened file; Invalid for a format that is not read, Unreadable when the file is not of it."""
    check_format(file_format)
    return READERS[file_format](file, dialect)


def check_format(file_format: str) -> str:
    """The format itself; Invalid when goodwork does not read it."""
    if file_format not in READERS:
        raise Invalid(f"goodwork does not read {file_format[:40]!r}.", next_step=f"Use one of: {', '.join(READERS)}.")
    return file_format


def format_of(name: str) -> str | None:
    """The format that a file's name promises.

    >>> format_of("items.jsonl.gz"), format_of("notes.docx")
    ('jsonl', None)
    """
    plain = name.lower().removesuffix(".gz")
    return next((found for suffix, found in _BY_NAME.items() if plain.endswith(suffix)), None)
