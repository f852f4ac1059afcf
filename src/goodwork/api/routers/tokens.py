"""My API tokens."""

from __future__ import annotations

from fastapi import APIRouter

from goodwork.actions.people.manage_tokens import list_tokens, make_token, revoke_token
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, SessionDep
from goodwork.api.paging import PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.people import TokenIn, TokenMade, TokenOut
from goodwork.model.people import Scope

router = APIRouter(tags=["people"], route_class=BoundedRoute)


@router.get("/tokens")
async def get_tokens(caller: SessionDep, database: DatabaseDep, paging: PagingDep) -> Page[TokenOut]:
    """My tokens, revoked and expired ones too."""
    found = await list_tokens(database, caller.actor, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[TokenOut.model_validate(row) for row in rows], next=following)


@router.post("/tokens", status_code=201)
async def post_tokens(body: TokenIn, caller: SessionDep, database: DatabaseDep) -> TokenMade:
    """Make a token: its secret is shown this once."""
    made, secret = await make_token(
        database, caller.actor, name=body.name, scopes={Scope(scope) for scope in body.scopes}, days=body.days
    )
    return TokenMade(**TokenOut.model_validate(made).model_dump(), token=secret)


@router.delete("/tokens/{token_id}", status_code=204)
async def delete_token(token_id: int, caller: SessionDep, database: DatabaseDep) -> None:
    """Revoke a token of mine."""
    await revoke_token(database, caller.actor, token_id)
