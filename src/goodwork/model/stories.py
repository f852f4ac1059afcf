"""The story of an item: what was decided of it, why, and the numbers that it rested on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from goodwork.model.items import ItemState, SettledHow


class Cause(IntEnum):
    """What led to a decision."""

    ANSWERED = 0
    """An answer came, or was changed."""
    REFITTED = 1
    """A refit learned skills and calibration afresh."""
    POLICY_CHANGED = 2
    """The project asks for something else."""
    GOLD_CHANGED = 3
    """It became gold, or is gold no more."""
    SKIPPED = 4
    """People skipped it."""
    BY_LEAD = 5
    """A lead's word."""
    REVIEWED = 6
    """A reviewer's word."""
    REDUNDANCY = 7
    """A check for redundancy: another item stands for it, or does not any more."""
    UNDONE = 8
    """Answers that came at once, with a batch or an import, were taken back."""
    APPEALED = 9
    """An appeal was upheld."""
    GUIDELINE_CHANGED = 10
    """The guideline has another version."""
    QUESTIONS_CHANGED = 11
    """The project asks other questions."""


class Step(IntEnum):
    """What was decided."""

    ASKED = 0
    """It is to get another number of answers."""
    SETTLED = 1
    """It is settled, or settled in another way than before."""
    REOPENED = 2
    """It is in the queue again."""
    EXPERT = 3
    """It waits for a reviewer."""
    HELD = 4
    """It waits for the lead."""
    SET_ASIDE = 5
    """It was taken out of the queue."""
    RESTORED = 6
    """It is again what it was before it was set aside."""
    MENDED = 7
    """Another answer is known to be right."""
    ASKED_AGAIN = 8
    """It is asked anew, because the answers so far are of an earlier guideline."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbers that a decision rested on."""

    answers: int
    confidence: float | None
    """The lowest of the required questions; None: none has one."""
    question: str
    """The question that has it; empty: none."""
    calibrated: bool
    """Whether it was calibrated on gold; else it is a sober guess."""
    proves: float | None
    """The accuracy that gold proved, at the last refit, for what reaches the target in that question; None: nothing."""
    target: float
    fitted_at: datetime | None = None
    """When the refit was made whose skills weighed the answers; None: there was none yet."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What weighing an item's answers found: what its story rests on, and what it shows in lists."""

    evidence: Evidence
    disagreement: float
    review_gain: float
    """How many wrong answers a review is expected to put right."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One decision on an item."""

    id: int
    on: date
    step: Step
    cause: Cause
    before: ItemState
    after: ItemState
    how: SettledHow
    wanted_before: int
    wanted: int
    completed: int
    evidence: Evidence | None
    """None: a person, or a count, decided."""
    person_id: int | None
    """Who decided, when a person did."""
    reason: str
    """Their own words."""
    guideline_version: int | None = None
    """By which it is asked again; None: it is not."""
