"""Signing up, in and out, my sessions, and who I am."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Response

from goodwork import __version__
from goodwork.actions.people import sessions
from goodwork.actions.people.sessions import SignedIn
from goodwork.actions.people.sign_in import sign_in
from goodwork.actions.people.sign_up import is_new, sign_up
from goodwork.actions.people.sign_up_link import ask_for_link, see_link
from goodwork.api.bodies import BoundedRoute
from goodwork.api.credentials import COOKIE, SECURE_COOKIE
from goodwork.api.dependencies import (
    AddressDep,
    BrowserDep,
    ConcernedCallerDep,
    ConcernedSessionDep,
    DatabaseDep,
    SessionDep,
    SessionTokenDep,
    StateDep,
)
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.state import AppState
from goodwork.api.wire.base import Page
from goodwork.api.wire.people import (
    LanguageIn,
    MembershipOut,
    MeOut,
    SessionOut,
    SetupOut,
    SignInIn,
    SignUpIn,
    SignUpLinkIn,
    SignUpLinkOut,
    SignUpTokenIn,
)
from goodwork.model.people import Membership, SignUp

router = APIRouter(tags=["session"], route_class=BoundedRoute)


def enter(response: Response, state: AppState, signed_in: SignedIn) -> MeOut:
    """Put the session's token into the cookie, and say who signed in."""
    if state.secure:
        # From before people came by https: it counts for nothing any more.
        response.delete_cookie(COOKIE, path="/")
    response.set_cookie(
        SECURE_COOKIE if state.secure else COOKIE,
        signed_in.token,
        max_age=int(sessions.LASTS.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=state.secure,
    )
    return MeOut(
        **asdict(signed_in.me), csrf=signed_in.csrf, memberships=[_membership(one) for one in signed_in.memberships]
    )


def leave(response: Response) -> None:
    """Take the session's cookie out of the browser."""
    for name in (COOKIE, SECURE_COOKIE):
        response.delete_cookie(name, path="/", secure=name == SECURE_COOKIE, httponly=True)


def _membership(one: Membership) -> MembershipOut:
    return MembershipOut(
        organization_id=one.organization_id, organization=one.organization, role=one.role.value, active=one.active
    )


@router.get("/setup")
async def get_setup(state: StateDep) -> SetupOut:
    """Whether an organization may be made here."""
    new = await is_new(state.database)
    open_to_all = state.sign_up is SignUp.OPEN
    return SetupOut(
        can_create_organization=new or (open_to_all and not state.sends_mail),
        sends_links=open_to_all and state.sends_mail and not new,
        is_new=new,
        resets_by_mail=state.sends_mail,
        version=__version__,
    )


@router.post("/organizations", status_code=201)
async def post_organizations(
    body: SignUpIn, response: Response, state: StateDep, address: AddressDep, browser: BrowserDep
) -> MeOut:
    """Make an organization and its owner, and sign in."""
    signed_in = await sign_up(
        state.database,
        state.secret,
        organization=body.organization,
        name=body.name,
        email=body.email,
        password=body.password,
        has_account=body.has_account,
        token=body.token,
        rule=state.sign_up,
        mails=state.sends_mail,
        address=address,
        browser=browser,
    )
    return enter(response, state, signed_in)


@router.post("/organizations/link", status_code=204)
async def post_sign_up_link(body: SignUpLinkIn, state: StateDep, address: AddressDep) -> None:
    """Have a link to make an organization sent by mail. Whether the address has an account here is told to nobody."""
    await ask_for_link(
        state.database,
        state.secret,
        rule=state.sign_up,
        mails=state.sends_mail,
        email=body.email,
        language=body.language,
        address=address,
    )


@router.post("/organizations/preview")
async def post_sign_up_preview(body: SignUpTokenIn, state: StateDep) -> SignUpLinkOut:
    """What a link to sign up is for; changes nothing. What follows the link's # comes in the body."""
    found = await see_link(state.database, state.secret, body.token, rule=state.sign_up)
    return SignUpLinkOut(email=found.email)


@router.post("/session")
async def post_session(
    body: SignInIn, response: Response, state: StateDep, address: AddressDep, browser: BrowserDep
) -> MeOut:
    """Sign in."""
    signed_in = await sign_in(
        state.database,
        state.secret,
        email=body.email,
        password=body.password,
        address=address,
        browser=browser,
    )
    return enter(response, state, signed_in)


@router.get("/session")
async def get_session(caller: ConcernedCallerDep, database: DatabaseDep) -> MeOut:
    """Who I am."""
    me = await sessions.see_me(database, caller.actor)
    scopes = caller.actor.scopes
    return MeOut(
        **asdict(me),
        csrf=caller.csrf,
        scopes=None if scopes is None else sorted(scope.value for scope in scopes),
        memberships=[_membership(one) for one in await sessions.see_memberships(database, caller.actor)],
    )


@router.put("/me/language", status_code=204)
async def put_language(body: LanguageIn, caller: ConcernedSessionDep, database: DatabaseDep) -> None:
    """Choose the language in which I read the client, on every device."""
    await sessions.choose_language(database, caller.actor, body.language)


@router.delete("/session", status_code=204)
async def delete_session(
    caller: ConcernedSessionDep, session: SessionTokenDep, response: Response, database: DatabaseDep
) -> None:
    """Sign out."""
    await sessions.sign_out(database, caller.actor, session)
    leave(response)


@router.get("/sessions")
async def get_sessions(
    caller: SessionDep, session: SessionTokenDep, database: DatabaseDep, paging: PagingDep
) -> Page[SessionOut]:
    """Where I am signed in, newest first."""
    before = paging.after_id(NEWEST)
    found = await sessions.list_sessions(database, caller.actor, session, before=before, limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[SessionOut.model_validate(row) for row in rows], next=following)


@router.delete("/sessions", status_code=204)
async def delete_sessions(caller: SessionDep, session: SessionTokenDep, database: DatabaseDep) -> None:
    """End all my sessions but this one."""
    await sessions.end_other_sessions(database, caller.actor, session)


@router.delete("/sessions/{session_id}", status_code=204)
async def delete_session_of_mine(session_id: int, caller: SessionDep, database: DatabaseDep) -> None:
    """End one of my sessions: its next request is refused."""
    await sessions.end_session(database, caller.actor, session_id)
