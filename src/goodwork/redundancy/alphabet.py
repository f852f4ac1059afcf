"""What a character is to the reader of texts: part of a word, a word of its own, or what lies between.

Normalisation, stated once and printed by the command:

* canonical composition (NFC), so that both ways to write an accent are the same text;
* lower case, full-width and half-width forms folded to the usual ones;
* white space, control characters and punctuation only separate words;
* symbols (Unicode S*, and ``# % & * @ / \\``) are words of their own, so ``C#`` is not ``C++`` and a happy
  face is not a sad one; a minus sign straight before a number belongs to it;
* scripts that write no spaces (Han, kana, Thai, Lao, Khmer, Burmese): each character is a word.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid

SPACE, WORD, ALONE, DROPPED, IGNORED = 0, 1, 2, 3, 4
COMPOSES = 0x10
"""Flag: a text with this character goes through ``composed`` first."""

TABLE = 0x20000
"""Characters from here on are ideographs (each a word) or unassigned."""

NORMALISATION = "NFC, lower case, width folded; white space and punctuation separate words"
OF_RECORDS = "canonical JSON: keys sorted, numbers by value, text in NFC; case and spaces count"

_KEPT = set("#%&*@/\\")
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)


@dataclass(frozen=True, slots=True)
class Shingle:
    """The unit of comparison: every run of ``n`` consecutive words (or characters) of a text."""

    unit: str = "word"
    n: int = 3

    def __str__(self) -> str:
        return "whole records" if self.whole else f"{self.unit} {self.n}-grams"

    @property
    def whole(self) -> bool:
        """Whether records are compared, equal or not, instead of texts."""
        return self.unit == "record"

    @property
    def normalisation(self) -> str:
        """What counts as the same content."""
        return OF_RECORDS if self.whole else NORMALISATION

    @property
    def characters(self) -> bool:
        return self.unit == "char"

    @classmethod
    def parse(cls, spec: str) -> Shingle:
        """``word:3`` or ``char:5``.

        >>> str(Shingle.parse("word:3"))
        'word 3-grams'
        """
        unit, _, n = spec.partition(":")
        unit = unit.strip().rstrip("s")
        if unit not in ("word", "char") or not n.strip().isdigit() or not 1 <= int(n) <= 16:
            raise Invalid(
                f"{spec!r} is no shingle.", next_step="Write word:N or char:N, N from 1 to 16; word:3 is usual."
            )
        return cls(unit, int(n))


DEFAULT_SHINGLE = Shingle()
RECORD = Shingle("record", 1)


def _folded(char: str) -> str:
    decomposition = unicodedata.decomposition(char)
    if decomposition.startswith(("<wide>", "<narrow>")):
        usual = unicodedata.normalize("NFKC", char)
        char = usual if len(usual) == 1 else char
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _class(char: str) -> int:
    point = ord(char)
    category = unicodedata.category(char)
    if category == "Cf":
        return IGNORED
    if category[0] == "Z" or category == "Cc":
        return SPACE
    if char in _KEPT or category[0] == "S":
        return ALONE
    if category[0] == "P" and category != "Pc":
        return DROPPED
    if any(low <= point <= high for low, high in _UNSPACED):
        return ALONE
    return WORD


@functools.cache
def tables() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """(TABLE,) the folded character of each character, and its class with its flag."""
    fold = np.arange(TABLE, dtype=np.uint32)
    kind = np.full(TABLE, WORD, np.uint8)
    for low, high in _UNSPACED:
        kind[low : high + 1] = ALONE
    for point in range(TABLE):
        char = chr(point)
        jamo = 0x1160 <= point <= 0x11FF
        category = unicodedata.category(char)
        if category in ("Cn", "Co", "Cs") or (category == "Lo" and not jamo and not unicodedata.decomposition(char)):
            continue  # most of the table: unassigned, private, or a letter with one form, already filled in
        folded = _folded(char)
        fold[point] = ord(folded)
        kind[point] = _class(folded)
        moves = jamo or unicodedata.combining(char) or unicodedata.normalize("NFC", char) != char
        if point >= 0x300 and moves:
            kind[point] |= COMPOSES
        if point >= 0x80 and (ord(folded) < 0x80 or kind[point] == IGNORED):
            kind[point] |= COMPOSES
    return fold, kind


@functools.cache
def _rewritten() -> dict[int, int | None]:
    """Characters that become ASCII, and those that are left out."""
    fold, kind = tables()
    ascii_now = {int(point): int(fold[point]) for point in np.flatnonzero(fold < 0x80) if point >= 0x80}
    return ascii_now | {int(point): None for point in np.flatnonzero(kind & 0x0F == IGNORED)}


def composed(text: str) -> str:
    """The text in NFC, without invisible format characters and with full-width ASCII as ASCII.

    >>> composed("cafe\\u0301 \\uff21\\u200b") == "caf\\u00e9 a"
    True
    """
    return unicodedata.normalize("NFC", text).translate(_rewritten())
