"""What the first rows of a file would become: read and shown, with no database."""

from __future__ import annotations

import io
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Literal

import orjson

from goodwork.actions.data.batches import row_excerpt
from goodwork.errors import GoodworkError, Invalid, Unreadable
from goodwork.formats.items import ItemMaker
from goodwork.formats.mapping import ImportMapping, read_dialect
from goodwork.formats.person_columns import PersonColumns, tell_person_columns
from goodwork.formats.pictures import web_address
from goodwork.formats.reading import AUTO, check_format, open_source, told_format
from goodwork.formats.registry import FORMATS
from goodwork.formats.rows import Broken, Row
from goodwork.forms.columns import Need, controls_of, find_mapping, needed_kinds, needed_parts, needs_of
from goodwork.forms.reading import read_form
from goodwork.forms.said import read_item
from goodwork.forms.showing import shown_metadata
from goodwork.model.data import ImportFault
from goodwork.model.items import PartType

MOST_UNPACKED = 4 << 20
"""Of a packed file's beginning."""
MOST_PICTURES = 2 << 20
"""Bytes of pictures that are shown."""
_ZIP = b"PK\x03\x04"
HOSTS = 10
"""Servers of pictures that are named."""
ROWS = 5
"""As many items and faults."""

Becomes = Literal["id", "part", "answer", "by", "gold", "gold-reason", "metadata", "out"]


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column and what becomes of it."""

    column: str
    becomes: Becomes
    name: str = ""
    """Of a part: its name."""
    type: str = ""
    """Of a part: what it is."""
    question: str = ""
    """Of an answer or a known one: the question that it answers."""
    person: str = ""
    """Of a column with one person's answers: who."""
    guessed: bool = False
    """Whether its name and values alone said so: a strict import refuses it."""
    hidden: bool = False
    """Of metadata: it looks like an answer, so nobody who judges sees it."""


@dataclass(frozen=True, slots=True)
class PreviewHost:
    """A server that a file names, and how many of its pictures."""

    host: str
    count: int


@dataclass(frozen=True, slots=True)
class PreviewAddresses:
    """Pictures of a file that are addresses on the web."""

    count: int
    hosts: tuple[PreviewHost, ...]
    """The first of them."""
    whole: bool
    """Whether all of the file was looked at."""


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """A row as it would become an item."""

    line: int
    external_id: str | None
    parts: Sequence[Mapping[str, Any]]
    metadata: Mapping[str, Any]
    gold: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file and the mapping that reads them."""

    columns: tuple[PreviewColumn, ...]
    mapping: Mapping[str, Any]
    """Completed: what was left out is guessed."""
    items: tuple[PreviewItem, ...]
    faults: tuple[ImportFault, ...]
    controls: tuple[str, ...]
    """What the annotations in the file answer, by the file's names."""
    needs: tuple[Need, ...]
    """What the questions look at; where one has no column, nothing can be imported."""
    changed: Sequence[Mapping[str, Any]]
    """Of the looked-at rows: what would be read otherwise than it is written."""
    lost: Sequence[Mapping[str, Any]]
    """And what would be left out."""
    said: int
    """How many annotations, predictions and skips the looked-at rows have."""
    format: str = ""
    """What the file was read as."""
    sheets: tuple[str, ...] = ()
    """Of a workbook its sheets, of which the mapping may name one."""
    addresses: PreviewAddresses | None = None
    """None: no picture is an address on the web."""


def _unpacked(packed: bytes) -> tuple[bytes, bool]:
    """The beginning of what a gzip stream holds, and whether that is all; damage is found by the reader, and told."""
    unpacker = zlib.decompressobj(31)
    try:
        begin = unpacker.decompress(packed, MOST_UNPACKED)
    except zlib.error:
        return packed, True
    return (begin, unpacker.eof and not unpacker.unused_data) if begin else (packed, True)


