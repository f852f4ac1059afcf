"""Somebody in several organizations: going from one to another, and leaving one."""

from __future__ import annotations

from datetime import timedelta

from goodwork.actions.people.ending import end_access
from goodwork.actions.people.proving import hold_proved, prove_self
from goodwork.actions.people.sessions import Browser, SignedIn, begin_session
from goodwork.actions.people.throttle import succeeded
from goodwork.actions.stories.give_back import give_back_ended
from goodwork.errors import Conflict, NotFound, NotSignedIn
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Actor
from goodwork.store import audit
from goodwork.store.applications import applications
from goodwork.store.database import Database, Transaction
from goodwork.store.people import accounts, people, sessions
from goodwork.store.people.accounts import Account


async def switch_organization(
    database: Database, secret: bytes, actor: Actor, organization: int, browser: Browser
) -> SignedIn:
    """Go on in another organization of the same account, under a fresh session, which ends when the one that asks would
    have: that one ends now.

    NotFound of one that the account was never in, whether it exists or not. Where its access has ended, it reads what
    was decided, and nothing else.
    """
    async with database.transaction(SYSTEM) as t:
        account = await _account(t, actor)
        # A new password, or the end of the session, comes before this or after it.
        if account.password_hash is None or not await accounts.still(t, account.id, account.password_hash):
            raise _ended()
        # People are locked before sessions, as wherever access ends.
        person = await _self_in(t, account, organization)
        return await begin_session(t, secret, OrganizationId(organization), person, browser, await _left(t, actor))


async def leave_organization(database: Database, secret: bytes, actor: Actor, browser: Browser) -> SignedIn | None:
    """Leave the organization at once, without a reason, and go on in the next one of the account; None: there is none.

    What is held goes back to the queue; answers and drafts stay; an open application is withdrawn. The other
    organizations learn nothing of it. The last owner can't leave.
    """
    async with database.transaction(SYSTEM) as t:
        account = await _account(t, actor)
    async with database.transaction(actor) as t:
        owners = await people.active_owners(t)
        before = await people.one(t, actor.person_id, lock=True)
        if before is None or not before.active:
            raise _ended()
        left = await _left(t, actor)
        if owners == [before.id]:
            raise Conflict(
                "You are the last owner of the organization.",
                kept="Nothing was changed.",
                next_step="Make somebody else an owner first.",
            )
        await people.leave(t, before.id)
        await applications.withdraw(t, before.id)
        await end_access(t, before.id)
        await give_back_ended(t, actor.organization_id, people=[before.id])
        await audit.record(t, actor, "person.left", "person", before.id)
    async with database.transaction(SYSTEM) as t:
        # With a new password meanwhile, every session of before has ended, and so has this one.
        if account.password_hash is None or not await accounts.still(t, account.id, account.password_hash):
            return None
        for one in await accounts.memberships(t, account.id):
            if one.active:
                person = await _self_in(t, account, one.organization_id)
                return await begin_session(t, secret, one.organization_id, person, browser, left)
    return None


async def keep_own_way_back(
    database: Database, secret: bytes, actor: Actor, own: bool, *, password: str, address: str
) -> None:
    """Whether nobody who leads may make a reset link for me; of several organizations always so.

    It asks for the password, as every change of how somebody signs in: a session that was left open is not enough.
    """
    account, entered = await prove_self(database, secret, actor, password=password, field="password", address=address)
    async with database.transaction(SYSTEM) as t:
        await hold_proved(t, account)
        if not own and len(await accounts.people(t, account.id)) > 1:
            raise Conflict(
                "You are, or were, in several organizations: a reset link of one would open the others.",
                kept="Nothing was changed.",
                next_step="Whoever runs this server can make a link for you.",
            )
        await accounts.set_own_way_back(t, account.id, own)
    await succeeded(database, entered)


async def _account(t: Transaction, actor: Actor) -> Account:
    found = await accounts.of_person(t, actor.person_id)
    if found is None:
        raise NotFound
    return found


async def _left(t: Transaction, actor: Actor) -> timedelta:
    """End the session that asks; how long it would have lasted."""
    shown = None if actor.shown is None else actor.shown.session
    left = None if shown is None else await sessions.take(t, shown)
    if left is None:
        raise _ended()
    return left


async def _self_in(t: Transaction, account: Account, organization: int) -> PersonId:
    person = await accounts.enter(t, account.id, organization)
    if person is None:
        raise NotFound
    return person


def _ended() -> NotSignedIn:
    return NotSignedIn("Your session has ended.", kept="Nothing was changed.", next_step="Sign in again.")
