"""Applying: the public page, applications and what is decided of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Path, Query, Request, Response

from goodwork.actions.applications import apply as applying
from goodwork.actions.applications.decide import decide_application, decide_declined_appeal, see_applications
from goodwork.actions.applications.public_page import see_own_page, see_page, write_page
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    AddressDep,
    AdministratorDep,
    BrowserDep,
    DatabaseDep,
    IdempotencyKeyDep,
    ReaderDep,
    StateDep,
    WorkerDep,
    public_base,
)
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.routers.session import enter
from goodwork.api.wire.applications import (
    ApplicantOut,
    ApplicationAppealOut,
    ApplicationDecisionIn,
    ApplicationDecisionOut,
    ApplicationOut,
    ApplicationStateName,
    ApplyIn,
    DecliningAppealIn,
    DecliningDecisionIn,
    DecliningDecisionOut,
    FoundPageOut,
    PaidRangeOut,
    PublicPageIn,
    PublicPageOut,
    StarterOut,
)
from goodwork.api.wire.base import Page
from goodwork.api.wire.people import MeOut, ProofLinkIn
from goodwork.model.applications import Applicant, Application, ApplicationState, FoundPage, PublicPage, PublicPay
from goodwork.store.people.never import never

router = APIRouter(tags=["applications"], route_class=BoundedRoute)

Ending = Annotated[str, Path(max_length=40)]
PersonPath = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/work-with-us/{address}")
async def get_found_page(address: Ending, state: StateDep) -> FoundPageOut:
    """What an organization says to whoever has no account. One that is not shown looks like none."""
    return _found(await see_page(state.database, address), mails=state.sends_mail)


@router.post("/work-with-us/{address}/link", status_code=204)
async def post_application_link(address: Ending, body: ProofLinkIn, state: StateDep, network: AddressDep) -> None:
    """Have a link sent that proves the address for a new account. Whether it has one here is told to nobody."""
    await applying.ask_to_apply(
        state.database,
        state.secret,
        address,
        mails=state.sends_mail,
        email=body.email,
        language=body.language,
        address=network,
    )


@router.post("/work-with-us/{address}/applications", status_code=201)
async def post_application(
    address: Ending, body: ApplyIn, response: Response, state: StateDep, network: AddressDep, browser: BrowserDep
) -> MeOut:
    """Apply: an account that reaches nothing but its own assessments, results and pay; signs in."""
    signed_in = await applying.apply(
        state.database,
        state.secret,
        address,
        name=body.name,
        email=body.email,
        password=body.password,
        has_account=body.has_account,
        token=body.token,
        mails=state.sends_mail,
        address=network,
        browser=browser,
    )
    return enter(response, state, signed_in)


@router.get("/public-page")
async def get_public_page(actor: ReaderDep, database: DatabaseDep, request: Request) -> PublicPageOut:
    """The page of my organization as it is written, for those who lead."""
    return _own(request, *await see_own_page(database, actor))


@router.put("/public-page")
async def put_public_page(
    body: PublicPageIn, actor: AdministratorDep, database: DatabaseDep, request: Request
) -> PublicPageOut:
    """Write it, show it, or take it away; for owners. Its address stays."""
    page = PublicPage(
        shown=body.shown,
        work=body.work,
        used_by=body.used_by,
        asked=body.asked,
        pay=PublicPay(body.pay),
        pay_currency=body.pay_currency,
        pay_low=body.pay_low,
        pay_high=body.pay_high,
        assessment_id=body.assessment_id,
        admits=body.admits,
        most_open=body.most_open,
        paid_a_month=body.paid_a_month,
    )
    return _own(request, *await write_page(database, actor, page))


@router.get("/applications")
async def get_applications(
    actor: ReaderDep, database: DatabaseDep, paging: PagingDep,
    state: Annotated[ApplicationStateName | Literal["waiting"], Query(description="Which ones.")] = "waiting",
) -> Page[ApplicantOut]:  # fmt: skip
    """Applications in a state, the newest first, for those who lead; waiting: open ones and appeals, to decide."""
    wanted = None if state == "waiting" else ApplicationState[state.upper()]
    found = await see_applications(database, actor, wanted, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.application.person_id,))
    return Page(rows=[_applicant(row) for row in rows], next=following)


@router.post("/applications/{applicant}/decision")
async def post_application_decision(
    applicant: PersonPath, body: ApplicationDecisionIn, actor: AdministratorDep, database: DatabaseDep,
    key: IdempotencyKeyDep,
) -> ApplicationDecisionOut:  # fmt: skip
    """Admit somebody as an annotator, or decline with a reason that they read and may appeal."""
    state = await decide_application(
        database, actor, applicant, admit=body.admit, reason=body.reason, declined=body.declined, key=key
    )
    return ApplicationDecisionOut(state=cast("ApplicationStateName", state.word))


@router.post("/applications/{appealing_applicant}/appeal/decision")
async def post_declining_decision(
    appealing_applicant: PersonPath, body: DecliningDecisionIn, actor: AdministratorDep, database: DatabaseDep,
    key: IdempotencyKeyDep,
) -> DecliningDecisionOut:  # fmt: skip
    """Uphold or decline an appeal against declining; upheld, the application is open again."""
    state = await decide_declined_appeal(
        database, actor, appealing_applicant, upheld=body.upheld, reason=body.reason, key=key
    )
    return DecliningDecisionOut(state=state.word)  # pyright: ignore[reportArgumentType]


@router.get("/me/application")
async def get_my_application(actor: ReaderDep, database: DatabaseDep) -> ApplicationOut:
    """What became of my application."""
    return _mine(await applying.see_application(database, actor))


@router.post("/me/application/withdraw")
async def post_application_withdraw(actor: WorkerDep, database: DatabaseDep) -> ApplicationOut:
    """Withdraw my open application; no reason is asked for. I may open it again."""
    return _mine(await applying.withdraw_application(database, actor))


@router.post("/me/application/again")
async def post_application_again(actor: WorkerDep, database: DatabaseDep) -> ApplicationOut:
    """Open my withdrawn application again, where there is room."""
    return _mine(await applying.apply_again(database, actor))


@router.post("/me/application/appeal")
async def post_declining_appeal(body: DecliningAppealIn, actor: WorkerDep, database: DatabaseDep) -> ApplicationOut:
    """Ask that somebody else who leads looks at my declined application again."""
    return _mine(await applying.appeal_declining(database, actor, body.argument))


def _found(found: FoundPage, *, mails: bool) -> FoundPageOut:
    page, terms = found.page, found.assessment
    starter = None if terms is None else StarterOut(**{f: getattr(terms, f) for f in StarterOut.model_fields})
    return FoundPageOut(
        organization=found.organization,
        work=page.work,
        used_by=page.used_by,
        asked=page.asked,
        pay=page.pay.value,
        pay_currency=page.pay_currency,
        pay_low=page.pay_low,
        pay_high=page.pay_high,
        rates=[PaidRangeOut.model_validate(one) for one in found.rates],
        assessment=starter,
        earns=found.earns,
        admits=page.admits and starter is not None,
        takes=found.takes,
        paid_a_month=page.paid_a_month,
        paid_left=found.paid_left,
        by_mail=mails,
        never=list(never()),  # pyright: ignore[reportArgumentType] - the words of store.people.never
    )


def _own(request: Request, ending: str | None, page: PublicPage) -> PublicPageOut:
    address = None if ending is None else f"{public_base(request)}/work-with-us/{ending}"
    return PublicPageOut(**asdict(page), address=address)


def _appeal(one: Application) -> ApplicationAppealOut | None:
    if one.appeal is None:
        return None
    return ApplicationAppealOut(
        state=one.appeal.word,  # pyright: ignore[reportArgumentType]
        argument=one.appeal_argument,
        due_on=one.appeal_due_on,
        decision=one.appeal_decision,
    )


def _mine(mine: applying.Mine) -> ApplicationOut:
    one = mine.application
    return ApplicationOut(
        state=cast("ApplicationStateName", one.state.word),
        applied_on=one.applied_on,
        decided_on=one.decided_on,
        by=one.by,
        reason=one.reason,
        appeal=_appeal(one),
        assessment_id=mine.page.assessment_id,
        admits=mine.page.admits,
        holds=mine.holds,
        passed=mine.passed,
    )


def _applicant(row: Applicant) -> ApplicantOut:
    one = row.application
    return ApplicantOut(
        person_id=one.person_id,
        name=row.name,
        email=row.email,
        state=cast("ApplicationStateName", one.state.word),
        applied_on=one.applied_on,
        decided_on=one.decided_on,
        by=one.by,
        reason=one.reason,
        appeal=_appeal(one),
        handed_in_on=row.handed_in_on,
        score=row.score,
        low=row.low,
        high=row.high,
        passed=row.passed,
        tries=row.tries,
    )
