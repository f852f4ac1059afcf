"""The database's schema: brought up to date, and asked whether it is."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import psycopg
from psycopg.conninfo import conninfo_to_dict

from goodwork.errors import Unavailable
from goodwork.model.people import SYSTEM
from goodwork.store import functions
from goodwork.store.blueprint import FACTS, differences, short
from goodwork.store.logins import ROLES_TO_MAKE
from goodwork.store.postgres_programs import OLDEST

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from goodwork.store.database import Database, Transaction

REVISIONS = tuple(sorted(p.name[:4] for p in (Path(__file__).parent / "migrations/versions").glob("[0-9]*.py")))
"""All revisions, the oldest first: the numbers that their files' names begin with."""

_CURRENT = "SELECT version_num FROM alembic_version"
_MAY_TAKE_ON = "SELECT 1 FROM pg_roles WHERE rolname = 'goodwork_system' AND pg_has_role(current_user, oid, 'MEMBER')"


async def migrate(url: str) -> list[str]:
    """Bring the database at ``url`` to the newest schema, tables and then functions; returns the applied revisions.

    Unavailable when it does not answer, is too old a PostgreSQL, or was written by a newer goodwork.
    """
    return await asyncio.to_thread(_migrate, url)


async def is_current(database: Database) -> bool:
    """Whether the database answers and has the tables and functions that this goodwork knows."""
    async with database.transaction(SYSTEM) as t:
        revision = (await t.exec_driver_sql(_CURRENT)).scalar()
        marks = await _raw(t, functions.MARKS)
    return revision == REVISIONS[-1] and functions.are_current(marks)


class Readiness:
    """Whether the database can serve: it answers, its schema is this goodwork's, and nothing of it is missing.

    A restore that went wrong leaves the right number and lacks keys and indexes, so the whole schema is compared with
    the blueprint: when the process is first asked, and then once a minute at most (while something is missing, every
    five seconds).
    """

    SOUND = 60.0
    DAMAGED = 5.0

    def __init__(self) -> None:
        self._looked_at: float | None = None
        self._missing: tuple[str, ...] = ()

    async def reason(self, database: Database) -> str | None:
        """Why nothing can be served, or None. Unavailable when the database does not answer."""
        if not await is_current(database):
            self._looked_at = None  # whoever brings it up to date is looked at afresh
            return "The database's schema is another one than this goodwork's."
        now = time.monotonic()
        if self._looked_at is None or now - self._looked_at > (self.DAMAGED if self._missing else self.SOUND):
            async with database.transaction(SYSTEM) as t:
                found = [line for (line,) in await _raw(t, FACTS)]
            self._missing, self._looked_at = differences(found).missing, now
        if not self._missing:
            return None
        first = ", ".join(short(line) for line in self._missing[:5])
        return (
            f"The database's schema is damaged; {len(self._missing):,} of its parts are missing or changed: {first}"
            f"{', ...' if len(self._missing) > 5 else ''}. goodwork verify lists all of them."
        )


async def _raw(t: Transaction, statement: str) -> list[Any]:
    # The driver's own cursor: these statements have percent signs and colons of their own.
    raw = (await t.get_raw_connection()).driver_connection
    assert raw is not None
    return await (await raw.execute(statement)).fetchall()


def _migrate(url: str) -> list[str]:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            if connection.info.server_version < OLDEST * 10000:
                raise Unavailable(
                    f"The database is PostgreSQL {connection.info.server_version // 10000}; goodwork needs {OLDEST}.",
                    kept="Nothing was changed.",
                    next_step="Upgrade it, or name another one in GOODWORK_DATABASE_URL.",
                )
            current, same = _current(connection), functions.are_current(connection.execute(functions.MARKS).fetchall())
    except psycopg.errors.InsufficientPrivilege:
        raise _may_not_look(url) from None
    except psycopg.OperationalError as error:
        raise Unavailable(
            f"The database does not let goodwork in: {' '.join(str(error).split())}",
            kept="Nothing was changed.",
            next_step="Check GOODWORK_DATABASE_URL and that the server runs.",
        ) from None
    if current == REVISIONS[-1] and same:
        return []
    if current is not None and current not in REVISIONS:
        raise Unavailable(
            f"The database was written by a newer goodwork (schema {current}; this one knows {REVISIONS[-1]}).",
            kept="Nothing was changed.",
            next_step="Install that version of goodwork, or put a backup back.",
        )
    # Imported when there is something to do: the supervisor, which asks at every start, is ready a second sooner.
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ProgrammingError

    from goodwork.store.database import sqlalchemy_url

    engine = create_engine(sqlalchemy_url(url), hide_parameters=True)
    try:
        with engine.connect() as connection:
            return _upgrade(connection)
    except (ProgrammingError, psycopg.errors.InsufficientPrivilege) as error:
        # The scripts of the migrations go to the driver as they are, and so do its errors.
        why = error.orig if isinstance(error, ProgrammingError) else error
        if not isinstance(why, psycopg.errors.InsufficientPrivilege):
            raise
        raise _may_not_migrate(url, current, why) from None
    finally:
        engine.dispose()


def _may_not_look(url: str) -> Unavailable:
    return Unavailable(
        "The database's login may not read which schema the database has.",
        kept="Nothing was changed.",
        next_step=f"Let the owner of the tables run: GRANT goodwork_app, goodwork_system TO {_login(url)};",
    )


def _may_not_migrate(url: str, current: str | None, why: psycopg.Error) -> Unavailable:
    said = why.diag.message_primary or "permission denied"
    if current is None:
        return Unavailable(
            f"The database's login may not make what goodwork needs: {said}.",
            kept="Nothing was changed.",
            next_step="Let an administrator of the server run this (without the roles that it has already), then try "
            f"again: {ROLES_TO_MAKE.format(login=_login(url))} The login also has to own the database, or "
            "CREATE on its schema public.",
        )
    differs = (
        "The functions in the database are those of another version of goodwork"
        if current == REVISIONS[-1]
        else f"The database has schema {current}, this goodwork needs {REVISIONS[-1]}"
    )
    return Unavailable(
        f"{differs}, and its login may not change it: {said}.",
        kept="Nothing was changed.",
        next_step="Run `goodwork migrate` once with the login that owns the tables in GOODWORK_DATABASE_URL, then "
        "start again.",
    )


def _login(url: str) -> str:
    name = str(conninfo_to_dict(url).get("user") or "the_login")
    return '"' + name.replace('"', '""') + '"'


def _current(connection: psycopg.Connection) -> str | None:
    if connection.execute("SELECT to_regclass('alembic_version')").fetchone() != (None,):
        if connection.execute(_MAY_TAKE_ON).fetchone():
            connection.execute("SET LOCAL ROLE goodwork_system")  # a login that inherits nothing may not read it else
        row = connection.execute(_CURRENT).fetchone()
        return row[0] if row else None
    return None


def _upgrade(connection: Connection) -> list[str]:
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import text

    # Two processes that start at once must not migrate at once.
    connection.execute(text("SELECT pg_advisory_lock(7301951)"))
    connection.commit()
    try:
        config = Config()
        config.set_main_option("script_location", "goodwork.store:migrations")
        script = ScriptDirectory.from_config(config)
        before = MigrationContext.configure(connection).get_current_revision()
        connection.commit()
        pending = [r.revision for r in script.iterate_revisions("head", before or "base")]
        if pending:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        driver = connection.connection.driver_connection
        assert driver is not None
        functions.bring(cast("psycopg.Connection[Any]", driver))
        connection.commit()
        return list(reversed(pending))
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(7301951)"))
        connection.commit()
