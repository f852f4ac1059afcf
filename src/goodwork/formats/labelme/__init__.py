"""LabelMe: beside each picture a JSON with the rectangles and polygons in it."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.contract import Format
from goodwork.formats.labelme.read import labelme_source, read_labelme
from goodwork.formats.labelme.recognise import ALIASES, LABELME, recognise
from goodwork.formats.labelme.write import write_labelme
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report
from goodwork.model.records import Box, Mask, Polygon

# Arrow costs up to half a second to load; only those who need it pay it.


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.labelme.export import export_labelme

    return export_labelme(published, report)


FORMAT = Format(
    LABELME,
    "LabelMe (JSON)",
    read_labelme,
    recognise,
    aliases=ALIASES,
    read_files=labelme_source,
    writes={LABELME: write_labelme},
    export=_export,
    holds={LABELME: (Box, Polygon, Mask)},
    forgets=frozenset({"by", "role", "question", "ids"}),
    is_folder=True,
    reads_beginning=False,
    is_settled=True,
    known_as="LabelMe",
)
