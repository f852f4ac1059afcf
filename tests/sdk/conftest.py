"""A real server for the SDK: over TCP, with a worker beside it, on this module's database."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Generator

import pytest
import uvicorn

from goodwork.api.app import create_app
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.cli.supervisor import listen
from goodwork.jobs.worker import run_worker
from goodwork.model.people import SignUp
from goodwork.store.database import Database

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def server_url(application_url: str, tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """The address of a server and its worker, which run in a thread of their own."""
    blobs = Blobs(str(tmp_path_factory.mktemp("blobs")))
    listening = listen("127.0.0.1", 0)
    state = AppState(Database(application_url, size=4, overflow=4), blobs, secret=b"k" * 32, sign_up=SignUp.OPEN)
    server = uvicorn.Server(
        uvicorn.Config(create_app(state), log_config=None, access_log=False, ws="none", lifespan="on")
    )

    async def run() -> None:
        stop = asyncio.Event()
        worker = asyncio.create_task(run_worker(application_url, blobs, stop, b"secret"))
        await server.serve(sockets=[listening])
        stop.set()
        await worker

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()
