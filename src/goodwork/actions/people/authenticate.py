"""Who is calling: by session cookie or by API token."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from goodwork.errors import NotAllowed, NotSignedIn
from goodwork.model.people import Actor, Credential
from goodwork.store.database import Database
from goodwork.store.people import sign_on


@dataclass(frozen=True, slots=True)
class Caller:
    """The calling person, and the CSRF value that belongs to their session (empty for tokens)."""

    actor: Actor
    csrf: str


def token_hash(token: str) -> bytes:
    """What is stored of a token: tokens are 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()


def csrf_of(secret: bytes, token: str) -> str:
    """The CSRF value of a session: derived, so that nothing has to be stored."""
    return hmac.new(secret, token.encode(), "sha256").hexdigest()


async def authenticate(
    database: Database,
    secret: bytes,
    *,
    bearer: str | None,
    cookie: str | None,
    csrf: str | None,
    writes: bool,
    closed: bool = False,
) -> Caller:
    """The caller; NotSignedIn without a valid session or token or with the CSRF value of another session, NotAllowed
    without any on a write. ``closed``: also somebody whose access has ended."""
    token = bearer or cookie
    if not token:
        raise NotSignedIn
    digest = token_hash(token)
    shown = Credential(None, digest) if bearer else Credential(digest, None)
    actor = await sign_on.actor_of(database, shown)
    if actor is None and closed:
        actor = await sign_on.closed_actor_of(database, shown)
    if actor is None:
        raise NotSignedIn("Your session or token is not valid any more.", next_step="Sign in again.")
    if bearer:
        return Caller(actor, "")
    expected = csrf_of(secret, token)
    if writes and csrf and not hmac.compare_digest(expected.encode(), csrf.encode()):
        # As when somebody signed in again in another tab, perhaps as another person: this page learns it so.
        raise NotSignedIn("This page is of a session that has ended.", kept="Nothing was changed.")
    if writes and not csrf:
        raise NotAllowed(
            "The request did not come from goodwork's own page.",
            kept="Nothing was changed.",
            next_step="Reload the page and try again.",
        )
    return Caller(actor, expected)


def credential(secret: bytes, *, bearer: str | None, cookie: str | None, csrf: str | None) -> Credential | None:
    """What a request that writes shows, for the queue's calls: they find out who it is in the same round trip.

    None when `authenticate` would refuse it before it looks into the database.
    """
    if bearer:
        return Credential(None, token_hash(bearer))
    if cookie and hmac.compare_digest(csrf_of(secret, cookie).encode(), (csrf or "").encode()):
        return Credential(token_hash(cookie), None)
    return None
