"""JSON lines: an object in each line, one array of objects, or objects over several lines each; also with gzip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat
from typing import Any, BinaryIO, cast

from goodwork.bounds import DEPTH, depth_fault, has_long_number, may_be_deep
from goodwork.errors import Unreadable
from goodwork.formats import json_values
from goodwork.formats.lines import STRING, TooLong, iter_elements, iter_lines, open_stream
from goodwork.formats.report import Report
from goodwork.formats.rows import MAX_ROW, Broken, Entry, Row, Source, excerpt

MOST_EMPTY = 1_000_000
"""Empty lines that may follow each other: a file of nothing is small packed, and takes hours to look through."""


_NAN = re.compile(STRING + rb"|(?<![\w.+-])(NaN)(?!\w)", re.DOTALL)
"""What Python and pandas write for a value that is missing, and texts, in which it is a word."""
_MISSING = ("NaN, read as nothing", "JSON has no word for it; programs write it for what is missing")
_UNFINISHED = (b"{", b"[", b",")
"""How a first line ends whose object goes on in the next."""


def read_jsonl(file: BinaryIO, report: Report | None = None) -> Source:
    """The rows of a JSON lines file, or of a file that is one JSON array or objects over several lines each."""
    told = report or Report()

    def rows(skip: int) -> Iterator[Entry]:
        for line, value in read_objects(file, skip, told):
            yield Row(line, value) if isinstance(value, dict) else value

    return Source(rows, report=told)


def read_objects(file: BinaryIO, skip: int, report: Report) -> Iterator[tuple[int, dict[str, Any] | Broken]]:
    """The objects of the file, each with its line, or else its number; empty lines are nothing.

    NaN is a value that is missing, and reported.
    """
    begin = open_stream(file).read(4096).lstrip()
    stream = open_stream(file)
    empty = 0
    by_lines = begin[:1] not in (b"[", b"{") or is_by_lines(begin)
    rows = zip(iter_lines(stream), repeat(None)) if by_lines else iter_elements(stream)
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
        yield line, _object(line, raw, value, report)


def is_by_lines(begin: bytes) -> bool:
    """Whether what begins so has an object in each line: no array, and no object over several lines.

    A first line that is cut off is one broken line.

    >>> is_by_lines(b'{"a": 1}\\n{"a": 2}'), is_by_lines(b'{\\n "a": 1\\n}'), is_by_lines(b"[{}]")
    (True, False, False)
    """
    plain = begin.lstrip(b"\xef\xbb\xbf \t\r\n")
    first, _, rest = plain.partition(b"\n")
    if plain[:1] != b"{":
        return False
    return not first.rstrip().endswith(_UNFINISHED) or _is_object(rest.lstrip().split(b"\n", 1)[0])


def _is_object(line: bytes) -> bool:
    """Whether a line is an object by itself: then the one before it is a broken line."""
    try:
        return line[:1] == b"{" and isinstance(json_values.parse(line), dict)
    except ValueError:
        return False


def starts_a_line(file: BinaryIO) -> bool:
    """Whether the first value of a file ends with its line, or is an array."""
    begin = open_stream(file).read(4096).lstrip()
    return begin[:1] != b"{" or is_by_lines(begin)


def _object(line: int, raw: bytes | TooLong, value: Any, report: Report) -> dict[str, Any] | Broken:
    """The object; ``value`` is what it was parsed as already, or None."""
    if isinstance(raw, TooLong):
        why = f"the row has {raw.size:,} bytes; the most is {MAX_ROW:,}"
        return Broken(line, why, excerpt(raw.start))
    if value is None or has_long_number(raw):
        try:
            value = parsed(raw, report)
        except ValueError as error:
            return Broken(line, _what_is_wrong(raw, error), excerpt(raw))
    if may_be_deep(raw) and (why := depth_fault(value)):
        return Broken(line, why, excerpt(raw))
    if not isinstance(value, dict):
        return Broken(line, "the row is not a JSON object ({...})", excerpt(raw))
    return cast("dict[str, Any]", value)


def parsed(raw: bytes, report: Report) -> Any:
    """A value of JSON in which NaN is nothing, which the report then says."""
    try:
        return json_values.parse(raw)
    except ValueError:
        if b"NaN" not in raw:
            raise
        plain = _NAN.sub(lambda found: b"null" if found[1] else found[0], raw)
        value = json_values.parse(plain)
    report.change("", *_MISSING)
    return value


def _what_is_wrong(raw: bytes, error: ValueError) -> str:
    try:
        raw.decode()
    except UnicodeDecodeError as broken:
        return f"the bytes at {broken.start + 1} of the row are not UTF-8"
    if "recursion" in str(error) or "depth" in str(error):
        return f"it is nested more than {DEPTH} levels deep"
    said = str(error).split(": line", 1)[0]
    if raw.lstrip()[:2] == b"{'":
        said += "; its texts stand in single quotes: write it with json.dumps, not with str"
    elif "content after document" in said:
        said += "; each object stands in a line of its own"
    elif b"Infinity" in raw:
        said += "; Infinity is no number of JSON: write null"
    return f"not JSON: {said}"
