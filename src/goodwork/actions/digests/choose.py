"""One's own digest: seen, switched on, given other hours, switched off."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

from goodwork.errors import Conflict, Fault, Invalid, NotFound
from goodwork.mail.mailboxes import mailbox
from goodwork.model.digests import Digest, DigestPlan
from goodwork.model.ids import PersonId
from goodwork.model.people import SYSTEM, Actor
from goodwork.model.zones import is_zone
from goodwork.store.database import Database, Kind
from goodwork.store.people import digests, people


async def see_digest(database: Database, actor: Actor) -> Digest | None:
    """The calling person's digest; None: it is off."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await digests.one(t, actor.person_id)


async def choose_digest(database: Database, actor: Actor, plan: DigestPlan, *, offered: bool) -> Digest:
    """Switch the calling person's digest on, or give it other hours. ``offered``: this installation sends mail."""
    if not offered:
        raise Conflict(
            "This installation sends no mail, so there is no digest.",
            kept="Nothing was changed.",
            next_step="Everything that comes back to you stands in your inbox.",
        )
    _check(plan)
    async with database.transaction(actor) as t:
        if mailbox((await people.me(t, actor.person_id)).email) is None:
            raise Conflict(
                "No mail server reads your address as that of one mailbox, so no digest can come.",
                kept="Nothing was changed.",
                next_step="Everything that comes back to you stands in your inbox.",
            )
        await digests.put(t, actor, plan, plan.next_after(datetime.now(UTC)))
        made = await digests.one(t, actor.person_id)
    assert made is not None
    return made


async def end_digest(database: Database, actor: Actor) -> None:
    """Switch the calling person's digest off; nothing happens when it is off."""
    async with database.transaction(actor) as t:
        await digests.end(t, actor.person_id)


def _check(plan: DigestPlan) -> None:
    if not is_zone(plan.zone):
        what = "There is no such time zone; take a name such as Europe/Helsinki."
        raise Invalid(what, kept="Nothing was changed.", faults=[Fault("zone", what)])
    if plan.is_silent:
        what = "These quiet hours leave no time of the week."
        raise Invalid(
            what, kept="Nothing was changed.", next_step="Switch the digest off instead.", faults=[Fault("quiet", what)]
        )


def link_token(secret: bytes, person: PersonId, since: datetime) -> str:
    """What the link of a letter carries: it ends this digest, and opens nothing."""
    body = f"{person}.{round(since.timestamp() * 1_000_000)}"
    return f"{body}.{_signed(secret, body)}"


async def stop_digest(database: Database, secret: bytes, token: str) -> None:
    """Switch a digest off by the link of a letter; for whoever has it, also twice. NotFound: it is none of ours."""
    body, _, signature = token.rpartition(".")
    person, _, since = body.partition(".")
    if not hmac.compare_digest(signature.encode(), _signed(secret, body).encode()):
        raise NotFound(
            "This link is not whole, or not of this installation.",
            kept="Nothing was changed.",
            next_step="Open the whole link, or sign in and switch the digest off under your account.",
        )
    async with database.transaction(SYSTEM) as t:
        await digests.stop(t, int(person), int(since))


def _signed(secret: bytes, body: str) -> str:
    mark = hmac.new(secret, f"digest-stop:{body}".encode("utf-8", "replace"), hashlib.sha256).digest()
    return urlsafe_b64encode(mark).decode().rstrip("=")
