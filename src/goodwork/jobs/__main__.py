"""One worker process: ``python -m goodwork.jobs``, started by the supervisor of ``goodwork serve``."""

from __future__ import annotations

import asyncio
import signal
import threading

from goodwork.actions.digests.send import PostOffice
from goodwork.blobs import Blobs
from goodwork.fetching.addresses import Reach, read_hosts
from goodwork.jobs.worker import run_worker
from goodwork.mail.post import MailServer
from goodwork.startup import BEAT, Handed, beat, wait_for_orders, when_supervisor_ends


def main() -> None:
    """Wait for orders, then work until the supervisor stops this process or is gone."""
    handed = wait_for_orders()

    async def work() -> None:
        blobs = Blobs(handed.blobs)
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        when_supervisor_ends(lambda: loop.call_soon_threadsafe(stop.set))
        beating = asyncio.create_task(_beat(handed.beat))
        # Beside the jobs, and left behind when this process ends: in a large store it may take minutes.
        threading.Thread(target=blobs.sweep, name="sweep", daemon=True).start()
        reach = Reach(handed.fetch, read_hosts(handed.fetch_hosts))
        await run_worker(handed.database_url, blobs, stop, bytes.fromhex(handed.secret), reach, _office(handed))
        beating.cancel()

    asyncio.run(work())


def _office(handed: Handed) -> PostOffice | None:
    if handed.mail_server is None or handed.public_url is None:
        return None
    return PostOffice(MailServer(**handed.mail_server), handed.public_url, bytes.fromhex(handed.secret))


async def _beat(pipe: int | None) -> None:
    while True:
        beat(pipe)
        await asyncio.sleep(BEAT)


if __name__ == "__main__":
    main()
