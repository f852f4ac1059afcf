"""CoNLL-U: parsed sentences of Universal Dependencies, with the entities that their MISC column names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO, cast

import conllu
from conllu.exceptions import ParseException

from goodwork.formats.conllu.entities import entity_spans
from goodwork.formats.lines import iter_lines, line_of, open_stream
from goodwork.formats.recoding import NOT_UTF8, as_utf8
from goodwork.formats.report import Report
from goodwork.formats.rows import MAX_ROW, TEXT, Broken, Dialect, Entry, Row, Said, Source, excerpt
from goodwork.formats.tokens import MISSING, TAG, Placed, layered, spans_in
from goodwork.model.json import fields

_COLUMNS = ("id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc")
_KEYS = ("NER", "ner", "Ner", "NE", "ne")
"""What a tag of entities is called in MISC."""
_SNIFFED = 500
_KEPT = {"lemma": "lemmas", "xpos": "xpos", "feats": "feats", "head": "heads", "deprel": "deprels"}
"""Columns -> the metadata that they become: a list, one for each word."""
_OPEN_BRACKET = "Entity"


@dataclass(slots=True)
class _Block:
    """The lines of a sentence."""

    line: int
    lines: list[str] = field(default_factory=list[str])
    size: int = 0
    worded: bool = False
    """Whether there is more than comments: those at the top of a file, with an empty line after them, go on."""
    broken: Broken | None = None


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a file says entities."""

    columns: tuple[str, ...]
    tags: bool
    """Whether some word has a tag."""
    outside: bool
    """Whether words outside of entities have one, too, so that a sentence without tags was not asked."""
    brackets: bool
    """Whether there are entities in brackets."""
    fields: tuple[str, ...]
    """What stands within brackets, as ``# global.Entity`` says it."""


