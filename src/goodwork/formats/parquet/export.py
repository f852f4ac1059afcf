"""Parquet: a wide table of items and one of annotations, as data frames take them."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.json_values import canonical
from goodwork.formats.parquet_pieces import parquet_pieces
from goodwork.formats.published import OutFile, Published, pictures_of
from goodwork.formats.report import Report
from goodwork.formats.wide import Wide


def export_parquet(published: Published, report: Report) -> Iterator[OutFile]:
    """``items.parquet``, ``annotations.parquet``, ``manifest.json`` and the pictures."""
    wide = Wide(published)
    yield OutFile("items.parquet", parquet_pieces(wide.items(), "items", report), packed=True)
    yield OutFile("annotations.parquet", parquet_pieces(wide.annotations(), "annotations", report), packed=True)
    yield OutFile("manifest.json", iter([canonical(published.manifest)]))
    yield from pictures_of(published, report)
