"""JSON lines with our own columns, or with anybody's."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.json_lines import read_jsonl, starts_a_line
from goodwork.formats.jsonl.columns import with_columns
from goodwork.formats.own import with_own
from goodwork.formats.people_rows import with_people
from goodwork.formats.rows import Dialect, Source
from goodwork.formats.token_rows import with_words
from goodwork.formats.tool_rows import with_tools


def read_own(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The rows of a JSON lines file, or of a file that is one JSON array or one object of columns; also with gzip."""
    return with_words(with_people(with_own(with_tools(with_columns(read_jsonl(file), in_lines=starts_a_line(file))))))
