"""Quality: what a project page and a person's own page show.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from goodwork.sdk.shapes.guideline import CaseOut


class BehindOut(TypedDict):
    """Who a letter stands for."""

    letter: str
    name: str


class CaughtOut(TypedDict):
    """An answer that gold or a review found right, where most others said otherwise."""

    item_id: int
    claim_id: int | None
    excerpt: str
    mine: str


class ClassSaidOut(TypedDict):
    """How often people say what a model says, where it says this."""

    said: str
    agrees: Estimate


class Comparisons(TypedDict):
    """What comparisons say beside the consensus of each item."""

    first_shown: Estimate
    systems: list[SystemOut]


class DependenceOut(TypedDict):
    """A row of GET /projects/{project}/dependence: people whose answers depend on each other. It names nobody."""

    id: int
    question: str
    title: str
    people: list[str]
    share: float
    voices: float
    found_at: str
    items: list[SharedOut]
    may_reveal: bool
    revealed: RevealedOut | None
    appeals: list[RevealAppealRow]


class Estimate(TypedDict):
    """A number with its evidence. ``value`` is null when there is too little, and ``why`` says so."""

    value: float | None
    low: float | None
    high: float | None
    items: int
    why: str


class EvidenceOut(TypedDict):
    """An answer that moved an estimate much."""

    item_id: int
    claim_id: int | None
    excerpt: str
    mine: str
    other: str
    alike: bool
    source: Literal["gold", "consensus"]
    support: float
    moved: float
    reason: str
    appealed: Literal["open", "upheld", "declined"] | None
    may_appeal: Literal["gold", "review", "score"] | None


class ExampleOut(TypedDict):
    """An item where a slip was made."""

    item_id: int
    claim_id: int | None
    excerpt: str


class ModelOut(TypedDict):
    """What a model whose predictions were imported is worth on a question."""

    model: str
    weight: float
    agrees: Estimate
    on_gold: Estimate
    by_class: list[ClassSaidOut]


class ModelsOut(TypedDict):
    """What models are worth together; those that repeat each other share what one of them is worth."""

    models: list[ModelOut]
    used: bool
    gain: float
    error: float
    spared: SparedOut | None


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


class PersonSkills(TypedDict):
    """GET /people/{person}/quality, GET /projects/{project}/people/{person}/quality."""

    person_id: int
    name: str
    rows: list[ProjectSkills]
    next: str | None


class PracticeOut(TypedDict):
    """What to practise: a slip, items where it was made, and what was decided about such items."""

    slip: SlipOut
    examples: list[ExampleOut]
    rule: str
    cases: list[CaseOut]


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


class ProjectSkills(TypedDict):
    """A row of GET /me/quality: my skills at the questions of a project, with what they rest on."""

    project_id: int
    project: str
    questions: list[QuestionSkill]


class PromiseOut(TypedDict):
    """What gold lets one promise of the labels: it holds with a probability of 0.95, whatever the model."""

    error: float
    above: float | None
    coverage: float
    gold: int
    wrong: int
    at_most: float


class QuestionQuality(TypedDict):
    key: str
    title: str
    kind: str
    agreement: Estimate
    kappa: Estimate | None
    ac: Estimate | None
    accuracy_on_gold: Estimate
    has_confidence: bool
    calibrated: bool
    calibrates: bool
    gold_missing: int
    calibration_note: str
    confidence_histogram: list[int]
    reliability: list[dict[str, float]]
    confusing_pairs: list[PairOut]
    comparisons: Comparisons | None
    promise: PromiseOut | None
    models: ModelsOut | None


class QuestionSkill(TypedDict):
    """A person's skill at one question, with what it rests on."""

    question: str
    title: str
    kind: str
    measures: Literal["right", "near", "nothing"]
    skill: Estimate
    missing: int
    evidence: list[EvidenceOut]
    caught: list[CaughtOut]
    trend: TrendOut
    slips: list[SlipOut]


class RevealAppealIn(TypedDict):
    """POST /reveals/{reveal}/appeal."""

    argument: NotRequired[str]


class RevealAppealMade(TypedDict):
    """POST /reveals/{reveal}/appeal."""

    id: int


class RevealAppealRow(TypedDict):
    """An open appeal against a reveal, which I may decide. It does not say whose it is."""

    id: int
    argument: str
    reason: str
    on: str
    due_on: str


class RevealDecisionIn(TypedDict):
    """POST /reveal-appeals/{appeal}/decision."""

    upheld: bool
    reason: str


class RevealDecisionOut(TypedDict):
    """POST /reveal-appeals/{appeal}/decision."""

    state: Literal["upheld", "declined"]


class RevealIn(TypedDict):
    """POST /dependence/{finding}/reveal."""

    reason: str


class RevealMade(TypedDict):
    """POST /dependence/{finding}/reveal."""

    id: int


class RevealedOut(TypedDict):
    """What I revealed of a finding."""

    id: int
    reason: str
    people: list[BehindOut]


class SharedOut(TypedDict):
    """An item on which people of a finding said the same."""

    item_id: int
    excerpt: str
    said: str
    people: list[str]
    others: list[VotesOut]
    known: str


class SlipOut(TypedDict):
    """What cost an estimate most: of mistakes that two items or more share."""

    what: Literal["instead", "missed", "extra", "border", "higher", "lower"]
    said: str
    right: str
    cost: float
    items: int


class SparedOut(TypedDict):
    """Answers of an item until asking stops, out of those that were given: replayed without and with the models."""

    without: float
    with_models: float
    items: int


class SystemOut(TypedDict):
    """A system that made outputs, by what people preferred."""

    system: str
    wins: Estimate


class TrendOut(TypedDict):
    """How an estimate went, from counted items alone, whenever they were answered."""

    windows: list[WindowOut]
    missing: int
    change: Estimate | None
    certain: bool


class VotesOut(TypedDict):
    """An answer, and how many people gave it."""

    said: str
    people: int


class WindowOut(TypedDict):
    """A share of the counted items, in the order in which they were answered."""

    items: int
    value: float
    low: float
    high: float
