"""People of an organization, the way back in for those who can't sign in, and one's own password."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from goodwork.actions.people.change_password import change_password
from goodwork.actions.people.change_person import PersonChanges, change_person, list_people
from goodwork.actions.people.own_data import own_data_file
from goodwork.actions.people.proof_link import ask_for_proof
from goodwork.actions.people.reset_link import make_reset_link, use_reset_link, withdraw_reset_link
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    AddressDep,
    AdministratorDep,
    BrowserDep,
    ConcernedSessionDep,
    DatabaseDep,
    ReaderDep,
    SessionDep,
    SessionTokenDep,
    StateDep,
    public_base,
)
from goodwork.api.paging import PagingDep
from goodwork.api.routers.session import enter
from goodwork.api.wire.base import Page
from goodwork.api.wire.outlook import SearchedPeople
from goodwork.api.wire.people import MeOut, PasswordIn, PersonOut, PersonPatch, ProofLinkIn, ResetIn, ResetLinkMade
from goodwork.model.people import Proves, Role
from goodwork.model.restrictions import Basis

router = APIRouter(tags=["people"], route_class=BoundedRoute)


@router.get("/people")
async def get_people(
    actor: ReaderDep, database: DatabaseDep, paging: PagingDep, search: SearchedPeople = ""
) -> Page[PersonOut]:
    """The people of the organization, by their names."""
    found = await list_people(database, actor, search=search, after=paging.after_name(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda person: (person.name, person.id))
    return Page(rows=[PersonOut.model_validate(person) for person in rows], next=following)


@router.patch("/people/{person_id}")
async def patch_person(person_id: int, body: PersonPatch, actor: AdministratorDep, database: DatabaseDep) -> PersonOut:
    """Change a person's name, role, teams, or whether they have access. What takes something has a reason."""
    basis = Basis(body.reason, body.evidence)
    changes = PersonChanges(body.name, Role(body.role) if body.role else None, body.active, body.team_ids, basis)
    return PersonOut.model_validate(await change_person(database, actor, person_id, changes))


@router.post("/people/{person_id}/reset-link", status_code=201)
async def post_reset_link(person_id: int, caller: SessionDep, request: Request, state: StateDep) -> ResetLinkMade:
    """Make a link with which a person sets a new password, once, within a day; it is shown this once.

    An earlier link of theirs is worthless from then on. Nobody makes one for themselves, and only owners make them
    for owners.
    """
    made = await make_reset_link(state.database, caller.actor, person_id)
    # After the #: browsers send that to nobody, so it stands in no log.
    return ResetLinkMade(link=f"{public_base(request)}/reset#{made.token}", expires_at=made.expires_at)


@router.delete("/people/{person_id}/reset-link", status_code=204)
async def delete_reset_link(person_id: int, caller: SessionDep, database: DatabaseDep) -> None:
    """Make a person's reset link worthless."""
    await withdraw_reset_link(database, caller.actor, person_id)


@router.post("/reset/link", status_code=204)
async def post_reset_by_mail(body: ProofLinkIn, state: StateDep, address: AddressDep) -> None:
    """Have a link to set a new password sent by mail. Whether the address has an account here is told to nobody."""
    await ask_for_proof(
        state.database,
        state.secret,
        Proves.RESET,
        mails=state.sends_mail,
        email=body.email,
        language=body.language,
        address=address,
    )


@router.post("/reset")
async def post_reset(
    body: ResetIn, response: Response, state: StateDep, address: AddressDep, browser: BrowserDep
) -> MeOut:
    """Use a reset link: set a new password, and sign in. All other sessions and tokens of the person end.

    The answer is the same for a link that never was, was used, was withdrawn, has run out or is another person's.
    """
    signed_in = await use_reset_link(
        state.database,
        state.secret,
        body.token,
        email=body.email,
        password=body.password,
        address=address,
        browser=browser,
    )
    return enter(response, state, signed_in)


@router.get("/me/data", response_class=StreamingResponse)
async def get_my_data(caller: ConcernedSessionDep, state: StateDep) -> StreamingResponse:
    """All that is held about me, as a zip of tables; also when my access has ended. For sessions, not for tokens."""
    made = await own_data_file(state.database, state.blobs, caller.actor)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Content-Length": str(made.size)}
    return StreamingResponse(made.pieces, media_type="application/zip", headers=headers)


@router.put("/me/password", status_code=204)
async def put_password(
    body: PasswordIn, caller: SessionDep, session: SessionTokenDep, state: StateDep, address: AddressDep
) -> None:
    """Change my password; my other sessions and all my tokens end."""
    await change_password(
        state.database,
        state.secret,
        caller.actor,
        current=body.current,
        new=body.new,
        token=session,
        address=address,
    )
