"""A restriction: something that a named person took from another one, with a reason that they read and may appeal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from goodwork.model.appeals import AppealState

SHORTEST_REASON = 10
LONGEST_REASON = 2000
"""Characters of a reason. The schema refuses any other."""
MOST_EVIDENCE = 20
"""Items that a restriction may point at."""
APPEAL_DAYS = 14
"""Within which an appeal against one is to be decided."""
MOST_OPENINGS = 3
"""How often an appeal may be opened: withdrawn and opened again, it comes back to whoever decides."""


class Restricts(IntEnum):
    """What was taken."""

    ACCESS = 1
    """They may sign in to read what was decided about them, and to nothing else."""
    ROLE = 2
    """Their role in the organization is a narrower one."""
    TEAM = 3
    """They are out of a team."""
    GRANT = 4
    """A grant on a project was taken back, or is a narrower one."""
    OPENING = 5
    """A project in which they worked is open to fewer people, and not to them."""
    REQUIREMENT = 6
    """A project in which they worked asks for a tier that they don't hold."""

    @property
    def word(self) -> str:
        """Its name on the wire."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Basis:
    """What a restriction rests on, as whoever decides it says."""

    reason: str = ""
    evidence: Sequence[int] = ()
    """Items that the person answered; none: the words are all."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken from one person."""

    person_id: int
    what: Restricts
    before: Mapping[str, Any]
    """What held: ``role``, ``team_id`` and ``team``, ``open_to`` and ``team_ids``, ``qualification_id`` and the name of
    the ``tier`` of it that was asked for."""
    after: Mapping[str, Any]
    project_id: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """An item that a restriction points at."""

    item_id: int
    project: str
    payload: Mapping[str, Any]
    claim_id: int | None
    """Under which the person answered it."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """A restriction as its person reads it."""

    id: int
    what: Restricts
    project: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str
    by: str
    day: date
    evidence: Sequence[int]
    appeal: AppealState | None
    argument: str
    due: date | None
    decision: str
    decided_by: str | None
    openings: int
    """How often an appeal against it was opened."""
    apart: bool
    """Whether somebody else than who decided it can decide an appeal against it."""
    met: bool
    """Whether it shuts them out no more: they hold the tier by now, or the project asks for it no longer."""


@dataclass(frozen=True, slots=True)
class RestrictionAppeal:
    """An open appeal against a restriction, as whoever decides it reads it."""

    id: int
    what: Restricts
    person: str
    project: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    by: str
    mine: bool
    """Whether whoever decides it is who restricted: nobody else can."""
    reason: str
    evidence: Sequence[int]
    argument: str
    due: date
    later: bool
    """Whether a later decision took the same, and stands: it is not given back by this appeal."""
