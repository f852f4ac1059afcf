"""Label Studio's exports JSON-MIN, CSV and TSV: a row for each annotation, what it says in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from goodwork.errors import GoodworkError
from goodwork.formats import guesses, json_values
from goodwork.formats.label_studio.read import PEEKED, lose_time, person
from goodwork.formats.label_studio.recognise import BESIDE, is_answer, is_minimal_row
from goodwork.formats.label_studio.results import SPANS, ResultReader
from goodwork.formats.label_studio.texts import Columns, columns_of, read_values
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Said, Source, excerpt
from goodwork.model.json import is_list, is_object

_TYPES = {**{word: word for word in SPANS}, "choices": "choices", "taxonomy": "taxonomy", "rating": "rating",
          "number": "number", "datetime": "datetime", "selected": "pairwise", "ranker": "ranker",
          "text": "textarea"}  # fmt: skip
"""What the value of a result holds -> its type; asked in this order, because regions hold texts too."""
_DATA = "_data_"
"""What the name of a column of the data begins with where a control has the same."""
_SHORT = 200
"""Characters of a choice; what is longer, somebody wrote."""


def read_minimal(plain: Source, *, in_order: bool) -> Source:
    """The rows of a plain table as tasks: rows that follow each other and have the same id are one of them.

    ``in_order``: whether columns are in the order of the export; those of CSV are in that of the alphabet.
    """
    report = plain.report
    if not in_order:
        told = plain
        plain = Source(lambda skip: map(_with_lists, told.rows(skip)), told.beside, report)
    controls, columns, perhaps = _told(plain, in_order)
    report.take()

    def rows(skip: int) -> Iterator[Entry]:
        if not skip:
            for name in sorted(perhaps):
                why = "a CSV does not say which columns are answers; JSON-MIN and JSON do"
                report.change("", f"the column {name!r}, read as an answer", why)
        yield from islice(_items(plain.rows(0), controls, columns, report), skip, None)

    return Source(rows, plain.beside, report, columns.hint)


def _with_lists(entry: Entry) -> Entry:
    """A row of cells, in which lists of objects are JSON."""
    if isinstance(entry, Row) and any(isinstance(v, str) and v[:2] == "[{" for v in entry.values.values()):
        values = {n: _parsed(v) if isinstance(v, str) and v[:2] == "[{" else v for n, v in entry.values.items()}
        return Row(entry.line, values)
    return entry


def _told(plain: Source, in_order: bool) -> tuple[frozenset[str], Columns, frozenset[str]]:
    """The columns that hold answers, which of the others hold dialogues and HTML, and which answers are not sure."""
    try:
        sample = [entry.values for entry in islice(plain.rows(0), PEEKED) if isinstance(entry, Row)]
    except GoodworkError:
        return frozenset(), Columns(), frozenset()  # met again by those who read the rows
    sure, perhaps = (_in_order(sample), frozenset[str]()) if in_order else _by_values(sample)
    controls = sure | perhaps
    columns = columns_of(
        (_data(row, controls), [r for name in controls for r in results_of(name, _parsed(row.get(name)))])
        for row in sample
    )
    return controls, columns, perhaps


def _in_order(rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The columns that hold answers: those behind the id, before what is said of the annotation.

    Where the data has an id of its own, or no row one, it is those that hold what only results look like, and those
    behind the last text.
    """
    found: set[str] = set()
    for row in rows:
        names = list(row)
        found |= {name for name in names if name not in BESIDE and is_answer(_parsed(row[name]))}
        begin = names.index("id") + 1 if "id" in names else 0
        if begin < 2:
            texts = [n for n, name in enumerate(names) if _is_text(name, row[name])]
            begin = texts[-1] + 1 if texts else len(names)
        found.update(name for name in names[begin:] if name not in BESIDE and _may_be_answer(_parsed(row[name])))
    return frozenset(found)


