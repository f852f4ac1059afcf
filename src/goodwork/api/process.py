"""What one web process does: it builds the app of what it was handed, and serves it."""

from __future__ import annotations

import gc
import socket
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from goodwork.api.app import create_app
from goodwork.api.connections import Connection, Server, more_files
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.fetching.addresses import Reach, read_hosts
from goodwork.model.people import SignUp
from goodwork.startup import Handed, wait_for_orders, when_supervisor_ends
from goodwork.store.database import Database

GRACE = 20
"""Seconds that running requests have to end after a stop."""


def build(handed: Handed) -> ASGIApp:
    """The app of this process."""
    state = AppState(
        _database(handed),
        Blobs(handed.blobs),
        bytes.fromhex(handed.secret),
        public_url=handed.public_url,
        sign_up=SignUp(handed.sign_up),
        upload_limit=handed.upload_limit,
        sends_mail=handed.mail_server is not None,
        reach=Reach(handed.fetch, read_hosts(handed.fetch_hosts)),
        rate=handed.rate,
        web_client=Path(handed.web_client) if handed.web_client else None,
    )
    app: ASGIApp = create_app(state)
    if handed.metrics:
        from goodwork.api.metrics import Metrics

        app = Metrics(app)
    return app


def _database(handed: Handed) -> Database:
    # Two for searches in twenty; a third of the others serves the hot statements of the queue, a third stands by for
    # bursts.
    searches = max(1, handed.connections // 10)
    third = max(1, (handed.connections - searches) // 3)
    return Database(handed.database_url, size=third, overflow=third, searches=searches)


def serve() -> None:
    """Wait for orders, then serve until the supervisor stops this process or is gone."""
    handed = wait_for_orders()
    assert handed.listen is not None
    Connection.most = more_files()
    Connection.trusted = frozenset(proxy.strip() for proxy in handed.trusted_proxies.split(","))
    server = Server(
        uvicorn.Config(
            build(handed),
            loop="uvloop",
            http=Connection,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(handed.trusted_proxies),
            forwarded_allow_ips=handed.trusted_proxies or None,
            timeout_graceful_shutdown=GRACE,
            backlog=2048,
        ),
        handed.beat,
    )

    def stop() -> None:
        server.should_exit = True

    when_supervisor_ends(stop)
    # What was made until here lives as long as the process: collections need not look at it again.
    gc.freeze()
    gc.enable()
    server.run(sockets=[socket.socket(fileno=handed.listen)])
