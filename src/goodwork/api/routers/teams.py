"""Teams of an organization."""

from __future__ import annotations

from fastapi import APIRouter

from goodwork.actions.people.manage_teams import list_teams, make_team, remove_team, rename_team
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import AdministratorDep, DatabaseDep, IdempotencyKeyDep, ReaderDep
from goodwork.api.paging import PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.people import TeamIn, TeamOut
from goodwork.api.wire.restrictions import BasisIn
from goodwork.model.restrictions import Basis

router = APIRouter(tags=["people"], route_class=BoundedRoute)


@router.get("/teams")
async def get_teams(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[TeamOut]:
    """The teams of the organization."""
    found = await list_teams(database, actor, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda team: (team.id,))
    return Page(rows=[TeamOut.model_validate(team) for team in rows], next=following)


@router.post("/teams", status_code=201)
async def post_teams(body: TeamIn, actor: AdministratorDep, database: DatabaseDep, key: IdempotencyKeyDep) -> TeamOut:
    """Make a team."""
    return TeamOut.model_validate(await make_team(database, actor, body.name, key=key))


@router.patch("/teams/{team_id}")
async def patch_team(team_id: int, body: TeamIn, actor: AdministratorDep, database: DatabaseDep) -> TeamOut:
    """Rename a team."""
    return TeamOut.model_validate(await rename_team(database, actor, team_id, body.name))


@router.post("/teams/{team_id}/remove", status_code=204)
async def post_team_remove(
    team_id: int, body: BasisIn, actor: AdministratorDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> None:
    """Remove a team, with a reason where it has people, who read it; they stay."""
    await remove_team(database, actor, team_id, Basis(body.reason, body.evidence), key=key)
