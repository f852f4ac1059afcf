"""The embedded PostgreSQL: made, started and stopped by goodwork, on loopback, as an unprivileged user.

::

    home/
      lock      held while somebody makes, starts or stops the server
      users     held (shared) by every process that uses it: the last one that leaves stops it
      password  of the administrator's login ``goodwork``, readable by the owner only
      password.login  of the login that web processes, workers and commands use
      port      kept from start to start while it is free
      data/     PostgreSQL's own; it appears whole or not at all
      log/      a week of PostgreSQL's log
      programs/ a copy of PostgreSQL's programs, where its user can't reach the installed ones

Locks are released by the kernel when a process dies, so ``kill -9`` of goodwork leaves nothing to clean up: the next
start takes over the server that still runs. ``kill -9`` of PostgreSQL is recovered from by its write-ahead log.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import random
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import IO

import psycopg

from goodwork import private
from goodwork.errors import GoodworkError, Unavailable
from goodwork.store.logins import LOGIN, ensure_login
from goodwork.store.postgres_programs import (
    Binaries,
    copy_binaries,
    find_binaries,
    may_enter,
    owner_of_files,
    run_program,
    unprivileged_account,
)

# On the command line, where no configuration file can undo them: the promise that nothing is lost rests on these.
_ALWAYS = (
    "-c fsync=on -c full_page_writes=on -c synchronous_commit=on -c listen_addresses=127.0.0.1 "
    "-c unix_socket_directories="
)
# What goodwork prefers; ALTER SYSTEM overrules it.
_CONFIGURATION = """\
# Written by goodwork at every start. Use ALTER SYSTEM for settings of your own.
max_connections = 200
shared_buffers = '256MB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
max_wal_size = '2GB'
random_page_cost = 1.1
jit = off
# A week of logs, without what people wrote: details of an error quote values.
logging_collector = on
log_directory = '../log'
log_filename = 'postgresql-%a.log'
log_rotation_age = '1d'
log_rotation_size = 0
log_truncate_on_rotation = on
log_error_verbosity = terse
log_checkpoints = off
"""
_PATIENCE = 120.0
"""Seconds that a start waits for another process' start, or for recovery after a crash."""


class EmbeddedServer:
    """One PostgreSQL cluster in a folder of ours.

    ``start`` makes the cluster when there is none, and takes over a server that still runs there; ``stop`` ends it
    cleanly unless another goodwork process uses it. The programs run as an unprivileged user, also when goodwork was
    started as root.
    """

    def __init__(self, home: Path, programs: Path | None = None) -> None:
        self.home = home.resolve()
        self.data = self.home / "data"
        self._setting = programs
        self._users: IO[bytes] | None = None

    @property
    def url(self) -> str:
        """The administrator's address of the goodwork database: for migrations, backups and restores only."""
        return self._address("goodwork", "password")

    @property
    def application_url(self) -> str:
        """The address that web processes, workers and commands are handed: its login owns nothing."""
        return self._address(LOGIN, "password.login")

    def _address(self, login: str, file: str) -> str:
        try:
            password = (self.home / file).read_text().strip()
        except FileNotFoundError:
            raise Unavailable(
                f"The database's password file {self.home / file} is missing.",
                kept="The data was left as it is.",
                next_step="Put the file back from a backup of the folder.",
            ) from None
        return f"postgresql://{login}:{password}@127.0.0.1:{self._port()}/goodwork"

    def start(self) -> str:
        """Start the server (make it first if need be) and return the administrator's address of its database."""
        try:
            self._prepare_home()
            with self._lock():
                if not (self.data / "PG_VERSION").exists():
                    self._make()
                if self._postmaster() is None:
                    self._launch()
                self._wait_until_ready()
                self._ensure_database()
                self._users = self._users or _shared(self.home / "users")
        except PermissionError as error:
            raise Unavailable(
                f"The folder {self.home} can't be used by this user: {error.strerror} ({error.filename}).",
                kept="Nothing was changed.",
                next_step="Start goodwork as the user who made it, or name another folder in GOODWORK_HOME.",
            ) from error
        return self.url

    def stop(self) -> bool:
        """Leave the server; the last one that leaves stops it. Returns whether it was stopped."""
        if not self.home.exists():
            return False
        with self._left() as last:
            return last and self._end()

    def discard(self) -> None:
        """Leave the server and take all of it away, as if it had never been made; not when another process uses it."""
        if not self.home.exists():
            return
        with self._left() as last:
            if last:
                self._end()
                shutil.rmtree(self.home)

    @contextmanager
    def _left(self) -> Generator[bool]:
        """This process uses the server no more; whether no other one does, and none begins to within the block."""
        with self._lock():
            if self._users:
                self._users.close()
                self._users = None
            with _lock_file(self.home / "users") as users:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    last = True
                except BlockingIOError:
                    last = False
                yield last

    def _end(self) -> bool:
        if self._postmaster() is None:
            return False
        result = self._run("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-s", "-D", str(self.data))
        if result.returncode != 0:
            # Nothing that was committed is lost by it: the next start recovers from the log.
            self._check("pg_ctl stop", self._run(
                "pg_ctl", "stop", "-w", "-t", "60", "-m", "immediate", "-s", "-D", str(self.data)
            ))  # fmt: skip
        return True

    def running(self) -> bool:
        """Whether a server runs on this folder."""
        return self._postmaster() is not None

    def in_use(self) -> bool:
        """Whether another process of goodwork uses it."""
        if not (self.home / "users").exists():
            return False
        with _lock_file(self.home / "users") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    # Making ---------------------------------------------------------------------------------------------------

    @cached_property
    def _account(self) -> pwd.struct_passwd | None:
        return unprivileged_account()

    @cached_property
    def binaries(self) -> Binaries:
        """The programs that run this cluster: of the version that made its data."""
        try:
            made_by: int | None = int((self.data / "PG_VERSION").read_text().split(".")[0])
        except FileNotFoundError:
            made_by = None
        programs = self.home / "programs"
        found = find_binaries(self._setting, major=made_by, kept=programs)
        account = self._account
        if account and not may_enter(account, self.home):
            raise Unavailable(
                f"PostgreSQL runs as the user {account.pw_name}, who can't enter the folder {self.home}.",
                kept="The data was left as it is.",
                next_step="Name a folder that every user may enter in GOODWORK_HOME, such as /var/lib/goodwork, "
                "or start goodwork as an ordinary user.",
            )
        try:
            run_program(found, "postgres", "--version", account=account, folder=self.home)
        except PermissionError:
            private.make_folder(programs)
            return copy_binaries(found, programs)
        return found

    def _prepare_home(self) -> None:
        owner = owner_of_files()
        private.make_home(self.home, owner)
        private.tighten(self.home, owner)
        programs = self.home / "programs"
        if programs.exists():
            private.tighten(programs, owner)

    def _make(self) -> None:
        if self.data.exists() and any(self.data.iterdir()):
            raise Unavailable(
                f"The folder {self.data} holds something, but not a whole database.",
                kept="Nothing was touched.",
                next_step="Move it away to start afresh, or put the data back from a backup.",
            )
        making = self.home / "data.making"
        shutil.rmtree(making, ignore_errors=True)
        password = secrets.token_urlsafe(24)
        private.write(self.home / "password", password)
        for folder in (making, self.home / "log"):
            private.make_folder(folder)
        given = self.home / "password.initdb"
        private.write(given, password)
        try:
            for letters in ("C.UTF-8", "C"):
                result = self._run(
                    "initdb", "-D", str(making), "-U", "goodwork", "--auth=scram-sha-256", f"--pwfile={given}",
                    "--encoding=UTF8", "--locale=C", f"--lc-ctype={letters}", "--no-instructions", "--data-checksums",
                )  # fmt: skip
                if result.returncode == 0 or "invalid locale" not in result.stderr:
                    break
            self._check("initdb", result)
        finally:
            given.unlink()
        with (making / "postgresql.conf").open("a") as configuration:
            configuration.write("include_if_exists = 'goodwork.conf'\n")
        if self.data.exists():
            self.data.rmdir()
        making.rename(self.data)
        private.sync(self.home)

    # Running --------------------------------------------------------------------------------------------------

    def _launch(self) -> None:
        configuration = self.data / "goodwork.conf"
        private.write(configuration, _CONFIGURATION)
        started = time.monotonic()
        port = self._port()
        while True:
            if not port or not _is_free(port):
                port = _free_port()
            private.write(self.home / "port", str(port))
            log = self.home / "log" / "start.log"
            log.unlink(missing_ok=True)
            result = self._run(
                "pg_ctl", "start", "-w", "-t", str(int(_PATIENCE)), "-s", "-D", str(self.data), "-l", str(log),
                "-o", f"-p {port} {_ALWAYS}",
            )  # fmt: skip
            if result.returncode == 0:
                return
            said = log.read_text(errors="replace") if log.exists() else ""
            if time.monotonic() - started > 30:
                self._check("pg_ctl start", result, said)
            if "could not bind" in said or "could not create any TCP/IP" in said:
                port = None  # somebody was faster
            elif "shared memory block" in said:
                # The server was killed, and a session of it still computes for nobody.
                time.sleep(0.2)
                self._end_orphans()
            else:
                self._check("pg_ctl start", result, said)

    def _postmaster(self) -> int | None:
        """The process id of the server that runs on this folder, or None."""
        file = self.data / "postmaster.pid"
        try:
            pid = int(file.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        command = _command(pid)
        if command is None:
            return None
        if str(self.data) in command:
            return pid
        named_postgres = bool(command) and Path(command[0]).name in ("postgres", "postmaster")
        if not named_postgres or ("-D" in command and Path(command[command.index("-D") + 1]) != self.data):
            # A process that has ended but was never waited for, or a number that was given to another program after
            # a crash or a restart of the machine. PostgreSQL would take it for a server of its own and not start.
            file.unlink(missing_ok=True)
        return None

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                lines = (self.data / "postmaster.pid").read_text().split("\n")
            except FileNotFoundError:
                break
            if len(lines) > 7 and lines[7].strip() == "ready":
                if int(lines[3]) != self._port():
                    private.write(self.home / "port", lines[3].strip())
                return
            time.sleep(0.05)
        raise Unavailable(
            "PostgreSQL did not become ready.",
            kept="The data was left as it is.",
            next_step=f"Its log is in {self.home / 'log'}.",
        )

    def _ensure_database(self) -> None:
        # Asked at every start, so that a crash between initdb and this statement leaves nothing half-made.
        server = self.url.removesuffix("/goodwork")
        try:
            with psycopg.connect(f"{server}/postgres", autocommit=True, connect_timeout=10) as connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'goodwork'").fetchone():
                    connection.execute("CREATE DATABASE goodwork TEMPLATE template0")
                ensure_login(connection, self._login_password())
        except psycopg.OperationalError as error:
            raise Unavailable(
                f"The embedded PostgreSQL does not let goodwork in: {error}".strip(),
                kept="The data was left as it is.",
                next_step=f"Its log is in {self.home / 'log'}.",
            ) from error

    def _login_password(self) -> str:
        path = self.home / "password.login"
        if not path.exists():
            # A home of an older goodwork, or a file that was lost: a new one is as good.
            private.write(path, secrets.token_urlsafe(24))
        return path.read_text().strip()

    def _end_orphans(self) -> None:
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it has just ended, or belongs to somebody else
                if os.readlink(entry / "cwd") == str(self.data):
                    os.kill(int(entry.name), signal.SIGQUIT)

    def _port(self) -> int | None:
        try:
            return int((self.home / "port").read_text())
        except (FileNotFoundError, ValueError):
            return None

    # Means ----------------------------------------------------------------------------------------------------

    @contextmanager
    def _lock(self) -> Generator[None]:
        with _lock_file(self.home / "lock") as lock:
            until = time.monotonic() + _PATIENCE
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        raise Unavailable(
                            f"Another goodwork process has been starting or stopping in {self.home} for minutes.",
                            kept="Nothing was changed.",
                            next_step="Wait for it or end it, then try again.",
                        ) from None
                    time.sleep(0.05)
            yield

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run_program(self.binaries, program, *arguments, account=self._account, folder=self.home)

    def _check(self, what: str, result: subprocess.CompletedProcess[str], said: str = "") -> None:
        if result.returncode != 0:
            words = " ".join(f"{said}\n{result.stderr}".split())[-500:]
            raise Unavailable(
                f"PostgreSQL's {what} failed: {words}",
                kept="The data was left as it is.",
                next_step=f"Its log is in {self.home / 'log'}.",
            )


def _lock_file(path: Path) -> IO[bytes]:
    return os.fdopen(private.open_file(path, os.O_APPEND), "ab")


def _shared(path: Path) -> IO[bytes]:
    file = _lock_file(path)
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def _command(pid: int) -> list[str] | None:
    """The words that this process was started with: empty for one that has ended, None when there is none such."""
    if Path("/proc/self/cmdline").exists():
        try:
            return [os.fsdecode(word) for word in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") if word]
        except OSError:
            return None
    shown = subprocess.run(
        ["/bin/ps", "-ww", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    if not shown:
        return None
    return [] if shown[0].startswith("Z") else shown[1:]


def _is_free(port: int) -> bool:
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    # Below the range that outgoing connections are given, so that the port stays free while goodwork rests.
    for _ in range(100):
        port = random.randrange(20_000, 30_000)  # noqa: S311 (no secret)
        if _is_free(port):
            return port
    raise GoodworkError("No free port was found on the loopback address.", next_step="Try again.")
