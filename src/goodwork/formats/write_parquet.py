"""Parquet: a wide table of items and one of annotations, as data frames take them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow.parquet as pq

from goodwork.formats.json_values import canonical
from goodwork.formats.published import OutFile, Published, pictures_of
from goodwork.formats.report import Report
from goodwork.formats.sink import Sink
from goodwork.formats.wide import Wide


def write_parquet(published: Published, report: Report) -> Iterator[OutFile]:
    """``items.parquet``, ``annotations.parquet``, ``manifest.json`` and the pictures."""
    wide = Wide(published)
    yield OutFile("items.parquet", parquet_pieces(wide.items(), "items", report), packed=True)
    yield OutFile("annotations.parquet", parquet_pieces(wide.annotations(), "annotations", report), packed=True)
    yield OutFile("manifest.json", iter([canonical(published.manifest)]))
    yield from pictures_of(published, report)


def parquet_pieces(
    tables: Iterator[Any], name: str, report: Report, change: Callable[[Any], Any] = lambda table: table
) -> Iterator[bytes]:
    """The pieces of one Parquet file with these tables; ``change`` is applied to each of them."""
    sink = Sink()
    writer: Any = None
    for raw in tables:
        table = change(raw)
        if writer is None:
            writer = pq.ParquetWriter(sink, table.schema, compression="zstd")
        if table.num_rows:  # readers stumble over empty row groups
            writer.write_table(table)
        report.keep(name, table.num_rows)
        yield sink.take()
    if writer is not None:
        writer.close()
        yield sink.take()
