"""The supervisor: the database, the web processes and the worker of one machine, kept alive and stopped in order."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from goodwork.cli.local import blobs_of, database_addresses, mail_server_of, prepare_home, secret_of
from goodwork.errors import Unavailable
from goodwork.settings import Settings
from goodwork.startup import Handed, begin_logs, import_structlog

STEADY = 60.0
"""Seconds after which a process counts as sound, so that its next end is answered at once."""
LONGEST_PAUSE = 30.0
"""Seconds between restarts of a process that ends again and again."""
TRIES = 3
"""As many times a web process may end before one was ever ready; then goodwork says why and gives up."""
PORT_PATIENCE = 2.0
"""Seconds that a start waits for a port which is in use."""
GRACE = 30.0
"""Seconds that a process has to stop by itself."""
SILENCE = {"web": 20.0, "worker": 300.0}
"""Seconds without a sign of life of its event loop after which a process counts as hanging, and is replaced. A web
process must answer; a worker computes beside its loop, which may stand still for as long as one large object takes."""
STARTING = 120.0
"""Seconds more that a process has for its first sign, once the database is ready: it may load for long."""
HANGING_GRACE = 3.0
"""Seconds that a hanging process has to stop by itself: most can't."""
OVERSLEPT = 5.0
"""Seconds that the supervisor itself came too late: the machine stood still, and nobody could give a sign."""


@dataclass(slots=True)
class _Child:
    """One process, and how often it ended too early."""

    name: str
    module: str
    ends: int = 0
    started: float = field(default_factory=time.monotonic)
    heard: float = 0.0
    """When its event loop last gave a sign of life, or when the first one is expected."""

    @property
    def silence(self) -> float:
        """How long it may give none."""
        return SILENCE[self.name.split(" ")[0]]


