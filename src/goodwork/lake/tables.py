"""The tables of a dataset version, and files of them that are the same bytes for the same rows.

- ``items``: one row per item, in the order of the project.
- ``consensus``: one row per item and question that has answers. Where ``from_item`` names another item, the row is
  that item's, of which this one is an exact duplicate; it rests on no answers of its own.
- ``annotations``: one row per annotation and question, earlier revisions too, under pseudonyms.
- ``predictions``: one row per model, item and question; only where there are any.
- ``skips``: one row per item and person who skipped it, under pseudonyms; only where there are any.

An item in none of the last four was not asked, or nobody has answered yet. An answer that found nothing is a row like
any other.

Answers are kept twice: ``answer`` is the answer itself as JSON, with the ids of labels; ``labels``, ``names``,
``value`` and ``text`` are what it says as neutral records, for readers who know nothing of kinds; what they can't say
(spans, preferences, several criteria) is in ``records``, as formats.record_json writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, cast

import pyarrow as pa
import pyarrow.parquet as pq

_PART = pa.struct(
    [
        ("name", pa.string()),
        ("type", pa.string()),
        ("title", pa.string()),
        ("text", pa.string()),
        ("blob", pa.string()),
        ("media", pa.string()),
        ("width", pa.int32()),
        ("height", pa.int32()),
        ("data", pa.string()),
    ]
)
_SAID = [
    ("answer", pa.string()),
    ("labels", pa.list_(pa.string())),
    ("names", pa.list_(pa.string())),
    ("value", pa.float64()),
    ("text", pa.string()),
    ("records", pa.string()),
]

SCHEMAS: Mapping[str, Any] = {
    "items": pa.schema(
        [
            ("item", pa.int32()),
            ("id", pa.string()),
            ("state", pa.string()),
            ("gold", pa.string()),
            ("answers", pa.int16()),
            ("parts", pa.list_(_PART)),
            ("metadata", pa.string()),
        ]
    ),
    "consensus": pa.schema(
        [
            ("item", pa.int32()),
            ("question", pa.string()),
            *_SAID,
            ("confidence", pa.float64()),
            ("calibrated", pa.bool_()),
            ("disagreement", pa.float64()),
            ("answers", pa.int16()),
            ("reviewed", pa.bool_()),
            ("from_item", pa.int32()),
        ]
    ),
    "annotations": pa.schema(
        [
            ("item", pa.int32()),
            ("person", pa.string()),
            ("revision", pa.int16()),
            ("latest", pa.bool_()),
            ("surplus", pa.bool_()),
            ("form_version", pa.int32()),
            ("model", pa.string()),
            ("question", pa.string()),
            *_SAID,
        ]
    ),
    "predictions": pa.schema(
        [
            ("item", pa.int32()),
            ("model", pa.string()),
            ("score", pa.float64()),
            ("question", pa.string()),
            *_SAID,
        ]
    ),
    "skips": pa.schema([("item", pa.int32()), ("person", pa.string())]),
}

OPTIONAL = frozenset({"predictions", "skips"})
"""Tables without a file where they have no rows."""

ROWS_OF_GROUP = 10_000
LETTERS_OF_GROUP = 32 << 20
"""Characters of the texts of a group, but for its last row: whoever writes or reads a group holds it whole."""
ROWS_OF_FILE = 500_000

# Everything that decides on the bytes of a file is stated, so that a new default changes nothing.
_WRITER: dict[str, Any] = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": True,
    "write_statistics": True,
    "write_page_checksum": True,
    "data_page_size": 1 << 20,
    "write_page_index": False,
    "store_schema": False,
}


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of a version, as the manifest names it."""

    path: str
    table: str
    rows: int
    size: int
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """As it stands in the manifest."""
        return {
            "path": self.path, "table": self.table, "rows": self.rows, "bytes": self.size, "sha256": self.sha256,
        }  # fmt: skip


class _Hashed:
    """A file that is written and hashed at once."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0
        self.closed = False

    def write(self, piece: Any) -> int:
        self._digest.update(piece)
        self.size += len(piece)
        self._file.write(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held here."""

    def tell(self) -> int:
        return self.size

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def letters(row: Sequence[Any]) -> int:
    """The characters of the texts in a row, also of those in its parts."""
    found = 0
    for value in row:
        if isinstance(value, str):
            found += len(value)
        elif isinstance(value, list):
            for part in cast("list[Any]", value):
                inner = cast("dict[str, Any]", part).values() if isinstance(part, dict) else (part,)
                found += sum(len(one) for one in inner if isinstance(one, str))
    return found


@dataclass(slots=True)
class TableWriter:
    """Writes the rows of one table into as many files as they take; a context that lets an unfinished file go.

    ``create`` opens a file of the version by its path; it appears when it is closed well. However the rows are
    portioned, the files are the same.
    """

    table: str
    create: Callable[[str], AbstractContextManager[Any]]
    files: list[WrittenFile] = field(default_factory=list[WrittenFile])
    _held: list[Sequence[Any]] = field(default_factory=list[Sequence[Any]])
    _letters: int = 0
    _opening: AbstractContextManager[Any] | None = None
    _hashed: _Hashed | None = None
    _writer: Any = None
    _rows: int = 0

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows: sequences with a value for each column."""
        for row in rows:
            self._held.append(row)
            self._letters += letters(row)
            if len(self._held) >= ROWS_OF_GROUP or self._letters >= LETTERS_OF_GROUP:
                self._group(self._held)
                self._held, self._letters = [], 0

    def end(self) -> list[WrittenFile]:
        """Write what is held; a table without rows has one file that says so, unless it may be left out."""
        if self._held or not (self.files or self._writer or self.table in OPTIONAL):
            self._group(self._held)
            self._held = []
        self._close()
        return self.files

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opening is not None:
            self._opening.__exit__(kind, error, trace)
            self._opening = None

    def _group(self, rows: Sequence[Sequence[Any]]) -> None:
        schema = SCHEMAS[self.table]
        if self._writer is None:
            path = f"{self.table}/{len(self.files):05}.parquet"
            self._opening = self.create(path)
            self._hashed = _Hashed(self._opening.__enter__())
            self._writer = pq.ParquetWriter(self._hashed, schema, **_WRITER)
            self._rows = 0
        columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
        arrays = [pa.array(list(column), type=kind.type) for column, kind in zip(columns, schema, strict=True)]
        self._writer.write_batch(pa.record_batch(arrays, schema=schema), row_group_size=ROWS_OF_GROUP)
        self._rows += len(rows)
        if self._rows >= ROWS_OF_FILE:
            self._close()

    def _close(self) -> None:
        if self._writer is None:
            return
        assert self._hashed is not None and self._opening is not None
        self._writer.close()
        path = f"{self.table}/{len(self.files):05}.parquet"
        self._opening.__exit__(None, None, None)
        self.files.append(WrittenFile(path, self.table, self._rows, self._hashed.size, self._hashed.sha256))
        self._writer = self._opening = self._hashed = None
