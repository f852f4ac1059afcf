"""A dump put in the place of the database's content, in one transaction: it is all there, or nothing has changed.

pg_restore writes the dump as a script and never sees the database. The script runs on a connection of ours, inside the
transaction that has dropped what was there and that ends only after the rows have been counted. So there is no moment
with half a schema, whoever is killed: without our commit PostgreSQL keeps the old state. (psql would commit what it
has got when the pipe breaks, and would run commands of the shell that a file smuggles in.)
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

import psycopg
from psycopg import sql

from goodwork.errors import Conflict, Unavailable
from goodwork.store.installation.clients import running
from goodwork.store.installation.snapshot import count_rows
from goodwork.store.postgres_programs import OLDEST, Binaries

# A login that is no superuser is not told what kind the processes of other logins are, nor where they come from. Those
# of the server itself have no login.
_OTHERS = """
  -- name: installation_others
  SELECT count(*), coalesce(nullif(application_name, ''), 'a program without a name'), usename,
    CASE WHEN backend_type IS NULL THEN NULL
         WHEN client_addr IS NULL OR client_addr <<= '127.0.0.0/8' OR client_addr = '::1' THEN 'the database''s machine'
         ELSE host(client_addr) END AS address,
    array_agg(pid ORDER BY pid)
  FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL
    AND coalesce(backend_type, 'client backend') = 'client backend'
  GROUP BY 2, 3, 4 ORDER BY 1 DESC, 2, 3, 4
"""

_SHOWN = 5
"""Programs, and processes of each, that a refusal names."""

_FOREIGN = """
  -- name: installation_foreign
  SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                                 AND d.objid = pg_class.oid AND d.deptype = 'e'))
    AND to_regclass('public.alembic_version') IS NULL
"""

_MARK = """
  -- name: installation_mark
  SELECT obj_description(to_regclass('public.alembic_version'), 'pg_class')
"""

# What belongs to an extension stays: it is there before goodwork and may need more rights than ours.
_DROP = """
DO $$
DECLARE
  v_drop text;
BEGIN
  FOREACH v_drop IN ARRAY (
    SELECT coalesce(array_agg(statement ORDER BY turn), '{}') FROM (
      SELECT 1 AS turn, format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) AS statement, p.oid,
        'pg_proc'::regclass AS class
      FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
      UNION ALL
      SELECT 2, format('DROP %s IF EXISTS %s CASCADE',
        CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
          WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, c.oid::regclass), c.oid, 'pg_class'::regclass
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      UNION ALL
      SELECT 3, format('DROP SEQUENCE IF EXISTS %s CASCADE', c.oid::regclass), c.oid, 'pg_class'::regclass
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass
                        AND d.deptype IN ('i', 'a'))
      UNION ALL
      SELECT 4, format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype), t.oid, 'pg_type'::regclass
      FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
      WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd', 'c', 'r')
        AND (c.oid IS NULL OR c.relkind = 'c')
    ) owned
    WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = owned.class AND d.objid = owned.oid AND d.deptype = 'e')
  ) LOOP
    EXECUTE v_drop;
  END LOOP;
END $$
"""

_ROLES = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'goodwork_app') THEN CREATE ROLE goodwork_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'goodwork_system') THEN
    CREATE ROLE goodwork_system NOLOGIN;
  END IF;
  EXECUTE format('GRANT goodwork_app, goodwork_system TO %I', current_user);
EXCEPTION WHEN OTHERS THEN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN RAISE; END IF;
END $$
"""

# Files that are not named by their content get a folder of their own, so that those of the old state stay as they are.
_MOVE = """
UPDATE public.data_import SET blob = %(folder)s || regexp_replace(blob, '^restored/[0-9a-f]+/', '')
WHERE blob IS NOT NULL;
"""
_MOVE_VERSIONS = """
UPDATE public.dataset_version SET path = %(folder)s || regexp_replace(path, '^restored/[0-9a-f]+/', '')
WHERE path IS NOT NULL;
"""

_TO_A_ROLE = re.compile(r'^(?:GRANT|REVOKE) [^;]* (?:TO|FROM) "?([^";]+?)"?(?: WITH GRANT OPTION)?;$', re.M)


@dataclass(slots=True)
class Restored:
    """What came of it."""

    left_out: list[str] = field(default_factory=list[str])
    """Grants to roles that this server does not have."""


