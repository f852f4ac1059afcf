"""The payroll hook: each closed statement posted to an address of the organization's, signed, until it is taken."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from goodwork.actions.pay.correct_pay import check_owns
from goodwork.actions.sealing import is_sealed, opened, seal
from goodwork.errors import Conflict, Fault, Invalid, NotFound
from goodwork.fetching.addresses import NotFetched, Reach, read_hook
from goodwork.fetching.poster import Poster
from goodwork.model.data import Missed
from goodwork.model.ids import OrganizationId
from goodwork.model.pay import Hook, Statement, plain
from goodwork.model.people import SYSTEM, Actor, Worker
from goodwork.store import audit, jobs
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.pay import hooks, statements

TASK = "deliver_statement"

PURPOSE = "pay-hook"
"""What its keys are sealed for."""
_KIND = "whsec_"
"""How a key of Standard Webhooks begins."""

DUE = 200
"""Messages that are asked for at a time."""

AGAIN = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 900))
"""How long after a message was not taken it is sent again: for a day in all."""

HELD = timedelta(minutes=2)
"""After what time a message is sent again whose worker died while it sent it."""

_WORDS = {
    Missed.REFUSED: "Its server may not be asked: it has no public address.",
    Missed.MALFORMED: "It is no https address.",
    Missed.UNREACHABLE: "Its server does not answer, or its certificate does not hold.",
    Missed.SLOW: "Its server takes too long.",
    Missed.OFF: "This installation asks no other servers (GOODWORK_FETCH).",
}


async def see_hook(database: Database, actor: Actor) -> Hook | None:
    """The hook, for owners; never its key."""
    check_owns(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await hooks.get(t, actor.organization_id)


async def set_hook(database: Database, actor: Actor, installation: bytes, reach: Reach, address: str) -> str:
    """Send statements to an address from now on; returns the new key that signs them, which is shown this once.

    It is kept sealed with the secret of the installation."""
    check_owns(actor)
    address = address.strip()
    try:
        read_hook(address, reach)
    except NotFetched as error:
        what = _WORDS.get(error.why, "It can't be asked.")
        raise Invalid(what, kept="The hook stays as it was.", faults=[Fault("address", what)]) from None
    secret = _KIND + base64.b64encode(secrets.token_bytes(32)).decode()
    async with database.transaction(actor) as t:
        await hooks.put(t, actor.organization_id, address, _sealed(installation, secret), actor.person_id)
        detail = {"after": {"hook": address}}
        await audit.record(t, actor, "pay.hook", "organization", actor.organization_id, detail)
    return secret


async def end_hook(database: Database, actor: Actor) -> None:
    """Send nothing any more."""
    check_owns(actor)
    async with database.transaction(actor) as t:
        found = await hooks.get(t, actor.organization_id)
        if found is not None:
            await hooks.end(t, actor.organization_id)
            detail = {"before": {"hook": found.address}, "after": {"hook": None}}
            await audit.record(t, actor, "pay.hook", "organization", actor.organization_id, detail)


async def send_again(database: Database, actor: Actor, statement: int) -> None:
    """Send a statement again under the same key, so that a payroll that has it does not pay it twice."""
    check_owns(actor)
    async with database.transaction(actor) as t:
        found = await statements.one(t, statement)
        if found is None:
            raise NotFound
        if await hooks.get(t, actor.organization_id) is None:
            raise Conflict("There is no payroll hook.", kept="Nothing was sent.", next_step="Set one first.")
        await hooks.send_again(t, actor.organization_id, [statement])
        told = {"statement": statement, "month": found.month.strftime("%Y-%m")}
        await audit.record(t, actor, "pay.sent", "person", found.person_id, {"after": told})
        await ask_for(t, actor.organization_id, [statement])


async def ask_for(t: Transaction, organization: OrganizationId, made: Sequence[int]) -> None:
    """Ask the worker to send these statements, where there is a hook."""
    if await hooks.get(t, organization) is not None:
        for statement in made:
            lock = f"{TASK}:{statement}"
            await jobs.defer(t, TASK, queueing_lock=lock, lock=lock, organization=organization, statement=statement)


async def ask_for_deliveries(database: Database, installation: bytes) -> int:
    """Ask for every message whose time has come; returns how many. Keys of before they were sealed are sealed first."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        for organization, secret in await hooks.open_secrets(t):
            await hooks.reseal(t, organization, secret, _sealed(installation, secret))
        found = await hooks.due(t, DUE)
        for organization, statement in found:
            lock = f"{TASK}:{statement}"
            await jobs.defer(t, TASK, queueing_lock=lock, lock=lock, organization=organization, statement=statement)
    return len(found)


