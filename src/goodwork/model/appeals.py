"""An appeal: a person's request for a second look at what was decided of an answer of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

Answers = Mapping[str, Mapping[str, Any]]


class Against(IntEnum):
    """What is appealed."""

    SCORE = 1
    """What the answers of others made of it: the item's consensus, which somebody's skill rests on."""
    REVIEW = 2
    """What a reviewer decided."""
    GOLD = 3
    """The known answer."""

    @property
    def word(self) -> str:
        """Its name on the wire."""
        return self.name.lower()


class AppealState(IntEnum):
    """What became of it."""

    OPEN = 0
    UPHELD = 1
    """The appellant was right, or neither was: what was decided is mended."""
    DECLINED = 2
    WITHDRAWN = 3
    """By the appellant, who may appeal again."""

    @property
    def word(self) -> str:
        """Its name on the wire."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal as it is kept."""

    id: int
    project_id: int
    item_id: int
    person_id: int
    against: Against
    answers: Answers
    """What was decided, as it stood when it was appealed."""
    form_version: int
    reason: str
    """That was given for it."""
    annotation_id: int
    """The appellant's answers that it was decided of."""
    argument: str
    on: date
    due_on: date
    state: AppealState
    decided_on: date | None
    decision: str
    """The reason of the decision."""
    rule: str
    """The section of the guideline that it rests on; empty: none applies."""
    ruled: Answers | None
    """What is right, of an upheld one."""
    ruled_version: int | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an upheld appeal says is right for an item, under a version of the form."""

    answers: Answers
    form_version: int
