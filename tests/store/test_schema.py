"""Migrations: to the newest schema, once, and never over data of a newer goodwork."""

from __future__ import annotations

import asyncio
from collections.abc import Generator

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from goodwork.errors import Unavailable
from goodwork.model.people import SYSTEM
from goodwork.store.database import Database
from goodwork.store.schema import REVISIONS, is_current, migrate


@pytest.fixture
def empty_url(postgres: str) -> Generator[str]:
    """The address of a database without any table."""
    server = postgres.rsplit("/", 1)[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE empty TEMPLATE template0")
        yield f"{server}/empty"
        connection.execute("DROP DATABASE empty WITH (FORCE)")


def test_the_revisions_are_those_that_alembic_finds() -> None:
    import goodwork.store.migrations as migrations

    script = ScriptDirectory(migrations.__path__[0])
    assert tuple(r.revision for r in reversed(list(script.walk_revisions()))) == REVISIONS


async def test_two_processes_at_once_migrate_once(empty_url: str) -> None:
    applied = await asyncio.gather(migrate(empty_url), migrate(empty_url))
    assert sorted(applied) == [[], list(REVISIONS)]
    assert await migrate(empty_url) == []


async def test_a_database_of_a_newer_goodwork_is_left_alone(empty_url: str) -> None:
    await migrate(empty_url)
    with psycopg.connect(empty_url, autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Unavailable, match="newer goodwork"):
        await migrate(empty_url)
    database = Database(empty_url)
    assert not await is_current(database)
    await database.close()


async def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(Unavailable, match="does not let goodwork in") as refused:
        await migrate("postgresql://goodwork:s3cret@127.0.0.1:1/goodwork")
    assert "s3cret" not in str(refused.value)


async def test_the_schema_of_a_migrated_database_is_current(database: Database) -> None:
    assert await is_current(database)


async def test_items_belong_to_projects_and_payloads_to_items_and_neither_goes(
    database: Database, database_url: str
) -> None:
    async with database.transaction(SYSTEM) as t:
        organization = (await t.execute(text("INSERT INTO organization (name) VALUES ('o') RETURNING id"))).scalar_one()
        project = (
            await t.execute(
                text(
                    "INSERT INTO project (organization_id, name, purpose, policy) VALUES (:o, 'p', 'p', '{}')"
                    " RETURNING id"
                ),
                {"o": organization},
            )
        ).scalar_one()
        item = (await t.execute(_ITEM, {"o": organization, "p": project})).scalar_one()
        await t.execute(_PAYLOAD, {"o": organization, "p": project, "i": item})
    refused = [
        (_ITEM, {"o": organization, "p": project + 1}),
        (_PAYLOAD, {"o": organization, "p": project, "i": item + 1}),
        (text("UPDATE item SET project_id = project_id + 1"), {}),
        (text("UPDATE item_payload SET item_id = item_id + 1"), {}),
        (text("DELETE FROM item"), {}),
        (text("DELETE FROM project"), {}),
    ]
    administrators = Database(database_url)
    for statement, given in refused:
        async with administrators.engine.connect() as owner:
            with pytest.raises(IntegrityError):
                await owner.execute(statement, given)
    await administrators.close()
    async with database.transaction(SYSTEM) as t:
        with pytest.raises(ProgrammingError, match="permission denied"):
            await t.execute(text("DELETE FROM item"))


_ITEM = text("INSERT INTO item (organization_id, project_id, position, wanted) VALUES (:o, :p, 1, 1) RETURNING id")
_PAYLOAD = text(
    "INSERT INTO item_payload (item_id, organization_id, project_id, content_hash, payload)"
    " VALUES (:i, :o, :p, '', '{}')"
)