async def deliver(
    database: Database, poster: Poster, installation: bytes, organization: OrganizationId, statement: int
) -> bool:
    """Send a statement whose time has come; whether it was taken.

    Before it is sent the next try is written down, so that a worker that dies leaves a message that is sent again,
    under the same key. A server takes it by answering with a status of 200 to 299.
    """
    async with database.transaction(Worker(organization)) as t:
        message = await hooks.take(t, statement)
        found = None if message is None else await statements.one(t, statement)
        if message is None or found is None:
            return False
        await hooks.turn(t, statement, message.tries + 1, HELD, problem=None, delivered=False)
    body = json.dumps(payload(found), ensure_ascii=False, separators=(",", ":")).encode()
    key = _opened(installation, message.secret) if is_sealed(message.secret) else message.secret
    if key is None:
        problem = "Its key was sealed with another secret of this installation: save the hook again."
    else:
        problem = await _post(poster, message, key, body)
    again = None if problem is None or message.tries >= len(AGAIN) else AGAIN[message.tries]
    async with database.transaction(Worker(organization)) as t:
        await hooks.turn(t, statement, message.tries + 1, again, problem=problem, delivered=problem is None)
    return problem is None


async def _post(poster: Poster, message: hooks.Message, key: str, body: bytes) -> str | None:
    """Why it was not taken; None: it was."""
    try:
        status = await poster.post(message.address, body, signed(message.id, key, body, int(time.time())))
    except NotFetched as error:
        return _WORDS.get(error.why, "It can't be asked.")
    return None if 200 <= status < 300 else f"Its server answered {status}."


def _sealed(installation: bytes, secret: str) -> str:
    return seal(installation, PURPOSE, base64.b64decode(secret.removeprefix(_KIND)))


def _opened(installation: bytes, kept: str) -> str | None:
    key = opened(installation, PURPOSE, kept)
    return None if key is None else _KIND + base64.b64encode(key).decode()


def payload(row: Statement) -> dict[str, Any]:
    """What is posted for a statement."""
    return {
        "type": "pay.statement.closed",
        "data": {
            "statement": row.id, "month": row.month.strftime("%Y-%m"), "person": row.person_id,
            "pseudonym": row.pseudonym, "name": row.name, "currency": row.currency,
            "amount": plain(row.amount, row.currency), "minor_units": row.amount, "lines": row.lines,
            "closed_on": row.closed_on.isoformat(), "closed_by": row.by,
        },
    }  # fmt: skip


def signed(message: str, secret: str, body: bytes, at: int) -> dict[str, str]:
    """The headers of a message, as Standard Webhooks sign it: HMAC-SHA256 of its id, its time and its body.

    >>> signed("m", "whsec_MDEyMzQ1Njc4OWFiY2RlZg==", b"{}", 0)["webhook-signature"]
    'v1,Vuo2XnqUkIciYWwOSeFiLorq4GBeiO0QXxmPZg32P4I='
    """
    key = base64.b64decode(secret.removeprefix(_KIND))
    signature = hmac.new(key, f"{message}.{at}.".encode() + body, hashlib.sha256).digest()
    return {
        "Content-Type": "application/json", "Idempotency-Key": message, "webhook-id": message,
        "webhook-timestamp": str(at), "webhook-signature": "v1," + base64.b64encode(signature).decode(),
    }  # fmt: skip
