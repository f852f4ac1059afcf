"""The database's own functions: one text file each, in the folder of what they work on.

The text in ``<room>/<name>.sql`` is what holds. Migrations change tables; after the last one ``bring`` makes the
functions those of the texts, so that none is ever written twice. Each function carries the mark of the text it came
from as its comment: a database whose marks are others is brought up to date, whatever made it so.

A text is SQL, but for the names of states and words: ``ClaimState.LIVE`` stands for the value of that enumeration, so
that a number or a word is written once, too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from goodwork.model.claims import ClaimState, NoWork
from goodwork.model.data import ImportState
from goodwork.model.items import GoldDraw, ItemState, SettledHow
from goodwork.model.people import Role
from goodwork.model.projects import OpenTo, ProjectState
from goodwork.routing.access import ClaimAccess, ProjectRole
from goodwork.store.queue.outcomes import ClaimOutcome, DraftOutcome, SubmitOutcome

_ENUMERATIONS: dict[str, type[Enum]] = {
    words.__name__: words
    for words in (
        ClaimAccess, ClaimOutcome, ClaimState, DraftOutcome, GoldDraw, ImportState, ItemState, NoWork, OpenTo,
        ProjectRole, ProjectState, Role, SettledHow, SubmitOutcome,
    )
}  # fmt: skip
_NAME = re.compile(r"\b([A-Z][A-Za-z]+)\.([A-Z][A-Z_]+)\b")

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
    return {path.stem: _NAME.sub(_value, path.read_text(encoding="utf-8")) for path in found}


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


def _value(found: re.Match[str]) -> str:
    words = _ENUMERATIONS.get(found[1])
    if words is None:
        raise LookupError(f"{found[0]} in an SQL text is no enumeration that store.functions knows")
    value = words[found[2]].value
    return f"'{value}'" if isinstance(value, str) else str(value)
