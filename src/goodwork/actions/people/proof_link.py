"""Links that prove an address: whoever opens one reads its mailbox, and sets a new password with it, or applies."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from goodwork.actions.digests.send import AGAIN, PostOffice
from goodwork.actions.people.signed_links import is_whole, number_of, sign
from goodwork.actions.people.throttle import Door, attempt
from goodwork.errors import Invalid, NotAllowed
from goodwork.mail.link_letter import Link, link_letter
from goodwork.mail.mailboxes import mailbox
from goodwork.mail.post import Outcome
from goodwork.model.people import SYSTEM, Proves
from goodwork.names import read_email
from goodwork.store import jobs
from goodwork.store.database import Database, Transaction
from goodwork.store.people import accounts, proof_links
from goodwork.store.people.proof_links import ProofLink

TASK = "send_proof_link"

LASTS = {Proves.RESET: timedelta(hours=1), Proves.APPLYING: timedelta(hours=24)}
REST = timedelta(minutes=15)
"""Between two letters of a kind to one address: nobody's mailbox is filled by somebody else's wish."""


async def ask_for_proof(
    database: Database, secret: bytes, proves: Proves, *, mails: bool, email: str, language: str, address: str,
    page: str = "",
) -> None:  # fmt: skip
    """Have a link sent to an address. Whoever asks learns nothing of whether it has an account, or had a letter."""
    if not mails:
        raise NotAllowed(
            "This server sends no mail.", next_step="Ask whoever leads your organization, or runs this server."
        )
    email = read_email(email)
    if mailbox(email) is None:
        raise Invalid(
            "No mail server reads this address as that of one mailbox.",
            kept="No letter was sent.",
            next_step="Use another address.",
        )
    await attempt(database, secret, email=None, address=address, door=Door.LETTER)
    async with database.transaction(SYSTEM) as t:
        link = await proof_links.ask(t, proves, email, page, LASTS[proves], REST)
        if link is not None:
            await _send_later(t, link.id, language, tries=0, delay=0.0)


async def _send_later(t: Transaction, link: int, language: str, *, tries: int, delay: float) -> None:
    lock = f"{TASK}:{link}"
    await jobs.defer(t, TASK, queueing_lock=lock, lock=lock, delay=delay, link=link, language=language, tries=tries)


async def send_proof(database: Database, office: PostOffice, link: int, language: str, tries: int) -> Outcome | None:
    """Send a link to its address; None when it was used or ran out meanwhile, or there is no password to set."""
    async with database.transaction(SYSTEM) as t:
        found = await proof_links.one(t, link)
        if found is None or (found.proves is Proves.RESET and await accounts.by_email(t, found.email) is None):
            return None
    place = "reset" if found.proves is Proves.RESET else f"work-with-us/{found.page}"
    address = f"{office.public_url.rstrip('/')}/{place}#{token_of(office.secret, found)}"
    letter = link_letter(
        Link(found.proves.value), found.email, office.server.sender, address, language, datetime.now(UTC)
    )
    outcome = await asyncio.to_thread(office.server.send, letter)
    if outcome is Outcome.LATER and tries < len(AGAIN):
        async with database.transaction(SYSTEM) as t:
            await _send_later(t, link, language, tries=tries + 1, delay=AGAIN[tries].total_seconds())
    return outcome


def token_of(secret: bytes, link: ProofLink) -> str:
    """What follows the # of a link."""
    return sign(secret, link.proves.value, link.id, link.expires_at)


async def take_proof(t: Transaction, secret: bytes, proves: Proves, token: str, *, email: str, page: str = "") -> bool:
    """Use a link up that proves this address for this purpose; False when it does not, and then it stays as it is."""
    found = await proof_links.one(t, number_of(token))
    if found is None or (found.proves, found.email, found.page) != (proves, email, page):
        return False
    whole = is_whole(secret, proves.value, found.id, found.expires_at, token)
    return whole and await proof_links.take(t, found.id)
