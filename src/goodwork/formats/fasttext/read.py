"""fastText's lines: labels that begin with __label__, then the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from goodwork.formats.lines import TooLong, iter_lines, line_of, open_stream
from goodwork.formats.recoding import NOT_UTF8, as_utf8
from goodwork.formats.report import Report
from goodwork.formats.rows import TEXT, Broken, Dialect, Entry, Row, Said, Source, excerpt
from goodwork.model.records import Choice

MARK = "__label__"
QUESTION = "label"


def read_fasttext(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """An item per line; its labels may stand anywhere in it."""
    report = Report()
    file = as_utf8(file, dialect, report)

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
    labels: list[str] = []
    head = written
    while head.startswith(MARK):
        word, _, head = head.partition(" ")
        labels.append(word[len(MARK) :])
    if MARK in head:
        kept: list[str] = []
        for word in head.split(" "):
            if word.startswith(MARK):
                labels.append(word[len(MARK) :])
            else:
                kept.append(word)
        head = " ".join(kept)
    if not head.strip():
        return Broken(line, "the line has labels and no text", excerpt(written))
    names = tuple(dict.fromkeys(labels))
    said = (Said("annotation", "fasttext", (Choice(QUESTION, names, names, multiple=True),)),) if names else ()
    return Row(line, {"text": head}, said)
