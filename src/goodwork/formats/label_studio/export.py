"""A published version as tasks of Label Studio, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.label_studio.write import write_label_studio
from goodwork.formats.published import OutFile, Published, pictures_of
from goodwork.formats.published_documents import published_documents
from goodwork.formats.report import Report


def export_label_studio(published: Published, report: Report) -> Iterator[OutFile]:
    """``tasks.json``, where each result says which part its question looks at, and the pictures."""
    looks_at = {q["key"]: q.get("part") for form in published.manifest["forms"].values() for q in form}
    yield from write_label_studio(published_documents(published, report, predictions=True), report, looks_at)
    yield from pictures_of(published, report)
