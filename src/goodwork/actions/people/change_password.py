"""A new password, by the person who knows the old one, or by whoever administers the server."""

from __future__ import annotations

from goodwork.actions.people.authenticate import token_hash
from goodwork.actions.people.ending import end_access
from goodwork.actions.people.passwords import hash_password, verify_password
from goodwork.actions.people.throttle import attempt, succeeded
from goodwork.errors import Conflict, Fault, Invalid, NotFound
from goodwork.model.ids import PersonId
from goodwork.model.people import SYSTEM, Actor
from goodwork.names import read_email
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.people import people

LEAST = 10
"""The shortest password, in characters."""


async def change_password(
    database: Database, secret: bytes, actor: Actor, *, current: str, new: str, token: str, address: str
) -> None:
    """Change one's own password; every other session of the person ends, and every token."""
    async with database.transaction(actor) as t:
        email = (await people.me(t, actor.person_id)).email
    # Counted like sign-ins: a session that was left open must not serve to guess the password.
    entered = await attempt(database, secret, email=email, address=address)
    async with database.transaction(SYSTEM) as t:
        found = await people.credentials(t, email)
    kept = found.password_hash if found else None
    if not await verify_password(current, kept) or kept is None:
        raise Invalid(
            "The current password is wrong.",
            kept="Your password was not changed.",
            faults=[Fault("current", "This is not your password.")],
        )
    password_hash = await hash_password(new, email, field="new")
    async with database.transaction(actor) as t:
        await people.hold(t, actor.person_id)
        if not await people.still(t, actor.person_id, kept):
            raise Conflict("Your password was changed in the meantime.", kept="This change was not made.")
        await people.set_password(t, actor.person_id, password_hash)
        await end_access(t, actor.person_id, keep=token_hash(token))
        await audit.record(t, actor, "password.changed", "person", actor.person_id)
    await succeeded(database, entered)


def check_length(password: str) -> None:
    """Invalid when a password is too short."""
    if len(password) < LEAST:
        raise Invalid(f"A password has at least {LEAST} characters.", kept="Nothing was changed.")


async def reset_password(database: Database, email: str, new: str) -> PersonId:
    """Give a person a new password from the server's own command line; their sessions and tokens end."""
    email = read_email(email)
    check_length(new)
    password_hash = await hash_password(new, email)
    async with database.transaction(SYSTEM) as t:
        found = await people.credentials(t, email)
        if found is None:
            raise NotFound(f"There is no active person with the address {email}.")
        await people.set_password(t, found.person_id, password_hash)
        await end_access(t, found.person_id)
        await audit.record_as(t, found.organization_id, None, "password.reset", "person", found.person_id)
    return found.person_id
