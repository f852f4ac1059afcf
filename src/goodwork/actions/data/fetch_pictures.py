"""Fetching the pictures of an import: before its rows are read, some at a time, each kept as it comes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Any

from goodwork import confined
from goodwork.actions.data.ready import PICTURES, Late, name_of
from goodwork.blobs import Blobs
from goodwork.confined import Limits
from goodwork.errors import GoodworkError
from goodwork.fetching.addresses import NotFetched
from goodwork.fetching.fetcher import Fetcher
from goodwork.model.data import DataImport, Missed, Pictures
from goodwork.model.people import Worker
from goodwork.store.data import import_pictures
from goodwork.store.data.import_pictures import MissedNow
from goodwork.store.database import Database

MOST_BYTES = 20 << 30
"""Of all pictures of one import."""
AT_ONCE = 16
PATIENCE = 10
"""Pictures in a row for which a server has no answer; the rest of it is not asked for."""
LOOK = 1.0
"""Seconds between two notes of how far it is."""


async def fetch_pictures(
    database: Database,
    blobs: Blobs,
    data_import: DataImport,
    questions: Sequence[Mapping[str, Any]],
    fetcher: Fetcher,
    only: frozenset[int] | None,
    limits: Limits,
) -> dict[bytes, Missed] | None:
    """Fetch what the rows of an import name; returns what did not come, and why. None: it runs no more.

    However it is interrupted, the next run asks for nothing that came, and for nothing that was tried.
    """
    async with database.transaction(Worker(data_import.organization_id)) as t:
        known = await import_pictures.known(t, data_import.id)
    addresses: list[str] = []
    # From the beginning of the file, so that the numbers are those of all of it.
    reading = confined.stream(
        "goodwork.actions.data.ready:addresses", replace(data_import, position=0), questions, blobs, Late(known, only),
        limits=limits,
    )  # fmt: skip
    try:
        async with aclosing(reading):
            async for some in reading:
                addresses += some
    except GoodworkError:
        pass  # Whoever reads the rows next says what is wrong with the file.
    run = _Run(database, blobs, data_import, fetcher, addresses, known)
    return run.missed if await run.all_of() else None


class _Run:
    """One run over the addresses of an import."""

    def __init__(
        self,
        database: Database,
        blobs: Blobs,
        data_import: DataImport,
        fetcher: Fetcher,
        addresses: Sequence[str],
        missed: dict[bytes, Missed],
    ) -> None:
        self.missed = missed
        self._database = database
        self._blobs = blobs
        self._import = data_import
        self._fetcher = fetcher
        self._addresses = addresses
        self._fetched = 0
        self._bytes = 0
        self._fresh: list[MissedNow] = []
        self._silent: Counter[str] = Counter()

    async def all_of(self) -> bool:
        """Try every address; False when the import runs no more."""
        left = _mixed(self._addresses)
        tasks = [asyncio.create_task(self._work(left)) for _ in range(AT_ONCE)]
        try:
            while True:
                done, pending = await asyncio.wait(tasks, timeout=LOOK)
                for task in done:
                    task.result()
                if not await self._note():
                    return False
                if not pending:
                    return True
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _note(self) -> bool:
        fresh, self._fresh = self._fresh, []
        missing = Counter(why.value for why in self.missed.values())
        stands = Pictures(len(self._addresses), self._fetched, missing)
        async with self._database.transaction(Worker(self._import.organization_id)) as t:
            return await import_pictures.note(t, self._import, stands, fresh)

    async def _work(self, left: Iterator[str]) -> None:
        for address in left:
            name = name_of(address)
            if name in self.missed:
                continue
            why = await self._one(address, f"{self._import.blob}{PICTURES}{name.hex()}")
            if why is None:
                self._fetched += 1
            else:
                self.missed[name] = why
                self._fresh.append(MissedNow(name, address, why))

    async def _one(self, address: str, blob: str) -> Missed | None:
        size = await asyncio.to_thread(self._blobs.size, blob)
        if size is not None:
            self._bytes += size
            return None
        if self._bytes >= MOST_BYTES:
            return Missed.TOO_MANY
        host = _host(address)
        if self._silent[host] >= PATIENCE:
            return Missed.UNREACHABLE
        try:
            content = await self._fetcher.fetch(address)
        except NotFetched as missed:
            self._silent[host] = self._silent[host] + 1 if missed.why in (Missed.UNREACHABLE, Missed.SLOW) else 0
            return missed.why
        self._silent[host] = 0
        self._bytes += len(content)
        await asyncio.to_thread(self._blobs.put_stream, [content], blob)
        return None


def _host(address: str) -> str:
    return address.split("/", 3)[2].lower()


def _mixed(addresses: Sequence[str]) -> Iterator[str]:
    """One of each server after the other, so that a slow one holds up no other."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(_host(address), []).append(address)
    return (address for address in chain.from_iterable(zip_longest(*by_host.values())) if address is not None)
