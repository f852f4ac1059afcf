"""What a refit found, as the JSON that is kept: the model, the report, and the evidence beside a skill.

What an older goodwork kept is read too: what it did not say yet has a default.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from goodwork.judging.item import Fitted
from goodwork.judging.predicted import ModelFit
from goodwork.judging.scoring import NearScoring, Scoring
from goodwork.kinds.contract import Skills, Slip
from goodwork.learning.report import (
    Comparisons,
    Estimate,
    MixedUp,
    ModelsReport,
    ModelWorth,
    ProjectReport,
    QuestionReport,
    Spared,
    Standing,
)
from goodwork.learning.skills import Caught, Change, Costly, Evidence, Move, Trend, Window
from goodwork.quality.calibration import Bin, Calibration
from goodwork.quality.mixture import Member, Mixture
from goodwork.quality.promise import Promise
from goodwork.quality.shared_tables import SharedTables

Json = Mapping[str, Any]

_CODES = np.dtype("<i8")
_KEPT = np.dtype("<f4")
"""Of logarithms: an answer then moves ln p by less than 1e-6 otherwise."""


def fitted_of(model: Json) -> dict[str, Fitted]:
    """What `fitted_json` wrote; people's ids are numbers again."""
    return {
        key: Fitted(
            _skills_of(kept),
            Calibration.from_json(kept["calibration"]),
            kept.get("proves"),
            _scoring_of(kept["scoring"]) if kept.get("scoring") else None,
            tuple((frozenset(one["people"]), one["share"]) for one in kept.get("dependent", ())),
            tuple(tuple(row) for row in kept.get("usual", ())),
            tuple(_model_of(one) for one in kept.get("models", ())),
            kept.get("gold_speaks", True),
        )
        for key, kept in model.items()
    }


def fitted_json(model: Mapping[str, Fitted]) -> Json:
    """A fitted model as JSON."""
    return {
        key: {
            **_skills_json(fitted.skills),
            "calibration": fitted.calibration.to_json(),
            "proves": fitted.proves,
            "gold_speaks": fitted.gold_speaks,
            "scoring": None if fitted.scoring is None else _scoring_json(fitted.scoring),
            "dependent": [{"people": sorted(people), "share": share} for people, share in fitted.dependent],
            "usual": fitted.usual,
            **({"models": [asdict(one) for one in fitted.models]} if fitted.models else {}),
        }
        for key, fitted in model.items()
    }


def _model_of(kept: Json) -> ModelFit:
    return ModelFit(
        kept["model"], kept["weight"], kept["scored"], tuple(tuple(row) for row in kept["says"]), tuple(kept["usual"])
    )


def _skills_of(kept: Json) -> Skills:
    return Skills(
        classes=tuple(kept["classes"]),
        class_prior=tuple(kept["class_prior"]),
        confusion={int(person): rows for person, rows in kept["confusion"].items()},
        accuracy={int(person): right for person, right in kept["accuracy"].items()},
        prior=kept["prior"],
        labels={label: _skills_of(one) for label, one in kept.get("labels", {}).items()},
        law=kept.get("law", {}),
        **(_mixture_of(kept["mixture"]) if kept.get("mixture") else {}),
    )


def _skills_json(skills: Skills) -> Json:
    return {
        "classes": skills.classes,
        "class_prior": skills.class_prior,
        "confusion": {str(person): rows for person, rows in skills.confusion.items()},
        "accuracy": {str(person): right for person, right in skills.accuracy.items()},
        "prior": skills.prior,
        "labels": {label: _skills_json(one) for label, one in skills.labels.items()},
        **({"law": skills.law} if skills.law else {}),
        **({} if skills.mixture is None else {"mixture": _mixture_json(skills.mixture, skills.rows)}),
    }


def _mixture_of(kept: Json) -> Json:
    people, shared = kept["people"], kept.get("shared")
    states, classes = sum(one["states"] for one in kept["members"]), kept["classes"]
    prior, newcomer = _array(kept["prior"], states), _array(kept["newcomer"], classes, states)
    table: Any
    if shared is None:
        table = _array(kept["table"], len(people), classes, states)
    else:
        table = SharedTables(
            _array(shared["skill"], len(people)), _array(shared["errors"], classes, classes), shared["strength"],
            _array(shared["key"], -1, of=_CODES), _array(shared["count"], -1),
        )  # fmt: skip
    mixture = Mixture(tuple(Member(**one) for one in kept["members"]), prior, table, newcomer)
    return {"mixture": mixture, "rows": {person: row for row, person in enumerate(people)}}


def _mixture_json(mixture: Mixture, rows: Mapping[int, int]) -> Json:
    table = mixture.table
    people: Json = {"table": _text(table)} if not isinstance(table, SharedTables) else {
        "shared": {
            "strength": table.strength, "key": _text(table.key, _CODES),
            **{name: _text(getattr(table, name)) for name in ("skill", "errors", "count")},
        }
    }  # fmt: skip
    return {
        "members": [asdict(one) for one in mixture.members],
        "people": sorted(rows, key=rows.__getitem__),
        "classes": mixture.newcomer.shape[0],
        "prior": _text(mixture.prior),
        "newcomer": _text(mixture.newcomer),
        **people,
    }


def _text(array: Any, of: np.dtype[Any] = _KEPT) -> str:
    """An array as text of its bytes: numbers one by one would take twice the room, and ten times as long to read."""
    return b64encode(array.astype(of).tobytes()).decode()


def _array(text: str, *shape: int, of: np.dtype[Any] = _KEPT) -> Any:
    return np.frombuffer(b64decode(text), of).reshape(shape)


