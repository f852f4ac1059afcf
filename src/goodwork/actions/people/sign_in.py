"""Sign-in by e-mail address and password."""

from __future__ import annotations

from goodwork.actions.people.proving import prove, still_proved, wrong
from goodwork.actions.people.sessions import Browser, SignedIn, begin_session
from goodwork.actions.people.throttle import succeeded
from goodwork.model.people import SYSTEM
from goodwork.store.database import Database
from goodwork.store.people import accounts


async def sign_in(
    database: Database, secret: bytes, *, email: str, password: str, address: str, browser: Browser
) -> SignedIn:
    """Begin a session, of several organizations in the one that the account has access to the longest; where it only
    applied comes after those.

    NotSignedIn says the same whether the address or the password is wrong. Whose access has ended everywhere reads by
    it what was decided about them, and nothing else.
    """
    proved = await prove(database, secret, email=email, password=password, address=address)
    async with database.transaction(SYSTEM) as t:
        await still_proved(t, proved)
        first = await accounts.first(t, proved.account.id)
        if first is None:
            raise wrong()
        await accounts.enter(t, proved.account.id, first.organization_id)
        signed_in = await begin_session(t, secret, first.organization_id, first.person_id, browser)
    await succeeded(database, proved.entered)
    return signed_in
