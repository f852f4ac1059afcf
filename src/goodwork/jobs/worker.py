"""The worker process: runs jobs until it is told to stop, and comes back when the database does."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import structlog
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException

from goodwork.actions.digests.send import PostOffice
from goodwork.blobs import Blobs
from goodwork.fetching.addresses import Reach
from goodwork.fetching.fetcher import Fetcher
from goodwork.fetching.poster import Poster
from goodwork.jobs.app import DEAD, HEARTBEAT, Tools, app
from goodwork.store.database import LOST, Database, serve_the_house

log = structlog.get_logger("goodwork.worker")

CONCURRENCY = 4
"""Jobs at a time. Jobs of one project that must not meet carry the same lock."""

GRACE = 10.0
"""Seconds that running jobs have to end by themselves after a stop."""


async def run_worker(
    database_url: str,
    blobs: Blobs,
    stop: asyncio.Event,
    secret: bytes,
    reach: Reach = Reach(),
    office: PostOffice | None = None,
) -> None:
    """Run jobs until ``stop`` is set; ``secret``: of the installation. The database may come and go meanwhile."""
    database = Database(database_url, size=CONCURRENCY + 1, overflow=CONCURRENCY)
    fetcher, poster = Fetcher(reach), Poster(reach)
    stopped = asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            try:
                await _run_until(stopped, database_url, Tools(database, blobs, fetcher, poster, secret, office))
            except (ConnectorException, *LOST) as error:
                log.warning("the worker lost the database, trying again", error=str(error)[:200])
                with suppress(TimeoutError):
                    await asyncio.wait_for(asyncio.shield(stopped), timeout=1.0)
    finally:
        stopped.cancel()
        await fetcher.close()
        await poster.close()
        await database.close()


async def _run_until(stopped: asyncio.Task[bool], database_url: str, given: Tools) -> None:
    # min_size 1: one connection listens, the others are made when they are needed.
    connector = PsycopgConnector(
        conninfo=database_url,
        kwargs={"fallback_application_name": "goodwork worker"},
        min_size=1,
        max_size=CONCURRENCY + 4,
        timeout=5.0,
        configure=serve_the_house,
    )
    with app.replace_connector(connector) as running:
        async with running.open_async():
            worker = asyncio.create_task(
                running.run_worker_async(
                    name="goodwork",
                    concurrency=CONCURRENCY,
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    fetch_job_polling_interval=2.0,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=DEAD,
                    shutdown_graceful_timeout=GRACE,
                    additional_context={"tools": given},
                )
            )
            await asyncio.wait({stopped, worker}, return_when=asyncio.FIRST_COMPLETED)
            if not worker.done():
                worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker
