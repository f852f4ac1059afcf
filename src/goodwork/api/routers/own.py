"""My own limits, an end for today, a pause, leaving a project: only I read and change them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path

from goodwork.actions.people import limits as own
from goodwork.actions.projects.own import leave_project, return_to_project, see_own_project, wish_for
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, ReaderDep, WorkerDep
from goodwork.api.wire.own import (
    ComeBackIn,
    LimitsWire,
    OwnProjectOut,
    OwnWorkOut,
    PauseIn,
    QuietHours,
    StopIn,
    StoppedOut,
    WishWire,
)
from goodwork.model.digests import Quiet
from goodwork.model.limits import Limits, OwnProject, Stopped, WorkWish

router = APIRouter(tags=["own work"], route_class=BoundedRoute)

ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/me/limits")
async def get_limits(actor: ReaderDep, database: DatabaseDep) -> OwnWorkOut:
    """What I set for my own work, and how today stands by it. Nobody else reads it."""
    return _out(await own.see_own_work(database, actor))


@router.put("/me/limits")
async def put_limits(body: LimitsWire, actor: WorkerDep, database: DatabaseDep) -> OwnWorkOut:
    """Set it anew. It holds from the next item on; what I hold I may finish."""
    quiet = None if body.quiet is None else Quiet(body.quiet.begin, body.quiet.end)
    chosen = Limits(body.items_a_day, body.projects_at_once, quiet, body.zone, body.shows_count)
    return _out(await own.set_limits(database, actor, chosen))


@router.post("/me/limits/lift")
async def post_lift(actor: WorkerDep, database: DatabaseDep) -> OwnWorkOut:
    """Lift what is in my way just now: my ceilings until the day ends, or my quiet hours until they end."""
    return _out(await own.lift(database, actor))


@router.post("/me/done")
async def post_done(actor: WorkerDep, database: DatabaseDep) -> OwnWorkOut:
    """Be done for today: no item until the day ends, or I come back. What I began waits for me."""
    return _out(await own.end_day(database, actor))


@router.post("/me/stop")
async def post_stop_working(actor: WorkerDep, database: DatabaseDep, body: StopIn | None = None) -> StoppedOut:
    """Give back all that I hold. Drafts are kept; no reason is asked, and it leaves no mark on me."""
    return stopped_out(await own.stop(database, actor, hand_over=body is not None and body.hand_over))


@router.post("/me/pause")
async def post_pause(body: PauseIn, actor: WorkerDep, database: DatabaseDep) -> StoppedOut:
    """Give back all that I hold, and be given nothing, and no letter, until I come back."""
    return stopped_out(await own.pause(database, actor, keep_digest=body.keep_digest, hand_over=body.hand_over))


@router.post("/me/come-back")
async def post_come_back(body: ComeBackIn, actor: WorkerDep, database: DatabaseDep) -> OwnWorkOut:
    """Be given items again, at the load that I choose."""
    load = own.Load(body.items_a_day) if "items_a_day" in body.model_fields_set else None
    return _out(await own.come_back(database, actor, load))


@router.get("/projects/{project}/wish")
async def get_wish(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> OwnProjectOut:
    """How I want to work in this project. Nobody else reads it."""
    return project_out(await see_own_project(database, actor, project))


@router.put("/projects/{project}/wish")
async def put_wish(project: ProjectId, body: WishWire, actor: WorkerDep, database: DatabaseDep) -> OwnProjectOut:
    """Wish for harder or different items."""
    return project_out(await wish_for(database, actor, project, WorkWish(body.wish)))


@router.post("/projects/{project}/leave")
async def post_leave(project: ProjectId, actor: WorkerDep, database: DatabaseDep) -> StoppedOut:
    """Leave this project at once: what I hold there goes back. What I said there keeps its credit."""
    return stopped_out(await leave_project(database, actor, project))


@router.post("/projects/{project}/return")
async def post_return(project: ProjectId, actor: WorkerDep, database: DatabaseDep) -> OwnProjectOut:
    """Come back to a project that I left."""
    return project_out(await return_to_project(database, actor, project))


def _out(seen: own.OwnWork) -> OwnWorkOut:
    chosen = seen.own.limits
    quiet = None if chosen.quiet is None else QuietHours(begin=chosen.quiet.begin, end=chosen.quiet.end)
    return OwnWorkOut.model_validate(
        {
            "limits": LimitsWire(
                items_a_day=chosen.items_a_day,
                projects_at_once=chosen.projects_at_once,
                quiet=quiet,
                zone=chosen.zone,
                shows_count=chosen.shows_count,
            ),
            "answers_today": seen.answers,
            "reviews_today": seen.reviews,
            "held_items": seen.held.items,
            "held_projects": seen.held.projects,
            "met": seen.met,
            "lifted": seen.lifted,
            "paused": seen.own.paused,
        }
    )


def stopped_out(made: Stopped) -> StoppedOut:
    """What was given back, on the wire."""
    return StoppedOut(items=made.items, drafts=made.drafts, handed_over=made.handed_over)


def project_out(found: OwnProject) -> OwnProjectOut:
    """How somebody wants to work in a project, on the wire."""
    return OwnProjectOut.model_validate(asdict(found))
