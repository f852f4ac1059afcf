"""Work on what strangers sent, in processes of its own: bounded in time, processor, memory and disk, killed when over.

A server of processes (``python -m goodwork.confined``) is started when it is first needed. It has one thread and has
loaded what reading takes, so that a process for one piece of work costs a fork and no more. It ends with the process
that started it, and its children end with it. This bounds resources; it is no sandbox: children run as the same user.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from goodwork.errors import GoodworkError, Invalid, Unavailable

LOADED = (
    "goodwork.actions.data.ready",
    "goodwork.actions.data.previewing",
    "goodwork.forms.labelling_config",
    "pyarrow.parquet",
    "goodwork.formats.docbin.read",
)
"""Modules that the server of processes loads, in this order, while nobody asks for anything."""

AT_ONCE = 2
"""Calls at a time; streams are bounded by the number of jobs."""
PATIENCE = 10.0
"""Seconds that a call waits for its turn."""

HEADER = struct.Struct(">cQ")
"""Before every message: what it is, and how many bytes follow."""
VALUE, NEXT, ERROR, MEMORY, DISK, DEFECT = b"V", b"N", b"E", b"M", b"F", b"D"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a piece of work may take; a stream may take it for each of its values."""

    seconds: float
    """By the clock."""
    cpu: int
    """Seconds of the processor."""
    memory: int
    """Bytes beyond what a process has at its beginning."""
    disk: int
    """Bytes of one temporary file."""
    answer: int
    """Bytes of one value that comes back."""
    nice: int = 10
    """What strangers make somebody's web process do gives way to everything else."""
    advice: str = "Send less of it, or a file that is what it says."
    """What to do next when it is over."""


class Defect(Exception):
    """The work met something that nobody foresaw; the text is its traceback."""


class _Server:
    """The server of processes that belongs to this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._turns: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = (
            weakref.WeakKeyDictionary()
        )

    def connect(self) -> socket.socket:
        """A line to a new process that waits for its work."""
        ours, theirs = socket.socketpair()
        try:
            with self._lock:
                for last in (False, True):
                    control = self._running()
                    try:
                        socket.send_fds(control, [b"!"], [theirs.fileno()])
                        break
                    except OSError:
                        # It has just ended; the next one is started once.
                        if last:
                            raise
                        self._end()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        ours.setblocking(False)
        return ours

    def turns(self) -> asyncio.Semaphore:
        """The turns of calls on this event loop."""
        return self._turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))

    def close(self) -> None:
        """End the server and its children."""
        with self._lock:
            self._end()

    def _running(self) -> socket.socket:
        if self._process is not None and self._process.poll() is None and self._control is not None:
            return self._control
        self._end()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "goodwork.confined", str(theirs.fileno()), *LOADED],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                # Threads count as memory of a process; reading has no use for many.
                env={**os.environ, "OMP_NUM_THREADS": "2", "ARROW_IO_THREADS": "2", "OPENBLAS_NUM_THREADS": "1"},
            )
        return self._control

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
            if self._process.returncode is None:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None


_server = _Server()
atexit.register(_server.close)
close = _server.close


async def call(function: str, *args: Any, limits: Limits) -> Any:
    """What ``module:function`` returns, worked out in a process of its own.

    Its errors of goodwork's tree are raised here; Invalid names the limit that was met, Unavailable says that too
    many such calls wait.
    """
    turns = _server.turns()
    try:
        await asyncio.wait_for(turns.acquire(), PATIENCE)
    except TimeoutError:
        raise Unavailable(
            "Too many files are being looked at just now.", kept="Nothing was changed.", next_step="Try again shortly."
        ) from None
    try:
        async with _line(function, args, limits) as line:
            return (await line.value())[1]
    finally:
        turns.release()


async def stream(function: str, *args: Any, limits: Limits) -> AsyncGenerator[Any]:
    """What the generator ``module:function`` yields, one value ahead of whoever takes them."""
    async with _line(function, args, limits) as line:
        while True:
            kind, value = await line.value()
            if kind == VALUE:
                return
            yield value


class _Line:
    """The line to a process at work."""

    def __init__(self, reader: asyncio.StreamReader, limits: Limits) -> None:
        self._reader = reader
        self._limits = limits

    async def value(self) -> tuple[bytes, Any]:
        """The next message; raises what it says went wrong."""
        try:
            async with asyncio.timeout(self._limits.seconds):
                kind, size = HEADER.unpack(await self._reader.readexactly(HEADER.size))
                if size > self._limits.answer:
                    raise self._over(f"more than {self._limits.answer >> 20} MiB to show for it")
                content = pickle.loads(await self._reader.readexactly(size))  # noqa: S301 - our own child's
        except TimeoutError:
            raise self._over(f"more than {self._limits.seconds:g} seconds") from None
        except asyncio.IncompleteReadError as error:
            raise self._ended(error.partial[-1] if error.partial else 0) from None
        except ConnectionError:
            raise Defect("the server of processes has ended") from None
        match kind:
            case b"E":
                assert isinstance(content, GoodworkError)
                raise content
            case b"M":
                raise self._over(f"more than {self._limits.memory >> 20} MiB of memory")
            case b"F":
                raise self._over(f"more than {self._limits.disk >> 20} MiB when it is unpacked")
            case b"D":
                raise Defect(content)
            case _:
                return kind, content

    def _ended(self, by: int) -> Exception:
        if by == signal.SIGXCPU:
            return self._over(f"more than {self._limits.cpu} seconds of the processor")
        if by in (signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV, signal.SIGBUS):
            # What libraries do that get no memory, and what the system does when there is none. They do it of damaged
            # files as well, and nothing tells the two apart.
            return Invalid(
                f"Reading it takes more than {self._limits.memory >> 20} MiB of memory, which is the limit, or it is "
                "damaged.",
                next_step=self._limits.advice,
            )
        return Defect(f"the process ended with nothing said (signal {by})")

    def _over(self, what: str) -> Invalid:
        return Invalid(f"Reading it takes {what}, which is the limit.", next_step=self._limits.advice)


@asynccontextmanager
async def _line(function: str, args: tuple[Any, ...], limits: Limits) -> AsyncGenerator[_Line]:
    work = pickle.dumps((function, args, limits), protocol=pickle.HIGHEST_PROTOCOL)
    # Starting the server takes some milliseconds, once.
    connected = await asyncio.to_thread(_server.connect)
    reader, writer = await asyncio.open_unix_connection(sock=connected)
    try:
        writer.write(HEADER.pack(VALUE, len(work)) + work)
        yield _Line(reader, limits)
    finally:
        # Whatever the process does still, it is killed when this end is closed.
        writer.transport.abort()
