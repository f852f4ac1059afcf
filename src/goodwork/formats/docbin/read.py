"""spaCy's DocBin, read a document at a time."""

from __future__ import annotations

import struct
import tempfile
import zlib
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, BinaryIO, cast

from goodwork.errors import TooLarge, Unreadable
from goodwork.formats.docbin.layout import (
    BEGIN,
    CATEGORIES,
    ENT_IOB,
    ENT_TYPE,
    INSIDE,
    MISSING,
    ORTH,
    OUTSIDE,
    SPAN,
    Strings,
    places_of,
)
from goodwork.formats.docbin.packing import msgpack
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, TEXT, Broken, Entry, Row, Said, Source
from goodwork.model.json import fields, is_list, is_object
from goodwork.model.records import Choice, Record, Span, nothing_found

MOST_UNPACKED = 8 << 30
_DAMAGE = (
    zlib.error, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, EOFError, struct.error,
    msgpack.UnpackException,
)  # fmt: skip
"""What reading a map raises that is not made as spaCy makes it."""
_IN_MEMORY = 8 << 20


def read_docbin(file: BinaryIO) -> Source:
    """The Docs of a ``.spacy`` file, without spaCy.

    Entities become spans of the question ``entities``, span groups spans of questions with the groups' names,
    categories of at least one half chosen labels. Tags, lemmas, parses and user data are lost and reported.
    """
    report = Report()

    def rows(skip: int) -> Iterator[Entry]:
        bin_ = _open(file)
        try:
            if not skip:
                _report_columns(bin_, report)
            for n in range(skip, len(bin_.lengths)):
                yield _whole(bin_, n, report)
        finally:
            bin_.tokens.close()

    return Source(rows, report=report, hint=TEXT)


@dataclass(slots=True)
class _Bin:
    attrs: list[int]
    tokens: Any
    """The packed map, unpacked into a file."""
    token_place: int
    spaces: bytes
    lengths: array[int]
    starts: array[int]
    strings: Strings
    cats: list[Any]
    flags: list[Any]
    groups: list[Any]
    user_data: bool


def _open(file: BinaryIO) -> _Bin:
    unpacked: Any = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the rows read it
    try:
        file.seek(0)
        _unpack(file, unpacked)
        return _read(unpacked)
    except _DAMAGE:
        unpacked.close()
        raise Unreadable(
            "The file is no DocBin of spaCy, or a damaged one.",
            next_step="Write it again with DocBin.to_disk.",
        ) from None


def _unpack(file: BinaryIO, out: Any) -> None:
    unpacker = zlib.decompressobj()
    size = 0
    while piece := file.read(1 << 18):
        content = unpacker.decompress(piece, 1 << 24)
        while content:
            out.write(content)
            size += len(content)
            if size > MOST_UNPACKED:
                raise TooLarge(f"The DocBin unpacks to more than {MOST_UNPACKED >> 30} GB.")
            content = unpacker.decompress(unpacker.unconsumed_tail, 1 << 24)
    if not unpacker.eof:
        raise EOFError


def _read(out: Any) -> _Bin:
    """The map; the tokens, which are nearly all of it, stay in the file."""
    found: dict[str, Any] = {}
    place = 0
    out.seek(0)
    head = out.read(1)[0]
    if head & 0xF0 != 0x80:
        raise ValueError("not a map")
    at = 1
    for _ in range(head & 0x0F):
        key, at = _value(out, at)
        if key == "tokens":
            place, size = _binary(out, at)
            found["tokens"] = size
            at = place + size
        else:
            found[str(key)], at = _value(out, at)
    lengths = array("i")
    lengths.frombytes(found["lengths"])
    attrs = [int(a) for a in found["attrs"]]
    if ORTH not in attrs or found["tokens"] != 8 * len(attrs) * sum(lengths) or min(lengths, default=0) < 0:
        raise ValueError("the columns have not the lengths that they should have")
    starts = array("q", accumulate(lengths, initial=0))
    nothing: list[Any] = [None] * len(lengths)
    cats, flags, groups = (found.get(name) or nothing for name in ("cats", "flags", "span_groups"))
    if not all(is_list(held) and len(held) == len(lengths) for held in (cats, flags, groups)):
        raise ValueError("what is beside the tokens is not of as many documents")
    return _Bin(
        attrs, out, place, found["spaces"], lengths, starts, Strings(found["strings"]), cats, flags, groups,
        any(found.get("user_data") or ()),
    )  # fmt: skip


