"""From a file of one format to files of another, item by item: what ``goodwork convert`` does, without its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any

from goodwork.errors import Fault, Invalid
from goodwork.formats import json_values
from goodwork.formats.completing import complete_mapping
from goodwork.formats.contract import Write
from goodwork.formats.documents import Document, Shown, fitting
from goodwork.formats.grouping import grouped
from goodwork.formats.items import ItemMaker
from goodwork.formats.mapping import ImportMapping, PartColumn
from goodwork.formats.naming import new_names, under_names
from goodwork.formats.parts import make_part
from goodwork.formats.person_columns import PersonColumns, tell_person_columns
from goodwork.formats.picture_sizes import measured
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Said, Source
from goodwork.formats.tabular import Labelled
from goodwork.model.items import PartType
from goodwork.model.json import is_object

SAMPLE = 100
_PLAIN = frozenset({str, int, float, bool})
MOST_LISTED = 10_000
"""As many things are listed one by one; further ones of the same kind are counted in one entry."""

Listed = dict[str, str]


@dataclass(slots=True)
class Ledger:
    """What a conversion did: the account that it ends with."""

    items: int = 0
    """Read, whatever became of them."""
    made: int = 0
    """Read as items that something can be written of."""
    annotations: int = 0
    """Single things said of them: labels, spans, relations, ratings, texts, preferences."""
    kept: Counter[str] = field(default_factory=Counter[str])
    changed: list[Listed] = field(default_factory=list[Listed])
    lost: list[Listed] = field(default_factory=list[Listed])
    _whole: dict[tuple[str, str, str], int] = field(default_factory=dict[tuple[str, str, str], int])
    _further: dict[tuple[str, str, str], int] = field(default_factory=dict[tuple[str, str, str], int])

    def take(self, report: Report) -> None:
        """Move what a report changed and lost into the account; what it kept is added up at the end."""
        if report.tells:
            changed, lost = report.drain()
            for row in changed:
                self._list("changed", self.changed, row)
            for row in lost:
                self._list("lost", self.lost, row)

    def _list(self, word: str, listed: list[Listed], row: Mapping[str, Any]) -> None:
        if not row["item"]:
            # Of the whole file: counted together, however often it is met.
            key = (word, row["what"], row["why"])
            self._whole[key] = self._whole.get(key, 0) + row["count"]
            return
        if len(listed) < MOST_LISTED:
            times = f" ({row['count']} times)" if row["count"] > 1 else ""
            listed.append({"item": row["item"], "what": row["what"] + times, "why": row["why"]})
            return
        key = (word, "further things", row["why"])
        if key not in self._further and len(self._further) >= 1000:
            key = (word, "further things", "for further reasons")
        self._further[key] = self._further.get(key, 0) + row["count"]

    def as_json(self) -> dict[str, Any]:
        """``{"items", "annotations", "kept", "changed": [{item, what, why}], "lost": [...]}``."""
        counted: dict[str, list[Listed]] = {"changed": [], "lost": []}
        for (word, what, why), count in (*self._whole.items(), *self._further.items()):
            times = f" ({count:,} times)" if count > 1 else ""
            counted[word].append({"item": "", "what": what + times, "why": why})
        return {
            "items": self.items,
            "annotations": self.annotations,
            "kept": sum(self.kept.values()),
            "changed": [*self.changed, *counted["changed"]],
            "lost": [*self.lost, *counted["lost"]],
        }


def convert(source: Source, write: Write, mapping: Mapping[str, Any], ledger: Ledger) -> Iterator[OutFile]:
    """The files that a source becomes, each to be read to its end before the next; the ledger is complete after them.

    ``mapping`` says which column is what, as for an import; what it leaves out is guessed.
    """
    report = Report()
    documents = _drained(_documents(source, mapping, report, ledger), report, ledger)
    yield from write(documents, report)
    for last in (report, source.report):
        ledger.take(last)
        ledger.kept.update(last.kept)


def _drained(documents: Iterable[Document], report: Report, ledger: Ledger) -> Iterator[Document]:
    """The documents; what was reported of the one before goes into the account before the next."""
    for document in documents:
        ledger.take(report)
        yield document
        ledger.take(report)


def _documents(source: Source, given: Mapping[str, Any], report: Report, ledger: Ledger) -> Iterator[Document]:
    entries = _told(source, ledger)
    first = list(islice(entries, SAMPLE))
    sample = [entry.values for entry in first if isinstance(entry, Row)]
    # Where rows state all that is said, no column is an answer.
    stated: dict[str, Any] = {"answers": {}, "gold": {}} if source.states_all else {}
    told = complete_mapping({**stated, **source.hint, **given}, sample, None) if sample else None
    if told is not None and not source.states_all:
        tell_person_columns(told, sample, (), report)
    maker = None if told is None else _Maker(told, sample, source, report)
    made = _all_made(chain(first, entries), maker, report, ledger)
    for document in made if told is None or told.by is None else grouped(made, report):
        ledger.items += 1
        ledger.made += 1
        ledger.annotations += sum(len(one.records) for one in document.said)
        yield document


def _all_made(entries: Iterable[Entry], maker: _Maker | None, report: Report, ledger: Ledger) -> Iterator[Document]:
    for entry in entries:
        made = _made(entry, maker, report)
        if made is None:
            ledger.items += 1
        else:
            yield made


def _told(source: Source, ledger: Ledger) -> Iterator[Entry]:
    """The rows; what reading one changed or lost goes into the account before the next."""
    for entry in source.rows(0):
        ledger.take(source.report)
        yield entry


def _made(entry: Entry, maker: _Maker | None, report: Report) -> Document | None:
    if isinstance(entry, Broken):
        report.lose(f"line {entry.line}", "the whole item", entry.reason)
        return None
    if maker is None:
        raise Invalid("The first rows can't be read.", faults=[Fault("", "None of them is whole.")])
    try:
        return maker.document(entry)
    except Invalid as error:
        report.lose(f"line {entry.line}", "the whole item", error.what)
        return None


class _Maker:
    """Makes documents out of rows, as an import makes items; pictures are not looked at, their names are kept."""

    def __init__(
        self,
        mapping: ImportMapping,
        sample: list[Mapping[str, Any]],
        source: Source,
        report: Report,
    ) -> None:
        self._report = report
        self._beside = source.beside
        classes = source.classes
        answered = (*mapping.answers.items(), *mapping.gold.items())
        # In tables of ours the column of a question has its name.
        self._classes = {**classes, **{question: classes[column] for question, column in answered if column in classes}}
        self._pictures = [part for part in mapping.parts if part.type is PartType.PICTURE]
        self._parts: list[PartColumn] = [part for part in mapping.parts if part.type is not PartType.PICTURE]
        self._mapping = mapping
        self._names = new_names(mapping)
        self._people = PersonColumns(mapping.people, mapping.taken)
        self._labelled = Labelled(mapping, self._people, sample, report)
        self._answers = frozenset([*mapping.gold.values(), *mapping.answers.values()])
        self._taken = replace(mapping, parts=tuple(self._parts)).taken

    def document(self, row: Row) -> Document:
        """The document of a row; Invalid says why there is none."""
        values = row.values
        external_id = ItemMaker.id_of(values.get(self._mapping.id)) if self._mapping.id else None
        parts = [
            made
            for part in self._parts
            if (made := make_part(part.name, part.type, part.title, values.get(part.column))) is not None
        ]
        if not parts and not self._pictures:
            raise Invalid("every part is empty: there is nothing in it")
        text = next((part["text"] for part in parts if "text" in part), None)
        metadata = self._metadata(row, external_id)
        name = external_id or f"line {row.line}"
        # Where a file says by itself what was answered, columns beside that are data.
        told = under_names(row.said, self._names) if self._names else row.said
        said = told or self._labelled.said(values, text, name)
        fits = fitting(name, parts, said, self._report)
        beside = tuple(self._pictures_of(row, fits)) if self._pictures else ()
        return Document(row.line, external_id, parts, metadata, fits, self._classes, beside)

    def _pictures_of(self, row: Row, said: Sequence[Said]) -> Iterator[Shown]:
        """The pictures that a row names; of one that something is said of its file says the size, too."""
        for part in self._pictures:
            value = row.values.get(part.column)
            file = value.get("path") if is_object(value) else value
            if not isinstance(file, str) or not file or file.startswith("data:"):
                continue
            size = row.sizes.get(part.column)
            if size is None and said:
                with suppress(Invalid):
                    size = measured(self._beside(file)).upright
            yield Shown(part.name, file, size, part.column)

    def _metadata(self, row: Row, external_id: str | None) -> dict[str, Any]:
        stated = self._mapping.metadata
        kept: dict[str, Any] = {}
        for name in row.values if stated is None else stated:
            if stated is None and name in self._taken and not (row.said and name in self._answers):
                continue
            if stated is None and self._people and not row.said and self._people.place(name) is not None:
                continue
            value = row.values.get(name)
            if type(value) in _PLAIN:
                kept[name] = value
            elif json_values.has_bytes(value):
                self._report.lose(
                    external_id or f"line {row.line}", f"the bytes of {name!r}", "conversions keep no pictures"
                )
            elif value is not None:
                kept[name] = value
        return kept
