"""Opening an export of Label Studio, whichever of its forms it has."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.delimited import read_csv
from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.label_studio.minimal import is_minimal, read_minimal
from goodwork.formats.label_studio.read import read_tasks
from goodwork.formats.lines import open_stream
from goodwork.formats.rows import Dialect, Source


def read_label_studio(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The tasks of JSON, or the annotations of JSON-MIN, CSV and TSV, those of a task together."""
    begin = open_stream(file).read(1024).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin not in (b"[", b"{") and begin:
        return read_minimal(read_csv(file, dialect), in_order=False)
    plain = read_jsonl(file)
    return read_minimal(plain, in_order=True) if is_minimal(plain) else read_tasks(file)
