"""JSON lines with our own columns, or with anybody's."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.own import with_own
from goodwork.formats.rows import Dialect, Source
from goodwork.formats.token_rows import with_words


def read_own(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The rows of a JSON lines file, or of a file that is one JSON array, also packed with gzip."""
    return with_words(with_own(read_jsonl(file)))
