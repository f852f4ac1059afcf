"""Pascal VOC: pixels from 1 become borders and pixels again, and each object that can't be read is named."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from goodwork.formats.documents import Document, Shown
from goodwork.formats.reading import open_source
from goodwork.formats.registry import WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Broken, Row, Said
from goodwork.model.records import Box, nothing_found
from tests.formats.test_boxes_in_files import boxes
from tests.formats.test_coco import zipped

SHOWN = Shown("picture", "a.png", (640, 200), "picture")


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (640, 200)).save(out, "PNG")
    return out.getvalue()


def written(*marks: Box) -> tuple[dict[str, bytes], Report]:
    said = (Said("annotation", "voc", marks or (nothing_found(OBJECTS),)),)
    report = Report()
    document = Document(1, "a.png", [], {"picture": "a.png"}, said, beside=(SHOWN,))
    return {f.name: b"".join(f.pieces) for f in WRITTEN["voc"].writes["voc"]([document], report)}, report


def read(files: dict[str, Any]) -> tuple[list[Row | Broken], list[str]]:
    source = open_source(zipped(files), "folder")
    rows = list(source.rows(0))
    report = source.report.as_json()
    return rows, [f"{row['what']}: {row['why']}" for row in (*report["changed"], *report["lost"])]


def test_boxes_come_back_to_the_pixel() -> None:
    marks = (
        Box(
            OBJECTS, "b1", "a <b> & c", "a <b> & c", 0.0, 0.0, 1.0, 1.0, attributes=(("difficult", "1"), ("hue", "<&>"))
        ),
        Box(OBJECTS, "b2", "boat", "boat", 10.25, 20.0, 640.0, 200.0, attributes=(("pose", "Left"),)),
    )
    files, report = written(*marks)
    assert b"<xmin>1</xmin><ymin>1</ymin><xmax>1</xmax><ymax>1</ymax>" in files["Annotations/a.xml"]
    (row,), said = read({**files, "JPEGImages/a.png": picture()})
    assert isinstance(row, Row) and tuple(boxes(row)) == marks and not report.tells and not said
    files, _ = written()
    (row,), _ = read({**files, "JPEGImages/a.png": picture()})
    assert isinstance(row, Row) and row.said[0].records == (nothing_found(OBJECTS),)


XML = "<annotation><filename>a.png</filename><size><width>640</width><height>200</height></size>{}</annotation>"
GOOD = "<object><name>x</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object>"


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (GOOD.replace("<xmax>9", "<xmax>nan"), "in no picture"),
        (GOOD.replace("<xmax>9", "<xmax>-9"), "holds nothing"),
        (GOOD.replace("<xmin>1", "<xmin>700").replace("<xmax>9", "<xmax>800"), "outside of the picture"),
        (GOOD.replace("<xmax>9</xmax>", ""), "is no number"),
        (GOOD.replace("<name>x</name>", ""), "it has no name"),
        ("<object><name>x</name><polygon/></object>", "it has no box"),
        (GOOD.replace("</bndbox>", "</bndbox><attributes><attribute><name>rotation</name><value>30</value></attribute>"
                      "</attributes>"), "it is turned"),
    ],
)  # fmt: skip
def test_an_object_that_can_not_be_read_is_named_and_takes_its_answer_with_it(bad: str, why: str) -> None:
    (row,), said = read({"a.png": picture(), "a.xml": XML.format(GOOD + bad)})
    assert isinstance(row, Row) and len(boxes(row)) == 1 and row.said[0].unread == {OBJECTS}
    assert said[0].startswith("object 2") and why in said[0]


def test_files_that_are_none_are_broken_rows_and_the_rest_is_kept() -> None:
    files = {
        "a.xml": XML.format(GOOD), "a.png": picture(), "b.xml": "<annotation><object>", "c.xml": "<other/>",
        "d.xml": '<!DOCTYPE a [<!ENTITY b "c">]><annotation/>', "e.png": picture(),
        "f.xml": XML.format(GOOD).replace("640", "641"), "f.png": picture(),
    }  # fmt: skip
    rows, said = read({**files, "f.xml": files["f.xml"].replace("a.png", "f.png")})  # type: ignore[union-attr]
    assert [row.reason[:14] for row in rows if isinstance(row, Broken)] == [
        "it is no XML: ", "it is no annot", "its XML declar",
    ]  # fmt: skip
    assert [(row.values["file"], len(row.said)) for row in rows if isinstance(row, Row)] == [
        ("a.png", 1), ("f.png", 0), ("e.png", 0),
    ]  # fmt: skip
    assert "641 x 200" in said[0]
