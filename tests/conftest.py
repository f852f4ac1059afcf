"""A real PostgreSQL for the tests: one server and template per process, one database per module."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import psycopg
import pytest

from goodwork.store.database import Database
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.schema import migrate


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The trial takes half an hour: it runs when it is asked for by name."""
    trial = Path(__file__).parent / "trial"
    named = any(trial in (given := Path(arg.split("::")[0]).resolve()).parents or given == trial for arg in config.args)
    return True if collection_path == trial and not named else None


@pytest.fixture(scope="session")
def postgres() -> Generator[str]:
    """The address of a server of this test process, with a migrated database called ``goodwork``."""
    home = Path(tempfile.mkdtemp(prefix="goodwork-test-"))
    home.chmod(0o755)
    server = EmbeddedServer(home / "postgres")
    try:
        url = server.start()
        asyncio.run(migrate(url))
        yield url
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def database_url(postgres: str, request: pytest.FixtureRequest) -> Generator[str]:
    """The address of a migrated, empty database that this module has to itself."""
    name = f"t_{abs(hash(request.node.nodeid)) % 10**12}_{os.getpid()}"
    with psycopg.connect(postgres.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE goodwork')
        yield postgres.rsplit("/", 1)[0] + "/" + name
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
async def database(database_url: str) -> AsyncGenerator[Database]:
    """A pool on this module's database."""
    db = Database(database_url)
    yield db
    await db.close()
