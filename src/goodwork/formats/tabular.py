"""Labels and spans in the columns of tables, for conversions: nobody is there to say which column is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from goodwork.errors import Invalid
from goodwork.formats.items import cell_records
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, Row, Said
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Choice, Record, Span, TextAnswer, nothing_found

_LABELS = ("label", "labels", "class", "category", "categories", "tag", "tags", "sentiment", "target", "gold", "cats")
_SPANS = ("spans", "entities", "ents", "label", "labels", "ner")


class Labelled:
    """Which columns hold labels and spans, told from the first rows; ``said`` reads a row."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], taken: frozenset[str], report: Report) -> None:
        self._report = report
        columns = dict.fromkeys(column for row in rows for column in row if column not in taken)
        self._spans = [c for c in columns if c.lower() in _SPANS and _mostly(rows, c, _is_spans)]
        self._labels = [
            c for c in columns
            if (c.lower() in _LABELS or c.lower().startswith("gold_"))
            and c not in self._spans
            and _mostly(rows, c, _is_label)
        ]  # fmt: skip
        self.columns = frozenset((*self._spans, *self._labels))

    def said(self, row: Row, text: str | None) -> tuple[Said, ...]:
        """What the columns of a row say; spans that don't fit the text are lost and reported."""
        if row.said or not self.columns:
            return row.said
        records: list[Record] = []
        for column in self._labels:
            question = column.removeprefix("gold_") or column
            records += [_choice(record) for record in cell_records(question, row.values.get(column))]
        for column in self._spans:
            records += self._read(row, column, text)
        return (Said("annotation", "file", tuple(records)),) if records else ()

    def _read(self, row: Row, column: str, text: str | None) -> list[Record]:
        found: list[Record] = []
        question = column if column not in ("ents", "label", "labels", "spans", "ner") else ENTITIES
        item = str(row.values.get("id", f"line {row.line}"))
        held = row.values.get(column)
        if is_list(held) and not held:
            # Looked at, and nothing there. A row without the column was not asked.
            return [nothing_found(question)]
        for n, value in enumerate(cast("list[Any]", held or []), 1):
            try:
                found.append(_span(value, question, n, text))
            except (Invalid, KeyError, TypeError, ValueError, IndexError) as error:
                self._report.lose(item, f"the span {str(value)[:80]}", _why(error))
        return found


def _why(error: Exception) -> str:
    return error.what if isinstance(error, Invalid) else "it has no start, end and label"


def _span(value: Any, question: str, n: int, text: str | None) -> Span:
    if is_object(value):
        given = value
        start = given["start"] if "start" in given else given["start_offset"]
        end = given["end"] if "end" in given else given["end_offset"]
        label = given[next((k for k in ("label", "type", "tag", "entity") if k in given), "label")]
        label = label[0] if is_list(label) else label
        quote = given.get("text")
    else:
        (start, end, label), quote = value, None
    start, end = int(start), int(end)
    if text is None or not 0 <= start < end <= len(text):
        raise Invalid(f"its place is not in the text of {len(text or ''):,} characters")
    covered = text[start:end]
    if isinstance(quote, str) and quote and quote != covered:
        raise Invalid(f"the text has {covered[:60]!r} there")
    return Span(question, f"T{n}", str(label), str(label), ((start, end),), covered)


def _choice(record: Record) -> Record:
    return Choice(record.question, (record.text,), (record.text,)) if isinstance(record, TextAnswer) else record


def _mostly(rows: Sequence[Mapping[str, Any]], column: str, test: Any) -> bool:
    values = [row[column] for row in rows if row.get(column) not in (None, "")]
    return bool(values) and all(map(test, values))


def _is_label(value: Any) -> bool:
    if is_list(value):
        return all(isinstance(v, str | int) for v in value)
    return isinstance(value, str | int | float) and len(str(value)) <= 200


def _is_spans(value: Any) -> bool:
    if not is_list(value):
        return False
    for one in value:
        if is_object(one):
            if not ({"start", "end"} <= set(one) or {"start_offset", "end_offset"} <= set(one)):
                return False
        elif not (is_list(one) and len(one) == 3 and isinstance(one[0], int) and isinstance(one[2], str)):
            return False
    return True
