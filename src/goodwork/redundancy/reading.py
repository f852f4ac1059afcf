"""Texts to columns on disk: every batch read once, by several threads, committed in the order of rows."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from goodwork.errors import Fault
from goodwork.redundancy import shingles as reader
from goodwork.redundancy.alphabet import Shingle, composed, tables
from goodwork.redundancy.plan import Plan
from goodwork.redundancy.progress import Progress
from goodwork.redundancy.records import digests
from goodwork.redundancy.work import Column, Work

SEEN = 1 << 24
"""Places of the cache of contents already met (128 MB): a repeat costs no sketch."""


def places_for(rows: int) -> int:
    """Places of that cache for so many rows: a power of two, no more than ``SEEN``."""
    return min(SEEN, 1 << max(10, (2 * rows).bit_length()))


@dataclass(slots=True)
class Batch:
    """Texts of consecutive rows, with what else is kept of them."""

    texts: Any
    """A string, large string or binary Arrow array."""
    ids: Any = None
    quality: NDArray[np.float64] | None = None
    refused: Sequence[Fault] = ()
    """Lines of these rows that could not be read."""


class Texts(Protocol):
    """Where texts come from: files, or memory."""

    @property
    def ranked(self) -> bool:
        """Whether rows come with a number by which a representative is chosen."""
        ...

    def fingerprint(self) -> list[Any]:
        """What must be the same for a stopped run to go on."""
        ...

    def rows(self) -> int | None:
        """How many there are, where that is known."""
        ...

    def batches(self, skip: int = 0) -> Iterator[Batch]:
        """All after the first ``skip`` rows, in order."""
        ...


@dataclass(slots=True)
class Read:
    """What the kernel made of a batch."""

    content: NDArray[np.uint64]
    length: NDArray[np.int32]
    flags: NDArray[np.uint8]
    slot: NDArray[np.int32]
    sizes: NDArray[np.int32]
    sketches: NDArray[np.uint8]
    sets: NDArray[np.uint32]


class TextReader:
    """The kernel with its tables for one shingle and one plan; safe to call from several threads."""

    def __init__(self, shingle: Shingle, plan: Plan, seen: int = SEEN) -> None:
        self.shingle = shingle
        self.plan = plan
        self.fold, self.kind = tables()
        self.powers, self.factors, self.shifts = reader.constants(shingle.n, plan.lanes)
        self.seen = np.zeros(seen, np.uint64)
        self._own = threading.local()

    def read(self, texts: Any) -> Read:
        """One batch of texts to hashes, sets and sketches; these last until the same thread reads again."""
        rows = len(texts)
        if self.shingle.whole:
            return self._whole(texts)
        data, offsets = buffers(texts)
        room = int(offsets[-1] - offsets[0]) + 2 * rows + 2
        absent = np.zeros(rows, np.uint8)
        if texts.null_count:
            absent[:] = texts.is_null().to_numpy(zero_copy_only=False)
        out = Read(
            np.zeros((2, rows), np.uint64),
            np.zeros(rows, np.int32),
            np.zeros(rows, np.uint8),
            np.full(rows, -1, np.int32),
            np.zeros(rows, np.int32),
            self._room("sketches", rows * self.plan.lanes, np.uint8),
            self._room("sets", room, np.uint32),
        )
        slots, used = self._run(data, offsets, np.arange(rows), absent, False, out, 0, 0)
        again = np.flatnonzero((out.flags & reader.DECOMPOSED != 0) & (out.flags & reader.BROKEN == 0))
        if again.size:
            rewritten = [composed(bytes(data[offsets[i] : offsets[i + 1]]).decode()) for i in again]
            data, offsets = buffers(pa.array(rewritten, pa.large_string()))
            room = used + int(offsets[-1]) + 2 * again.size + 2
            if room > out.sets.size:
                out.sets = np.concatenate([out.sets[:used], np.empty(room - used, np.uint32)])
            slots, used = self._run(data, offsets, again, absent, True, out, slots, used)
        out.sizes = out.sizes[:slots]
        out.sketches = out.sketches[: slots * self.plan.lanes]
        out.sets = out.sets[:used]
        return out

    def _whole(self, texts: Any) -> Read:
        """Records are equal or not: a hash each, no set."""
        _, offsets = buffers(texts)
        absent = texts.is_null().to_numpy(zero_copy_only=False)
        return Read(
            digests(texts),
            np.diff(offsets).astype(np.int32),
            np.where(absent, np.uint8(reader.EMPTY), np.uint8(0)),
            np.full(len(texts), -1, np.int32),
            np.zeros(0, np.int32),
            np.zeros(0, np.uint8),
            np.zeros(0, np.uint32),
        )

    def _room(self, name: str, size: int, dtype: Any) -> NDArray[Any]:
        """``size`` places that this thread uses again for its next batch."""
        have: NDArray[Any] | None = getattr(self._own, name, None)
        if have is None or have.size < size or have.size > 8 * size + (1 << 22):
            have = np.empty(size + size // 4, dtype)
            setattr(self._own, name, have)
        return have

    def _run(
        self,
        data: NDArray[np.uint8],
        offsets: NDArray[np.int64],
        rows: NDArray[np.int64],
        absent: NDArray[np.uint8],
        composed: bool,
        out: Read,
        slots: int,
        used: int,
    ) -> tuple[int, int]:
        return reader.read_batch(
            data,
            offsets,
            rows,
            absent,
            self.fold,
            self.kind,
            self.shingle.characters,
            composed,
            self.powers,
            self.factors,
            self.shifts,
            self.seen,
            out.content,
            out.length,
            out.flags,
            out.slot,
            out.sizes,
            out.sketches,
            out.sets,
            slots,
            used,
        )


def buffers(texts: Any) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of an Arrow text array, not copied, and the offsets (n + 1,) of its texts in them."""
    wide = pa.types.is_large_string(texts.type) or pa.types.is_large_binary(texts.type)
    _, offsets, data = texts.buffers()
    if offsets is None or len(texts) == 0:
        return np.zeros(0, np.uint8), np.zeros(len(texts) + 1, np.int64)
    width = np.int64 if wide else np.int32
    at = np.frombuffer(offsets, width)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    return np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8), at


