"""Plain text: each line is a text. A table that goes by such a name is refused: a line of it may tell an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from goodwork.errors import Unreadable
from goodwork.formats.lines import TooLong, iter_lines, line_of, open_stream
from goodwork.formats.recoding import NOT_UTF8, as_utf8
from goodwork.formats.report import Report
from goodwork.formats.rows import TEXT, Broken, Dialect, Entry, Row, Source, excerpt

_AFTER = re.compile(rb"\S+[/|](?:O|[BIESLU]-\S+)")
_POS = re.compile(rb"[^\s/|_]+[/|_](?:[A-Z]{1,5}\d?\$?|[.,:;?!`'\"()-]{1,3}|-[LR]RB-)")
"""A word with its part of speech."""
_LEAST_WORDS = 3
_BETWEEN = re.compile(rb"<START:[^<>\s]+> .*<END>|\[@[^\[\]#]+#[^\[\]#*]+\*\]|<([A-Z][A-Z_-]+)(?: [^<>]*)?>[^<>]+</\1>")
"""A name as OpenNLP, YEDDA and markup within a line mark it."""
LOOKED_AT = 100
"""Lines that tell whether it is a table."""


def read_text(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """An item per line that is not blank; Unreadable when the first lines are those of a table."""
    report = Report()
    file = as_utf8(file, dialect, report)
    first = [raw for raw in islice(iter_lines(open_stream(file)), LOOKED_AT) if isinstance(raw, bytes) and raw.strip()]
    if first and 2 * sum(map(_tells, first)) > len(first):
        raise Unreadable(
            "Its lines have the labels of their words in them, and people would see the answers.",
            kept="Nothing was imported.",
            next_step="Write a word and its tag on each line, as conll has it, or JSON lines with texts and spans.",
        )
    if _is_table(first):
        raise Unreadable(
            "Its lines look like the rows of a table, and a column of it may hold answers.",
            kept="Nothing was imported.",
            next_step="Read it as csv: on the command line --from csv for convert, --format csv for import.",
        )

    def rows(skip: int) -> Iterator[Entry]:
        for line, raw in enumerate(iter_lines(open_stream(file)), 1):
            if isinstance(raw, bytes) and not raw.strip():
                continue
            if skip:
                skip -= 1
                continue
            yield _row(line, raw)

    return Source(rows, report=report, hint=TEXT)


def _row(line: int, raw: bytes | TooLong) -> Row | Broken:
    written, why = line_of(raw, NOT_UTF8)
    if why:
        return Broken(line, why, excerpt(raw.start if isinstance(raw, TooLong) else raw))
    return Row(line, {"text": written.removeprefix("\ufeff") if line == 1 else written})


def _tells(line: bytes) -> bool:
    """Whether a line has labels among its words: after a stroke, or around names.

    >>> _tells(b"Ada/B-PER sang/O"), _tells(b"[@Ada#PER*] sang"), _tells(b"Ada/NNP sang/VBD ./."), _tells(b"and/or")
    (True, True, True, False)
    """
    if _BETWEEN.search(line) is not None:
        return True
    words = line.split()
    return all(map(_AFTER.fullmatch, words)) or (len(words) >= _LEAST_WORDS and all(map(_POS.fullmatch, words)))


def _is_table(lines: Sequence[bytes]) -> bool:
    """Whether most lines have a tab or a bar, or all have as many semicolons or commas.

    >>> _is_table([b"ham\\tGo home", b"spam\\tWin, now"]), _is_table([b"Sun, at last", b"Rain", b"Snow, ice, wind"])
    (True, False)
    """
    if len(lines) < 2:
        return False
    if any(2 * sum(mark in line for line in lines) > len(lines) for mark in (b"\t", b"|")):
        return True
    counts = [{line.count(mark) for line in lines} for mark in (b";", b",")]
    return any(len(found) == 1 and found != {0} for found in counts)
