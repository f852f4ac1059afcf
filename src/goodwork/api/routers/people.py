"""People of an organization, and one's own password."""

from __future__ import annotations

from fastapi import APIRouter, Request

from goodwork.actions.people.change_password import change_password
from goodwork.actions.people.change_person import PersonChanges, change_person, list_people
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    AddressDep,
    AdministratorDep,
    DatabaseDep,
    ReaderDep,
    SessionDep,
    StateDep,
    session_token,
)
from goodwork.api.paging import PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.people import PasswordIn, PersonOut, PersonPatch
from goodwork.model.people import Role

router = APIRouter(tags=["people"], route_class=BoundedRoute)


@router.get("/people")
async def get_people(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[PersonOut]:
    """The people of the organization."""
    found = await list_people(database, actor, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda person: (person.id,))
    return Page(rows=[PersonOut.model_validate(person) for person in rows], next=following)


@router.patch("/people/{person_id}")
async def patch_person(person_id: int, body: PersonPatch, actor: AdministratorDep, database: DatabaseDep) -> PersonOut:
    """Change a person's name, role, teams, or whether they may sign in."""
    changes = PersonChanges(body.name, Role(body.role) if body.role else None, body.active, body.team_ids)
    return PersonOut.model_validate(await change_person(database, actor, person_id, changes))


@router.put("/me/password", status_code=204)
async def put_password(
    body: PasswordIn, caller: SessionDep, request: Request, state: StateDep, address: AddressDep
) -> None:
    """Change my password; my other sessions and all my tokens end."""
    await change_password(
        state.database,
        state.secret,
        caller.actor,
        current=body.current,
        new=body.new,
        token=session_token(request) or "",
        address=address,
    )