def preview(
    begin: bytes,
    file_format: str,
    mapping: Mapping[str, Any],
    questions: Sequence[Mapping[str, Any]],
    whole: bool,
    name: str = "file",
) -> Preview:
    """The first rows of a file as items; ``whole``: that was all of it, so its last line is not cut off."""
    form = read_form(questions)
    packed = begin[:4] in (b"PAR1", _ZIP)
    if whole or not packed:
        file_format = told_format(io.BytesIO(begin), name, file_format)
    if not whole and (packed or not FORMATS[check_format(file_format)].reads_beginning):
        file_format = "its format" if file_format == AUTO else file_format
        raise Unreadable(
            f"Only the first megabyte is looked at, and {file_format} has its list of contents at the end.",
            next_step="Import it without a preview, or preview a smaller one.",
        )
    if begin.startswith(b"\x1f\x8b"):
        begin, all_of_it = _unpacked(begin)
        whole = whole and all_of_it
    if not whole:
        begin = begin[: begin.rfind(b"\n") + 1] or begin
    source = open_source(io.BytesIO(begin), file_format, read_dialect(mapping))
    sample: list[Row] = []
    faults: list[ImportFault] = []
    rows = source.rows(0)
    try:
        for row in islice(rows, 100):
            if isinstance(row, Broken):
                faults.append(ImportFault(row.line, row.reason, row.excerpt))
            else:
                sample.append(row)
    except Unreadable:
        # An array or a compressed file that goes on behind the first megabyte.
        if whole or not sample:
            raise
    # What is missing can be chosen on the screen; a strict import is refused as it would be.
    complete = find_mapping(sample, {**source.hint, **mapping}, form, whole=bool(mapping.get("strict")))
    needs = tuple(needs_of(form, complete))
    missing = not complete.parts or any(need.column is None for need in needs)
    pictures = _Pictures()
    report = source.report
    maker = ItemMaker(
        complete,
        keep=pictures.keep,
        beside=source.beside,
        needed=frozenset() if missing else needed_parts(form),
        kinds=() if missing else needed_kinds(form),
        fetched=pictures.later,
        report=report,
    )
    items: list[PreviewItem] = []
    for row in sample if complete.parts else ():
        try:
            read = read_item(maker.make(row), form, complete.questions, report)
        except Invalid as error:
            faults.append(ImportFault(row.line, error.what, row_excerpt(row)))
            continue
        if len(items) < ROWS:
            gold = None if read.gold is None else orjson.loads(read.gold)
            item = read.item
            parts = [pictures.shown(part) for part in item.parts]
            items.append(PreviewItem(row.line, item.external_id, parts, orjson.loads(item.metadata), gold))
    people = PersonColumns(complete.people, complete.taken)
    columns = dict.fromkeys(column for row in sample for column in row.values)
    values = [row.values for row in sample]
    if not source.states_all:
        tell_person_columns(complete, values, [question.key for question in form], report)
    told = report.as_json()
    addresses = _addresses(chain(sample, rows), complete, whole)
    return Preview(
        tuple(_column(column, complete, people, values) for column in columns),
        complete.as_json(),
        tuple(items),
        tuple(sorted(faults, key=lambda f: f.line)[:ROWS]),
        tuple(controls_of(sample)),
        needs,
        told["changed"],
        told["lost"],
        sum(_said(row, complete, people) for row in sample),
        file_format,
        tuple(source.sheets),
        addresses,
    )


def _said(row: Row, mapping: ImportMapping, people: PersonColumns) -> int:
    """How much a row says: what its format read, what its columns of answers say, and those of people."""
    answered = any(row.values.get(column) not in (None, "") for column in mapping.answers.values())
    return len(row.said) + answered + len(people.of(row.values))


def _addresses(rows: Iterable[Row | Broken], mapping: ImportMapping, whole: bool) -> PreviewAddresses | None:
    columns = [part.column for part in mapping.parts if part.type is PartType.PICTURE]
    if not columns:
        return None
    found: set[str] = set()
    # What is broken further on is met again when the rows are imported.
    with suppress(GoodworkError):
        for row in rows:
            if isinstance(row, Row):
                found.update(a for column in columns if (a := web_address(row.values.get(column))) is not None)
    hosts = Counter(address.split("/", 3)[2].rpartition("@")[2].lower()[:100] for address in found)
    named = tuple(PreviewHost(host, count) for host, count in hosts.most_common(HOSTS))
    return PreviewAddresses(len(found), named, whole) if found else None


_LATER = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
_UNSEEN = "later"


class _Pictures:
    """Small pictures of the first rows, to be shown without being kept anywhere."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._room = MOST_PICTURES

    def keep(self, content: bytes) -> str:
        """A name for a picture; large ones and later ones are forgotten."""
        if content is _LATER:
            return _UNSEEN
        name = str(len(self._kept) + 1)
        fits = len(content) <= self._room
        self._room -= len(content) if fits else 0
        self._kept[name] = content if fits else b""
        return name

    @staticmethod
    def later(address: str) -> bytes:
        """What stands for a picture that the import fetches."""
        return _LATER

    def shown(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        """A part with its picture in its address, where it is at hand."""
        if part.get("blob") == _UNSEEN:
            return {name: value for name, value in part.items() if name not in ("media", "width", "height")}
        content = self._kept.get(part.get("blob", ""))
        if not content:
            return part
        return {**part, "url": f"data:{part['media']};base64,{b64encode(content).decode()}"}


def _column(
    column: str, mapping: ImportMapping, people: PersonColumns, rows: Sequence[Mapping[str, Any]]
) -> PreviewColumn:
    guessed = column in mapping.guessed
    part = next((part for part in mapping.parts if part.column == column), None)
    if part is not None:
        return PreviewColumn(column, "part", part.name, part.type.value, guessed=guessed)
    answered: list[tuple[Becomes, Mapping[str, str]]] = [("answer", mapping.answers), ("gold", mapping.gold)]
    for becomes, named in answered:
        question = next((key for key, of in named.items() if of == column), None)
        if question is not None:
            return PreviewColumn(column, becomes, question=question, guessed=guessed)
    if (place := people.place(column)) is not None:
        return PreviewColumn(column, "answer", question=place[0], person=place[1])
    if column in (mapping.id, mapping.by, mapping.gold_reason):
        single: Becomes = "id" if column == mapping.id else "by" if column == mapping.by else "gold-reason"
        return PreviewColumn(column, single, guessed=guessed)
    if mapping.metadata is not None and column not in mapping.metadata:
        return PreviewColumn(column, "out")
    return PreviewColumn(column, "metadata", hidden=any(not shown_metadata({column: row.get(column)}) for row in rows))
