"""My digest, and the link that ends it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse

from goodwork.actions.digests.choose import choose_digest, end_digest, see_digest, stop_digest
from goodwork.actions.people.sessions import see_me
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, ReaderDep, StateDep, WorkerDep
from goodwork.api.state import AppState
from goodwork.api.wire.digests import DigestOut, DigestPlanWire, QuietWire
from goodwork.model.digests import Digest, DigestPlan, Quiet
from goodwork.model.people import Actor

router = APIRouter(tags=["digest"], route_class=BoundedRoute)

TokenQuery = Annotated[str, Query(min_length=1, max_length=200)]


@router.get("/me/digest")
async def get_digest(actor: ReaderDep, state: StateDep) -> DigestOut:
    """When I am told by mail what came back to me; it is off until I switch it on."""
    return await _out(state, actor, await see_digest(state.database, actor))


@router.put("/me/digest")
async def put_digest(body: DigestPlanWire, actor: WorkerDep, state: StateDep) -> DigestOut:
    """Switch my digest on, or give it other hours. It tells what comes back from then on."""
    quiet = None if body.quiet is None else Quiet(body.quiet.begin, body.quiet.end, frozenset(body.quiet.days))
    plan = DigestPlan(body.every, body.hour, body.zone, body.weekday, quiet)
    return await _out(state, actor, await choose_digest(state.database, actor, plan, offered=state.sends_mail))


@router.delete("/me/digest", status_code=204)
async def delete_digest(actor: WorkerDep, database: DatabaseDep) -> None:
    """Switch my digest off."""
    await end_digest(database, actor)


@router.get("/digest/stop")
async def get_stop(token: TokenQuery) -> RedirectResponse:
    """The link of a letter, opened in a browser: it leads to a page that asks; looking at it changes nothing."""
    return RedirectResponse(f"/no-digest#{token}", status_code=303)


@router.post("/digest/stop", status_code=204)
async def post_stop(token: TokenQuery, state: StateDep) -> None:
    """Switch a digest off by the link of its letter (RFC 8058); it opens nothing else, and works without a session."""
    await stop_digest(state.database, state.secret, token)


async def _out(state: AppState, actor: Actor, digest: Digest | None) -> DigestOut:
    email = (await see_me(state.database, actor)).email
    if digest is None:
        return DigestOut(offered=state.sends_mail, email=email, plan=None, next_at=None, sent_at=None, error=None)
    plan = digest.plan
    quiet = plan.quiet and QuietWire(begin=plan.quiet.begin, end=plan.quiet.end, days=sorted(plan.quiet.days))
    shown = DigestPlanWire(every=plan.every, hour=plan.hour, zone=plan.zone, weekday=plan.weekday, quiet=quiet)
    return DigestOut(
        offered=state.sends_mail, email=email, plan=shown, next_at=digest.next_at, sent_at=digest.sent_at,
        error=digest.error,
    )  # fmt: skip