def _value(out: Any, at: int) -> tuple[Any, int]:
    out.seek(at)
    unpacker = msgpack.Unpacker(out, strict_map_key=False, max_buffer_size=1 << 31)
    value = unpacker.unpack()
    return value, at + unpacker.tell()


def _binary(out: Any, at: int) -> tuple[int, int]:
    """Where bytes begin, and how many they are."""
    out.seek(at)
    kind = out.read(1)[0]
    width = {0xC4: 1, 0xC5: 2, 0xC6: 4}[kind]
    return at + 1 + width, int.from_bytes(out.read(width), "big")


def _whole(bin_: _Bin, n: int, report: Report) -> Row | Broken:
    """A Doc, or that it can't be read: the map may be whole and what lies in it not."""
    told = Report()
    try:
        row = _row(bin_, n, told)
    except _DAMAGE:
        return Broken(n + 1, "the Doc is damaged: its categories, groups or spaces are not made as spaCy makes them")
    if told.tells:
        report.add(told)
    return row


def _row(bin_: _Bin, n: int, report: Report) -> Row | Broken:
    width, length = len(bin_.attrs), bin_.lengths[n]
    bin_.tokens.seek(bin_.token_place + 8 * width * bin_.starts[n])
    columns = array("Q")
    columns.frombytes(bin_.tokens.read(8 * width * length))
    found = bin_.strings.names(columns[bin_.attrs.index(ORTH) :: width])
    if None in found:
        return Broken(n + 1, "a word of the Doc is not among the strings of the file")
    words = cast("list[str]", found)
    spaces = bin_.spaces[bin_.starts[n] : bin_.starts[n] + length]
    if fields(bin_.flags[n]).get("has_unknown_spaces"):
        spaces = b"\1" * (length - 1) + b"\0"
        report.change(f"line {n + 1}", "the white space of the text", "the Doc does not know it; there is one space")
    text, starts = places_of(words, spaces)
    if not text.strip():
        return Broken(n + 1, "the Doc is empty: there is nothing to judge")
    tokens = _Tokens(text, words, starts)
    records: list[Record] = _entities(bin_, columns, tokens)
    groups, cut = _groups(bin_, n, tokens, records, report)
    records += groups
    annotated = _annotated(bin_, columns, f"line {n + 1}", report)
    annotated = annotated and (bool(records) or not cut)  # what could not be read is not nothing
    if annotated and not records and bin_.cats[n]:
        # Categories alone would leave open whether anybody looked for entities.
        records.append(nothing_found(ENTITIES))
    records += _categories(bin_.cats[n] or {}, f"line {n + 1}", report)
    unread = frozenset({ENTITIES} if cut else ())
    said = (Said("annotation", "docbin", tuple(records), unread=unread),) if records or annotated else ()
    return Row(n + 1, {"text": text}, said)


