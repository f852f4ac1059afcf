"""What people choose their work by, and what they choose for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_LEFT = 50
"""How far the items that are left for somebody are counted."""

MOST_WAITING = 100
"""How far what waits for a lead is counted."""

ENOUGH_PEOPLE = 8
"""People whose reports of effort make a median that is shown: from fewer one could tell whose they are."""

NEW_DAYS = 14
"""Days for which a project that somebody has not begun is new to them."""


class ContentWarning(StrEnum):
    """What the items of a project may show that not everybody wants to see."""

    VIOLENCE = "violence"
    SEXUAL = "sexual"
    HATE = "hate"
    SELF_HARM = "self-harm"
    MEDICAL = "medical"
    DISTRESSING = "distressing"


class Order(StrEnum):
    """In what order projects are listed."""

    OLDEST = "oldest"
    NEWEST = "newest"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Card:
    """What a project tells those who choose their work, as whoever leads it states it."""

    deliverables: str = ""
    """What is made of the answers, and what is expected of an answer."""
    languages: tuple[str, ...] = ()
    """Of the items: codes such as ``de``."""
    warnings: tuple[ContentWarning, ...] = ()
    sample_item: int | None = None
    """An item that everybody may look at who may work here."""


@dataclass(frozen=True, slots=True)
class Effort:
    """About how many minutes an item takes: what people reported of their own accord, and what the lead states."""

    people: int
    """How many reported."""
    median: float | None
    """None: fewer than `ENOUGH_PEOPLE` did."""
    p90: float | None
    stated: float | None


@dataclass(frozen=True, slots=True)
class WaitingForLead:
    """What waits in a project for those who review or lead it; counted up to `MOST_WAITING`."""

    flags: int
    questions: int
    appeals: int
    disputed: int
    below_target: int
    """Settled below the target with the most answers."""
    no_gain: int
    """Settled below the target, where another answer would hardly have helped."""


@dataclass(frozen=True, slots=True)
class KeysAppealed:
    """An assessment with open appeals against its keys."""

    assessment_id: int
    title: str
    appeals: int


@dataclass(frozen=True, slots=True)
class WaitingInOrganization:
    """What waits in an organization for somebody who leads it, and whom it may be decided by; up to `MOST_WAITING`."""

    applications: int
    """Open ones, and appeals against declining."""
    restrictions: int
    """Appeals against them."""
    takings: int
    """Appeals against the taking of a tier."""
    keys: tuple[KeysAppealed, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """Items that somebody could be given: so many, and whether there may be more."""

    items: int
    more: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """An item to look at before choosing, and what is asked of it. No claim is made."""

    item: int
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose for their own work. Nobody else reads it."""

    avoids: tuple[ContentWarning, ...] = ()
    """Projects that warn of any of these are not offered to them."""
