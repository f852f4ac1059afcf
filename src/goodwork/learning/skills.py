"""Somebody's skill at a question, as facts: the estimate, what it is computed from, and the evidence beside it."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.judging.scoring import Basis
from goodwork.kinds.contract import Slip

DIGITS = 4
"""Of the numbers that are kept."""


@dataclass(frozen=True, slots=True)
class Move:
    """An answer that moved an estimate much, beside what is right of its item or what the others say."""

    item: int
    mine: str
    other: str
    alike: bool
    """The same, whatever the words leave out."""
    gold: bool
    """Whether it is known."""
    ruled: bool
    """Whether an appeal decided it."""
    support: float
    """How sure it is; 1 where it is known."""
    moved: float
    """The estimate with this answer less the estimate without it."""


@dataclass(frozen=True, slots=True)
class Caught:
    """An answer that is known to be right, where most others said otherwise."""

    item: int
    mine: str


@dataclass(frozen=True, slots=True)
class Window:
    """The estimate out of a share of the counted items alone, with its interval."""

    items: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """The last window less all before it, with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """How an estimate went, in the order in which the items were answered."""

    windows: tuple[Window, ...] = ()
    """Of equally many items, the oldest first; empty: too few yet."""
    missing: int = 0
    """Counted items that are missing until there are two windows."""
    change: Change | None = None
    certain: bool = False
    """Whether the interval of the change excludes none."""


@dataclass(frozen=True, slots=True)
class Costly:
    """A slip that items share, and what it took from an estimate."""

    slip: Slip
    cost: float
    count: int
    """Of items."""
    items: tuple[int, ...]
    """Some of them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands beside a skill."""

    why: str = ""
    """The reason that there is no estimate."""
    missing: int = 0
    """Answers that can be compared and are missing until something is estimated."""
    moves: tuple[Move, ...] = ()
    """The answers that moved it most, the strongest first."""
    caught: tuple[Caught, ...] = ()
    """The newest first."""
    trend: Trend = Trend()
    slips: tuple[Costly, ...] = ()
    """The most costly first."""

    @property
    def items(self) -> set[int]:
        """The items that it names as answered one way or another."""
        return {one.item for one in (*self.moves, *self.caught)}


@dataclass(frozen=True, slots=True)
class SkillRow:
    """What is known of one person on one question; ``estimate`` is None below the minimum of evidence."""

    person_id: int
    estimate: float | None
    low: float | None
    high: float | None
    items: int
    evidence: Evidence
    basis: Basis | None = None
    """What the estimate is computed from; None where a kind has nothing of the sort."""
