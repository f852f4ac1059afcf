"""Statements of pay: mine, those of a month, their way to payroll."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from goodwork.actions.pay.deliver import end_hook, see_hook, send_again, set_hook
from goodwork.actions.pay.statements import close_month, my_statements, organization_statements, payroll
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import AdministratorDep, ConcernedReaderDep, DatabaseDep, IdempotencyKeyDep, StateDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.pay import ClosedOut, CloseIn, HookIn, HookKeyOut, HookOut, HookStateOut, StatementOut

router = APIRouter(tags=["pay"], route_class=BoundedRoute)

Month = Annotated[str, Query(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$", description="Such as 2026-01.")]
MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


@router.get("/me/pay/statements")
async def get_my_statements(actor: ConcernedReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[StatementOut]:
    """My statements, the newest first."""
    found = await my_statements(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one.id,))
    return Page(rows=[StatementOut.model_validate(one) for one in rows], next=following)


@router.get("/pay/statements")
async def get_statements(
    month: Month, actor: AdministratorDep, database: DatabaseDep, paging: PagingDep
) -> Page[StatementOut]:
    """The statements of a month, for owners."""
    found = await organization_statements(database, actor, _first(month), after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one.id,))
    return Page(rows=[StatementOut.model_validate(one) for one in rows], next=following)


@router.post("/pay/statements")
async def post_statements(
    body: CloseIn, actor: AdministratorDep, database: DatabaseDep, paging: PagingDep, key: IdempotencyKeyDep
) -> ClosedOut:
    """Close a month for the next people, for owners; go on with `next`. Said again, nothing is closed twice."""
    currency, person = paging.after_name()
    after = (person, currency)
    closed = await close_month(database, actor, _first(body.month), after=after, limit=paging.limit, key=key)
    following = closed.following
    return ClosedOut(
        statements=closed.statements,
        next=None if following is None else paging.key(following[1], following[0]),
    )


@router.get("/pay/statements/export", response_class=StreamingResponse)
async def export_statements(
    month: Month, actor: AdministratorDep, database: DatabaseDep, form: Literal["csv", "json"] = "csv"
) -> StreamingResponse:
    """The statements of a month as a file for payroll, for owners."""
    pieces = payroll(database, actor, _first(month), form)
    headers = {"Content-Disposition": f'attachment; filename="pay-{month}.{form}"'}
    return StreamingResponse(pieces, media_type=MEDIA[form], headers=headers)


@router.post("/pay/statements/{statement}/send", status_code=204)
async def post_statement_again(statement: int, actor: AdministratorDep, database: DatabaseDep) -> None:
    """Send a statement to the payroll hook again, under the same key."""
    await send_again(database, actor, statement)


@router.get("/pay/hook")
async def get_hook(actor: AdministratorDep, database: DatabaseDep) -> HookStateOut:
    """Where closed statements are sent to, for owners; never the key."""
    found = await see_hook(database, actor)
    return HookStateOut(hook=None if found is None else HookOut.model_validate(found))


@router.put("/pay/hook")
async def put_hook(body: HookIn, actor: AdministratorDep, database: DatabaseDep, state: StateDep) -> HookKeyOut:
    """Send closed statements there from now on, signed with a new key, which is shown this once."""
    return HookKeyOut(key=await set_hook(database, actor, state.secret, state.reach, body.address))


@router.delete("/pay/hook", status_code=204)
async def delete_hook(actor: AdministratorDep, database: DatabaseDep) -> None:
    """Send nothing any more."""
    await end_hook(database, actor)
