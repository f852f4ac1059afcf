"""Tables with a row for each span: a text, where the span begins and ends in it, and its label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from goodwork.errors import Invalid, Unreadable
from goodwork.formats import guesses, json_values
from goodwork.formats.answer_names import plain
from goodwork.formats.cells import read_span
from goodwork.formats.grouping import together
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, Broken, Entry, Row, Said, Source, excerpt, glimpse
from goodwork.formats.tabular import FILE

_STARTS = ("start", "begin", "startoffset", "startchar", "startindex", "beginoffset", "from", "spanstart", "startpos")
_ENDS = ("end", "endoffset", "endchar", "endindex", "to", "stop", "spanend", "endpos")
_LABELS = ("label", "labels", "type", "tag", "entity", "entitytype", "entitylabel", "entitygroup", "category", "class")
_QUOTES = ("span", "mention", "surface", "entitytext", "spantext", "quote", "coveredtext", "phrase", "selectedtext")
_SAMPLE = 50
MOST_SPANS = 10_000
"""Of one text."""


@dataclass(frozen=True, slots=True)
class _Shape:
    text: str
    start: str
    end: str
    label: str
    quote: str | None
    by: str | None

    def own(self) -> frozenset[str | None]:
        """The columns that speak of the span or of who marked it."""
        return frozenset((self.start, self.end, self.label, self.quote, self.by))


def with_span_rows(source: Source) -> Source:
    """A source with a row for each text and all its spans, by the people who marked them; others as they are.

    The rows of a text need not lie next to each other. A text whose rows have no span was not answered.
    """
    shape = _shape(source)
    if shape is None:
        return source

    def rows(skip: int) -> Iterator[Entry]:
        entries = source.rows(0)
        made = (_item(rows, shape, source.report) for rows in together(_keyed(entries, shape), MOST_SPANS))
        return islice(made, skip, None)

    return replace(source, rows=rows, states_all=True)


def _keyed(entries: Iterator[Entry], shape: _Shape) -> Iterator[tuple[bytes, Entry]]:
    own = shape.own()
    for entry in entries:
        if isinstance(entry, Row):
            rest = {name: value for name, value in entry.values.items() if name not in own}
            yield json_values.canonical(rest), Row(entry.line, dict(entry.values), entry.said)
        else:
            yield b"%d" % entry.line, entry


def _shape(source: Source) -> _Shape | None:
    sample = [row.values for row in glimpse(source, _SAMPLE) if not row.said]
    columns = list(dict.fromkeys(column for row in sample for column in row))
    start, end, label = (_called(names, columns) for names in (_STARTS, _ENDS, _LABELS))
    if start is None or end is None or label is None:
        return None
    quote = _called(_QUOTES, columns)
    free = [c for c in columns if c not in (start, end, label, quote) and guesses.is_content(c)]
    text = next((c for c in free if _lies_in(sample, c, start, end, least=0.5 if quote else 0.9)), None)
    if text is None:
        if not any(guesses.is_content(c) and plain(c) not in ("file", "filename", "path") for c in columns) and all(
            _has_places(sample, c) for c in (start, end)
        ):
            raise Unreadable(
                f"Each row is a span ({start!r} to {end!r}), and no column holds the text that it lies in.",
                kept="Nothing was read.",
                next_step="Add a column text, with the whole text of each span.",
            )
        return None
    by = guesses.person([c for c in columns if c not in (text, start, end, label, quote)], sample)
    return _Shape(text, start, end, label, quote, by)


def _has_places(rows: Sequence[Mapping[str, Any]], column: str) -> bool:
    return all(row.get(column) in (None, "") or _place(row[column]) is not None for row in rows)


def _called(names: Sequence[str], columns: Sequence[str]) -> str | None:
    return next((column for name in names for column in columns if plain(column) == name), None)


def _lies_in(rows: Sequence[Mapping[str, Any]], text: str, start: str, end: str, *, least: float) -> bool:
    """Whether so many of the places are words of the text, from the first letter to the last."""
    placed = [(row.get(text), _place(row.get(start)), _place(row.get(end))) for row in rows if row.get(start) != ""]
    placed = [(words, a, b) for words, a, b in placed if not (a is None and b is None)]
    fitting = sum(
        isinstance(words, str) and a is not None and b is not None and is_whole(words, a, b) for words, a, b in placed
    )
    return bool(placed) and fitting >= least * len(placed)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is whole words, from a first letter to a last."""
    if not 0 <= start < end <= len(text) or text[start].isspace() or text[end - 1].isspace():
        return False
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def _place(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return int(value) if value.strip().isdecimal() and len(value) < 12 else None
    return int(value) if isinstance(value, int | float) and value == int(value) else None


def _item(held: Sequence[Entry], shape: _Shape, report: Report) -> Entry:
    first = held[0]
    rows = [entry for entry in held if isinstance(entry, Row)]
    if isinstance(first, Broken) or not rows:
        return first
    own = shape.own()
    values = {name: value for name, value in first.values.items() if name not in own}
    words = str(values.get(shape.text) or "")
    by_person: dict[str, list[Row]] = {}
    for row in rows:
        if row.values.get(shape.start) not in (None, "") or row.values.get(shape.label) not in (None, ""):
            by_person.setdefault(str(row.values.get(shape.by or "") or FILE)[:200], []).append(row)
    said: list[Said] = []
    for by, marked in by_person.items():
        try:
            spans = tuple(_span(row, n, words, shape) for n, row in enumerate(marked, 1))
        except Invalid as error:
            # An answer is taken whole or not at all.
            item = str(values.get("id") or f"line {first.line}")
            report.lose(item, f"the spans by {by}", error.what)
            continue
        said.append(Said("annotation", by, spans))
    if len(held) == MOST_SPANS:
        return Broken(first.line, f"it has {MOST_SPANS:,} spans or more", excerpt(words))
    return Row(first.line, values, tuple(said))


def _span(row: Row, number: int, words: str, shape: _Shape) -> Any:
    start, end = _place(row.values.get(shape.start)), _place(row.values.get(shape.end))
    label = row.values.get(shape.label)
    quote = row.values.get(shape.quote) if shape.quote else None
    span = {"start": start, "end": end, "label": label, **({"text": quote} if quote else {})}
    try:
        return read_span(span, ENTITIES, number, words)
    except Invalid as error:
        raise Invalid(f"the span of line {row.line}: {error.what}") from None
