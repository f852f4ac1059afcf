"""Tables of documents: CSV, Parquet and the layout of Hugging Face ``datasets``, with a column for each question."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

import orjson
import pyarrow as pa
import yaml

from goodwork.formats.documents import Document
from goodwork.formats.json_values import parse, write
from goodwork.formats.own import ANNOTATIONS, PARTS, own_said, part_value, stated_parts
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.table_columns import Columns, flat_answers
from goodwork.formats.write_datasets import card, feature
from goodwork.formats.write_parquet import parquet_pieces

PORTION = 2000
_FORMULA = ("=", "+", "-", "@")


class _Spool:
    """Documents on their way into a table: their columns are known when all of them were seen."""

    def __init__(self, documents: Iterable[Document], report: Report) -> None:
        self.columns = Columns()
        self._file: Any = tempfile.SpooledTemporaryFile(16 << 20)  # noqa: SIM115 - closed by close
        self._read: Callable[[bytes], Any] = orjson.loads
        try:
            for document in documents:
                self._file.write(self._line(self._taken(document)))
                report.keep("items")
                report.keep("annotations", sum(len(one.records) for one in document.said))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the rows go."""
        self._file.close()

    def _line(self, row: dict[str, Any]) -> bytes:
        try:
            return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
        except TypeError:  # whole numbers beyond 64 bits: they are read exactly, too
            self._read = parse
            return write(row) + b"\n"

    def _taken(self, document: Document) -> dict[str, Any]:
        said = own_said(document)
        row: dict[str, Any] = {
            "id": document.id,
            "parts": {part["name"]: part_value(part) for part in document.parts},
            "metadata": dict(document.metadata),
            "answers": flat_answers(document),
            # The text that the cell will hold: it need not be taken apart and written again.
            ANNOTATIONS: orjson.dumps(said).decode() if said else None,
            PARTS + "?": stated_parts(document),
        }
        self.columns.see(row)
        return row

    def rows(self, report: Report) -> Iterator[dict[str, Any]]:
        """The rows, each with a value for every column."""
        self._file.seek(0)
        layout = self.columns.layout(report)
        for line in self._file:
            row = self._read(line)
            yield {column.name: column.of(row) for column in layout}


def write_csv_table(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.csv``. Lists and objects are JSON in their cell; what a spreadsheet would run gets an apostrophe."""
    yield OutFile("items.csv", _csv(documents, report))


def _csv(documents: Iterable[Document], report: Report) -> Iterator[bytes]:
    with closing(_Spool(documents, report)) as spool:
        yield from _csv_lines(spool, report)


def _csv_lines(spool: _Spool, report: Report) -> Iterator[bytes]:
    names = [column.name for column in spool.columns.layout(report)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for n, row in enumerate(spool.rows(Report()), 1):
        item = str(row.get("id") or n)
        writer.writerow([_cell(row[name], name, item, report) for name in names])
        if n % PORTION == 0:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _cell(value: Any, name: str, item: str, report: Report) -> Any:
    match value:
        case str():
            if not value.lstrip("\t\r\n").startswith(_FORMULA):
                return value
            why = "an apostrophe before it keeps spreadsheets from running it as a formula"
            report.change(item, f"the cell of {name!r} that begins with = + - or @", why)
            return "'" + value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | dict():
            return write(value).decode()
        case _:
            return value


def write_parquet_table(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.parquet``, with typed columns."""
    with closing(_Spool(documents, report)) as spool:
        yield OutFile("items.parquet", parquet_pieces(_tables(spool, report), "rows", Report()), packed=True)


def write_datasets_table(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``data/train-00000.parquet`` and ``README.md``: ``datasets.load_dataset(folder)``.

    A question with one label for each item is a ClassLabel; spans are lists of start, end, label and text.
    """
    with closing(_Spool(documents, report)) as spool:
        yield from _datasets(spool, report)


def _datasets(spool: _Spool, report: Report) -> Iterator[OutFile]:
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

    pieces = parquet_pieces(_tables(spool, report), "rows", Report(), typed)
    yield OutFile("data/train-00000.parquet", pieces, packed=True)
    head = {
        "configs": [{"config_name": "default", "data_files": "data/*.parquet"}],
        "dataset_info": {"features": [card(name, made) for name, made in features.items()]},
    }
    yield OutFile(
        "README.md", iter([f"---\n{yaml.safe_dump(head, sort_keys=False, allow_unicode=True)}---\n".encode()])
    )


def _tables(spool: _Spool, report: Report) -> Iterator[Any]:
    layout = spool.columns.layout(report)
    schema = pa.schema([(column.name, column.type) for column in layout])
    yield schema.empty_table()
    held: list[dict[str, Any]] = []
    for row in spool.rows(Report()):
        held.append(row)
        if len(held) == PORTION:
            yield _table(held, schema)
            held = []
    if held:
        yield _table(held, schema)


def _table(rows: list[dict[str, Any]], schema: Any) -> Any:
    columns: dict[str, Any] = {}
    for field in schema:
        values = [row[field.name] for row in rows]
        if pa.types.is_string(field.type):
            values = [v if v is None or isinstance(v, str) else write(v).decode() for v in values]
        columns[field.name] = pa.array(values, field.type)
    return pa.table(columns, schema=schema)


TableWriter = Callable[[Iterable[Document], Report], Iterator[OutFile]]
TABLES: Mapping[str, TableWriter] = {
    "csv": write_csv_table,
    "parquet": write_parquet_table,
    "datasets": write_datasets_table,
}
