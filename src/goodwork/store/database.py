"""The database as the rest of the house sees it: ``Database.transaction(actor)`` and nothing else."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from goodwork.errors import Unavailable
from goodwork.model.people import Actor, AnyActor, System, Worker
from goodwork.store.calls import Calls, cannot_be_kept

Transaction = AsyncConnection
"""A running transaction, as actions and store functions pass it on."""

_TAKE_ON = text(
    "SELECT set_config('role', :role, true), set_config('goodwork.organization', :organization, true),"
    " set_config('goodwork.person', :person, true)"
)


class Database:
    """A pool of connections to one PostgreSQL database.

    ``url`` is an ordinary ``postgresql://`` address of a login that may take on the roles ``goodwork_app`` and
    ``goodwork_system`` (the one that ran the migrations may). It needs no right of its own.
    """

    def __init__(self, url: str, *, size: int = 10, overflow: int = 10) -> None:
        self.url = url
        self.engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(url),
            pool_size=size,
            max_overflow=overflow,
            pool_pre_ping=False,
            pool_recycle=1800,
            hide_parameters=True,
        )
        self._snapshots = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.calls = Calls(url, size)

    @asynccontextmanager
    async def transaction(self, actor: AnyActor, *, snapshot: bool = False) -> AsyncGenerator[AsyncConnection, None]:
        """One transaction as this actor: row-level security shows the actor's organization only.

        A ``snapshot`` reads the database as it is at the first statement, however long it takes, and writes nothing.
        """
        role, organization, person = _identity(actor)
        engine = self._snapshots if snapshot else self.engine
        try:
            async with engine.begin() as connection:
                await connection.execute(_TAKE_ON, {"role": role, "organization": organization, "person": person})
                yield connection
        except DataError as error:
            raise cannot_be_kept() from error
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            raise Unavailable(
                "The database does not answer just now.",
                kept="Whether this request was kept is not known.",
                next_step="Look, and try again in a moment.",
            ) from error

    async def close(self) -> None:
        """Close all connections."""
        await self.calls.close()
        await self.engine.dispose()


def _identity(actor: AnyActor) -> tuple[str, str, str]:
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
