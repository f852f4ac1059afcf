"""kill -9 in the middle of an import: nothing is lost and nothing is doubled."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from goodwork.actions.data import batches
from goodwork.blobs import Blobs
from goodwork.errors import Unavailable
from goodwork.model.data import ImportState
from goodwork.store.database import Database
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.schema import migrate
from tests.data.workshop import Workshop

RUN = """
import asyncio, sys
from goodwork.actions.data import batches
from goodwork.actions.data.run_import import run_import
from goodwork.blobs import Blobs
from goodwork.model.ids import ImportId, OrganizationId
from goodwork.store.database import Database

batches.MOST_ROWS = 200
asyncio.run(run_import(
    Database(sys.argv[1]), Blobs(sys.argv[2]), OrganizationId(int(sys.argv[3])), ImportId(int(sys.argv[4]))
))
"""


async def test_an_import_survives_kill_9(shop: Workshop, application_url: str, tmp_path: Path) -> None:
    project = await shop.project()
    rows = 20_000
    entered = await shop.enter(project, b"".join(b'{"id": "%d", "text": "Text %d"}\n' % (n, n) for n in range(rows)))
    kills = 0
    for goal in (200, 2000, 4000):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", RUN, application_url, str(tmp_path / "blobs"), str(entered.organization_id),
            str(entered.id),
        )  # fmt: skip
        while process.returncode is None:
            position = (await shop.rows("SELECT position FROM data_import WHERE id = :i", i=entered.id))[0][0]
            if position >= goal:
                process.send_signal(signal.SIGKILL)
                await process.wait()
                break
            await asyncio.sleep(0.01)
        kills += process.returncode == -signal.SIGKILL
    assert kills == 3
    # The database notices the dead connection by itself, and only then lets the next run in.
    done = await shop.run(entered)
    for _ in range(200):
        if done.state is ImportState.DONE:
            break
        await asyncio.sleep(0.05)
        done = await shop.run(entered)
    assert (done.state, done.position, done.added, done.duplicate) == (ImportState.DONE, rows, rows, 0)
    counted = await shop.rows(
        "SELECT count(*), count(DISTINCT p.external_id), max(i.position) FROM item i"
        " JOIN item_payload p ON p.item_id = i.id WHERE i.project_id = :p",
        p=project,
    )
    assert tuple(counted[0]) == (rows, rows, rows)


@pytest.fixture
def open_folder() -> Generator[Path]:
    """An empty folder that the database may enter, which runs as a user of its own."""
    folder = Path(tempfile.mkdtemp(prefix="goodwork-killed-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


async def test_an_import_survives_kill_9_of_the_database(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its batches don't wait for the disk: those that are lost are lost with their place in the file."""
    monkeypatch.setattr(batches, "MOST_ROWS", 200)
    server = EmbeddedServer(open_folder / "postgres")
    rows = 12_000
    try:
        url = server.start()
        await migrate(url)
        database = Database(server.application_url)
        shop = await Workshop.open(database, Blobs(str(open_folder / "blobs")))
        project = await shop.project()
        entered = await shop.enter(
            project, b"".join(b'{"id": "%d", "text": "Text %d"}\n' % (n, n) for n in range(rows))
        )
        running = asyncio.create_task(shop.run(entered))
        position = 0
        while position < 2000:
            position = (await shop.rows("SELECT position FROM data_import WHERE id = :i", i=entered.id))[0][0]
            await asyncio.sleep(0.005)
        os.kill(int((server.data / "postmaster.pid").read_text().split("\n", 1)[0]), signal.SIGKILL)
        with pytest.raises((Unavailable, OperationalError)):
            await running
        await database.close()
        server.start()
        shop.database = Database(server.application_url)
        taken = "SELECT count(*), count(DISTINCT p.external_id), max(i.position), (SELECT position FROM data_import)"
        taken += " FROM item i JOIN item_payload p ON p.item_id = i.id"
        kept = tuple((await shop.rows(taken))[0])
        assert 0 < kept[0] < rows
        assert kept == (kept[0],) * 4
        done = await shop.run(entered)
        assert (done.state, done.added, done.duplicate) == (ImportState.DONE, rows, 0)
        assert tuple((await shop.rows(taken))[0]) == (rows,) * 4
        await shop.database.close()
    finally:
        server.stop()
