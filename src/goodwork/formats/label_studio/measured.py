"""A text in which the places of regions are found, whatever they were counted in."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

_SLACK = 10_000
"""Characters of space that a text may have more than a quote of it."""
_SPACE = re.compile(r"\\n|\s+")


class Measured:
    """A text, measured in code points and in the UTF-16 units in which browsers count."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _wide(self) -> list[int]:
        """Where the characters that take two units begin, in units."""
        wide = [at for at, sign in enumerate(self.text) if sign > "\uffff"]
        return [at + n for n, at in enumerate(wide)]

    def point(self, unit: int) -> int:
        """The place in code points of a place in UTF-16 units."""
        return unit - bisect_left(self._wide, unit)

    def fit(self, start: int, end: int, quote: str) -> tuple[int, int] | None:
        """The stretch from start to end, where the text says what is quoted; None when it says so nowhere there."""
        if not quote:
            return (start, end) if start < end <= len(self.text) else None
        if end - start > 2 * len(quote) + _SLACK:
            return None  # no more work than the quote is long
        if start < end and alike(self.text[start:end], quote):
            return start, end
        first, last = self.point(start), self.point(end)
        return (first, last) if first < last and alike(self.text[first:last], quote) else None


def alike(text: str, quote: str) -> bool:
    """Whether a quote says what a text says: line ends and spaces are written otherwise in quotes.

    >>> alike("a\\r\\nb", "a\\\\nb"), alike("a", "b")
    (True, False)
    """
    return text == quote or _SPACE.sub("", text) == _SPACE.sub("", quote)


def whole(value: object) -> int | None:
    """A place; old exports write places as texts."""
    if type(value) is int:
        return value if value >= 0 else None
    if isinstance(value, str) and len(value) < 12 and value.isascii() and value.isdecimal():
        return int(value)
    return None


def number(value: object) -> float | None:
    """A number that a float can hold; truth values are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return None
