"""A real ``goodwork serve`` in a temporary home, people of every role who call it, and somebody who watches."""

from __future__ import annotations

import itertools
import json
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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg

from goodwork.store.embedded import EmbeddedServer
from tests.api.callers import PASSWORD, QUESTIONS

ROLES = ("owner", "manager", "reviewer", "annotator")
ROOT = Path(__file__).parents[2]
_numbers = itertools.count(1)


class Person(httpx.Client):
    """A signed-in person's browser: cookie and CSRF header are set, paths are relative to ``/api/v1``."""

    me: dict[str, Any]

    def ok(self, method: str, path: str, status: int | None = None, **rest: Any) -> Any:
        """The JSON of a request that must succeed."""
        response = self.request(method, path, **rest)
        assert response.is_success and status in (None, response.status_code), (response.status_code, response.text)
        return response.json() if response.content else None


@dataclass
class Seen:
    """What somebody saw who asked for ``/healthz`` during an attack; filled when the watch ends."""

    worst_ms: float = 0.0
    answers: int = 0
    before: dict[str, int] = field(default_factory=dict)
    """MiB by kind of process: web, worker, other (what these started, such as readers of files)."""
    peak: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    web_seconds: float = 0.0
    """Processor time of the web processes: does not depend on who else uses the machine, as waiting does."""

    @property
    def grown(self) -> int:
        """By how many MiB all processes together grew at most."""
        return max(0, sum(self.peak.values()) - sum(self.before.values()))


