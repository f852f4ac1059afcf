"""WebAnno TSV 3, as WebAnno and INCEpTION export it: a document of tokens with layers of spans and relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from goodwork.errors import Unreadable
from goodwork.formats.lines import TooLong, iter_lines, open_stream
from goodwork.formats.recoding import NOT_UTF8, as_utf8
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, MAX_ROW, TEXT, Broken, Dialect, Entry, Row, Said, Source, excerpt
from goodwork.formats.webanno.cells import Piece, links, pieces
from goodwork.formats.webanno.document import Sentence, Text, Token, text_of
from goodwork.formats.webanno.layers import POS, Layer, layer_of
from goodwork.model.records import Record, Relation, Span

_TOKEN = re.compile(r"(\d+-\d+(?:\.\d+)?)\t(\d{1,12})-(\d{1,12})\t([^\t]*)(?:\t(.*))?")
_FORMAT = "#FORMAT=WebAnno TSV 3"
_TEXT = "#Text="


def read_webanno(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The one document of a file. Offsets become code points; spans of all layers are one answer.

    The label of a span is the feature ``value`` or ``label``, else the first; other features are attributes, links to
    other spans relations. Parts of speech become metadata. Lemmas, dependencies and chains are lost and reported. A
    document whose tokens are not where they should be is not taken.
    """
    report = Report()
    file = as_utf8(file, dialect, report)

    def rows(skip: int) -> Iterator[Entry]:
        if not skip:
            found = _Reader(report).read(file)
            if found is not None:
                yield found

    return Source(rows, report=report, hint=TEXT)


Key = tuple[str, int, str]
"""Layer, number, and the address of its token where there is no number."""


@dataclass(slots=True)
class _Mark:
    """A span while its tokens go by."""

    layer: Layer
    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict[str, str])