class Supervisor:
    """Starts the processes of ``settings`` on a listening socket, and restarts what ends by itself."""

    def __init__(self, settings: Settings, listen: socket.socket) -> None:
        self.settings = settings
        self._listen = listen
        self._stopping = False
        self._handed: asyncio.Future[Handed] = asyncio.get_running_loop().create_future()
        self._ready = False
        self._hopeless: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._keepers: list[asyncio.Task[None]] = []
        self._metrics_folder = tempfile.TemporaryDirectory(prefix="goodwork-metrics-")

    def start(self) -> None:
        """Start the web processes; they import while the database is being prepared."""
        self._add("web", "goodwork.api.server", self.settings.web_processes)
        if self.settings.metrics_port is not None:
            self._serve_metrics(self.settings.metrics_port)

    def start_workers(self) -> None:
        """Start the workers: after the web processes, which people wait for."""
        self._add("worker", "goodwork.jobs", self.settings.worker_processes)

    def _add(self, name: str, module: str, number: int) -> None:
        children = [_Child(f"{name} {n + 1}", module) for n in range(number)]
        self._keepers += [asyncio.create_task(self._keep(child), name=child.name) for child in children]

    def hand_over(self, database_url: str) -> None:
        """Let the processes begin: the database is ready."""
        client = Path(str(files("goodwork") / "_web"))
        self._handed.set_result(
            Handed(
                database_url=database_url,
                connections=self.settings.connections,
                blobs=blobs_of(self.settings),
                secret=secret_of(self.settings),
                public_url=self.settings.public_url,
                sign_up=self.settings.sign_up,
                upload_limit=self.settings.upload_limit,
                mail_server=mail_server_of(self.settings),
                fetch=self.settings.fetch,
                fetch_hosts=self.settings.fetch_hosts,
                rate=self.settings.rate,
                web_client=str(client) if (client / "index.html").exists() else None,
                listen=self._listen.fileno(),
                trusted_proxies=self.settings.trusted_proxies,
                metrics=self.settings.metrics_port is not None,
                log_level=self.settings.log_level,
                log_json=self.settings.log_json,
            )
        )

    async def until_ready(self, url: str) -> None:
        """Wait until a web process serves. Unavailable when they end one after the other, or take minutes."""
        ready = asyncio.ensure_future(_until_ready(url))
        try:
            await asyncio.wait({ready, self._hopeless}, return_when=asyncio.FIRST_COMPLETED)
            if not ready.done():
                raise await _cannot_start(self._hopeless.result())
            ready.result()
        finally:
            ready.cancel()
        self._ready = True

    async def stop(self) -> None:
        """Stop the web processes, which end their requests, then the worker, which ends its jobs."""
        self._stopping = True
        for wanted in ("web", "worker"):
            group = [keeper for keeper in self._keepers if keeper.get_name().startswith(wanted)]
            for keeper in group:
                keeper.cancel()
            await asyncio.gather(*group, return_exceptions=True)
        self._metrics_folder.cleanup()

    async def _keep(self, child: _Child) -> None:
        while True:
            child.started = time.monotonic()
            with _pulse(child) as pipe:
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", child.module,
                    stdin=asyncio.subprocess.PIPE,
                    # A worker that finishes a job must not hold the port of a supervisor that was killed.
                    pass_fds=[pipe, *([self._listen.fileno()] if child.name.startswith("web") else [])],
                    env=self._environment(),
                    # Ctrl+C in a terminal reaches the supervisor alone, which stops everything in order.
                    start_new_session=True,
                )  # fmt: skip
                try:
                    await self._hand(process, pipe)
                    status = await _until_ended(process, child)
                except asyncio.CancelledError:
                    await _end(process, child.name)
                    raise
            steady = time.monotonic() - child.started > STEADY
            child.ends = 0 if steady else child.ends + 1
            if child.ends == TRIES and not self._ready and not self._hopeless.done():
                self._hopeless.set_result(status)
                return
            pause = min(LONGEST_PAUSE, 2.0 ** (child.ends - 2)) if child.ends > 1 else 0.0
            _log().error("a process ended and is started again", process=child.name, status=status, pause=pause)
            await asyncio.sleep(pause)

    async def _hand(self, process: asyncio.subprocess.Process, pipe: int) -> None:
        ended = asyncio.ensure_future(process.wait())
        try:
            await asyncio.wait({ended, self._handed}, return_when=asyncio.FIRST_COMPLETED)
            if not ended.done() and process.stdin is not None:
                process.stdin.write(replace(self._handed.result(), beat=pipe).line())
                with suppress(ConnectionError):
                    await process.stdin.drain()
        finally:
            ended.cancel()

    def _environment(self) -> dict[str, str]:
        # Secrets go through the pipe only: environments can be read by others.
        kept = {k: v for k, v in os.environ.items() if k not in ("GOODWORK_DATABASE_URL", "GOODWORK_SECRET")}
        kept["PYTHONUNBUFFERED"] = "1"
        if self.settings.metrics_port is not None:
            kept["PROMETHEUS_MULTIPROC_DIR"] = self._metrics_folder.name
        return kept

    def _serve_metrics(self, port: int) -> None:
        from prometheus_client import CollectorRegistry, start_http_server
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=self._metrics_folder.name)
        start_http_server(port, addr="127.0.0.1", registry=registry)


async def _cannot_start(status: int) -> Unavailable:
    """The error of a web process that ends again and again: with its own last words, when it can't even import."""
    tried = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import goodwork.api.process",
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    words = (await tried.communicate())[1].decode(errors="replace").strip().rsplit("\n", 1)[-1]
    why = words if tried.returncode and words else f"status {status}"
    return Unavailable(
        f"The web process ended {TRIES} times before it could serve: {why[:500]}.",
        kept="The data was left as it is.",
        next_step="The lines above have the details. If a module is missing or broken, install goodwork again.",
    )


def _log() -> Any:
    # Loaded when there is something to say: the web processes are started sooner.
    return import_structlog().get_logger("goodwork.serve")


@contextmanager
def _pulse(child: _Child) -> Generator[int]:
    """A pipe for a child's signs of life, which are noted as they come; yields the end to write to."""
    loop = asyncio.get_running_loop()
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    os.set_blocking(theirs, False)

    def hear() -> None:
        if os.read(ours, 1 << 16):
            child.heard = time.monotonic()
        else:
            loop.remove_reader(ours)

    loop.add_reader(ours, hear)
    try:
        yield theirs
    finally:
        loop.remove_reader(ours)
        os.close(ours)
        os.close(theirs)


