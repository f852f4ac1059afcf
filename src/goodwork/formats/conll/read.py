"""CoNLL files: a word and its tags on a line, sentences apart by empty lines (CoNLL-2002/2003, GermEval, WNUT, ...)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Any, BinaryIO

from goodwork.errors import Unreadable
from goodwork.formats.conll.layout import MOST_SNIFFED, Layout, cells_of, layout_of
from goodwork.formats.lines import TooLong, iter_lines, line_of, open_stream
from goodwork.formats.recoding import NOT_UTF8, as_utf8
from goodwork.formats.report import Report
from goodwork.formats.rows import TEXT, Broken, Dialect, Entry, Row, Said, Source, excerpt
from goodwork.formats.tokens import MISSING, NAMELESS, Placed, layered, spans_in

MOST_WORDS = 1_000_000
"""Of one item."""
COMMENT = "comment"
"""The metadata that lines of comment become."""
_MOST_KNOWN = 10_000
_MOST_SNIFFED_BYTES = 16 << 20
_KEYED = re.compile(r"([\w.:-]{1,60})\s*=\s*(.*)")


@dataclass(slots=True)
class _Sentence:
    line: int
    rows: list[list[str]] = field(default_factory=list[list[str]])
    comments: list[str] = field(default_factory=list[str])
    broken: Broken | None = None
    wrong: str = ""
    """What is wrong with its tags."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """A line that begins a document."""

    line: int


def read_conll(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The sentences of a file, or its documents where ``-DOCSTART-`` lines divide it.

    The words of a sentence are its text with one space between them, the sentences of a document are its lines. What
    the columns are is told from the first lines: a number, the word, others (``pos``, ``chunk``), which become
    metadata, and the tags. Layers of tags, as GermEval has them, are spans of one answer, one within the other. Lines
    that begin with # are comments unless they are a word with its tag.
    """
    report = Report()
    file = as_utf8(file, dialect, report)

    def rows(skip: int) -> Iterator[Entry]:
        _refuse_2012(_beginning(file))
        layout = layout_of(_beginning(file))
        if not skip and len(layout.tags) > 1:
            report.change("", f"{len(layout.tags)} columns of tags", "their spans are one answer here")
        for n, entry in enumerate(_entries(file, layout)):
            if n < skip:
                continue
            yield entry if isinstance(entry, Broken) else _row(entry, layout, report)

    return Source(rows, report=report, hint=TEXT)


def _beginning(file: BinaryIO) -> Iterator[tuple[int, str]]:
    size = 0
    for number, raw in enumerate(islice(iter_lines(open_stream(file)), MOST_SNIFFED), 1):
        if isinstance(raw, TooLong):
            continue
        size += len(raw)
        if size > _MOST_SNIFFED_BYTES:
            return
        yield number, raw.decode("utf-8", "replace").rstrip("\r\n")


def _refuse_2012(lines: Iterator[tuple[int, str]]) -> None:
    """Refuse CoNLL-2012, whose columns are a document, a part, a number and then the word, with trees beside it."""
    first = cells_of(next((line for _, line in lines if line.strip() and not line.startswith("#")), ""))
    if len(first) > 10 and first[1].isdecimal() and first[2].isdecimal() and "*" in first[5]:
        raise Unreadable(
            "It is CoNLL-2012 (OntoNotes), which goodwork does not read.",
            next_step="Save it as a table with the columns tokens and ner_tags, as datasets has it.",
        )


def _entries(file: BinaryIO, layout: Layout) -> Iterator[list[_Sentence] | Broken]:
    """The sentences of each item."""
    document: list[_Sentence] | None = None
    for block in _blocks(file, layout):
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


def _blocks(file: BinaryIO, layout: Layout) -> Iterator[_Sentence | _Bound]:
    sentence: _Sentence | None = None
    comments: list[str] = []
    width = layout.width
    # A file of one layer has all its tags here, another none.
    only = layout.tags[0] if len(layout.tags) == 1 else width
    known: set[str] = set()
    """Tags that were looked at: there are few, and millions of lines with them."""
    for number, raw in enumerate(iter_lines(open_stream(file)), 1):
        line, why = line_of(raw, NOT_UTF8)
        mark = line[:1]
        if sentence is not None and mark not in ("-", "#"):
            # Nearly all lines are words as the lines before: nothing about them has to be found out.
            tabs = "\t" in line
            cells = line.split("\t") if tabs else line.split(" ")
            if (
                len(cells) == width > only and cells[only] in known and "" not in cells
                and not (tabs and " " in line) and sentence.broken is None and len(sentence.rows) < MOST_WORDS
            ):  # fmt: skip
                sentence.rows.append(cells)
                continue
        is_bound = mark == "-" and line.startswith("-DOCSTART-")
        if is_bound or (not why and (not line or line.isspace())):
            if sentence is not None:
                yield sentence
                sentence = None
            if is_bound:
                yield _Bound(number)
            continue
        if number == layout.header:
            continue
        cells = [] if why else cells_of(line)
        if mark == "#" and not layout.is_word_line(cells):
            (comments if sentence is None else sentence.comments).append(line[1:].strip())
            continue
        if sentence is None:
            sentence = _Sentence(number, comments=comments)
            comments = []
        if sentence.broken is None:
            why = why or _misfit(line, cells, layout, len(sentence.rows))
            if why:
                sentence.broken = Broken(number, why, excerpt(line))
                continue
            sentence.rows.append(cells)
            if wrong := next((cells[i] for i in layout.tags if not layout.is_tag(cells[i])), ""):
                why = f"{wrong[:60]!r} is no tag: the others of this file are O, or begin with B-, I- and the like"
                sentence.wrong = sentence.wrong or f"line {number}: {why}"
                continue
            if only < width and len(known) < _MOST_KNOWN:
                known.add(cells[only])
    if sentence is not None:
        yield sentence


