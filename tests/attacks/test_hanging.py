"""What hangs is replaced, what is half-sent is ended, and everybody else is served meanwhile."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest
import uvicorn

from goodwork.api import connections
from goodwork.api.app import create_app
from goodwork.api.connections import Connection, Server
from goodwork.api.credentials import COOKIE, SECURE_COOKIE
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.cli import supervisor
from goodwork.model.people import SignUp
from goodwork.settings import Settings
from goodwork.store.database import Database
from tests.api.callers import PASSWORD, House, serving


def _children(module: str) -> list[psutil.Process]:
    found: list[psutil.Process] = []
    for child in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):  # it ended while we looked
            found += [child] if module in child.cmdline() else []
    return found


def _works(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT FROM procrastinate_workers").fetchone() is not None


async def _eventually(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it never came to hold")


@pytest.mark.slow
async def test_a_web_process_and_a_worker_that_hang_are_replaced_and_others_served(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "SILENCE", {"web": 3.0, "worker": 3.0})
    monkeypatch.setattr(supervisor, "HANGING_GRACE", 0.2)
    settings = Settings(home=tmp_path, database_url=database_url, port=0, web_processes=2)  # pyright: ignore[reportArgumentType]
    async with supervisor.serving(settings, lambda _: None) as url:
        await _eventually(lambda: len(_children("goodwork.api.server")) == 2 and _works(database_url))
        await asyncio.sleep(1.5)  # the second web process may still be loading
        web, worker = _children("goodwork.api.server"), _children("goodwork.jobs")
        for stuck in (web[0], worker[0]):
            os.kill(stuck.pid, signal.SIGSTOP)

        def replaced() -> bool:
            now = {child.pid for child in (*_children("goodwork.api.server"), *_children("goodwork.jobs"))}
            return len(now) == 3 and web[0].pid not in now and worker[0].pid not in now

        async with httpx.AsyncClient(base_url=url, timeout=2.0) as client:
            served = 0
            for _ in range(5):
                # A connection of its own each time: some come to the process that stands still.
                try:
                    served += (await client.get("/healthz", headers={"connection": "close"})).status_code == 200
                except httpx.TimeoutException:
                    continue
            assert served
            await _eventually(replaced)
            assert web[1].is_running()
            assert (await client.get("/healthz")).status_code == 200


@asynccontextmanager
async def _served(app: Any) -> AsyncGenerator[int]:
    server = Server(
        uvicorn.Config(app, port=0, http=Connection, log_config=None, access_log=False, lifespan="off"), pipe=None
    )
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await running


@pytest.fixture
async def app(database: Database, tmp_path: Path) -> Any:
    """The app that takes what is sent."""
    return create_app(AppState(database, Blobs(str(tmp_path)), secret=b"k" * 32, sign_up=SignUp.OPEN))


async def _heard(reader: asyncio.StreamReader) -> bytes:
    """Everything until the end, also when what is still sent meets a connection that was closed."""
    heard = b""
    with suppress(ConnectionResetError):
        while some := await reader.read(1 << 16):
            heard += some
    return heard


async def _said(port: int, sent: bytes, drip: bytes = b"", wait: float = 10.0) -> bytes:
    """What is answered until the connection ends, while something is sent now and then."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    heard = asyncio.ensure_future(_heard(reader))
    try:
        async with asyncio.timeout(wait):
            while not heard.done():
                if drip and not writer.is_closing():
                    writer.write(drip)
                await asyncio.wait({heard}, timeout=0.1)
            return heard.result()
    finally:
        heard.cancel()
        writer.close()


async def test_half_sent_requests_are_ended_and_say_why(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("HEAD", 0.5), ("PAUSE", 0.8), ("BODY", 1.5), ("LOOKS", 1)):
        monkeypatch.setattr(connections, name, seconds)
    post = b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    async with _served(app) as port:
        nothing, head, body, dripping, whole = await asyncio.gather(
            _said(port, b""),
            _said(port, b"GET /healthz HTTP/1.1\r\nHost: local", b"x"),
            _said(port, post + b'Content-Length: 100\r\n\r\n{"email"'),
            _said(port, post + b'Content-Length: 10000\r\n\r\n{"email": "', b"x"),
            _said(port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        )
    assert nothing == b""
    assert head.startswith(b"HTTP/1.1 408 ") and b"head of the request" in head
    for late in (body, dripping):
        assert late.startswith(b"HTTP/1.1 408 ") and b"body of the request" in late
    assert whole.startswith(b"HTTP/1.1 200 ")


async def test_a_resting_connection_that_begins_a_new_request_has_its_time(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD", 0.6)
    monkeypatch.setattr(connections, "LOOKS", 1)
    async with _served(app) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(3):
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
            while await reader.readline() != b"\r\n":
                pass
            assert await reader.readexactly(14) == b'{"alive":true}'
            await asyncio.sleep(0.5)
        writer.write(b"GET /healthz HTTP")
        assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")
        writer.close()


async def test_one_address_has_a_bounded_number_of_connections(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "most", 3)
    async with _served(app) as port:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        await asyncio.sleep(0.1)
        assert (await _said(port, b"")).startswith(b"HTTP/1.1 503 ")
        monkeypatch.setattr(Connection, "trusted", frozenset({"127.0.0.1"}))
        request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        assert (await _said(port, request)).startswith(b"HTTP/1.1 200 ")
        for _, writer in held:
            writer.close()
    assert not Connection.open


async def test_a_reader_that_takes_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "READER", 0.5)
    monkeypatch.setattr(connections, "LOOKS", 1)
    ended = asyncio.Event()

    async def endless(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (await asyncio.wait_for(_next(receive, send), 20)) != "http.disconnect":
            pass
        ended.set()

    async def _next(receive: Any, send: Any) -> str:
        asked = asyncio.ensure_future(receive())
        await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})
        await asyncio.wait({asked}, timeout=0.001)
        if asked.done():
            return asked.result()["type"]
        asked.cancel()
        return ""

    async with _served(endless) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await asyncio.wait_for(ended.wait(), 20)
        writer.close()


async def test_behind_tls_the_session_is_this_hosts_alone(database: Database, tmp_path: Path) -> None:
    state = AppState(
        database, Blobs(str(tmp_path)), secret=b"k" * 32, sign_up=SignUp.OPEN, public_url="https://work.example.org"
    )
    house = House(serving(state), state)
    browser = house.browser()
    browser.base_url = httpx.URL("https://work.example.org/api/v1")
    body = {"organization": "W", "name": "Olga", "email": "olga@example.org", "password": PASSWORD}
    made = await browser.post("/organizations", json=body)
    cookie = next(c for c in made.headers.get_list("set-cookie") if c.startswith(f"{SECURE_COOKIE}="))
    assert "Secure" in cookie and "HttpOnly" in cookie and "Path=/" in cookie and "omain" not in cookie
    assert made.headers["strict-transport-security"] == "max-age=31536000"
    browser.headers["x-csrf-token"] = made.json()["csrf"]
    assert (await browser.get("/session")).status_code == 200
    token = browser.cookies[SECURE_COOKIE]
    planted = house.browser()
    planted.base_url = browser.base_url
    planted.cookies.set(COOKIE, token)
    assert (await planted.get("/session")).status_code == 401
    out = await browser.delete("/session")
    assert {c.split("=", 1)[0] for c in out.headers.get_list("set-cookie")} == {COOKIE, SECURE_COOKIE}
    assert (await browser.get("/session")).status_code == 401
    for opened in house.browsers:
        await opened.aclose()
