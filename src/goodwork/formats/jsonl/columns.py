"""Tables that are one JSON object: a list for each column, as pandas and Python write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from goodwork.errors import GoodworkError, Invalid
from goodwork.formats import guesses, json_values
from goodwork.formats.rows import Broken, Entry, Row, Source, excerpt
from goodwork.formats.tokens import is_tags
from goodwork.model.json import is_list, is_object

_WORDS = frozenset({"tokens", "words", "token", "word"})
_SCALAR = (str, int, float, bool, type(None))


def with_columns(source: Source, *, in_lines: bool = True) -> Source:
    """A source of the table's rows, where the whole file is one object of columns; every other source as it is.

    Invalid when the file is an object around the list of its rows. An object over several lines, not ``in_lines``, in
    which nothing is called like something to judge, is no table at all: one broken row.
    """
    before = source.report.take()
    try:
        first = list(islice(source.rows(0), 2))
    except GoodworkError:
        first = []  # met again by those who read the rows
    source.report.take()
    source.report.add(before)
    if len(first) != 1 or not isinstance(first[0], Row):
        return source
    table = first[0].values
    _refuse_wrapped(table)
    if rows_in(table) is None:
        if not in_lines and not any(guesses.is_content(name) for name in table):
            why = "not JSON lines: one object over several lines, in which nothing is called like something to judge; "
            why += "if its rows stand inside it, send their list by itself"
            broken = Broken(1, why, excerpt(json_values.sketch(dict(table))))

            def one_broken(skip: int) -> Iterator[Entry]:
                return iter(() if skip else (broken,))

            return replace(source, rows=one_broken)
        return source

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(0):
            found = rows_in(entry.values) if isinstance(entry, Row) else None
            if found is None:
                yield entry
                continue
            for number, values in enumerate(found[skip:], skip + 1):
                yield Row(number, values)

    return replace(source, rows=rows)


def rows_in(table: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The rows of an object of columns: lists as long as each other, or objects of values by the same row names.

    >>> rows_in({"text": ["a", "b"], "label": [1, 2]})
    [{'text': 'a', 'label': 1}, {'text': 'b', 'label': 2}]
    """
    if set(table) in ({"columns", "data"}, {"columns", "index", "data"}):
        return _split(table["columns"], table["data"])
    columns = list(table.values())
    if columns and all(is_object(column) and column for column in columns):
        names = list(columns[0])
        if not all(set(column) == set(names) and all(map(_is_scalar, column.values())) for column in columns):
            return None
        # Row names are what tells a table from an item of objects.
        if [name for name in names if not name.isdecimal()]:
            return None
        return [{column: values[name] for column, values in table.items()} for name in names]
    if len(columns) < 2 or not all(is_list(column) and column for column in columns):
        return None
    if len({len(column) for column in columns}) > 1 or not all(all(map(_is_scalar, c)) for c in columns):
        return None
    if _WORDS & table.keys() or any(is_tags(column) for column in columns if all(isinstance(v, str) for v in column)):
        return None  # the words of one item with their tags
    return [dict(zip(table, values, strict=True)) for values in zip(*columns, strict=True)]


def _split(names: Any, data: Any) -> list[dict[str, Any]] | None:
    if not is_list(names) or not is_list(data) or not all(isinstance(name, str) for name in names):
        return None
    if len(set(names)) != len(names) or not all(is_list(row) and len(row) == len(names) for row in data):
        return None
    return [dict(zip(names, row, strict=True)) for row in data]


def _is_scalar(value: Any) -> bool:
    return isinstance(value, _SCALAR)


def _refuse_wrapped(table: Mapping[str, Any]) -> None:
    inside = [name for name, value in table.items() if is_list(value) and value and all(map(is_object, value))]
    beside = [name for name, value in table.items() if name not in inside and not _is_about(value)]
    judged = any(map(guesses.is_content, table.keys() - inside))
    if len(inside) == 1 and not beside and not judged and inside[0].lower() in _AROUND:
        raise Invalid(
            f"The file is one object, and its rows stand inside it, in {inside[0]!r}.",
            kept="It was not read.",
            next_step=f"Send the list in {inside[0]!r} by itself, as an array or a row in each line.",
        )


_AROUND = frozenset({
    "data", "rows", "items", "records", "examples", "samples", "results", "documents", "instances", "entries", "train",
    "dataset", "value", "values",
})  # fmt: skip
"""What the list of the rows is called in an object around it."""


def _is_about(value: Any) -> bool:
    """Whether a value may be said of a whole file: a word, a number, an object of those."""
    return (is_object(value) and all(map(_is_scalar, value.values()))) or (_is_scalar(value) and len(str(value)) < 200)