async def _until_ended(process: asyncio.subprocess.Process, child: _Child) -> int:
    """The status of a child that ended, by itself or because it hung."""
    ended = asyncio.ensure_future(process.wait())
    child.heard = time.monotonic() + STARTING
    try:
        while True:
            asleep = time.monotonic()
            await asyncio.wait({ended}, timeout=1.0)
            if ended.done():
                return ended.result()
            now = time.monotonic()
            if now - asleep > OVERSLEPT:
                child.heard = max(child.heard, now)
            if now - child.heard > child.silence:
                _log().error("a process hangs and is replaced", process=child.name, seconds=child.silence)
                await _end(process, child.name, HANGING_GRACE)
                return await ended
    finally:
        ended.cancel()


async def _end(process: asyncio.subprocess.Process, name: str, grace: float = GRACE) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), grace)
    except TimeoutError:
        _log().error("a process did not stop in time and was killed", process=name, seconds=grace)
        process.kill()
        await process.wait()


def listen(host: str, port: int) -> socket.socket:
    """The listening socket that all web processes share."""
    until = time.monotonic() + PORT_PATIENCE
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        while True:
            try:
                made = socket.create_server((str(address[0]), port), family=family, backlog=2048)
                break
            except OSError as error:
                # The processes of a supervisor that was killed let the port go within moments.
                if error.errno != errno.EADDRINUSE or time.monotonic() > until:
                    raise
                time.sleep(0.05)
    except OSError as error:
        raise Unavailable(
            f"goodwork can't listen on {host}, port {port}: {error.strerror or error}.",
            kept="Nothing was started.",
            next_step="End the program that uses it, or choose another: --port or GOODWORK_PORT, --host or "
            "GOODWORK_HOST.",
        ) from error
    made.set_inheritable(True)
    return made


def address_of(settings: Settings, listening: socket.socket) -> str:
    """The address under which this machine reaches the server."""
    host, port = listening.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}"


@asynccontextmanager
async def serving(settings: Settings, say: Callable[[str], None]) -> AsyncGenerator[str]:
    """A whole installation that serves; yields its address when it is ready, and stops it at the end."""
    begun = time.monotonic()
    listening = listen(settings.host, settings.port)
    supervisor = Supervisor(settings, listening)
    watch: asyncio.Task[None] | None = None
    try:
        supervisor.start()
        await asyncio.sleep(0)  # the processes are started now, before anything else is imported
        begin_logs(settings.log_level, as_json=settings.log_json)
        async with database_addresses(settings) as addresses:
            try:
                supervisor.hand_over(addresses.application)
                if settings.database_url is None:
                    watch = asyncio.create_task(_watch_database(settings))
                url = address_of(settings, listening)
                await supervisor.until_ready(url)
                supervisor.start_workers()
                say(f"goodwork is ready at {settings.public_url or url} ({time.monotonic() - begun:.1f} s).")
                yield url
            finally:
                if watch:
                    watch.cancel()
                    await asyncio.gather(watch, return_exceptions=True)
                await supervisor.stop()
    finally:
        await supervisor.stop()
        listening.close()


async def _watch_database(settings: Settings) -> None:
    """Start the embedded database again when it was killed; the processes wait for it and go on."""
    from goodwork.store.embedded import EmbeddedServer

    server = EmbeddedServer(prepare_home(settings.home) / "postgres", settings.postgres_bin)
    try:
        while True:
            await asyncio.sleep(0.5)
            if not await asyncio.to_thread(server.running):
                _log().error("the database ended and is started again")
                try:
                    await asyncio.to_thread(server.start)
                except Unavailable as error:
                    _log().error("the database could not be started", error=error.message)
                    await asyncio.sleep(5)
    finally:
        await asyncio.to_thread(server.stop)


async def _until_ready(url: str) -> None:
    host, port = url.removeprefix("http://").rsplit(":", 1)
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection(host.strip("[]"), int(port))
            try:
                writer.write(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if (await reader.readline()).split(b" ")[1:2] == [b"200"]:
                    return
            finally:
                writer.close()
        await asyncio.sleep(0.05)
    raise Unavailable(
        "The web process did not become ready within two minutes.",
        kept="Nothing was changed.",
        next_step="The lines above say why.",
    )


def stop_on_signals() -> None:
    """Cancel the calling task on SIGTERM and SIGINT, once; what is being stopped then is not interrupted again."""
    loop, task, cancelled = asyncio.get_running_loop(), asyncio.current_task(), False

    def cancel() -> None:
        nonlocal cancelled
        if task and not cancelled:
            cancelled = task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, cancel)
