"""A finding that people's answers depend on each other, as it is kept and shown: by pseudonyms, never by names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from goodwork.model.appeals import AppealState

MISLED = 0.5
"""How often, at least, a kind of item is seen as what it is, for each time it is seen as the class it looks like."""

KNOWN = 30
"""Shared gold items from which on nothing is taken for granted of how items mislead: gold says it."""

LEAST = 1.0
"""Least concentration of how items are seen: below 1 everybody would always be of one mind."""

SLIP = 0.01
"""How often, at least, anybody errs where the others do not all agree either: two who never differ in six hundred
answers of which the others contradict many are no two experts."""


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


@dataclass(frozen=True, slots=True)
class Behind:
    """A finding with the ids of its people: what rules need to know, and nobody is shown."""

    id: int
    project_id: int
    question: str
    people: frozenset[int]
    holds: bool
    """Whether the last refit found it."""
    wrong: bool


@dataclass(frozen=True, slots=True)
class Reveal:
    """That somebody read the names behind a finding."""

    id: int
    project_id: int
    finding_id: int
    revealed_by: int
    reason: str
    at: datetime
    withdrawn: bool
    people: frozenset[int]
    """Whom it is about."""


@dataclass(frozen=True, slots=True)
class RevealAppeal:
    """What one of the people says against a reveal, as rules need it."""

    id: int
    project_id: int
    reveal_id: int
    person_id: int
    state: AppealState
    finding_id: int
    revealed_by: int
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class WaitingAppeal:
    """An open appeal against a reveal, as whoever decides it reads it: not whose it is."""

    id: int
    argument: str
    reason: str
    """Of the reveal."""
    on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Named:
    """What one person revealed of a finding."""

    reveal_id: int
    reason: str
    people: tuple[tuple[str, str], ...]
    """Letters and names."""
