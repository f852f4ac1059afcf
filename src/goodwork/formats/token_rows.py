"""Tables of words: rows with a list of words and lists of their tags, which become texts with spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, cast

from goodwork.errors import GoodworkError
from goodwork.formats.cells import list_in
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Said, Source
from goodwork.formats.token_spans import with_token_spans
from goodwork.formats.tokens import MISSING, NAMELESS, TAG, Placed, is_tags, layered, spans_in
from goodwork.model.json import is_list

_WORDS = ("tokens", "words", "sentence", "text", "sent", "utterance", "token", "word")
_TAGS = (
    "ner_tags", "nested_ner_tags", "fine_ner_tags", "ner", "ner_labels", "tags", "labels", "entities", "ner_tag",
    "word_labels", "bio_tags", "bio", "iob", "slots", "tag", "label",
)  # fmt: skip
"""The outer layer first."""
_KNOWN = frozenset({*_WORDS, *_TAGS})
_BESIDE = {"pos_tags": "pos", "chunk_tags": "chunk"}
"""Tags that are no answer -> the metadata that they become, as CoNLL-2003 has them."""
_SAMPLE = 50
_OPEN = (-1, -100)
"""What stands for a tag that is not known: data sets have -1, models pass over -100."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which columns hold the words and the tags."""

    words: str
    tags: tuple[str, ...]
    plain: frozenset[str]
    """Columns whose tags are labels, without a letter that says where an entity begins."""
    numbers: frozenset[str]
    """Columns whose tags are numbers without names."""
    parts_text: bool = False
    """Whether the words stand in a text with white space between them."""


def with_words(
    source: Source, *, by: str = "file", names: Mapping[str, Sequence[str]] | None = None, is_text: bool = False
) -> Source:
    """A source whose rows of words and tags are texts with spans; every other source as it is.

    ``is_text``: lists are written into the cells of a table. The words may also be a text with as many words as tags.
    ``names``: of columns of tags that were numbers, the names that they have become. An answer that is not whole is
    rejected whole: the item stays, without one.
    """

    def rows(skip: int) -> Iterator[Entry]:
        shape = _shape(source, names or {}, is_text)
        if shape is None:
            # A cell of text is no list of words.
            yield from (source if is_text else with_token_spans(source, by)).rows(skip)
            return
        for entry in source.rows(skip):
            if isinstance(entry, Row) and not entry.said:
                entry = entry._replace(values=_lowered(entry.values))
                yield _row(_with_lists(entry) if is_text else entry, shape, by, source.report)
            else:
                yield entry

    return replace(source, rows=rows)


