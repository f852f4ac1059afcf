"""brat's standoff: a text and its annotations in two files of one name, .txt and .ann."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.files import Files, ZipFiles
from goodwork.formats.recoding import NOT_UTF8, text_of
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, TEXT, Broken, Dialect, Entry, Row, Said, Source
from goodwork.model.records import Record, Relation, Span

NOTE = "AnnotatorNotes"
"""The name that a note has among the attributes of a span."""
_PLACE = re.compile(r"(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)$")


def read_brat(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The texts of a zip with ``.txt`` and ``.ann`` files."""
    file.seek(0)
    if file.read(2) != b"PK":
        raise Unreadable(
            "brat keeps a text and its annotations in two files, and this is one file.",
            kept="Nothing was read.",
            next_step="Name the folder with its .txt and .ann files, or a zip of it.",
        )
    return brat_source(ZipFiles(file), dialect)


def brat_source(files: Files, dialect: Dialect = Dialect()) -> Source:
    """The texts of a folder, each with what its ``.ann`` says.

    Entities become spans (in pieces too), relations relations between them, attributes and notes attributes of their
    spans. Events and what is said of them, normalizations, equivalences and remarks on relations are lost and
    reported. Offsets count code points; line ends are kept as they are, so ``\\r\\n`` counts twice, as it does in
    brat. With a line that does not fit its text, or is not understood, the answer is not whole, and says so.
    """
    report = Report()

    def rows(skip: int) -> Iterator[Entry]:
        names = files.names()
        texts = [name for name in names if name.endswith(".txt")]
        known = frozenset(names)
        if not skip:
            stems = (name.removesuffix(".ann") for name in names if name.endswith(".ann"))
            for stem in sorted(stem for stem in stems if f"{stem}.txt" not in known):
                report.lose(stem, f"{stem}.ann", "there is no text of that name beside it")
        for number, name in enumerate(texts[skip:], skip + 1):
            yield _row(files, number, name, f"{name.removesuffix('.txt')}.ann" in known, dialect, report)

    return Source(rows, report=report, hint=TEXT)


def _row(files: Files, number: int, name: str, has_notes: bool, dialect: Dialect, report: Report) -> Row | Broken:
    stem = name.removesuffix(".txt")
    try:
        text = text_of(files.read(name), dialect, report)
        lines = text_of(files.read(f"{stem}.ann"), dialect, report).removeprefix("\ufeff") if has_notes else ""
    except UnicodeDecodeError as error:
        why = f"the byte at {error.start + 1} of its text or annotations is not UTF-8{NOT_UTF8}"
        return Broken(number, why, name)
    except Invalid as error:
        return Broken(number, error.what, name)
    if not text.strip():
        return Broken(number, "the text is empty: there is nothing to judge", name)
    marked = _Marked(stem, text, report)
    for line in lines.split("\n"):
        marked.take(line.rstrip("\r"))
    records = marked.records()
    if not has_notes or (marked.cut and not records):  # what could not be read is not nothing
        return Row(number, {"id": stem, "text": text})
    unread = frozenset({ENTITIES} if marked.cut else ())
    return Row(number, {"id": stem, "text": text}, (Said("annotation", "brat", records, unread=unread),))


