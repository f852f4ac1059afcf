"""Sessions: begun by whoever proved who they are, ended by them, by a new password, or after two weeks."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from goodwork.actions.people.authenticate import csrf_of, token_hash
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Actor, Me
from goodwork.store.database import Database, Transaction
from goodwork.store.people import people, sessions

LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that just began: the token goes into the cookie and is kept nowhere else."""

    me: Me
    token: str
    csrf: str


async def begin_session(
    t: Transaction, secret: bytes, organization: OrganizationId, person: PersonId, earlier: str | None
) -> SignedIn:
    """Begin a session under a fresh token.

    ``earlier`` is the token that the browser came with, whoever's it was: it ends here, so that a token which
    somebody planted in the browser is worth nothing.
    """
    if earlier:
        await sessions.end(t, token_hash(earlier))
    token = secrets.token_urlsafe(32)
    await sessions.add(t, organization, person, token_hash(token), LASTS)
    return SignedIn(await people.me(t, person), token, csrf_of(secret, token))


async def sign_out(database: Database, actor: Actor, token: str) -> None:
    """End this session."""
    async with database.transaction(actor) as t:
        await sessions.end(t, token_hash(token))


async def see_me(database: Database, actor: Actor) -> Me:
    """The calling person as they see themselves."""
    async with database.transaction(actor) as t:
        return await people.me(t, actor.person_id)
