"""An item: its parts, its place in the queue, and what can become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any


class ItemState(IntEnum):
    """Where an item stands in the queue."""

    OPEN = 0
    """May be claimed while answers are missing."""
    SETTLED = 1
    """Every required question meets its target, *most* is reached, or another answer would hardly help."""
    EXPERT = 2
    """Disputed: waits for a reviewer."""
    HELD = 3
    """Skipped three times: waits for the lead."""
    SET_ASIDE = 4
    """Taken out of the queue, restorable (redundant, withdrawn)."""


class SettledHow(IntEnum):
    """How an item came to be settled: what may be claimed of its answers."""

    NOT = 0
    """It is not settled."""
    MET = 1
    """Its lowest confidence met the target."""
    MOST_REACHED = 2
    """It has *most* answers, and missed the target."""
    BY_PERSON = 3
    """A lead or a reviewer settled it."""
    ON_COUNT = 4
    """It has the answers that were asked for; none of its questions states a confidence."""
    UNKNOWN = 5
    """It was settled before this was written down."""
    NO_GAIN = 6
    """It missed the target, and another answer would hardly have helped."""


class GoldDraw(IntEnum):
    """Whether an item is gold, and how it became so."""

    NONE = 0
    DRAWN = 1
    """Drawn at random: calibrates."""
    CHOSEN = 2
    """Picked by somebody: trains people and calibrates nothing."""


class PartType(StrEnum):
    """What a part of an item is."""

    TEXT = "text"
    PICTURE = "picture"
    TABLE = "table"
    CONVERSATION = "conversation"
    CODE = "code"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class NeededPart:
    """A part without which a question has nothing to look at."""

    name: str | None
    """None: the item's first part of one of the types."""
    types: tuple[PartType, ...] = ()
    """What it may be; (): anything."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an item, in the order in which it is shown.

    As JSON: ``{"name": "claim", "type": "text", "title": "Claim", "text": "..."}`` or
    ``{"name": "picture", "type": "picture", "blob": "sha256/ab/cdef...", "media": "image/png", "width": 640,
    "height": 480}``. ``name`` is unique in the item; questions may name the part they look at.

    Parts with an inner order keep it in ``data``: a conversation ``{"turns": [{"role", "text", "name"?}, ...]}``, a
    table ``{"columns": [...], "rows": [[...], ...]}``, metadata any object; code has its ``text`` and, where it is
    known, ``{"language": "python"}``.
    """

    name: str
    type: PartType
    title: str = ""
    text: str | None = None
    blob: str | None = None
    media: str | None = None
    width: int | None = None
    height: int | None = None
    data: Mapping[str, Any] | None = None


def parts_of(payload: Mapping[str, Any]) -> tuple[Part, ...]:
    """The parts of an item, out of its payload as it is stored."""
    return tuple(
        Part(
            str(raw["name"]),
            PartType(raw["type"]),
            raw.get("title", ""),
            raw.get("text"),
            raw.get("blob"),
            raw.get("media"),
            raw.get("width"),
            raw.get("height"),
            raw.get("data"),
        )
        for raw in payload.get("parts", ())
    )


@dataclass(frozen=True, slots=True)
class ConsensusRow:
    """The consensus on one question of an item."""

    item_id: int
    question: str
    answer: Mapping[str, Any]
    confidence: float | None
    calibrated: bool
    disagreement: float
    answers: int
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """The numbers the flow decides on."""

    state: ItemState
    wanted: int
    completed: int
    live: int
    gold: GoldDraw
    skips: int
    by_lead: bool = False
    """Whether a person decided the state; the flow leaves it then."""
    how: SettledHow = SettledHow.NOT

    @property
    def missing(self) -> int:
        """Slots that are free."""
        return self.wanted - self.completed - self.live
