"""My organizations: going from one to another, leaving one."""

from __future__ import annotations

from fastapi import APIRouter, Response

from goodwork.actions.people.memberships import keep_own_way_back, leave_organization, switch_organization
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import AddressDep, BrowserDep, ConcernedSessionDep, SessionDep, StateDep
from goodwork.api.routers.session import enter, leave
from goodwork.api.wire.people import MeOut, OwnWayBackIn, SwitchIn

router = APIRouter(tags=["session"], route_class=BoundedRoute)


@router.put("/session/organization")
async def put_organization(
    body: SwitchIn, caller: ConcernedSessionDep, response: Response, state: StateDep, browser: BrowserDep
) -> MeOut:
    """Go on in another organization of my account. This session ends, and a fresh one begins there."""
    signed_in = await switch_organization(state.database, state.secret, caller.actor, body.organization_id, browser)
    return enter(response, state, signed_in)


@router.post("/me/leave")
async def post_leave_organization(
    caller: SessionDep, response: Response, state: StateDep, browser: BrowserDep
) -> MeOut | None:
    """Leave this organization, without a reason. I go on in another one of my account; null: there is none."""
    signed_in = await leave_organization(state.database, state.secret, caller.actor, browser)
    if signed_in is not None:
        return enter(response, state, signed_in)
    leave(response)
    return None


@router.put("/me/own-way-back", status_code=204)
async def put_own_way_back(body: OwnWayBackIn, caller: SessionDep, state: StateDep, address: AddressDep) -> None:
    """Say whether nobody who leads may make a reset link for me. With several organizations it is always so."""
    await keep_own_way_back(
        state.database, state.secret, caller.actor, body.own, password=body.password, address=address
    )
