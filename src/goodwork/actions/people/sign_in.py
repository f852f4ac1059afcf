"""Sign-in by e-mail address and password."""

from __future__ import annotations

from goodwork.actions.people.passwords import verify_password
from goodwork.actions.people.sessions import Browser, SignedIn, begin_session
from goodwork.actions.people.throttle import attempt, succeeded
from goodwork.errors import NotSignedIn
from goodwork.model.people import SYSTEM
from goodwork.names import kept_email
from goodwork.store.database import Database
from goodwork.store.people import people


async def sign_in(
    database: Database, secret: bytes, *, email: str, password: str, address: str, browser: Browser
) -> SignedIn:
    """Begin a session; NotSignedIn says the same whether the address or the password is wrong.

    Somebody whose access has ended reads by it what was decided about them, and nothing else.
    """
    email = kept_email(email)
    entered = await attempt(database, secret, email=email, address=address)
    async with database.transaction(SYSTEM) as t:
        found = await people.credentials(t, email, closed=True)
    # No transaction is open while the password is checked: that takes long on purpose.
    kept = found.password_hash if found else None
    if not await verify_password(password, kept) or found is None or kept is None:
        raise _wrong()
    async with database.transaction(SYSTEM) as t:
        if not await people.still(t, found.person_id, kept, closed=True):
            raise _wrong()
        signed_in = await begin_session(t, secret, found.organization_id, found.person_id, browser)
    await succeeded(database, entered)
    return signed_in


def _wrong() -> NotSignedIn:
    return NotSignedIn(
        "The e-mail address or the password is wrong.", next_step="Check both, or ask your lead for a reset link."
    )
