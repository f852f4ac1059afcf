"""CoNLL files: a word and its tag on a line, sentences apart by empty lines (CoNLL-2003, IOB1, IOB2, IOBES, BILOU)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Any, BinaryIO

from goodwork.formats.lines import TooLong, iter_lines, open_stream
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, MAX_ROW, Broken, Entry, Row, Said, Source, excerpt
from goodwork.formats.tokens import scheme_of, spans_in
from goodwork.model.records import Span

MOST_WORDS = 1_000_000
"""Of one item."""
SNIFFED = 2000
"""Sentences that the scheme of the tags is told from."""
_COMMENT = re.compile(r"#\s*[\w.]+\s*=")


@dataclass(slots=True)
class _Sentence:
    line: int
    rows: list[list[str]] = field(default_factory=list[list[str]])
    """The cells of its lines: the word, columns of which each line may have another number, the tag."""
    broken: Broken | None = None

    @property
    def tags(self) -> list[str]:
        return [cells[-1] for cells in self.rows]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A line that begins a document."""

    line: int


def read_conll(file: BinaryIO) -> Source:
    """The sentences of a file, or its documents where ``-DOCSTART-`` lines divide it.

    The words of a sentence are its text with one space between them, the sentences of a document are its lines. The
    first column is the word, the last the tag; a second and third one are kept as the metadata ``pos`` and ``chunk``.
    """
    report = Report()

    def rows(skip: int) -> Iterator[Entry]:
        scheme = scheme_of(islice(_tags(file), SNIFFED))
        for n, entry in enumerate(_entries(file)):
            if n < skip:
                continue
            yield entry if isinstance(entry, Broken) else _row(entry, scheme, report)

    return Source(rows, report=report)


def _tags(file: BinaryIO) -> Iterator[Sequence[str]]:
    for block in _blocks(file):
        if isinstance(block, _Sentence) and block.broken is None:
            yield block.tags


def _entries(file: BinaryIO) -> Iterator[list[_Sentence] | Broken]:
    """The sentences of each item."""
    document: list[_Sentence] | None = None
    for block in _blocks(file):
        if isinstance(block, _Bound):
            if document:
                yield _whole(document)
            document = []
        elif document is None:
            yield _whole([block])
        else:
            document.append(block)
    if document:
        yield _whole(document)


def _whole(sentences: list[_Sentence]) -> list[_Sentence] | Broken:
    broken = next((sentence.broken for sentence in sentences if sentence.broken), None)
    if broken is None and sum(len(sentence.rows) for sentence in sentences) > MOST_WORDS:
        broken = Broken(sentences[0].line, f"the document has more than {MOST_WORDS:,} words")
    return broken or sentences


def _blocks(file: BinaryIO) -> Iterator[_Sentence | _Bound]:
    sentence: _Sentence | None = None
    for number, raw in enumerate(iter_lines(open_stream(file)), 1):
        line, why = "", ""
        try:
            if isinstance(raw, TooLong):
                why = f"the line has {raw.size:,} bytes; the most is {MAX_ROW:,}"
            else:
                line = raw.decode().rstrip("\r\n")
        except UnicodeDecodeError as error:
            why = f"the byte at {error.start + 1} of the line is not UTF-8"
        if not why and (not line or line.isspace()):
            if sentence is not None:
                yield sentence
                sentence = None
            continue
        if line.startswith("-DOCSTART-"):
            if sentence is not None:
                yield sentence
                sentence = None
            yield _Bound(number)
            continue
        if sentence is None:
            if _COMMENT.match(line):
                continue
            sentence = _Sentence(number)
        if sentence.broken is None:
            cells = line.split("\t") if "\t" in line else line.split(" ")
            if "" in cells:
                cells = line.split()
            if why or len(cells) < 2 or len(sentence.rows) > MOST_WORDS:
                why = why or (
                    "the line has a word and no tag"
                    if len(cells) < 2
                    else f"the sentence has more than {MOST_WORDS:,} words"
                )
                sentence.broken = Broken(number, why, excerpt(line))
            else:
                sentence.rows.append(cells)
    if sentence is not None:
        yield sentence


def _row(sentences: list[_Sentence], scheme: str, report: Report) -> Row:
    spans: list[Span] = []
    lines: list[str] = []
    at = 0
    name = f"line {sentences[0].line}"
    for sentence in sentences:
        words, tags = [cells[0] for cells in sentence.rows], sentence.tags
        # Where each word ends when there is nothing between them; the n-th has n spaces before it.
        ends = list(accumulate(map(len, words)))
        line = " ".join(words)
        for found in spans_in(tags):
            start = ends[found.first] - len(words[found.first]) + found.first
            end = ends[found.last] + found.last
            if not found.begun and scheme != "iob1" and tags[found.first] != found.label:
                why = f"the tags are {scheme.upper()}, in which an entity begins otherwise; it was taken to begin there"
                report.change(name, f"an entity {found.label} that begins with {tags[found.first]}", why)
            place = ((at + start, at + end),)
            spans.append(Span(ENTITIES, f"T{len(spans) + 1}", found.label, found.label, place, line[start:end]))
        lines.append(line)
        at += len(line) + 1
    values: dict[str, Any] = {"text": "\n".join(lines), "tokens": sum(len(s.rows) for s in sentences)}
    values |= _columns(sentences, name, report)
    return Row(sentences[0].line, values, (Said("annotation", "conll", tuple(spans)),))


def _columns(sentences: list[_Sentence], name: str, report: Report) -> dict[str, str]:
    """The columns between word and tag, one value for each word, divided as the text is."""
    widths = {width - 2 for s in sentences for width in set(map(len, s.rows))}
    width = min(widths)
    if len(widths) > 1:
        report.lose(name, "columns that not every line has", "a column has a value for each word")
    found: dict[str, str] = {}
    for n, column in enumerate(("pos", "chunk")[:width], 1):
        if "".join({cells[n] for s in sentences for cells in s.rows}).replace(" ", "").strip("_-XO"):
            found[column] = "\n".join(" ".join([cells[n] for cells in s.rows]) for s in sentences)
    if width > 2:
        report.lose(name, "the columns between the third and the last", "their meaning is not known")
    return found
