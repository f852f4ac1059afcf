"""Skills: one's own with the evidence and what to practise; somebody's, for those who lead."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path

from goodwork.actions.quality.see_skills import SeenSkills, SkillsIn, my_practice, my_skills, skills_in, skills_of
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, ReaderDep
from goodwork.api.paging import Paging, PagingDep
from goodwork.api.routers.guideline import case_out
from goodwork.api.wire.base import Page
from goodwork.api.wire.quality import (
    CaughtOut,
    Estimate,
    EvidenceOut,
    ExampleOut,
    PersonSkills,
    PracticeOut,
    ProjectSkills,
    QuestionSkill,
    SlipOut,
    TrendOut,
    WindowOut,
)
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import KINDS
from goodwork.learning.skills import Costly, Evidence, Move, SkillRow, Trend
from goodwork.model.appeals import AppealState

router = APIRouter(tags=["quality"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**31 - 1)]
Key = Annotated[str, Path(max_length=40)]

NEWEST = 2**31 - 1
PROJECTS = 20
"""Of one page at most: each has the evidence of all its questions."""
MINIMUM = 10
"""Of comparable answers, as `quality.skill` has it, which the web process does not load."""


@router.get("/me/quality")
async def get_my_quality(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[ProjectSkills]:
    """My own skills, each with the answers that moved it most; the newest project first."""
    paging = replace(paging, limit=min(paging.limit, PROJECTS))
    seen = await my_skills(database, actor, paging.after_id(NEWEST), paging.fetch)
    rows, following = paging.cut(seen.projects, lambda row: (row.project_id,))
    return Page(rows=[_project(seen, row, own=True) for row in rows], next=following)


@router.get("/me/quality/{project}/{question}/practice")
async def get_my_practice(project: Id, question: Key, actor: ReaderDep, database: DatabaseDep) -> list[PracticeOut]:
    """What costs me most at a question, with the rules and decided cases that are about it."""
    seen = await my_practice(database, actor, project, question)
    return [
        PracticeOut(
            slip=_slip(one.slip),
            examples=[
                ExampleOut(
                    item_id=item, claim_id=seen.claims.get(item), excerpt=shown.excerpt(seen.payloads.get(item, {}))
                )
                for item in one.items
            ],
            rule=one.rule,
            cases=[case_out(case) for case in one.cases],
        )
        for one in seen.practices
    ]


@router.get("/people/{person}/quality")
async def get_quality_of(person: Id, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> PersonSkills:
    """What is known of somebody's skills, for those who lead the organization; compared with nobody's."""
    paging = replace(paging, limit=min(paging.limit, PROJECTS))
    return _person(person, await skills_of(database, actor, person, paging.after_id(NEWEST), paging.fetch), paging)


@router.get("/projects/{project}/people/{person}/quality")
async def get_quality_in(project: Id, person: Id, actor: ReaderDep, database: DatabaseDep) -> PersonSkills:
    """The same in one project, for those who lead it."""
    return _person(person, await skills_in(database, actor, project, person), Paging((), 1))


def _person(person: int, seen: SeenSkills, paging: Paging) -> PersonSkills:
    rows, following = paging.cut(seen.projects, lambda row: (row.project_id,))
    shown_rows = [_project(seen, row, own=False) for row in rows]
    return PersonSkills(person_id=person, name=seen.name, rows=shown_rows, next=following)


def _project(seen: SeenSkills, row: SkillsIn, *, own: bool) -> ProjectSkills:
    return ProjectSkills(
        project_id=row.project_id,
        project=row.project,
        questions=[_question(seen, question, skill, own=own) for question, skill in row.skills],
    )


def _question(seen: SeenSkills, question: Question, skill: SkillRow | None, *, own: bool) -> QuestionSkill:
    kind = KINDS[question.kind]
    classes = bool(kind.classes(question)) or kind.has_several(question)
    evidence = Evidence() if skill is None else skill.evidence
    known = skill is not None and skill.estimate is not None
    estimate = Estimate(value=None, why=kind.unmeasured)
    if skill is not None and not kind.unmeasured:
        estimate = Estimate(value=skill.estimate, low=skill.low, high=skill.high, items=skill.items)
    return QuestionSkill(
        question=question.key,
        title=question.title,
        kind=question.kind,
        measures="nothing" if kind.unmeasured else "right" if classes else "near",
        skill=estimate,
        missing=0 if known or kind.unmeasured else evidence.missing or MINIMUM,
        evidence=[_evidence(seen, move, own=own) for move in evidence.moves],
        caught=[
            CaughtOut(
                item_id=one.item,
                claim_id=seen.claims.get(one.item),
                excerpt=shown.excerpt(seen.payloads.get(one.item, {})),
                mine=one.mine,
            )
            for one in evidence.caught
        ],
        trend=_trend(evidence.trend),
        slips=[_slip(slip) for slip in evidence.slips],
    )


def _trend(trend: Trend) -> TrendOut:
    change = trend.change
    return TrendOut(
        windows=[WindowOut(items=w.items, value=w.value, low=w.low, high=w.high) for w in trend.windows],
        missing=trend.missing,
        change=None if change is None else Estimate(value=change.value, low=change.low, high=change.high),
        certain=trend.certain,
    )


def _slip(one: Costly) -> SlipOut:
    return SlipOut(what=one.slip.what, said=one.slip.said, right=one.slip.right, cost=one.cost, items=one.count)


def _evidence(seen: SeenSkills, move: Move, *, own: bool) -> EvidenceOut:
    item, state = move.item, seen.appealed.get(move.item)
    return EvidenceOut(
        item_id=item,
        claim_id=seen.claims.get(item),
        excerpt=shown.excerpt(seen.payloads.get(item, {})),
        mine=move.mine,
        other=move.other,
        alike=move.alike,
        source="gold" if move.gold else "consensus",
        support=move.support,
        moved=move.moved,
        reason=_reason(move),
        appealed=_appealed(state),
        may_appeal=_may_appeal(move, state) if own else None,
    )


def _appealed(state: AppealState | None) -> Any:
    return None if state is None else state.word


def _may_appeal(move: Move, state: AppealState | None) -> Any:
    if state is not None or move.alike:
        return None
    if move.ruled:
        return "review"
    return "gold" if move.gold else "score"


def _reason(move: Move) -> str:
    direction = "raised" if move.moved >= 0 else "lowered"
    sure = "It is known." if move.gold else f"The others are {100 * move.support:.0f} % sure of it."
    return f"{sure} This answer {direction} the estimate by {abs(move.moved) * 100:.1f} points."
