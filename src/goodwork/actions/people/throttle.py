"""The guard against guessing passwords: failures are counted per e-mail address and per network address."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from goodwork.errors import Throttled
from goodwork.model.people import SYSTEM
from goodwork.store.database import Database
from goodwork.store.people import tries

WITHIN = timedelta(minutes=15)
MOST_PER_EMAIL = 10
MOST_PER_ADDRESS = 100
"""More than per e-mail: a whole office may share one network address."""
MOST_SIGN_UPS = 50
"""Organizations that one network address may make, or ask links for."""
MOST_LETTERS = 50
"""Links that one network address may have sent by mail."""

MOST_APPLIED = 30
"""Applications that one network address may make: fewer than sign-ups, since each takes one of an owner's places."""


class Door(Enum):
    """Where a try is made. Each counts for itself: whoever forgot the password has used up the tries of signing in,
    and still gets in by a link."""

    SIGN_IN = "email"
    RESET = "reset"
    SIGN_UP = "sign-up"
    LETTER = "letter"


_MOST = {
    Door.SIGN_UP: (MOST_SIGN_UPS, "There were too many sign-ups."),
    Door.LETTER: (MOST_LETTERS, "Many letters were asked for from your network."),
}
"""Doors at which every try counts, whatever came of it, and what is said of too many."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that counts as a failure until ``succeeded``."""

    entered: tuple[tries.Try, ...]
    email_keys: tuple[bytes, ...]
    """Of every door: whoever is in has no failures any more."""


def _key(secret: bytes, what: str, value: str) -> bytes:
    return hmac.new(secret, f"{what}:{value}".encode(), "sha256").digest()


async def attempt(
    database: Database, secret: bytes, *, email: str | None, address: str, door: Door = Door.SIGN_IN
) -> Attempt:
    """Enter a try; Throttled with the seconds to wait when there were too many failures.

    It is entered before the password is looked at, in a transaction of its own: tries that run at the same time see
    each other, and a try that is cut off counts. Whether the address belongs to anybody makes no difference.
    """
    if door in _MOST:
        limits = [tries.Limit(_key(secret, door.value, address), _MOST[door][0])]
    else:
        limits = [tries.Limit(_key(secret, "address", address), MOST_PER_ADDRESS)]
    if email is not None:
        limits.append(tries.Limit(_key(secret, door.value, email), MOST_PER_EMAIL))
    async with database.transaction(SYSTEM) as t:
        entered = await tries.enter(t, limits, WITHIN)
    if isinstance(entered, int):
        what = _MOST[door][1] if door in _MOST else "There were too many failed tries."
        raise Throttled(what, seconds=entered)
    keys = () if email is None else tuple(_key(secret, each.value, email) for each in Door)
    return Attempt(tuple(entered), keys)


async def apply_once(database: Database, secret: bytes, address: str) -> tries.Try:
    """Enter an application; Throttled when as many as may be were made from this network address.

    It is entered before it is made, so that those sent at the same time see each other, and one that is cut off counts;
    one that made nothing is taken back (``made_nothing``). Passwords that were wrong count by themselves.
    """
    limit = tries.Limit(_key(secret, "applied", address), MOST_APPLIED)
    async with database.transaction(SYSTEM) as t:
        entered = await tries.enter(t, [limit], WITHIN)
    if isinstance(entered, int):
        raise Throttled(
            f"{MOST_APPLIED} applications were made from your network in {WITHIN // timedelta(minutes=1)} minutes.",
            seconds=entered,
        )
    (one,) = entered
    return one


async def made_nothing(database: Database, entered: tries.Try) -> None:
    """An application was refused, or had been made before: it takes nothing of what this network may make."""
    async with database.transaction(SYSTEM) as t:
        await tries.take_back(t, entered)


async def succeeded(database: Database, attempt: Attempt) -> None:
    """It was no failure: take it back, and forget the failures of this e-mail address."""
    async with database.transaction(SYSTEM) as t:
        # Several that succeed at once delete each other's tries too.
        await tries.hold(t, [*(entered.key for entered in attempt.entered), *attempt.email_keys])
        for entered in attempt.entered:
            await tries.take_back(t, entered)
        for key in attempt.email_keys:
            await tries.forget(t, key)
