"""Work that is kept in a file as it is done, in two processes: a run that was ended goes on where it was."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import goodwork.quality

Key = tuple[Any, ...]
Row = dict[str, Any]
"""What is found for a key, as JSON, which stands in it as ``key``."""


def kept(keys: Sequence[Key], work: Callable[[Key], Row], path: Path, *, chunk: int = 4) -> dict[Key, Row]:
    """What ``work`` gives for each key, from the file or afresh; ``chunk`` of them are written at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    done: dict[Key, Row] = {tuple(row["key"]): row for row in _read(path)}
    missing = [key for key in keys if key not in done]
    cut_off = path.exists() and not path.read_bytes().endswith(b"\n")
    with path.open("a") as file, multiprocessing.get_context("spawn").Pool(2) as pool:
        file.write("\n" * cut_off)
        for row in pool.imap_unordered(work, missing, chunksize=chunk):
            file.write(json.dumps(row) + "\n")
            file.flush()
            done[tuple(row["key"])] = row
    return {key: done[key] for key in keys}


def sources(*others: ModuleType) -> str:
    """A number of the sources of the engine and of ``others``: what was kept under another one is not read."""
    files = [
        *sorted(Path(str(goodwork.quality.__file__)).parent.glob("*.py")),
        *(Path(str(m.__file__)) for m in others),
    ]
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()[:12]


def _read(path: Path) -> Iterator[Row]:
    """The rows of the file but those that were cut off, whose work is done again."""
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue
