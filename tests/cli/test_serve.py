"""serve: ready, restarted, stopped in order; secrets stay out of sight."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from goodwork.sdk import Client
from goodwork.store.embedded import EmbeddedServer

Start = Callable[..., subprocess.Popen[str]]
PASSWORD = "correct horse battery"


def url_of(process: subprocess.Popen[str]) -> str:
    """The address in the line that says that it is ready."""
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"ready at (http://\S+)", line)
        if found:
            return found[1]
    assert process.stderr is not None
    raise AssertionError(process.stderr.read())


def children(process: subprocess.Popen[str], module: str) -> list[int]:
    """The processes of a supervisor that run a module, oldest first."""
    found: list[int] = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(") ", 1)[1].split()[1])
            command = (entry / "cmdline").read_bytes().decode().split("\0")
        except (OSError, IndexError):
            continue
        if parent == process.pid and module in command:
            found.append(int(entry.name))
    return sorted(found)


def eventually(check: Callable[[], bool]) -> None:
    """Wait until it holds."""
    until = time.monotonic() + 60
    while not check():
        assert time.monotonic() < until, "it never came to hold"
        time.sleep(0.05)


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def test_it_serves_keeps_and_stops(goodwork: Start, home: Path) -> None:
    process = goodwork("serve", GOODWORK_LOG_JSON="1")
    url = url_of(process)
    assert httpx.get(f"{url}/healthz").json() == {"alive": True}
    assert httpx.get(f"{url}/readyz").json() == {"ready": True}
    with Client(url) as owner:
        owner.sign_up("Weather", "Olga", "olga@example.org", PASSWORD)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert out.endswith("goodwork has stopped.\n")
    assert not EmbeddedServer(home / "postgres").running()
    for line in err.splitlines():
        assert {"event", "level", "timestamp"} <= json.loads(line).keys()
    for kept in ("secret", "postgres/password"):
        assert stat.S_IMODE((home / kept).stat().st_mode) == 0o600
        assert (home / kept).read_text().strip() not in out + err


def test_what_is_killed_comes_back_and_nothing_is_lost(goodwork: Start, home: Path) -> None:
    process = goodwork("serve", GOODWORK_WEB_PROCESSES="2")
    url = url_of(process)
    with Client(url) as owner:
        owner.sign_in("olga@example.org", PASSWORD)
        eventually(lambda: len(children(process, "goodwork.jobs")) == 1)
        web, worker = children(process, "goodwork.api.server"), children(process, "goodwork.jobs")
        assert len(web) == 2
        for pid in (*web, *worker):
            os.kill(pid, signal.SIGKILL)
        eventually(lambda: len(children(process, "goodwork.api.server")) == 2 and answers(url))
        eventually(lambda: len(children(process, "goodwork.jobs")) == 1)
        assert owner.me()["name"] == "Olga"
        os.kill(int((home / "postgres/data/postmaster.pid").read_text().split("\n")[0]), signal.SIGKILL)
        eventually(lambda: answers(url) and EmbeddedServer(home / "postgres").running())
        assert owner.me()["name"] == "Olga"


def test_secrets_are_in_no_argument_and_no_environment(goodwork: Start, home: Path) -> None:
    process = goodwork("serve")
    url_of(process)
    hidden = [(home / kept).read_bytes().strip() for kept in ("secret", "postgres/password")]
    for pid in children(process, "goodwork.api.server"):
        seen = Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes()
        assert all(secret not in seen for secret in hidden)


def test_when_the_supervisor_is_killed_its_processes_end_and_the_next_takes_over(goodwork: Start, home: Path) -> None:
    process = goodwork("serve")
    url = url_of(process)
    eventually(lambda: len(children(process, "goodwork.jobs")) == 1)
    pids = [*children(process, "goodwork.api.server"), *children(process, "goodwork.jobs")]
    # A worker deep in a job notices nothing for a while; it must not keep the port meanwhile.
    busy = pids[-1]
    os.kill(busy, signal.SIGSTOP)
    try:
        process.kill()
        second = goodwork("serve", "--port", url.rsplit(":", 1)[1])
        assert url_of(second) == url
        with Client(url) as owner:
            assert owner.sign_in("olga@example.org", PASSWORD)["name"] == "Olga"
    finally:
        os.kill(busy, signal.SIGCONT)
    eventually(lambda: all(_gone(pid) for pid in pids))
    assert answers(url)


def _gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] == "Z"
    except FileNotFoundError:
        return True


def test_metrics_are_served_on_loopback_without_ids(goodwork: Start) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = url_of(goodwork("serve", GOODWORK_METRICS_PORT=str(port)))
    with Client(url) as owner:
        owner.sign_in("olga@example.org", PASSWORD)
        with pytest.raises(Exception, match="no access"):
            owner.project(424242)
    shown = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert re.search(r'goodwork_requests_total\{method="GET",route="[^"]*projects/\{[a-z_]+\}",status="404"\} 1', shown)
    assert "424242" not in shown


def test_a_taken_port_is_said_before_anything_starts(goodwork: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        process = goodwork("serve", "--port", str(other.getsockname()[1]))
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "can't listen on 127.0.0.1" in err
    assert "Traceback" not in err


def test_a_web_process_that_can_not_even_import_is_given_up_soon_and_says_why(goodwork: Start, tmp_path: Path) -> None:
    (tmp_path / "uvicorn.py").write_text('raise ImportError("its library is not there")\n')
    process = goodwork("serve", PYTHONPATH=str(tmp_path))
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "is ready" not in out
    assert err.count("Traceback") == 3
    assert "ended 3 times before it could serve: ImportError: its library is not there." in err.splitlines()[-1]


def test_listening_to_the_world_without_tls_is_said_loudly(goodwork: Start) -> None:
    process = goodwork("serve", "--host", "0.0.0.0")
    url_of(process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert "WARNING" in err
    assert "TLS" in err
