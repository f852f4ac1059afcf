"""The short way to the database for the queue's hot statements.

A call is one function of the database in one round trip and one transaction of its own; the function itself takes on
the caller's organization, and row-level security holds inside it. Through SQLAlchemy the same takes three round trips
and about five times the processor time. Functions that are called here may be run again after a lost connection: they
find what the first run left.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, LiteralString

import orjson
import psycopg
from psycopg.types.json import set_json_loads

from goodwork.errors import GoodworkError, Invalid, StorageFull, Unavailable

# Sorting or scanning what an index has in order is never right for these statements, and statistics of a table that
# was just filled may say otherwise.
_PREPARE = """
  SET ROLE goodwork_app;
  SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = off;
  SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_sort = off; SET jit = off; SET TimeZone = 'UTC';
  SET statement_timeout = '10s'; SET lock_timeout = '5s'
"""

NAME = "goodwork"
"""What the database knows our connections by, when the address does not say another name."""

TRIES = 3
PAUSE = 0.2
"""Seconds before a further try."""

WAIT = 10.0
"""Seconds that a call waits for one of the connections when all are in use."""


def cannot_be_kept() -> Invalid:
    """The error when the database refuses a value for what it is: a NUL in a text, a number beyond its range."""
    return Invalid(
        "Something that was sent can't be kept: a text holds a NUL character, or a number is too large.",
        kept="Nothing was changed.",
        next_step="Take it out and send the rest again.",
    )


def ended_early(error: BaseException | None, *, search: bool = False) -> GoodworkError | None:
    """The error of a statement that PostgreSQL ended because its time or its disk was over; else None."""
    if isinstance(error, psycopg.errors.DiskFull):
        return StorageFull(
            "There is no room left where the database lies.",
            kept="Nothing of this was kept; what was there before is untouched.",
            next_step="Let the person who runs this server make room, then try again.",
        )
    if isinstance(error, psycopg.errors.LockNotAvailable):
        return Unavailable(
            "Somebody else is changing the same thing, and it takes long.",
            kept="Nothing was changed.",
            next_step="Try again in a moment.",
        )
    if isinstance(error, psycopg.errors.IdleInTransactionSessionTimeout):
        return Unavailable(
            "The request took too long and was ended.", kept="Nothing was changed.", next_step="Try again in a moment."
        )
    if not isinstance(error, psycopg.errors.QueryCanceled):
        return None
    if search:
        return Unavailable(
            "The search took too long and was ended, so that nobody else has to wait.",
            kept="Nothing was changed.",
            next_step="Narrow the search: three letters or more, a rarer word, or the beginning of the id.",
        )
    return Unavailable(
        "The database took too long and the request was ended, so that nobody else has to wait.",
        kept="Nothing was changed.",
        next_step="Ask for less at once, or try again in a moment.",
    )


@dataclass(slots=True)
class _Line:
    connection: psycopg.AsyncConnection[tuple[Any, ...]]
    cursor: psycopg.AsyncCursor[tuple[Any, ...]]


class Calls:
    """Up to ``size`` connections, made when they are needed and kept."""

    def __init__(self, url: str, size: int) -> None:
        self._url = url
        self._idle: list[_Line] = []
        self._slots = asyncio.Semaphore(size)

    async def one(self, statement: LiteralString, values: Sequence[Any]) -> tuple[Any, ...] | None:
        """The first row that a statement returns. Unavailable when the database can't be reached."""
        if self._slots.locked():
            await self._wait_for_slot()
        else:
            await self._slots.acquire()
        try:
            for left in reversed(range(TRIES)):
                line = None
                try:
                    line = self._idle.pop() if self._idle else await self._connect()
                    await line.cursor.execute(statement, values, prepare=True)
                    row = await line.cursor.fetchone()
                except psycopg.OperationalError as error:
                    # Deadlocks end here too, on a connection that is sound.
                    if line is not None and not line.connection.broken:
                        self._idle.append(line)
                    else:
                        await self.close()
                    # What was ended because it took too long would take as long again.
                    if early := ended_early(error):
                        raise early from error
                    if not left:
                        raise Unavailable(
                            "The database does not answer just now.",
                            kept="Whether this request was kept is not known; sending it again is safe.",
                            next_step="Try again in a moment.",
                        ) from error
                    await asyncio.sleep(PAUSE)
                except psycopg.DataError as error:
                    if line is not None:
                        self._idle.append(line)
                    raise cannot_be_kept() from error
                except BaseException:
                    # Cancelled or failed in between: the connection's state is not known, so it is not kept.
                    if line is not None:
                        await line.connection.close()
                    raise
                else:
                    self._idle.append(line)
                    return row
        finally:
            self._slots.release()
        raise AssertionError("unreachable: the last try returns or raises")

    async def _wait_for_slot(self) -> None:
        try:
            # A timer alone: wait_for would make a task of every wait, and under load most calls wait.
            async with asyncio.timeout(WAIT):
                await self._slots.acquire()
        except TimeoutError:
            raise Unavailable(
                "All connections to the database are in use.",
                kept="Nothing was changed.",
                next_step="Try again in a few seconds.",
            ) from None

    async def close(self) -> None:
        """Close the connections that rest."""
        while self._idle:
            with suppress(psycopg.Error):
                await self._idle.pop().connection.close()

    async def _connect(self) -> _Line:
        connection = await psycopg.AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=5, fallback_application_name=NAME
        )
        set_json_loads(orjson.loads, connection)
        await connection.execute(_PREPARE)
        return _Line(connection, connection.cursor())
