"""Quality: what a project page and a person's own page show.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict


class Comparisons(TypedDict):
    """What comparisons say beside the consensus of each item."""

    first_shown: Estimate
    systems: list[SystemOut]


class Estimate(TypedDict):
    """A number with its evidence. ``value`` is null when there is too little, and ``why`` says so."""

    value: float | None
    low: float | None
    high: float | None
    items: int
    why: str


class EvidenceOut(TypedDict):
    item_id: int
    excerpt: str
    mine: str
    other: str
    source: str
    reason: str
    appealed: Literal["open", "upheld", "declined"] | None
    may_appeal: Literal["gold", "review", "score"] | None


class MyQuality(TypedDict):
    """GET /me/quality: my own skills, per project and question, with the items they rest on."""

    project_id: int
    project: str
    question: str
    title: str
    skill: Estimate
    evidence: list[EvidenceOut]


class OverturnedOut(TypedDict):
    """How often appeals of a project are upheld."""

    upheld: int
    decided: int
    rate: Estimate
    at_fault: bool


class PairOut(TypedDict):
    """Two answers that people mix up."""

    a: str
    b: str
    share: float
    items: int


class ProjectQuality(TypedDict):
    """GET /projects/{id}/quality."""

    fitted_at: str | None
    method: str
    questions: list[QuestionQuality]
    people: int
    annotations: int
    error: str | None
    appeals: OverturnedOut
    extra: dict[str, Any]


class QuestionQuality(TypedDict):
    key: str
    title: str
    kind: str
    agreement: Estimate
    accuracy_on_gold: Estimate
    calibrated: bool
    gold_missing: int
    calibration_note: str
    confidence_histogram: list[int]
    reliability: list[dict[str, float]]
    confusing_pairs: list[PairOut]
    comparisons: Comparisons | None


class SystemOut(TypedDict):
    """A system that made outputs, by what people preferred."""

    system: str
    wins: Estimate
