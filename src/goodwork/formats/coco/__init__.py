"""COCO's detections: pictures, and one JSON with the boxes around what is in them, its outlines, or its masks."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.coco.read import coco_source, read_coco
from goodwork.formats.coco.recognise import ALIASES, recognise
from goodwork.formats.coco.write import write_coco
from goodwork.formats.contract import Format
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report
from goodwork.model.records import Box, Mask, Polygon

# Arrow costs up to half a second to load; only those who need it pay it.


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.coco.export import export_coco

    return export_coco(published, report)


FORMAT = Format(
    "coco",
    "COCO (boxes, polygons, masks)",
    read_coco,
    recognise,
    aliases=ALIASES,
    read_files=coco_source,
    writes={"coco": write_coco},
    export=_export,
    holds={"coco": (Box, Polygon, Mask)},
    forgets=frozenset({"by", "role", "question", "ids"}),
    adds=("image_id", "subset"),
    reads_beginning=False,
    is_settled=True,
    known_as="COCO",
)
