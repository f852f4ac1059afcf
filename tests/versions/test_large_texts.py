"""Versions with large texts: whoever writes, reads or exports one holds a portion of it, however large the whole is."""

from __future__ import annotations

import io
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goodwork.lake.published import Published
from goodwork.lake.tables import LETTERS_OF_GROUP, SCHEMAS, TableWriter
from goodwork.store.versions import snapshot
from tests.data.workshop import Workshop

MB = 1 << 20


def item(n: int, text: str) -> tuple[Any, ...]:
    """A row of the table of items."""
    kinds = SCHEMAS["items"].field("parts").type.value_type
    part = {"name": "text", "type": "text", "title": "", "text": text}
    parts = [{kinds.field(i).name: part.get(kinds.field(i).name) for i in range(kinds.num_fields)}]
    known: dict[str, Any] = {"item": n, "id": str(n), "state": "open", "gold": "none", "answers": 0, "parts": parts}
    return tuple(known.get(name, "{}") for name in SCHEMAS["items"].names)


def test_a_group_is_held_and_written_before_it_is_large(tmp_path: Path) -> None:
    """However the rows come, the file is the same."""

    def written(portion: int) -> bytes:
        path = tmp_path / f"{portion}.parquet"

        @contextmanager
        def create(_: str) -> Generator[Any]:
            with path.open("wb") as file:
                yield file

        rows = [item(n, f"{n} " + "x" * MB) for n in range(80)] + [item(n, "short") for n in range(80, 200)]
        with TableWriter("items", create) as writer:
            for at in range(0, len(rows), portion):
                writer.write(rows[at : at + portion])
                assert sum(len(str(row)) for row in writer._held) < 2 * LETTERS_OF_GROUP
            writer.end()
        return path.read_bytes()

    one = written(200)
    assert written(7) == one
    groups = pq.ParquetFile(io.BytesIO(one)).metadata
    assert [groups.row_group(n).num_rows for n in range(groups.num_row_groups)] == [32, 32, 136]


def test_what_an_older_version_wrote_together_is_read_in_portions() -> None:
    """Ten thousand rows of one group, all with the same text: the file has it once, each row gets it in full."""
    out = io.BytesIO()
    rows = [item(n, "x" * (MB // 8)) for n in range(2_000)]
    columns = [
        pa.array(list(column), kind.type)
        for column, kind in zip(zip(*rows, strict=True), SCHEMAS["items"], strict=True)
    ]
    pq.write_table(pa.table(columns, schema=SCHEMAS["items"]), out, row_group_size=10_000, compression="zstd")
    assert len(out.getvalue()) < MB
    manifest = {"files": [{"table": "items", "path": "items/00000.parquet"}]}
    published = Published(manifest, lambda path: io.BytesIO(out.getvalue()), lambda blob: b"")
    before, read = pa.total_allocated_bytes(), 0
    for batch in published.batches("items"):
        assert pa.total_allocated_bytes() - before < 100 * MB
        read += batch.num_rows
    assert read == 2_000


async def test_large_rows_are_fetched_a_few_at_a_time(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_LETTERS", 200_000)
    project = await shop.project()
    await shop.bring(project, b"".join(b'{"text": "%d %s"}\n' % (n, b"x" * 50_000) for n in range(70)))
    async with shop.database.transaction(shop.manager, snapshot=True) as t:
        sizes = [len(rows) async for rows in snapshot.items(t, project)]
    assert sum(sizes) == 70 and sizes[0] == 50 and max(sizes[1:]) <= 4
