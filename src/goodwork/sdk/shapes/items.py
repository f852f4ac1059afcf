"""Items as a lead or reviewer sees them.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from goodwork.sdk.shapes.queue import ItemOut, PredictionOut


class AsideOut(TypedDict):
    """Why an item is set aside."""

    reason: str
    representative_id: int | None
    similarity: float | None
    exact: bool
    takes_consensus: bool
    on: str


class ConsensusOut(TypedDict):
    question: str
    answer: dict[str, Any]
    confidence: float | None
    calibrated: bool
    disagreement: float | None
    answers: int
    reviewed: bool


class FlagOut(TypedDict):
    id: int
    item_id: int
    person: str
    note: str
    on: str
    resolved_on: str | None
    resolution: str | None


class GivenOut(TypedDict):
    """One person's current annotation; people appear under pseudonyms unless the viewer leads the project."""

    annotation_id: int
    person: str
    mine: bool
    thanked: bool
    answers: dict[str, dict[str, Any]]
    revision: int
    form_version: int
    surplus: bool
    bulk: bool
    submitted_on: str
    earlier: bool


class GoldIn(TypedDict):
    """PUT /items/{id}/gold."""

    answers: dict[str, dict[str, Any]]
    reason: str


class GoldOut(TypedDict):
    answers: dict[str, dict[str, Any]]
    reason: str
    drawn: bool


class ItemDetail(TypedDict):
    """GET /items/{id}: the item with every answer."""

    item: ItemOut
    state: Literal["open", "settled", "expert", "held", "set-aside"]
    how: Literal["met", "most-reached", "no-gain", "by-person", "on-count", "unknown"] | None
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
    aside: AsideOut | None
    representative: str | None
    taken: TakenConsensus | None
    stands_for: int
    outdated: OutdatedOut | None


class ItemPatch(TypedDict):
    """PATCH /items/{id}: put back into the queue, settle, or set aside."""

    state: Literal["open", "settled", "set-aside"]
    reason: str


class ItemRow(TypedDict):
    """GET /projects/{id}/items?state=&how=&gold=&search=&aside=&order=position|disputed&after=&limit=."""

    id: int
    external_id: str | None
    excerpt: str
    state: Literal["open", "settled", "expert", "held", "set-aside"]
    how: Literal["met", "most-reached", "no-gain", "by-person", "on-count", "unknown"] | None
    gold: Literal["none", "drawn", "chosen"]
    answers: int
    wanted: int
    confidence: float | None
    disagreement: float | None
    aside: AsideOut | None


class OutdatedOut(TypedDict):
    """The guideline has changed since an item was answered; by what the change touches it, where it does."""

    version: int
    since: int
    note: str
    on: str
    rule: str | None
    label: str | None
    word: str | None


class ResolutionIn(TypedDict):
    """POST /flags/{id}/resolution."""

    resolution: str


class RestsOn(TypedDict):
    """The numbers that a decision rested on."""

    answers: int
    confidence: float | None
    question: str
    calibrated: bool
    proves: float | None
    target: float
    fitted_at: str | None


class ReviewOut(TypedDict):
    """A review; the newest one holds."""

    id: int
    person: str
    mine: bool
    decision: Literal["accepted", "picked", "merged", "corrected", "withdrawn"]
    annotation_id: int | None
    form_version: int
    answers: dict[str, dict[str, Any]]
    reason: str
    on: str


class SkipOut(TypedDict):
    person: str
    reason: str
    on: str


class StoryLineOut(TypedDict):
    """A row of GET /items/{id}/story: one decision on the item."""

    id: int
    on: str
    step: Literal["asked", "settled", "reopened", "expert", "held", "set-aside", "restored", "mended", "asked-again"]
    cause: Literal["answered", "refitted", "policy-changed", "gold-changed", "skipped", "by-lead", "reviewed", "redundancy", "undone", "appealed", "guideline-changed", "questions-changed"]
    before: Literal["open", "settled", "expert", "held", "set-aside"]
    after: Literal["open", "settled", "expert", "held", "set-aside"]
    how: Literal["met", "most-reached", "no-gain", "by-person", "on-count", "unknown"] | None
    wanted_before: int
    wanted: int
    completed: int
    evidence: RestsOn | None
    person: str | None
    reason: str
    guideline_version: int | None
    says: str
    because: str
    proof: str


class TakenConsensus(TypedDict):
    """What an exact duplicate takes from the item that stands for it. Nobody answered this item itself."""

    item_id: int
    decided_on: str
    consensus: list[ConsensusOut]
