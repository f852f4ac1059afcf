"""Another e-mail address for an account: by whoever runs the server, so that an address reaches its true owner."""

from __future__ import annotations

from goodwork.actions.people.ending import end_access_of_account
from goodwork.errors import Conflict, NotFound
from goodwork.model.people import SYSTEM
from goodwork.names import kept_email, read_email
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.people import accounts


async def change_address(database: Database, email: str, new: str) -> None:
    """Let an account sign in by another address, in all its organizations. Its sessions, tokens and links end.

    The address of before is free then: an account that somebody made of an address that is not theirs keeps what it
    did, and whoever reads that mailbox makes their own.
    """
    email, new = kept_email(email), read_email(new)
    async with database.transaction(SYSTEM) as t:
        found = await accounts.by_email(t, email)
        if found is None:
            raise NotFound(f"There is no account with the address {email}.")
        await accounts.hold(t, found.id)
        if not await accounts.set_email(t, found.id, new):
            raise Conflict(f"There is an account with the address {new} already.", kept="Nothing was changed.")
        detail = {"before": {"email": email}, "after": {"email": new}}
        for one in await end_access_of_account(t, found.id):
            await audit.record_as(
                t, one.organization_id, None, "person.address-changed", "person", one.person_id, detail
            )
