"""Reading a file that is written down in a test."""

from __future__ import annotations

import io
from typing import Any

from goodwork.formats.reading import open_source
from goodwork.formats.rows import Broken, Dialect, Row


def read(content: bytes, file_format: str, dialect: Dialect = Dialect(), skip: int = 0) -> list[Row | Broken]:
    """Every entry of a file."""
    return list(open_source(io.BytesIO(content), file_format, dialect).rows(skip))


def values(entries: list[Row | Broken]) -> list[Any]:
    """The values of good rows, and of broken ones the line and the reason."""
    return [dict(e.values) if isinstance(e, Row) else (e.line, e.reason) for e in entries]
