"""The database as the rest of the house sees it: ``Database.transaction(actor)`` and nothing else.

Every transaction is of a kind, and each kind has its patience: what takes longer is ended by PostgreSQL and answered
with a sentence, so that one request does not hold a connection, a lock or a processor that all others wait for.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from enum import Enum

import psycopg
import psycopg_pool
from sqlalchemy import text
from sqlalchemy.exc import DataError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from goodwork.errors import Unavailable
from goodwork.model.people import Actor, AnyActor, System, Worker
from goodwork.store.calls import NAME, Calls, cannot_be_kept, ended_early

Transaction = AsyncConnection
"""A running transaction, as actions and store functions pass it on."""

_TAKE_ON = text(
    "SELECT set_config('role', :role, true), set_config('goodwork.organization', :organization, true),"
    " set_config('goodwork.person', :person, true),"
    " set_config('TimeZone', 'UTC', true),"  # whatever the machine's own clock shows, a day is everybody's
    " set_config('statement_timeout', :statement, true),"
    " set_config('lock_timeout', :lock, true), set_config('idle_in_transaction_session_timeout', :idle, true)"
)


class Kind(Enum):
    """What a transaction is for: how many seconds a statement may take, wait for a lock, and the caller think.

    0 is without end. The calls of the queue have theirs in store/calls.py.
    """

    READ = (10, 5, 30)
    WRITE = (30, 10, 30)
    SEARCH = (6, 5, 15)
    JOB = (0, 0, 0)
    """A worker's: an import or a version may take hours. What goodwork runs by itself is not cut."""

    @property
    def bounds(self) -> dict[str, str]:
        """The three, as PostgreSQL's settings."""
        statement, lock, idle = (f"{seconds}s" for seconds in self.value)
        return {"statement": statement, "lock": lock, "idle": idle}


LOST: tuple[type[Exception], ...] = (psycopg.OperationalError, psycopg_pool.PoolTimeout)
"""What those meet who hold connections of their own, as the job queue does, when the database goes away."""

WAIT = 10.0
"""Seconds that a request waits for a connection when all are in use."""

SEARCHES_WAIT = 4.0
"""Seconds that a search waits for one of the connections for searches."""


class Database:
    """A pool of connections to one PostgreSQL database.

    ``url`` is an ordinary ``postgresql://`` address of a login that may take on the roles ``goodwork_app`` and
    ``goodwork_system`` (the one that ran the migrations may). It needs no right of its own.
    """

    def __init__(self, url: str, *, size: int = 10, overflow: int = 10, searches: int = 2) -> None:
        self.url = url
        self.engine: AsyncEngine = _engine(url, size, overflow, WAIT)
        # A few connections of their own: however many people search at once, the rest of the pool and most of the
        # machine are there for everybody else.
        self._searches = _engine(url, searches, 0, SEARCHES_WAIT)
        self._snapshots = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.calls = Calls(url, size)

    @asynccontextmanager
    async def transaction(
        self, actor: AnyActor, *, kind: Kind | None = None, snapshot: bool = False
    ) -> AsyncGenerator[AsyncConnection, None]:
        """One transaction as this actor: row-level security shows the actor's organization only.

        Without a ``kind`` it is a write, and a job when the actor is the worker. A ``snapshot`` reads the database as
        it is at the first statement, however long it takes, and writes nothing. Unavailable when the kind's time is
        over: then nothing was changed.
        """
        role, organization, person = _identity(actor)
        if kind is None:
            kind = Kind.JOB if isinstance(actor, Worker) else Kind.WRITE
        engine = self._snapshots if snapshot else self._searches if kind is Kind.SEARCH else self.engine
        taken_on = {"role": role, "organization": organization, "person": person, **kind.bounds}
        try:
            async with engine.begin() as connection:
                await connection.execute(_TAKE_ON, taken_on)
                yield connection
        except DataError as error:
            raise cannot_be_kept() from error
        except PoolTimeout as error:
            raise _crowded(kind) from error
        except (OperationalError, InterfaceError, InternalError) as error:
            early = ended_early(error.orig, search=kind is Kind.SEARCH)
            if early is None and isinstance(error, InternalError):
                raise
            raise early or Unavailable(
                "The database does not answer just now.",
                kept="Whether this request was kept is not known.",
                next_step="Look, and try again in a moment.",
            ) from error

    async def close(self) -> None:
        """Close all connections."""
        await self.calls.close()
        await self.engine.dispose()
        await self._searches.dispose()


def _engine(url: str, size: int, overflow: int, wait: float) -> AsyncEngine:
    return create_async_engine(
        sqlalchemy_url(url),
        pool_size=size,
        max_overflow=overflow,
        pool_timeout=wait,
        pool_pre_ping=False,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args={"fallback_application_name": NAME},
    )


def _crowded(kind: Kind) -> Unavailable:
    if kind is Kind.SEARCH:
        return Unavailable(
            "Too many people search at this moment.",
            kept="Nothing was changed.",
            next_step="Try again in a few seconds; lists without a search are not affected.",
        )
    return Unavailable(
        "All connections to the database are in use.",
        kept="Nothing was changed.",
        next_step="Try again in a few seconds. If it happens often, the person who runs this server raises "
        "GOODWORK_CONNECTIONS.",
    )


def _identity(actor: AnyActor) -> tuple[str, str, str]:
    """The role, the organization and the person that a transaction goes in the name of."""
    match actor:
        case Actor(organization_id=organization, person_id=person):
            return "goodwork_app", str(organization), str(person)
        case Worker(organization_id=organization):
            return "goodwork_app", str(organization), ""
        case System():
            return "goodwork_system", "", ""


async def serve_the_house(connection: psycopg.AsyncConnection) -> None:
    """Let a connection of the job queue see the job tables: the login by itself sees nothing."""
    await connection.execute("SET ROLE goodwork_system")
    await connection.commit()


def sqlalchemy_url(url: str) -> str:
    """The address with the driver that goodwork uses."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
