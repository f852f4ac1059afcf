"""What a delimited file does not say of itself, found out from its bytes: encoding and delimiter."""

from __future__ import annotations

import codecs
import contextlib
import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import BinaryIO

from goodwork.bounds import encoding
from goodwork.errors import Invalid
from goodwork.formats.heads import titles_above
from goodwork.formats.lines import CHUNK, open_stream
from goodwork.formats.rows import Dialect

LOOKED_AT = 50
"""Lines from which the delimiter is told."""
_LONGEST = 1 << 16
"""Characters of one of these lines that are looked at."""
_MARKS = ",;\t|"
NOTHING = "\x1f"
"""Stands for the delimiter of a file of one column: no text has it."""
_STATED = re.compile(r'^"?sep=(.)"?\r?\n?$', re.IGNORECASE)
_BEGIN = 4096
_UNDEFINED = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
"""What no text of a spreadsheet in cp1252 holds."""
_HIGH = re.compile(rb"[\xc0-\xff]")
_LETTER = re.compile(rb"[A-Za-z\xc0-\xff]")
_FOREIGN = re.compile(rb"(?<![A-Za-z\xc0-\xff])[\xc0-\xff]{2,}+(?![A-Za-z])")
"""A word without a plain letter."""
_SEVERAL = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def is_wide(codec: str) -> bool:
    """Whether the line ends of an encoding are not single bytes."""
    return codec.startswith(("utf-16", "utf-32"))


def encoding_of(file: BinaryIO, dialect: Dialect) -> str:
    """The encoding of a file: told, or by marks at its beginning and zeros between its letters; else UTF-8."""
    begin = open_stream(file).read(_BEGIN)
    named = None if dialect.encoding is None else _codec(dialect.encoding)
    if begin[:4] in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        return named if named is not None and is_wide(named) else "utf-32"
    if begin[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return named if named is not None and is_wide(named) else "utf-16"
    return named or _without_mark(begin) or "utf-8"


def _codec(name: str) -> str:
    found = encoding(name)
    if found is None:
        raise Invalid(f"There is no encoding {name!r}.", next_step="Use one like utf-8, cp1252 or utf-16.")
    return found


def _without_mark(begin: bytes) -> str | None:
    pairs = len(begin) // 2
    high, low = begin[0 : 2 * pairs : 2].count(0), begin[1 : 2 * pairs : 2].count(0)
    if pairs >= 2 and 2 * low > pairs and 10 * high < pairs:
        return "utf-16-le"
    return "utf-16-be" if pairs >= 2 and 2 * high > pairs and 10 * low < pairs else None


def is_latin(file: BinaryIO) -> bool:
    """Whether a file that is not UTF-8 reads as a text in cp1252, as spreadsheets save it in Europe.

    Nothing of it is UTF-8 of more than ASCII, it holds none of the bytes that no such text holds, and most of its
    letters are plain ones: Cyrillic, Greek or Chinese in encodings of their own are refused, not read as nonsense.
    """
    stream = open_stream(file)
    high = letters = foreign = 0
    while chunk := stream.read(CHUNK):
        if not chunk.isascii():
            if _UNDEFINED.search(chunk) or _SEVERAL.search(chunk):
                return False
            high += len(_HIGH.findall(chunk))
            letters += len(_LETTER.findall(chunk))
            foreign += sum(map(len, _FOREIGN.findall(chunk)))
    return 2 * high < letters and 2 * foreign <= high


def stated_delimiter(line: str) -> str | None:
    """The delimiter that a first line ``sep=;`` names, as spreadsheets write and take it.

    >>> stated_delimiter("sep=;"), stated_delimiter("text;label")
    (';', None)
    """
    found = _STATED.match(line)
    return found[1] if found else None


def delimiter_of(lines: Sequence[str]) -> str:
    """The mark that parts the most of the first lines into as many fields as the header, above which titles may stand.

    Where no mark parts the header, the file is of one column.
    """
    looked_at = [line[:_LONGEST] for line in lines if line.strip("\r\n")]
    if not looked_at:
        return ","
    found = {mark: cells_of(looked_at, mark) for mark in _MARKS}
    best = max(_MARKS, key=lambda mark: _agreement(found[mark]))
    if not _agreement(found[best])[1]:
        below = {mark: rows[n:] for mark, rows in found.items() if (n := titles_above(rows))}
        return max(below, key=lambda mark: _agreement(below[mark]), default=NOTHING)
    return best


def cells_of(lines: Sequence[str], mark: str) -> list[list[str]]:
    """The cells of the first lines, as far as they can be parted; empty lines are nothing."""
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):  # those before an error count
        rows.extend(record for record in csv.reader(lines, delimiter=mark) if record)
    return rows


def _agreement(rows: Sequence[Sequence[str]]) -> tuple[float, int]:
    """How many rows have the first one's number of fields, and that number."""
    widths = [len(row) for row in rows]
    width = widths[0] if widths else 1
    if width < 2:
        return 0.0, 0
    return Counter(widths)[width] / len(widths), width
