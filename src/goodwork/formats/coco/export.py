"""A published version as COCO, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.coco.write import NAME, Coco
from goodwork.formats.drawn import form_classes, with_classes
from goodwork.formats.published import OutFile, Published
from goodwork.formats.published_documents import published_documents
from goodwork.formats.report import Report


def export_coco(published: Published, report: Report) -> Iterator[OutFile]:
    """``annotations/instances_default.json``, and the pictures in ``images``, called like their items."""
    writer = Coco(report)
    documents = with_classes(published_documents(published, report), form_classes(published))
    yield OutFile(f"annotations/{NAME}", writer.pieces(documents, even_empty=True))
    yield from writer.drawing.pictures(published, "images")
