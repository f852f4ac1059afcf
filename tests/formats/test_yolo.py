"""YOLO's labels: shares of a picture become pixels and shares again, and each line that can't be read is named."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from goodwork.errors import GoodworkError
from goodwork.formats.boxes import Place, hull
from goodwork.formats.documents import Document, Shown
from goodwork.formats.reading import open_source
from goodwork.formats.registry import WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Broken, Row, Said
from goodwork.model.records import Box, nothing_found
from tests.formats.converted import to_files
from tests.formats.test_boxes_in_files import boxes

WIDTH, HEIGHT = 640, 200


def picture(orientation: int = 1) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("L", (WIDTH, HEIGHT)).save(out, "JPEG", exif=exif)
    return out.getvalue()


JPEG = picture()
READERS = os.environ.get("GOODWORK_PICTURE_READERS", "")
SEEN = """
import json, sys, supervision
held = supervision.DetectionDataset.from_yolo(
    f"{sys.argv[1]}/images", f"{sys.argv[1]}/labels", f"{sys.argv[1]}/data.yaml", is_obb=sys.argv[2] == "yolo-obb"
)
print(json.dumps({
    "classes": held.classes,
    "boxes": {path.rsplit("/", 1)[-1]: found.xyxy.round(3).tolist() for path, _, found in held},
    "names": {path.rsplit("/", 1)[-1]: found.class_id.tolist() for path, _, found in held},
}))
"""


def zipped(files: dict[str, str | bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out


def read(text: str | bytes, names: str = "names: [crane, boat]") -> tuple[list[Row | Broken], list[str]]:
    files: dict[str, str | bytes] = {"images/a.jpg": JPEG, "labels/a.txt": text, "data.yaml": names}
    source = open_source(zipped(files), "folder")
    rows = list(source.rows(0))
    report = source.report.as_json()
    return rows, [f"{row['what']}: {row['why']}" for row in (*report["changed"], *report["lost"])]


pixels = st.tuples(st.integers(0, 639), st.integers(0, 199), st.integers(1, 640), st.integers(1, 200))


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(st.lists(pixels, max_size=4, unique=True), st.sampled_from((0.0, 12.5, 200.0)))
def test_boxes_come_back_to_the_pixel(drawn: list[tuple[int, int, int, int]], turned: float) -> None:
    places = [(x, y, min(x + w, WIDTH), min(y + h, HEIGHT)) for x, y, w, h in drawn]
    marks = tuple(
        Box(OBJECTS, f"b{n}", "boat", "boat", *map(float, place), rotation=turned)
        for n, place in enumerate(dict.fromkeys(places), 1)
    )
    shown = Shown("picture", "a.jpg", (WIDTH, HEIGHT), "picture")
    said = (Said("annotation", "yolo", marks or (nothing_found(OBJECTS),)),)
    document = Document(1, "a.jpg", [], {"picture": "a.jpg"}, said, {OBJECTS: ["crane", "boat"]}, (shown,))
    form = "yolo-obb" if turned else "yolo"
    report = Report()
    files = {f.name: b"".join(f.pieces) for f in WRITTEN[form].writes[form]([document], report)}
    assert yaml.safe_load(files["data.yaml"])["names"] == {0: "crane", 1: "boat"} or not marks
    assert not report.tells
    (row,) = open_source(zipped({"images/a.jpg": JPEG, **files}), "folder").rows(0)
    assert isinstance(row, Row)
    for mark, again in zip(marks, boxes(row), strict=True):
        assert (again.x0, again.y0, again.x1, again.y1) == pytest.approx((mark.x0, mark.y0, mark.x1, mark.y1), abs=2e-6)
        assert again.rotation == pytest.approx(mark.rotation, abs=1e-4) and again.name == "boat"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1 nan 0.5 0.1 0.1", "no share"),
        ("1 0.5 x 0.1 0.1", "'x' is no number"),
        ("1 320 100 64 20", "no share of a picture's side"),
        ("1 0.5 0.5 0 0.1", "holds nothing"),
        ("1 1.5 0.5 0.1 0.1", "outside of the picture of 640 x 200"),
        ("7 0.5 0.5 0.1 0.1", "the class 7 has no name"),
        ("boat 0.5 0.5 0.1 0.1", "no number of a class"),
        ("1 0.5 0.5 0.1", "and this one 3"),
        ("1 0.5 0.5 0.1 0.1 0.3 0.3 2", "and this one 7"),
        ("1 0.1 0.1 0.1 0.1 0.2 0.2 0.2 0.2", "lie on each other"),
        ("1 0.1 0.1 0.2 0.2 0.3 0.3", "lie in one line"),
    ],
)
def test_a_line_that_can_not_be_read_is_named_and_takes_its_answer_with_it(line: str, why: str) -> None:
    (row,), said = read(f"0 0.5 0.5 0.25 0.5\r\n{line}\n")
    assert isinstance(row, Row) and len(boxes(row)) == 1 and row.said[0].unread == {OBJECTS}
    assert said[0].startswith("line 2 of its text") and why in said[0]


def test_points_and_confidences_leave_their_box() -> None:
    (row,), said = read("0 0.5 0.5 0.25 0.5 0.9\n")
    assert [(b.x0, b.y0, b.x1, b.y1) for b in boxes(row)] == [(240, 50, 400, 150)]  # type: ignore[arg-type]
    assert [one.partition(":")[0] for one in said] == ["the confidence of boxes"]
    (row,), said = read("0 0.5 0.5 0.25 0.5 0.4 0.4 2\n", "names: [crane]\nkpt_shape: [1, 3]")
    assert len(boxes(row)) == 1 and said[0].startswith("key points")  # type: ignore[arg-type]
    (row,), said = read("1 0.5 0.5 0.1 0.1\n", "nc: 2")
    assert boxes(row)[0].name == "1" and said[0].startswith("numbers of classes, now names")  # type: ignore[arg-type]


def test_what_was_not_looked_at_is_not_empty() -> None:
    files: dict[str, str | bytes] = {
        "obj_train_data/a.jpg": JPEG, "obj_train_data/a.txt": "", "obj_train_data/b.jpg": JPEG, "obj.names": "crane\n",
        "train/images/c.jpg": JPEG, "train/labels/c.txt": "0 0.5 0.5 1 1", "train/labels/d.txt": "", "e.jpg": b"broken",
        "e.txt": "", "Images/f.jpg": JPEG, "Annotations/f.txt": "0 0.5 0.5 1 1",
    }  # fmt: skip
    source = open_source(zipped(files), "folder")
    rows = list(source.rows(0))
    assert [row.values.get("subset") for row in rows if isinstance(row, Row)] == [None, None, None, "train"]
    assert [len(row.said) for row in rows if isinstance(row, Row)] == [1, 1, 0, 1]
    assert [row.excerpt for row in rows if isinstance(row, Broken)] == ["e.jpg"]
    assert [row["item"] for row in source.report.as_json()["lost"]] == ["train/labels/d.txt"]


def test_shares_are_those_of_the_upright_picture() -> None:
    files: dict[str, str | bytes] = {"a.jpg": picture(6), "a.txt": "0 0.5 0.5 1 0.5", "classes.txt": "crane"}
    (row,) = open_source(zipped(files), "folder").rows(0)
    assert isinstance(row, Row) and row.sizes == {"picture": (HEIGHT, WIDTH)}
    assert [(b.x0, b.y0, b.x1, b.y1) for b in boxes(row)] == [(0, 160, 200, 480)]


def test_two_pictures_of_one_text_are_not_written_over_each_other() -> None:
    files: dict[str, str | bytes] = {
        "images/a.jpg": JPEG, "images/a.png": JPEG, "labels/a.txt": "0 0.5 0.5 1 1", "data.yaml": "names: [crane]",
    }  # fmt: skip
    written, account = to_files(open_source(zipped(files), "folder"), "yolo")
    assert sorted(written) == ["data.yaml", "labels/a.txt"]
    assert any("would have one text" in row["why"] for row in account["lost"])


def test_names_of_classes_that_are_no_yaml_or_a_bomb_are_refused_or_small() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    files: dict[str, Any] = {"images/a.jpg": JPEG, "labels/a.txt": ""}
    assert list(open_source(zipped({**files, "data.yaml": f"{bomb}names: [crane]"}), "yolo").rows(0))
    with pytest.raises(GoodworkError, match=r"data.yaml is no YAML"):
        open_source(zipped({**files, "data.yaml": "names: [crane"}), "yolo")


@pytest.mark.skipif(not READERS, reason="supervision was NOT asked: GOODWORK_PICTURE_READERS names no environment")
@pytest.mark.parametrize("form", ["yolo", "yolo-obb"])
def test_its_readers_find_every_box(form: str, tmp_path: Path) -> None:
    marks = (Box(OBJECTS, "b1", "boat", "boat", 10.0, 20.0, 110.0, 60.0, 30.0 if form == "yolo-obb" else 0.0),)
    said = {"a": (Said("annotation", "p", marks),), "b": (Said("annotation", "p", (nothing_found(OBJECTS),)),)}
    documents = [
        Document(1, f"{n}.jpg", [], {"picture": f"{n}.jpg"}, one, {OBJECTS: ["crane", "boat"]},
                 (Shown("picture", f"{n}.jpg", (WIDTH, HEIGHT), "picture"),))
        for n, one in said.items()
    ]  # fmt: skip
    files = {f.name: b"".join(f.pieces) for f in WRITTEN[form].writes[form](documents, Report())}
    for name, content in {**files, "images/a.jpg": JPEG, "images/b.jpg": JPEG}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    command = [f"{READERS}/bin/python", "-c", SEEN, str(tmp_path), form]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout.splitlines()[-1])
    around = hull(Place(*(10.0, 20.0, 110.0, 60.0), marks[0].rotation))
    assert seen["classes"] == ["crane", "boat"] and seen["names"] == {"a.jpg": [1], "b.jpg": []}
    assert seen["boxes"]["a.jpg"][0] == pytest.approx(around[:4], abs=0.01)
