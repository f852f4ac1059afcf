"""Quality: a project's report, a refit on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path

from goodwork.actions.quality.ask_refit import refit_now
from goodwork.actions.quality.see_dependence import project_dependence
from goodwork.actions.quality.see_quality import project_quality
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, ManagerDep, ReaderDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.quality import (
    Comparisons,
    DependenceOut,
    Estimate,
    OverturnedOut,
    PairOut,
    ProjectQuality,
    PromiseOut,
    QuestionQuality,
    SharedOut,
    SystemOut,
    VotesOut,
)
from goodwork.forms.reading import read_form
from goodwork.judging.appealed import AT_FAULT, Overturned
from goodwork.judging.proof import can_be_proved
from goodwork.kinds.registry import kind_of
from goodwork.learning import report as facts
from goodwork.model.dependence import Dependence
from goodwork.quality.voices import voices

router = APIRouter(tags=["quality"], route_class=BoundedRoute)

ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/projects/{project}/quality")
async def get_project_quality(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> ProjectQuality:
    """What the last refit found, question by question."""
    seen = await project_quality(database, actor, project)
    report = seen.report
    return ProjectQuality(
        fitted_at=seen.fitted_at,
        method=report.method,
        people=report.people,
        annotations=report.annotations,
        error=report.error,
        appeals=_appeals(seen.appeals),
        questions=[
            _question(
                asked,
                report.questions.get(asked["key"], facts.NOTHING_FITTED),
                seen.confidences[asked["key"]],
                calibrates=can_be_proved(question),
            )
            for asked, question in zip(seen.questions, read_form(seen.questions), strict=True)
        ],
    )


def _question(
    asked: Mapping[str, Any], found: facts.QuestionReport, histogram: list[int], *, calibrates: bool
) -> QuestionQuality:
    return QuestionQuality(
        key=asked["key"],
        title=asked["title"],
        kind=asked["kind"],
        agreement=estimate_out(found.agreement),
        kappa=None if found.kappa is None else estimate_out(found.kappa),
        ac=None if found.ac is None else estimate_out(found.ac),
        accuracy_on_gold=estimate_out(found.accuracy_on_gold),
        has_confidence=kind_of(asked["kind"]).has_confidence,
        calibrated=found.calibrated,
        calibrates=calibrates,
        gold_missing=found.gold_missing,
        calibration_note=found.calibration_note,
        confidence_histogram=histogram,
        reliability=[
            {"confidence": b.confidence, "accuracy": b.accuracy, "low": b.low, "high": b.high, "items": b.n}
            for b in found.reliability
        ],
        confusing_pairs=[PairOut(a=p.a, b=p.b, share=p.share, items=p.items) for p in found.confusing_pairs],
        comparisons=_comparisons(found.comparisons),
        promise=None if found.promise is None else PromiseOut(**asdict(found.promise)),
    )


def _comparisons(found: facts.Comparisons | None) -> Comparisons | None:
    if found is None:
        return None
    systems = [SystemOut(system=one.system, wins=estimate_out(one.wins)) for one in found.systems]
    return Comparisons(first_shown=estimate_out(found.first_shown), systems=systems)


def estimate_out(found: facts.Estimate) -> Estimate:
    """A number with its evidence, on the wire."""
    return Estimate(value=found.value, low=found.low, high=found.high, items=found.items, why=found.why)


def _appeals(found: Overturned) -> OverturnedOut:
    rate = Estimate(value=found.value, low=found.low, high=found.high, items=found.decided, why=found.says)
    at_fault = found.value is not None and found.value > AT_FAULT
    return OverturnedOut(upheld=found.upheld, decided=found.decided, rate=rate, at_fault=at_fault)


@router.get("/projects/{project}/dependence")
async def get_project_dependence(
    project: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[DependenceOut]:
    """Whose answers depend on each other by the last refit: letters for people, and the items that show it."""
    seen = await project_dependence(database, actor, project, paging.after_id(NEWEST), paging.fetch)
    rows, following = paging.cut(seen.found, lambda found: (found.id,))
    return Page(rows=[_dependence(found, seen.titles.get(found.question, "")) for found in rows], next=following)


def _dependence(found: Dependence, title: str) -> DependenceOut:
    return DependenceOut(
        id=found.id,
        question=found.question,
        title=title,
        people=list(found.people),
        share=found.share,
        voices=voices(len(found.people), found.share),
        found_at=found.found_at,
        items=[
            SharedOut(
                item_id=one.item_id,
                excerpt=shown.excerpt(one.payload),
                said=one.said,
                people=list(one.people),
                others=[VotesOut(said=said, people=people) for said, people in one.others],
                known=one.known,
            )
            for one in found.items
        ],
    )


@router.post("/projects/{project}/refit", status_code=202)
async def post_refit(project: ProjectId, actor: ManagerDep, database: DatabaseDep) -> None:
    """Have the project refitted soon; asking again before it begins changes nothing."""
    await refit_now(database, actor, project)
