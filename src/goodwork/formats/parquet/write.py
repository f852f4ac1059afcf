"""A table of documents as Parquet, with typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

import orjson

from goodwork.formats.dataset_files import CLASSES
from goodwork.formats.documents import Document
from goodwork.formats.parquet_pieces import parquet_pieces
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.spool import Spool, tables


def write_parquet(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.parquet``, with typed columns; its schema keeps the order of classes."""
    with closing(Spool(documents, report)) as spool:
        labels = spool.columns.class_labels()
        features = {q: {"names": labels[q], "_type": "ClassLabel"} for q in spool.columns.classes if q in labels}

        def with_classes(table: Any) -> Any:
            return table.replace_schema_metadata({CLASSES: orjson.dumps(features)}) if features else table

        pieces = parquet_pieces(tables(spool, report), "rows", Report(), with_classes)
        yield OutFile("items.parquet", pieces, packed=True)
