"""Being alone at something that takes longer than a transaction."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy import text

from goodwork.store.database import Database

_TRY = text("""
  -- name: alone_try
  SELECT pg_try_advisory_lock(:what, :which)
""")

_LEAVE = text("""
  -- name: alone_leave
  SELECT pg_advisory_unlock(:what, :which)
""")


@asynccontextmanager
async def alone(database: Database, what: int, which: int) -> AsyncGenerator[bool]:
    """Whether nobody else is inside with the same two numbers, on any machine.

    It is held by a connection of its own: when this process dies, the database lets it go.
    """
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        got = bool((await connection.execute(_TRY, {"what": what, "which": which})).scalar_one())
        try:
            yield got
        finally:
            if got:
                await connection.execute(_LEAVE, {"what": what, "which": which})
