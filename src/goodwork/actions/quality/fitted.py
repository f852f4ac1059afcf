"""The fitted model of a project as JSON, per question: people's skills and the calibration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodwork.judging.item import Fitted
from goodwork.judging.scoring import scoring_from
from goodwork.kinds.contract import Skills
from goodwork.quality.calibration import Calibration


def fitted_of(model: Mapping[str, Any]) -> dict[str, Fitted]:
    """What `fitted_json` wrote; people's ids are numbers again."""
    return {
        key: Fitted(
            _skills_of(kept),
            Calibration.from_json(kept["calibration"]),
            kept.get("proves"),
            scoring_from(kept["scoring"]) if kept.get("scoring") else None,
        )
        for key, kept in model.items()
    }


def _skills_of(kept: Mapping[str, Any]) -> Skills:
    return Skills(
        classes=tuple(kept["classes"]),
        class_prior=tuple(kept["class_prior"]),
        confusion={int(person): rows for person, rows in kept["confusion"].items()},
        accuracy={int(person): right for person, right in kept["accuracy"].items()},
        prior=kept["prior"],
        labels={label: _skills_of(one) for label, one in kept.get("labels", {}).items()},
    )


def fitted_json(model: Mapping[str, Fitted]) -> dict[str, Any]:
    """A fitted model as JSON."""
    return {
        key: {
            **_skills_json(fitted.skills),
            "calibration": fitted.calibration.to_json(),
            "proves": fitted.proves,
            "scoring": None if fitted.scoring is None else fitted.scoring.to_json(),
        }
        for key, fitted in model.items()
    }


def _skills_json(skills: Skills) -> dict[str, Any]:
    return {
        "classes": skills.classes,
        "class_prior": skills.class_prior,
        "confusion": {str(person): rows for person, rows in skills.confusion.items()},
        "accuracy": {str(person): right for person, right in skills.accuracy.items()},
        "prior": skills.prior,
        "labels": {label: _skills_json(one) for label, one in skills.labels.items()},
    }
