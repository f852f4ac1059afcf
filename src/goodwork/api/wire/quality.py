"""Quality: what a project page and a person's own page show."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from goodwork.api.wire.base import Wire


class Estimate(Wire):
    """A number with its evidence. ``value`` is null when there is too little, and ``why`` says so."""

    value: float | None
    low: float | None = None
    high: float | None = None
    items: int = 0
    why: str = ""


class PairOut(Wire):
    """Two answers that people mix up."""

    a: str
    b: str
    share: float = Field(description="Of all disagreeing pairs of answers.")
    items: int


class SystemOut(Wire):
    """A system that made outputs, by what people preferred."""

    system: str
    wins: Estimate = Field(description="The probability of winning against a system in the middle of all.")


class Comparisons(Wire):
    """What comparisons say beside the consensus of each item."""

    first_shown: Estimate = Field(description="How often the output that was shown first is preferred.")
    systems: list[SystemOut] = Field(description="Best first; empty when the question names none.")


class QuestionQuality(Wire):
    key: str
    title: str
    kind: str
    agreement: Estimate = Field(description="Krippendorff's alpha.")
    accuracy_on_gold: Estimate
    calibrated: bool
    gold_missing: int = Field(description="How many more randomly drawn gold items calibration takes.")
    calibration_note: str
    confidence_histogram: list[int] = Field(description="Items per tenth of confidence, 10 bins.")
    reliability: list[dict[str, float]] = Field(description="Points: confidence, accuracy, items.")
    confusing_pairs: list[PairOut]
    comparisons: Comparisons | None = Field(default=None, description="For questions that compare outputs.")


class OverturnedOut(Wire):
    """How often appeals of a project are upheld."""

    upheld: int
    decided: int = Field(description="Of the newest 1,000.")
    rate: Estimate
    at_fault: bool = Field(description="More than one in five: what is decided is at fault.")


class ProjectQuality(Wire):
    """GET /projects/{id}/quality."""

    fitted_at: datetime | None
    method: str
    questions: list[QuestionQuality]
    people: int
    annotations: int
    error: str | None = Field(default=None, description="Why the newest refit failed; what is here is older.")
    appeals: OverturnedOut
    extra: dict[str, Any] = {}


class EvidenceOut(Wire):
    item_id: int
    excerpt: str
    mine: str
    other: str
    source: str = Field(description="gold or consensus")
    reason: str
    appealed: Literal["open", "upheld", "declined"] | None = Field(description="What became of my appeal there.")
    may_appeal: Literal["gold", "review", "score"] | None = Field(
        description="As what it may be appealed; null: it says the same."
    )


class MyQuality(Wire):
    """GET /me/quality: my own skills, per project and question, with the items they rest on."""

    project_id: int
    project: str
    question: str
    title: str
    skill: Estimate
    evidence: list[EvidenceOut]
