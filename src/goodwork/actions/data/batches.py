"""Batches of a file: read, checked and written as JSON, ready for one transaction each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from goodwork.errors import GoodworkError, Invalid
from goodwork.formats import json_values
from goodwork.formats.items import ItemMaker, WithoutPicture
from goodwork.formats.mapping import ImportMapping, read_dialect
from goodwork.formats.person_columns import tell_person_columns
from goodwork.formats.pictures import web_address
from goodwork.formats.reading import open_source
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Row, excerpt
from goodwork.forms.columns import find_mapping, needed_kinds, needed_parts
from goodwork.forms.said import ReadItem, read_item
from goodwork.kinds.contract import Question
from goodwork.model.data import DataImport, ImportFault
from goodwork.model.items import PartType

MOST_ROWS = 5000
MOST_BYTES = 8 << 20
SAMPLE = 100
"""Rows from the beginning that a mapping is guessed from."""


@dataclass(slots=True)
class Batch:
    """Some rows of a file, in order."""

    rows: int = 0
    items: list[ReadItem] = field(default_factory=list[ReadItem])
    sizes: list[int] = field(default_factory=list[int])
    """What each item takes with its pictures, in bytes."""
    faults: list[ImportFault] = field(default_factory=list[ImportFault])
    report: Report = field(default_factory=Report)
    ended: bool = False
    error: GoodworkError | None = None
    """Why nothing after these rows can be read."""


class BatchReader:
    """The batches of an import's file, from where the import stands.

    Everything here is done in a process beside the transactions: it computes and reads, and knows no database.
    """

    def __init__(
        self,
        data_import: DataImport,
        form: Sequence[Question],
        open_file: Callable[[], BinaryIO],
        together: Callable[[], AbstractContextManager[Callable[[bytes], str]]],
        most_rows: int = MOST_ROWS,
        *,
        fetched: Callable[[str], bytes] | None = None,
        only: frozenset[int] | None = None,
    ) -> None:
        self._import = data_import
        self._form = form
        self._open_file = open_file
        self._most_rows = most_rows
        self._together = together
        self._fetched: dict[str, Any] = {} if fetched is None else {"fetched": fetched}
        self._only = only
        self._put: Callable[[bytes], str] | None = None
        self._pictures = 0
        """Bytes of the pictures of this row."""
        self.mapping: ImportMapping | None = None

    def open(self) -> ImportMapping:
        """Open the file and complete the mapping; errors say why nothing of it can be imported."""
        file = self._open_file()
        given = self._import.mapping
        self._source = open_source(file, self._import.format, read_dialect(given))
        sample = first_rows(self._source.rows(0), SAMPLE)
        self.mapping = find_mapping(sample, {**self._source.hint, **given}, self._form)
        self._source.report.take()
        if not self._import.position:
            # Opened again, so that what opening itself left out is reported once.
            self._source = open_source(file, self._import.format, self.mapping.dialect)
            if not self._source.states_all:
                keys = [question.key for question in self._form]
                tell_person_columns(self.mapping, [row.values for row in sample], keys, self._source.report)
        self._rows = self._source.rows(self._import.position)
        self._maker = ItemMaker(
            self.mapping,
            keep=self._keep,
            beside=self._source.beside,
            needed=needed_parts(self._form),
            kinds=needed_kinds(self._form),
            **self._fetched,
            report=self._source.report,
        )
        return self.mapping

    def next(self) -> Batch:
        """The next rows; ``ended`` with the last ones. Their pictures are on the disk when this returns."""
        with self._together() as self._put:
            return self._next()

    def _keep(self, content: bytes) -> str:
        assert self._put is not None, "pictures are kept while a batch is read"
        self._pictures += len(content)
        return self._put(content)

    def _next(self) -> Batch:
        batch = Batch()
        size = 0
        assert self.mapping is not None
        while batch.rows < self._most_rows and size < MOST_BYTES:
            try:
                row = next(self._rows, None)
            except GoodworkError as error:
                batch.error, batch.ended = error, True
                break
            if row is None:
                batch.ended = True
                break
            batch.rows += 1
            size += self._take(row, batch)
        batch.report = self._source.report.take()
        return batch

    def addresses(self) -> Iterator[str]:
        """Where the pictures of the rows lie that are still to be read, as often as they are named."""
        assert self.mapping is not None
        columns = [part.column for part in self.mapping.parts if part.type is PartType.PICTURE]
        for row in self._rows:
            if isinstance(row, Row) and (self._only is None or row.line in self._only):
                named = (web_address(row.values.get(column)) for column in columns)
                yield from (address for address in named if address is not None)

    def _take(self, row: Row | Broken, batch: Batch) -> int:
        if self._only is not None and row.line not in self._only:
            return 0
        if isinstance(row, Broken):
            batch.faults.append(ImportFault(row.line, row.reason, row.excerpt))
            return len(row.excerpt)
        assert self.mapping is not None
        self._pictures = 0
        try:
            item = read_item(self._maker.make(row), self._form, self.mapping.questions, self._source.report)
        except Invalid as error:
            picture = isinstance(error, WithoutPicture)
            batch.faults.append(ImportFault(row.line, error.what, row_excerpt(row), picture))
            return 0
        batch.items.append(item)
        said = sum(len(s.answers) for s in item.said) if item.said else 0
        size = len(item.item.payload) + len(item.item.metadata)
        batch.sizes.append(size + self._pictures)
        return size + said


def first_rows(rows: Iterator[Row | Broken], count: int) -> list[Row]:
    """The first rows that are not broken, out of at most ten times as many.

    Damage that ends the file is met again when the rows are imported; here it counts only when nothing came before.
    """
    found: list[Row] = []
    try:
        for tried, row in enumerate(rows, 1):
            if isinstance(row, Row):
                found.append(row)
            if len(found) == count or tried == 10 * count:
                break
    except GoodworkError:
        if not found:
            raise
    return found


def row_excerpt(row: Row) -> str:
    """The beginning of a row as people can read it."""
    return excerpt(json_values.sketch(dict(row.values)))
