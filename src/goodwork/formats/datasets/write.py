"""A table of documents in the layout that Hugging Face ``datasets`` loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

import orjson
import yaml

from goodwork.formats.arrow import pa
from goodwork.formats.documents import Document
from goodwork.formats.features import card, feature
from goodwork.formats.parquet_pieces import parquet_pieces
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.spool import Spool, tables


def write_datasets(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``data/train-00000.parquet`` and ``README.md``: ``datasets.load_dataset(folder)``.

    A question with one label for each item is a ClassLabel; spans are lists of start, end, label and text.
    """
    with closing(Spool(documents, report)) as spool:
        yield from _datasets(spool, report)


def _datasets(spool: Spool, report: Report) -> Iterator[OutFile]:
    labels = spool.columns.class_labels()
    features: dict[str, dict[str, Any]] = {}

    def typed(table: Any) -> Any:
        made: dict[str, Any] = {}
        for name in table.column_names:
            values = table.column(name)
            if name in labels:
                numbers = {label: n for n, label in enumerate(labels[name])}
                values = pa.array([None if v is None else numbers[v] for v in values.to_pylist()], pa.int64())
                features[name] = {"names": labels[name], "_type": "ClassLabel"}
            else:
                features[name] = feature(values.type)
            made[name] = values
        info = orjson.dumps({"info": {"features": features}}).decode()
        return pa.table(made).replace_schema_metadata({"huggingface": info})

    pieces = parquet_pieces(tables(spool, report), "rows", Report(), typed)
    yield OutFile("data/train-00000.parquet", pieces, packed=True)
    head = {
        "configs": [{"config_name": "default", "data_files": "data/*.parquet"}],
        "dataset_info": {"features": [card(name, made) for name, made in features.items()]},
    }
    yield OutFile(
        "README.md", iter([f"---\n{yaml.safe_dump(head, sort_keys=False, allow_unicode=True)}---\n".encode()])
    )
