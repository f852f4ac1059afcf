"""Sending digests: each at its time, never in quiet hours, at most once, and nothing when nothing came back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import structlog

from goodwork.actions.digests.choose import link_token
from goodwork.errors import GoodworkError
from goodwork.mail.digest_letter import SHOWN, Reader, digest_letter
from goodwork.mail.mailboxes import mailbox
from goodwork.mail.post import MailServer, Outcome
from goodwork.model.digests import DigestPlan
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Actor, Worker
from goodwork.store import jobs
from goodwork.store.database import Database, Kind
from goodwork.store.people import digests, inbox, people

log = structlog.get_logger("goodwork.digests")

TASK = "send_digest"

DUE = 200
"""Digests that are asked for at a time."""

AGAIN = tuple(timedelta(minutes=minutes) for minutes in (2, 10, 60, 240))
"""How long after a mail server took nothing it is tried again; then the next digest brings it."""

PASSED_OVER = timedelta(days=1)
"""How long a digest rests that could not be written."""

_NOT_WRITTEN = "The last one could not be written. What it would have told stands in your inbox."
_NOT_TAKEN = "The mail server did not take the last one. What it would have told comes with the next one."
_REFUSED = "The mail server takes nothing for your address."


@dataclass(frozen=True, slots=True)
class PostOffice:
    """What a worker sends letters with."""

    server: MailServer
    public_url: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Written:
    letter: EmailMessage
    entries: list[int]
    plan: DigestPlan
    tries: int


async def ask_for_digests(database: Database) -> int:
    """Ask the worker for every digest whose time has come, a job for each; returns how many."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        found = await digests.due(t, DUE)
        for organization, person in found:
            lock = f"{TASK}:{person}"
            await jobs.defer(t, TASK, queueing_lock=lock, lock=lock, organization=organization, person=person)
    return len(found)


async def send_digest(
    database: Database, office: PostOffice, organization: OrganizationId, person: PersonId
) -> Outcome | None:
    """Send a person's digest when its time has come and something came back; None: nothing was sent.

    Its entries are marked as told before the letter is handed over: a worker that dies meanwhile leaves one letter at
    most. What the mail server surely did not take is told by the next one.
    """
    try:
        written = await _write(database, office, organization, person)
    except GoodworkError:
        raise
    except Exception:
        # Whatever there is in it that nobody foresaw would be there in a minute, too.
        log.exception("a digest could not be written", person=person)
        async with database.transaction(Worker(organization)) as t:
            await digests.turn(t, person, datetime.now(UTC) + PASSED_OVER, error=_NOT_WRITTEN)
        return None
    if written is None:
        return None
    outcome = await asyncio.to_thread(office.server.send, written.letter)
    now = datetime.now(UTC)
    async with database.transaction(Worker(organization)) as t:
        if outcome is Outcome.SENT:
            await digests.turn(t, person, written.plan.next_after(now), sent=True)
            return outcome
        await digests.unmark(t, person, written.entries)
        if outcome is Outcome.LATER and written.tries < len(AGAIN):
            again = written.plan.after_quiet(now + AGAIN[written.tries])
            await digests.turn(t, person, again, tries=written.tries + 1, error=_NOT_TAKEN)
        else:
            why = _REFUSED if outcome is Outcome.NEVER else _NOT_TAKEN
            await digests.turn(t, person, written.plan.next_after(now), error=why)
    return outcome


async def _write(
    database: Database, office: PostOffice, organization: OrganizationId, person: PersonId
) -> _Written | None:
    async with database.transaction(Worker(organization)) as t:
        taken = await digests.take(t, person)
        if taken is None:
            return None
        plan, now = taken.digest.plan, taken.now
        # A time zone that this machine does not know ends it here, before anything is sent.
        following = plan.next_after(now)
        known = await people.one(t, person)
        if known is None or not known.active or taken.sending:
            # Of one that a worker died at nobody knows whether the server took it.
            await digests.turn(t, person, following)
            return None
        if plan.is_quiet(now):
            await digests.turn(t, person, plan.after_quiet(now), tries=taken.tries, error=taken.digest.error)
            return None
        me = await people.me(t, person)
        address = mailbox(me.email)
        if address is None:
            await digests.turn(t, person, following, error=_REFUSED)
            return None
        actor = Actor(organization, person, me.role)
        found = await inbox.untold(t, actor, taken.digest.since, SHOWN + 1)
        if not found:
            await digests.turn(t, person, following)
            return None
        told = [entry.id for entry in found[:SHOWN]]
        await digests.mark(t, person, told)
        await digests.turn(t, person, taken.digest.next_at, tries=taken.tries, sending=True, error=taken.digest.error)
    home = office.public_url.rstrip("/")
    stop = f"{home}/api/v1/digest/stop?token={link_token(office.secret, person, taken.digest.since)}"
    reader = Reader(me.name, address, me.organization, f"{home}/inbox", f"{home}/me", stop, me.language)
    letter = digest_letter(reader, office.server.sender, found[:SHOWN], len(found) > SHOWN, now)
    return _Written(letter, told, plan, taken.tries)