class Target:
    """The database that is restored into, with a transaction that is open."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self.postgresql = connection.info.server_version // 10000

    def mark(self) -> str | None:
        """What the last restore has left: the identity of its backup."""
        row = self._connection.execute(_MARK).fetchone()
        return row[0] if row else None

    def is_empty(self) -> bool:
        """Whether nobody has begun to use it. Conflict when what is there is not goodwork's."""
        if self._connection.execute(_FOREIGN).fetchone() == (True,):
            raise Conflict(
                "The database holds tables that are not goodwork's.",
                kept="Nothing was changed.",
                next_step="Name a database of goodwork's own in GOODWORK_DATABASE_URL.",
            )
        if self._connection.execute("SELECT to_regclass('public.organization')").fetchone() == (None,):
            return True
        return self._connection.execute("SELECT EXISTS (SELECT FROM public.organization)").fetchone() == (False,)

    def replace(
        self, dump: str, clients: Binaries, tables: Mapping[str, int], *, mark: str, folder: str | None
    ) -> Restored:
        """Put the dump in the place of what is there; it holds when the caller's block ends well.

        ``tables`` is what every table has to have. Unavailable when anything differs: then nothing has changed.
        """
        # Whoever comes after this waits for our locks, and then meets the new state.
        self.refuse_others()
        made = Restored()
        self._connection.execute(_DROP)
        self._connection.execute(_ROLES)
        roles = {name for (name,) in self._connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        self._script(dump, clients, "pre-data", made, roles)
        self._rows(dump, clients)
        self._script(dump, clients, "post-data", made, roles)
        self._connection.execute("SELECT set_config('search_path', 'public', true)")
        found = count_rows(self._connection)
        if found != dict(tables):
            wrong = [name for name in {*found, *tables} if found.get(name) != tables.get(name)]
            raise Unavailable(
                f"The dump did not bring as many rows as were counted: {', '.join(sorted(wrong))}.",
                kept="Nothing was changed.",
                next_step="Take another backup.",
            )
        if folder is not None:
            self._connection.execute(_MOVE, {"folder": f"{folder}/"})
            self._connection.execute(_MOVE_VERSIONS, {"folder": f"{folder}/"})
        self._connection.execute(sql.SQL("COMMENT ON TABLE public.alembic_version IS {}").format(sql.Literal(mark)))
        return made

    def refuse_others(self) -> None:
        """Conflict when anybody else is connected to the database."""
        self._connection.execute("SELECT pg_stat_clear_snapshot()")
        others = self._connection.execute(_OTHERS).fetchall()
        if others:
            number = sum(count for count, *_ in others)
            told = "; ".join(_told(*other) for other in others[:_SHOWN])
            raise Conflict(
                f"The database is in use by {number:,} connection{'s' if number > 1 else ''}: {told}"
                f"{'; and others' if len(others) > _SHOWN else ''}.",
                kept="Nothing was changed.",
                next_step="Stop goodwork on every machine (its worker too) and close other programs. What is left, "
                "psql ends with: SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
                "current_database() AND pid <> pg_backend_pid(). Then restore again.",
            )

    def _script(self, dump: str, clients: Binaries, section: str, made: Restored, roles: set[str]) -> None:
        with _script(dump, clients, section) as lines:
            script = _without_restrictions(lines.read().decode())

        def keep(found: re.Match[str]) -> str:
            if found[1] in roles or found[1] == "PUBLIC":
                return found[0]
            made.left_out.append(found[0])
            return ""

        script = _TO_A_ROLE.sub(keep, script)
        if script.strip():
            self._connection.execute(script.encode())

    def _rows(self, dump: str, clients: Binaries) -> None:
        with _script(dump, clients, "data") as lines:
            statements: list[str] = []
            for line in lines:
                if not (line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n")):
                    statements.append(line.decode())
                    continue
                self._run(statements)
                with self._connection.cursor() as cursor, cursor.copy(line) as copy:
                    held = bytearray()
                    for row in lines:
                        if row == b"\\.\n":
                            break
                        held += row
                        if len(held) > 1 << 18:
                            copy.write(bytes(held))
                            held.clear()
                    copy.write(bytes(held))
            self._run(statements)

    def _run(self, statements: list[str]) -> None:
        script = _without_restrictions("".join(statements))
        statements.clear()
        if script.strip():
            self._connection.execute(script.encode())


def _told(number: int, program: str, login: str, address: str | None, processes: list[int]) -> str:
    """Some connections in words.

    >>> _told(3, "goodwork", "goodwork_login", "10.0.0.7", [11, 12, 13])
    '3 of goodwork (login goodwork_login, from 10.0.0.7, processes 11, 12, 13)'
    """
    where = f", from {address}" if address else ""
    shown = ", ".join(map(str, processes[:_SHOWN])) + (" ..." if number > _SHOWN else "")
    return f"{number} of {program} (login {login}{where}, process{'es' if number > 1 else ''} {shown})"


@contextmanager
def target(url: str) -> Generator[Target]:
    """The database of this address; what is done in the block holds when it ends well, and else nothing has changed."""
    try:
        with psycopg.connect(url, connect_timeout=10, application_name="goodwork restore") as own:
            if own.info.server_version < OLDEST * 10000:
                raise Unavailable(
                    f"The database is PostgreSQL {own.info.server_version // 10000}; goodwork needs {OLDEST}.",
                    kept="Nothing was changed.",
                    next_step="Upgrade it, or name another one in GOODWORK_DATABASE_URL.",
                )
            # Nobody else is here, so whoever holds a lock after a while has come in between.
            own.execute("SET lock_timeout = '30s'")
            own.execute("SET statement_timeout = 0")
            own.execute("SET idle_in_transaction_session_timeout = 0")
            yield Target(own)
    except psycopg.errors.DiskFull as error:
        raise Unavailable(
            f"The database's disk is full: {' '.join(str(error).split())}",
            kept="The database is what it was.",
            next_step="Make room, about three times the size of the backup, and restore again.",
        ) from error
    except psycopg.Error as error:
        raise Unavailable(
            f"The database refused the restore: {' '.join(str(error).split())}",
            kept="The database is what it was.",
            next_step="Mend what it says and restore again. The address has to be that of the tables' owner or of a "
            "superuser.",
        ) from error


@contextmanager
def _script(dump: str, clients: Binaries, section: str) -> Generator[IO[bytes]]:
    with running(
        clients, "pg_restore", "--no-owner", "--no-comments", "--no-publications", "--no-subscriptions",
        "--no-security-labels", "--no-tablespaces", f"--section={section}", "--file=-", dump,
    ) as lines:  # fmt: skip
        yield lines


def _without_restrictions(script: str) -> str:
    r"""A script without the two lines with which it would restrict psql.

    >>> _without_restrictions("--\n\\restrict abc\n\nSET x = 1;\n\\unrestrict abc\n")
    '--\n\nSET x = 1;\n'
    """
    return re.sub(r"^\\(?:un)?restrict [A-Za-z0-9]+\n", "", script, flags=re.M)
