"""What the first rows of a file would become: read and shown, with no database."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

import orjson

from goodwork.actions.data.batches import row_excerpt
from goodwork.errors import Invalid, Unreadable
from goodwork.formats.items import ItemMaker
from goodwork.formats.mapping import ImportMapping, read_dialect
from goodwork.formats.reading import check_format, open_source
from goodwork.formats.registry import FORMATS
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Row
from goodwork.forms.columns import controls_of, find_mapping, needed_parts
from goodwork.forms.reading import read_form
from goodwork.forms.said import read_item
from goodwork.forms.showing import shown_metadata
from goodwork.model.data import ImportFault

MOST_UNPACKED = 4 << 20
"""Of a packed file's beginning."""
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
    guessed: bool = False
    """Whether its name and values alone said so: a strict import refuses it."""
    hidden: bool = False
    """Of metadata: it looks like an answer, so nobody who judges sees it."""


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
    said: int
    """How many annotations, predictions and skips the looked-at rows have."""


def _unpacked(packed: bytes) -> tuple[bytes, bool]:
    """The beginning of what a gzip stream holds, and whether that is all; damage is found by the reader, and told."""
    unpacker = zlib.decompressobj(31)
    try:
        begin = unpacker.decompress(packed, MOST_UNPACKED)
    except zlib.error:
        return packed, True
    return (begin, unpacker.eof and not unpacker.unused_data) if begin else (packed, True)


def preview(
    begin: bytes, file_format: str, mapping: Mapping[str, Any], questions: Sequence[Mapping[str, Any]], whole: bool
) -> Preview:
    """The first rows of a file as items; ``whole``: that was all of it, so its last line is not cut off."""
    form = read_form(questions)
    if not whole and (not FORMATS[check_format(file_format)].reads_beginning or begin[:4] == b"PAR1"):
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
    try:
        for row in islice(source.rows(0), 100):
            if isinstance(row, Broken):
                faults.append(ImportFault(row.line, row.reason, row.excerpt))
            else:
                sample.append(row)
    except Unreadable:
        # An array or a compressed file that goes on behind the first megabyte.
        if whole or not sample:
            raise
    complete = find_mapping(sample, {**source.hint, **mapping}, form)
    maker = ItemMaker(
        complete,
        keep=lambda _: "",
        beside=source.beside,
        needed=needed_parts(form),
    )
    items: list[PreviewItem] = []
    for row in sample[:ROWS]:
        try:
            read = read_item(maker.make(row), form, complete.questions, Report())
        except Invalid as error:
            faults.append(ImportFault(row.line, error.what, row_excerpt(row)))
            continue
        gold = None if read.gold is None else orjson.loads(read.gold)
        item = read.item
        items.append(PreviewItem(row.line, item.external_id, item.parts, orjson.loads(item.metadata), gold))
    answers = complete.answers.values()
    columns = dict.fromkeys(column for row in sample for column in row.values)
    values = [row.values for row in sample]
    return Preview(
        tuple(_column(column, complete, values) for column in columns),
        complete.as_json(),
        tuple(items),
        tuple(sorted(faults, key=lambda f: f.line)[:ROWS]),
        tuple(controls_of(sample)),
        sum(len(row.said) + any(row.values.get(c) not in (None, "") for c in answers) for row in sample),
    )


def _column(column: str, mapping: ImportMapping, rows: Sequence[Mapping[str, Any]]) -> PreviewColumn:
    guessed = column in mapping.guessed
    part = next((part for part in mapping.parts if part.column == column), None)
    if part is not None:
        return PreviewColumn(column, "part", part.name, part.type.value, guessed=guessed)
    answered: list[tuple[Becomes, Mapping[str, str]]] = [("answer", mapping.answers), ("gold", mapping.gold)]
    for becomes, named in answered:
        question = next((key for key, of in named.items() if of == column), None)
        if question is not None:
            return PreviewColumn(column, becomes, question=question, guessed=guessed)
    if column in (mapping.id, mapping.by, mapping.gold_reason):
        single: Becomes = "id" if column == mapping.id else "by" if column == mapping.by else "gold-reason"
        return PreviewColumn(column, single, guessed=guessed)
    if mapping.metadata is not None and column not in mapping.metadata:
        return PreviewColumn(column, "out")
    return PreviewColumn(column, "metadata", hidden=any(not shown_metadata({column: row.get(column)}) for row in rows))
