"""spaCy's JSON: what ``Doc.to_json`` gives, the training data of version 2, and pairs of a text and its annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from goodwork.bounds import depth_fault, may_be_deep
from goodwork.formats import json_values
from goodwork.formats.docbin.layout import CATEGORIES
from goodwork.formats.docbin.recognise import LINES_OF_PAIRS, PAIRS, is_annotator_file
from goodwork.formats.json_lines import read_objects
from goodwork.formats.lines import TooLong, iter_array, iter_lines, open_stream
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, MAX_ROW, TEXT, Broken, Entry, Row, Said, Source, excerpt
from goodwork.formats.tokens import MISSING, TAG, Placed, layered, spans_in
from goodwork.model.json import fields, is_list, is_object, listed
from goodwork.model.records import Choice, Record, nothing_found

_SAID = frozenset({"ents", "cats", "spans", "entities"})
_OF_TOKENS = ("tokens", "sents", "heads", "deps", "tags", "lemmas", "morphs", "pos", "words", "links", "sent_starts")


def read_json(file: BinaryIO) -> Source:
    """The Docs of a file of JSON or of JSON lines.

    Where entities are missing, as ``-`` in the data of version 2 and as a key that is not there, nobody was asked. An
    answer of which something does not fit its text is not whole, and says so.
    """
    report = Report()

    def rows(skip: int) -> Iterator[Entry]:
        for n, entry in enumerate(_entries(file, report)):
            if n >= skip:
                yield entry

    return Source(rows, report=report, hint=TEXT)


def _entries(file: BinaryIO, report: Report) -> Iterator[Entry]:
    begin = open_stream(file).read(1 << 12).lstrip()
    if LINES_OF_PAIRS.match(begin) or PAIRS.match(begin):
        stream = open_stream(file)
        for line, raw in enumerate(iter_array(stream) if PAIRS.match(begin) else iter_lines(stream), 1):
            if isinstance(raw, TooLong) or raw.strip():
                yield _pair(line, raw, report)
        return
    for line, value in read_objects(file, 0, report):
        if isinstance(value, Broken):
            yield value
        elif is_annotator_file(value):
            for pair in value["annotations"]:
                if pair is not None:  # as it writes a text that was passed over
                    yield _paired(line, pair, json_values.sketch(pair), report)
        elif is_list(value.get("paragraphs")):
            for paragraph in value["paragraphs"]:
                yield _paragraph(line, fields(paragraph), value.get("id"), report)
        else:
            yield _doc(line, value.get("text"), value, report)


def _pair(line: int, raw: bytes | TooLong, report: Report) -> Row | Broken:
    if isinstance(raw, TooLong):
        return Broken(line, f"the row has {raw.size:,} bytes; the most is {MAX_ROW:,}", excerpt(raw.start))
    try:
        value: Any = json_values.parse(raw)
    except ValueError as error:
        return Broken(line, f"not JSON: {str(error).split(': line', 1)[0]}", excerpt(raw))
    if may_be_deep(raw) and (why := depth_fault(value)):
        return Broken(line, why, excerpt(raw))
    return _paired(line, value, raw, report)


def _paired(line: int, value: Any, raw: bytes, report: Report) -> Row | Broken:
    if not is_list(value) or len(value) != 2 or not isinstance(value[0], str) or not is_object(value[1]):
        return Broken(line, 'the row is no pair of a text and its annotations (["...", {...}])', excerpt(raw))
    return _doc(line, value[0], value[1], report)


def _doc(line: int, text: object, said: Mapping[str, Any], report: Report) -> Row | Broken:
    if not isinstance(text, str) or not text.strip():
        return Broken(line, "it has no text: there is nothing to judge")
    answer = _Answer(text, f"line {line}", report)
    for name in ("ents", "entities"):
        if said.get(name) is not None:
            answer.entities(said[name])
    for group in fields(said.get("spans")).values():
        answer.entities(group)
    answer.categories(said.get("cats"))
    for name in _OF_TOKENS:
        # Tokens and sentences alone say nothing but where they are.
        more = said.get(name) if name != "tokens" else any(len(fields(t)) > 3 for t in listed(said.get(name)))
        if more and name != "sents":
            report.lose("", f"{name} of the Docs", "goodwork has no place for it")
    kept = {k: v for k, v in said.items() if k not in _SAID and k not in _OF_TOKENS and k != "text"}
    return Row(line, {"text": text, **kept}, answer.said())


def _paragraph(line: int, given: Mapping[str, Any], identity: object, report: Report) -> Row | Broken:
    tokens = [fields(t) for sentence in listed(given.get("sentences")) for t in listed(fields(sentence).get("tokens"))]
    words = [str(token.get("orth") or "") for token in tokens]
    text = given.get("raw")
    if not isinstance(text, str) or not text:
        text = " ".join(words)
    if not text.strip():
        return Broken(line, "the paragraph has no text: there is nothing to judge")
    answer = _Answer(text, f"line {line}", report)
    tags = [str(token.get("ner") or "-") for token in tokens]
    if any(MISSING.fullmatch(tag) is None for tag in tags):
        answer.tags(tags, words)
    elif given.get("entities"):
        answer.entities(given["entities"])
    cats = given.get("cats")
    if is_list(cats):
        cats = {str(fields(cat).get("label")): fields(cat).get("value") for cat in cats}
    answer.categories(cats)
    if any(token.get(name) for token in tokens for name in ("tag", "dep", "lemma")):
        report.lose("", "tags, lemmas and dependencies of the tokens", "goodwork has no place for them")
    return Row(line, {"text": text} if identity is None else {"text": text, "doc": identity}, answer.said())


class _Answer:
    """What is said of one text, taken piece by piece."""

    def __init__(self, text: str, item: str, report: Report) -> None:
        self._text = text
        self._item = item
        self._report = report
        self._layers: list[list[Placed]] = []
        self._choices: list[Record] = []
        self._unread: set[str] = set()
        """The questions to whose answers more belongs than could be read."""

    def _lose(self, what: str, why: str) -> None:
        self._unread.add(ENTITIES)
        self._report.lose(self._item, what, why)

    def entities(self, given: object) -> None:
        """Entities with their places in the text."""
        layer: list[Placed] = []
        self._layers.append(layer)
        if not is_list(given):
            self._lose("its entities", "they are no list")
            return
        for one in given:
            start, end, label = (one.get("start"), one.get("end"), one.get("label")) if is_object(one) else _triple(one)
            if type(start) is not int or type(end) is not int or not isinstance(label, str) or not label:
                self._lose(f"the entity {str(one)[:80]}", "it has no start, end and label")
            elif not 0 <= start < end <= len(self._text):
                size = f"{len(self._text):,}"
                self._lose(f"the entity {label} ({start}-{end})", f"its place is not in the text of {size} characters")
            else:
                layer.append((start, end, label))

    def tags(self, tags: list[str], words: list[str]) -> None:
        """A tag for each word."""
        self._layers.append([])
        places: list[tuple[int, int]] = []
        at = 0
        for word in words:
            start = self._text.find(word, at)
            if start < 0 or self._text[at:start].strip():
                self._lose("its entities", f"the text does not go on with the word {word[:60]!r}")
                return
            at = start + len(word)
            places.append((start, at))
        wrong = next((tag for tag in tags if not (TAG.fullmatch(tag) or MISSING.fullmatch(tag))), None)
        if wrong is not None:
            self._lose("its entities", f"{wrong[:60]!r} is no tag")
            return
        missing = sum(MISSING.fullmatch(tag) is not None for tag in tags)
        if missing:
            why = "an answer here is of the whole text"
            self._report.lose(self._item, "that the entities of some tokens are missing", why, missing)
        known = ["O" if MISSING.fullmatch(tag) else tag for tag in tags]
        self._layers[-1] += [(places[f.first][0], places[f.last][1], f.label) for f in spans_in(known)]

    def categories(self, given: object) -> None:
        """Labels and their scores."""
        scores = fields(given)
        if not scores:
            return
        if not all(isinstance(score, int | float) for score in scores.values()):
            self._unread.add(CATEGORIES)
            self._report.lose(self._item, "its categories", "their values are no numbers")
            return
        numbers = {label: float(score) for label, score in scores.items() if isinstance(score, int | float)}
        if any(score not in (0.0, 1.0) for score in numbers.values()):
            self._report.change(self._item, "scores of categories", "a label is chosen from one half on")
        labels = tuple(label for label, score in numbers.items() if score >= 0.5)
        self._choices.append(Choice(CATEGORIES, labels, labels, multiple=True))

    def said(self) -> tuple[Said, ...]:
        """The answer; none when nobody was asked."""
        spans, twice = layered(self._layers, self._text)
        cut = ENTITIES in self._unread
        if not self._choices and not spans and (cut or not self._layers):
            return ()  # what could not be read is not nothing
        if twice:
            self._report.change(self._item, "a span that is there twice", "it is there once", twice)
        records: list[Record] = [*spans, *self._choices]
        if self._layers and not spans and not cut and (self._choices or CATEGORIES in self._unread):
            records.append(nothing_found(ENTITIES))
        return (Said("annotation", "spacy", tuple(records), unread=frozenset(self._unread)),)


def _triple(one: object) -> tuple[object, object, object]:
    given = listed(one)
    return (given[0], given[1], given[2]) if len(given) == 3 else (None, None, None)
