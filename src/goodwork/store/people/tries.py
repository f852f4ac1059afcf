"""Tries to sign in that failed, by a keyed hash of what was tried: no address and no name is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from goodwork.store.database import Transaction

# Tries under one key are counted one after another: a hundred at once must not all see the count of before.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(encode(:key, 'hex'), 7301953))")

# How many, and when the one falls out of the window that makes room for another.
_COUNT = text("""
  -- name: try_count
  SELECT count(*), ceil(extract(epoch FROM min(at) + CAST(:within AS interval) - clock_timestamp()))
  FROM (SELECT at FROM sign_in_failure WHERE key = :key AND at > clock_timestamp() - CAST(:within AS interval)
        ORDER BY at DESC LIMIT :most) AS latest
""")

_ADD = text("""
  -- name: try_add
  INSERT INTO sign_in_failure (key, at) VALUES (:key, clock_timestamp()) RETURNING at
""")

_TAKE_BACK = text("""
  -- name: try_take_back
  DELETE FROM sign_in_failure WHERE key = :key AND at = :at
""")

_FORGET = text("""
  -- name: try_forget
  DELETE FROM sign_in_failure WHERE key = :key
""")

_SWEEP = text("""
  -- name: try_sweep
  DELETE FROM sign_in_failure WHERE at < now() - CAST(:age AS interval)
""")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many failures under this key."""

    key: bytes
    most: int


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was entered as a failure before it is known how it ends."""

    key: bytes
    at: datetime


async def hold(t: Transaction, keys: Iterable[bytes]) -> None:
    """Be alone with these keys until the transaction ends; taken in one order, so that no two wait for each other."""
    for key in sorted(set(keys)):
        await t.execute(_LOCK, {"key": key})


async def enter(t: Transaction, limits: Sequence[Limit], within: timedelta) -> list[Try] | int:
    """Enter a try under each key, or the seconds to wait when one of them is used up."""
    await hold(t, [limit.key for limit in limits])
    waits: list[int] = []
    for limit in limits:
        given = {"key": limit.key, "most": limit.most, "within": within}
        count, seconds = (await t.execute(_COUNT, given)).one()
        if count >= limit.most:
            waits.append(max(1, int(seconds)))
    if waits:
        return max(waits)
    return [Try(limit.key, (await t.execute(_ADD, {"key": limit.key})).scalar_one()) for limit in limits]


async def take_back(t: Transaction, entered: Try) -> None:
    """It was no failure."""
    await t.execute(_TAKE_BACK, {"key": entered.key, "at": entered.at})


async def forget(t: Transaction, key: bytes) -> None:
    """Forget all failures under a key."""
    await t.execute(_FORGET, {"key": key})


async def sweep(t: Transaction, age: timedelta) -> int:
    """Forget failures older than this; returns how many."""
    return (await t.execute(_SWEEP, {"age": age})).rowcount