@dataclass
class Installation:
    """A running ``goodwork serve``, its first organization and the people in it."""

    home: Path
    url: str
    process: subprocess.Popen[str]
    log: Path
    people: dict[str, Person] = field(default_factory=dict)
    opened: list[httpx.Client] = field(default_factory=list)

    @property
    def address(self) -> tuple[str, int]:
        """Host and port, for those who speak to a socket."""
        host, port = self.url.removeprefix("http://").rsplit(":", 1)
        return host, int(port)

    def browser(self, **headers: str) -> Person:
        """A browser in which nobody is signed in."""
        made = Person(base_url=f"{self.url}/api/v1", headers=headers, timeout=60)
        self.opened.append(made)
        return made

    def settle(self) -> None:
        """Make the organization and one person of every role, through the front door."""
        owner = self.browser()
        body = {"organization": "Weather", "name": "Owner", "email": "owner@example.org", "password": PASSWORD}
        self.people["owner"] = _entered(owner, owner.post("/organizations", json=body))
        for role in ROLES[1:]:
            self.people[role] = self.person(role)

    def person(self, role: str = "annotator") -> Person:
        """A further person of the organization, signed in."""
        link = self.people["owner"].ok("POST", "/invitations", json={"role": role})["link"]
        email = f"{role}{next(_numbers)}@example.org"
        browser = self.browser()
        body = {"token": link.split("#")[1], "name": role.title(), "email": email, "password": PASSWORD}
        return _entered(browser, browser.post("/join", json=body))

    def project(self, **changes: Any) -> int:
        """A new project of the owner's, with one question: which mood?"""
        body = {"name": f"Project {next(_numbers)}", "purpose": "The weather service warns better.",
                "questions": QUESTIONS, "policy": {"target": 0.9, "fewest": 2, "most": 3}, **changes}  # fmt: skip
        return self.people["owner"].ok("POST", "/projects", json=body)["id"]

    def bring(self, project: int, rows: list[dict[str, Any]], seconds: float = 60) -> dict[str, Any]:
        """Import rows as JSONL and wait until the worker is done with them."""
        content = "".join(json.dumps(row) + "\n" for row in rows).encode()
        owner = self.people["owner"]
        made = owner.ok("POST", f"/projects/{project}/imports", 202, params={"format": "jsonl"}, content=content)
        return self.imported(made["id"], seconds)

    def imported(self, import_id: int, seconds: float = 60) -> dict[str, Any]:
        """An import when it has ended, well or not; or how it stands after these seconds."""
        until = time.monotonic() + seconds
        while True:
            shown = self.people["owner"].ok("GET", f"/imports/{import_id}")
            if shown["state"] not in ("waiting", "running") or time.monotonic() > until:
                return shown
            time.sleep(0.1)

    def pids(self, what: str) -> list[int]:
        """The processes that are "web", "worker", "database" (its postmaster) or "supervisor"."""
        if what == "supervisor":
            return [self.process.pid]
        if what == "database":
            lines = (self.home / "postgres/data/postmaster.pid").read_text().split("\n", 1)
            return [int(lines[0])]
        module = {"web": "goodwork.api.server", "worker": "goodwork.jobs"}[what]
        found: list[int] = []
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.Error):
                if module in child.cmdline():
                    found.append(child.pid)
        return found

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection of the database's owner, who sees everything; tries again while the database comes back."""
        url = EmbeddedServer(self.home / "postgres").url
        for _ in range(300):
            with suppress(psycopg.OperationalError):
                return psycopg.connect(url, autocommit=True)
            time.sleep(0.1)
        return psycopg.connect(url, autocommit=True)

    def answers(self) -> bool:
        """Whether it is ready to serve."""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def until_ready(self, seconds: float = 60) -> bool:
        """Wait until it answers again."""
        until = time.monotonic() + seconds
        while not self.answers():
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    @contextmanager
    def watch(self) -> Generator[Seen]:
        """Watch ``/healthz`` and the memory for as long as the block runs."""
        host, port = self.address
        watcher = subprocess.Popen(
            [sys.executable, "-m", "tests.attacks.watching", host, str(port), str(self.process.pid)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert watcher.stdout is not None
        assert watcher.stdout.readline() == "watching\n"
        seen = Seen()
        try:
            yield seen
        finally:
            shown, _ = watcher.communicate(timeout=60)
            seen.__dict__.update(json.loads(shown))


def _entered(browser: Person, response: httpx.Response) -> Person:
    assert response.is_success, response.text
    browser.me = response.json()
    browser.headers["x-csrf-token"] = browser.me["csrf"]
    return browser


def free_port() -> int:
    """A port that nobody listens on: an installation that is started again keeps it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, *, web_processes: int = 1, port: int = 0, **settings: str) -> Generator[Installation]:
    """Serve from this folder until the end; ``settings`` are environment variables."""
    environment = {**os.environ, "GOODWORK_HOME": str(home), "GOODWORK_LOG_LEVEL": "error", **settings}
    if "GOODWORK_DATABASE_URL" not in settings:
        environment.pop("GOODWORK_DATABASE_URL", None)
    log = home.parent / f"log-{next(_numbers)}"
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "goodwork.cli.main", "serve",
             "--port", str(port), "--web-processes", str(web_processes)],
            env=environment, stdout=subprocess.PIPE, stderr=written, text=True,
        )  # fmt: skip
    place: Installation | None = None
    try:
        assert process.stdout is not None
        shown = ""
        for line in process.stdout:
            shown += line
            if " is ready at " in line:
                place = Installation(home, line.split(" is ready at ", 1)[1].split(" ", 1)[0], process, log)
                break
        assert place is not None, f"goodwork serve did not become ready: {shown}{log.read_text()}"
        yield place
    finally:
        for browser in place.opened if place else ():
            browser.close()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
        process.communicate()


@contextmanager
def installed(*, web_processes: int = 1, **settings: str) -> Generator[Installation]:
    """A whole installation with people of every role, from an empty folder; everything is gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="goodwork-attack-"))
    folder.chmod(0o755)
    try:
        with serving(folder / "home", web_processes=web_processes, **settings) as place:
            place.settle()
            yield place
    finally:
        with suppress(OSError):
            EmbeddedServer(folder / "home" / "postgres").stop()
        shutil.rmtree(folder, ignore_errors=True)
