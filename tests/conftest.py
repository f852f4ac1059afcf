"""A real PostgreSQL for the tests: one server and template per process, one database per module."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncGenerator, Generator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
import structlog
from hypothesis import HealthCheck, settings
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from goodwork.actions.people import passwords
from goodwork.store.database import Database
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.schema import migrate

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# As in the product: drawn with all local variables, as structlog would by itself, a traceback takes half a second.
structlog.configure(
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The trial takes half an hour: it runs when it is asked for by name."""
    trial = Path(__file__).parent / "trial"
    named = any(trial in (given := Path(arg.split("::")[0]).resolve()).parents or given == trial for arg in config.args)
    return True if collection_path == trial and not named else None


LONG = ("journeys", "store/test_embedded.py", "cli/test_serve.py", "formats/test_broken_files.py")
"""Files that take longest, and a folder of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first: at the end of a run only short files are left to share."""
    here = Path(__file__).parent
    long = [here / name for name in LONG]
    items.sort(key=lambda item: not any(path == item.path or path in item.path.parents for path in long))


@pytest.fixture(scope="session", autouse=True)
def slow_hasher() -> Generator[PasswordHash]:
    """What people's passwords are hashed with. In this process it costs next to nothing: thousands sign up and in."""
    slow = passwords._HASHER
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)))
        yield slow


@pytest.fixture(scope="session")
def embedded() -> Generator[EmbeddedServer]:
    """A server of this test process, with a migrated database called ``goodwork``."""
    home = Path(tempfile.mkdtemp(prefix="goodwork-test-"))
    home.chmod(0o755)
    server = EmbeddedServer(home / "postgres")
    try:
        url = server.start()
        with psycopg.connect(url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
            # What survives a crash is tried on installations of their own; here nobody waits for the disk.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET full_page_writes = off")
            connection.execute("SELECT pg_reload_conf()")
        asyncio.run(migrate(url))
        yield server
    finally:
        # At once: what all modules left would be written first, and nothing of it is used again.
        with suppress(OSError, ValueError, psutil.NoSuchProcess):
            postmaster = psutil.Process(int((home / "postgres/data/postmaster.pid").read_text().split("\n", 1)[0]))
            postmaster.send_signal(signal.SIGQUIT)
            postmaster.wait(60)
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(embedded: EmbeddedServer) -> str:
    """The administrator's address of this test process' server."""
    return embedded.url


@pytest.fixture(scope="module")
def database_url(postgres: str, request: pytest.FixtureRequest) -> Generator[str]:
    """The administrator's address of a migrated, empty database that this module has to itself."""
    name = f"t_{abs(hash(request.node.nodeid)) % 10**12}_{os.getpid()}"
    with psycopg.connect(postgres.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE goodwork')
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
        # It goes with its server: dropping one takes longer than making it.
        yield postgres.rsplit("/", 1)[0] + "/" + name


@pytest.fixture(scope="module")
def application_url(embedded: EmbeddedServer, database_url: str) -> str:
    """The address of the same database that the application is handed: its login owns nothing."""
    return embedded.application_url.rsplit("/", 1)[0] + "/" + database_url.rsplit("/", 1)[1]


@pytest.fixture
async def database(application_url: str) -> AsyncGenerator[Database]:
    """A pool on this module's database."""
    db = Database(application_url)
    yield db
    await db.close()
