"""CoNLL files: a word and its tag on a line, sentences apart by empty lines (CoNLL-2003, IOB1, IOB2, IOBES, BILOU)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO

from goodwork.formats.lines import TooLong, iter_lines, open_stream
from goodwork.formats.report import Report
from goodwork.formats.rows import MAX_ROW, Broken, Entry, Row, Said, Source, excerpt
from goodwork.formats.tokens import scheme_of, spans_in
from goodwork.model.records import Span

QUESTION = "entities"
"""What the spans of a file answer that names no question."""
MOST_WORDS = 1_000_000
"""Of one item."""
SNIFFED = 2000
"""Sentences that the scheme of the tags is told from."""
_COMMENT = re.compile(r"#\s*[\w.]+\s*=")


@dataclass(slots=True)
class _Sentence:
    line: int
    words: list[str] = field(default_factory=list[str])
    tags: list[str] = field(default_factory=list[str])
    between: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    broken: Broken | None = None


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
    if broken is None and sum(len(sentence.words) for sentence in sentences) > MOST_WORDS:
        broken = Broken(sentences[0].line, f"the document has more than {MOST_WORDS:,} words")
    return broken or sentences


def _blocks(file: BinaryIO) -> Iterator[_Sentence | _Bound]:
    sentence: _Sentence | None = None
    for number, raw in enumerate(iter_lines(open_stream(file)), 1):
        try:
            line = "" if isinstance(raw, TooLong) else raw.decode().rstrip("\r\n")
            why = f"the line has {raw.size:,} bytes; the most is {MAX_ROW:,}" if isinstance(raw, TooLong) else ""
        except UnicodeDecodeError as error:
            line, why = "", f"the byte at {error.start + 1} of the line is not UTF-8"
        if not why and not line.strip():
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
            _take(sentence, number, line, why)
    if sentence is not None:
        yield sentence


def _take(sentence: _Sentence, number: int, line: str, why: str) -> None:
    cells = line.split("\t") if "\t" in line else line.split(" ")
    if "" in cells:
        cells = line.split()
    if not why and len(cells) < 2:
        why = "the line has a word and no tag"
    if not why and len(sentence.words) > MOST_WORDS:
        why = f"the sentence has more than {MOST_WORDS:,} words"
    if why:
        sentence.broken = Broken(number, why, excerpt(line))
        return
    sentence.words.append(cells[0])
    sentence.tags.append(cells[-1])
    if len(cells) > 2:
        sentence.between.append(tuple(cells[1:-1]))


def _row(sentences: list[_Sentence], scheme: str, report: Report) -> Row:
    spans: list[Span] = []
    lines: list[str] = []
    at = 0
    name = f"line {sentences[0].line}"
    for sentence in sentences:
        starts: list[int] = []
        for word in sentence.words:
            starts.append(at)
            at += len(word) + 1
        line = " ".join(sentence.words)
        begin = starts[0]
        for found in spans_in(sentence.tags):
            start, end = starts[found.first], starts[found.last] + len(sentence.words[found.last])
            text = line[start - begin : end - begin]
            if not found.begun and scheme != "iob1" and sentence.tags[found.first] != found.label:
                why = f"the tags are {scheme.upper()}, in which an entity begins otherwise; it was taken to begin there"
                report.change(name, f"an entity {found.label} that begins with {sentence.tags[found.first]}", why)
            spans.append(Span(QUESTION, f"T{len(spans) + 1}", found.label, found.label, ((start, end),), text))
        lines.append(line)
    values: dict[str, Any] = {"text": "\n".join(lines), "tokens": sum(len(s.words) for s in sentences)}
    values |= _columns(sentences, name, report)
    return Row(sentences[0].line, values, (Said("annotation", "conll", tuple(spans)),))


def _columns(sentences: list[_Sentence], name: str, report: Report) -> dict[str, str]:
    """The columns between word and tag, one value for each word, divided as the text is."""
    width = min(len(s.between[0]) if len(s.between) == len(s.words) else 0 for s in sentences)
    if any(len(cells) != width for s in sentences for cells in s.between):
        width = min((len(cells) for s in sentences for cells in s.between), default=0) if width else 0
        report.lose(name, "columns that not every line has", "a column has a value for each word")
    found: dict[str, str] = {}
    for n, column in enumerate(("pos", "chunk")[:width]):
        joined = "\n".join(" ".join(cells[n] for cells in s.between) for s in sentences)
        if joined.replace("\n", " ").replace(" ", "").strip("_-XO"):
            found[column] = joined
    if width > 2:
        report.lose(name, "the columns between the third and the last", "their meaning is not known")
    return found
