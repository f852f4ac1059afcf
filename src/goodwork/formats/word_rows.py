"""Tables with a row for each word, as they are handed round for training taggers: their sentences become the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from goodwork.errors import Unreadable
from goodwork.formats.answer_names import plain
from goodwork.formats.rows import MAX_ROW, Broken, Entry, Row, Source, glimpse
from goodwork.formats.tokens import is_tags

MOST_WORDS = 100_000
"""Of one sentence."""
_WORDS = frozenset({"word", "words", "token", "tokens", "form"})
SENTENCES = frozenset({
    "sentence", "sentenceid", "sentenceidx", "sentencenumber", "sentenceno", "sent", "sentid", "sentidx", "document",
    "documentid", "docid", "doc",
})  # fmt: skip
"""What the column is called that says of which sentence a word is."""
_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class _Shape:
    word: str
    tag: str
    sentence: str | None


@dataclass(slots=True)
class _Sentence:
    line: int
    of: Any
    words: list[str] = field(default_factory=list[str])
    rows: list[Mapping[str, Any]] = field(default_factory=list[Mapping[str, Any]])
    size: int = 0
    broken: bool = False


def with_sentences(source: Source) -> Source:
    """A table in which each row is a word and its tag, as one with a row for each sentence; any other as it is.

    A sentence goes on as long as the column that numbers sentences says the same, or nothing. Unreadable when no column
    says where sentences end: each word would be an item.
    """

    def rows(skip: int) -> Iterator[Entry]:
        shape = _shape(source)
        if shape is None:
            yield from source.rows(skip)
        elif shape.sentence is None:
            raise Unreadable(
                f"Each row is a word ({shape.word!r}) and its tag ({shape.tag!r}): nothing says where a sentence ends.",
                next_step="Add a column sentence_id, or write words and tags as conll has them, with empty lines.",
            )
        else:
            yield from islice(_sentences(source.rows(0), shape), skip, None)

    return replace(source, rows=rows)


def _shape(source: Source) -> _Shape | None:
    sample = [row.values for row in glimpse(source, _SAMPLE)]
    names = list(dict.fromkeys(name for values in sample for name in values))
    word = next((name for name in names if plain(name) in _WORDS and _all(sample, name, _is_word)), None)
    tags = [name for name in names if name != word and _all(sample, name, _is_word) and is_tags(_cells(sample, name))]
    if word is None or not tags:
        return None
    return _Shape(word, tags[-1], next((name for name in names if plain(name) in SENTENCES), None))


def _cells(sample: list[Mapping[str, Any]], name: str) -> list[str]:
    return [str(values[name]) for values in sample if values.get(name) not in (None, "")]


def _all(sample: list[Mapping[str, Any]], name: str, test: Any) -> bool:
    cells = [values[name] for values in sample if values.get(name) not in (None, "")]
    return 10 * len(cells) >= 9 * len(sample) and all(map(test, cells))


def _is_word(value: object) -> bool:
    return isinstance(value, str | int | float) and len(str(value).split()) == 1 and str(value)[:1] != "["


def _sentences(entries: Iterator[Entry], shape: _Shape) -> Iterator[Entry]:
    held: _Sentence | None = None
    for entry in entries:
        if isinstance(entry, Broken):
            # A sentence that lacks a word is another one.
            if held is not None:
                held.broken = True
            yield entry
            continue
        of = entry.values.get(shape.sentence or "")
        if held is None or (of not in (None, "") and of != held.of):
            if held is not None and not held.broken:
                yield _row(held, shape)
            held = _Sentence(entry.line, of)
        word = entry.values.get(shape.word)
        held.size += sum(len(cell) for cell in entry.values.values() if isinstance(cell, str))
        if not held.broken and (word in (None, "") or len(held.words) == MOST_WORDS or held.size > MAX_ROW):
            most = f"the sentence has more than {MOST_WORDS:,} words or {MAX_ROW >> 20} MB"
            why = "the row has no word" if word in (None, "") else most
            held.broken = True
            yield Broken(entry.line, why)
        if not held.broken:
            held.words.append(str(word))
            held.rows.append(entry.values)
    if held is not None and not held.broken:
        yield _row(held, shape)


def _row(held: _Sentence, shape: _Shape) -> Row:
    values: dict[str, Any] = {} if held.of in (None, "") else {str(shape.sentence): held.of}
    for name in held.rows[0]:
        if name not in (shape.word, shape.tag, shape.sentence):
            cells = [row.get(name) for row in held.rows]
            is_pos = plain(name) in ("pos", "postag", "postags") and all(_is_word(cell) for cell in cells)
            values["pos" if is_pos else name] = " ".join(map(str, cells)) if is_pos else cells
    return Row(held.line, {"tokens": held.words, "ner_tags": [row.get(shape.tag) or "" for row in held.rows], **values})
