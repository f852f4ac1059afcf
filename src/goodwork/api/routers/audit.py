"""The audit log."""

from __future__ import annotations

from fastapi import APIRouter

from goodwork.actions.people.see_audit import list_audit
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, ReaderDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.people import AuditOut

router = APIRouter(tags=["people"], route_class=BoundedRoute)


@router.get("/audit")
async def get_audit(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[AuditOut]:
    """Every change, newest first: who, when, what was before and after."""
    found = await list_audit(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[AuditOut.model_validate(row) for row in rows], next=following)
