"""Label Studio's exports: tasks as JSON, and the smaller ones, JSON-MIN and CSV."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.contract import Format
from goodwork.formats.label_studio.opening import label_studio_source, read_label_studio
from goodwork.formats.label_studio.recognise import ALIASES, recognise
from goodwork.formats.label_studio.write import write_label_studio
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report

# Arrow and what packs DocBins cost up to half a second to load; only those who need them pay it.


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.label_studio.export import export_label_studio

    return export_label_studio(published, report)


FORMAT = Format(
    "label-studio",
    "Label Studio JSON",
    read_label_studio,
    recognise,
    aliases=ALIASES,
    writes={"label-studio": write_label_studio},
    export=_export,
    read_files=label_studio_source,
    is_settled=True,
    known_as="Label Studio",
)
