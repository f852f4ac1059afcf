"""CVAT for images: pictures, and one XML with the boxes, polygons and masks in them."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.contract import Format
from goodwork.formats.cvat.read import cvat_source, read_cvat
from goodwork.formats.cvat.recognise import ALIASES, CVAT, recognise
from goodwork.formats.cvat.write import write_cvat
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report
from goodwork.model.records import Box, Mask, Polygon

# Arrow costs up to half a second to load; only those who need it pay it.


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.cvat.export import export_cvat

    return export_cvat(published, report)


FORMAT = Format(
    CVAT,
    "CVAT for images (XML)",
    read_cvat,
    recognise,
    aliases=ALIASES,
    read_files=cvat_source,
    writes={CVAT: write_cvat},
    export=_export,
    holds={CVAT: (Box, Polygon, Mask)},
    forgets=frozenset({"by", "role", "question", "ids"}),
    adds=("image_id",),
    reads_beginning=False,
    is_settled=True,
    known_as="CVAT",
)
