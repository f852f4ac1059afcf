"""The functions of a database are the texts: from nothing, from an older schema, and after somebody changed them."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import fields
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from goodwork.model.projects import Policy
from goodwork.store import functions
from goodwork.store.blueprint import FACTS
from goodwork.store.database import Database, sqlalchemy_url
from goodwork.store.projects.policies import policy_json
from goodwork.store.schema import is_current, migrate
from goodwork.store.words import _ENUMERATIONS, named  # pyright: ignore[reportPrivateUsage]

STORE = Path(functions.__file__).parent
PATHS = sorted(path for path in STORE.rglob("*.sql") if "migrations" not in path.parts)

# All that PostgreSQL knows of the functions in this schema that are ours.
_KNOWN = """
  SELECT p.proname, pg_get_functiondef(p.oid), p.proacl::text, obj_description(p.oid, 'pg_proc') FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.proname NOT LIKE 'procrastinate%'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                    AND d.deptype = 'e')
  ORDER BY 1, 2
"""


@pytest.fixture
def scratch(postgres: str, database_url: str) -> Generator[str]:
    """A copy of the migrated database, to be damaged."""
    server, name = database_url.rsplit("/", 1)
    with psycopg.connect(f"{postgres.rsplit('/', 1)[0]}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE scratch TEMPLATE "{name}"')  # type: ignore[call-overload]
        yield f"{server}/scratch"
        connection.execute("DROP DATABASE scratch WITH (FORCE)")


def test_the_migrations_lead_exactly_to_the_texts(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        known = connection.execute(_KNOWN).fetchall()
        assert [name for name, *_ in known] == sorted(path.stem for path in PATHS), "none is missing, none is further"
        assert [path.stem for path in PATHS].count("queue_claim") == 1
        for name in functions.texts():
            functions.make(connection, name)
        assert connection.execute(_KNOWN).fetchall() == known, "each is what its text makes, rights and all"
        connection.rollback()


def test_a_text_holds_the_one_function_that_it_is_called_after() -> None:
    for path in PATHS:
        made = re.findall(r"^CREATE OR REPLACE FUNCTION (\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert made == [path.stem], path
    migrations = "".join(path.read_text(encoding="utf-8") for path in (STORE / "migrations").rglob("*.sql"))
    assert not re.search(r"CREATE (OR REPLACE )?FUNCTION", migrations), "a function is written once, in its text"


@pytest.mark.parametrize(
    "damage",
    [
        "CREATE OR REPLACE FUNCTION queue_nothing(p_project integer) RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;"
        "COMMENT ON FUNCTION queue_nothing IS 'goodwork of another version'",
        "DROP FUNCTION queue_look(integer, integer, text, bigint); CREATE FUNCTION queue_look(p_old bigint) RETURNS"
        " text LANGUAGE sql AS $$ SELECT 'x' $$",
        "CREATE FUNCTION queue_of_old() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;"
        "COMMENT ON FUNCTION queue_of_old IS 'goodwork of another version'",
        "COMMENT ON FUNCTION goodwork_organization IS NULL",
    ],
    ids=["another text", "other parameters", "gone from the texts", "a dump without comments"],
)
async def test_a_database_of_other_functions_is_brought_up_to_date(scratch: str, damage: str) -> None:
    with psycopg.connect(scratch, autocommit=True) as connection:
        before = connection.execute(_KNOWN).fetchall()
        connection.execute(damage.encode())
        database = Database(scratch)
        assert not await is_current(database), "it does not serve before"
        assert await migrate(scratch) == [], "no table was changed"
        assert await is_current(database)
        await database.close()
        assert connection.execute(_KNOWN).fetchall() == before


async def test_an_older_schema_comes_to_the_same(postgres: str, database_url: str) -> None:
    """As it was before functions had texts: none has a mark, some have other parameters, some are gone since."""
    server = postgres.rsplit("/", 1)[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE older TEMPLATE template0")
    try:
        _upgrade_to("0008", f"{server}/older")
        with psycopg.connect(f"{server}/older", autocommit=True) as connection:
            for name, *_ in connection.execute(_KNOWN).fetchall():
                connection.execute(f"COMMENT ON FUNCTION {name} IS NULL".encode())
            connection.execute(_OLDER)
        assert "0009" in await migrate(f"{server}/older")
        with psycopg.connect(f"{server}/older") as older, psycopg.connect(database_url) as fresh:
            for question in (FACTS, _KNOWN):
                assert sorted(older.execute(question).fetchall()) == sorted(fresh.execute(question).fetchall())
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute("DROP DATABASE older WITH (FORCE)")


KNOWN = {**_ENUMERATIONS, **functions._OUTCOMES}  # pyright: ignore[reportPrivateUsage]

_OLDER = b"""
  CREATE FUNCTION project_role(p project, p_person integer, p_role text) RETURNS integer LANGUAGE sql
    AS $$ SELECT 1 $$;
  CREATE FUNCTION queue_look(p_organization integer, p_person integer, p_claim bigint) RETURNS SETOF bigint LANGUAGE sql
    AS $$ SELECT 1::bigint $$;
  CREATE FUNCTION sign_on(p_session bytea, p_token bytea, p_scope text) RETURNS text LANGUAGE sql
    AS $$ SELECT 'somebody' $$;
"""


def _upgrade_to(revision: str, url: str) -> None:
    config = Config()
    config.set_main_option("script_location", "goodwork.store:migrations")
    engine = create_engine(sqlalchemy_url(url))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def test_no_state_and_no_word_is_a_bare_value() -> None:
    words = {word.value for words in KNOWN.values() for word in words if isinstance(word.value, str)}
    # What a grant says has no enumeration of its own, and a field is called organization.
    words -= {"reviewer", "manager", "organization"}
    for path in PATHS:
        code = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
        assert not words & set(re.findall(r"'([^']*)'", code)), path
        assert not re.search(r"(state|_how)\s*(=|<>|IN \()\s*\d", code), path


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(LookupError, match=r"NoState\.OPEN"):
        named("i.state = NoState.OPEN")
    with pytest.raises(KeyError):
        named("i.state = ItemState.AJAR")


def test_a_policy_reads_the_same_in_the_database(database_url: str) -> None:
    columns = ("lease", "fewest", "gold_share", "named_claims", "finish_in_hand")
    other = Policy(lease_hours=1.5, fewest=3, gold_share=0.25, named_claims=True, finish_in_hand=False)
    with psycopg.connect(database_url) as connection:
        o = connection.execute("INSERT INTO organization (name) VALUES ('o') RETURNING id").fetchone()
        assert o is not None
        for policy, kept in ((Policy(), {}), (Policy(), policy_json(Policy())), (other, policy_json(other))):
            row = connection.execute(
                f"INSERT INTO project (organization_id, name, purpose, policy) VALUES (%s, %s, 'p', %s)"
                f" RETURNING {', '.join(columns)}",
                [o[0], repr((policy, kept)), psycopg.types.json.Jsonb(kept)],
            ).fetchone()
            read: dict[str, Any] = {field.name: getattr(policy, field.name) for field in fields(Policy)}
            assert row == (timedelta(hours=policy.lease_hours), *(read[name] for name in columns[1:]))
        connection.rollback()


def test_every_enumeration_of_the_texts_is_one() -> None:
    for name, enumeration in KNOWN.items():
        assert issubclass(enumeration, Enum) and enumeration.__name__ == name
