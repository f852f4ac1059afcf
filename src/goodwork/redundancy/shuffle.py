"""Shingle sets from the order of rows to parts on disk that hold whole groups of candidates.

One pass reads the sets in order and appends each to its part, so nothing is read at random and memory holds one
buffer for each part. Units without a candidate are left behind.
"""

# Compiled code: numba's scalars are numpy's, and its intrinsics take one argument less than they declare.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel
from goodwork.redundancy.joining import Parents
from goodwork.redundancy.progress import Progress
from goodwork.redundancy.work import Work, full_disk_explained

PART_BYTES = 16 << 20
MOST_PARTS = 600
"""Each part costs a buffer, so a larger data set gets larger parts."""
BUFFER = 32 << 10
"""Values of a part held before they are written."""
CHUNK = 8 << 20
"""Values read at a time."""

Ints = NDArray[np.int32]


@kernel
def assign_parts(parent: Parents, size: Ints, limit: int, part: NDArray[np.int16], weight: NDArray[np.int64]) -> int:
    """Gives each group of two or more units a part of about ``limit`` values; -1 for units alone.

    ``size`` and ``weight`` are (units,), ``weight`` zero. Returns the number of parts.
    """
    for u in range(parent.size):
        weight[parent[u]] += size[u] + 2
    current = -1
    held = limit
    for u in range(parent.size):
        if parent[u] != u:
            part[u] = part[parent[u]]
        elif weight[u] == size[u] + 2:
            part[u] = -1
        else:
            if held >= limit or held + weight[u] > 2 * limit:
                current += 1
                held = 0
            part[u] = current
            held += weight[u]
    return current + 1


@kernel
def deal(
    values: NDArray[np.uint32],
    sizes: Ints,
    units: Ints,
    part: NDArray[np.int16],
    at: NDArray[np.int64],
    buffers: NDArray[np.uint32],
    held: NDArray[np.int64],
) -> int:
    """Copies sets into the buffers of their parts from slot ``at[0]``, place ``at[1]`` on.

    Returns the part whose buffer has no room for the next set, or -1 when all are dealt.
    """
    i = at[0]
    p = at[1]
    while i < sizes.size:
        n = np.int64(sizes[i])
        u = units[i]
        if u >= 0 and part[u] >= 0:
            target = np.int64(part[u])
            q = held[target]
            if q + n + 2 > buffers.shape[1]:
                at[0] = i
                at[1] = p
                return target
            buffers[target, q] = np.uint32(u)
            buffers[target, q + 1] = np.uint32(n)
            for k in range(n):
                buffers[target, q + 2 + k] = values[p + k]
            held[target] = q + n + 2
        p += n
        i += 1
    at[0] = i
    return -1


def parted(parent: Parents, size: Ints) -> tuple[NDArray[np.int16], int]:
    """(units,) the part of each unit, -1 for units alone, and the number of parts."""
    part = np.empty(parent.size, np.int16)
    limit = max(PART_BYTES // 4, int(size.sum(dtype=np.int64)) // MOST_PARTS)
    return part, assign_parts(parent, size, limit, part, np.zeros(parent.size, np.int64))


def part_path(folder: Path, part: int, writer: str = "") -> Path:
    """Where a part lies, or what one of several writers has put into it."""
    return folder / f"part-{part:05d}{writer}.bin"


def part_files(folder: Path, part: int) -> list[Path]:
    """Everything that was put into a part."""
    return sorted(folder.glob(f"part-{part:05d}*.bin"))


def _append(path: Path, values: NDArray[np.uint32]) -> None:
    view = memoryview(values.data).cast("B")
    with full_disk_explained(path.parent):
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            while len(view):
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)


def shuffle(
    work: Work,
    unit_of_slot: Ints,
    part: NDArray[np.int16],
    parts: int,
    pool: Executor,
    threads: int,
    progress: Progress,
    into: Path | None = None,
    writer: str = "",
) -> None:
    """Writes every part; each holds records ``unit, size, values...`` in no particular order.

    The parts go to ``into`` (the folder of ``work`` by default), under the name of their ``writer``.
    """
    folder = into or work.folder
    for old in folder.glob(f"part-?????{writer}.bin"):
        old.unlink()
    if parts == 0:
        return
    sizes = work.column("sizes", np.int32).load()
    sets = work.column("sets", np.uint32)
    progress.stage("gather candidates", int(sizes.size), "texts")
    chunks = iter(_chunks(sizes))
    taking = threading.Lock()
    writing = [threading.Lock() for _ in range(64)]  # one writer at a time for each part

    def flush(target: int, buffers: NDArray[np.uint32], held: NDArray[np.int64]) -> None:
        with writing[target % 64]:
            _append(part_path(folder, target, writer), buffers[target, : held[target]])
        held[target] = 0

    def run(_thread: int) -> None:
        buffers = np.empty((parts, BUFFER), np.uint32)
        held = np.zeros(parts, np.int64)
        while not work.stop.is_set():
            with taking:
                chunk = next(chunks, None)
            if chunk is None:
                break
            first, last, start, count = chunk
            values = sets.load(start, count)
            own, units = sizes[first:last], unit_of_slot[first:last]
            at = np.zeros(2, np.int64)
            while (full := deal(values, own, units, part, at, buffers, held)) >= 0:
                flush(full, buffers, held)
                i, p, n = int(at[0]), int(at[1]), int(own[at[0]])
                if n + 2 > BUFFER:
                    record = np.concatenate([np.array([units[i], n], np.uint32), values[p : p + n]])
                    with writing[full % 64]:
                        _append(part_path(folder, full, writer), record)
                    at[0], at[1] = i + 1, p + n
            progress.advance(last - first)
        for target in range(parts):
            if held[target]:
                flush(target, buffers, held)

    list(pool.map(run, range(threads)))
    if work.stop.is_set():
        raise KeyboardInterrupt


def _chunks(sizes: Ints) -> Iterator[tuple[int, int, int, int]]:
    """(first slot, last slot, first value, values) of about ``CHUNK`` values each."""
    first = start = 0
    step = 1 << 16
    while first < sizes.size:
        ends = np.cumsum(sizes[first : first + step], dtype=np.int64)
        taken = max(1, int(np.searchsorted(ends, CHUNK, "right")))
        count = int(ends[taken - 1])
        yield first, first + taken, start, count
        first += taken
        start += count
