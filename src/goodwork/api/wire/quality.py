"""Quality: what a project page and a person's own page show."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.guideline import CaseOut


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


class PromiseOut(Wire):
    """What gold lets one promise of the labels: it holds with a probability of 0.95, whatever the model."""

    error: float = Field(description="The share that may be wrong: 1 less the target.")
    above: float | None = Field(description="Lowest confidence from which it holds; null: nothing can be promised.")
    coverage: float = Field(description="Share of the items that reach it.")
    gold: int = Field(description="Gold items that reach it; without a promise those that reach the target.")
    wrong: int = Field(description="How many of these are wrong.")
    at_most: float = Field(description="Of what reaches the target, the share that is wrong at most.")


class ClassSaidOut(Wire):
    """How often people say what a model says, where it says this."""

    said: str
    agrees: Estimate


class ModelOut(Wire):
    """What a model whose predictions were imported is worth on a question."""

    model: str
    weight: float = Field(description="Beside people's answers: 0 = it has no say, 1 = it is taken as it says.")
    agrees: Estimate = Field(description="The share of people's answers to the same item that say what it says.")
    on_gold: Estimate = Field(description="How often it is right on gold that was drawn at random.")
    by_class: list[ClassSaidOut]


class SparedOut(Wire):
    """Answers of an item until asking stops, out of those that were given: replayed without and with the models."""

    without: float
    with_models: float
    items: int


class ModelsOut(Wire):
    """What models are worth together; those that repeat each other share what one of them is worth."""

    models: list[ModelOut]
    used: bool = Field(description="Whether any of them has a say.")
    gain: float = Field(description="Nats by which an answer of a person is predicted better with them.")
    error: float = Field(description="Its standard error; they have a say where the gain is above two of them.")
    spared: SparedOut | None = Field(default=None, description="Null: they have no say, or too few items were played.")


class QuestionQuality(Wire):
    key: str
    title: str
    kind: str
    agreement: Estimate = Field(description="Krippendorff's alpha.")
    kappa: Estimate | None = Field(default=None, description="Fleiss' kappa; null: its answers are no classes.")
    ac: Estimate | None = Field(default=None, description="Gwet's AC1, or AC2 where the classes are ordered.")
    accuracy_on_gold: Estimate
    has_confidence: bool = Field(description="Whether its kind states one; else items settle on count.")
    calibrated: bool
    calibrates: bool = Field(
        description="Whether gold can calibrate its confidence; else that is an estimate, out of agreement."
    )
    gold_missing: int = Field(description="How many more randomly drawn gold items calibration takes.")
    calibration_note: str
    confidence_histogram: list[int] = Field(description="Items per tenth of confidence, 10 bins.")
    reliability: list[dict[str, float]] = Field(description="Points: confidence, accuracy, items.")
    confusing_pairs: list[PairOut]
    comparisons: Comparisons | None = Field(default=None, description="For questions that compare outputs.")
    promise: PromiseOut | None = Field(default=None, description="Null: gold can't say anything of it yet.")
    models: ModelsOut | None = Field(
        default=None, description="Null: the policy has no predictions weighed, or there are none of this question."
    )


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


class VotesOut(Wire):
    """An answer, and how many people gave it."""

    said: str
    people: int


class SharedOut(Wire):
    """An item on which people of a finding said the same."""

    item_id: int
    excerpt: str
    said: str
    people: list[str] = Field(description="Who said it, by their letters.")
    others: list[VotesOut] = Field(description="What everybody else said, most frequent first.")
    known: str = Field(description="The known answer; empty: it is not known.")


class BehindOut(Wire):
    """Who a letter stands for."""

    letter: str
    name: str


class RevealedOut(Wire):
    """What I revealed of a finding."""

    id: int
    reason: str
    people: list[BehindOut]


class RevealAppealRow(Wire):
    """An open appeal against a reveal, which I may decide. It does not say whose it is."""

    id: int
    argument: str = Field(description="Empty: none was given.")
    reason: str = Field(description="Of the reveal.")
    on: date
    due_on: date


class DependenceOut(Wire):
    """A row of GET /projects/{project}/dependence: people whose answers depend on each other. It names nobody."""

    id: int
    question: str
    title: str
    people: list[str] = Field(description="Letters that stand for people in this project alone.")
    share: float = Field(description="Of their answers that are repeats.")
    voices: float = Field(description="What equal answers of all of them to an item count as.")
    found_at: datetime
    items: list[SharedOut] = Field(description="What shows it: most others said something else there.")
    may_reveal: bool = Field(description="I lead the project and have not revealed it.")
    revealed: RevealedOut | None = Field(description="Of those who lead, to whoever revealed it alone.")
    appeals: list[RevealAppealRow] = Field(description="That I may decide, the one that is due first comes first.")


class RevealIn(Wire):
    """POST /dependence/{finding}/reveal."""

    reason: str = Field(max_length=1000, description="Why I need the names: those concerned read it.")


class RevealMade(Wire):
    """POST /dependence/{finding}/reveal."""

    id: int


class RevealAppealIn(Wire):
    """POST /reveals/{reveal}/appeal."""

    argument: str = Field(default="", max_length=4000, description="Why, if I like to say it.")


class RevealAppealMade(Wire):
    """POST /reveals/{reveal}/appeal."""

    id: int


class RevealDecisionIn(Wire):
    """POST /reveal-appeals/{appeal}/decision."""

    upheld: bool = Field(description="The finding is wrong.")
    reason: str = Field(max_length=4000)


class RevealDecisionOut(Wire):
    """POST /reveal-appeals/{appeal}/decision."""

    state: Literal["upheld", "declined"]


class EvidenceOut(Wire):
    """An answer that moved an estimate much."""

    item_id: int
    claim_id: int | None = Field(description="Under which I answered: the way back to the desk. Null: not mine.")
    excerpt: str
    mine: str
    other: str
    alike: bool = Field(description="The same, whatever the words leave out.")
    source: Literal["gold", "consensus"]
    support: float = Field(description="How sure it is: 1 for gold.")
    moved: float = Field(description="The estimate with this answer less the estimate without it.")
    reason: str
    appealed: Literal["open", "upheld", "declined"] | None = Field(description="What became of my appeal there.")
    may_appeal: Literal["gold", "review", "score"] | None = Field(
        description="As what it may be appealed; null: it says the same, or it is not mine."
    )


class CaughtOut(Wire):
    """An answer that gold or a review found right, where most others said otherwise."""

    item_id: int
    claim_id: int | None
    excerpt: str
    mine: str


class WindowOut(Wire):
    """A share of the counted items, in the order in which they were answered."""

    items: int
    value: float
    low: float
    high: float


class TrendOut(Wire):
    """How an estimate went, from counted items alone, whenever they were answered."""

    windows: list[WindowOut] = Field(description="Of equally many items, the oldest first; empty: too few yet.")
    missing: int = Field(description="Counted items that are missing until there are two windows.")
    change: Estimate | None = Field(description="The last window less all before it, with its 95 % interval.")
    certain: bool = Field(description="The interval excludes no change: so it does by chance for one in twenty.")


class SlipOut(Wire):
    """What cost an estimate most: of mistakes that two items or more share."""

    what: Literal["instead", "missed", "extra", "border", "higher", "lower"]
    said: str = Field(description="What was answered; of steps what is judged; empty: nothing.")
    right: str = Field(description="What is right; empty: nothing.")
    cost: float = Field(description="What the single answers took from the estimate, together.")
    items: int


class QuestionSkill(Wire):
    """A person's skill at one question, with what it rests on."""

    question: str
    title: str
    kind: str
    measures: Literal["right", "near", "nothing"] = Field(
        description="The share of right answers; how near answers come to what is right; nothing, see `skill.why`."
    )
    skill: Estimate
    missing: int = Field(description="Answers that can be compared and are missing until something is estimated.")
    evidence: list[EvidenceOut] = Field(description="What moved it most to either side, the strongest first.")
    caught: list[CaughtOut] = Field(description="Newest first.")
    trend: TrendOut
    slips: list[SlipOut] = Field(description="The most costly first.")


class ProjectSkills(Wire):
    """A row of GET /me/quality: my skills at the questions of a project, with what they rest on."""

    project_id: int
    project: str
    questions: list[QuestionSkill]


class PersonSkills(Wire):
    """GET /people/{person}/quality, GET /projects/{project}/people/{person}/quality."""

    person_id: int
    name: str
    rows: list[ProjectSkills]
    next: str | None


class ExampleOut(Wire):
    """An item where a slip was made."""

    item_id: int
    claim_id: int | None
    excerpt: str


class PracticeOut(Wire):
    """What to practise: a slip, items where it was made, and what was decided about such items."""

    slip: SlipOut
    examples: list[ExampleOut]
    rule: str = Field(description="A section of the guideline; empty: none stands out.")
    cases: list[CaseOut]
