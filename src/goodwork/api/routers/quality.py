"""Quality: a project's report, a refit on demand."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse

from goodwork.actions.quality.ask_refit import refit_now
from goodwork.actions.quality.reveal import appeal_reveal, decide_reveal_appeal, reveal, withdraw_reveal_appeal
from goodwork.actions.quality.see_dependence import SeenDependence, project_dependence
from goodwork.actions.quality.see_quality import project_quality
from goodwork.actions.quality.see_report import project_report
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep, WorkerDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.quality import (
    BehindOut,
    ClassSaidOut,
    Comparisons,
    DependenceOut,
    Estimate,
    ModelOut,
    ModelsOut,
    OverturnedOut,
    PairOut,
    ProjectQuality,
    PromiseOut,
    QuestionQuality,
    RevealAppealIn,
    RevealAppealMade,
    RevealAppealRow,
    RevealDecisionIn,
    RevealDecisionOut,
    RevealedOut,
    RevealIn,
    RevealMade,
    SharedOut,
    SparedOut,
    SystemOut,
    VotesOut,
)
from goodwork.forms.reading import read_form
from goodwork.judging.appealed import AT_FAULT, Overturned
from goodwork.judging.proof import can_be_proved
from goodwork.kinds.registry import kind_of
from goodwork.learning import report as facts
from goodwork.learning.project_page import project_page
from goodwork.model.appeals import AppealState
from goodwork.model.dependence import Dependence
from goodwork.quality.voices import voices

router = APIRouter(tags=["quality"], route_class=BoundedRoute)

ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]
Id = Annotated[int, Path(ge=0, le=2**62)]

_A_PAGE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"}
"""Of the report, which has a style of its own; nothing in it runs, and it fetches nothing."""


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


@router.get("/projects/{project}/report", response_class=HTMLResponse)
async def get_project_report(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> HTMLResponse:
    """What the labels of a project are worth, as one page to send on or to print: HTML that fetches nothing."""
    reported = await project_report(database, actor, project)
    page = await asyncio.to_thread(project_page, reported)
    return HTMLResponse(page, headers=_A_PAGE)


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
        models=None if found.models is None else _models(found.models),
    )


def _models(found: facts.ModelsReport) -> ModelsOut:
    models = [
        ModelOut(
            model=one.model,
            weight=one.weight,
            agrees=estimate_out(one.agrees),
            on_gold=estimate_out(one.on_gold),
            by_class=[ClassSaidOut(said=name, agrees=estimate_out(said)) for name, said in one.by_class],
        )
        for one in found.models
    ]
    spared = None if found.spared is None else SparedOut(**asdict(found.spared))
    return ModelsOut(models=models, used=found.used, gain=found.gain, error=found.error, spared=spared)


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
    return Page(rows=[_dependence(found, seen) for found in rows], next=following)


@router.post("/dependence/{finding}/reveal", status_code=201)
async def post_reveal(
    finding: Id, body: RevealIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> RevealMade:
    """Read the names behind a finding of a project that I lead; those concerned read who did, and why."""
    return RevealMade(id=await reveal(database, actor, finding, body.reason, key=key))


@router.post("/reveals/{own_reveal}/appeal", status_code=201)
async def post_reveal_appeal(
    own_reveal: Id, body: RevealAppealIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> RevealAppealMade:
    """Say that a finding is wrong that I was revealed for; somebody who did not reveal it decides."""
    return RevealAppealMade(id=await appeal_reveal(database, actor, own_reveal, body.argument, key=key))


@router.post("/reveals/{appealed_reveal}/appeal/withdraw", status_code=204)
async def post_reveal_withdrawal(appealed_reveal: Id, actor: WorkerDep, database: DatabaseDep) -> None:
    """Take back my open appeal against a reveal; it may be opened again."""
    await withdraw_reveal_appeal(database, actor, appealed_reveal)


@router.post("/reveal-appeals/{reveal_appeal}/decision")
async def post_reveal_decision(
    reveal_appeal: Id, body: RevealDecisionIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> RevealDecisionOut:
    """Uphold or decline an appeal against a reveal. An upheld one makes the finding wrong, for good."""
    decided = await decide_reveal_appeal(
        database, actor, reveal_appeal, upheld=body.upheld, reason=body.reason, key=key
    )
    return RevealDecisionOut(state="upheld" if decided is AppealState.UPHELD else "declined")


def _dependence(found: Dependence, seen: SeenDependence) -> DependenceOut:
    named = seen.revealed.get(found.id)
    return DependenceOut(
        id=found.id,
        may_reveal=seen.leads and named is None,
        revealed=None
        if named is None
        else RevealedOut(
            id=named.reveal_id,
            reason=named.reason,
            people=[BehindOut(letter=letter, name=name) for letter, name in named.people],
        ),
        appeals=[
            RevealAppealRow(id=one.id, argument=one.argument, reason=one.reason, on=one.on, due_on=one.due_on)
            for one in seen.appeals.get(found.id, ())
        ],
        question=found.question,
        title=seen.titles.get(found.question, ""),
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
