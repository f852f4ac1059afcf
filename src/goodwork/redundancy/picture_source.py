"""Pictures as a source: files, a column of Parquet files, or whatever a program holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from goodwork.errors import Invalid
from goodwork.redundancy.files import PARQUET, PICTURES, File, columns_of, expand
from goodwork.redundancy.sources import Source, picture_records

BATCH = 128
"""Pictures decoded by one thread before they are written down."""

Picture = bytes | Path | File | None
"""A picture as a source hands it out: its bytes, where it lies, or nothing."""


class Pictures(Protocol):
    """Where pictures come from: files, a column, or memory."""

    def fingerprint(self) -> list[Any]:
        """What must be the same for a stopped run to go on."""
        ...

    def rows(self) -> int | None:
        """How many there are, where that is known."""
        ...

    def batches(self, skip: int, at_once: int) -> Iterator[Sequence[tuple[Picture, Any]]]:
        """(picture, id) of every row after the first ``skip``."""
        ...

    def again(self, rows: Sequence[int]) -> Iterator[tuple[int, bytes | Path]]:
        """The pictures of a few rows (ascending), once more."""
        ...

    def names(self) -> Sequence[str] | None:
        """Their file names, if they have any: pictures of a sequence lie side by side."""
        ...


@dataclass(slots=True)
class PictureSource:
    """Pictures in files, or in a column of Parquet files."""

    files: list[File]
    table: Source | None = None

    def fingerprint(self) -> list[Any]:
        """What must be the same for a stopped run to go on."""
        return [[str(f.path), f.size, f.changed] for f in self.files]

    def rows(self) -> int | None:
        """How many pictures there are."""
        return self.table.rows() if self.table else len(self.files)

    def batches(self, skip: int, at_once: int) -> Iterator[Sequence[tuple[Picture, Any]]]:
        """(picture, id) of every row after the first ``skip``."""
        if self.table is not None:
            yield from picture_records(self.table, skip, at_once)
            return
        for start in range(skip, len(self.files), at_once):
            yield [(file, str(file.path)) for file in self.files[start : start + at_once]]

    def again(self, rows: Sequence[int]) -> Iterator[tuple[int, bytes | Path]]:
        """The pictures of a few rows (ascending), read again."""
        if self.table is None:
            yield from ((row, self.files[row].path) for row in rows)
            return
        wanted = np.asarray(rows, np.int64)
        start = 0
        for batch in self.batches(0, BATCH) if wanted.size else ():
            stop = start + len(batch)
            for row in wanted[np.searchsorted(wanted, start) : np.searchsorted(wanted, stop)]:
                data = batch[int(row) - start][0]
                if data is not None:
                    yield int(row), data.path if isinstance(data, File) else data
            start = stop

    def names(self) -> Sequence[str] | None:
        """The names of the files; pictures in a column have none."""
        return [str(file.path) for file in self.files] if self.table is None else None


def open_pictures(paths: Sequence[Path], column: str | None = None, id_column: str | None = None) -> PictureSource:
    """The pictures of folders and files, or of a column of Parquet files."""
    files = [File.of(path) for path in expand(paths)]
    pictures = [file for file in files if file.kind in PICTURES]
    if pictures and len(pictures) == len(files):
        return PictureSource(files)
    if any(file.kind not in PARQUET for file in files):
        raise Invalid(
            "Pictures are read from picture files or from a column of Parquet files, not from a mixture.",
            next_step="Run them apart.",
        )
    known = columns_of(files[0])
    column = column or next((name for name, kind in known.items() if kind == "picture"), None)
    if column is None or column not in known:
        raise Invalid(f"There is no column {column!r} with pictures.", next_step=f"There are {', '.join(known)}.")
    return PictureSource(files, Source(files, column, id_column or ("id" if "id" in known else None)))
