"""spaCy's DocBin, read and written without spaCy: a packed map of token columns, strings and span groups."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from itertools import accumulate

from goodwork.formats.docbin.symbols import SYMBOLS

CATEGORIES = "categories"
"""What the categories of a Doc answer."""
ORTH, ENT_IOB, ENT_TYPE = 65, 77, 78
"""Numbers of the columns, as spaCy counts its attributes."""
MISSING, INSIDE, OUTSIDE, BEGIN = 0, 1, 2, 3
"""What the column ENT_IOB says."""
SPAN = ">QQQllll"
"""A span of a group: id, knowledge base id, label, first token, token after the last, first and last character."""
GROUP = "sc"
"""The group that spaCy's span categorizer looks at."""

_MASK = (1 << 64) - 1
_M = 0xC6A4A7935BD1E995


def hash_of(text: str) -> int:
    """The number by which spaCy knows a string: MurmurHash64A (A. Appleby, 2008) of its UTF-8, seed 1.

    Strings that spaCy itself has words for have small numbers instead.

    >>> hash_of("coffee"), hash_of("LOC"), hash_of("")
    (3197928453018144401, 385, 0)
    """
    known = _NUMBERS.get(text)
    return _murmur(text.encode()) if known is None else known


_NUMBERS = {text: n for n, text in enumerate(SYMBOLS)}


def _murmur(data: bytes, seed: int = 1) -> int:
    size = len(data)
    h = seed ^ (size * _M & _MASK)
    whole = size & ~7
    for (k,) in struct.iter_unpack("<Q", data[:whole]):
        k = k * _M & _MASK
        k = (k ^ (k >> 47)) * _M & _MASK
        h = (h ^ k) * _M & _MASK
    if size & 7:
        h = (h ^ int.from_bytes(data[whole:], "little")) * _M & _MASK
    h = (h ^ (h >> 47)) * _M & _MASK
    return h ^ (h >> 47)


class Strings:
    """Strings and their numbers, both ways."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.known: dict[str, int] = {}
        """The numbers of the strings that were met."""
        self._names: dict[int, str] = dict(enumerate(SYMBOLS))
        for text in known:
            self.number(text)

    def number(self, text: str) -> int:
        """The number of a string, which is known from then on."""
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = hash_of(text)
            self._names[found] = text
        return found

    def name(self, number: int) -> str | None:
        """The string of a number; None when no such string was seen."""
        return self._names.get(number)

    def names(self, numbers: Iterable[int]) -> list[str | None]:
        """The strings of many numbers."""
        return list(map(self._names.get, numbers))

    def all(self) -> list[str]:
        """Every string, in order."""
        return sorted(self.known)


def tokens_of(
    text: str, found: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]] = ()
) -> tuple[list[tuple[int, int]], list[bool]]:
    """The tokens and their spaces that make the text again, as spaCy has them.

    A space after a token belongs to it; other white space is a token of its own, and so is a space at which a span
    begins or ends.

    >>> tokens_of("a  b", [(0, 1), (3, 4)])
    ([(0, 1), (2, 3), (3, 4)], [True, False, False])
    """
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    usual = _spaced_tokens(text, found, starts, ends)
    if usual is not None:
        return list(found), usual
    borders = starts | ends
    tokens: list[tuple[int, int]] = []
    spaces: list[bool] = []
    at = 0
    for start, end in (*found, (len(text), len(text))):
        if at < start and tokens and text[at] == " " and at not in starts and at + 1 not in ends:
            spaces[-1] = True
            at += 1
        while at < start:
            cut = next((n for n in range(at + 1, start) if n in borders), start) if borders else start
            tokens.append((at, cut))
            spaces.append(False)
            at = cut
        if start < end:
            tokens.append((start, end))
            spaces.append(False)
        at = end
    return tokens, spaces


def _spaced_tokens(text: str, found: Sequence[tuple[int, int]], starts: set[int], ends: set[int]) -> list[bool] | None:
    """The spaces after the words, where there is nothing else between them; None where there is."""
    spaces = [False] * len(found)
    at = 0
    for n, (start, end) in enumerate(found):
        if start != at:
            if not n or start != at + 1 or text[at] != " " or at in starts or start in ends:
                return None
            spaces[n - 1] = True
        at = end
    return spaces if at == len(text) else None


def places_of(words: Sequence[str], spaces: Iterable[int]) -> tuple[str, list[int]]:
    """The text that tokens make, and where each of them begins; ``spaces``: 1 where one follows."""
    pieces = [word + " " if space else word for word, space in zip(words, spaces, strict=True)]
    return "".join(pieces), [0, *accumulate(map(len, pieces))][: len(words)]
