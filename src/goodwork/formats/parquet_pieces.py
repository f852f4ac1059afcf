"""Tables as the bytes of one Parquet file, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from goodwork.formats.arrow import pq
from goodwork.formats.report import Report
from goodwork.formats.sink import Sink


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
