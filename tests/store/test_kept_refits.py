"""What an older goodwork kept of a refit is read by this one."""

from __future__ import annotations

from typing import Any

import orjson

from goodwork.kinds.contract import Slip
from goodwork.learning.report import Estimate, ProjectReport
from goodwork.learning.skills import Caught, Change, Costly, Evidence, Move, Trend, Window
from goodwork.store.quality.as_json import evidence_json, evidence_of, fitted_of, report_of

AGREEMENT = {"value": 0.4, "low": 0.3, "high": 0.5, "items": 12, "why": ""}
QUESTION: dict[str, Any] = {
    "agreement": AGREEMENT,
    "accuracy_on_gold": {"value": None, "why": "There is nothing to compare with gold here."},
    "calibrated": False, "gold_missing": 30, "calibration_note": "Not calibrated yet.",
    "confidence_histogram": [0] * 10,
    "reliability": [{"confidence": 0.9, "accuracy": 0.8, "low": 0.5, "high": 0.95, "items": 7}],
    "confusing_pairs": [{"a": "Good", "b": "Bad", "share": 1.0, "items": 3}],
}  # fmt: skip


def test_a_report_without_what_came_later() -> None:
    kept = {"method": "majority", "people": 3, "annotations": 40, "questions": {"mood": QUESTION}}
    report = report_of({**kept, "error": "It took too long."})
    assert (report.method, report.people, report.annotations, report.error) == ("majority", 3, 40, "It took too long.")
    mood = report.questions["mood"]
    assert mood.agreement == Estimate(0.4, 0.3, 0.5, 12) and mood.accuracy_on_gold.value is None
    assert (mood.kappa, mood.ac, mood.comparisons) == (None, None, None)
    assert mood.reliability[0].n == 7 and mood.confusing_pairs[0].share == 1.0


def test_a_refit_that_failed_before_any_other() -> None:
    assert report_of({"error": "It took too long."}) == ProjectReport(error="It took too long.")


def test_evidence_without_what_came_later() -> None:
    move = {"item": 3, "mine": "Good", "other": "Good", "gold": False, "support": 0.7, "moved": 0.01}
    assert evidence_of({"why": "", "moves": [move]}) == Evidence(
        moves=(Move(3, "Good", "Good", alike=True, gold=False, ruled=False, support=0.7, moved=0.01),)
    )
    assert evidence_of({}) == Evidence()


def test_the_form_of_evidence_is_the_one_that_was_kept_so_far() -> None:
    kept = {
        "why": "",
        "moves": [
            {"item": 3, "mine": "Good", "other": "Bad", "alike": False, "gold": True, "ruled": True, "support": 1.0,
             "moved": -0.02}
        ],
        "caught": [{"item": 4, "mine": "Bad"}],
        "trend": {"windows": [[20, 0.8, 0.7, 0.9], [20, 0.9, 0.8, 0.95]], "change": [0.1, 0.01, 0.2], "certain": True},
        "slips": [{"what": "instead", "said": "Good", "right": "Bad", "cost": 0.04, "count": 2, "items": [3, 5]}],
    }  # fmt: skip
    evidence = Evidence(
        moves=(Move(3, "Good", "Bad", alike=False, gold=True, ruled=True, support=1.0, moved=-0.02),),
        caught=(Caught(4, "Bad"),),
        trend=Trend((Window(20, 0.8, 0.7, 0.9), Window(20, 0.9, 0.8, 0.95)), 0, Change(0.1, 0.01, 0.2), certain=True),
        slips=(Costly(Slip("instead", "Good", "Bad"), 0.04, 2, (3, 5)),),
    )
    assert evidence_of(kept) == evidence and orjson.loads(orjson.dumps(evidence_json(evidence))) == kept
    few = {"why": "4 answers can be compared.", "missing": 6}
    assert evidence_of(few) == Evidence("4 answers can be compared.", 6)
    assert evidence_json(evidence_of(few)) == few


def test_a_model_from_before_skills_were_mended() -> None:
    calibration = {"log_power": 0.0, "log_votes": 0.0, "floor_logit": -3.0, "n_gold": 0}
    mood = {
        "classes": ["good", "bad"], "class_prior": [0.5, 0.5], "confusion": {"7": [[0.9, 0.1], [0.2, 0.8]]},
        "accuracy": {"7": 0.85}, "prior": 0.75, "calibration": calibration,
    }  # fmt: skip
    found = fitted_of({"mood": mood})["mood"]
    assert found.skills.accuracy == {7: 0.85} and found.proves is None and found.scoring is None
