"""A server of pictures on loopback that answers as servers do, good ones and bad ones."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from PIL import Image

from goodwork.fetching.addresses import Reach, read_hosts
from goodwork.fetching.fetcher import Bounds, Fetcher

Answer = Callable[[str, asyncio.StreamWriter], Awaitable[None]]


def drawing(color: str = "red", size: tuple[int, int] = (3, 2), kind: str = "png") -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", size, color).save(file, kind)
    return file.getvalue()


def response(content: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole response."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


@dataclass
class Served:
    """A server at work, and what it was asked."""

    port: int = 0
    asked: list[str] = field(default_factory=list[str])
    """The heads of the requests."""
    paths: list[str] = field(default_factory=list[str])
    fetchers: list[Fetcher] = field(default_factory=list[Fetcher])
    at_once: int = 0
    most_at_once: int = 0

    def url(self, path: str = "/a.png") -> str:
        """An address on it."""
        return f"http://127.0.0.1:{self.port}{path}"

    def fetcher(self, bounds: Bounds = Bounds()) -> Fetcher:
        """One that may ask this server and public ones; it is closed with the server."""
        self.fetchers.append(Fetcher(Reach("public", read_hosts(f"127.0.0.1:{self.port}")), bounds))
        return self.fetchers[-1]


@asynccontextmanager
async def serving(answer: Answer) -> AsyncGenerator[Served]:
    """A server that answers every request so; ``answer`` gets the path."""
    served = Served()
    tasks: set[asyncio.Task[None]] = set()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        served.at_once += 1
        served.most_at_once = max(served.most_at_once, served.at_once)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                served.asked.append(head)
                served.paths.append(head.split(" ", 2)[1])
                await answer(served.paths[-1], writer)
                await writer.drain()
        finally:
            served.at_once -= 1
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(one, "127.0.0.1", 0)
    served.port = server.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        server.close()
        for fetcher in served.fetchers:
            await fetcher.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
