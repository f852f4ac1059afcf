"""What stands beside a task: the terms by which decided cases are like it, and the rule that may apply."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

READ = 20_000
"""Characters of an item that are read."""
KEPT = 64
"""Words, and as many trigrams, that stand for a text: those with the lowest hashes, so that texts that are alike keep
the same ones."""
FEWEST = 3
"""Terms that a case and an item have in common at least."""
_SHARED = 2
"""Words of its own that a section and an item have in common at least."""

_WORD = re.compile(r"[^\W_]+")
SECTIONS = 1_000
"""Sections of a guideline that are compared with an item."""

# Each takes time in proportion to the line, whatever is in it: a guideline may have one of 200,000 signs.
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_INLINE = re.compile(r"[*_`]|\[([^\[\]]*)\]\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Section:
    """A rule: a section of a guideline, from its heading to the next."""

    heading: str
    text: str


def sections(markdown: str) -> list[Section]:
    """The sections of a guideline that have a heading, in their order.

    >>> [s.heading for s in sections("Before.\\n# Irony\\nIt counts.\\n## What *is* it?\\nText.")]
    ['Irony', 'What is it?']
    """
    found: list[tuple[str, list[str]]] = []
    fenced = False
    for line in markdown.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        title = heading[1].rstrip(" \t").rstrip("#").rstrip(" \t") if heading else ""
        if title:
            found.append((_INLINE.sub(lambda m: m[1] or "", title).strip(), []))
        elif found:
            found[-1][1].append(line)
    return [Section(heading, "\n".join(lines)) for heading, lines in found if heading]


def words_of(payload: Mapping[str, Any]) -> str:
    """The texts of an item as one, up to `READ` characters."""
    pieces: list[str] = []
    left = READ
    for part in payload.get("parts", ()):
        for text in _texts(part):
            pieces.append(text[:left])
            left -= len(pieces[-1])
            if left <= 0:
                return " ".join(pieces)
    return " ".join(pieces)


def _texts(part: Mapping[str, Any]) -> Iterator[str]:
    if part.get("text"):
        yield str(part["text"])
    waiting: list[Any] = [part.get("data")]
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            yield held
        elif isinstance(held, Mapping):
            waiting.extend(reversed(list(held.values())))
        elif isinstance(held, list):
            waiting.extend(reversed(held))


def terms(text: str) -> list[int]:
    """The numbers that stand for a text: hashes of its words and trigrams, of long texts a sample of both.

    Trigrams find what is inflected, misspelt, or written without spaces.

    >>> shared = set(terms("The hail broke my tomatoes")) & set(terms("Hail! Broken tomato plants"))
    >>> len(shared) > FEWEST
    True
    """
    words = [word for word in _words(text) if len(word) > 2]
    grams = {f" {word} "[i : i + 3] for word in _words(text) for i in range(len(word))}
    return sorted({*_lowest("w", set(words)), *_lowest("g", grams)})


def rule_for(guideline: str, text: str) -> str:
    """The heading of the section that has most words of its own in common with a text; empty: none stands out.

    >>> rules = "# Irony\\nA sarcastic lovely Monday is bad.\\n# Prices\\nA price in euros is neutral."
    >>> rule_for(rules, "Another lovely Monday of drizzle")
    'Irony'
    >>> rule_for(rules, "Snow!")
    ''
    """
    wanted = {word for word in _words(text) if len(word) > 3}
    found = [
        (section.heading, set(_words(f"{section.heading} {section.text}")))
        for section in sections(guideline)[:SECTIONS]
    ]
    # What stands in every section tells none from another.
    often = Counter(word for _, own in found for word in own)
    best, most = "", 0.0
    for heading, own in found:
        shared = [word for word in wanted & own if often[word] == 1 or often[word] * 3 <= len(found)]
        score = sum(1 / often[word] for word in shared)
        if len(shared) >= _SHARED and score > most:
            best, most = heading, score
    return best


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:READ].casefold())


def _lowest(kind: str, pieces: set[str]) -> list[int]:
    # As PostgreSQL's integer, which has a sign.
    hashes = sorted(crc32(f"{kind}{piece}".encode()) for piece in pieces)[:KEPT]
    return [value - 2**31 for value in hashes]
