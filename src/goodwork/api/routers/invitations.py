"""Invitations by link, and accepting them."""

from __future__ import annotations

from typing import cast

from fastapi import APIRouter, Request, Response

from goodwork.actions.people.invite import invite, join, list_invitations, revoke_invitation, see_invitation
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    AddressDep,
    AdministratorDep,
    BrowserDep,
    DatabaseDep,
    ReaderDep,
    StateDep,
    public_base,
)
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.routers.session import enter
from goodwork.api.wire.base import Page
from goodwork.api.wire.people import (
    GivenRoleName,
    InvitationIn,
    InvitationMade,
    InvitationOut,
    InvitedIn,
    JoinIn,
    JoinOut,
    MeOut,
)
from goodwork.model.people import Role

router = APIRouter(tags=["people"], route_class=BoundedRoute)


@router.get("/invitations")
async def get_invitations(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[InvitationOut]:
    """Invitations, newest first."""
    found = await list_invitations(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[InvitationOut.model_validate(row) for row in rows], next=following)


@router.post("/invitations", status_code=201)
async def post_invitations(
    body: InvitationIn, actor: AdministratorDep, request: Request, state: StateDep
) -> InvitationMade:
    """Invite somebody: the link is shown this once."""
    made, token = await invite(
        state.database, actor, role=Role(body.role), email=body.email, team_ids=body.team_ids, days=body.days
    )
    # After the #: browsers send that to nobody, so it stands in no log.
    return InvitationMade(
        **InvitationOut.model_validate(made).model_dump(), link=f"{public_base(request)}/join#{token}"
    )


@router.delete("/invitations/{invitation_id}", status_code=204)
async def delete_invitation(invitation_id: int, actor: AdministratorDep, database: DatabaseDep) -> None:
    """Make an invitation's link worthless."""
    await revoke_invitation(database, actor, invitation_id)


@router.post("/join/preview")
async def post_join_preview(body: InvitedIn, database: DatabaseDep) -> JoinOut:
    """What an invitation's link invites to; changes nothing. What follows the link's # comes in the body."""
    found = await see_invitation(database, body.token)
    return JoinOut(organization=found.organization, role=cast("GivenRoleName", found.role.value), email=found.email)


@router.post("/join", status_code=201)
async def post_join(
    body: JoinIn, response: Response, state: StateDep, address: AddressDep, browser: BrowserDep
) -> MeOut:
    """Accept an invitation, and sign in."""
    signed_in = await join(
        state.database,
        state.secret,
        body.token,
        name=body.name,
        email=body.email,
        password=body.password,
        has_account=body.has_account,
        address=address,
        browser=browser,
    )
    return enter(response, state, signed_in)
