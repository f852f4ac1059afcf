"""A finding that people's answers depend on each other, as it is kept and shown: by pseudonyms, never by names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


def letter(number: int) -> str:
    """What the person with this number is called: A to Z, then AA and so on.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class SeenItem:
    """An item on which people of a finding said the same."""

    item_id: int
    payload: Mapping[str, Any]
    said: str
    people: tuple[str, ...]
    """Who said it, by their letters."""
    others: tuple[tuple[str, int], ...]
    """What the others said, and how many of them."""
    known: str
    """The known answer; empty: it is not known."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """A finding of the last refit."""

    id: int
    question: str
    """Its key."""
    people: tuple[str, ...]
    """By their letters."""
    share: float
    """Of their answers that are repeats."""
    found_at: datetime
    items: tuple[SeenItem, ...]
