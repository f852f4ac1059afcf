"""Pay: what a project pays, my statement, what the organization owes."""

from __future__ import annotations

from fastapi import APIRouter

from goodwork.actions.pay.correct_pay import correct_pay
from goodwork.actions.pay.see_pay import my_pay, my_pay_lines, organization_pay
from goodwork.actions.pay.set_rate import see_rates, set_rate
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import AdministratorDep, DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.pay import CorrectionIn, CorrectionOut, OwedOut, PayLineOut, ProjectPayOut, RateIn, RateOut

router = APIRouter(tags=["pay"], route_class=BoundedRoute)


@router.get("/projects/{project}/pay")
async def get_project_pay(project: int, actor: ReaderDep, database: DatabaseDep) -> ProjectPayOut:
    """What an answer is paid in a project, now and before."""
    rates = await see_rates(database, actor, project)
    return ProjectPayOut(rates=[RateOut.model_validate(rate) for rate in rates])


@router.put("/projects/{project}/pay")
async def put_project_pay(project: int, body: RateIn, actor: ManagerDep, database: DatabaseDep) -> ProjectPayOut:
    """Pay this much for each answer to an item that is claimed from now on. What is claimed is paid as it was shown."""
    rates = await set_rate(database, actor, project, body.currency, body.amount)
    return ProjectPayOut(rates=[RateOut.model_validate(rate) for rate in rates])


@router.get("/me/pay")
async def get_my_pay(actor: ReaderDep, database: DatabaseDep) -> list[OwedOut]:
    """What is owed to me, by currency."""
    return [OwedOut.model_validate(one) for one in await my_pay(database, actor)]


@router.get("/me/pay/lines")
async def get_my_pay_lines(actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[PayLineOut]:
    """What was posted to me, the newest first."""
    found = await my_pay_lines(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda line: (line.id,))
    return Page(rows=[PayLineOut.model_validate(line) for line in rows], next=following)


@router.get("/pay")
async def get_pay(actor: AdministratorDep, database: DatabaseDep, paging: PagingDep) -> Page[OwedOut]:
    """What the organization owes to whom, for owners."""
    found = await organization_pay(database, actor, after=paging.after_name(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one.currency, one.person_id))
    return Page(rows=[OwedOut.model_validate(one) for one in rows], next=following)


@router.post("/people/{person}/pay", status_code=201)
async def post_person_pay(
    person: int, body: CorrectionIn, actor: AdministratorDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> CorrectionOut:
    """Correct what a person is paid, with a reason that they read. Nothing that was posted is changed."""
    made = await correct_pay(database, actor, person, body.currency, body.amount, body.reason, key=key)
    return CorrectionOut(id=made)