def _scoring_of(kept: Json) -> Scoring | NearScoring:
    alpha, beta, upto = kept["alpha"], kept["beta"], kept["upto"]
    if "near" in kept:
        errors = {int(person): error for person, error in kept["near"].items()}
        return NearScoring(alpha, beta, kept["throws"], kept["share"], errors, upto)
    return Scoring(alpha, beta, kept["errors"], Calibration.from_json(kept["calibration"]), upto)


def _scoring_json(scoring: Scoring | NearScoring) -> Json:
    shared = {"alpha": scoring.alpha, "beta": scoring.beta, "upto": scoring.upto}
    if isinstance(scoring, NearScoring):
        near = {str(person): error for person, error in scoring.errors.items()}
        return {**shared, "throws": scoring.throws, "share": scoring.share, "near": near}
    errors = [list(row) for row in scoring.errors]
    return {**shared, "errors": errors, "calibration": scoring.calibration.to_json()}


def report_of(kept: Json) -> ProjectReport:
    """What `report_json` wrote."""
    return ProjectReport(
        kept.get("method", ""),
        kept.get("people", 0),
        kept.get("annotations", 0),
        {key: _question_of(one) for key, one in kept.get("questions", {}).items()},
        kept.get("error"),
    )


def report_json(report: ProjectReport) -> Json:
    """A report as JSON, without an error: that is of the refit after it."""
    return {
        "method": report.method,
        "people": report.people,
        "annotations": report.annotations,
        "questions": {key: _question_json(one) for key, one in report.questions.items()},
    }


def _question_of(kept: Json) -> QuestionReport:
    compared = kept.get("comparisons")
    return QuestionReport(
        _estimate_of(kept["agreement"]),
        _estimate_of(kept["accuracy_on_gold"]),
        kept["calibrated"],
        kept["gold_missing"],
        kept["calibration_note"],
        tuple(Bin(b["confidence"], b["accuracy"], b["low"], b["high"], b["items"]) for b in kept["reliability"]),
        tuple(MixedUp(p["a"], p["b"], p["share"], p["items"]) for p in kept["confusing_pairs"]),
        None if kept.get("kappa") is None else _estimate_of(kept["kappa"]),
        None if kept.get("ac") is None else _estimate_of(kept["ac"]),
        None if compared is None else Comparisons(
            _estimate_of(compared["first_shown"]),
            tuple(Standing(one["system"], _estimate_of(one["wins"])) for one in compared["systems"]),
        ),
        None if kept.get("promise") is None else Promise(**kept["promise"]),
        None if kept.get("models") is None else _models_of(kept["models"]),
    )  # fmt: skip


def _models_of(kept: Json) -> ModelsReport:
    return ModelsReport(
        tuple(
            ModelWorth(
                one["model"], one["weight"], _estimate_of(one["agrees"]), _estimate_of(one["on_gold"]),
                tuple((name, _estimate_of(said)) for name, said in one["by_class"]),
            )
            for one in kept["models"]
        ),
        kept["gain"],
        kept["error"],
        None if kept.get("spared") is None else Spared(**kept["spared"]),
    )  # fmt: skip


def _question_json(report: QuestionReport) -> Json:
    points = [
        {"confidence": b.confidence, "accuracy": b.accuracy, "low": b.low, "high": b.high, "items": b.n}
        for b in report.reliability
    ]
    return {**asdict(report), "reliability": points}


def _estimate_of(kept: Json) -> Estimate:
    return Estimate(kept["value"], kept.get("low"), kept.get("high"), kept.get("items", 0), kept.get("why", ""))


def evidence_of(kept: Json) -> Evidence:
    """What `evidence_json` wrote."""
    return Evidence(
        kept.get("why", ""),
        kept.get("missing", 0),
        tuple(_move_of(move) for move in kept.get("moves", ())),
        tuple(Caught(one["item"], one["mine"]) for one in kept.get("caught", ())),
        _trend_of(kept.get("trend", {})),
        tuple(
            Costly(Slip(one["what"], one["said"], one["right"]), one["cost"], one["count"], tuple(one["items"]))
            for one in kept.get("slips", ())
        ),
    )


def _move_of(kept: Json) -> Move:
    # An older goodwork said by the words alone whether two answers are alike, and nothing of rulings.
    alike = kept.get("alike", kept["mine"] == kept["other"])
    return Move(
        kept["item"], kept["mine"], kept["other"], alike, kept["gold"], kept.get("ruled", False), kept["support"],
        kept["moved"],
    )  # fmt: skip


def _trend_of(kept: Json) -> Trend:
    change = kept.get("change")
    return Trend(
        tuple(Window(*window) for window in kept.get("windows", ())),
        kept.get("missing", 0),
        None if change is None else Change(*change),
        kept.get("certain", False),
    )


def evidence_json(evidence: Evidence) -> Json:
    """The evidence beside a skill as JSON; of one that is not estimated only why."""
    if evidence.why:
        return {"why": evidence.why, "missing": evidence.missing}
    return {
        "why": "",
        "moves": [asdict(move) for move in evidence.moves],
        "caught": [asdict(one) for one in evidence.caught],
        "trend": _trend_json(evidence.trend),
        "slips": [
            {**asdict(one.slip), "cost": one.cost, "count": one.count, "items": one.items} for one in evidence.slips
        ],
    }


def _trend_json(trend: Trend) -> Json:
    if trend.change is None:
        return {"windows": [], "missing": trend.missing}
    change = [trend.change.value, trend.change.low, trend.change.high]
    return {
        "windows": [[w.items, w.value, w.low, w.high] for w in trend.windows],
        "change": change,
        "certain": trend.certain,
    }
