"""LabelMe: shapes to the point, parts by their groups, and what can't be read said with its place."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise_file
from goodwork.formats.rows import OBJECTS, Broken, Row
from goodwork.model.records import Box, Polygon
from tests.formats.converted import to_files
from tests.formats.test_coco import picture, zipped
from tests.formats.test_polygons_in_files import outlines, polygons, written

RING = [[1, 1], [9, 1], [9, 9]]


def held(*shapes: Any, **beside: Any) -> dict[str, Any]:
    return {
        "version": "5.0.1", "flags": {}, "shapes": list(shapes), "imagePath": "a.png", "imageData": None,
        "imageHeight": 30, "imageWidth": 40, **beside,
    }  # fmt: skip


def shape(points: Any, kind: str | None = "polygon", **beside: Any) -> dict[str, Any]:
    return {"label": "boat", "points": points, "group_id": None, "shape_type": kind, "flags": {}, **beside}


def told(value: Any) -> tuple[Row | Broken, list[str]]:
    source = open_source(io.BytesIO(json.dumps(value).encode()), "labelme")
    (row,) = source.rows(0)
    report = source.report.as_json()
    return row, [f"{one['what']}: {one['why']}" for one in (*report["changed"], *report["lost"])]


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(outlines(), st.sampled_from((0.0, 30.0)))
def test_shapes_come_back(mark: Polygon, turned: float) -> None:
    said = (("description", "by the quay"), ("made of", "wood"), ("occluded", "true"))
    box = Box(OBJECTS, "b1", "crane", "crane", 300.0, 20.0, 340.5, 60.0, turned, attributes=said)
    files, account = written("labelme", box, mark)
    source = open_source(zipped({**files, "images/a.jpg": picture(640, 200)}), "folder")
    (row,) = source.rows(0)
    assert isinstance(row, Row) and row.values["file"] == "a.jpg" and row.sizes == {"picture": (640, 200)}
    first, second = row.said[0].records
    assert isinstance(first, Polygon) if turned else first == box
    assert isinstance(second, Polygon) and second.parts == tuple((outer,) for outer, *_ in mark.parts)
    assert any("a hole of" in one for one in account) == any(len(rings) > 1 for rings in mark.parts)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (shape([[1, 1], [2, 2]]), "has 2 points"),
        (shape([[1, 1], [2, 2], [3]]), "no list of pairs"),
        (shape([[1, 1], [2, "2"], [3, 3]]), "is no number"),
        (shape([[1, 1], [2, 2]], "rectangle", label=""), "it has no label"),
        (shape([[1, 1], [1, 2]], "rectangle"), "holds nothing"),
        (shape(RING, "rectangle"), "two corners, and this one 3"),
        (shape([[90, 1], [99, 1], [99, 9]]), "outside of the picture of 40 x 30"),
        (7, "it is no object"),
    ],
)
def test_a_shape_that_can_not_be_read_takes_its_answer_with_it(bad: Any, why: str) -> None:
    content = json.dumps(held(shape(RING), bad)).encode()
    _, account = to_files(open_source(io.BytesIO(content), "labelme"), "jsonl")
    assert why in account["lost"][0]["why"] and account["lost"][1]["why"] == "more belongs to it than could be read"


def test_other_shapes_are_named_and_say_nothing_of_the_rest() -> None:
    row, said = told(held(shape(RING), shape([[1, 1]], "point"), shape(RING, None)))
    assert isinstance(row, Row) and len(polygons(row)) == 2 and "'point'" in said[0]
    row, _ = told(held(shape([[1, 1], [2, 2]], "line")))
    assert isinstance(row, Row) and row.said == ()
    row, said = told(held(*[shape(RING)] * 10_003))
    assert isinstance(row, Row) and row.said[0].unread and said == ["shape 10001: there are more than 10,000"]


def test_a_picture_may_lie_in_the_file_itself() -> None:
    data = base64.b64encode(picture(40, 30)).decode()
    content = json.dumps(held(shape(RING), imageData=data)).encode()
    assert recognise_file(io.BytesIO(content), "a.json") == "labelme"
    (row,) = open_source(io.BytesIO(content), "labelme").rows(0)
    assert isinstance(row, Row) and row.values["picture"] == f"data:image/jpeg;base64,{data}"


@pytest.mark.parametrize(
    "content",
    [b'{"shapes": []}', b"[1]", b'{"shapes": [', b'{"shapes": ' + b"[" * 5000, b'{"shapes": [], "imagePath": "/"}'],
)
def test_what_is_none_is_a_broken_row(content: bytes) -> None:
    (row,) = open_source(io.BytesIO(content), "labelme").rows(0)
    assert isinstance(row, Broken) and row.reason
