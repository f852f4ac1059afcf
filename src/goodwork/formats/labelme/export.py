"""A published version as LabelMe's JSON, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.labelme.read import IMAGES
from goodwork.formats.labelme.write import LabelMe
from goodwork.formats.published import OutFile, Published
from goodwork.formats.published_documents import published_documents
from goodwork.formats.report import Report


def export_labelme(published: Published, report: Report) -> Iterator[OutFile]:
    """In ``images`` the pictures, called like their items, and beside each its JSON."""
    writer = LabelMe(report)
    yield from writer.files(published_documents(published, report))
    yield from writer.drawing.pictures(published, IMAGES)
