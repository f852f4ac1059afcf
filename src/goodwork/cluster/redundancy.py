"""Near-duplicate texts over Dask: the same kernels, the same answer byte for byte, on many machines.

Workers and the one who asks share a folder. Texts, shingle sets and sketches go from worker to that folder and
back; the driver sees names and counts only. What passes through a single worker is small: hashes (24 bytes a row)
when contents are numbered, and the union of groups (4 bytes a unit).

::

    read (each piece)  ->  number contents  ->  join (each band)  ->  unite
                       ->  gather (each piece)  ->  verify (each part)  ->  write
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from goodwork.errors import Unavailable
from goodwork.redundancy.candidates import Bounded, join_band, load_sketches, together
from goodwork.redundancy.joining import flatten, unite_all
from goodwork.redundancy.keep import ids_of, write_lists
from goodwork.redundancy.near_text import Answer, settled, verify_one
from goodwork.redundancy.progress import Progress, Silent
from goodwork.redundancy.reading import Batch, TextReader, commit_ids, read_all
from goodwork.redundancy.run import Options, Report, text_report
from goodwork.redundancy.shingles import BROKEN, EMPTY
from goodwork.redundancy.shuffle import parted, shuffle
from goodwork.redundancy.sources import Piece, Source
from goodwork.redundancy.units import find_units
from goodwork.redundancy.work import Work

SMALL = (("content", np.uint64), ("length", np.int32), ("flags", np.uint8), ("quality", np.float64))


@dataclass(frozen=True, slots=True)
class Job:
    """What every task is told."""

    folder: Path
    options: Options
    question: dict[str, Any]

    def work(self, name: str = "all") -> Work:
        """The columns of a piece, or of all of them."""
        return Work(self.folder / name, {**self.question, "piece": name}, alone=False)


@dataclass(frozen=True, slots=True)
class PieceTexts:
    """One piece of a source, as a source."""

    source: Source
    piece: Piece

    @property
    def ranked(self) -> bool:
        return self.source.ranked

    def fingerprint(self) -> list[Any]:
        """That of the whole, and which piece it is."""
        return [*self.source.fingerprint(), repr(self.piece)]

    def rows(self) -> int | None:
        """Known for Parquet only."""
        return self.piece.rows

    def batches(self, skip: int = 0) -> Iterator[Batch]:
        """The texts of the piece."""
        return self.source.piece(self.piece, skip)


def read_piece(job: Job, source: Source, number: int, piece: Piece) -> dict[str, Any]:
    """Reads one piece into its own columns; returns its counts."""
    work = job.work(f"piece-{number:05d}")
    if work.state["stage"] == "read":
        texts = PieceTexts(source, piece)
        reader = TextReader(job.options.shingle, job.options.plan, 1 << 20)
        read_all(texts.batches(work.state["rows"]), reader, work, 1, Silent())
    return {key: work.state.get(key, 0) for key in ("rows", "slots", "used", "id_bytes", "refused")} | {
        "bad": work.state.get("bad", [])
    }


def number_contents(job: Job, pieces: list[dict[str, Any]]) -> int:
    """Contents of all pieces to units; arranges the sketches by unit. Returns the number of units."""
    work = job.work()
    for column, dtype in (*SMALL, ("slot", np.int32), ("sizes", np.int32), ("ids", np.uint8)):
        work.column(column, dtype).cut(0)
    slots = id_bytes = 0
    ids = work.column("ids", np.uint8)
    opened = {name: work.column(name, dtype) for name, dtype in SMALL}
    slot, sizes = work.column("slot", np.int32), work.column("sizes", np.int32)
    for number, counts in enumerate(pieces):
        part = job.work(f"piece-{number:05d}")
        for name, dtype in SMALL:
            opened[name].append(part.column(name, dtype).load())
        own = part.column("slot", np.int32).load()
        slot.append(np.where(own < 0, -1, own + slots))
        sizes.append(part.column("sizes", np.int32).load())
        for batch in ids_of(part):
            id_bytes = commit_ids(ids, batch, id_bytes)
        slots += counts["slots"]
    for column in (*opened.values(), slot, sizes, ids):
        column.close()
    work.save(
        rows=sum(p["rows"] for p in pieces),
        slots=slots,
        id_bytes=id_bytes,
        refused=sum(p["refused"] for p in pieces),
        bad=[fault for p in pieces for fault in p["bad"]][:100],
    )
    with ThreadPoolExecutor(1) as pool:
        units = find_units(work, job.options.keep, pool, 1)
    work.keep("unit_of_row", units.unit_of_row)
    work.keep("unit_of_slot", units.unit_of_slot)
    work.keep("best_row", units.best_row)
    work.keep("score", units.score)
    plan = job.options.plan
    target = np.lib.format.open_memmap(
        work.folder / "by_unit.npy", "w+", np.uint64, (max(1, units.count), plan.lanes // 8)
    )
    first = 0
    for number, counts in enumerate(pieces):
        own = units.unit_of_slot[first : first + counts["slots"]]
        part = job.work(f"piece-{number:05d}")
        load_sketches(part, plan, own, units.count, np.asarray(target))
        first += counts["slots"]
    target.flush()
    return units.count


def sketches_of(work: Work, count: int) -> Any:
    """(units, words) the sketches by unit, mapped."""
    return np.asarray(np.load(work.folder / "by_unit.npy", mmap_mode="r+"))[:count]


def join_one(job: Job, band: int, count: int) -> list[int]:
    """Joins by one band alone; writes the groups, returns what was bounded."""
    import threading

    work = job.work()
    unit_of_slot = work.column("unit_of_slot", np.int32).load()
    sketched = np.zeros(count, np.bool_)
    sketched[unit_of_slot[unit_of_slot >= 0]] = True
    parent = np.arange(count, dtype=np.int32)
    with ThreadPoolExecutor(1) as pool:
        tally = join_band(
            job.options.plan, band, sketches_of(work, count), sketched, parent, pool, 1, threading.Event()
        )
    flatten(parent)
    work.keep(f"joined-{band:03d}", parent)
    return [int(value) for value in tally]


def unite_bands(job: Job, count: int, _tallies: list[list[int]]) -> int:
    """The groups of all bands as one; cuts them into parts and returns their number."""
    work = job.work()
    parent = np.arange(count, dtype=np.int32)
    for band in range(job.options.plan.bands):
        unite_all(parent, work.column(f"joined-{band:03d}", np.int32).load())
        work.drop(f"joined-{band:03d}")
    flatten(parent)
    unit_of_slot, sizes = work.column("unit_of_slot", np.int32).load(), work.column("sizes", np.int32).load()
    size = np.zeros(count, np.int32)
    size[unit_of_slot[unit_of_slot >= 0]] = sizes[unit_of_slot >= 0]
    part, parts = parted(parent, size)
    work.keep("parent", parent)
    work.keep("part", part)
    return parts


def gather_piece(job: Job, number: int, first_slot: int, slots: int, parts: int) -> None:
    """Sends the sets of one piece to their parts."""
    work = job.work()
    own = work.column("unit_of_slot", np.int32).load(first_slot, slots)
    part = work.column("part", np.int16).load()
    with ThreadPoolExecutor(1) as pool:
        piece = job.work(f"piece-{number:05d}")
        shuffle(piece, own, part, parts, pool, 1, Silent(), work.folder, f"-{number:05d}")


def verify_number(job: Job, number: int, count: int, _gathered: list[None]) -> list[int]:
    """Verifies one part; writes who represents whom, returns pairs compared and accepted."""
    work = job.work()
    parent, score = work.column("parent", np.int32).load(), work.column("score", np.float64).load()
    found = verify_one(work.folder, number, job.options.plan, sketches_of(work, count), parent, score)
    for name, values in zip(("units", "representative", "similarity"), found[:3], strict=True):
        work.keep(f"{name}-{number:05d}", values)
    return [int(value) for value in found[3]]


def write_answer(
    job: Job,
    count: int,
    parts: int,
    tallies: list[list[int]],
    verified: list[list[int]],
    keep: Path | None,
    clusters: Path | None,
    began: float,
) -> Report:
    """Writes the lists and returns the report."""
    work = job.work()
    found = (
        (
            work.column(f"units-{number:05d}", np.int32).load(),
            work.column(f"representative-{number:05d}", np.int32).load(),
            work.column(f"similarity-{number:05d}", np.float64).load(),
        )
        for number in range(parts)
    )
    representative, similarity = settled(found, count)
    answer = Answer(
        work.column("unit_of_row", np.int32).load(),
        work.column("best_row", np.int32).load(),
        representative,
        similarity,
        Bounded(*(int(v) for v in together(np.array(t, np.int64) for t in tallies))),
        sum(pairs[0] for pairs in verified),
    )
    write_lists(work, answer, keep, clusters)
    flags = work.column("flags", np.uint8).load()
    empty, broken = (int((flags & flag != 0).sum()) for flag in (EMPTY, BROKEN))
    report = text_report(answer, job.options, work, empty, broken, time.time() - began, 0.0)
    return replace(report, more={**report.more, "parts": parts})


def run_on_dask(
    address: str,
    source: Source,
    options: Options,
    shared: Path,
    progress: Progress,
    keep: Path | None = None,
    clusters: Path | None = None,
) -> Report:
    """Runs on the Dask cluster at ``address``; ``shared`` is a folder that every worker sees under this path.

    The lists are written by a worker to ``keep`` and ``clusters``, which must lie where workers can write.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as fault:
        raise Unavailable(
            "Running on Dask needs one more package.", next_step="Install goodwork[cluster] here and on the workers."
        ) from fault
    try:
        client: Any = Client(address, timeout="10s")
    except (OSError, TimeoutError) as fault:
        raise Unavailable(f"No Dask scheduler answers at {address}.", next_step="Check the address.") from fault
    began = time.time()
    job = Job(shared, options, options.question(source))

    def all_of(name: str, unit: str, futures: list[Any]) -> list[Any]:
        progress.stage(name, len(futures), unit)
        for _ in as_completed(futures):
            progress.advance(1)
        return client.gather(futures)

    try:
        pieces = source.pieces()
        read = all_of(
            "read", "pieces", [client.submit(read_piece, job, source, n, p, pure=False) for n, p in enumerate(pieces)]
        )
        count: int = client.submit(number_contents, job, read, pure=False).result()
        tallies: list[list[int]] = []
        parts = 0
        verified: list[list[int]] = []
        if options.near:
            bands = [client.submit(join_one, job, band, count, pure=False) for band in range(options.plan.bands)]
            tallies = all_of("compare sketches", "bands", bands)
            parts = client.submit(unite_bands, job, count, tallies, pure=False).result()
            starts = np.concatenate([[0], np.cumsum([counts["slots"] for counts in read])]).tolist()
            gathered = all_of(
                "gather candidates",
                "pieces",
                [
                    client.submit(gather_piece, job, n, starts[n], counts["slots"], parts, pure=False)
                    for n, counts in enumerate(read)
                ],
            )
            checks = [client.submit(verify_number, job, n, count, gathered, pure=False) for n in range(parts)]
            verified = all_of("verify pairs", "parts", checks)
        writing = client.submit(write_answer, job, count, parts, tallies, verified, keep, clusters, began, pure=False)
        report: Report = writing.result()
    finally:
        client.close()
    for file in source.files:
        file.check()
    shutil.rmtree(shared, ignore_errors=True)
    pa.default_memory_pool().release_unused()
    return report
