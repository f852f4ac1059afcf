"""The scratch folder of a run: append-only columns and a manifest that says how far they are right.

Every stage writes its columns, then the manifest (renamed into place). After a stop of any kind the columns are
cut back to what the manifest says, so a run goes on from there and a half-written end is never read.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import threading
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from goodwork.errors import Conflict, Unavailable

VERSION = 2


@contextlib.contextmanager
def full_disk_explained(folder: Path) -> Generator[None]:
    """Turns "no space left" into an error that says what to do."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        raise Unavailable(
            f"The disk under {folder} is full.",
            kept="What was read so far is kept there, and no result was written.",
            next_step="Free some space, or point --scratch at a larger disk, and run the same command again.",
        ) from fault


class Column:
    """An array on disk that grows at its end."""

    def __init__(self, path: Path, dtype: Any) -> None:
        self.path = path
        self.dtype = np.dtype(dtype)
        self._file: Any = None

    def append(self, values: NDArray[Any]) -> None:
        """Writes ``values`` at the end; the disk's errors are explained."""
        if self._file is None:
            self._file = open(self.path, "ab", buffering=0)  # noqa: SIM115 - closed by close()
        view = memoryview(np.ascontiguousarray(values, self.dtype).data).cast("B")
        with full_disk_explained(self.path.parent):
            while len(view):
                view = view[self._file.write(view) :]

    def cut(self, count: int) -> None:
        """Forgets everything after ``count`` values; fewer than that on disk is a conflict."""
        self.close()
        have = self.path.stat().st_size if self.path.exists() else 0
        if have < count * self.dtype.itemsize:
            raise Conflict(
                f"{self.path} lost data since the last run.", next_step=f"Delete {self.path.parent} and start again."
            )
        if have:
            os.truncate(self.path, count * self.dtype.itemsize)

    def load(self, start: int = 0, count: int = -1) -> NDArray[Any]:
        """``count`` values from ``start`` (all of them by default)."""
        if not self.path.exists():
            return np.empty(0, self.dtype)
        return np.fromfile(self.path, self.dtype, count, offset=start * self.dtype.itemsize)

    def close(self) -> None:
        """Closes the file; the next append opens it again."""
        if self._file is not None:
            self._file.close()
            self._file = None


class Work:
    """A scratch folder for one question (data and settings) and the manifest inside it.

    ``alone`` says that no other process has it open: then what an interrupted run left half written is swept away.
    """

    def __init__(self, folder: Path, question: Mapping[str, Any], *, alone: bool = True) -> None:
        self.folder = folder
        self.question = dict(question)
        self.key = hashlib.sha256(orjson.dumps(self.question, option=orjson.OPT_SORT_KEYS)).hexdigest()
        self.stop = threading.Event()
        """Set when the run is to stop at the next safe place."""
        with full_disk_explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self.state: dict[str, Any] = self._read()
        for path in folder.glob("*.new") if alone else ():
            path.unlink()
        self.resumed = bool(self.state.get("rows"))

    def _read(self) -> dict[str, Any]:
        path = self.folder / "manifest.json"
        if path.exists():
            with contextlib.suppress(orjson.JSONDecodeError):
                state = orjson.loads(path.read_bytes())
                if state.get("version") == VERSION and state.get("key") == self.key:
                    return state
        for child in self.folder.iterdir():
            child.unlink()
        return {"version": VERSION, "key": self.key, "rows": 0, "stage": "read"}

    def save(self, **changes: Any) -> None:
        """Writes the manifest with ``changes``, as one step."""
        self.state.update(changes)
        fresh = self.folder / "manifest.new"
        with full_disk_explained(self.folder):
            fresh.write_bytes(orjson.dumps(self.state))
            os.replace(fresh, self.folder / "manifest.json")

    def column(self, name: str, dtype: Any) -> Column:
        """The column of that name."""
        return Column(self.folder / f"{name}.bin", dtype)

    def keep(self, name: str, values: NDArray[Any]) -> None:
        """Writes a whole array under ``name``, replacing what was there."""
        with full_disk_explained(self.folder):
            # A name of its own: a cluster may run the same task twice at once.
            fresh = self.folder / f"{name}-{secrets.token_hex(4)}.new"
            values.tofile(fresh)
            os.replace(fresh, self.folder / f"{name}.bin")

    def drop(self, *names: str) -> None:
        """Deletes columns that no later stage reads."""
        for name in names:
            (self.folder / f"{name}.bin").unlink(missing_ok=True)

    def remove(self) -> None:
        """Deletes the folder: the answer is written."""
        shutil.rmtree(self.folder, ignore_errors=True)
