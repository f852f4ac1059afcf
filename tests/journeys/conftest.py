"""A browser, a server with a database and a worker of its own, and what both need."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import warnings
from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, expect

from goodwork.cli.local import prepare_home
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.schema import migrate
from tests.journeys.site import NoBrowser, Site, chromium, empty, running, served

PATIENCE = 30_000
"""Milliseconds that the browser waits for something to appear: machines that test are often busy."""


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """Expectations wait as long as everything else."""
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """The browser of this machine; without one the journeys are skipped, and loudly."""
    try:
        with chromium() as launched:
            yield launched
    except NoBrowser as error:
        print(f"\n{'!' * 80}\n!!! {error}\n{'!' * 80}", file=sys.__stderr__)
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def home() -> Generator[Path]:
    """A home as goodwork makes it at its first start: making it takes longer than copying it for each module."""
    folder = Path(tempfile.mkdtemp(prefix="goodwork-home-"))
    folder.chmod(0o755)
    server = EmbeddedServer(prepare_home(folder / "home") / "postgres")
    try:
        url = server.start()
        with psycopg.connect(url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
            # Nobody pulls the plug of a journey: the disk is not waited for, here and in every copy.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        asyncio.run(migrate(url))
        server.stop()
        yield folder / "home"
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """What a module's installation is told beside its home."""
    return {}


@pytest.fixture(scope="session")
def shared(home: Path) -> Generator[tuple[str, Path]]:
    """``goodwork serve`` for all modules that tell it nothing special: starting one takes longer than emptying it."""
    with running(home) as place:
        yield place


@pytest.fixture(scope="module")
def site(browser: Browser, home: Path, settings: dict[str, str], request: pytest.FixtureRequest) -> Generator[Site]:
    """``goodwork serve`` with nobody in it yet."""
    if settings:
        with served(browser, home, settings) as site:
            yield site
    else:
        url, shared = request.getfixturevalue("shared")
        empty(shared)
        yield Site(url, browser, shared)


@pytest.fixture(autouse=True)
def no_stray_warnings() -> Generator[None]:
    """Playwright's own event loop leaves a warning that is none of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
