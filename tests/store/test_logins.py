"""Who logs in: the application's login may do nothing but what the two roles of the house allow."""

from __future__ import annotations

from collections.abc import Generator

import psycopg
import pytest
from psycopg import errors, sql

from goodwork.errors import Unavailable
from goodwork.model.people import SYSTEM
from goodwork.store.alone import alone
from goodwork.store.database import Database
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.logins import LOGIN, ensure_login
from goodwork.store.schema import REVISIONS, is_current, migrate


@pytest.fixture(params=["none", "goodwork_app", "goodwork_system"])
def application(application_url: str, request: pytest.FixtureRequest) -> Generator[psycopg.Connection]:
    """A connection of the application, by itself and with each role that it may take on."""
    with psycopg.connect(application_url, autocommit=True) as connection:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.SQL(request.param)))
        yield connection


def test_the_login_is_powerless_and_owns_nothing(application_url: str) -> None:
    with psycopg.connect(application_url) as connection:
        shown = connection.execute(
            "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolinherit"
            " FROM pg_roles WHERE rolname = session_user"
        ).fetchone()
        assert shown == (LOGIN, False, False, False, False, False, False)
        owned = "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole"
        assert connection.execute(owned).fetchone() == (0,)
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("SELECT count(*) FROM person")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE item ADD COLUMN mine integer",
        "ALTER TABLE item DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own_organization ON item",
        "DROP TABLE annotation",
        "TRUNCATE annotation",
        "CREATE TABLE mine (n integer)",
        "CREATE FUNCTION mine() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "SELECT * FROM pg_authid",
        "CREATE TEMPORARY TABLE said (t text); COPY said FROM PROGRAM 'id'",
        "CREATE TEMPORARY TABLE seen (t text); COPY seen FROM '/etc/passwd'",
        "SELECT pg_read_file('/etc/passwd')",
        "CREATE ROLE another LOGIN SUPERUSER",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "SET ROLE goodwork",
        "SET SESSION AUTHORIZATION goodwork",
        "ALTER SYSTEM SET fsync = off",
        "CREATE DATABASE another",
        "SET session_replication_role = replica",
    ],
)
def test_what_it_may_not_do_with_any_role(application: psycopg.Connection, statement: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        application.execute(statement)  # pyright: ignore[reportArgumentType, reportCallIssue]


async def test_it_does_what_the_house_needs(database: Database) -> None:
    assert await is_current(database)
    async with alone(database, 1, 2) as first, alone(database, 1, 2) as second:
        assert (first, second) == (True, False)
    async with database.transaction(SYSTEM) as t:
        assert (await t.exec_driver_sql("SELECT count(*) FROM procrastinate_jobs")).scalar() is not None


async def test_a_login_that_was_given_powers_loses_them_and_gets_its_password_back(
    postgres: str, embedded: EmbeddedServer
) -> None:
    with psycopg.connect(postgres, autocommit=True) as administrator:
        administrator.execute(f"ALTER ROLE {LOGIN} SUPERUSER PASSWORD 'other'")
        ensure_login(administrator, (embedded.home / "password.login").read_text().strip())
        kept = administrator.execute(f"SELECT rolpassword FROM pg_authid WHERE rolname = '{LOGIN}'").fetchone()
    assert kept is not None
    assert kept[0].startswith("SCRAM-SHA-256$")
    with psycopg.connect(embedded.application_url) as connection:
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user").fetchone() == (False,)


def test_the_cluster_notices_when_the_disk_alters_what_was_written(postgres: str) -> None:
    with psycopg.connect(postgres) as connection:
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)


# A database of one's own ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def owned(postgres: str) -> tuple[str, str]:
    """Two addresses of an empty database that an ordinary login owns: that login's, and another one's."""
    server = postgres.split("@")[1].split("/")[0]
    with psycopg.connect(postgres.rsplit("/", 1)[0] + "/postgres", autocommit=True) as administrator:
        administrator.execute("CREATE ROLE landlord LOGIN PASSWORD 'landlord'; CREATE ROLE lodger LOGIN PASSWORD 'l'")
        administrator.execute("CREATE DATABASE owned OWNER landlord TEMPLATE template0")
        # They go with their server: to drop a database takes longer than this test.
        return f"postgresql://landlord:landlord@{server}/owned", f"postgresql://lodger:l@{server}/owned"


async def test_a_login_that_may_make_no_roles_is_told_what_to_run(postgres: str, owned: tuple[str, str]) -> None:
    landlord, lodger = owned
    with pytest.raises(Unavailable) as refused:
        await migrate(landlord)
    assert 'GRANT goodwork_app, goodwork_system TO "landlord";' in refused.value.next_step
    assert "CREATE ROLE goodwork_app NOLOGIN" in refused.value.next_step
    with psycopg.connect(postgres, autocommit=True) as administrator:
        # The roles are there already in this server; the rest of the sentence is run as it stands.
        administrator.execute('GRANT goodwork_app, goodwork_system TO "landlord"')
    assert await migrate(landlord) == list(REVISIONS)

    with pytest.raises(Unavailable, match="may not read which schema") as refused:
        await migrate(lodger)
    assert 'TO "lodger"' in refused.value.next_step
    with psycopg.connect(postgres, autocommit=True) as administrator:
        administrator.execute('GRANT goodwork_app, goodwork_system TO "lodger"')
    # The owner has migrated: a lesser login serves.
    assert await migrate(lodger) == []
    database = Database(lodger)
    assert await is_current(database)
    await database.close()
    with psycopg.connect(landlord, autocommit=True) as owner:
        owner.execute("UPDATE alembic_version SET version_num = %s", [REVISIONS[-2]])
    with pytest.raises(Unavailable, match="its login may not change it") as refused:
        await migrate(lodger)
    assert "goodwork migrate" in refused.value.next_step
