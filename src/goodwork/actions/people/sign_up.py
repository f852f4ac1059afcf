"""Sign-up: a new organization with its owner."""

from __future__ import annotations

from goodwork.actions.people.proving import find_way
from goodwork.actions.people.sessions import Browser, SignedIn, begin_session
from goodwork.actions.people.sign_up_link import see_link, take_link
from goodwork.actions.people.throttle import Door, attempt, succeeded
from goodwork.errors import NotAllowed
from goodwork.model.people import SYSTEM, Role, SignUp
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
    has_account: bool = False,
    token: str | None = None,
    rule: SignUp,
    mails: bool,
    address: str,
    browser: Browser,
) -> SignedIn:
    """Make an organization and its owner, and sign them in.

    The first organization of a server needs nothing; a further one needs a link (``token``), unless the server is open
    and sends no mail (``mails``) by which it could prove the address.
    """
    email, name, organization = read_email(email), read_name(name), read_name(organization, "organization")
    if token is not None:
        await see_link(database, secret, token, rule=rule)  # before the password is hashed, which costs on purpose
    elif not _is_free(rule, mails) and not await is_new(database):
        raise _closed(rule)
    if token is None:
        # Each that is made counts too, and is not taken back: no program makes organizations without end.
        await attempt(database, secret, email=None, address=address, door=Door.SIGN_UP)
    way = await find_way(
        database, secret, name, email, password, organization, has_account=has_account, address=address
    )
    async with database.transaction(SYSTEM) as t:
        exists = await organizations.exists(t, lock=True)
        if token is not None:
            await take_link(t, secret, token, email=email)
        elif exists and not _is_free(rule, mails):
            raise _closed(rule)
        made = await organizations.add(t, organization)
        owner = await way.add(t, made, name=name, role=Role.OWNER)
        await audit.record_as(t, made, owner, "organization.made", "organization", made, {"name": organization})
        await audit.record_as(t, made, owner, "person.joined", "person", owner, {"role": Role.OWNER.value})
        signed_in = await begin_session(t, secret, made, owner, browser)
    await succeeded(database, way.entered)
    return signed_in


def _is_free(rule: SignUp, mails: bool) -> bool:
    """Whether a further organization needs no link."""
    return rule is SignUp.OPEN and not mails


def _closed(rule: SignUp) -> NotAllowed:
    if rule is SignUp.OPEN:
        return NotAllowed(
            "An organization is made with a link that comes by mail.", next_step="Ask for the link at the entrance."
        )
    return NotAllowed(
        "This server is not open for new organizations.",
        next_step="Ask the people who run it for an invitation.",
    )
