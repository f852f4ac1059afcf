"""Writing a published version in a stated format: as files, or as one stream to download."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

import orjson

from goodwork.errors import Invalid
from goodwork.formats.exported import REPORT
from goodwork.formats.published import OutFile, Published
from goodwork.formats.registry import WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.sink import Sink


def write_files(published: Published, file_format: str, report: Report) -> Iterator[OutFile]:
    """The files of an export; each is read to its end before the next. The last one is the report.

    Invalid for a format that is not written.
    """
    if file_format not in WRITTEN:
        raise Invalid(f"goodwork does not write {file_format[:40]!r}.", next_step=f"Use one of: {', '.join(WRITTEN)}.")
    return _files(published, file_format, report)


def _files(published: Published, file_format: str, report: Report) -> Iterator[OutFile]:
    written = WRITTEN[file_format]
    export = written.exports.get(file_format, written.export)
    if export is not None:
        yield from export(published, report)
    else:
        from goodwork.formats.published_documents import published_documents  # Arrow: only those who write pay it

        yield from written.writes[file_format](published_documents(published, report), report)
    yield OutFile(REPORT, iter([orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2)]))


def is_single(published: Published, file_format: str) -> bool:
    """Whether an export is one file in which everything is kept, so that no report has to go beside it."""
    return WRITTEN[file_format].holds_all and not any(p["type"] == "picture" for p in published.manifest["parts"])


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