@dataclass(slots=True)
class _Marked:
    """The lines of an .ann file."""

    name: str
    text: str
    report: Report
    spans: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = field(
        default_factory=dict[str, tuple[str, tuple[tuple[int, int], ...]]]
    )
    attributes: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    relations: list[tuple[str, str, str, str]] = field(default_factory=list[tuple[str, str, str, str]])
    pending: list[tuple[str, str, str, str]] = field(default_factory=list[tuple[str, str, str, str]])
    beside: set[str] = field(default_factory=set[str])
    """Events and relations: what is said of them, and what joins events, has no place."""
    cut: bool = False
    """Whether more belongs to the answer than could be read."""

    def take(self, line: str) -> None:
        if not line.strip():
            return
        identity, _, rest = line.partition("\t")
        match identity[:1]:
            case "T":
                self._entity(identity, rest)
            case "R":
                self._relation(identity, rest)
            case "A" | "M":
                self._attribute(identity, rest)
            case "#":
                self._note(identity, rest)
            case "E":
                self.beside.add(identity)
                self.report.lose(
                    self.name, f"the event {identity} {rest}", "goodwork has no events; its trigger is kept"
                )
            case "N":
                self.report.lose(self.name, f"the normalization {identity} {rest}", "goodwork has no place for it")
            case "*":
                self.report.lose(self.name, f"the equivalence {rest}", "goodwork has directed relations only")
            case _:
                self._wrong(line, "brat has no such line")

    def _wrong(self, line: str, why: str) -> None:
        self.cut = True
        self.report.lose(self.name, f"the line {line[:120]!r}", why)

    def _entity(self, identity: str, rest: str) -> None:
        head, _, quote = rest.partition("\t")
        found = _PLACE.match(head)
        if found is None:
            self._wrong(f"{identity}\t{rest}", "it names no type and places")
            return
        fragments = tuple([_pair(piece) for piece in found[2].split(";")])
        size = len(self.text)
        for start, end in fragments:
            if not 0 <= start < end <= size:
                self._wrong(f"{identity}\t{rest}", f"its place is not in the text of {size:,} characters")
                return
        ordered = fragments
        if len(fragments) > 1:
            ordered = tuple(sorted(fragments))
            if any(a[1] > b[0] for a, b in itertools.pairwise(ordered)):
                self._wrong(f"{identity}\t{rest}", "its pieces overlap")
                return
        covered = _covered(self.text, fragments)
        if quote and quote != covered and _flat(quote) != _flat(covered):
            self._wrong(f"{identity}\t{rest}", f"the text has {covered[:60]!r} there")
            return
        if identity in self.spans:
            self._wrong(f"{identity}\t{rest}", "the id is there twice")
            return
        self.spans[identity] = (found[1], ordered)

    def _relation(self, identity: str, rest: str) -> None:
        pieces = rest.split()
        ends: dict[str, str] = {}
        for piece in pieces[1:]:
            role, _, target = piece.partition(":")
            ends[role] = target
        if len(pieces) != 3 or len(ends) != 2:
            self._wrong(f"{identity}\t{rest}", "a relation has a type and two arguments")
            return
        head, tail = ends.get("Arg1"), ends.get("Arg2")
        if head is None or tail is None:
            head, tail = ends.values()
            self.report.change(
                self.name, f"the arguments {', '.join(ends)} of {pieces[0]}", "they are from and to here"
            )
        self.beside.add(identity)
        self.relations.append((identity, pieces[0], head, tail))

    def _attribute(self, identity: str, rest: str) -> None:
        pieces = rest.split(" ", 2)
        if len(pieces) < 2:
            self._wrong(f"{identity}\t{rest}", "an attribute has a name and what it is of")
            return
        self.pending.append((f"{identity}\t{rest}", pieces[1], pieces[0], pieces[2] if len(pieces) > 2 else "true"))

    def _note(self, identity: str, rest: str) -> None:
        head, _, words = rest.partition("\t")
        kind, _, target = head.partition(" ")
        self.pending.append((f"{identity}\t{rest}", target, kind, words))

    def records(self) -> tuple[Record, ...]:
        """What the lines say, when all were taken: a line may refer to a later one."""
        for line, target, name, value in self.pending:
            if target not in self.spans:
                if target in self.beside or line.startswith("#"):
                    self.report.lose(self.name, f"the line {line[:120]!r}", "only entities have attributes and notes")
                else:
                    self._wrong(line, f"{target} is no entity that was kept")
                continue
            held = self.attributes.setdefault(target, {})
            held[name] = f"{held[name]}\n{value}" if name in held else value
        records: list[Record] = []
        for identity, (label, places) in self.spans.items():
            held = self.attributes.get(identity)
            attributes = tuple(sorted(held.items())) if held else ()
            covered = _covered(self.text, places)
            records.append(Span(ENTITIES, identity, label, label, places, covered, attributes=attributes))
        for identity, label, head, tail in self.relations:
            if head in self.spans and tail in self.spans:
                records.append(Relation(ENTITIES, label, label, head, tail))
            elif self.beside & {head, tail}:
                self.report.lose(self.name, f"the relation {identity} {label} {head} {tail}", "it joins an event")
            else:
                self._wrong(f"{identity}\t{label} {head} {tail}", "it joins what is no entity that was kept")
        return tuple(records)


def _pair(piece: str) -> tuple[int, int]:
    start, _, end = piece.partition(" ")
    return int(start), int(end)


def _covered(text: str, places: tuple[tuple[int, int], ...]) -> str:
    return " ".join([text[start:end] for start, end in places])


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
