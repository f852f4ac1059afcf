"""YOLO's labels: beside each picture a text with a line for each region.

``yolo-obb`` is the form for turned boxes, ``yolo-segment`` that for outlines.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.contract import Format
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report
from goodwork.formats.yolo.read import read_yolo, yolo_source
from goodwork.formats.yolo.recognise import ALIASES, OBB, SEGMENT, YOLO, recognise
from goodwork.formats.yolo.write import write_obb, write_segment, write_yolo
from goodwork.model.records import Box, Mask, Polygon

# Arrow costs up to half a second to load; only those who need it pay it.


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.yolo.export import export_yolo

    return export_yolo(published, report, YOLO)


def _export_obb(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.yolo.export import export_yolo

    return export_yolo(published, report, OBB)


def _export_segment(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.yolo.export import export_yolo

    return export_yolo(published, report, SEGMENT)


FORMAT = Format(
    YOLO,
    "YOLO (zip)",
    read_yolo,
    recognise,
    aliases=ALIASES,
    read_files=yolo_source,
    writes={YOLO: write_yolo, OBB: write_obb, SEGMENT: write_segment},
    titles={YOLO: "YOLO", OBB: "YOLO, turned boxes (OBB)", SEGMENT: "YOLO, outlines (segment)"},
    exports={YOLO: _export, OBB: _export_obb, SEGMENT: _export_segment},
    holds={YOLO: (Box, Polygon, Mask), OBB: (Box, Polygon, Mask), SEGMENT: (Polygon, Mask)},
    forgets=frozenset({"by", "role", "question", "ids"}),
    adds=("subset",),
    is_folder=True,
    reads_beginning=False,
    is_settled=True,
    known_as="YOLO",
)
