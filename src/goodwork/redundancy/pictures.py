"""Duplicate pictures, from files to a representative for every row: exact by pixels, near by prints."""

from __future__ import annotations

import hashlib
import re
import time
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from PIL import Image

from goodwork.errors import Fault, GoodworkError
from goodwork.redundancy.candidates import Bounded
from goodwork.redundancy.files import File
from goodwork.redundancy.hamming import pairs_within
from goodwork.redundancy.joining import flatten, unite
from goodwork.redundancy.keep import count
from goodwork.redundancy.near_text import Answer
from goodwork.redundancy.picture_source import BATCH, Picture, Pictures
from goodwork.redundancy.prints import CHECK, WORDS, distance, look, pixel_hash, prints_of
from goodwork.redundancy.progress import Progress
from goodwork.redundancy.reading import commit_ids
from goodwork.redundancy.run import Report, cpu_seconds, peak_rss_mb
from goodwork.redundancy.work import Work

UNREADABLE, FLAT_PICTURE = 1, 2


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """How pictures are compared."""

    distance: int = 4
    """Bits of 64 in which candidates may differ."""
    similarity: float = 0.9
    """Share of the 240 bits of the check that must agree."""
    keep: str = "longest"
    """longest (most pixels, then most bytes) or earliest"""
    near: bool = True
    threads: int = 2

    def question(self, source: Pictures) -> dict[str, Any]:
        """What a stopped run must have in common with the one that goes on."""
        return {
            "pictures": source.fingerprint(),
            "distance": self.distance,
            "similarity": self.similarity,
            "keep": self.keep,
            "near": self.near,
        }


@dataclass(slots=True)
class _Seen:
    words: NDArray[np.uint64]
    size: NDArray[np.int64]
    digest: NDArray[np.uint64]
    flags: NDArray[np.uint8]
    refused: list[Fault] = field(default_factory=list[Fault])


def see(batch: Sequence[tuple[Picture, Any]], first_row: int) -> _Seen:
    """Prints, sizes (width, height, bytes) and file digests of a batch; what can't be read is noted and kept."""
    n = len(batch)
    gray = np.zeros((n, 32, 32), np.uint8)
    seen = _Seen(
        np.zeros((n, WORDS), np.uint64), np.zeros((n, 3), np.int64), np.zeros((n, 2), np.uint64), np.zeros(n, np.uint8)
    )
    for i, (picture, name) in enumerate(batch):
        try:
            if picture is None:
                raise ValueError("there is no picture")
            path = picture.path if isinstance(picture, File) else picture
            data = path.read_bytes() if isinstance(path, Path) else path
            if isinstance(picture, File):
                picture.check()
            seen.digest[i] = np.frombuffer(hashlib.blake2b(data, digest_size=16).digest(), np.uint64)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                one = look(data)
            gray[i] = one.gray
            seen.size[i] = one.width, one.height, len(data)
        except Exception as fault:
            # Decoders raise nearly anything, and each means that it can't be read: the row stays, with what was wrong.
            if isinstance(fault, GoodworkError):
                raise
            seen.flags[i] |= UNREADABLE
            seen.refused.append(
                Fault(
                    str(name if name is not None else f"row {first_row + i}"), str(fault)[:300] or type(fault).__name__
                )
            )
    seen.words, flat = prints_of(gray)
    seen.flags[flat & (seen.flags == 0)] |= FLAT_PICTURE
    return seen


