"""Making a check: the items read in a stream, compared in a thread, the clusters stored whole."""

from __future__ import annotations

import asyncio
import errno
import tempfile
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from goodwork.blobs import Blobs
from goodwork.errors import GoodworkError
from goodwork.model.ids import OrganizationId
from goodwork.model.people import Worker
from goodwork.model.redundancy import Check
from goodwork.store import audit
from goodwork.store.alone import alone
from goodwork.store.database import Database
from goodwork.store.redundancy import checks, contents, findings, splits

_ALONE = 22834
"""Names checks among advisory locks."""

LOOK = 0.5
"""Seconds between two notes of how far a check is."""


class _Stopped(Exception):
    """The worker is told to end; the check begins anew later."""


class Watch:
    """Progress of the engine, seen from the event loop; a way to stop it at the next step."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told = ("read", 0, None)
        self.stopping = threading.Event()

    def stage(self, name: str, total: int | None, unit: str) -> None:
        """A stage begins."""
        self._stop_when_told()
        with self._lock:
            self._told = (name, 0, total)

    def advance(self, amount: int) -> None:
        """So much more is done."""
        self._stop_when_told()
        with self._lock:
            name, done, total = self._told
            self._told = (name, done + amount, total)

    @property
    def told(self) -> tuple[str, int, int | None]:
        """Stage, how much of it is done, how much there is."""
        with self._lock:
            return self._told

    def _stop_when_told(self) -> None:
        if self.stopping.is_set():
            raise _Stopped


async def run_check(database: Database, blobs: Blobs, organization: OrganizationId, identity: int) -> None:
    """Bring a check to its end; nothing to do when it has ended or is being made elsewhere.

    However it is interrupted, it is made anew: until its end nothing of it can be seen but how far it is.
    """
    async with alone(database, _ALONE, identity) as first:
        if not first:
            return
        worker = Worker(organization)
        async with database.transaction(worker) as t:
            check = await checks.start(t, identity)
        if check is None:
            return
        watch = Watch()
        async with _telling(database, check, watch):
            await _make(database, blobs, check, watch)


async def _make(database: Database, blobs: Blobs, check: Check, watch: Watch) -> None:
    # The engine takes a second to load; only workers that check pay it.
    from goodwork.actions.redundancy.comparing import compare
    from goodwork.actions.redundancy.staging import Stage

    worker = Worker(check.organization_id)
    with tempfile.TemporaryDirectory(prefix="goodwork-check-") as folder:
        async with database.transaction(worker, snapshot=True) as t:
            watch.stage("read", await contents.about(t, check.project_id), "items")
            stage = Stage(Path(folder), check.plan)
            async for rows in contents.stream(t, check.project_id, check.plan.keep_field):
                await asyncio.to_thread(stage.take, rows)
                watch.advance(len(rows))
            sides = await splits.sides(t, check.project_id)
            staged = stage.end()
            withdrawn = await contents.about(t, check.project_id) - stage.rows
        comparing = asyncio.get_running_loop().run_in_executor(None, compare, staged, check.plan, blobs, sides, watch)
        try:
            outcome = await asyncio.shield(comparing)
        except asyncio.CancelledError:
            watch.stopping.set()
            # Its files go away with this block, so it has to end first.
            await asyncio.wait({comparing})
            comparing.exception()  # looked at: that it was stopped is no error to be told
            raise
        except Exception as error:
            # Trying again would end the same way.
            await _fail(database, check, _why(error))
            if isinstance(error, GoodworkError | MemoryError):
                return
            raise
    async with database.transaction(worker) as t:
        await findings.replace(t, check.organization_id, check.project_id, check.id, outcome.found)
        await checks.finish(
            t, check.id, items=len(staged.ids), left_out=staged.left_out + max(0, withdrawn), notes=outcome.notes
        )
        detail = {"check": check.id, "items": len(staged.ids), "clusters": len(outcome.found.sizes)}
        await audit.record(t, worker, "redundancy.checked", "project", check.project_id, detail)


@asynccontextmanager
async def _telling(database: Database, check: Check, watch: Watch) -> AsyncGenerator[None]:
    async def tell() -> None:
        before: tuple[str, int, int | None] = ("", 0, None)
        while True:
            await asyncio.sleep(LOOK)
            if watch.told != before:
                before = watch.told
                async with database.transaction(Worker(check.organization_id)) as t:
                    await checks.progress(t, check.id, *before)

    telling = asyncio.create_task(tell())
    try:
        yield
    finally:
        telling.cancel()
        await asyncio.wait({telling})


def _why(error: Exception) -> str:
    if isinstance(error, GoodworkError):
        return error.message
    if isinstance(error, MemoryError):
        return "There was not enough memory. Nothing was changed. Try again on a larger machine."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "The worker's disk is full. Nothing was changed. Free some space, then try again."
    return "It stopped for a reason that goodwork does not know. Nothing was changed. The log of the worker says more."


async def _fail(database: Database, check: Check, why: str) -> None:
    async with database.transaction(Worker(check.organization_id)) as t:
        await checks.fail(t, check.id, why)
