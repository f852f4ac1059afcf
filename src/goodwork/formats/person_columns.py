"""Columns that each hold the answers of one person: which they are, whose, and what to say where nobody said so."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from goodwork.formats import guesses
from goodwork.formats.answer_names import plain
from goodwork.formats.cells import is_label
from goodwork.formats.mapping import ImportMapping
from goodwork.formats.report import Report

STAR = "*"
"""Stands for the person in the name of a column."""
_STEM = re.compile(r"(.*?[^\W\d_])[ _.:-]?(?:\d{1,3}|(?<=[ _.:-])[^ .:]+)")
"""What columns of several people are called before the number or the name."""
Told = Mapping[str, Sequence[str]]
"""Question -> columns, or one with a star in its name."""


def is_starred(column: str, columns: Container[str]) -> bool:
    """Whether a name stands for several columns: it has a star, and no column is called so."""
    return STAR in column and column not in columns


class PersonColumns:
    """The columns of people: each of them answers a question."""

    def __init__(self, told: Told, taken: Iterable[str] = ()) -> None:
        self._told = told
        self._places: dict[str, tuple[str, str] | None] = dict.fromkeys(taken)
        for question, columns in told.items():
            for column, person in _people([column for column in columns if STAR not in column]).items():
                self._places[column] = (question, person)

    def __bool__(self) -> bool:
        return bool(self._told)

    def place(self, column: str) -> tuple[str, str] | None:
        """The question that a column answers and the person who does; None where it is no such column."""
        if column not in self._places:
            self._places[column] = next(
                (
                    (question, person)
                    for question, columns in self._told.items()
                    for told in columns
                    if STAR in told and (person := _starred(told, column))
                ),
                None,
            )
        return self._places[column]

    def of(self, values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
        """Person -> question -> the column in which a row has their answer; an empty cell is none."""
        found: dict[str, dict[str, str]] = {}
        for column, value in values.items():
            if value not in (None, "") and (place := self.place(column)) is not None:
                found.setdefault(place[1], {})[place[0]] = column
        return found


def _starred(told: str, column: str) -> str:
    before, _, after = told.partition(STAR)
    fits = column.startswith(before) and column.endswith(after) and len(column) > len(before) + len(after)
    return column[len(before) : len(column) - len(after)] if fits else ""


def _people(columns: Sequence[str]) -> dict[str, str]:
    """Column -> person: its name without what it shares with the others.

    >>> _people(["label_ann1", "label_ann2"]), _people(["rater1", "rater2"])
    ({'label_ann1': 'ann1', 'label_ann2': 'ann2'}, {'rater1': 'rater1', 'rater2': 'rater2'})
    """
    if len(columns) < 2:
        return {column: column for column in columns}
    # A word that they only begin with alike is part of the name.
    before = re.sub(r"[^\W_]*\Z", "", _begin(columns))
    after = re.sub(r"\A[^\W_]*", "", _begin([column[::-1] for column in columns])[::-1])
    short = {column: column[len(before) : len(column) - len(after)] for column in columns}
    return short if all(short.values()) else {column: column for column in columns}


def _begin(names: Sequence[str]) -> str:
    """What all names begin with."""
    first, last = min(names), max(names)
    return first[: next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def tell_person_columns(
    mapping: ImportMapping, rows: Sequence[Mapping[str, Any]], questions: Sequence[str], report: Report
) -> None:
    """Report columns that look like the answers of several people and are metadata, with what makes them answers.

    Where there is no one question, the columns name it.
    """
    if mapping.metadata is not None:
        return
    taken = mapping.taken
    people = PersonColumns(mapping.people, taken)
    stems: dict[str, list[str]] = {}
    for column in dict.fromkeys(column for row in rows for column in row):
        if column in taken or people.place(column) is not None:
            continue
        found = _STEM.fullmatch(column)
        if found and (guesses.is_called_label(found[1]) or plain(found[1]) in guesses.PEOPLE):
            stems.setdefault(found[1] + column[len(found[1]) :][:1].strip("0123456789"), []).append(column)
    for stem, columns in stems.items():
        if len(columns) < 2 or not _share_labels(rows, columns):
            continue
        question = questions[0] if len(questions) == 1 else stem.rstrip(" _.:-")
        told = json.dumps({"answers": {question: f"{stem}{STAR}"}}, ensure_ascii=False)
        named = f"{', '.join(map(repr, columns[:-1][:3]))} and {columns[-1]!r}"
        why = (
            "nothing says that they are answers; if each holds those of one person, say so in the list of columns, "
            f"or with --mapping '{told}'"
        )
        report.change("", f"the columns {named}, kept as metadata", why)


def _share_labels(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bool:
    """Whether columns hold labels, each some of those that another one holds."""
    held = [{str(value) for row in rows if (value := row.get(c)) not in (None, "")} for c in columns]
    if not all(guesses.mostly(rows, column, is_label) for column in columns):
        return False
    return all(mine and any(mine & other for m, other in enumerate(held) if m != n) for n, mine in enumerate(held))
