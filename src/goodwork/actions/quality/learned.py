"""What a refit keeps of a question, and what can be said where answers are no classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from goodwork.actions.quality.gather import Column
from goodwork.errors import GoodworkError
from goodwork.judging.item import Fitted
from goodwork.judging.scoring import Basis, Scoring
from goodwork.kinds.registry import KINDS
from goodwork.quality.agreement_distance import alpha_by_distance
from goodwork.quality.agreement_pairs import Agreement
from goodwork.quality.assessment import Assessment
from goodwork.quality.calibration import FEWEST_GOLD
from goodwork.store.quality.skills import SkillRow

REPLICATES = 300
DIGITS = 4

_ESTIMATE = "Its confidence is an estimate, out of how well the answers agree: gold does not calibrate this kind."
_ON_COUNT = "This kind states no confidence: its items settle on the number of answers."


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned about one question."""

    fitted: Fitted
    report: dict[str, Any]
    """A QuestionQuality (see api.wire.quality) without key, title and kind."""
    skills: list[SkillRow]
    method: str
    gold_missing: int | None = None
    """Random items of gold, all right, that would still prove the target; None: no number of them would as things
    stand."""


def scoring_of(found: Assessment, column: Column) -> Scoring:
    """What the skills of a question rest on beside people's answers."""
    prior, table = found.skills.prior, found.evidence
    return Scoring(
        round(prior.alpha, DIGITS), round(prior.beta, DIGITS), np.round(table.errors, DIGITS).tolist(),
        found.found.calibration, column.upto,
    )  # fmt: skip


def basis_of(found: Assessment, code: int) -> Basis:
    """The likelihood of the answers of the person with this code."""
    t, value, width = (grid[code] for grid in found.skills.likelihood)
    return Basis(float(t[0] - width / 2), float(width), np.round(value - value.max(), 5).tolist())


def without_classes(column: Column) -> dict[str, Any]:
    kind = KINDS[column.question.kind]
    found = {**nothing(), "gold_missing": 0, "calibration_note": _ESTIMATE if kind.has_confidence else _ON_COUNT}
    _, item = np.unique(np.array(column.item, np.int64), return_inverse=True)
    try:
        alpha = alpha_by_distance(
            item, column.answer, lambda a, b: kind.distance(column.question, a, b), replicates=REPLICATES
        )
    except GoodworkError as error:
        return {**found, "agreement": {"value": None, "why": error.message}}
    return {**found, "agreement": estimate(alpha)}


def estimate(found: Agreement) -> dict[str, Any]:
    why = found.reason or found.note
    return {"value": found.value, "low": found.low, "high": found.high, "items": found.items, "why": why}


def nothing() -> dict[str, Any]:
    return {
        "agreement": {"value": None, "why": "Nobody has answered yet."},
        "accuracy_on_gold": {"value": None, "why": "There is nothing to compare with gold here."},
        "calibrated": False,
        "gold_missing": FEWEST_GOLD,
        "calibration_note": "Not calibrated yet.",
        "reliability": [],
        "confusing_pairs": [],
    }
