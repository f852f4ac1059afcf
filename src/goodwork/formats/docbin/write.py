"""spaCy's DocBin: entities, span groups and categories, for ``DocBin().from_disk`` and spaCy's training."""

from __future__ import annotations

import struct
import tempfile
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from goodwork.formats.docbin.layout import (
    BEGIN,
    ENT_IOB,
    ENT_TYPE,
    GROUP,
    INSIDE,
    MISSING,
    ORTH,
    OUTSIDE,
    SPAN,
    Strings,
    tokens_of,
)  # fmt: skip
from goodwork.formats.docbin.packing import msgpack
from goodwork.formats.documents import (
    Document,
    answer_of,
    is_nothing_marked,
    lose_beside,
    lose_records,
    lose_unanswered,
    marked,
)  # fmt: skip
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.tokens import Apart, Stretch, apart, divided, words
from goodwork.model.records import Choice, Record, Span

_HELD = 4 << 20
"""Bytes of a column that stay in memory."""
_PORTION = 1 << 16
_WHY_ONE = "a Doc holds one answer"
_WHY_PLACE = "a DocBin has no place for it"


def write_docbin(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.spacy``. The text of each Doc is the text to the code point, white space too.

    Spans are entities; where some overlap, all of the document are in the span group ``sc`` and the longest are
    entities too. Chosen labels are categories. Words are cut where a span begins or ends within one. An item that
    nobody answered is left out; where the answer is not about spans, the entities are missing, as spaCy has it.
    """
    yield OutFile("items.spacy", _Writer(report).pieces(documents), packed=True)


def _one(value: Any) -> bytes:
    return msgpack.packb(value)


_NO_GROUP = _one(_one([]))


class _Column:
    """Bytes that are put by until the file is written, because their size stands before them."""

    def __init__(self) -> None:
        self._file: Any = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115 - read at the end
        self._next = bytearray()
        self.size = 0

    def add(self, content: bytes) -> None:
        self._next += content
        self.size += len(content)
        if len(self._next) >= _PORTION:
            self._write()

    def _write(self) -> None:
        self._file.write(self._next)
        self._next.clear()

    def read(self) -> Iterator[bytes]:
        self._write()
        self._file.seek(0)
        while piece := self._file.read(1 << 18):
            yield piece

    def close(self) -> None:
        self._file.close()


class _Writer:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._strings = Strings()
        self._tokens, self._spaces, self._lengths, self._groups = _Column(), _Column(), _Column(), _Column()
        self._labels: dict[str, int] = {}
        self._chosen: list[tuple[int, ...] | None] = []
        self._same: dict[tuple[int, ...], tuple[int, ...]] = {}

    def pieces(self, documents: Iterable[Document]) -> Iterator[bytes]:
        """The file, when all documents were taken."""
        try:
            for document in documents:
                self._document(document)
            packer = zlib.compressobj(6)
            for piece in self._map():
                yield packer.compress(piece)
            yield packer.flush()
        finally:
            for column in (self._tokens, self._spaces, self._lengths, self._groups):
                column.close()

    def _map(self) -> Iterator[bytes]:
        yield b"\x88" + _one("version") + _one("0.1") + _one("attrs") + _one([ORTH, ENT_IOB, ENT_TYPE])
        for name, column in (("tokens", self._tokens), ("spaces", self._spaces), ("lengths", self._lengths)):
            yield _one(name) + b"\xc6" + struct.pack(">I", column.size)
            yield from column.read()
        yield _one("strings") + _one(self._strings.all())
        several = b"\xdd" + struct.pack(">I", len(self._chosen))
        yield _one("cats") + several
        for chosen in self._chosen:
            yield _one({} if chosen is None else {label: float(n in chosen) for label, n in self._labels.items()})
        yield _one("span_groups") + several
        yield from self._groups.read()

    def _document(self, document: Document) -> None:
        part = document.text
        records = answer_of(document, self._report, why=_WHY_ONE)
        if part is None or not part["text"].strip():
            self._report.lose(document.name, "the whole item", "it has no text")
            return
        if records is None:
            lose_unanswered(self._report)
            return
        lose_beside(document, self._report, frozenset({part["name"], "tokens"}), _WHY_PLACE)
        text: str = part["text"]
        spans: list[Span] = []
        other: list[Record] = []
        cats: list[int] = []
        chosen = [record for record in records if isinstance(record, Choice) and not is_nothing_marked(record)]
        questions = {record.question for record in chosen}
        for record in records:
            match record:
                case Span() if record.part in (None, part["name"]):
                    spans.append(record)
                case Choice() if is_nothing_marked(record):
                    continue
                case Choice(names=()):
                    # Every category of the file is 0 then, whatever question it is of.
                    other.append(record)
                case Choice():
                    cats += self._categories(document, record, len(questions) > 1)
                case _:
                    other.append(record)
        lose_records(document, other, self._report, _WHY_PLACE)
        if not chosen and not marked(records):
            why = "a training file has no word for not asked"
            self._report.lose("", "an item whose answer is neither spans nor labels", why)
            return
        labels = tuple(cats)
        self._chosen.append(self._same.setdefault(labels, labels) if questions else None)
        self._text(document, text, spans, OUTSIDE if marked(records) else MISSING)
        self._report.keep("items")

    def _categories(self, document: Document, record: Choice, several: bool) -> list[int]:
        self._report.keep("annotations")
        if several:
            why = "a Doc has one list of categories"
            self._report.change(document.name, f"labels of {record.question!r}, which begin with its name", why)
        names = [f"{record.question}/{name}" if several else name for name in record.names]
        return [self._labels.setdefault(name, len(self._labels)) for name in names]

    def _text(self, document: Document, text: str, spans: list[Span], beside: int) -> None:
        sorted_out = apart(spans)
        lose_records(document, sorted_out.discontinuous, self._report, "it is in pieces, and a span of spaCy is whole")
        whole = sorted_out.kept + sorted_out.overlapping
        found, cuts = divided(words(text), (border for span in whole for border in span.fragments[0]))
        if cuts:
            why = "a span begins or ends within it, and spans of spaCy are whole tokens"
            self._report.change(document.name, "a word that was divided", why, len(cuts))
        tokens, spaces = tokens_of(text, found, [span.fragments[0] for span in whole])
        first, last = _ends(tokens, whole)
        entities = self._entities(document, sorted_out, first, last)
        known, number = self._strings.known, self._strings.number
        columns = array("Q", [0, beside, 0]) * len(tokens)
        columns[0::3] = array("Q", [known.get(word := text[a:b]) or number(word) for a, b in tokens])
        for n, (mark, label) in entities.items():
            columns[3 * n + 1], columns[3 * n + 2] = mark, label
        self._tokens.add(columns.tobytes())
        self._spaces.add(bytes(spaces))
        self._lengths.add(struct.pack("<i", len(tokens)))
        self._groups.add(self._group(document, sorted_out, first, last) if sorted_out.overlapping else _NO_GROUP)

    def _entities(
        self, document: Document, spans: Apart, first: dict[int, int], last: dict[int, int]
    ) -> dict[int, tuple[int, int]]:
        entities: dict[int, tuple[int, int]] = {}
        for span in spans.kept:
            start, end = span.fragments[0]
            label = self._strings.number(span.name)
            for n in range(first[start], last[end]):
                entities[n] = (INSIDE if n > first[start] else BEGIN, label)
            if span.attributes:
                names = ", ".join(name for name, _ in span.attributes)
                self._report.lose(document.name, f"attributes of a span: {names}", "a span there has a label only")
            self._report.keep("annotations")
        return entities

    def _group(self, document: Document, spans: Apart, first: dict[int, int], last: dict[int, int]) -> bytes:
        packed: list[bytes] = []
        for span in sorted(spans.kept + spans.overlapping, key=lambda s: s.fragments[0]):
            start, end = span.fragments[0]
            label = self._strings.number(span.name)
            packed.append(struct.pack(SPAN, 0, 0, label, first[start], last[end], start, end))
        for span in spans.overlapping:
            what = f"span {span.name} {span.text[:40]!r} ({span.fragments[0][0]}-{span.fragments[0][1]})"
            why = f"entities of a Doc can't overlap: it is in doc.spans[{GROUP!r}] only"
            self._report.change(document.name, what, why)
        group = _one({"name": GROUP, "attrs": {}, "spans": packed})
        return _one(_one({group: [GROUP]}))


def _ends(tokens: list[Stretch], spans: list[Span]) -> tuple[dict[int, int], dict[int, int]]:
    """For each place at which a span begins the token there, and for each at which one ends the token after it."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for span in spans:
        start, end = span.fragments[0]
        first[start] = bisect_left(tokens, (start, 0))
        last[end] = bisect_left(tokens, (end, 0))
    return first, last
