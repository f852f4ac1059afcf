"""kill -9 of a worker that fetches pictures: what came is not asked for again, and every row comes in once."""

from __future__ import annotations

import asyncio
import signal
import sys

from goodwork.model.data import ImportState, Pictures
from tests.data.conftest import shop
from tests.data.test_fetch_pictures import FETCH, SEEN, rows
from tests.data.workshop import Workshop
from tests.fetching.servers import drawing, response, serving

__all__ = ["shop"]

RUN = """
import asyncio, sys
from goodwork.actions.data.run_import import run_import
from goodwork.blobs import Blobs
from goodwork.fetching.addresses import Reach, read_hosts
from goodwork.fetching.fetcher import Fetcher
from goodwork.model.ids import ImportId, OrganizationId
from goodwork.store.database import Database

asyncio.run(run_import(
    Database(sys.argv[1]), Blobs(sys.argv[2]), OrganizationId(int(sys.argv[3])), ImportId(int(sys.argv[4])),
    Fetcher(Reach("public", read_hosts(sys.argv[5]))),
))
"""


async def test_fetching_goes_on_after_kill_9(shop: Workshop, application_url: str) -> None:
    async def slow(path: str, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(response(drawing(size=(int(path[1:]), 1))))

    paths = [f"/{n}" for n in range(1, 61)]
    async with serving(slow) as served:
        project = await shop.project(SEEN)
        entered = await shop.enter(project, rows(served, *paths), mapping=FETCH)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", RUN, application_url, str(shop.blobs.root), str(entered.organization_id),
            str(entered.id), f"127.0.0.1:{served.port}",
        )  # fmt: skip
        while len(served.paths) < 20:
            assert process.returncode is None
            await asyncio.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        before = len(served.paths)
        assert before < 60
        fetcher = served.fetcher()
        done = await shop.run(entered, fetcher)
        for _ in range(200):
            if done.state is ImportState.DONE:
                break
            await asyncio.sleep(0.05)
            done = await shop.run(entered, fetcher)
        assert (done.state, done.added, done.rejected) == (ImportState.DONE, 60, 0)
        assert done.pictures == Pictures(60, 60, {})
        # What had come is not asked for again; only what was on its way is.
        assert set(served.paths) == set(paths) and len(served.paths) <= 60 + 16