def _lowered(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values with the names of words and tags in small letters, as data sets have them."""
    if not any(name not in values and name in _KNOWN for name in map(str.lower, values)):
        return values
    return {
        low if (low := name.lower()) in _KNOWN and low not in values else name: value for name, value in values.items()
    }


def _with_lists(row: Row) -> Row:
    """A row of cells, with the lists that they hold."""
    found = {
        name: cells
        for name in (*_WORDS, *_TAGS)
        if isinstance(value := row.values.get(name), str) and (cells := list_in(value)) is not None
    }
    return row._replace(values={**row.values, **found}) if found else row


def _shape(source: Source, names: Mapping[str, Sequence[str]], is_text: bool) -> _Shape | None:
    # The first rows are read twice; what was reported of them is reported when they are read for good.
    before = source.report.take()
    sample: list[Mapping[str, Any]] = []
    try:
        for entry in islice(source.rows(0), _SAMPLE):
            if isinstance(entry, Row):
                entry = entry._replace(values=_lowered(entry.values))
                sample.append((_with_lists(entry) if is_text else entry).values)
                if len(sample) == 5 and not any(_words(values) for values in sample):
                    break
    except GoodworkError:
        pass  # met again by those who read the rows, after what comes before it
    source.report.take()
    source.report.add(before)
    words = next((w for w in _WORDS if sample and 2 * sum(_is_words(v.get(w)) for v in sample) > len(sample)), None)
    if words is None:
        return _parted(sample)
    tags: list[str] = []
    plain: list[str] = []
    numbers: list[str] = []
    for column in _TAGS:
        rows = [v for v in sample if _is_words(v.get(words)) and _fits(v.get(column), v[words])]
        if not rows:
            continue
        cells = [tag for row in rows for tag in row[column] if tag is not None and tag not in _OPEN]
        if not cells:
            tags.append(column)
        elif all(isinstance(cell, int) for cell in cells):
            numbers.append(column)
        elif all(isinstance(cell, str) for cell in cells):
            known = list(names.get(column, cells))
            if is_tags(known):
                tags.append(column)
            elif "O" in known:
                plain.append(column)
    if not tags and not plain and not numbers:
        return None
    ordered = [column for column in _TAGS if column in tags or column in plain]
    return _Shape(words, tuple(ordered), frozenset(plain), frozenset(numbers))


def _parted(sample: Sequence[Mapping[str, Any]]) -> _Shape | None:
    """The columns of texts whose words stand apart, with as many tags as words in most of them."""
    for words in _WORDS:
        texts = [v for v in sample if isinstance(v.get(words), str)]
        tags = [
            tags
            for tags in _TAGS
            if 2 * sum(_fits(cells := _cells(v.get(tags)), v[words].split()) and is_tags(cells) for v in texts)
            > len(sample)
        ]
        if tags:
            return _Shape(words, tuple(tags), frozenset(), frozenset(), parts_text=True)
    return None


def _cells(tags: object) -> list[str]:
    """Tags, also where they stand in a text with white space between them."""
    if isinstance(tags, str):
        return tags.split()
    return cast("list[str]", tags) if _is_words(tags) else []


def _words(values: Mapping[str, Any]) -> bool:
    return any(
        _is_words(values.get(words))
        or (isinstance(values.get(words), str) and any(_cells(values.get(t)) for t in _TAGS))
        for words in _WORDS
    )


def _is_words(value: object) -> bool:
    return is_list(value) and bool(value) and all(isinstance(word, str) for word in value)


def _fits(tags: object, words: Sequence[str]) -> bool:
    return is_list(tags) and len(tags) == len(words)


def _row(row: Row, shape: _Shape, by: str, report: Report) -> Row | Broken:
    values = row.values
    words = values.get(shape.words)
    if shape.parts_text and isinstance(words, str):
        values = {**values, "text": words, **{tags: _cells(values.get(tags)) or None for tags in shape.tags}}
        words = words.split()
    if words is None or words == []:
        return row if isinstance(values.get("text"), str) else Broken(row.line, f"it has no {shape.words}")
    if not _is_words(words):
        return Broken(row.line, f"its {shape.words} are no list of texts")
    words = cast("list[str]", words)
    item = str(values.get("id") or f"line {row.line}")
    text, places = _text(values.get("text"), words)
    if not text.strip():
        return Broken(row.line, f"its {shape.words} are empty: there is nothing to judge")
    if not places:
        report.lose(item, "the tags of its words", f"its text is not made of its {shape.words}")
        return row
    left = set(values) - {shape.words}
    rejected = False
    asked = False
    layers: list[list[Placed]] = []
    for column in shape.tags:
        given = values.get(column)
        if given is None or (is_list(given) and given and all(_is_open(tag) for tag in given)):
            left.discard(column)
            continue
        found = _layer(given, column, len(words), shape, item, report)
        if found is None:
            rejected = True
            continue
        asked = True
        layers.append([(places[a][0], places[b][1], label) for a, b, label in found])
    for column in shape.numbers:
        if values.get(column) is not None:
            why = "the file does not say which label a number is; write the labels, or keep them as datasets does"
            report.lose("", f"tags in {column!r} that are numbers", why)
    # Tags that were rejected are no labels of the whole text either.
    made: dict[str, Any] = {n: value for n, value in values.items() if n in left and n not in shape.tags}
    made = _named(made, words)
    made |= {"text": text, "tokens": len(words)}
    if not asked or rejected:
        return Row(row.line, made, row.said)
    spans, twice = layered(layers, text)
    if twice:
        report.change(item, "a span that two layers have", "it is there once", twice)
    return Row(row.line, made, (Said("annotation", by, tuple(spans)),))


def _text(given: object, words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text and where its words are; no places when they don't make the text."""
    places: list[tuple[int, int]] = []
    at = 0
    if not isinstance(given, str) or not given:
        for word in words:
            places.append((at, at + len(word)))
            at += len(word) + 1
        return " ".join(words), places
    for word in words:
        start = given.find(word, at)
        if start < 0 or (given[at:start].strip() and start > at):
            return given, []
        places.append((start, start + len(word)))
        at = start + len(word)
    return (given, []) if given[at:].strip() else (given, places)


def _is_open(tag: object) -> bool:
    return tag is None or tag in _OPEN or (isinstance(tag, str) and MISSING.fullmatch(tag) is not None)


def _layer(
    given: object, column: str, words: int, shape: _Shape, item: str, report: Report
) -> list[tuple[int, int, str]] | None:
    """The first and last word and the label of each span; None when the tags are not understood whole."""

    def reject(why: str) -> None:
        report.lose(item, f"the tags in {column!r}", why)

    if not is_list(given):
        return reject("they are no list")
    if len(given) != words:
        return reject(f"there are {words} words and {len(given)} tags")
    tags: list[str] = []
    missing = 0
    for n, tag in enumerate(given, 1):
        if _is_open(tag):
            missing += 1
            tags.append("O")
        elif not isinstance(tag, str) or (column not in shape.plain and TAG.fullmatch(tag) is None):
            return reject(f"{str(tag)[:60]!r}, number {n}, is no tag")
        else:
            tags.append(tag)
    if missing:
        report.lose(item, "that the tag of a word is left open", "an answer here is of the whole text", missing)
    if column not in shape.plain and any(len(tag) == 1 and tag != "O" for tag in tags):
        report.change(item, "tags without a label", f"they are spans called {NAMELESS} here")
        tags = [f"{tag}-{NAMELESS}" if len(tag) == 1 and tag != "O" else tag for tag in tags]
    return [(found.first, found.last, found.label) for found in spans_in(tags)]


def _named(values: Mapping[str, Any], words: list[str]) -> dict[str, Any]:
    """Metadata, with tags that are no answer as CoNLL-2003 has them: one for each word."""
    made: dict[str, Any] = {}
    for name, value in values.items():
        called = _BESIDE.get(name, name)
        if called != name and called not in values and _fits(value, words) and all(map(_is_word, value)):
            made[called] = " ".join(value)
        else:
            made[name] = value
    return made


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value.split() == [value]
