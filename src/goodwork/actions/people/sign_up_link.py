"""Links to sign an organization up: given by whoever runs the server, or sent to an address that is to be proved."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from goodwork.actions.digests.send import AGAIN, PostOffice
from goodwork.actions.people.signed_links import is_whole, number_of, sign
from goodwork.actions.people.throttle import Door, attempt
from goodwork.errors import Conflict, Invalid, NotAllowed, NotFound
from goodwork.mail.link_letter import Link, link_letter
from goodwork.mail.mailboxes import mailbox
from goodwork.mail.post import Outcome
from goodwork.model.people import SYSTEM, SignUp
from goodwork.names import read_email
from goodwork.store import jobs
from goodwork.store.database import Database, Transaction
from goodwork.store.people import sign_up_links
from goodwork.store.people.sign_up_links import SignUpLink

TASK = "send_sign_up_link"

MAILED_LASTS = timedelta(hours=24)
REST = timedelta(minutes=15)
"""Between two letters to one address: nobody's mailbox is filled by somebody else's wish."""


def token_of(secret: bytes, link: SignUpLink) -> str:
    """What follows the # of a link."""
    return sign(secret, Link.SIGN_UP, link.id, link.expires_at)


async def give_link(
    database: Database, secret: bytes, *, rule: SignUp, email: str | None, days: int
) -> tuple[SignUpLink, str]:
    """A link for whoever runs the server to hand on, and its token."""
    if rule is SignUp.CLOSED:
        raise Conflict(
            "This server takes no further organizations.",
            kept="No link was made.",
            next_step="Set GOODWORK_SIGN_UP to invited, start goodwork again, and make the link.",
        )
    email = read_email(email) if email else None
    async with database.transaction(SYSTEM) as t:
        link = await sign_up_links.add(t, email, timedelta(days=days))
    return link, token_of(secret, link)


async def withdraw_links(database: Database) -> int:
    """Make every link worthless that was handed on and not used; returns how many."""
    async with database.transaction(SYSTEM) as t:
        return await sign_up_links.withdraw(t)


async def ask_for_link(
    database: Database, secret: bytes, *, rule: SignUp, mails: bool, email: str, language: str, address: str
) -> None:
    """Have a link sent to an address. Whoever asks learns nothing of whether it has an account, or had a letter."""
    if rule is not SignUp.OPEN or not mails:
        raise NotAllowed(
            "This server sends no links to sign up.", next_step="Ask the people who run it for an invitation."
        )
    email = read_email(email)
    if mailbox(email) is None:
        raise Invalid(
            "No mail server reads this address as that of one mailbox.",
            kept="No letter was sent.",
            next_step="Use another address.",
        )
    await attempt(database, secret, email=None, address=address, door=Door.SIGN_UP)
    async with database.transaction(SYSTEM) as t:
        link = await sign_up_links.ask(t, email, MAILED_LASTS, REST)
        if link is not None:
            await _send_later(t, link.id, language, tries=0, delay=0.0)


async def _send_later(t: Transaction, link: int, language: str, *, tries: int, delay: float) -> None:
    lock = f"{TASK}:{link}"
    await jobs.defer(t, TASK, queueing_lock=lock, lock=lock, delay=delay, link=link, language=language, tries=tries)


async def send_link(database: Database, office: PostOffice, link: int, language: str, tries: int) -> Outcome | None:
    """Send a link to its address; None when it was used or has run out meanwhile."""
    async with database.transaction(SYSTEM) as t:
        found = await sign_up_links.one(t, link)
    if found is None or found.email is None:
        return None
    address = f"{office.public_url.rstrip('/')}/start#{token_of(office.secret, found)}"
    letter = link_letter(Link.SIGN_UP, found.email, office.server.sender, address, language, datetime.now(UTC))
    outcome = await asyncio.to_thread(office.server.send, letter)
    if outcome is Outcome.LATER and tries < len(AGAIN):
        async with database.transaction(SYSTEM) as t:
            await _send_later(t, link, language, tries=tries + 1, delay=AGAIN[tries].total_seconds())
    return outcome


async def see_link(database: Database, secret: bytes, token: str, *, rule: SignUp) -> SignUpLink:
    """The link of a token; NotFound when it was used, withdrawn, has run out or never was."""
    async with database.transaction(SYSTEM) as t:
        found = None if rule is SignUp.CLOSED else await sign_up_links.one(t, number_of(token))
    if found is None or not _is_whole(secret, token, found):
        raise worthless()
    return found


async def take_link(t: Transaction, secret: bytes, token: str, *, email: str) -> None:
    """Use a link up for this address; NotFound or Invalid leave it as it is."""
    found = await sign_up_links.take(t, number_of(token))
    if found is None or not _is_whole(secret, token, found):
        raise worthless()
    if found.email not in (None, email):
        raise Invalid(
            "This link is for another e-mail address.",
            kept="The link still works.",
            next_step=f"Sign up as {found.email}, or ask for another link.",
        )


def _is_whole(secret: bytes, token: str, link: SignUpLink) -> bool:
    return is_whole(secret, Link.SIGN_UP, link.id, link.expires_at, token)


def worthless() -> NotFound:
    """What is said of a link that opens nothing."""
    return NotFound(
        "This link was used, withdrawn or has run out.",
        kept="No organization was made.",
        next_step="Ask whoever sent it for a new one.",
    )
