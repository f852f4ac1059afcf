"""A home across my organizations: what is open to me in the others, and what I look at or choose there from home."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Response

from goodwork.actions.items.see_item import see_sample_picture
from goodwork.actions.people.elsewhere import see_elsewhere, self_there
from goodwork.actions.projects.card import see_sample
from goodwork.actions.projects.own import leave_project, wish_for
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import BlobsDep, DatabaseDep, SessionDep
from goodwork.api.routers.items import picture_response
from goodwork.api.routers.own import project_out, stopped_out
from goodwork.api.routers.work import sample_out
from goodwork.api.wire.elsewhere import ElsewhereOut
from goodwork.api.wire.own import OwnProjectOut, StoppedOut, WishWire
from goodwork.api.wire.projects import ProjectRow
from goodwork.api.wire.work import SampleOut
from goodwork.model.limits import WorkWish
from goodwork.model.people import Actor

router = APIRouter(tags=["session"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**31 - 1)]


async def _self_there(organization: Id, caller: SessionDep, database: DatabaseDep) -> Actor:
    return await self_there(database, caller.actor, organization)


SelfThereDep = Annotated[Actor, Depends(_self_there)]
"""Who I am in the organization of the path, which is another one of mine."""


@router.get("/me/elsewhere")
async def get_elsewhere(caller: SessionDep, database: DatabaseDep) -> list[ElsewhereOut]:
    """What is open to me, and waits for me, in the other organizations of my account."""
    return [
        ElsewhereOut.model_validate(
            {
                "organization_id": one.membership.organization_id,
                "organization": one.membership.organization,
                "active": one.membership.active,
                "unread": one.unread,
                "projects": [ProjectRow.model_validate(row) for row in one.projects],
                "more": one.more,
                "met": one.met,
            }
        )
        for one in await see_elsewhere(database, caller.actor)
    ]


@router.get("/me/elsewhere/{organization}/projects/{project}/sample")
async def get_sample_elsewhere(organization: Id, project: Id, there: SelfThereDep, database: DatabaseDep) -> SampleOut:
    """The sample of a project there, as GET /projects/{project}/sample says it."""
    place = f"me/elsewhere/{organization}/projects/{project}/sample"
    return sample_out(await see_sample(database, there, project), place)


@router.get("/me/elsewhere/{organization}/projects/{project}/sample/parts/{name}")
async def get_sample_part_elsewhere(
    project: Id,
    name: Annotated[str, Path(max_length=200)],
    there: SelfThereDep,
    database: DatabaseDep,
    blobs: BlobsDep,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The bytes of a picture of that sample, and of no other item."""
    known = if_none_match.strip('W/"') if if_none_match else None
    return picture_response(await see_sample_picture(database, blobs, there, project, name, known))


@router.put("/me/elsewhere/{organization}/projects/{project}/wish")
async def put_wish_elsewhere(project: Id, body: WishWire, there: SelfThereDep, database: DatabaseDep) -> OwnProjectOut:
    """Wish for harder or different items of a project there."""
    return project_out(await wish_for(database, there, project, WorkWish(body.wish)))


@router.post("/me/elsewhere/{organization}/projects/{project}/leave")
async def post_leave_elsewhere(project: Id, there: SelfThereDep, database: DatabaseDep) -> StoppedOut:
    """Leave a project there at once: what I hold of it goes back. What I said there keeps its credit."""
    return stopped_out(await leave_project(database, there, project))
