"""A whole installation to measure: ``goodwork serve`` with a database of its own in a temporary folder."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from goodwork.store.embedded import EmbeddedServer


@dataclass(slots=True)
class Installation:
    """A running ``goodwork serve``."""

    home: Path
    host: str
    port: int
    process: subprocess.Popen[str]

    @property
    def database_url(self) -> str:
        """The address of its database."""
        return EmbeddedServer(self.home / "postgres").url

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the database's owner; tries again while the database comes back."""
        for _ in range(200):
            with suppress(psycopg.OperationalError):
                return psycopg.connect(self.database_url, autocommit=True)
            time.sleep(0.1)
        return psycopg.connect(self.database_url, autocommit=True)

    def kill(self, what: str) -> int:
        """``kill -9`` of one process: "web", "worker" or "database"; returns its id."""
        if what == "database":
            pid = int((self.home / "postgres" / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        else:
            module = {"web": "goodwork.api.server", "worker": "goodwork.jobs"}[what]
            pid = next(c.pid for c in psutil.Process(self.process.pid).children() if module in c.cmdline())
        os.kill(pid, signal.SIGKILL)
        return pid

    def cpu_seconds(self) -> dict[str, float]:
        """Processor time that the running processes have used so far, by what they are."""
        used = {"web": 0.0, "worker": 0.0, "database": 0.0}
        postmaster = int((self.home / "postgres" / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        for process in psutil.Process(self.process.pid).children():
            command = process.cmdline()
            kind = "web" if "goodwork.api.server" in command else "worker" if "goodwork.jobs" in command else None
            if kind:
                used[kind] += _seconds(process)
        server = psutil.Process(postmaster)
        used["database"] = sum(_seconds(process) for process in (server, *server.children()))
        return used


def _seconds(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return times.user + times.system
    return 0.0


@contextmanager
def installation(web_processes: int) -> Generator[Installation]:
    """Serve from an empty folder; everything is gone at the end."""
    home = Path(tempfile.mkdtemp(prefix="goodwork-bench-"))
    home.chmod(0o755)
    try:
        with serving(home, web_processes) as place:
            yield place
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def serving(home: Path, web_processes: int) -> Generator[Installation]:
    """Serve from this folder, until the end."""
    environment = {**os.environ, "GOODWORK_HOME": str(home), "GOODWORK_LOG_LEVEL": "error"}
    environment.pop("GOODWORK_DATABASE_URL", None)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    goodwork = str(Path(sys.executable).parent / "goodwork")
    process = subprocess.Popen(
        [goodwork, "serve", "--port", str(port), "--web-processes", str(web_processes)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=None,
        text=True,
    )
    try:
        assert process.stdout is not None
        shown = ""
        for line in process.stdout:
            shown += line
            if "is ready" in line:
                yield Installation(home, "127.0.0.1", port, process)
                break
        else:
            raise RuntimeError(f"goodwork serve did not become ready: {shown}")
    finally:
        process.terminate()
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
        with suppress(OSError):
            EmbeddedServer(home / "postgres").stop()


def load() -> str:
    """The machine's load, to stand beside every figure."""
    one, five, _ = os.getloadavg()
    return f"{one:.1f} (1 min), {five:.1f} (5 min) on {os.cpu_count()} cores"
