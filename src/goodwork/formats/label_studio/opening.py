"""Opening an export of Label Studio, whichever of its forms it has."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from goodwork.errors import Unreadable
from goodwork.formats.delimited import read_csv
from goodwork.formats.files import Files, ZipFiles, beside
from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.label_studio.minimal import is_minimal, read_minimal
from goodwork.formats.label_studio.read import TASKS, read_tasks
from goodwork.formats.lines import open_stream
from goodwork.formats.rows import Dialect, Source


def read_label_studio(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The tasks of JSON, or the annotations of JSON-MIN, CSV and TSV, those of a task together."""
    file.seek(0)
    if file.read(2) == b"PK":
        return label_studio_source(ZipFiles(file), dialect)
    begin = open_stream(file).read(1024).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin not in (b"[", b"{") and begin:
        return read_minimal(read_csv(file, dialect), in_order=False)
    plain = read_jsonl(file)
    return read_minimal(plain, in_order=True) if is_minimal(plain) else read_tasks(file)


def label_studio_source(files: Files, dialect: Dialect = Dialect()) -> Source:
    """The tasks of a folder, with the pictures that lie beside them: our exports have both."""
    if TASKS not in files.names():
        raise Unreadable(
            f"A folder of Label Studio's tasks has the file {TASKS}, and this one has none.", kept="Nothing was read."
        )
    return replace(read_label_studio(files.open(TASKS), dialect), beside=beside(files))
