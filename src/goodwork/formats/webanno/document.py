"""The text of a WebAnno TSV document, and where its tokens are in it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from goodwork.formats.webanno.cells import unescaped


@dataclass(slots=True)
class Token:
    """A line of the file: a token, or a part of one."""

    line: int
    address: str
    start: int
    """In the units of the file."""
    end: int
    form: str
    cells: list[str]


@dataclass(slots=True)
class Sentence:
    """A text and its tokens."""

    texts: list[str] = field(default_factory=list[str])
    tokens: list[Token] = field(default_factory=list[Token])


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document; ``at`` gives for an offset of the file the one in code points, -1 for none."""

    text: str
    at: array[int]
    filled: bool
    """Whether there is white space that the file does not have."""


def text_of(sentences: list[Sentence]) -> Text | Token:
    """The text, or the first token that is not where the file says.

    Offsets are UTF-16 units, as Java counts; some tools write code points. Escapes in texts are younger than the
    format. What fits is what is meant.
    """
    wrong: Token | None = None
    for escaped in (True, False):
        for wide in (True, False):
            made = _text(sentences, escaped=escaped, wide=wide)
            misfit = next(_misfits(sentences, made), None)
            if misfit is None:
                return made
            wrong = wrong or misfit
    assert wrong is not None
    return wrong


MOST_FILLED = 1_000_000
"""Characters of white space that a document gets where its offsets leave something out."""


class _Filling:
    """The white space that a document may still get; what wants more of it gets none, and does not fit then."""

    def __init__(self) -> None:
        self._left = MOST_FILLED

    def spaces(self, count: int) -> str:
        """So many spaces, or none."""
        count = count if 0 < count <= self._left else 0
        self._left -= count
        return " " * count


def _size(text: str, wide: bool) -> int:
    return len(text) + (sum(c > "\uffff" for c in text) if wide else 0)


def _text(sentences: list[Sentence], *, escaped: bool, wide: bool) -> Text:
    pieces: list[str] = []
    size = 0
    filled = False
    filling = _Filling()
    for sentence in sentences:
        if not sentence.tokens:
            continue
        text = (
            "\n".join(unescaped(t) if escaped else t for t in sentence.texts)
            if sentence.texts
            else _joined(sentence, filling)
        )
        first = sentence.tokens[0]
        form = unescaped(first.form) if escaped else first.form
        start = first.start - _size(text[: max(0, text.find(form))], wide)
        if start > size:
            filled = filled or size > 0
            pieces.append("\n" + filling.spaces(start - size - 1) if size else filling.spaces(start))
            size += len(pieces[-1])
        pieces.append(text)
        size += _size(text, wide)
    text = "".join(pieces)
    at = array("l")
    for n, sign in enumerate(text):
        at.append(n)
        if wide and sign > "\uffff":
            at.append(-1)
    at.append(len(text))
    return Text(text, at, filled)


def _joined(sentence: Sentence, filling: _Filling) -> str:
    """The text of a sentence that the file has no text of: its tokens, with spaces between them."""
    made, at = "", sentence.tokens[0].start
    for token in sentence.tokens:
        if "." not in token.address:
            made += filling.spaces(token.start - at) + unescaped(token.form)
            at = token.end
    return made


def _misfits(sentences: list[Sentence], made: Text) -> Iterator[Token]:
    for sentence in sentences:
        for token in sentence.tokens:
            if not 0 <= token.start <= token.end < len(made.at):
                yield token
                continue
            start, end = made.at[token.start], made.at[token.end]
            if start < 0 or end < 0 or made.text[start:end] not in (token.form, unescaped(token.form)):
                yield token
