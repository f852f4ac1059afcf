"""JSON lines: one object per line, or one array of objects, also packed with gzip."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any, BinaryIO, cast

from goodwork.bounds import DEPTH, depth_fault, has_long_number, may_be_deep
from goodwork.errors import Unreadable
from goodwork.formats import json_values
from goodwork.formats.lines import TooLong, iter_elements, iter_lines, open_stream
from goodwork.formats.rows import MAX_ROW, Broken, Entry, Row, Source, excerpt

MOST_EMPTY = 1_000_000
"""Empty lines that may follow each other: a file of nothing is small packed, and takes hours to look through."""


def read_jsonl(file: BinaryIO) -> Source:
    """The rows of a JSON lines file, or of a file that is one JSON array."""

    def rows(skip: int) -> Iterator[Entry]:
        for line, value in read_objects(file, skip):
            yield Row(line, value) if isinstance(value, dict) else value

    return Source(rows)


def read_objects(file: BinaryIO, skip: int) -> Iterator[tuple[int, dict[str, Any] | Broken]]:
    """The objects of the file, each with its line, or its number in an array; empty lines are nothing."""
    is_array = open_stream(file).read(1024).lstrip()[:1] == b"["
    stream = open_stream(file)
    empty = 0
    rows = iter_elements(stream) if is_array else zip(iter_lines(stream), repeat(None))
    for line, (raw, value) in enumerate(rows, 1):
        if isinstance(raw, bytes) and not raw.strip():
            empty += 1
            if empty > MOST_EMPTY:
                raise Unreadable(
                    f"More than {MOST_EMPTY:,} empty lines follow each other before line {line:,}.",
                    next_step="Take them out if there is something behind them.",
                )
            continue
        empty = 0
        if skip:
            skip -= 1
            continue
        yield line, _object(line, raw, value)


def _object(line: int, raw: bytes | TooLong, value: Any) -> dict[str, Any] | Broken:
    """The object; ``value`` is what it was parsed as already, or None."""
    if isinstance(raw, TooLong):
        why = f"the row has {raw.size:,} bytes; the most is {MAX_ROW:,}"
        return Broken(line, why, excerpt(raw.start))
    if value is None or has_long_number(raw):
        try:
            value = json_values.parse(raw)
        except ValueError as error:
            return Broken(line, _what_is_wrong(raw, error), excerpt(raw))
    if may_be_deep(raw) and (why := depth_fault(value)):
        return Broken(line, why, excerpt(raw))
    if not isinstance(value, dict):
        return Broken(line, "the row is not a JSON object ({...})", excerpt(raw))
    return cast("dict[str, Any]", value)


def _what_is_wrong(raw: bytes, error: ValueError) -> str:
    try:
        raw.decode()
    except UnicodeDecodeError as broken:
        return f"the bytes at {broken.start + 1} of the row are not UTF-8"
    if "recursion" in str(error) or "depth" in str(error):
        return f"it is nested more than {DEPTH} levels deep"
    return f"not JSON: {str(error).split(': line', 1)[0]}"
