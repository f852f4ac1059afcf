"""A published version, read back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goodwork.errors import Damaged, Unreadable
from goodwork.formats.json_values import canonical

MANIFEST = "manifest.json"

_ROWS = 10_000
"""Rows of a batch, if their texts are not long."""
_BYTES = 8 << 20
"""Of a batch, but for its last rows."""
_AT_ONCE = 100
"""Rows that are read before it is looked at how long they are: what older versions wrote together may be gigabytes."""


def manifest_hash(manifest: Mapping[str, Any]) -> str:
    """The SHA-256 that a version goes by: of its manifest in the canonical form of JSON."""
    return hashlib.sha256(canonical(manifest)).hexdigest()


def _batches(file: Any, path: str) -> Iterator[Any]:
    def read() -> Iterator[Any]:
        opened = pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20, page_checksum_verification=True)
        held, rows, size = list[Any](), 0, 0
        for batch in opened.iter_batches(_AT_ONCE):
            held.append(batch)
            rows, size = rows + batch.num_rows, size + batch.nbytes
            if rows >= _ROWS or size >= _BYTES:
                yield from _as_one(held)
                held, rows, size = [], 0, 0
        yield from _as_one(held)

    batches = read()
    while True:
        # Only what reading raises is caught, not what is done with the batches.
        try:
            batch = next(batches, None)
        except (OSError, pa.ArrowException) as error:
            raise damaged_file(path, f"can't be read ({' '.join(str(error).split())[:100]})") from None
        if batch is None:
            return
        yield batch


def _as_one(batches: list[Any]) -> list[Any]:
    return pa.Table.from_batches(batches).combine_chunks().to_batches() if len(batches) > 1 else batches


def damaged_file(path: str, how: str) -> Damaged:
    """What is said of a version's file that is not what was written."""
    return Damaged(
        f"The version's file {path} {how}.",
        kept="The project is as it was.",
        next_step="Publish a new version, or have the person who runs this server put the file back from a backup.",
    )


class Published:
    """The files of a version: ``open_file`` opens one by its path, ``get_blob`` gives a picture's bytes."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        open_file: Callable[[str], Any],
        get_blob: Callable[[str], bytes],
    ) -> None:
        self.manifest = manifest
        self._open_file = open_file
        self._get_blob = get_blob

    def batches(self, table: str) -> Iterator[Any]:
        """The rows of a table as Arrow record batches, in their order; one is held at a time."""
        for entry in self.manifest["files"]:
            if entry["table"] == table:
                with self._open_file(entry["path"]) as file:
                    yield from _batches(file, entry["path"])

    def opened(self, table: str) -> Iterator[Any]:
        """The Parquet files of a table, one after the other; each is closed when the next one is opened."""
        for entry in self.manifest["files"]:
            if entry["table"] == table:
                with self._open_file(entry["path"]) as file:
                    yield pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20, page_checksum_verification=True)

    def picture(self, blob: str) -> bytes:
        """The bytes of a picture; Damaged when they are not what its name says."""
        return self._get_blob(blob)

    def verify(self) -> None:
        """Read every file again; Unreadable when one is not what the manifest says."""
        for entry in self.manifest["files"]:
            digest = hashlib.sha256()
            with self._open_file(entry["path"]) as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
            if digest.hexdigest() != entry["sha256"]:
                raise Unreadable(f"{entry['path']} is not what the manifest says.", next_step="Restore it.")