def read_conllu(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The sentences of a file. Their text is what ``# text`` says, or their words with the spaces between them.

    Entities out of MISC are the answer: tags (``NER=B-PER``, as taggers write them) or brackets (``Entity=``, as
    CorefUD and GUM have them). A file without either has texts and no answers. Parts of speech, lemmas, features and
    dependencies become metadata; enhanced dependencies and empty nodes are lost.
    """
    report = Report()
    file = as_utf8(file, dialect, report)

    def rows(skip: int) -> Iterator[Entry]:
        manner = _manner(islice(_blocks(file), _SNIFFED))
        for n, block in enumerate(_blocks(file)):
            if n < skip:
                continue
            yield block.broken or _row(block, manner, report)

    return Source(rows, report=report, hint=TEXT)


def _blocks(file: BinaryIO) -> Iterator[_Block]:
    block: _Block | None = None
    for number, raw in enumerate(iter_lines(open_stream(file)), 1):
        line, why = line_of(raw, NOT_UTF8)
        if not why and not line.strip():
            if block is not None and block.worded:
                yield block
                block = None
            continue
        if block is None:
            block = _Block(number)
        block.size += len(line)
        if not why and block.size > MAX_ROW:
            why = f"the sentence has more than {MAX_ROW:,} signs"
        if why:
            block.broken = block.broken or Broken(number, why, excerpt(line))
            block.worded = True
        if block.broken is None:
            block.lines.append(line)
            block.worded = block.worded or not line.startswith("#")
    if block is not None and block.worded:
        yield block


def _manner(blocks: Iterator[_Block]) -> _Manner:
    columns = _COLUMNS
    tags = outside = brackets = False
    within: tuple[str, ...] = ()
    for block in blocks:
        for line in block.lines:
            if line.startswith("#"):
                name, _, value = line[1:].partition("=")
                if name.strip() == "global.columns":
                    columns = tuple(column.lower() for column in value.split())
                elif name.strip() == "global.Entity":
                    within = tuple(value.strip().split("-"))
                continue
            misc = line.rsplit("\t", 1)[-1]
            if "=" not in misc:
                continue
            said = {name: value for name, _, value in (one.partition("=") for one in misc.split("|"))}
            key = next((said[k] for k in _KEYS if k in said), None)
            tags = tags or key is not None
            outside = outside or key == "O"
            brackets = brackets or _OPEN_BRACKET in said
    return _Manner(columns, tags, outside, brackets, within)


def _row(block: _Block, manner: _Manner, report: Report) -> Row | Broken:
    words = [line for line in block.lines if not line.startswith("#")]
    first = block.line + next(n for n, line in enumerate(block.lines) if not line.startswith("#"))
    for n, line in enumerate(words):
        cells = line.count("\t") + 1
        if cells != len(manner.columns):
            why = f"the line has {cells} columns; CoNLL-U has {len(manner.columns)}, with tabs between them"
            return Broken(first + n, why, excerpt(line))
    try:
        (parsed,) = conllu.parse("\n".join(block.lines) + "\n", fields=manner.columns)
    except (ParseException, ValueError) as error:
        why = str(error)[:160] if isinstance(error, ParseException) else "a number in it is none"
        return Broken(block.line, f"it is no CoNLL-U: {why}", excerpt(words[0]))
    comments = {str(k): str(v) for k, v in cast("Mapping[str, Any]", parsed.metadata).items() if v is not None}
    tokens = [cast("Mapping[str, Any]", token) for token in parsed]
    name = comments.get("sent_id") or f"line {block.line}"
    numbers = [token["id"] for token in tokens if _is_word(token)]
    if numbers != list(range(1, len(numbers) + 1)):
        return Broken(block.line, "the words of the sentence are not numbered 1, 2, 3 and so on", excerpt(words[0]))
    if not _ranges_fit(tokens):
        why = "a range such as 3-4 does not stand before the words that it is made of"
        return Broken(block.line, why, excerpt(words[0]))
    text, places = _text(comments.get("text"), tokens, name, report)
    if not text.strip():
        return Broken(block.line, "the sentence has no words: there is nothing to judge")
    values: dict[str, Any] = {} if "sent_id" not in comments else {"id": comments.pop("sent_id")}
    comments.pop("text", None)
    values |= {"text": text} | _columns(tokens, text, len(set(places)), report)
    for column in manner.columns:
        if column not in _COLUMNS and any(str(token.get(column) or "_") not in ("_", "*") for token in tokens):
            report.lose("", f"the column {column!r}", "of columns of one's own goodwork knows nothing")
    values |= {key: value for key, value in comments.items() if key not in values and not key.startswith("global.")}
    said = _said(tokens, places, text, manner, name, report)
    return Row(block.line, values, () if said is None else (said,))


def _is_word(token: Mapping[str, Any]) -> bool:
    return isinstance(token["id"], int)


def _ranges_fit(tokens: list[Mapping[str, Any]]) -> bool:
    """Whether each range stands before its first word, and its last one is there.

    Looked at before a range is followed: a line can say that a token is made of a billion words.
    """
    word = until = 0
    for token in tokens:
        identity = token["id"]
        if isinstance(identity, int):
            word = identity
        elif identity[1] == "-":
            if word < until or int(identity[0]) != word + 1 or int(identity[2]) < word + 1:
                return False
            until = int(identity[2])
    return until <= word


def _text(
    given: str | None, tokens: list[Mapping[str, Any]], name: str, report: Report
) -> tuple[str, list[tuple[int, int]]]:
    """The text, and the place of each syntactic word: words of one token have the place of the token."""
    shown: list[tuple[str, bool, int]] = []  # what is written, whether a space follows, how many words it is
    until = 0
    for token in tokens:
        identity = token["id"]
        form = str(token["form"] or "_")
        space = fields(token.get("misc")).get("SpaceAfter") != "No"
        if isinstance(identity, int):
            if identity > until:
                shown.append((form, space, 1))
        elif identity[1] == "-":
            until = int(identity[2])
            shown.append((form, space, until - int(identity[0]) + 1))
        else:
            report.lose("", "empty nodes", "they stand for words that the text does not have")
    places = None if given is None else _found(given, [form for form, _, _ in shown])
    text = given or ""
    if places is None:
        pieces = [form + " " if space else form for form, space, _ in shown]
        text = "".join(pieces).rstrip(" ")
        places = list[tuple[int, int]]()
        at = 0
        for (form, _, _), piece in zip(shown, pieces, strict=True):
            places.append((at, at + len(form)))
            at += len(piece)
        if given is not None:
            report.change(name, "the text, now made of its words", "what # text says is not made of them")
    return text, [place for place, (_, _, count) in zip(places, shown, strict=True) for _ in range(count)]


def _found(text: str, forms: list[str]) -> list[tuple[int, int]] | None:
    """Where words are in a text that has nothing but white space between them."""
    places: list[tuple[int, int]] = []
    at = 0
    for form in forms:
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(form)
        places.append((start, at))
    return None if text[at:].strip() else places


def _columns(tokens: list[Mapping[str, Any]], text: str, shown: int, report: Report) -> dict[str, Any]:
    words = [token for token in tokens if _is_word(token)]
    made: dict[str, Any] = {}
    if len(text.split()) == shown:
        made["tokens"] = shown
    tags = [str(word.get("upos") or "_") for word in words]
    if set(tags) != {"_"} and not any(tag.split() != [tag] for tag in tags):
        made["pos"] = " ".join(tags)
    for column, name in _KEPT.items():
        cells = [_cell(word.get(column)) for word in words]
        if set(cells) - {"_"}:
            made[name] = cells
    if any(word.get("deps") not in (None, "_") for word in words):
        report.lose("", "enhanced dependencies", "goodwork has no place for them")
    return made


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return "|".join(f"{k}={v}" for k, v in cast("dict[str, Any]", value).items())
    return "_" if value is None else str(value)


def _said(
    tokens: list[Mapping[str, Any]],
    places: list[tuple[int, int]],
    text: str,
    manner: _Manner,
    name: str,
    report: Report,
) -> Said | None:
    """What the sentence says of entities; None when nobody was asked, or when it is not understood whole."""
    if not manner.tags and not manner.brackets:
        return None
    words = [fields(token.get("misc")) for token in tokens if _is_word(token)]
    layers: list[list[Placed]] = []
    asked = manner.brackets
    if manner.tags:
        tags = [next((str(misc[k]) for k in _KEYS if k in misc), None) for misc in words]
        if any(tag is not None for tag in tags) or not manner.outside:
            asked = True
            found = _tagged([tag or "O" for tag in tags], places)
            if isinstance(found, str):
                return report.lose(name, "its entities", found)
            layers.append(found)
    if manner.brackets:
        found = entity_spans([str(misc.get(_OPEN_BRACKET) or "") for misc in words], manner.fields)
        if isinstance(found, str):
            return report.lose(name, "its entities", found)
        if any(one.again for one in found):
            report.lose("", "which entities are the same one", "goodwork has spans and relations, no chains of them")
        layers.append([(places[one.first][0], places[one.last][1], one.label) for one in found])
    if not asked:
        return None
    spans, twice = layered(layers, text)
    if twice:
        report.change(name, "a span that is there twice", "it is there once", twice)
    return Said("annotation", "conllu", tuple(spans))


def _tagged(tags: list[str], places: list[tuple[int, int]]) -> list[Placed] | str:
    known = ["O" if MISSING.fullmatch(tag) else tag for tag in tags]
    marked = any(TAG.fullmatch(tag) and tag != "O" and len(tag) > 1 for tag in known)
    wrong = next(
        (tag for tag in known if marked and (TAG.fullmatch(tag) is None or (len(tag) == 1 and tag != "O"))), None
    )
    if wrong is not None:
        return f"{wrong[:60]!r} is no tag: the others begin with B-, I- and the like"
    return [(places[one.first][0], places[one.last][1], one.label) for one in spans_in(known)]
