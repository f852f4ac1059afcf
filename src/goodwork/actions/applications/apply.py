"""Applying: an account that reaches nothing but what is its own, withdrawing, coming back, and appealing."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.actions.applications.public_page import see_page
from goodwork.actions.people.proof_link import ask_for_proof, take_proof
from goodwork.actions.people.proving import Way, find_way, prove, still_proved
from goodwork.actions.people.sessions import Browser, SignedIn, begin_session
from goodwork.actions.people.throttle import apply_once, made_nothing, succeeded
from goodwork.errors import Conflict, GoodworkError, NotAllowed, NotFound, NotSignedIn, Throttled
from goodwork.model.appeals import AppealState
from goodwork.model.applications import Application, ApplicationState, PublicPage
from goodwork.model.ids import OrganizationId
from goodwork.model.people import SYSTEM, Actor, Proves, Role
from goodwork.names import read_email, read_name
from goodwork.store import audit
from goodwork.store.applications import applications, pages
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.people import accounts
from goodwork.store.qualifications.recorded import recorded

_KEPT = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Mine:
    """An application as its person reads it, beside the rule by which it is decided."""

    application: Application
    page: PublicPage
    holds: bool
    """Whether they hold a tier of a qualification, which their signed record says."""
    passed: bool
    """Whether they have passed what applicants take: where that alone does not admit, somebody who leads decides."""


async def apply(
    database: Database, secret: bytes, page: str, *, name: str, email: str, password: str,
    has_account: bool, token: str | None, mails: bool, address: str, browser: Browser,
) -> SignedIn:  # fmt: skip
    """Make an applicant with an open application, and sign them in; ``has_account``: with the account that they prove.

    Where the server sends mail (``mails``), a new account takes the token of a link that proves its address.

    Conflict when as many are open as the owner set: nothing is kept of whoever is refused. Who applied and sends the
    same again, since no answer came, is signed in.
    """
    name, email = read_name(name), read_email(email)
    found = await see_page(database, page)  # before the password is hashed, which costs on purpose
    if mails and not has_account and token is None:
        raise NotAllowed(
            "An account is made with a link that comes by mail.",
            kept=_KEPT,
            next_step="Ask for the link on the page, or use the account that you have.",
        )
    counted = await apply_once(database, secret, address)
    try:
        way = await find_way(database, secret, name, email, password, has_account=has_account, address=address)
    except GoodworkError:
        await made_nothing(database, counted)
        raise
    organization = found.organization_id
    try:
        async with database.transaction(SYSTEM) as t:
            await _take_place(t, page, organization)
            await _check_new(t, way, organization)
            if token is not None and not await take_proof(t, secret, Proves.APPLYING, token, email=email, page=page):
                raise _worthless()
            person = await way.add(t, organization, name=name, role=Role.APPLICANT)
            await applications.add(t, organization, person)
            await audit.record_as(t, organization, person, "application.made", "person", person, {})
            signed_in = await begin_session(t, secret, organization, person, browser)
    except (Conflict, NotFound, NotSignedIn) as refused:
        await made_nothing(database, counted)
        if isinstance(refused, Conflict):
            await succeeded(database, way.entered)  # no place, or a place already: nobody guessed anything
        # Also where the address has no account: how long it takes must not tell.
        sent_before = await _enter_again(database, secret, organization, email, password, address, browser)
        if sent_before is None:
            raise
        return sent_before
    await succeeded(database, way.entered)
    return signed_in


async def _enter_again(
    database: Database, secret: bytes, organization: OrganizationId, email: str, password: str, address: str,
    browser: Browser,
) -> SignedIn | None:  # fmt: skip
    """A session of whoever proves that their application is open there: the answer to the first request was lost."""
    try:
        proved = await prove(database, secret, email=email, password=password, address=address)
    except (NotSignedIn, Throttled):
        return None
    async with database.transaction(SYSTEM) as t:
        await still_proved(t, proved)
        person = await accounts.enter(t, proved.account.id, organization)
        held = None if person is None else await applications.one(t, person)
        if person is None or held is None or held.state is not ApplicationState.OPEN:
            return None
        signed_in = await begin_session(t, secret, organization, person, browser)
    await succeeded(database, proved.entered)
    return signed_in


async def ask_to_apply(
    database: Database, secret: bytes, page: str, *, mails: bool, email: str, language: str, address: str
) -> None:
    """Send a link to apply at this page to an address. Whoever asks learns nothing of whether it has an account."""
    await see_page(database, page)
    await ask_for_proof(
        database, secret, Proves.APPLYING, mails=mails, email=email, language=language, address=address, page=page
    )


def _worthless() -> NotFound:
    return NotFound(
        "This link and this address don't go together, or the link was used or has run out.",
        kept="No account was made.",
        next_step="Look whether the address is the one to which the letter came, or ask for another link on the page.",
    )


async def _check_new(t: Transaction, way: Way, organization: int) -> None:
    """Conflict for whoever is or was in the organization: what was decided of them is not got round by applying."""
    held = [] if way.proved is None else await accounts.people(t, way.proved.account.id)
    if any(one.organization_id == organization for one in held):
        raise Conflict(
            "You are or were in this organization already.",
            kept=_KEPT,
            next_step="Sign in: what you may do there, and what you may appeal, stands on your pages.",
        )


async def _take_place(t: Transaction, page: str, organization: int) -> None:
    """Conflict when there is no room for another application; nobody else takes the place meanwhile."""
    shown = await pages.hold(t, organization)  # pyright: ignore[reportArgumentType]
    found = await pages.find(t, page) if shown else None
    if found is None:
        raise NotFound
    if not found.takes:
        raise Conflict(
            "As many applications are open as this organization takes at a time.",
            kept="No account was made, and nothing of yours was kept.",
            next_step="Come back later: places are free again as applications are decided.",
        )


async def see_application(database: Database, actor: Actor) -> Mine:
    """One's own application; NotFound for whoever never applied."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await _mine(t, actor)


