"""Rows that list people beside what each of them answered: in two lists of the same length, or in one of objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from goodwork.formats.answer_names import is_called_answer, plain
from goodwork.formats.cells import cell_records, is_label, list_in
from goodwork.formats.guesses import PEOPLE, is_called_label
from goodwork.formats.report import Report
from goodwork.formats.rows import Entry, Row, Said, Source, glimpse
from goodwork.model.json import is_list, objects
from goodwork.model.records import Choice, Record, TextAnswer

_SAMPLE = 50
_SCALAR = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class _Shape:
    people: str
    answers: str
    within: str | None = None
    """The column with the objects in which both stand; None: they are columns."""


def with_people(source: Source) -> Source:
    """A source whose rows say what each of the listed people answered; every other source as it is."""
    shape = _shape(source)
    if shape is None:
        return source

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            yield _row(entry, shape, source.report) if isinstance(entry, Row) and not entry.said else entry

    return replace(source, rows=rows)


def _shape(source: Source) -> _Shape | None:
    sample = [row.values for row in glimpse(source, _SAMPLE) if not row.said]
    columns = list(dict.fromkeys(column for row in sample for column in row))
    people = next((c for c in columns if plain(c).removesuffix("s") in PEOPLE and _lists(sample, c)), None)
    if people is None:
        return next((found for c in columns if (found := _within(sample, c)) is not None), None)
    beside = [c for c in columns if c != people and is_called_answer(c) and _as_long(sample, c, people)]
    return _Shape(people, beside[0]) if len(beside) == 1 else None


def _within(rows: list[Mapping[str, Any]], column: str) -> _Shape | None:
    """The names of the person and the answer in a column of lists of objects, each by somebody."""
    lists = [row[column] for row in rows if row.get(column) not in (None, "")]
    held = [one for given in lists if is_list(given) for one in objects(given)]
    if not held or not all(map(is_list, lists)):
        return None
    names = list(dict.fromkeys(name for one in held for name in one))
    people = [name for name in names if plain(name) in PEOPLE]
    answers = [name for name in names if name not in people and is_called_label(name)]
    if len(people) != 1 or len(answers) != 1 or not all(one.get(people[0]) not in (None, "") for one in held):
        return None
    return _Shape(people[0], answers[0], column) if all(is_label(one.get(answers[0])) for one in held) else None


def _listed(value: Any) -> list[Any] | None:
    found = list_in(value) if isinstance(value, str) else value
    return found if is_list(found) and all(isinstance(one, _SCALAR) for one in found) else None


def _lists(rows: list[Mapping[str, Any]], column: str) -> bool:
    found = [_listed(row[column]) for row in rows if row.get(column) not in (None, "")]
    return bool(found) and all(one is not None for one in found)


def _as_long(rows: list[Mapping[str, Any]], column: str, people: str) -> bool:
    """Whether nearly all of the lists are as long as those of the people, and not all of them are of one."""
    both = [(_listed(row.get(column)), _listed(row.get(people))) for row in rows if row.get(people)]
    alike = [a for a, b in both if a is not None and b is not None and len(a) == len(b)]
    return bool(alike) and 10 * len(alike) >= 9 * len(both) and max(map(len, alike)) > 1


def _row(row: Row, shape: _Shape, report: Report) -> Row:
    if shape.within is not None:
        return _unfolded(row, shape, shape.within, report)
    values = {name: value for name, value in row.values.items() if name not in (shape.people, shape.answers)}
    people, answers = _listed(row.values.get(shape.people)) or [], _listed(row.values.get(shape.answers)) or []
    if len(people) != len(answers):
        item = str(values.get("id") or f"line {row.line}")
        why = f"it lists {len(people)} people and {len(answers)} answers"
        report.lose(item, f"the answers in {shape.answers!r}", why)
        return row._replace(values=values)
    said = [
        Said("annotation", str(person)[:200], tuple(map(_choice, cell_records(shape.answers, answer))))
        for person, answer in zip(people, answers, strict=True)
        if answer not in (None, "") and person is not None
    ]
    return row._replace(values=values, said=tuple(said))


def _unfolded(row: Row, shape: _Shape, column: str, report: Report) -> Row:
    values = {name: value for name, value in row.values.items() if name != column}
    said: list[Said] = []
    for one in objects(row.values.get(column)):
        for name in one.keys() - {shape.people, shape.answers}:
            report.lose("", f"{name!r} of an answer in {column!r}", "of an answer its person and its label are kept")
        records = tuple(map(_choice, cell_records(shape.answers, one.get(shape.answers))))
        if records and one.get(shape.people) is not None:
            said.append(Said("annotation", str(one[shape.people])[:200], records))
    return row._replace(values=values, said=tuple(said))


def _choice(record: Record) -> Record:
    if isinstance(record, TextAnswer) and is_label(record.text):
        return Choice(record.question, (record.text,), (record.text,))
    return record
