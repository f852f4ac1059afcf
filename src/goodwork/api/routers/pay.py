"""Pay: what a project pays, my statement, what the organization owes, and the floor."""

from __future__ import annotations

from fastapi import APIRouter

from goodwork.actions.pay.correct_pay import correct_pay
from goodwork.actions.pay.floors import see_floors, set_floor
from goodwork.actions.pay.see_pay import my_pay, my_pay_lines, my_pending, organization_pay
from goodwork.actions.pay.set_rate import ProjectPay, see_rates, set_rate
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    AdministratorDep,
    ConcernedReaderDep,
    DatabaseDep,
    IdempotencyKeyDep,
    ManagerDep,
    ReaderDep,
)
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.pay import (
    CorrectionIn,
    CorrectionOut,
    FloorIn,
    FloorOut,
    OwedOut,
    PayLineOut,
    PendingOut,
    ProjectPayOut,
    RateIn,
    RateOut,
)
from goodwork.model.pay import Basis

router = APIRouter(tags=["pay"], route_class=BoundedRoute)


def _shown(pay: ProjectPay) -> ProjectPayOut:
    now = pay.rates[0] if pay.rates else None
    below = None if now is None else pay.hourly.below(now.basis, now.currency, now.amount)
    return ProjectPayOut(
        rates=[RateOut.model_validate(rate) for rate in pay.rates],
        people=pay.hourly.people,
        minutes=pay.hourly.median,
        floors=[FloorOut.model_validate(floor) for floor in pay.hourly.floors],
        hourly=None if now is None or now.amount == 0 else pay.hourly.amount(now.basis, now.amount),
        below=below is not None,
    )


@router.get("/projects/{project}/pay")
async def get_project_pay(project: int, actor: ReaderDep, database: DatabaseDep) -> ProjectPayOut:
    """What work in a project is paid, now and before, and what an hour comes to."""
    return _shown(await see_rates(database, actor, project))


@router.put("/projects/{project}/pay")
async def put_project_pay(project: int, body: RateIn, actor: ManagerDep, database: DatabaseDep) -> ProjectPayOut:
    """Pay this much from the next claim on. What is claimed is paid as it was promised.

    422 with a fault at `below_floor` when an hour comes to less than the organization's floor and it is not said that
    it is meant.
    """
    basis = Basis(body.basis)
    return _shown(
        await set_rate(database, actor, project, basis, body.currency, body.amount, below_floor=body.below_floor)
    )


@router.get("/me/pay")
async def get_my_pay(actor: ConcernedReaderDep, database: DatabaseDep) -> list[OwedOut]:
    """What is owed to me and on no statement yet, by currency."""
    return [OwedOut.model_validate(one) for one in await my_pay(database, actor)]


@router.get("/me/pay/lines")
async def get_my_pay_lines(actor: ConcernedReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[PayLineOut]:
    """What was posted to me, the newest first."""
    found = await my_pay_lines(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda line: (line.id,))
    return Page(rows=[PayLineOut.model_validate(line) for line in rows], next=following)


@router.get("/me/pay/pending")
async def get_my_pending(actor: ConcernedReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[PendingOut]:
    """My answers that are paid when they are accepted, and are not yet; the newest first."""
    found = await my_pending(database, actor, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda one: (one.annotation_id,))
    return Page(rows=[PendingOut.model_validate(one) for one in rows], next=following)


@router.get("/pay")
async def get_pay(actor: AdministratorDep, database: DatabaseDep, paging: PagingDep) -> Page[OwedOut]:
    """What the organization owes to whom and is on no statement yet, for owners."""
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


@router.get("/pay/floors")
async def get_pay_floors(actor: ReaderDep, database: DatabaseDep) -> list[FloorOut]:
    """The least that an hour may come to without it being said, by currency."""
    return [FloorOut.model_validate(one) for one in await see_floors(database, actor)]


@router.put("/pay/floors")
async def put_pay_floor(body: FloorIn, actor: AdministratorDep, database: DatabaseDep) -> list[FloorOut]:
    """Set the floor of a currency, for owners; 0 ends it."""
    return [FloorOut.model_validate(one) for one in await set_floor(database, actor, body.currency, body.amount)]
