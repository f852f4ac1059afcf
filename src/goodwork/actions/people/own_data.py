"""All that is held about me, as one file to take along."""

from __future__ import annotations

import asyncio
import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any
from weakref import WeakValueDictionary

from goodwork.blobs import Blobs
from goodwork.errors import Damaged, Throttled
from goodwork.model.ids import PersonId
from goodwork.model.people import Actor
from goodwork.store.database import Database, Kind
from goodwork.store.people import own_data, people

AT_ONCE = 2
"""Files that one process makes at a time: each reads every table that names people."""
WAIT = 20.0
"""Seconds that somebody waits for their turn."""
_PIECE = 1 << 20
_turns = asyncio.Semaphore(AT_ONCE)
_making: set[PersonId] = set()
"""Whose file this process makes now."""
_handed: WeakValueDictionary[PersonId, IO[bytes]] = WeakValueDictionary()
"""Files that are being handed on: one for a person, so that nobody fills the disk by taking many slowly."""

_README = """All that goodwork holds about {name} at {organization}.

Each file that ends in .jsonl holds the rows of one table, a JSON object in each line. It is called after the column
that names you. Other people are left out of the rows. Where you made or decided something in your role, the row
says when, which and your own words; the rest of it is the organization's. Answers that are too large for a row lie
in large/. Amounts of money are in the smallest unit of their currency: 250 of EUR is 2.50 euros.

What each file is for, and who reads it here, stands in contents.json, with what is held and is not in this file,
and why.
"""


@dataclass(frozen=True, slots=True)
class OwnData:
    """A zip on the disk of this server, which is gone when it was handed on."""

    name: str
    size: int
    pieces: Iterator[bytes]


async def own_data_file(database: Database, blobs: Blobs, actor: Actor) -> OwnData:
    """Write all that is held about the calling person into a zip. Throttled when others wait for theirs, and while one
    is made for the same person; one that is still handed to them ends.

    It is made on the disk, from one snapshot of the database, before the first byte is sent: a slow connection holds
    no transaction open.
    """
    if actor.person_id in _making:
        raise Throttled("Your file is being made already.", seconds=30)
    _making.add(actor.person_id)
    try:
        return await _made(database, blobs, actor)
    finally:
        _making.discard(actor.person_id)


async def _made(database: Database, blobs: Blobs, actor: Actor) -> OwnData:
    try:
        await asyncio.wait_for(_turns.acquire(), WAIT)
    except TimeoutError:
        raise Throttled("Others are being given their data just now.", seconds=30) from None
    try:
        if (earlier := _handed.pop(actor.person_id, None)) is not None:
            earlier.close()
        # Closed, it is gone: no file is left when the process ends before it was handed on.
        file = await asyncio.to_thread(tempfile.TemporaryFile, prefix="goodwork-own-")
        try:
            await write_own_data(database, blobs, actor, file)
            size = file.tell()
        except BaseException:
            file.close()
            raise
    finally:
        _turns.release()
    _handed[actor.person_id] = file
    return OwnData("my-data.zip", size, _handed_on(file))


async def write_own_data(database: Database, blobs: Blobs, actor: Actor, file: IO[bytes]) -> None:
    """Write the zip into a file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as made:
        # What goodwork reads for somebody about themselves is not cut by the patience of a page.
        async with database.transaction(actor, kind=Kind.JOB, snapshot=True) as t:
            me = await people.me(t, actor.person_id)
            readme = _README.format(name=me.name, organization=me.organization)
            made.writestr("README.txt", readme)
            counted: dict[str, int] = {}
            large: set[str] = set()
            for part in own_data.PARTS:
                with made.open(f"{part.name}.jsonl", "w", force_zip64=True) as out:
                    async for rows in own_data.rows(t, part, actor.person_id):
                        counted[part.name] = counted.get(part.name, 0) + len(rows)
                        large.update(row["answers_blob"] for row in rows if row.get("answers_blob"))
                        await asyncio.to_thread(out.write, _lines(rows))
        for blob in sorted(large):
            with suppress(Damaged):  # what is lost is missing here, too
                content = await asyncio.to_thread(blobs.get, blob)
                await asyncio.to_thread(made.writestr, f"large/{blob.rsplit('/', 1)[-1]}.json", content)
        contents = {
            "files": [
                {"file": f"{part.name}.jsonl", "rows": counted.get(part.name, 0), "for": part.purpose,
                 "read_by": part.reader}
                for part in own_data.PARTS
            ],
            "not_in_here": dict(own_data.NOT_HANDED),
        }  # fmt: skip
        made.writestr("contents.json", json.dumps(contents, ensure_ascii=False, indent=1))


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _handed_on(file: IO[bytes]) -> Iterator[bytes]:
    # Closed in between when its person asked for a further one.
    with file, suppress(ValueError):
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
