"""One moment of the database: counted, dumped, and asked which files it refers to, while others go on writing."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from goodwork.errors import Unavailable
from goodwork.store.installation.clients import find_clients, running
from goodwork.store.installation.uploads import UPLOADS
from goodwork.store.postgres_programs import Binaries

# What lies in files: pictures, large answers, uploads that are not imported yet, published versions. Uploads first:
# they alone are ever removed.
_FILES = """
  -- name: installation_files
  SELECT 0 AS kind, blob AS name, size, NULL AS sha256 FROM public.data_import WHERE blob IS NOT NULL
  UNION
  SELECT 1, v.path || '/' || (f ->> 'path'), (f ->> 'bytes')::bigint, f ->> 'sha256'
  FROM public.dataset_version v, jsonb_array_elements(v.manifest -> 'files') f WHERE v.path IS NOT NULL
  UNION
  SELECT 1, v.path || '/manifest.json', NULL, NULL FROM public.dataset_version v WHERE v.path IS NOT NULL
  UNION
  SELECT 2, answers_blob, NULL, NULL FROM public.annotation WHERE answers_blob IS NOT NULL
  UNION
  SELECT 3, b #>> '{}', NULL, NULL
  FROM public.item_payload p, jsonb_path_query(p.payload, 'lax $.parts[*].blob') b WHERE jsonb_typeof(b) = 'string'
  UNION
  SELECT 3, b #>> '{}', NULL, NULL
  FROM public.assessment_item i, jsonb_path_query(i.payload, 'lax $.parts[*].blob') b WHERE jsonb_typeof(b) = 'string'
  ORDER BY kind, name
"""

_TABLES = """
  -- name: installation_tables
  SELECT c.relname FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                    AND d.deptype = 'e')
  ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file that the database refers to."""

    name: str
    size: int | None
    """In bytes, where the database knows it."""
    sha256: str | None
    upload: bool = False
    """Whether it goes when its import is done."""


class Snapshot:
    """The database as it was when this was opened."""

    def __init__(self, connection: psycopg.Connection[Any], url: str) -> None:
        self._connection = connection
        self._url = url
        self.postgresql = connection.info.server_version // 10000
        if connection.execute("SELECT to_regclass('public.alembic_version')").fetchone() == (None,):
            raise Unavailable(
                "The database has no schema of goodwork: there is nothing in it.",
                kept="Nothing was changed.",
                next_step="Check GOODWORK_HOME and GOODWORK_DATABASE_URL; goodwork serve makes a new one.",
            )
        self.revision: str = _one(connection, "SELECT version_num FROM public.alembic_version")

    def tables(self) -> dict[str, int]:
        """Every table with its number of rows."""
        return count_rows(self._connection)

    def files(self) -> Iterator[File]:
        """Every file that the database refers to, uploads first; a page of them is held at a time."""
        with self._connection.cursor(name="files") as cursor:
            cursor.itersize = 5000
            for kind, name, size, sha256 in cursor.execute(_FILES):
                yield File(name, size, sha256 or sha256_of(name), upload=kind == 0)

    def uploads_may_go(self) -> None:
        """Let those who wait remove uploads again: the ones of this snapshot have been copied."""
        self._connection.execute("SELECT pg_advisory_unlock_shared(%s, 0)", (UPLOADS,))

    def clients(self, setting: Path | None, kept: Path | None) -> Binaries:
        """The pg_dump that fits this server."""
        return find_clients(self.postgresql, setting=setting, kept=kept)

    def dump(self, clients: Binaries) -> AbstractContextManager[IO[bytes]]:
        """This moment in pg_dump's custom format. Never with row security: a dump that can't see all fails loudly."""
        identity = _one(self._connection, "SELECT pg_export_snapshot()")
        return running(
            clients, "pg_dump", "--format=custom", "--compress=1", "--no-password", f"--snapshot={identity}",
            "--lock-wait-timeout=60s", url=self._url,
        )  # fmt: skip


@contextmanager
def snapshot(url: str) -> Generator[Snapshot]:
    """Open a snapshot; nobody removes an upload before ``uploads_may_go``."""
    try:
        with psycopg.connect(url, connect_timeout=10, autocommit=True, application_name="goodwork backup") as own:
            for setting in ("statement_timeout", "idle_in_transaction_session_timeout"):
                own.execute(sql.SQL("SET {} = 0").format(sql.Identifier(setting)))
            # Rather an error than a dump with rows missing.
            own.execute("SET row_security = off")
            own.execute("SELECT pg_advisory_lock_shared(%s, 0)", (UPLOADS,))
            own.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield Snapshot(own, url)
    except psycopg.Error as error:
        raise Unavailable(
            f"The database can't be read: {' '.join(str(error).split()).rstrip('.?')}.",
            kept="Nothing was changed in it.",
            next_step="The address has to be that of the tables' owner or of a superuser; check that the server runs.",
        ) from error


def count_rows(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Every table of the schema with its number of rows."""
    names = [name for (name,) in connection.execute(_TABLES).fetchall()]
    return {
        name: _one(connection, sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(name))) for name in names
    }


def sha256_of(name: str) -> str | None:
    """The hash in the name of a file that is called by its content."""
    folder, _, rest = name.partition("/")
    return rest.rpartition("/")[2] if folder == "sha256" else None


def file_line(file: File) -> str:
    """A file as a line of text."""
    return json.dumps([file.name, file.size, file.sha256, file.upload]) + "\n"


def file_of(line: str) -> File:
    """The file that a line says."""
    return File(*json.loads(line))


def _one(connection: psycopg.Connection[Any], statement: Any) -> Any:
    row = connection.execute(statement).fetchone()
    assert row is not None
    return row[0]
