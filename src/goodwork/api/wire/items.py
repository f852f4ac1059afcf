"""Items as a lead or reviewer sees them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from goodwork.api.wire.base import Answers, Wire
from goodwork.api.wire.queue import ItemOut, PredictionOut

StepName = Literal["asked", "settled", "reopened", "expert", "held", "set-aside", "restored", "mended", "asked-again"]
CauseName = Literal[
    "answered",
    "refitted",
    "policy-changed",
    "gold-changed",
    "skipped",
    "by-lead",
    "reviewed",
    "redundancy",
    "undone",
    "appealed",
    "guideline-changed",
    "questions-changed",
]
SettledHowName = Literal["met", "most-reached", "no-gain", "by-person", "on-count", "unknown"]
DecisionName = Literal["accepted", "picked", "merged", "corrected", "withdrawn"]
ItemStateName = Literal["open", "settled", "expert", "held", "set-aside"]


class AsideOut(Wire):
    """Why an item is set aside."""

    reason: str = Field(description="A lead's words; empty when another item stands for it.")
    representative_id: int | None
    similarity: float | None = Field(description="To the item that stands for it; null: not measured.")
    exact: bool
    takes_consensus: bool = Field(description="What is said of the other item holds for this one too.")
    on: date


class ItemRow(Wire):
    """GET /projects/{id}/items?state=&how=&gold=&search=&aside=&order=position|disputed&after=&limit=."""

    id: int
    external_id: str | None
    excerpt: str
    state: ItemStateName
    how: SettledHowName | None = Field(description="How it came to be settled; null: it is not.")
    gold: Literal["none", "drawn", "chosen"]
    answers: int
    wanted: int
    confidence: float | None
    disagreement: float | None
    aside: AsideOut | None


class ConsensusOut(Wire):
    question: str
    answer: dict[str, Any]
    confidence: float | None
    calibrated: bool
    disagreement: float | None
    answers: int
    reviewed: bool
    """Whether a reviewer said it."""


class GivenOut(Wire):
    """One person's current annotation; people appear under pseudonyms unless the viewer leads the project."""

    annotation_id: int
    person: str
    mine: bool
    thanked: bool
    """Whether I have thanked for it."""
    answers: Answers
    revision: int
    form_version: int
    surplus: bool
    bulk: bool
    """Whether it was given to many items at once."""
    submitted_on: date
    earlier: bool
    """Whether it is of an earlier guideline than the one by which the item is asked again: it counts no more."""


class SkipOut(Wire):
    person: str
    reason: str
    on: date


class FlagOut(Wire):
    id: int
    item_id: int
    person: str
    note: str
    on: date
    resolved_on: date | None
    resolution: str | None


class GoldOut(Wire):
    answers: Answers
    reason: str
    drawn: bool


class GoldIn(Wire):
    """PUT /items/{id}/gold."""

    answers: Answers
    reason: str = Field(min_length=1, max_length=4000)


class ReviewOut(Wire):
    """A review; the newest one holds."""

    id: int
    person: str
    mine: bool
    decision: DecisionName
    annotation_id: int | None
    form_version: int
    answers: Answers
    reason: str
    on: date


class TakenConsensus(Wire):
    """What an exact duplicate takes from the item that stands for it. Nobody answered this item itself."""

    item_id: int
    decided_on: date
    consensus: list[ConsensusOut]


class OutdatedOut(Wire):
    """The guideline has changed since an item was answered; by what the change touches it, where it does."""

    version: int = Field(description="The newest one: by it the item can be asked again.")
    since: int = Field(description="The one by which its oldest answer that counts was given.")
    note: str = Field(description="What whoever wrote the newest one says of it.")
    on: date
    rule: str | None = Field(description="A changed rule that somebody named of the item.")
    label: str | None = Field(description="The name of a label in the changed lines, which its consensus has.")
    word: str | None = Field(description="A word of the changed lines that its texts have.")


class ItemDetail(Wire):
    """GET /items/{id}: the item with every answer."""

    item: ItemOut
    state: ItemStateName
    how: SettledHowName | None = Field(description="How it came to be settled; null: it is not.")
    wanted: int
    completed: int
    live: int
    gold: GoldOut | None
    consensus: list[ConsensusOut]
    given: list[GivenOut]
    predictions: list[PredictionOut]
    skips: list[SkipOut]
    flags: list[FlagOut]
    reviews: list[ReviewOut]
    """Newest first."""
    aside: AsideOut | None
    representative: str | None
    """The own id of the item that stands for it."""
    taken: TakenConsensus | None
    stands_for: int
    """Items that are set aside because this one stands for them; counted up to 1,000."""
    outdated: OutdatedOut | None
    """Whether the guideline has changed since it was answered; null also where it can't be asked again."""


class RestsOn(Wire):
    """The numbers that a decision rested on."""

    answers: int
    confidence: float | None = Field(description="The lowest of the required questions; null: none has one.")
    question: str = Field(description="Which has it; empty: none.")
    calibrated: bool = Field(description="On gold that was drawn at random; else it is a guess.")
    proves: float | None = Field(
        description="The accuracy that gold proved then for what reaches the target; null: nothing."
    )
    target: float
    fitted_at: datetime | None = Field(description="Of the refit whose skills weighed the answers.")


class StoryLineOut(Wire):
    """A row of GET /items/{id}/story: one decision on the item."""

    id: int
    on: date
    step: StepName = Field(description="What was decided.")
    cause: CauseName = Field(description="What led to it.")
    before: ItemStateName
    after: ItemStateName
    how: SettledHowName | None = Field(description="How it is settled since; null: it is not.")
    wanted_before: int
    wanted: int
    completed: int
    evidence: RestsOn | None = Field(description="null: a person, or a count, decided.")
    person: str | None = Field(description="Who decided, when a person did; a pseudonym unless the viewer leads.")
    reason: str = Field(description="Their own words.")
    guideline_version: int | None = Field(description="By which it is asked again; null: it is not.")
    says: str = Field(description="The decision as a sentence.")
    because: str = Field(description="The cause as a sentence.")
    proof: str = Field(description="What stands behind the confidence, as a sentence; empty: none was stated.")


class ItemPatch(Wire):
    """PATCH /items/{id}: put back into the queue, settle, or set aside."""

    state: Literal["open", "settled", "set-aside"] = Field(
        description="open: put back. One that is set aside is again what it was before, any other in the queue again."
    )
    reason: str = Field(min_length=1, max_length=1000)


class ResolutionIn(Wire):
    """POST /flags/{id}/resolution."""

    resolution: str = Field(min_length=1, max_length=2000, description="What became of it, for the person who asked.")
