"""What whoever leads a project looks at first."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path

from goodwork.actions.projects.see_outlook import see_outlook, state_cost
from goodwork.actions.projects.see_people import project_people
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, ManagerDep, ReaderDep
from goodwork.api.paging import PagingDep
from goodwork.api.routers.quality import estimate_out
from goodwork.api.wire.base import Page
from goodwork.api.wire.outlook import (
    AnswerCostWire,
    NeededOut,
    NextStepOut,
    OutlookOut,
    ProjectPersonOut,
    SearchedPeople,
    SkillOut,
)
from goodwork.model.outlook import AnswerCost

router = APIRouter(tags=["projects"], route_class=BoundedRoute)

ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/projects/{project}/outlook")
async def get_outlook(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> OutlookOut:
    """What is to be done next, how many answers are still needed, and what an answer costs."""
    seen = await see_outlook(database, actor, project)
    return OutlookOut(
        next=NextStepOut(says=seen.next.says, place=seen.next.place.value, waits=seen.next.waits),
        needed=NeededOut.model_validate(seen.needed),
        cost=None if seen.cost is None else AnswerCostWire(**asdict(seen.cost)),
    )


@router.put("/projects/{project}/answer-cost")
async def put_answer_cost(
    project: ProjectId, body: AnswerCostWire, actor: ManagerDep, database: DatabaseDep
) -> AnswerCostWire:
    """State what one answer costs: a price, the minutes that it takes, both, or none."""
    kept = await state_cost(database, actor, project, AnswerCost(**body.model_dump()))
    return AnswerCostWire(**asdict(kept))


@router.get("/projects/{project}/people")
async def get_project_people(
    project: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep, search: SearchedPeople = ""
) -> Page[ProjectPersonOut]:
    """Who has answered in the project, by their names: answers, reviews, and skills with their intervals."""
    seen = await project_people(
        database, actor, project, search=search.strip(), after=paging.after_name(), limit=paging.fetch
    )
    rows, following = paging.cut(seen.people, lambda person: (person.name, person.id))
    return Page(
        rows=[
            ProjectPersonOut(
                id=person.id,
                name=person.name,
                pseudonym=person.pseudonym,
                answers=person.answers,
                reviewed=person.reviewed,
                skills=[
                    SkillOut(question=key, title=title, skill=estimate_out(person.skills[key]))
                    for key, title in seen.titles.items()
                    if key in person.skills
                ],
            )
            for person in rows
        ],
        next=following,
    )
