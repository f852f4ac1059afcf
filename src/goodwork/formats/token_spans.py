"""Rows with a list of words and spans that count words, as trainers of entities and relations take them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, cast

from goodwork.errors import Invalid
from goodwork.formats.cells import is_spans, read_span
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, Entry, Row, Said, Source, glimpse
from goodwork.model.json import fields, is_list, is_object
from goodwork.model.records import Record, Relation

_WORDS = ("tokens", "words", "token", "tokenized_text", "tokenized")
_SPANS = ("entities", "ner", "spans", "ents", "mentions", "labels")
_TEXTS = ("text", "sentence")
_SAMPLE = 50

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Shape:
    words: str
    spans: str
    is_inclusive: bool | None
    """Whether the last word belongs to the span; None where nothing tells."""


def with_token_spans(source: Source, by: str) -> Source:
    """A source whose rows are texts with spans by letters; every other source as it is.

    Whether the end of a span is its last word or the one behind it, the spans of the first rows tell: one of one word,
    or one that goes up to the end. Where nothing tells, the answers are rejected and the texts stay.
    """
    shape = _shape(source)
    if shape is None:
        return source

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            yield _row(entry, shape, by, source.report) if isinstance(entry, Row) and not entry.said else entry

    return replace(source, rows=rows)


def _shape(source: Source) -> _Shape | None:
    sample = [row.values for row in glimpse(source, _SAMPLE) if not row.said]
    for words in _WORDS:
        rows = [row for row in sample if _is_words(row.get(words))]
        for spans in _SPANS if rows else ():
            marked = [row for row in rows if row.get(spans) and is_spans(row[spans])]
            if marked and not all(_is_by_letters(row, spans) for row in marked):
                return _Shape(words, spans, _inclusive(marked, words, spans))
    return None


def _is_words(value: object) -> bool:
    return is_list(value) and bool(value) and all(isinstance(word, str) for word in value)


def _places(spans: object) -> list[Place]:
    found: list[Place] = []
    for one in cast("list[Any]", spans):
        with suppress(Invalid):
            # One of one word may well end where it begins.
            ends = (one.get("start"), one.get("end")) if is_object(one) else tuple(one[:2])
            if type(ends[0]) is int and type(ends[1]) is int:
                found.append(cast("Place", ends))
    return found


def _is_by_letters(row: Mapping[str, Any], spans: str) -> bool:
    """Whether the spans of a row are whole words of its text, counted in letters."""
    text = next((row[name] for name in _TEXTS if isinstance(row.get(name), str)), None)
    if text is None:
        return False
    return all(
        0 <= a < b <= len(text)
        and not (a and text[a - 1].isalnum() and text[a].isalnum())
        and not (text[b - 1].isalnum() and text[b : b + 1].isalnum())
        for a, b in _places(row[spans])
    )


def _inclusive(rows: Sequence[Mapping[str, Any]], words: str, spans: str) -> bool | None:
    placed = [(place, len(row[words])) for row in rows for place in _places(row[spans])]
    one_word = any(a == b for (a, b), _ in placed)
    to_the_end = any(b == size for (_, b), size in placed)
    return None if one_word == to_the_end else one_word


def _row(row: Row, shape: _Shape, by: str, report: Report) -> Row:
    words = row.values.get(shape.words)
    if not _is_words(words):
        return row
    words = cast("list[str]", words)
    text, places = _placed(next((row.values[n] for n in _TEXTS if isinstance(row.values.get(n), str)), None), words)
    own = (shape.words, shape.spans, *_TEXTS)
    values: dict[str, Any] = {name: value for name, value in row.values.items() if name not in own}
    given = row.values.get(shape.spans)
    joins = values.pop("relations", None) if is_list(values.get("relations")) else None
    item = str(values.get("id") or f"line {row.line}")
    values |= {"text": text, "tokens": len(words)}
    if not is_list(given):
        return row._replace(values=values)
    try:
        said = _records(given, joins, text, places, shape.is_inclusive)
    except Invalid as error:
        report.lose(item, f"the answer in {shape.spans!r}", error.what)
        return row._replace(values=values)
    return row._replace(values=values, said=(Said("annotation", by, said),))


def _placed(given: str | None, words: Sequence[str]) -> tuple[str, list[Place]]:
    """The text and where its words are: the one that is given, where it is made of them."""
    places: list[Place] = []
    at = 0
    for word in words:
        start = -1 if given is None else given.find(word, at)
        if start < 0:
            break
        places.append((start, start + len(word)))
        at = start + len(word)
    if given is not None and len(places) == len(words):
        return given, places
    places, at = [], 0
    for word in words:
        places.append((at, at + len(word)))
        at += len(word) + 1
    return " ".join(words), places


def _records(
    spans: Sequence[Any], joins: Sequence[Any] | None, text: str, places: Sequence[Place], is_inclusive: bool | None
) -> tuple[Record, ...]:
    if spans and is_inclusive is None:
        raise Invalid("its spans count words, and nothing tells whether the last one belongs to them")
    found: list[Record] = []
    for n, one in enumerate(spans, 1):
        for start, end in _places([one]) or [(-1, -1)]:
            last = end if is_inclusive else end - 1
            if not 0 <= start <= last < len(places):
                raise Invalid(f"the span {str(one)[:80]} is not among its {len(places)} words")
            moved = (places[start][0], places[last][1])
            about = {"start": moved[0], "end": moved[1], "text": None}
            told: Any = [*moved, one[2]] if is_list(one) else {**fields(one), **about}
            found.append(read_span(told, ENTITIES, n, text))
    for one in joins or ():
        head, tail, name = (one.get(k) for k in ("head", "tail", "type")) if is_object(one) else (None, None, None)
        ends = [end for end in (head, tail) if type(end) is int and 0 <= end < len(spans)]
        if len(ends) < 2 or not isinstance(name, str):
            raise Invalid(f"the relation {str(one)[:80]} joins no two of its spans")
        found.append(Relation(ENTITIES, name, name, f"T{ends[0] + 1}", f"T{ends[1] + 1}"))
    return tuple(found)
