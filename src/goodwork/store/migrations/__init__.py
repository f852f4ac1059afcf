"""The database's history: Alembic revisions, each a small module beside its SQL file.

Revisions change tables. The functions are those of store.functions, brought after the last revision; a revision makes
one itself only where a trigger, a policy or a step of its own needs it.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any, cast

import psycopg
from alembic import op
from procrastinate.schema import SchemaManager

from goodwork.store import functions

_GRANT_JOB_TABLES = """
DO $$
DECLARE job_table record;
BEGIN
  FOR job_table IN
    SELECT relname AS name, relkind AS kind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relname LIKE 'procrastinate%' AND relkind IN ('r', 'S')
  LOOP
    EXECUTE format(
      CASE job_table.kind
        WHEN 'r' THEN 'GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO goodwork_app, goodwork_system'
        ELSE 'GRANT USAGE ON SEQUENCE %I TO goodwork_app, goodwork_system'
      END, job_table.name);
  END LOOP;
END $$
"""


def run_sql(name: str) -> None:
    """Run an SQL file that lies beside the revisions, as one script."""
    _run((files("goodwork.store.migrations") / "versions" / name).read_text(encoding="utf-8"))


def make_function(*names: str) -> None:
    """Make functions that the rest of a revision stands on, from the text that holds today."""
    for name in names:
        functions.make(_driver(), name)


def run_procrastinate_schema() -> None:
    """Make the job tables and let both roles use them: jobs are deferred inside the caller's transaction."""
    _run(SchemaManager.get_schema())
    _run(_GRANT_JOB_TABLES)


def _run(script: str) -> None:
    # Without parameters the driver sends the script as it is: percent signs and many statements are fine.
    _driver().execute(script.encode())


def _driver() -> psycopg.Connection[Any]:
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    return cast("psycopg.Connection[Any]", driver)
