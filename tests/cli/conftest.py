"""The command line as people run it: a process of its own, with a home of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from goodwork.store.embedded import EmbeddedServer
from tests.api.conftest import house

__all__ = ["goodwork", "home", "house"]

Started = subprocess.Popen[str]


@pytest.fixture(scope="module")
def home() -> Generator[Path]:
    """A home that PostgreSQL's user may enter, for this module."""
    folder = Path(tempfile.mkdtemp(prefix="goodwork-cli-"))
    folder.chmod(0o755)
    yield folder / "home"
    EmbeddedServer(folder / "home" / "postgres").stop()
    shutil.rmtree(folder)


@pytest.fixture
def goodwork(home: Path) -> Generator[Callable[..., Started]]:
    """Starts ``goodwork ...`` on the module's home; what still runs at the end of a test is stopped."""
    started: list[Started] = []

    def start(*arguments: str, **settings: str) -> Started:
        process = subprocess.Popen(
            [sys.executable, "-m", "goodwork.cli.main", *arguments],
            env={**os.environ, "GOODWORK_HOME": str(home), "GOODWORK_PORT": "0", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