def _misfit(line: str, cells: list[str], layout: Layout, words: int) -> str:
    """What is wrong with a line of cells."""
    if "\r" in line:
        return "a carriage return stands alone in the line; lines end with a line feed"
    if len(cells) < 2:
        return "the line has a word and no tag"
    if len(cells) != layout.width:
        return f"the line has {len(cells)} columns; lines of this file have {layout.width}"
    if not cells[layout.word]:
        return "the line has a tag and no word"
    return f"the sentence has more than {MOST_WORDS:,} words" if words > MOST_WORDS else ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A sentence in the text of its item."""

    line: str
    at: int
    words: list[str]
    ends: list[int]
    """Where each word ends when there is nothing between them; the n-th has n spaces before it."""

    def span(self, first: int, last: int, label: str) -> Placed:
        start = self.ends[first] - len(self.words[first]) + first
        return self.at + start, self.at + self.ends[last] + last, label


def _row(sentences: list[_Sentence], layout: Layout, report: Report) -> Row:
    layers: list[list[Placed]] = [[] for _ in layout.tags]
    lines: list[str] = []
    at = 0
    name = f"line {sentences[0].line}"
    asked = False
    wrong = next((sentence.wrong for sentence in sentences if sentence.wrong), "")
    if wrong:
        report.lose(name, "its tags", wrong)
    for sentence in sentences:
        words = [cells[layout.word] for cells in sentence.rows]
        placed = _Placed(" ".join(words), at, words, list(accumulate(map(len, words))))
        for layer, column in () if wrong else zip(layers, layout.tags, strict=True):
            tags = _known([cells[column] for cells in sentence.rows], layout, name, report)
            if tags is not None:
                asked = True
                layer += _found(tags, placed, layout, name, report)
        lines.append(placed.line)
        at += len(placed.line) + 1
    text = "\n".join(lines)
    values: dict[str, Any] = {"text": text, "tokens": sum(len(s.rows) for s in sentences)}
    for column, called in layout.kept:
        free = called if called not in values and called != "id" else f"column_{column + 1}"
        values[free] = "\n".join(" ".join([cells[column] for cells in s.rows]) for s in sentences)
    values |= _comments(sentences, values)
    spans, twice = layered(layers, text)
    if twice:
        report.change(name, "a span that two layers have", "it is there once", twice)
    said = Said("annotation", "conll", tuple(spans))
    return Row(sentences[0].line, values, (said,) if asked else ())


def _known(tags: list[str], layout: Layout, name: str, report: Report) -> list[str] | None:
    """The tags of a sentence with O where they are left open; None when all are: nobody was asked."""
    if layout.plain:
        return tags
    left_open = {tag for tag in set(tags) if MISSING.fullmatch(tag)}
    if not left_open:
        return tags
    missing = sum(tag in left_open for tag in tags)
    known = ["O" if tag in left_open else tag for tag in tags]
    if layout.open_is_outside:
        return known
    if missing == len(tags):
        return None
    report.lose(name, "that the tag of a word is left open", "an answer here is of the whole text", missing)
    return known


def _found(tags: list[str], placed: _Placed, layout: Layout, name: str, report: Report) -> Iterator[Placed]:
    if not layout.plain and any(len(tag) == 1 and tag != "O" for tag in set(tags)):
        report.change(name, "tags without a label", f"they are spans called {NAMELESS} here")
        tags = [f"{tag}-{NAMELESS}" if len(tag) == 1 and tag != "O" else tag for tag in tags]
    for found in spans_in(tags):
        if not found.begun and layout.scheme != "iob1" and tags[found.first] != found.label:
            scheme = layout.scheme.upper()
            why = f"the tags are {scheme}, in which an entity begins otherwise; it was taken to begin there"
            report.change(name, f"an entity {found.label} that begins with {tags[found.first]}", why)
        yield placed.span(found.first, found.last, found.label)


def _comments(sentences: list[_Sentence], taken: dict[str, Any]) -> dict[str, str]:
    """Comments as metadata: ``# name = value`` by the name, others as ``comment``; several are lines."""
    found: dict[str, list[str]] = {}
    for comment in (c for sentence in sentences for c in sentence.comments if c):
        keyed = _KEYED.fullmatch(comment)
        if keyed is None or keyed[1] in taken or keyed[1] == COMMENT:
            found.setdefault(COMMENT, []).append(comment)
        else:
            # An id is of one sentence; the ids of several are no id.
            found.setdefault("ids" if keyed[1] == "id" and len(sentences) > 1 else keyed[1], []).append(keyed[2])
    return {key: "\n".join(values) for key, values in found.items()}
