"""Pascal VOC: beside each picture an XML file with the boxes in it."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.contract import Format
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report
from goodwork.formats.voc.read import read_voc, voc_source
from goodwork.formats.voc.recognise import ALIASES, recognise
from goodwork.formats.voc.write import write_voc
from goodwork.model.records import Box, Mask, Polygon

# Arrow costs up to half a second to load; only those who need it pay it.


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.voc.export import export_voc

    return export_voc(published, report)


FORMAT = Format(
    "voc",
    "Pascal VOC (zip)",
    read_voc,
    recognise,
    aliases=ALIASES,
    read_files=voc_source,
    writes={"voc": write_voc},
    titles={"voc": "Pascal VOC"},
    export=_export,
    holds={"voc": (Box, Polygon, Mask)},
    forgets=frozenset({"by", "role", "question", "ids"}),
    adds=("subset",),
    is_folder=True,
    reads_beginning=False,
    is_settled=True,
    known_as="Pascal VOC",
)
