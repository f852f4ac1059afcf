"""Batches with all that can be done before their transactions; made in a process that only reads."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from goodwork.actions.data.batches import Batch, BatchReader
from goodwork.blobs import Blobs
from goodwork.errors import Damaged, Invalid, NotFound
from goodwork.formats.items import WithoutPicture
from goodwork.formats.mapping import ImportMapping
from goodwork.formats.reading import told_format
from goodwork.forms.reading import read_form
from goodwork.forms.said import ReadItem
from goodwork.model.data import MISSED, DataImport, Missed
from goodwork.model.ids import ItemId
from goodwork.store.data.packing import Known, StagedItem, pack

MOST_PICTURES = 50_000
"""Addresses that one import fetches."""
MOST_ADDRESSES = 16 << 20
"""Characters of all of them."""
MOST_FAULTS = 100_000
"""Rows that can't be taken, when they are the most of a file: it is of another format, or made to fill the disk."""


@dataclass(slots=True)
class Sorted:
    """Those items of a batch that don't become items, by their numbers."""

    known: dict[int, ItemId] = field(default_factory=dict[int, ItemId])
    """The project has an item of the same content: this one."""
    repeated: dict[int, int] = field(default_factory=dict[int, int])
    """An item before it in the batch has the same content: the one of this number."""
    rejected: dict[int, str] = field(default_factory=dict[int, str])
    """Why it is not taken."""

    @property
    def out(self) -> list[int]:
        """All of them, in order."""
        return sorted({*self.known, *self.repeated, *self.rejected})

    @property
    def duplicate(self) -> list[int]:
        """Those that are items already, in order."""
        return sorted({*self.known, *self.repeated})


@dataclass(frozen=True, slots=True)
class Told:
    """What an import's file is, and which of its columns is what."""

    format: str
    mapping: ImportMapping


@dataclass(frozen=True, slots=True)
class Ready:
    """A batch as it goes to the database."""

    batch: Batch
    """Its items without their contents, which are packed."""
    packed: bytes
    sorted: Sorted


@dataclass(frozen=True, slots=True)
class Late:
    """What an import knows of its pictures when its rows are read."""

    missed: Mapping[bytes, Missed]
    """What addresses hash to (``name_of``) -> why there is no picture."""
    only: frozenset[int] | None = None
    """The rows that are tried again; None: all of them."""


PICTURES = ".pictures/"
"""Behind the name of an import's file: the folder of what was fetched for it."""


def name_of(address: str) -> bytes:
    """What an address is called where its picture lies."""
    return hashlib.sha256(address.encode("utf-8", "replace")).digest()


def addresses(
    data_import: DataImport, questions: Sequence[Mapping[str, Any]], blobs: Blobs, late: Late
) -> Generator[list[str]]:
    """The addresses of an import's pictures, each once, some at a time."""
    reader, _ = _reader(data_import, questions, blobs, 1, late)
    reader.open()
    found: list[str] = []
    known: set[bytes] = set()
    size = 0
    for address in reader.addresses():
        name = name_of(address)
        if name in known:
            continue
        size += len(address)
        if len(known) == MOST_PICTURES or size > MOST_ADDRESSES:
            break
        known.add(name)
        found.append(address)
        if len(found) == 500:
            yield found
            found = []
    yield found


def ready(
    data_import: DataImport, questions: Sequence[Mapping[str, Any]], blobs: Blobs, most_rows: int, late: Late
) -> Generator[Told | Ready]:
    """The format and the completed mapping of an import, then every batch from where the import stands."""
    reader, file_format = _reader(data_import, questions, blobs, most_rows, late)
    yield Told(file_format, reader.open())
    rows, faults = data_import.position, data_import.rejected
    ended = False
    while not ended:
        batch = reader.next()
        rows, faults = rows + batch.rows, faults + len(batch.faults)
        if faults > MOST_FAULTS and 2 * faults > rows and not batch.ended:
            batch.ended, batch.error = True, _not_this_format()
        ended = batch.ended
        packed = pack([_staged(n, read) for n, read in enumerate(batch.items)])
        found = sort_out(batch.items, {})
        batch.items = [_named(read) for read in batch.items]
        yield Ready(batch, packed, found)


def _reader(
    data_import: DataImport, questions: Sequence[Mapping[str, Any]], blobs: Blobs, most_rows: int, late: Late
) -> tuple[BatchReader, str]:
    """The reader of an import's file, and what the file is."""
    blob = data_import.blob
    assert blob is not None
    size = blobs.size(blob)
    if size is not None and size != data_import.size:
        raise Damaged(
            f"The file that was sent is damaged where it lies: it has {size:,} bytes; {data_import.size:,} were sent.",
            kept="What came before it is in the project." if data_import.position else "Nothing of it was imported.",
            next_step="Send the file again.",
        )
    with blobs.open(blob) as file:
        data_import = replace(data_import, format=told_format(file, data_import.name, data_import.format))

    def fetched(address: str) -> bytes:
        name = name_of(address)
        why = late.missed.get(name)
        if why is None:
            with suppress(NotFound), blobs.open(f"{blob}{PICTURES}{name.hex()}") as file:
                return file.read()
        raise WithoutPicture(f"its picture could not be fetched: {MISSED[why or Missed.TOO_MANY]}")

    reader = BatchReader(
        data_import, read_form(questions), lambda: blobs.open(blob), blobs.together, most_rows,
        fetched=fetched if data_import.mapping.get("pictures") == "fetch" else None, only=late.only,
    )  # fmt: skip
    return reader, data_import.format


def sort_out(items: Sequence[ReadItem], known: Mapping[int, Known]) -> Sorted:
    """Which items of a batch are there already, and which are rejected and why; the first of equals stays."""
    hashes: dict[bytes, int] = {}
    ids: set[str] = set()
    found = Sorted()
    for n, read in enumerate(items):
        item = read.item
        met = known.get(n, _NEW)
        if met.same_content is not None:
            found.known[n] = met.same_content
        elif item.content_hash in hashes:
            found.repeated[n] = hashes[item.content_hash]
        elif met.same_id is not None or (item.external_id is not None and item.external_id in ids):
            found.rejected[n] = f"the id {item.external_id!r} is in the project already, with other content"
        else:
            hashes[item.content_hash] = n
            if item.external_id is not None:
                ids.add(item.external_id)
    return found


_NEW = Known(None, None)


def _not_this_format() -> Invalid:
    return Invalid(
        f"More than {MOST_FAULTS:,} rows can't be taken, and most rows are like that.",
        kept="What came before it is in the project.",
        next_step="Look at the faults, then send the file as what it is.",
    )


def _staged(n: int, read: ReadItem) -> StagedItem:
    item = read.item
    return StagedItem(n, item.external_id, item.content_hash, item.payload, item.metadata, read.gold, read.gold_reason)


def _named(read: ReadItem) -> ReadItem:
    """An item without its content: what it is called, and what is said of it."""
    item = read.item._replace(payload=b"", metadata=b"", parts=(), gold={}, said=())
    said = tuple(replace(one, said=replace(one.said, records=())) for one in read.said) if read.said else ()
    return ReadItem(item, read.gold and b"{}", "", said)