def _by_values(rows: Sequence[Mapping[str, Any]]) -> tuple[frozenset[str], frozenset[str]]:
    """The columns that hold answers, where only names and values tell them from data; and those that seem to.

    What a row without an annotation has is data; what two annotations of a task have different is an answer. What is
    left is an answer when it is short, comes again, and is not called like a text.
    """
    names = [
        name for name in dict.fromkeys(name for row in rows for name in row) if name not in BESIDE and name != "id"
    ]
    answers = {name for name in names if any(is_answer(_parsed(row.get(name))) for row in rows)}
    answers |= {name for name in names if _DATA + name in names}
    data = {name for name in names for row in rows if not _is_annotated(row) and row.get(name) not in (None, "")}
    before: dict[Any, Mapping[str, Any]] = {}
    for row in rows:
        first = before.setdefault(row.get("id"), row)
        if row.get("id") not in (None, ""):
            answers |= {name for name in names if row.get(name) != first.get(name)} - data
    perhaps: set[str] = set()
    for name in set(names) - answers - data:
        if name.startswith(_DATA):
            continue
        held = [str(row[name]) for row in rows if row.get(name) not in (None, "")]
        short = all(len(value) <= _SHORT and "\n" not in value for value in held)
        if held and short and not _is_text(name, held[0]) and len(set(held)) <= max(2, len(held) // 2):
            perhaps.add(name)
    return frozenset(n for n in answers if not n.startswith(_DATA)), frozenset(perhaps)


def _is_annotated(row: Mapping[str, Any]) -> bool:
    return any(row.get(name) not in (None, "") for name in ("annotator", "annotation_id"))


def _is_text(name: str, value: Any) -> bool:
    if name in BESIDE or not isinstance(value, str):
        return False
    # Named like a text: with another text beside it, its length does not make it one.
    return any(found == name for found, _ in guesses.parts([name, "text"], [{name: value, "text": "a text"}]))


def _may_be_answer(value: Any) -> bool:
    if is_list(value):
        return all(isinstance(one, str) or is_object(one) for one in value)
    return value is None or isinstance(value, str | int | float) or (is_object(value) and is_answer([value]))


def _parsed(value: Any) -> Any:
    """The value of a cell: lists and objects are JSON there."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json_values.parse(value.encode())
        except (ValueError, UnicodeEncodeError):
            return value
    return value


def _data(row: Mapping[str, Any], controls: frozenset[str]) -> dict[str, Any]:
    data = {name: value for name, value in row.items() if name not in controls and name not in BESIDE}
    # A column of the data is renamed where a control has its name.
    return {name.removeprefix(_DATA) if name.removeprefix(_DATA) in controls else name: v for name, v in data.items()}


def _items(entries: Iterator[Entry], controls: frozenset[str], columns: Columns, report: Report) -> Iterator[Entry]:
    held: list[Row] = []
    for entry in entries:
        if held and not (isinstance(entry, Row) and _same(held[0], entry, controls)):
            yield _item(held, controls, columns, report)
            held = []
        if isinstance(entry, Row):
            held.append(entry)
        else:
            yield entry
    if held:
        yield _item(held, controls, columns, report)


def _same(a: Row, b: Row, controls: frozenset[str]) -> bool:
    number = a.values.get("id")
    return (
        number not in (None, "")
        and number == b.values.get("id")
        and _data(a.values, controls) == _data(b.values, controls)
    )


def _item(held: Sequence[Row], controls: frozenset[str], columns: Columns, report: Report) -> Entry:
    first = held[0]
    item = str(first.values.get("id", f"line {first.line}"))
    data = _data(first.values, controls)
    read = read_values(columns, data, item, report)
    if isinstance(read, str):
        return Broken(first.line, read, excerpt(str(data)))
    reader = ResultReader(item, *read, report)
    said = [one for row in held if (one := _said(item, row.values, controls, reader, report)) is not None]
    return Row(first.line, read[0], tuple(said))


def _said(
    item: str, row: Mapping[str, Any], controls: frozenset[str], reader: ResultReader, report: Report
) -> Said | None:
    lose_time(item, row, report)
    by = row.get("annotator")
    number = row.get("annotation_id")
    results: list[dict[str, Any]] = []
    answered = by not in (None, "") or number not in (None, "")
    for name in row:
        if name in controls:
            value = _parsed(row[name])
            # An empty list was asked and has nothing; an empty cell says that only beside an annotator.
            answered = answered or value not in (None, "")
            results += results_of(name, value)
    if not answered:
        return None
    records, unread = reader.read({"result": results})
    if unread and not records:
        return None
    return Said("annotation", person(by if by != "" else None), records, unread=unread)


def results_of(name: str, value: Any) -> list[dict[str, Any]]:
    """The results that the value of a column was made of."""
    match value:
        case None | "" | []:
            return []
        case str():
            long = len(value) > _SHORT or "\n" in value
            return [_result(name, {"text": [value]} if long else {"choices": [value]})]
        case bool() | int() | float():
            return [_result(name, {"rating": value})]
        case _ if is_list(value):
            if all(isinstance(one, str) for one in value):
                return [_result(name, {"choices": value})]
            return [result for one in value for result in results_of(name, one)]
        case _:
            return [_result(name, value)]


def _result(name: str, value: Any) -> dict[str, Any]:
    kind = "unknown"
    if is_object(value):
        kind = next((_TYPES[word] for word in _TYPES if word in value), kind)
    return {"from_name": name, "to_name": "", "type": kind, "value": value}


def is_minimal(plain: Source) -> bool:
    """Whether the first row of a plain table is one of these exports."""
    try:
        first = next((entry for entry in plain.rows(0) if isinstance(entry, Row)), None)
    except GoodworkError:
        return False
    return first is not None and is_minimal_row(first.values)
