"""A published version as YOLO's labels, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.drawn import form_classes, with_classes
from goodwork.formats.published import OutFile, Published
from goodwork.formats.published_documents import published_documents
from goodwork.formats.report import Report
from goodwork.formats.yolo.write import Yolo


def export_yolo(published: Published, report: Report, form: str) -> Iterator[OutFile]:
    """The texts in ``labels``, ``data.yaml``, and the pictures in ``images``, called like their items."""
    writer = Yolo(report, form)
    yield from writer.files(with_classes(published_documents(published, report), form_classes(published)))
    yield from writer.drawing.pictures(published, "images")
