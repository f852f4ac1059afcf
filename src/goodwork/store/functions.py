"""The database's own functions: one text file each, in the folder of what they work on.

The text in ``<room>/<name>.sql`` is what holds. Migrations change tables; after the last one ``bring`` makes the
functions those of the texts, so that none is ever written twice. Each function carries the mark of the text it came
from as its comment: a database whose marks are others is brought up to date, whatever made it so.

A text is SQL, but for the names of states and words (see ``words``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from goodwork.store.queue.outcomes import ClaimOutcome, DraftOutcome, SubmitOutcome
from goodwork.store.words import Enumerations, named

_OUTCOMES: Enumerations = {words.__name__: words for words in (ClaimOutcome, DraftOutcome, SubmitOutcome)}

MARKS = """
  -- name: function_marks
  SELECT p.proname, d.description FROM pg_proc p
  JOIN pg_description d ON d.objoid = p.oid AND d.classoid = 'pg_proc'::regclass AND d.objsubid = 0
  WHERE p.pronamespace = 'public'::regnamespace AND d.description LIKE 'goodwork %'
"""

# A function that triggers or policies stand on is replaced where it is; any other may change its parameters.
_DROP_FREE = """
DO $do$
DECLARE
  old regprocedure;
BEGIN
  FOR old IN
    SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname = {name}
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid)
  LOOP
    EXECUTE 'DROP FUNCTION ' || old;
  END LOOP;
END $do$
"""


@cache
def texts() -> Mapping[str, str]:
    """The text of every function by its name, with the values put in."""
    house = Path(str(files("goodwork.store")))
    found = sorted(path for path in house.rglob("*.sql") if "migrations" not in path.parts)
    return {path.stem: named(path.read_text(encoding="utf-8"), _OUTCOMES) for path in found}


def bring(connection: psycopg.Connection[Any]) -> list[str]:
    """Make the functions those of the texts, in the running transaction; returns the names of the changed ones."""
    known = dict(connection.execute(MARKS).fetchall())
    changed = [name for name, text in texts().items() if known.get(name) != mark(text)]
    for name in [*(name for name in known if name not in texts()), *changed]:
        connection.execute(sql.SQL(_DROP_FREE).format(name=sql.Literal(name)))
    for name in changed:
        make(connection, name)
    return changed


def make(connection: psycopg.Connection[Any], name: str) -> None:
    """Make one function from its text."""
    text = texts()[name]
    # Without parameters the driver sends the text as it is: percent signs and many statements are fine.
    connection.execute(text.encode())
    connection.execute(sql.SQL("COMMENT ON FUNCTION {} IS {}").format(sql.Identifier(name), sql.Literal(mark(text))))


def are_current(marks: Iterable[tuple[str, str]]) -> bool:
    """Whether these marks, read with MARKS, are those of the texts."""
    return dict(marks) == {name: mark(text) for name, text in texts().items()}


def mark(text: str) -> str:
    """What a function that was made from this text is known by."""
    return f"goodwork {hashlib.sha256(text.encode()).hexdigest()[:20]}"
