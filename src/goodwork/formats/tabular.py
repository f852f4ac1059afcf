"""Answers in the columns of tables: what a row says of its item, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.cells import cell_records, is_label, is_spans, list_in, read_span
from goodwork.formats.mapping import ImportMapping
from goodwork.formats.person_columns import PersonColumns
from goodwork.formats.report import Report
from goodwork.formats.rows import Said
from goodwork.model.json import is_list
from goodwork.model.records import Choice, Record, TextAnswer, nothing_found

FILE = "file"
"""Who gave an answer of which nobody says who did."""


def answers_of(
    mapping: ImportMapping,
    people: PersonColumns,
    values: Mapping[str, Any],
    text: str | None,
    item: str,
    report: Report,
) -> list[Said]:
    """What the columns of answers say together, by one person, and what each of those says that have their own.

    An answer that can't be read in one of them is left out whole, and reported.
    """
    told = people.of(values) if people else {}
    found: list[Said] = []
    for by, columns in ((None, mapping.answers), *told.items()):
        records: list[Record] = []
        try:
            for question, column in columns.items():
                records += cell_records(question, values.get(column), text)
        except Invalid as error:
            report.lose(item, "the answer in its columns" if by is None else f"the answer by {by}", error.what)
            continue
        if records:
            found.append(Said("annotation", _by(mapping, values) if by is None else by[:200], tuple(records)))
    return found


def _by(mapping: ImportMapping, values: Mapping[str, Any]) -> str:
    named = values.get(mapping.by) if mapping.by is not None else None
    if is_list(named):
        named = ", ".join(map(str, named))
    return str(named)[:200].replace("\x00", "") if named not in (None, "") else FILE


class Labelled:
    """The columns of labels and spans of a conversion, where no project says what they answer."""

    def __init__(
        self, mapping: ImportMapping, people: PersonColumns, sample: list[Mapping[str, Any]], report: Report
    ) -> None:
        self._mapping = mapping
        self._people = people
        self._report = report
        of_people = [column for row in sample for columns in people.of(row).values() for column in columns.values()]
        self._spans = frozenset(
            column for column in dict.fromkeys((*mapping.answers.values(), *mapping.gold.values(), *of_people))
            if any(row.get(column) not in (None, "") for row in sample)
            and all(is_spans(row[column]) for row in sample if row.get(column) not in (None, ""))
        )  # fmt: skip

    def said(self, values: Mapping[str, Any], text: str | None, item: str) -> tuple[Said, ...]:
        """What a row says: an answer, and what is known to be right. What does not fit is lost and reported."""
        found: list[Said] = []
        answered = self._records(self._mapping.answers, values, text, item)
        if answered:
            found.append(Said("annotation", _by(self._mapping, values), tuple(answered)))
        for person, columns in self._people.of(values).items() if self._people else ():
            if answered := self._records(columns, values, text, item):
                found.append(Said("annotation", person[:200], tuple(answered)))
        known = self._records(self._mapping.gold, values, text, item)
        if known:
            reason = str(values.get(self._mapping.gold_reason or "") or "")
            found.append(Said("gold", FILE, tuple(known), reason=reason))
        return tuple(found)

    def _records(
        self, columns: Mapping[str, str], values: Mapping[str, Any], text: str | None, item: str
    ) -> list[Record]:
        found: list[Record] = []
        for question, column in columns.items():
            value = values.get(column)
            try:
                if column in self._spans:
                    found += self._read(question, value, text)
                else:
                    found += map(_choice, cell_records(question, value, text))
            except Invalid as error:
                self._report.lose(item, f"the answer in {column!r}", error.what)
        return found

    def _read(self, question: str, value: Any, text: str | None) -> list[Record]:
        value = list_in(value) if isinstance(value, str) else value
        if value is None:
            return []
        if not is_list(value):
            raise Invalid("it is no list of spans")
        found: list[Record] = []
        for n, one in enumerate(value, 1):
            try:
                found.append(read_span(one, question, n, text or ""))
            except Invalid as error:
                raise Invalid(f"the span {str(one)[:80]}: {error.what}") from None
        return found or [nothing_found(question)]


def _choice(record: Record) -> Record:
    """A short text in a column of labels is a label."""
    if isinstance(record, TextAnswer) and is_label(record.text):
        return Choice(record.question, (record.text,), (record.text,))
    return record
