"""Qualifications: what an organization asks of people before some of its work, in tiers, and how they are held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from goodwork.model.appeals import AppealState

MOST_TIERS = 9
MOST_SOURCES = 50
"""Questions that are tied to one qualification."""
MOST_ASKED = 20
"""Qualifications that a project asks for."""
FEWEST_ITEMS = 10
"""That a tier earned by work rests on at least: below that no skill is shown of anybody."""
APPEAL_DAYS = 14
"""Within which an appeal against a taking is to be decided."""


class How(IntEnum):
    """How somebody came to hold a tier, or holds it no more."""

    ASSESSMENT = 1
    """They passed one."""
    WORK = 2
    """Their answers show it."""
    GIVEN = 3
    """By a named person who leads, with a reason: a certificate, say."""
    TAKEN = 4
    """By a named person who leads, with a reason; the only way in which a tier is lost."""
    RESTORED = 5
    """An appeal against a taking was upheld."""

    @property
    def word(self) -> str:
        """Its name on the wire."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of a qualification; a higher number asks for more."""

    tier: int
    name: str
    least: float | None = None
    """The lower end of a skill's 95 % interval from which work earns it; None: work does not."""
    items: int | None = None
    """That the skill rests on at least."""


@dataclass(frozen=True, slots=True)
class Source:
    """A question of a project whose answers speak for a qualification."""

    project_id: int
    question: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody's answers to a question show: the lower end of their skill's interval, and the items behind it."""

    low: float | None
    """None: below the minimum of evidence."""
    items: int


@dataclass(frozen=True, slots=True)
class Qualification:
    """What is asked of people before some work: a language, a domain, Python."""

    id: int
    name: str
    description: str
    tiers: tuple[Tier, ...]
    """The lowest first."""


@dataclass(frozen=True, slots=True)
class TiedSource:
    """A source with its project's name, and what its question is called; empty: it is not asked any more."""

    source: Source
    project: str
    title: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A project that asks for a tier."""

    project_id: int
    project: str
    tier: int


@dataclass(frozen=True, slots=True)
class Event:
    """How somebody came to hold a tier, or holds it no more, as they read it."""

    id: int
    qualification_id: int
    tier: int
    """0: none."""
    how: How
    evidence: Mapping[str, Any]
    reason: str
    by: str | None
    """The name of who gave, took or restored it."""
    day: date
    appeal: AppealState | None
    """Their appeal against it; None: they have made none."""
    due: date | None
    """By when that is to be decided."""
    decision: str
    """The reason of what was decided."""


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a tier, as those who lead read it."""

    person_id: int
    name: str
    event: Event


@dataclass(frozen=True, slots=True)
class FormerName:
    """What a qualification, or a tier of it, was called before it was renamed."""

    qualification_id: int
    tier: int
    """0: the qualification itself."""
    name: str
    until: date


@dataclass(frozen=True, slots=True)
class HeldBy:
    """How many hold a tier just now."""

    tier: int
    people: int
    more: bool
    """Whether more than that hold it: counting has an end."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A tier that a project asks for, beside what somebody holds."""

    qualification_id: int
    name: str
    tier: int
    tier_name: str
    held: int
    held_name: str
    """Empty: they hold none."""
    waived: bool = False
    """Whether they work there without it: an appeal of theirs was upheld."""


@dataclass(frozen=True, slots=True)
class TakingAppeal:
    """An open appeal against a taking, as whoever decides it reads it."""

    id: int
    qualification: str
    person: str
    took: str
    """The name of who took it."""
    reason: str
    argument: str
    before: str
    """The name of the tier that they held."""
    due: date
    later: bool
    """Whether a tier of the same qualification was taken again later, and that stands."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A tier that somebody holds, with how they earned it, as their record says it."""

    qualification: str
    tier: int
    tier_name: str
    tiers: int
    """That the qualification has."""
    how: How
    day: date
    evidence: Mapping[str, Any]
    score: float | None
    """Of the attempt that earned it, as it stands now, with its 95 % interval; None: it was earned otherwise."""
    low: float | None
    high: float | None
    items: int
    """Of that attempt."""