def read_pictures(source: Pictures, work: Work, threads: int, progress: Progress) -> None:
    """Prints of all pictures into columns of ``work``, several decoded at once, committed in order."""
    rows = work.state["rows"]
    columns = {
        "words": (work.column("words", np.uint64), WORDS),
        "size": (work.column("size", np.int64), 3),
        "digest": (work.column("digest", np.uint64), 2),
        "flags": (work.column("flags", np.uint8), 1),
    }
    ids = work.column("ids", np.uint8)
    for column, width in columns.values():
        column.cut(rows * width)
    ids.cut(work.state.get("id_bytes", 0))
    progress.stage("read pictures", source.rows(), "pictures")
    progress.advance(rows)
    batches = source.batches(rows, BATCH)
    with ThreadPoolExecutor(threads) as pool:
        waiting: list[tuple[Sequence[tuple[Picture, Any]], Any]] = []
        ended = False
        while waiting or not ended:
            while not ended and len(waiting) < 2 * threads and not work.stop.is_set():
                batch = next(batches, None)
                if batch is None:
                    ended = True
                else:
                    at = rows + sum(len(b) for b, _ in waiting)
                    waiting.append((batch, pool.submit(see, batch, at)))
            if work.stop.is_set() and not waiting:
                break
            if not waiting:
                break
            batch, running = waiting.pop(0)
            seen: _Seen = running.result()
            for name, values in (("words", seen.words), ("size", seen.size), ("digest", seen.digest)):
                columns[name][0].append(values)
            columns["flags"][0].append(seen.flags)
            id_bytes = commit_ids(ids, pa.array([name for _, name in batch]), work.state.get("id_bytes", 0))
            rows += len(batch)
            work.save(
                rows=rows,
                id_bytes=id_bytes,
                refused=work.state.get("refused", 0) + len(seen.refused),
                bad=[*work.state.get("bad", []), *([f.where, f.what] for f in seen.refused)][:100],
            )
            progress.advance(len(batch))
    for column, _ in columns.values():
        column.close()
    ids.close()
    if work.stop.is_set():
        raise KeyboardInterrupt


def exact_groups(
    source: Pictures,
    words: NDArray[np.uint64],
    size: NDArray[np.int64],
    digest: NDArray[np.uint64],
    flags: NDArray[np.uint8],
) -> NDArray[np.int64]:
    """(rows,) the first row with the same pixels. Decodes in full only where prints and sizes are equal."""
    rows = len(words)
    first = np.arange(rows)
    looks = np.concatenate([words, size[:, :2].astype(np.uint64)], 1)
    looks[flags & UNREADABLE != 0, 0] = np.flatnonzero(flags & UNREADABLE).astype(np.uint64)
    looks[flags & UNREADABLE != 0, 1] = np.uint64(2**64 - 1)
    _, group, counts = np.unique(looks, axis=0, return_inverse=True, return_counts=True)
    group = group.reshape(-1)
    doubtful = np.flatnonzero((counts[group] > 1) & (flags & UNREADABLE == 0))
    by_file: dict[tuple[int, int], int] = {}
    to_decode: list[int] = []
    for row in doubtful:
        key = (int(digest[row, 0]), int(digest[row, 1]))
        if key in by_file:
            first[row] = by_file[key]
        else:
            by_file[key] = int(row)
            to_decode.append(int(row))
    by_pixels: dict[tuple[int, bytes], int] = {}
    for row, data in source.again(to_decode):
        try:
            key = (int(group[row]), pixel_hash(data))
        except Exception:  # noqa: BLE001, S112 - as above
            continue  # its thumbnail was read and the whole was not: it stays on its own
        first[row] = by_pixels.setdefault(key, row)
    return first[first]


