"""Quality: a project's report, a refit on demand."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path

from goodwork.actions.quality.ask_refit import refit_now
from goodwork.actions.quality.see_quality import project_quality
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, ManagerDep, ReaderDep
from goodwork.api.wire.quality import Estimate, OverturnedOut, ProjectQuality, QuestionQuality
from goodwork.judging.appealed import AT_FAULT, Overturned
from goodwork.kinds.registry import kind_of

router = APIRouter(tags=["quality"], route_class=BoundedRoute)

ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]

_NOT_YET: dict[str, Any] = {
    "agreement": {"value": None, "why": "Nothing was fitted yet."},
    "accuracy_on_gold": {"value": None, "why": "Nothing was fitted yet."},
    "calibrated": False,
    "gold_missing": 0,
    "calibration_note": "Nothing was fitted yet: that happens by itself when answers come in.",
    "reliability": [],
    "confusing_pairs": [],
}


@router.get("/projects/{project}/quality")
async def get_project_quality(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> ProjectQuality:
    """What the last refit found, question by question."""
    seen = await project_quality(database, actor, project)
    found: dict[str, Any] = seen.report.get("questions", {})
    return ProjectQuality(
        fitted_at=seen.fitted_at,
        method=seen.report.get("method", ""),
        people=seen.report.get("people", 0),
        annotations=seen.report.get("annotations", 0),
        error=seen.report.get("error"),
        appeals=_appeals(seen.appeals),
        questions=[
            QuestionQuality(
                key=question["key"],
                title=question["title"],
                kind=question["kind"],
                has_confidence=kind_of(question["kind"]).has_confidence,
                confidence_histogram=seen.confidences[question["key"]],
                **_found(found.get(question["key"], _NOT_YET)),
            )
            for question in seen.questions
        ],
    )


def _found(report: dict[str, Any]) -> dict[str, Any]:
    # Reports of an older goodwork hold a histogram, which is counted now.
    return {name: value for name, value in report.items() if name != "confidence_histogram"}


def _appeals(found: Overturned) -> OverturnedOut:
    rate = Estimate(value=found.value, low=found.low, high=found.high, items=found.decided, why=found.says)
    at_fault = found.value is not None and found.value > AT_FAULT
    return OverturnedOut(upheld=found.upheld, decided=found.decided, rate=rate, at_fault=at_fault)


@router.post("/projects/{project}/refit", status_code=202)
async def post_refit(project: ProjectId, actor: ManagerDep, database: DatabaseDep) -> None:
    """Have the project refitted soon; asking again before it begins changes nothing."""
    await refit_now(database, actor, project)
