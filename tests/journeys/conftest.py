"""A browser, a server with a database and a worker of its own, and what both need."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from goodwork.store.embedded import EmbeddedServer
from tests.journeys.site import BROWSERS, Site

ROOT = Path(__file__).parents[2]
PATIENCE = 30_000
"""Milliseconds that the browser waits for something to appear: machines that test are often busy."""


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """Expectations wait as long as everything else."""
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """The browser of this machine; without one the journeys are skipped, and loudly."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        reason = "NO BROWSER: the journeys through the web client are skipped; install Chromium to run them"
        print(f"\n{'!' * 80}\n!!! {reason}\n{'!' * 80}", file=sys.__stderr__)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def site(browser: Browser) -> Generator[Site]:
    """``goodwork serve`` on an empty home."""
    if not (ROOT / "src/goodwork/_web/index.html").exists():
        pytest.fail("The web client is not built; run `make setup`.")
    folder = Path(tempfile.mkdtemp(prefix="goodwork-journey-"))
    folder.chmod(0o755)
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "goodwork.cli.main", "serve"],
            env={**os.environ, "GOODWORK_HOME": str(folder / "home"), "GOODWORK_PORT": "0"},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield Site(_url_of(process, folder / "log"), browser)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
            EmbeddedServer(folder / "home" / "postgres").stop()
            # Chromium may still hold a download; what is left lies in the folder for temporary files.
            shutil.rmtree(folder, ignore_errors=True)


def _url_of(process: subprocess.Popen[str], log: Path) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"ready at (http://\S+)", line)
        if found:
            return found[1]
    raise AssertionError(log.read_text())


@pytest.fixture(autouse=True)
def no_stray_warnings() -> Generator[None]:
    """Playwright's own event loop leaves a warning that is none of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
