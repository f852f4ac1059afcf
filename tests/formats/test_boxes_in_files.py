"""Boxes in files mean what they say: to the pixel, whatever their format measures in, and never half."""

from __future__ import annotations

import io
import json
import math
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.formats.boxes import Place, about_corner, corner_of, corners, hull
from goodwork.formats.reading import open_source
from goodwork.formats.rows import Row
from goodwork.forms.labelling_config import read_config
from goodwork.model.records import Box
from tests.formats.converted import to_files

whole = st.integers(0, 999)


def boxes(row: Row) -> list[Box]:
    return [record for said in row.said for record in said.records if isinstance(record, Box)]


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(whole, whole, st.integers(1, 999), st.integers(1, 999), st.sampled_from((0, 17.5, 90, 359)))
def test_a_box_turned_about_its_corner_comes_back(x: int, y: int, width: int, height: int, turned: float) -> None:
    made = about_corner(x, y, width, height, turned)
    assert [round(n, 4) for n in corner_of(made)] == [x, y]
    assert corners(made)[0] == pytest.approx((x, y), abs=1e-4)
    around = hull(made)
    assert around.x0 <= x <= around.x1 and around.y0 <= y <= around.y1


def region(kind: str, value: dict[str, Any], name: str, size: tuple[int, int] = (800, 200)) -> dict[str, Any]:
    return {
        "id": "r1", "from_name": name, "to_name": "image", "type": kind, "original_width": size[0],
        "original_height": size[1], "image_rotation": 0, "value": value,
    }  # fmt: skip


def tasks(*results: dict[str, Any], image: str = "a.jpg") -> bytes:
    return json.dumps([{"id": 1, "data": {"image": image}, "annotations": [{"result": results}]}]).encode()


def test_label_studio_turns_in_pixels_whatever_the_shape_of_the_picture() -> None:
    place = {"x": 50, "y": 50, "width": 10, "height": 20, "rotation": 30}
    content = tasks(region("rectanglelabels", {**place, "rectanglelabels": ["boat"]}, "label"))
    (row,) = open_source(io.BytesIO(content), "label-studio").rows(0)
    assert isinstance(row, Row) and row.sizes == {"image": (800, 200)}
    (box,) = boxes(row)
    # 80 by 40 pixels whose left upper corner is at 400, 100: the right upper one lies 80 pixels from it at 30 degrees.
    at = corners(Place(box.x0, box.y0, box.x1, box.y1, box.rotation))
    assert at[0] == pytest.approx((400, 100), abs=1e-4)
    assert at[1] == pytest.approx((400 + 80 * math.cos(math.pi / 6), 100 + 40), abs=1e-4)
    files, _ = to_files(open_source(io.BytesIO(content), "label-studio"), "label-studio")
    value = json.loads(files["tasks.json"])[0]["annotations"][0]["result"][0]["value"]
    assert {name: round(value[name], 5) for name in place} == place


@pytest.mark.parametrize(
    ("value", "size", "why"),
    [
        ({"x": "1"}, (800, 200), "'1' is no number"),
        ({"x": 1e300}, (800, 200), "lies in no picture"),
        ({"width": 0}, (800, 200), "holds nothing"),
        ({"x": 200}, (800, 200), "lies outside of the picture of 800 x 200"),
        ({}, (0, 200), "does not say how large its picture is"),
        ({}, (10**30, 200), "does not say how large its picture is"),
    ],
)
def test_a_region_that_can_not_be_kept_takes_its_answer_with_it(
    value: dict[str, Any], size: tuple[int, int], why: str
) -> None:
    place = {"x": 1, "y": 1, "width": 10, "height": 10, "rotation": 0, "rectanglelabels": ["boat"]}
    good, bad = region("rectanglelabels", place, "label"), region("rectanglelabels", {**place, **value}, "label", size)
    source = open_source(io.BytesIO(tasks(good, {**bad, "id": "r2"})), "label-studio")
    _, account = to_files(source, "jsonl")
    assert why in account["lost"][0]["why"]
    assert account["lost"][1]["why"] == "more belongs to it than could be read"


def test_a_config_that_marks_pictures_becomes_a_question_for_boxes() -> None:
    hidden = '<Choice value="yes"/><Choice value="no"/>'
    choices = f'<Choices name="hidden" toName="image" perRegion="true">{hidden}</Choices>'
    labels = '<Label value="boat" background="red"/><Label value="crane"/>'
    for tags, turned in (
        (f'<RectangleLabels name="label" toName="image" canRotate="false">{labels}</RectangleLabels>', False),
        (f'<Rectangle name="r" toName="image"/><Labels name="label" toName="image">{labels}</Labels>', True),
    ):
        read = read_config(f'<View><Image name="image" value="$image"/>{tags}{choices}</View>', "harbour")
        (question,) = read.project["questions"]
        assert (question["key"], question["kind"], question.get("rotated", False)) == ("label", "boxes", turned)
        assert [label["name"] for label in question["labels"]] == ["boat", "crane"]
        assert all([a["id"] for a in label["attributes"]] == ["hidden"] for label in question["labels"])
        assert read.account["lost"] == []
    others = '<EllipseLabels name="e" toName="image"><Label value="sea"/></EllipseLabels>'
    brush = '<BrushLabels name="b" toName="image"><Label value="sea"/></BrushLabels>'
    read = read_config(f'<View><Image name="image" value="$image"/>{brush}{others}</View>', "harbour")
    assert [row["item"] for row in read.account["lost"]] == ["<EllipseLabels 'e'>"]
    assert [question["kind"] for question in read.project["questions"]] == ["masks"]


def test_tasks_with_their_pictures_are_one_zip() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("pictures/a.jpg", b"the picture")
        archive.writestr("tasks.json", tasks(image="pictures/a.jpg"))
        archive.writestr("report.json", b"{}")
    source = open_source(packed, "folder")
    (row,) = source.rows(0)
    assert isinstance(row, Row) and source.beside(row.values["image"]) == b"the picture"
