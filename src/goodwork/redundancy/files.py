"""Files as a run found them: their kind, their columns, and whether they are still what they were."""

from __future__ import annotations

import codecs
import csv
import gzip
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from goodwork.errors import Conflict, NotFound, Unreadable
from goodwork.formats import table_files
from goodwork.formats.table_files import form_of

PICTURES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".ppm", ".pgm"))
PARQUET = frozenset((".parquet", ".pq"))
TABLES = PARQUET | {".jsonl", ".ndjson", ".csv", ".tsv"}
"""What a folder is searched for; a file that is named may be of any format that is imported."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was when the run began."""

    path: Path
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> File:
        state = path.stat()
        return cls(path, state.st_size, state.st_mtime_ns)

    @property
    def kind(self) -> str:
        """Its suffix, without a ``.gz``."""
        return Path(self.path.stem if self.path.suffix == ".gz" else self.path).suffix.lower()

    def check(self) -> None:
        """Refuses to go on when the file is not what it was."""
        try:
            now = File.of(self.path)
        except FileNotFoundError:
            now = None
        if now != self:
            raise Conflict(
                f"{self.path} changed while it was read.",
                kept="No result was written.",
                next_step="Run the command again when nothing writes to the file.",
            )


def parquet_file(file: File) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(file.path, pre_buffer=False, buffer_size=1 << 20)
    except (pa.ArrowException, OSError, UnicodeDecodeError, MemoryError) as fault:
        raise Unreadable(
            f"{file.path} is not a Parquet file that can be read ({fault}).",
            next_step="Check that it was copied whole.",
        ) from fault


def opened(file: File) -> Any:
    return gzip.open(file.path, "rb") if file.path.suffix == ".gz" else open(file.path, "rb")


def expand(paths: Sequence[Path]) -> list[Path]:
    """The files that ``paths`` name, folders opened up, in a stable order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            known = [p for p in inside if File.of(p).kind in PICTURES | TABLES | {".txt"}]
            if not known:
                raise NotFound(f"{path} holds no picture, table or text.", next_step=f"Known are {known_kinds()}.")
            found += known
        elif path.exists():
            found.append(path)
        else:
            raise NotFound(f"There is no {path}.", next_step="Check the path.")
    return found


def known_kinds() -> str:
    return ", ".join(sorted(TABLES | {".txt"} | PICTURES))


def columns_of(file: File) -> dict[str, str]:
    """The columns of a table and whether each holds ``text``, ``picture`` or something ``other``."""
    if file.kind in PARQUET:
        return {field.name: _arrow_kind(field.type) for field in parquet_file(file).schema_arrow}
    form = form_of(file.path)
    if not form.plain:
        return {
            name: "text" if any(isinstance(value, str) for value in values) else "other"
            for name, values in table_files.columns_of(file.path, form).items()
        }
    with opened(file) as lines:
        if form.format == "csv":
            head = next(lines, b"").decode("utf-8", "replace").lstrip("\ufeff")
            return dict.fromkeys(next(csv.reader([head], delimiter=form.delimiter), []), "text")
        known: dict[str, str] = {}
        for line in itertools.islice(lines, 1000):
            try:
                record = orjson.loads(line.removeprefix(codecs.BOM_UTF8))
            except orjson.JSONDecodeError:
                continue
            if isinstance(record, dict):
                for name, value in record.items():
                    kind = "text" if isinstance(value, str) else "other"
                    known[name] = kind if known.get(name, kind) == kind else "text"
        return known


def _arrow_kind(kind: Any) -> str:
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return "text"
    if pa.types.is_dictionary(kind):
        return _arrow_kind(kind.value_type)
    if pa.types.is_binary(kind) or (pa.types.is_struct(kind) and kind.get_field_index("bytes") >= 0):
        return "picture"
    return "other"