def _annotated(bin_: _Bin, columns: array[int], item: str, report: Report) -> bool:
    """Whether the entities of a Doc are known. spaCy writes the column also where they are missing, and then zeros."""
    if ENT_IOB not in bin_.attrs:
        return False
    marks = columns[bin_.attrs.index(ENT_IOB) :: len(bin_.attrs)]
    known = any(marks)
    if known and MISSING in marks:
        report.lose(item, "that the entities of some tokens are missing", "an answer here is of the whole text")
    return known


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of a Doc."""

    text: str
    words: list[str]
    starts: list[int]

    def place(self, first: int, after: int) -> tuple[int, int]:
        """The stretch from one token to the one before another."""
        return self.starts[first], self.starts[after - 1] + len(self.words[after - 1])


def _entities(bin_: _Bin, columns: array[int], tokens: _Tokens) -> list[Record]:
    found: list[Record] = []
    if ENT_IOB not in bin_.attrs or ENT_TYPE not in bin_.attrs:
        return found
    width = len(bin_.attrs)
    labels = columns[bin_.attrs.index(ENT_TYPE) :: width]
    first = -1
    # One more, outside of everything, ends the last entity.
    for n, mark in enumerate([*columns[bin_.attrs.index(ENT_IOB) :: width], OUTSIDE]):
        if first >= 0 and mark != INSIDE:
            label = bin_.strings.name(labels[first]) or str(labels[first])
            start, end = tokens.place(first, n)
            found.append(Span(ENTITIES, f"T{len(found) + 1}", label, label, ((start, end),), tokens.text[start:end]))
            first = -1
        if mark == BEGIN or (mark == INSIDE and first < 0):
            first = n
    return found


def _groups(bin_: _Bin, n: int, tokens: _Tokens, entities: list[Record], report: Report) -> tuple[list[Span], bool]:
    """The spans of the groups that are no entities, and whether some could not be read."""
    packed = bin_.groups[n]
    if not packed:
        return [], False
    cut = False
    held: Any = msgpack.unpackb(packed, strict_map_key=False)
    found: list[Span] = []
    known = {(e.fragments, e.label) for e in entities if isinstance(e, Span)}
    for raw in held:
        group = cast("Mapping[str, Any]", msgpack.unpackb(raw, strict_map_key=False))
        names = held[raw] if is_object(held) else [group["name"]]
        for span in group["spans"]:
            _, _, label, first, last, *_ = struct.unpack(SPAN, span)
            name = bin_.strings.name(label) or str(label)
            if not 0 <= first < last <= len(tokens.words):
                report.lose(f"line {n + 1}", f"a span {name} of the group {names[0]!r}", "it has no tokens")
                cut = True
                continue
            place = tokens.place(first, last)
            # What is an entity too is not said twice.
            if ((place,), name) not in known:
                identity = f"G{len(found) + 1}"
                found.append(Span(ENTITIES, identity, name, name, (place,), tokens.text[place[0] : place[1]]))
        if list(names) != ["sc"]:
            report.change(f"line {n + 1}", f"spans of the group {names[0]!r}", "they are among the entities here")
    return found, cut


def _categories(cats: Mapping[str, Any], item: str, report: Report) -> list[Choice]:
    if not cats:
        return []
    labels = tuple(str(label) for label, score in cats.items() if float(score) >= 0.5)
    if any(float(score) not in (0.0, 1.0) for score in cats.values()):
        report.change(item, "scores of categories", "a label is chosen from one half on")
    return [Choice(CATEGORIES, labels, labels, multiple=True)]


def _report_columns(bin_: _Bin, report: Report) -> None:
    width = len(bin_.attrs)
    lost: list[str] = []
    for attr, name in _NAMES.items():
        if attr not in bin_.attrs:
            continue
        # Only what is set somewhere is lost: spaCy writes all columns, also empty ones.
        bin_.tokens.seek(bin_.token_place)
        left = sum(bin_.lengths)
        while left > 0:
            portion = array("Q")
            portion.frombytes(bin_.tokens.read(8 * width * min(left, 50_000)))
            left -= 50_000
            if any(portion[bin_.attrs.index(attr) :: width]):
                lost.append(name)
                break
    for name in lost:
        report.lose("", f"{name} of the tokens", "goodwork has no place for it")
    if bin_.user_data:
        report.lose("", "user data of the Docs", "goodwork has no place for it")


_NAMES = {73: "lemmas", 74: "parts of speech", 75: "tags", 76: "dependencies", 452: "knowledge base ids",
          453: "morphology", 454: "entity ids"}  # fmt: skip
