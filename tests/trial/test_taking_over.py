"""kill -9 of the supervisor: the next start, on the same port, takes over at once, five times of five."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from goodwork.store.embedded import EmbeddedServer

SOON = 30.0
"""Seconds in which a start is ready, on a machine that does other things as well."""


@pytest.fixture
def home() -> Generator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="goodwork-over-"))
    folder.chmod(0o755)
    yield folder / "home"
    EmbeddedServer(folder / "home" / "postgres").stop()
    shutil.rmtree(folder)


def test_the_next_start_takes_over(home: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    times: list[float] = []
    process = None
    try:
        for _ in range(6):
            begun = time.monotonic()
            process = subprocess.Popen(
                [sys.executable, "-m", "goodwork.cli.main", "serve", "--port", port],
                env={**os.environ, "GOODWORK_HOME": str(home)},
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
            assert process.stdout is not None
            ready = next((line for line in process.stdout if re.search("ready at", line)), None)
            assert ready is not None, f"start {len(times) + 1} failed"
            times.append(time.monotonic() - begun)
            process.send_signal(signal.SIGKILL)
            process.communicate()
    finally:
        if process is not None and process.poll() is None:
            process.terminate()
            process.communicate(timeout=60)
    assert max(times[1:]) < SOON, times
