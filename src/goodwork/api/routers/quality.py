"""Quality: a project's report, a refit on demand, one's own skills."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path

from goodwork.actions.quality.ask_refit import refit_now
from goodwork.actions.quality.see_quality import my_quality, project_quality
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, ManagerDep, ReaderDep
from goodwork.api.wire.quality import Estimate, EvidenceOut, MyQuality, OverturnedOut, ProjectQuality, QuestionQuality
from goodwork.judging.appealed import AT_FAULT, Overturned
from goodwork.model.appeals import AppealState

router = APIRouter(tags=["quality"], route_class=BoundedRoute)

ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]

_NOT_YET: dict[str, Any] = {
    "agreement": {"value": None, "why": "Nothing was fitted yet."},
    "accuracy_on_gold": {"value": None, "why": "Nothing was fitted yet."},
    "calibrated": False,
    "gold_missing": 0,
    "calibration_note": "Nothing was fitted yet: that happens by itself when answers come in.",
    "confidence_histogram": [0] * 10,
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
                **found.get(question["key"], _NOT_YET),
            )
            for question in seen.questions
        ],
    )


def _appeals(found: Overturned) -> OverturnedOut:
    rate = Estimate(value=found.value, low=found.low, high=found.high, items=found.decided, why=found.says)
    at_fault = found.value is not None and found.value > AT_FAULT
    return OverturnedOut(upheld=found.upheld, decided=found.decided, rate=rate, at_fault=at_fault)


@router.post("/projects/{project}/refit", status_code=202)
async def post_refit(project: ProjectId, actor: ManagerDep, database: DatabaseDep) -> None:
    """Have the project refitted soon; asking again before it begins changes nothing."""
    await refit_now(database, actor, project)


@router.get("/me/quality")
async def get_my_quality(actor: ReaderDep, database: DatabaseDep) -> list[MyQuality]:
    """My own skills, each with the answers that moved it most."""
    seen = await my_quality(database, actor)
    return [
        MyQuality(
            project_id=skill.project_id,
            project=skill.project,
            question=skill.question,
            title=skill.title,
            skill=Estimate(
                value=skill.estimate,
                low=skill.low,
                high=skill.high,
                items=skill.items,
                why=skill.evidence.get("why", ""),
            ),
            evidence=[
                EvidenceOut(
                    item_id=move["item"],
                    excerpt=shown.excerpt(seen.payloads.get(move["item"], {})),
                    mine=move["mine"],
                    other=move["other"],
                    source="gold" if move["gold"] else "consensus",
                    reason=_reason(move),
                    appealed=_appealed(seen.appealed.get(move["item"])),
                    may_appeal=_may_appeal(move, seen.appealed.get(move["item"])),
                )
                for move in skill.evidence.get("moves", ())
            ],
        )
        for skill in seen.skills
    ]


def _appealed(state: AppealState | None) -> Any:
    return None if state is None else state.word


def _may_appeal(move: dict[str, Any], state: AppealState | None) -> Any:
    if state is not None or move["mine"] == move["other"]:
        return None
    if move.get("ruled"):
        return "review"
    return "gold" if move["gold"] else "score"


def _reason(move: dict[str, Any]) -> str:
    direction = "raised" if move["moved"] >= 0 else "lowered"
    sure = "It is known." if move["gold"] else f"The others are {100 * move['support']:.0f} % sure of it."
    return f"{sure} This answer {direction} the estimate by {abs(move['moved']) * 100:.1f} points."