async def _mine(t: Transaction, actor: Actor) -> Mine:
    held = await applications.one(t, actor.person_id)
    found = await pages.own(t, actor.organization_id)
    if held is None or found is None:
        raise NotFound
    asked = found[1].assessment_id
    passed = asked is not None and await applications.passed(t, asked, actor.person_id)
    return Mine(held, found[1], bool(await recorded(t, actor.person_id, 1)), passed)


async def withdraw_application(database: Database, actor: Actor) -> Mine:
    """Withdraw one's own open application, without a reason; sent again, it changes nothing."""
    async with database.transaction(actor) as t:
        mine = await _mine(t, actor)
        done = await applications.withdraw(t, actor.person_id)
        if not done and mine.application.state is not ApplicationState.WITHDRAWN:
            raise Conflict("It has been decided meanwhile.", kept="The decision was kept.")
        return await _mine(t, actor)


async def apply_again(database: Database, actor: Actor) -> Mine:
    """Open one's withdrawn application again, where there is room; sent again, it changes nothing."""
    async with database.transaction(actor) as t:
        found = await pages.own(t, actor.organization_id)
        if found is None or not await pages.hold(t, actor.organization_id):
            raise Conflict("The organization takes no applications now.", kept="Your application stays withdrawn.")
        held = await applications.one(t, actor.person_id, lock=True)
        if held is None:
            raise NotFound
        if actor.role is not Role.APPLICANT:
            raise Conflict("You are in this organization: there is nothing to apply for.", kept=_KEPT)
        if held.state is ApplicationState.WITHDRAWN:
            shown = await pages.find(t, found[0])
            if shown is None or not shown.takes:
                raise Conflict(
                    "As many applications are open as this organization takes at a time.",
                    kept="Your application stays withdrawn, and your results are kept.",
                    next_step="Come back later: places are free again as applications are decided.",
                )
            await applications.reopen(t, actor.person_id)
        elif held.state is ApplicationState.DECLINED:
            raise Conflict("It has been decided.", kept=_KEPT, next_step="You may appeal the decision.")
        return await _mine(t, actor)


async def appeal_declining(database: Database, actor: Actor, argument: str) -> Mine:
    """Ask that somebody else who leads looks at a declined application again; sent again, it changes nothing. An
    argument is not asked for."""
    async with database.transaction(actor) as t:
        mine = await _mine(t, actor)
        held = mine.application
        if (held.appeal, held.appeal_argument) == (AppealState.OPEN, argument.strip()):
            return mine  # sent again
        if not await applications.appeal(t, actor.person_id, argument.strip()):
            declined = held.state is ApplicationState.DECLINED
            raise Conflict(
                "You have appealed this already." if declined else "There is nothing to appeal.",
                kept="Your appeal was kept." if declined else _KEPT,
            )
        return await _mine(t, actor)