def cluster_pictures(source: Pictures, options: PictureOptions, work: Work) -> tuple[Answer, int]:
    """Exact and near duplicates among the prints in ``work``; the second value counts candidates that failed."""
    words = work.column("words", np.uint64).load().reshape(-1, WORDS)
    size = work.column("size", np.int64).load().reshape(-1, 3)
    digest = work.column("digest", np.uint64).load().reshape(-1, 2)
    flags = work.column("flags", np.uint8).load()
    first = exact_groups(source, words, size, digest, flags)
    rows = np.flatnonzero(first == np.arange(len(first)))
    unit_of_row = np.searchsorted(rows, first).astype(np.int32)
    units = rows.size
    parent = np.arange(units, dtype=np.int32)
    failed = 0
    if options.near:
        usable = np.flatnonzero(flags[rows] == 0)
        print_of = words[rows[usable]]
        left, right = pairs_within(print_of[:, 0].copy(), options.distance, options.threads)
        far = distance(print_of[left], print_of[right])
        good = far <= CHECK * (1 - options.similarity)
        failed = int((~good).sum())
        for i, j in zip(usable[left[good]].tolist(), usable[right[good]].tolist(), strict=True):
            unite(parent, i, j)
    flatten(parent)
    # Most pixels, then most bytes, then the earliest row.
    area = size[rows, 0] * size[rows, 1]
    order = np.arange(units) if options.keep == "earliest" else np.lexsort((rows, -size[rows, 2], -area))
    best = np.full(units, units, np.int64)
    rank = np.empty(units, np.int64)
    rank[order] = np.arange(units)
    np.minimum.at(best, parent, rank)
    representative = order[best[parent]].astype(np.int32) if units else parent
    similarity = 1 - distance(words[rows], words[rows[representative]]) / CHECK
    similarity[representative == np.arange(units)] = 1.0
    return Answer(unit_of_row, rows.astype(np.int32), representative, similarity, Bounded()), failed


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """A key that sorts ``frame2`` before ``frame10``."""
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"(\d+)", name) if part)


def sequences(
    names: Sequence[str], words: NDArray[np.uint64], usable: NDArray[np.bool_], bits: int = 64
) -> list[list[int]]:
    """Runs of three or more pictures, next to each other by name in a folder, each like the one before.

    ``bits`` of the check may differ from one picture to the next: frames of a video and bursts of a camera
    drift, so the first and the last of a run may be quite unlike.
    """
    order = sorted(range(len(names)), key=lambda i: (str(Path(names[i]).parent), natural(Path(names[i]).name)))
    runs: list[list[int]] = []
    run: list[int] = []
    for row in order:
        linked = (
            bool(run) and usable[row] and usable[run[-1]] and Path(names[row]).parent == Path(names[run[-1]]).parent
        )
        if linked and int(distance(words[row : row + 1], words[run[-1] : run[-1] + 1])[0]) <= bits:
            run.append(row)
            continue
        if len(run) > 2:
            runs.append(run)
        run = [row]
    return runs + ([run] if len(run) > 2 else [])


def run_pictures(source: Pictures, options: PictureOptions, work: Work, progress: Progress) -> tuple[Answer, Report]:
    """Reads, groups, checks. Raises KeyboardInterrupt when stopped; ``work`` then holds the prints so far."""
    began, spent = time.perf_counter(), cpu_seconds()
    read_pictures(source, work, options.threads, progress)
    progress.stage("compare prints", None, "pictures")
    answer, failed = cluster_pictures(source, options, work)
    found: list[list[int]] = []
    names = source.names()
    if names is not None:
        words = work.column("words", np.uint64).load().reshape(-1, WORDS)
        usable = work.column("flags", np.uint8).load() == 0
        found = sequences(names, words, usable)
    notes = [
        f"Candidates differ in at most {options.distance} of 64 bits; "
        f"{failed:,} of them failed the check of {CHECK} bits (similarity {options.similarity}).",
        "Found: copies, other encodings, other sizes, small edits. Not found: crops, rotations, mirror images.",
    ]
    if found:
        frames = sum(map(len, found))
        longest = max(map(len, found))
        notes.append(
            f"{len(found):,} sequences (frames of a video, bursts of a camera) hold {frames:,} pictures; the longest "
            f"{longest:,}. They drift, so they are told and not set aside."
        )
    return answer, Report(
        counts=count(answer, options.similarity),
        shingle=f"picture 64+{CHECK} bits",
        threshold=options.similarity,
        bounded=answer.bounded,
        refused=work.state.get("refused", 0),
        bad=[(where, why) for where, why in work.state.get("bad", [])],
        seconds=time.perf_counter() - began,
        cpu_seconds=cpu_seconds() - spent,
        peak_rss_mb=peak_rss_mb(),
        notes=notes,
        more={"sequences": len(found), "check_failed": failed},
    )
