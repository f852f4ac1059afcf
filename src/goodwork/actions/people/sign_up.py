"""Sign-up: a new organization with its owner."""

from __future__ import annotations

from goodwork.actions.people.add_person import add_person
from goodwork.actions.people.passwords import hash_password
from goodwork.actions.people.sessions import Browser, SignedIn, begin_session
from goodwork.actions.people.throttle import attempt, succeeded
from goodwork.errors import NotAllowed
from goodwork.model.people import SYSTEM, Role
from goodwork.names import read_email, read_name
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.people import organizations


async def is_new(database: Database) -> bool:
    """Whether nobody has signed up yet: whoever comes first makes an organization, on every server."""
    async with database.transaction(SYSTEM) as t:
        return not await organizations.exists(t)


async def sign_up(
    database: Database,
    secret: bytes,
    *,
    organization: str,
    name: str,
    email: str,
    password: str,
    open_sign_up: bool,
    address: str,
    browser: Browser,
) -> SignedIn:
    """Make an organization and its owner, and sign them in."""
    email, name, organization = read_email(email), read_name(name), read_name(organization, "organization")
    if not (open_sign_up or await is_new(database)):
        raise _closed()
    # Counted like sign-ins: the answer tells whether an address has an account.
    entered = await attempt(database, secret, email=None, address=address)
    password_hash = await hash_password(password, name, email, organization)
    async with database.transaction(SYSTEM) as t:
        if await organizations.exists(t, lock=True) and not open_sign_up:
            raise _closed()
        made = await organizations.add(t, organization)
        owner = await add_person(t, made, name=name, email=email, role=Role.OWNER, password_hash=password_hash)
        await audit.record_as(t, made, owner, "organization.made", "organization", made, {"name": organization})
        await audit.record_as(t, made, owner, "person.joined", "person", owner, {"role": Role.OWNER.value})
        signed_in = await begin_session(t, secret, made, owner, browser)
    await succeeded(database, entered)
    return signed_in


def _closed() -> NotAllowed:
    return NotAllowed(
        "This server is not open for new organizations.",
        next_step="Ask the people who run it for an invitation.",
    )
