"""A published version as CVAT's XML, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.cvat.read import IMAGES
from goodwork.formats.cvat.write import NAME, Cvat
from goodwork.formats.drawn import form_classes, with_classes
from goodwork.formats.published import OutFile, Published
from goodwork.formats.published_documents import published_documents
from goodwork.formats.report import Report


def export_cvat(published: Published, report: Report) -> Iterator[OutFile]:
    """``annotations.xml``, and the pictures in ``images``, called like their items."""
    writer = Cvat(report)
    documents = with_classes(published_documents(published, report), form_classes(published))
    yield OutFile(NAME, writer.pieces(documents))
    yield from writer.drawing.pictures(published, IMAGES)