def commit_ids(column: Column, ids: Any, written: int) -> int:
    """Appends ids as an Arrow stream of which ``written`` bytes are there; returns its new length."""
    record = pa.record_batch([ids], names=["id"])
    message = record.serialize()
    if written == 0:
        head = record.schema.serialize()
        column.append(np.frombuffer(head, np.uint8))
        written = head.size
    column.append(np.frombuffer(message, np.uint8))
    return written + message.size


class _Columns:
    """The columns of the reading stage, cut back to the manifest."""

    def __init__(self, work: Work) -> None:
        self.work = work
        rows, slots, used = (work.state.get(name, 0) for name in ("rows", "slots", "used"))
        lanes = work.question["lanes"]
        self.content = work.column("content", np.uint64)
        self.length = work.column("length", np.int32)
        self.flags = work.column("flags", np.uint8)
        self.slot = work.column("slot", np.int32)
        self.quality = work.column("quality", np.float64)
        self.sizes = work.column("sizes", np.int32)
        self.sketches = work.column("sketches", np.uint8)
        self.sets = work.column("sets", np.uint32)
        self.ids = work.column("ids", np.uint8)
        for column, count in (
            (self.content, 2 * rows),
            (self.length, rows),
            (self.flags, rows),
            (self.slot, rows),
            (self.quality, rows if work.question["quality"] else 0),
            (self.sizes, slots),
            (self.sketches, slots * lanes),
            (self.sets, used),
            (self.ids, work.state.get("id_bytes", 0)),
        ):
            column.cut(count)

    def all(self) -> tuple[Column, ...]:
        return (
            self.content,
            self.length,
            self.flags,
            self.slot,
            self.quality,
            self.sizes,
            self.sketches,
            self.sets,
            self.ids,
        )

    def commit(self, read: Read, batch: Batch) -> None:
        """Appends one batch, then moves the manifest over it."""
        state = self.work.state
        slots = state.get("slots", 0)
        self.content.append(read.content.T)
        self.length.append(read.length)
        self.flags.append(read.flags)
        self.slot.append(np.where(read.slot < 0, -1, read.slot + slots))
        if batch.quality is not None:
            self.quality.append(batch.quality)
        self.sizes.append(read.sizes)
        self.sketches.append(read.sketches)
        self.sets.append(read.sets)
        id_bytes = state.get("id_bytes", 0)
        if batch.ids is not None:
            id_bytes = commit_ids(self.ids, batch.ids, id_bytes)
        self.work.save(
            rows=state["rows"] + len(read.flags),
            slots=slots + read.sizes.size,
            used=state.get("used", 0) + read.sets.size,
            id_bytes=id_bytes,
            refused=state.get("refused", 0) + len(batch.refused),
            bad=[*state.get("bad", []), *([f.where, f.what] for f in batch.refused)][:100],
        )


def read_all(batches: Iterator[Batch], reader: TextReader, work: Work, threads: int, progress: Progress) -> None:
    """Reads every batch into the columns of ``work``; stops between batches when ``work.stop`` is set."""
    columns = _Columns(work)
    numbered = enumerate(batches)
    taking = threading.Lock()
    turn = threading.Condition()
    following = 0
    failed = False

    def drain() -> None:
        nonlocal following, failed
        try:
            while not work.stop.is_set() and not failed:
                with taking:
                    number, batch = next(numbered, (-1, None))
                if batch is None:
                    return
                read = reader.read(batch.texts)
                with turn:
                    while following != number and not failed:
                        turn.wait()
                    if failed:
                        return
                    columns.commit(read, batch)
                    following = number + 1
                    turn.notify_all()
                progress.advance(len(read.flags))
        except BaseException:
            with turn:
                failed = True
                turn.notify_all()
            raise

    try:
        with ThreadPoolExecutor(threads) as pool:
            running = [pool.submit(drain) for _ in range(threads)]
            try:
                for each in running:
                    each.result()
            except KeyboardInterrupt:
                work.stop.set()
                raise
    finally:
        for column in columns.all():
            column.close()
    if not work.stop.is_set():
        work.save(stage="units")
