"""A new password, by the person who knows the old one, or by whoever administers the server."""

from __future__ import annotations

from goodwork.actions.people.authenticate import token_hash
from goodwork.actions.people.ending import end_access_of_account
from goodwork.actions.people.passwords import hash_password
from goodwork.actions.people.proving import hold_proved, prove_self
from goodwork.actions.people.throttle import succeeded
from goodwork.errors import Invalid, NotFound
from goodwork.model.people import SYSTEM, Actor
from goodwork.names import read_email
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.people import accounts

LEAST = 10
"""The shortest password, in characters."""


async def change_password(
    database: Database, secret: bytes, actor: Actor, *, current: str, new: str, token: str, address: str
) -> None:
    """Change one's own password; every other session of the person ends, and every token."""
    found, entered = await prove_self(database, secret, actor, password=current, field="current", address=address)
    password_hash = await hash_password(new, found.email, field="new")
    async with database.transaction(SYSTEM) as t:
        await hold_proved(t, found)
        await accounts.set_password(t, found.id, password_hash)
        for one in await end_access_of_account(t, found.id, keep=token_hash(token)):
            await audit.record_as(t, one.organization_id, one.person_id, "password.changed", "person", one.person_id)
    await succeeded(database, entered)


def check_length(password: str) -> None:
    """Invalid when a password is too short."""
    if len(password) < LEAST:
        raise Invalid(f"A password has at least {LEAST} characters.", kept="Nothing was changed.")


async def reset_password(database: Database, email: str, new: str) -> None:
    """Give a person a new password from the server's own command line; their sessions and tokens end."""
    email = read_email(email)
    check_length(new)
    password_hash = await hash_password(new, email)
    async with database.transaction(SYSTEM) as t:
        found = await accounts.by_email(t, email)
        if found is None or not any(one.active for one in await accounts.people(t, found.id)):
            raise NotFound(f"There is no active person with the address {email}.")
        await accounts.hold(t, found.id)
        await accounts.set_password(t, found.id, password_hash)
        for one in await end_access_of_account(t, found.id):
            await audit.record_as(t, one.organization_id, None, "password.reset", "person", one.person_id)
