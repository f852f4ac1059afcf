"""Reset links: the way back in for somebody who can't sign in, made by a lead or sent by mail, and used once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from goodwork.actions.people.authenticate import token_hash
from goodwork.actions.people.ending import end_access_of_account
from goodwork.actions.people.leading import check_leads
from goodwork.actions.people.passwords import hash_password
from goodwork.actions.people.proof_link import take_proof
from goodwork.actions.people.sessions import Browser, SignedIn, begin_session, hold_access
from goodwork.actions.people.throttle import Door, attempt, succeeded
from goodwork.errors import Conflict, NotAllowed, NotFound
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Actor, Person, Proves
from goodwork.names import kept_email, read_email
from goodwork.routing.access import may_give_role
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.people import accounts, people, resets
from goodwork.store.people.accounts import Account

LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class ResetLink:
    """A new link: its token is shown this once."""

    token: str
    expires_at: datetime


async def make_reset_link(database: Database, actor: Actor, person: int) -> ResetLink:
    """A link with which this person sets a new password; an earlier one is worthless from now on.

    Nobody makes a link for themselves: a session that was left open would then be enough to take an account over.
    """
    check_leads(actor)
    token = secrets.token_urlsafe(32)
    async with database.transaction(actor) as t:
        found = await _reach(t, actor, person)
        await hold_access(t, actor)
        if not found.active:
            raise Conflict(
                f"{found.name} has no access, so there is nothing to sign in to.",
                kept="Nothing was changed.",
                next_step="Give the access back first.",
            )
        until = await resets.put(
            t, actor.organization_id, found.id, token_hash(token), maker=actor.person_id, lasts=LASTS
        )
        await audit.record(t, actor, "reset-link.made", "person", found.id, {"after": {"until": until.isoformat()}})
    return ResetLink(token, until)


async def withdraw_reset_link(database: Database, actor: Actor, person: int) -> None:
    """Make a person's link worthless; NotFound when they have none."""
    check_leads(actor)
    async with database.transaction(actor) as t:
        found = await _reach(t, actor, person)
        if not await resets.withdraw(t, found.id):
            raise NotFound(f"No reset link of {found.name} is open.", kept="Nothing was changed.")
        await audit.record(t, actor, "reset-link.withdrawn", "person", found.id)


async def _reach(t: Transaction, actor: Actor, person: int) -> Person:
    found = await people.one(t, PersonId(person), lock=True)
    if found is None:
        raise NotFound
    if found.id == actor.person_id:
        raise NotAllowed(
            "Nobody makes a reset link for themselves.",
            kept="Nothing was changed.",
            next_step="Change your password under My account, or ask another owner or manager for a link.",
        )
    if found.own_way_back:
        raise NotAllowed(
            f"{found.name} lets nobody who leads make a link for them.",
            kept="Nothing was changed.",
            next_step="Whoever runs this server can make one: goodwork users reset-link.",
        )
    if not may_give_role(actor.role, found.role, found.role):
        raise NotAllowed(
            "Only an owner makes a reset link for an owner.", kept="Nothing was changed.", next_step="Ask an owner."
        )
    return found


async def make_reset_link_here(database: Database, email: str) -> ResetLink:
    """The same from the server's own command line, for anybody: also for the last owner."""
    email = read_email(email)
    token = secrets.token_urlsafe(32)
    async with database.transaction(SYSTEM) as t:
        found = await people.credentials(t, email)
        if found is None or await people.one(t, found.person_id, lock=True) is None:
            raise NotFound(f"There is no active person with the address {email}.")
        until = await resets.put(t, found.organization_id, found.person_id, token_hash(token), maker=None, lasts=LASTS)
        detail = {"after": {"until": until.isoformat()}}
        await audit.record_as(t, found.organization_id, None, "reset-link.made", "person", found.person_id, detail)
    return ResetLink(token, until)


async def use_reset_link(
    database: Database, secret: bytes, token: str, *, email: str, password: str, address: str, browser: Browser
) -> SignedIn:
    """Set a new password and sign in; every other session of the person ends, and every token. A link that came by mail
    proves the address, so it opens the account whatever its organizations are.

    Whatever is wrong (a link that never was, was used, or is another person's) the answer is the same and takes the
    same time: the password is judged and hashed before the link is looked for, and one statement finds it or not.
    """
    email = kept_email(email)
    password_hash = await hash_password(password, email)
    entered = await attempt(database, secret, email=email, address=address, door=Door.RESET)
    async with database.transaction(SYSTEM) as t:
        # The links of letters have their number before a point; those of leads have no point.
        take, by = (
            (_mailed(t, secret, token, email), "mail") if "." in token else (_made(t, token, email), "reset-link")
        )
        account, organization, person = await take
        await accounts.set_password(t, account.id, password_hash)
        detail = {"by": by}
        for one in await end_access_of_account(t, account.id):
            await audit.record_as(
                t, one.organization_id, one.person_id, "password.reset", "person", one.person_id, detail
            )
        signed_in = await begin_session(t, secret, organization, person, browser)
    await succeeded(database, entered)
    return signed_in


async def _made(t: Transaction, token: str, email: str) -> tuple[Account, OrganizationId, PersonId]:
    """Whose link this is that a lead made, used up; their account is held."""
    digest = token_hash(token)
    found = await resets.find(t, digest, email)
    account = None if found is None else await accounts.of_person(t, found[0])
    if found is None or account is None:
        raise _worthless()
    person, organization = found
    await accounts.hold(t, account.id)
    await people.hold(t, person)
    if not await resets.take(t, digest, person):
        raise _worthless()
    return account, organization, person


async def _mailed(t: Transaction, secret: bytes, token: str, email: str) -> tuple[Account, OrganizationId, PersonId]:
    """The account whose address a letter's link proves, held, and where it goes on; the link is used up."""
    account = await accounts.by_email(t, email)
    if account is None:
        raise _worthless()
    await accounts.hold(t, account.id)
    first = await accounts.first(t, account.id)
    if first is None or not await take_proof(t, secret, Proves.RESET, token, email=email):
        raise _worthless()
    await people.hold(t, first.person_id)
    return account, first.organization_id, first.person_id


def _worthless() -> NotFound:
    return NotFound(
        "This link and this address don't open an account.",
        kept="This request changed no password.",
        next_step="Sent before, and no answer came? Then sign in with the new password. Else look whether the address "
        "is yours and the whole link was opened. A link works once, for a day, and one that came by mail for an hour; "
        "else ask for a new one.",
    )
