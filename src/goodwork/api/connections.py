"""The connections of a web process: half-sent requests and slow readers do not hold them for ever.

uvicorn ends connections that rest between two requests and waits without end for everything else. Once in a while all
connections are looked at; the requests themselves pay for one look at the clock.
"""

from __future__ import annotations

import asyncio
import resource
from collections import Counter
from time import monotonic
from typing import Any, ClassVar, cast

import orjson
import uvicorn
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from goodwork.api.credentials import place_of
from goodwork.api.guard import is_streamed
from goodwork.startup import beat

HEAD = 20.0
"""Seconds until the head of a request must have come, from the first byte or the connection's beginning."""
PAUSE = 30.0
"""Seconds without a byte of a body that is not complete."""
BODY = 120.0
"""Seconds until the body must have come; an import's file may take as long as it needs."""
READER = 60.0
"""Seconds in which a reader must take some of an answer."""
LOOKS = 20
"""uvicorn ticks ten times a second; at every twentieth tick the connections are looked at."""
BEATS = 10
"""At every tenth tick the event loop gives its sign of life."""

FILES = 65_536
"""The open files that a process asks for; each connection is one."""
MOST = 2_000
"""The most connections from one address."""


def more_files() -> int:
    """Let this process have as many connections as the machine allows; returns how many one address may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return MOST if soft == resource.RLIM_INFINITY else max(64, min(MOST, soft // 4))


class Connection(HttpToolsProtocol):
    """One connection, and since when it is waited for."""

    most = MOST
    trusted: frozenset[str] = frozenset()
    """Proxies, from which everybody comes."""
    open: ClassVar[Counter[str]] = Counter()
    """How many connections each network has."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless the address has too many already."""
        super().connection_made(transport)
        self.heard = self.since = self.stuck = monotonic()
        self.unread = 0
        self.silent = True
        address = self.client[0] if self.client else ""
        self.place = place_of(address)
        self.open[self.place] += 1
        if self.open[self.place] > self.most and address not in self.trusted:
            transport.write(_response(503, "Too many connections come from your address.", 5))
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        super().connection_lost(exc)
        self.open[self.place] -= 1
        if self.open[self.place] <= 0:
            del self.open[self.place]

    def data_received(self, data: bytes) -> None:
        """Take bytes, and note when they came."""
        if self.parser is None:
            return
        now = monotonic()
        # Of a new request the time begins with its first byte.
        if self.timeout_keep_alive_task is not None:
            self.since = now
        self.heard = now
        self.silent = False
        super().data_received(data)

    def look(self, now: float) -> None:
        """End the connection when what is waited for does not come."""
        if self.transport.is_closing():
            # Closed, but the other side does not take what is left to say.
            if now - self.heard > READER:
                self.transport.abort()
            return
        cycle = cast("RequestResponseCycle | None", self.cycle)
        if cycle is None or (cycle.response_complete and self.timeout_keep_alive_task is None):
            if now - self.since > HEAD and self.silent:
                self.transport.close()
            elif now - self.since > HEAD:
                self._refuse("The head of the request did not come in time.")
        elif cycle.more_body and not cycle.response_complete:
            # What is held back because the app did not take it yet is not the sender's delay.
            waits = not self.flow.read_paused
            late = now - self.since > BODY and not is_streamed(cast("Scope", cycle.scope))
            if waits and not cycle.response_started and (late or now - self.heard > PAUSE):
                self._refuse("The body of the request did not come in time.")
        self._look_at_reader(now)

    def _look_at_reader(self, now: float) -> None:
        left = self.transport.get_write_buffer_size()
        if not left or left != self.unread:
            self.unread, self.stuck = left, now
        elif now - self.stuck > READER:
            self.transport.abort()

    def _refuse(self, what: str) -> None:
        self.transport.write(_response(408, what))
        self.transport.close()


class Server(uvicorn.Server):
    """uvicorn's server, which looks after its connections and gives signs of life."""

    def __init__(self, config: uvicorn.Config, pipe: int | None) -> None:
        super().__init__(config)
        self._pipe = pipe

    async def on_tick(self, counter: int) -> bool:
        """What uvicorn does, and ours."""
        if counter % BEATS == 0:
            beat(self._pipe)
        if counter % LOOKS == 0:
            now = monotonic()
            for connection in list(self.server_state.connections):
                if isinstance(connection, Connection):
                    connection.look(now)
        return await super().on_tick(counter)


def _response(status: int, what: str, again: int | None = None) -> bytes:
    title = {408: "Request Timeout", 503: "Service Unavailable"}[status]
    problem: dict[str, Any] = {
        "type": "about:goodwork:late" if status == 408 else "about:goodwork:throttled",
        "title": what,
        "status": status,
        "detail": f"{what} Nothing was changed. Try again.",
        "kept": "Nothing was changed.",
        "next_step": "Try again.",
        "faults": [],
    }
    body = orjson.dumps(problem)
    head = f"HTTP/1.1 {status} {title}\r\ncontent-type: application/problem+json\r\nconnection: close\r\n"
    if again:
        head += f"retry-after: {again}\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body
