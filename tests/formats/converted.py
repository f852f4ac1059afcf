"""Conversions in memory: what tests of formats begin with."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from goodwork.formats.brat.read import brat_source
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.files import FolderFiles
from goodwork.formats.reading import open_source
from goodwork.formats.registry import WRITTEN
from goodwork.formats.rows import Row, Source


def to_files(
    source: Source, to: str, mapping: Mapping[str, Any] | None = None
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files that a source becomes, by name, and the account."""
    ledger = Ledger()
    files = {
        file.name: b"".join(file.pieces) for file in convert(source, WRITTEN[to].writes[to], mapping or {}, ledger)
    }
    return files, ledger.as_json()


def lines(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def own(rows: Sequence[Mapping[str, Any]]) -> Source:
    """Rows of our JSON lines, opened."""
    return open_source(io.BytesIO(lines(rows)), "jsonl")


def spans(text: str, *marked: tuple[int, int, str]) -> dict[str, Any]:
    """A row of our JSON lines with spans."""
    records = [
        {"type": "span", "question": "entities", "id": f"T{n}", "label": label, "start": a, "end": b, "text": text[a:b]}
        for n, (a, b, label) in enumerate(marked, 1)
    ]
    return {"text": text, "annotations": [{"role": "annotation", "by": "ann", "records": records}]}


def again(content: bytes, file_format: str) -> list[Row]:
    """The rows of a file; none of them broken."""
    rows = list(open_source(io.BytesIO(content), file_format).rows(0))
    assert all(isinstance(row, Row) for row in rows), rows
    return [row for row in rows if isinstance(row, Row)]


def from_folder(folder: Path) -> Source:
    """A folder of brat, opened."""
    return brat_source(FolderFiles(folder))


def placed(row: Row) -> list[tuple[int, int, str, str]]:
    """The spans of a row: start, end, label, text."""
    return [
        (record.fragments[0][0], record.fragments[-1][1], record.label, record.text)
        for said in row.said
        for record in said.records
        if type(record).__name__ == "Span"
    ]


def beside_pictures(files: Iterable[str], folder: Path) -> None:
    """The pictures that belong to texts with labels, of 640 x 200 pixels: conversions keep none."""
    for name in files:
        if name.startswith("labels/"):
            place = folder / f"images/{name[7:-4]}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            Image.new("L", (640, 200)).save(place)
