"""Sessions: begun by whoever proved who they are; ended by them, by a new password, or after two weeks."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from goodwork.actions.people.authenticate import csrf_of, token_hash
from goodwork.actions.people.device import UNKNOWN
from goodwork.errors import NotFound, NotSignedIn
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Actor, Me, Membership
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.people import accounts, people, sessions, tokens
from goodwork.store.people.sessions import Session

LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody signs in."""

    earlier: str | None = None
    """The token of the session that it came with, whoever's it was."""
    device: str = UNKNOWN
    """Its family; see device.py."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that just began: the token goes into the cookie and is kept nowhere else."""

    me: Me
    token: str
    csrf: str
    memberships: list[Membership]
    """The organizations of the account."""


async def begin_session(
    t: Transaction,
    secret: bytes,
    organization: OrganizationId,
    person: PersonId,
    browser: Browser,
    lasts: timedelta = LASTS,
) -> SignedIn:
    """Begin a session under a fresh token.

    The session that the browser came with ends, whoever's it was, so that a token which somebody planted in the
    browser is worth nothing.
    """
    if browser.earlier:
        await sessions.end(t, token_hash(browser.earlier))
    token = secrets.token_urlsafe(32)
    await sessions.add(t, organization, person, token_hash(token), browser.device, lasts)
    memberships = await accounts.memberships_of(t, person)
    return SignedIn(await people.me(t, person), token, csrf_of(secret, token), memberships)


async def hold_access(t: Transaction, actor: Actor) -> None:
    """Keep the session or token of this request until the transaction ends; NotSignedIn when it has ended meanwhile.

    For what lets somebody in and outlives a session (a token, a link, an invitation, a role, a grant, a team, whom a
    project is open to): a request that is on its way while somebody ends the session must not leave it behind. People
    are locked before this, never after it: whoever ends access does so in that order.
    """
    shown = actor.shown
    if shown is None:
        return  # nobody signs in to the server's own command line
    held = shown.session and await sessions.hold(t, shown.session)
    if not (held or (shown.token and await tokens.hold(t, shown.token))):
        raise NotSignedIn("Your session or token has ended.", kept="Nothing was changed.", next_step="Sign in again.")


async def list_sessions(database: Database, actor: Actor, token: str, *, before: int, limit: int) -> list[Session]:
    """My sessions that have not ended, newest first, before an id; ``token`` is that of this one."""
    async with database.transaction(SYSTEM) as t:
        return await sessions.page(t, actor.person_id, token_hash(token), before, limit)


async def end_session(database: Database, actor: Actor, session: int) -> None:
    """End one of my sessions: its next request is refused."""
    async with database.transaction(SYSTEM) as t:
        await _hold_account(t, actor)
        if not await sessions.end_one(t, actor.person_id, session):
            raise NotFound


async def end_other_sessions(database: Database, actor: Actor, token: str) -> None:
    """End all my sessions but this one."""
    async with database.transaction(SYSTEM) as t:
        await _hold_account(t, actor)
        await sessions.end_others(t, actor.person_id, token_hash(token))


async def _hold_account(t: Transaction, actor: Actor) -> None:
    """No session of the account goes on in another organization, under a token of its own, while it is being ended."""
    account = await accounts.of_person(t, actor.person_id)
    if account is not None:
        await accounts.hold(t, account.id)


async def sign_out(database: Database, actor: Actor, token: str) -> None:
    """End this session."""
    async with database.transaction(actor) as t:
        await sessions.end(t, token_hash(token))


async def choose_language(database: Database, actor: Actor, language: str) -> None:
    """Keep the language in which the calling person reads the client, on every device."""
    async with database.transaction(actor) as t:
        await people.set_language(t, actor.person_id, language)


async def see_me(database: Database, actor: Actor) -> Me:
    """The calling person as they see themselves."""
    async with database.transaction(actor) as t:
        return await people.me(t, actor.person_id)


async def see_memberships(database: Database, actor: Actor) -> list[Membership]:
    """The organizations of the calling person's account. A token is of one and learns of no other."""
    if actor.scopes is not None:
        return []
    async with database.transaction(SYSTEM, kind=Kind.READ) as t:
        return await accounts.memberships_of(t, actor.person_id)
