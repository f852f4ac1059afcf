"""Hours that people enter themselves, and what a lead says to them."""

from __future__ import annotations

from fastapi import APIRouter

from goodwork.actions.pay.hours import (
    decide_hours,
    enter_hours,
    hours_places,
    hours_to_confirm,
    my_hours,
    withdraw_hours,
)
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    ConcernedReaderDep,
    ConcernedWorkerDep,
    DatabaseDep,
    IdempotencyKeyDep,
    ManagerDep,
)
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.pay import HoursDecisionIn, HoursIn, HoursOut, HoursProjectOut

router = APIRouter(tags=["pay"], route_class=BoundedRoute)


@router.post("/projects/{project}/hours", status_code=201)
async def post_hours(
    project: int, body: HoursIn, actor: ConcernedWorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> HoursOut:
    """Enter how long I worked in a project on a day. It is paid at the rate of that day when a lead confirms it.

    Whoever worked there may, also when it is archived by now or their access has ended.
    """
    made = await enter_hours(database, actor, project, body.day, body.minutes, body.note, key=key)
    return HoursOut.model_validate(made)


@router.get("/me/pay/hours")
async def get_my_hours(actor: ConcernedReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[HoursOut]:
    """The hours that I entered, the newest first."""
    found = await my_hours(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one.id,))
    return Page(rows=[HoursOut.model_validate(one) for one in rows], next=following)


@router.get("/me/pay/hours/projects")
async def get_my_hours_projects(
    actor: ConcernedReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[HoursProjectOut]:
    """Projects in which I worked and that paid by the hour at some time: I may enter hours there."""
    found = await hours_places(database, actor, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one[0],))
    return Page(rows=[HoursProjectOut(id=one[0], name=one[1]) for one in rows], next=following)


@router.get("/projects/{project}/hours")
async def get_project_hours(
    project: int, actor: ManagerDep, database: DatabaseDep, paging: PagingDep
) -> Page[HoursOut]:
    """Hours that wait for a lead, the oldest first."""
    found = await hours_to_confirm(database, actor, project, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one.id,))
    return Page(rows=[HoursOut.model_validate(one) for one in rows], next=following)


@router.put("/hours/{hours}")
async def put_hours(hours: int, body: HoursDecisionIn, actor: ManagerDep, database: DatabaseDep) -> HoursOut:
    """Confirm hours, which posts them, or decline them with a reason. Nobody decides their own."""
    decided = await decide_hours(database, actor, hours, confirmed=body.confirmed, reason=body.reason)
    return HoursOut.model_validate(decided)


@router.delete("/me/pay/hours/{own_hours}", status_code=204)
async def delete_hours(own_hours: int, actor: ConcernedWorkerDep, database: DatabaseDep) -> None:
    """Take back hours of mine that nobody has said anything to yet."""
    await withdraw_hours(database, actor, own_hours)
