"""The report of a refit, as facts: what its pages show of a project, question by question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodwork.quality.calibration import FEWEST_GOLD, Bin
from goodwork.quality.promise import Promise


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95 % interval and the items it rests on; where there is no value, ``why`` says so."""

    value: float | None
    low: float | None = None
    high: float | None = None
    items: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class MixedUp:
    """Two answers that people give to the same item."""

    a: str
    b: str
    share: float
    """Of all pairs of answers that disagree."""
    items: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A system that made outputs, by what people preferred."""

    system: str
    wins: Estimate
    """The probability of winning against a system in the middle of all."""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What comparisons say of the systems behind them, and of the side that was shown first."""

    first_shown: Estimate
    systems: tuple[Standing, ...]
    """Best first."""


@dataclass(frozen=True, slots=True)
class ModelWorth:
    """What a model whose predictions were imported is worth on one question."""

    model: str
    weight: float
    """Beside people's answers: 0 = no say, 1 = taken as it says."""
    agrees: Estimate
    """The share of people's answers to the same item that say what it says."""
    on_gold: Estimate
    """How often it is right on gold that was drawn at random."""
    by_class: tuple[tuple[str, Estimate], ...] = ()
    """``agrees`` for what it says."""


@dataclass(frozen=True, slots=True)
class Spared:
    """Answers of an item until asking stops, out of those that were given: replayed without and with the models."""

    without: float
    with_models: float
    items: int


@dataclass(frozen=True, slots=True)
class ModelsReport:
    """What models are worth together."""

    models: tuple[ModelWorth, ...]
    gain: float
    """Nats by which an answer of a person is predicted better with them."""
    error: float
    """Its standard error."""
    spared: Spared | None = None

    @property
    def used(self) -> bool:
        """Whether any of them has a say."""
        return any(one.weight > 0 for one in self.models)


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """What a refit says of one question."""

    agreement: Estimate
    """Krippendorff's alpha."""
    accuracy_on_gold: Estimate
    calibrated: bool
    gold_missing: int
    """How many more randomly drawn gold items calibration takes."""
    calibration_note: str
    reliability: tuple[Bin, ...] = ()
    confusing_pairs: tuple[MixedUp, ...] = ()
    kappa: Estimate | None = None
    """Fleiss' kappa; None: its answers are no classes."""
    ac: Estimate | None = None
    """Gwet's AC1, or AC2 where the classes are ordered."""
    comparisons: Comparisons | None = None
    """None: the question compares nothing."""
    promise: Promise | None = None
    """What gold lets one promise; None: gold can't say anything of it, or calibrates no such answers."""
    models: ModelsReport | None = None
    """None: the policy has no predictions weighed, or there are none of this question."""


@dataclass(frozen=True, slots=True)
class ProjectReport:
    """What a refit says of a project."""

    method: str = ""
    people: int = 0
    annotations: int = 0
    questions: Mapping[str, QuestionReport] = field(default_factory=dict[str, QuestionReport])
    error: str | None = None
    """Why the refit after this one failed."""


NOTHING_FITTED = QuestionReport(
    Estimate(None, why="Nothing was fitted yet."),
    Estimate(None, why="Nothing was fitted yet."),
    calibrated=False,
    gold_missing=0,
    calibration_note="Nothing was fitted yet: that happens by itself when answers come in.",
)
"""Of a question that no refit has seen."""

NOBODY_ANSWERED = QuestionReport(
    Estimate(None, why="Nobody has answered yet."),
    Estimate(None, why="There is nothing to compare with gold here."),
    calibrated=False,
    gold_missing=FEWEST_GOLD,
    calibration_note="Not calibrated yet.",
)
