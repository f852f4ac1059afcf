"""Writing a published version in a stated format: as files, or as one stream to download."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import orjson

from goodwork.errors import Invalid
from goodwork.formats.document_writers import WRITERS as OF_DOCUMENTS
from goodwork.formats.published import OutFile, Published, pictures_of
from goodwork.formats.published_documents import published_documents
from goodwork.formats.report import Report
from goodwork.formats.sink import Sink
from goodwork.formats.write_csv import write_csv
from goodwork.formats.write_datasets import write_datasets
from goodwork.formats.write_jsonl import write_jsonl
from goodwork.formats.write_label_studio import write_label_studio
from goodwork.formats.write_parquet import write_parquet

Writer = Callable[[Published, Report], Iterator[OutFile]]


def _label_studio(published: Published, report: Report) -> Iterator[OutFile]:
    looks_at = {q["key"]: q.get("part") for form in published.manifest["forms"].values() for q in form}
    yield from write_label_studio(published_documents(published, report), report, looks_at)
    yield from pictures_of(published, report)


def _of_documents(name: str, published: Published, report: Report) -> Iterator[OutFile]:
    return OF_DOCUMENTS[name].write(published_documents(published, report), report)


# The wide tables have every annotation; the others what their formats have a place for.
WRITERS: Mapping[str, Writer] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
    "datasets": write_datasets,
    "label-studio": _label_studio,
    **{
        name: partial(_of_documents, name)
        for name in ("conll", "bio", "iobes", "bilou", "docbin", "brat", "argilla", "trl", "chat", "fasttext")
    },
}
REPORT = "report.json"


def write_files(published: Published, file_format: str, report: Report) -> Iterator[OutFile]:
    """The files of an export; each is read to its end before the next. The last one is the report.

    Invalid for a format that is not written.
    """
    if file_format not in WRITERS:
        raise Invalid(f"goodwork does not write {file_format[:40]!r}.", next_step=f"Use one of: {', '.join(WRITERS)}.")
    return _files(published, file_format, report)


def _files(published: Published, file_format: str, report: Report) -> Iterator[OutFile]:
    yield from WRITERS[file_format](published, report)
    yield OutFile(REPORT, iter([orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2)]))


def is_single(published: Published, file_format: str) -> bool:
    """Whether an export is one file in which everything is kept, so that no report has to go beside it."""
    return file_format == "jsonl" and not any(part["type"] == "picture" for part in published.manifest["parts"])


def stream(published: Published, file_format: str) -> Iterator[bytes]:
    """An export as one stream: the file itself when it is a single one, else a zip. The same bytes every time."""
    files = write_files(published, file_format, Report())
    if is_single(published, file_format):
        yield from next(files).pieces
        return
    sink = Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if file.packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as writer:
                for piece in file.pieces:
                    writer.write(piece)
                    yield sink.take()
            yield sink.take()
    yield sink.take()
