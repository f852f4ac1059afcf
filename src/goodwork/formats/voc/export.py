"""A published version as Pascal VOC, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.published import OutFile, Published
from goodwork.formats.published_documents import published_documents
from goodwork.formats.report import Report
from goodwork.formats.voc.read import IMAGES
from goodwork.formats.voc.write import Voc


def export_voc(published: Published, report: Report) -> Iterator[OutFile]:
    """The XML files in ``Annotations``, their list, and the pictures in ``JPEGImages``, called like their items."""
    writer = Voc(report)
    yield from writer.files(published_documents(published, report))
    yield from writer.drawing.pictures(published, IMAGES)
