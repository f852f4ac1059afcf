"""What a refit keeps of a question, and what can be said where answers are no classes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import GoodworkError
from goodwork.judging.item import Fitted
from goodwork.judging.scoring import Basis, Scoring
from goodwork.kinds.registry import KINDS
from goodwork.learning.columns import Column
from goodwork.learning.dependent import Dependent
from goodwork.learning.report import NOBODY_ANSWERED, Estimate, QuestionReport
from goodwork.learning.skills import DIGITS, SkillRow
from goodwork.quality.agreement_distance import alpha_by_distance
from goodwork.quality.agreement_pairs import Agreement
from goodwork.quality.assessment import Assessment
from goodwork.quality.calibration import Calibration, lower_bound

Floats = NDArray[np.float64]

REPLICATES = 300

_ESTIMATE = "Its confidence is an estimate, out of how well the answers agree: gold does not calibrate this kind."
_ON_COUNT = "This kind states no confidence: its items settle on the number of answers."


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned about one question."""

    fitted: Fitted
    report: QuestionReport
    skills: list[SkillRow]
    method: str
    gold_missing: int | None = None
    """Random items of gold, all right, that would still prove the target; None: no number of them would as things
    stand."""
    dependent: tuple[Dependent, ...] = ()
    """People whose answers depend on each other, where answers are classes."""


def scoring_of(found: Assessment, column: Column) -> Scoring:
    """What the skills of a question rest on beside people's answers."""
    prior, table = found.skills.prior, found.evidence
    return Scoring(
        round(prior.alpha, DIGITS), round(prior.beta, DIGITS), np.round(table.errors, DIGITS).tolist(),
        found.found.calibration, column.upto,
    )  # fmt: skip


def more_sober(fitted: Calibration, raw: Floats, shares: Floats) -> Calibration:
    """The calibration, or the guess without gold where that is less sure of these posteriors and shares (n, K).

    Of gold of a single class: whoever always says this class would pass, so it may take certainty away, never add any.
    """
    return min((fitted, Calibration()), key=lambda one: float(one.apply(raw, shares).max(axis=1).mean()))


def basis_of(likelihood: tuple[Floats, Floats, Floats], code: int) -> Basis:
    """The likelihood of the answers of the person with this code, out of everybody's grids."""
    t, value, width = likelihood
    log: Floats = value[code] - value[code].max()
    return Basis(float(t[code, 0] - width[code] / 2), float(width[code]), np.round(log, 5).tolist())


def without_classes(column: Column) -> QuestionReport:
    """The report of a question whose answers are no classes: how alike they are."""
    kind = KINDS[column.question.kind]
    note = _ESTIMATE if kind.has_confidence else _ON_COUNT
    _, item = np.unique(np.array(column.item, np.int64), return_inverse=True)
    try:
        alpha = estimate(
            alpha_by_distance(
                item, column.answer, lambda a, b: kind.distance(column.question, a, b), replicates=REPLICATES
            )
        )
    except GoodworkError as error:
        alpha = Estimate(None, why=error.message)
    return replace(NOBODY_ANSWERED, agreement=alpha, gold_missing=0, calibration_note=note)


def estimate(found: Agreement) -> Estimate:
    """An agreement as the report has it."""
    return Estimate(found.value, found.low, found.high, found.items, found.reason or found.note)


def share_right(right: int, items: int) -> Estimate:
    """How many of the gold items that were drawn at random are right."""
    if not items:
        return Estimate(None, why="No item with answers is gold that was drawn at random.")
    return Estimate(
        right / items, lower_bound(right, items, 0.975), 1 - lower_bound(items - right, items, 0.975), items
    )