class _Reader:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._layers: list[Layer] = []
        self._marks: dict[Key, _Mark] = {}
        self._at: dict[tuple[str, str], list[Key]] = {}
        """Layer and address -> the spans of the layer that a token is of."""
        self._cut = False
        """Whether the answer is more than could be read."""

    def read(self, file: BinaryIO) -> Row | Broken | None:
        sentences = self._lines(file)
        if isinstance(sentences, Broken):
            return sentences
        if not any(sentence.tokens for sentence in sentences):
            return None
        made = text_of(sentences)
        if isinstance(made, Token):
            return Broken(made.line, f"the token {made.form[:60]!r} is not at {made.start}-{made.end} of the text")
        if not made.text.strip():
            return Broken(1, "the text is empty: there is nothing to judge")
        if made.filled:
            why = "the file has the texts of sentences only; there are line breaks between them"
            self._report.change("", "the white space between sentences", why)
        tokens = [token for sentence in sentences for token in sentence.tokens]
        self._layers_said()
        for token in tokens:
            self._mark(token, made)
        records = self._records(tokens, made)
        values: dict[str, Any] = {"text": made.text} | self._parts_of_speech(tokens, made)
        asked = any(layer.sort == "SP" and not layer.is_of_words for layer in self._layers)
        asked = asked and (bool(records) or not self._cut)  # what could not be read is not nothing
        cut = frozenset({ENTITIES} if self._cut else ())
        return Row(1, values, (Said("annotation", "webanno", tuple(records), unread=cut),) if asked else ())

    def _lines(self, file: BinaryIO) -> list[Sentence] | Broken:
        sentences = [Sentence()]
        size = columns = 0
        for number, raw in enumerate(iter_lines(open_stream(file)), 1):
            if isinstance(raw, TooLong) or (size := size + len(raw)) > MAX_ROW:
                return Broken(number, f"the document has more than {MAX_ROW:,} bytes")
            try:
                line = raw.decode().rstrip("\r\n")
            except UnicodeDecodeError as error:
                return Broken(number, f"the byte at {error.start + 1} of the line is not UTF-8{NOT_UTF8}", excerpt(raw))
            if number == 1 and not line.startswith(_FORMAT):
                raise Unreadable(
                    "The file does not begin with #FORMAT=WebAnno TSV 3.",
                    next_step="Export it from WebAnno or INCEpTION as WebAnno TSV v3.",
                )
            if not line.strip():
                continue
            if line.startswith(_TEXT):
                if sentences[-1].tokens:
                    sentences.append(Sentence())
                sentences[-1].texts.append(line.removeprefix(_TEXT))
            elif line.startswith("#"):
                layer = layer_of(line, columns)
                if layer is not None:
                    self._layers.append(layer)
                    columns += len(layer.features)
            else:
                found = _TOKEN.fullmatch(line)
                cells = found[5].split("\t") if found and found[5] is not None else list[str]()
                if found is None or len(cells) < columns or any(cells[columns:]):
                    why = f"the line is no token with {columns} columns of annotations"
                    return Broken(number, why, excerpt(line))
                sentences[-1].tokens.append(
                    Token(number, found[1], int(found[2]), int(found[3]), found[4], cells[:columns])
                )
        return sentences

    def _layers_said(self) -> None:
        marked = [layer.short for layer in self._layers if layer.sort == "SP" and not layer.is_of_words]
        if len(marked) > 1:
            self._report.change("", f"the layers {', '.join(marked)}", "their spans are one answer here")
        for layer in self._layers:
            if layer.sort == "CH":
                self._report.lose("", f"the chains of {layer.short}", "goodwork has spans and relations, no chains")
            elif layer.is_of_words and layer.name != POS:
                self._report.lose("", f"the layer {layer.short}", "it is of words, and goodwork has no place for it")

    def _mark(self, token: Token, made: Text) -> None:
        start, end = made.at[token.start], made.at[token.end]
        for layer in self._layers:
            if layer.sort != "SP" or layer.is_of_words:
                continue
            cells = [pieces(token.cells[layer.first + n]) for n in range(len(layer.features))]
            for n in range(max(map(len, cells), default=0)):
                number = next((cell[n].number for cell in cells if n < len(cell) and cell[n].number), 0)
                key = (layer.name, number, "" if number else f"{token.address}|{n}")
                mark = self._marks.setdefault(key, _Mark(layer, start, end))
                mark.start, mark.end = min(mark.start, start), max(mark.end, end)
                self._at.setdefault((layer.name, token.address), []).append(key)
                for feature in layer.plain:
                    value = cells[feature][n].value if n < len(cells[feature]) else None
                    if value is not None:
                        mark.values[layer.features[feature]] = value

    def _records(self, tokens: list[Token], made: Text) -> list[Record]:
        ordered = sorted(self._marks.items(), key=lambda one: (one[1].start, -one[1].end))
        ids: dict[Key, str] = {}
        records: list[Record] = []
        for key, mark in ordered:
            if mark.start == mark.end:
                self._lose(f"a span of {mark.layer.short} at {mark.start}", "it has no signs in it")
                continue
            ids[key] = f"T{len(ids) + 1}"
            feature = mark.layer.label
            named = None if feature is None else mark.layer.features[feature]
            label = mark.values.get(named, "") if named is not None else ""
            attributes = tuple(sorted((k, v) for k, v in mark.values.items() if k != named))
            label = label or mark.layer.short
            place = (mark.start, mark.end)
            quote = made.text[slice(*place)]
            records.append(Span(ENTITIES, ids[key], label, label, (place,), quote, attributes=attributes))
        seen: set[tuple[str, str, str]] = set()
        for token in tokens:
            for label, head, tail in self._arcs(token):
                ends = (None if head is None else ids.get(head), None if tail is None else ids.get(tail))
                if ends[0] is None or ends[1] is None:
                    self._lose(f"a relation {label} at {token.address}", "it joins what is no span that was kept")
                elif (label, *ends) not in seen:
                    seen.add((label, ends[0], ends[1]))
                    records.append(Relation(ENTITIES, label, label, ends[0], ends[1]))
        return records

    def _lose(self, what: str, why: str) -> None:
        self._cut = True
        self._report.lose("", what, why)

    def _arcs(self, token: Token) -> Iterator[tuple[str, Key | None, Key | None]]:
        """The relations that a line says: label, from, to."""
        for layer in self._layers:
            if layer.is_of_words:
                continue
            if layer.sort == "RL" and layer.target is not None:
                cells = [pieces(token.cells[layer.first + n]) for n in range(len(layer.features))]
                for n, governor in enumerate(cells[-1]):
                    feature = layer.label
                    value = cells[feature][n].value if feature is not None and n < len(cells[feature]) else None
                    yield (
                        value or layer.short,
                        self._span(layer.target, governor.value or "", governor.number),
                        self._span(layer.target, token.address, governor.own),
                    )
            if layer.sort == "SP":
                yield from self._slots(layer, token)

    def _slots(self, layer: Layer, token: Token) -> Iterator[tuple[str, Key | None, Key | None]]:
        for slot in layer.slots:
            if slot + 1 >= len(layer.features):
                continue
            roles, targets = (pieces(token.cells[layer.first + n]) for n in (slot, slot + 1))
            for role, target in zip(roles, targets, strict=False):
                named: list[Piece] = links(role.value or "")
                host = self._span(layer.name, token.address, role.number)
                for n, to in enumerate(links(target.value or "")):
                    label = (named[n].value if n < len(named) else None) or layer.features[slot].rsplit(":", 1)[-1]
                    yield label, host, self._span(layer.features[slot + 1], to.value or "", to.number)

    def _span(self, layer: str, address: str, number: int) -> Key | None:
        """The span of a layer that a reference means."""
        there = self._at.get((layer, address), [])
        if number:
            return next((key for key in there if key[1] == number), None)
        return there[0] if there else None

    def _parts_of_speech(self, tokens: list[Token], made: Text) -> dict[str, Any]:
        layer = next((layer for layer in self._layers if layer.sort == "SP" and layer.name == POS), None)
        whole = [token for token in tokens if "." not in token.address]
        if layer is None or len(made.text.split()) != len(whole):
            if layer is not None:
                self._report.lose("", "the parts of speech", "the words between white space are not the tokens")
            return {}
        feature = next((n for n, name in enumerate(layer.features) if name == "PosValue"), layer.label or 0)
        found = [pieces(token.cells[layer.first + feature]) for token in whole]
        tags = [(cell[0].value or "_").replace(" ", "_") if cell else "_" for cell in found]
        return {"tokens": len(whole), "pos": " ".join(tags)}
