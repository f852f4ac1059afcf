"""COCO's detections: every box to the pixel, and what can't be read said with its place.

Their own readers have an environment of their own: make one with ``python3 -m venv FOLDER && FOLDER/bin/pip install
pycocotools supervision`` and name it in GOODWORK_PICTURE_READERS.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from goodwork.errors import GoodworkError
from goodwork.formats.documents import Document, Shown
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise_file
from goodwork.formats.registry import WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Broken, Row, Said, Source
from goodwork.model.records import Box, nothing_found
from tests.formats.converted import to_files
from tests.formats.test_boxes_in_files import boxes

READERS = os.environ.get("GOODWORK_PICTURE_READERS", "")
NAME = "instances_default.json"
IMAGE = {"id": 5, "file_name": "a.png", "width": 40, "height": 30}
MARK = {"id": 1, "image_id": 5, "category_id": 3, "bbox": [1, 2, 3, 4], "area": 12, "iscrowd": 0}


def coco(*marks: Any, images: Any = (IMAGE,), categories: Any = ({"id": 3, "name": "boat"},)) -> dict[str, Any]:
    return {"images": list(images), "annotations": list(marks), "categories": list(categories)}


def opened(value: Any) -> Source:
    return open_source(io.BytesIO(value if isinstance(value, bytes) else json.dumps(value).encode()), "coco")


def picture(width: int, height: int, orientation: int = 1, form: str = "JPEG") -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (width, height)).save(out, form, exif=exif)
    return out.getvalue()


def zipped(files: dict[str, Any]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, bytes | str) else json.dumps(content))
    return out


def test_it_comes_back_as_it_was() -> None:
    """Numbers of pictures and of categories, a picture without boxes, one pixel, a crowd, a turned box, attributes."""
    known = [{"id": 1, "name": "boat"}, {"id": 90, "name": "crane"}]
    images = [{**IMAGE, "id": 700, "camera": "k2"}, {**IMAGE, "id": 3, "file_name": "b.png"}]
    marks = [
        {**MARK, "image_id": 700, "category_id": 90, "bbox": [39, 29, 1, 1], "area": 1},
        {**MARK, "image_id": 700, "category_id": 1, "iscrowd": 1, "attributes": {"sure": "yes"}},
        {**MARK, "image_id": 700, "category_id": 1, "bbox": [10, 5, 20, 8], "attributes": {"rotation": 30}},
    ]
    files, account = to_files(opened(coco(*marks, images=images, categories=known)), "coco")
    made = json.loads(files[NAME])
    assert made["images"] == images
    assert [(c["id"], c["name"]) for c in made["categories"]] == [(1, "boat"), (90, "crane")]
    assert [one["id"] for one in made["annotations"]] == [1, 2, 3]
    assert made["annotations"][0]["bbox"] == [39, 29, 1, 1] and made["annotations"][1]["iscrowd"] == 1
    assert account["lost"] == []
    first, second = (list(opened(one).rows(0)) for one in (coco(*marks, images=images, categories=known), made))
    assert [row.said for row in second if isinstance(row, Row)] == [row.said for row in first if isinstance(row, Row)]


@pytest.mark.parametrize("order", [("annotations", "images", "categories"), ("categories", "annotations", "images")])
@pytest.mark.parametrize("indent", [None, 1])
def test_the_order_of_the_lists_says_nothing(order: tuple[str, ...], indent: int | None) -> None:
    whole = {
        "info": {"images": ["no"], "x": [{}]},
        **coco(MARK, images=[{**IMAGE, "id": 9, "file_name": "b.png"}, IMAGE]),
    }
    content = json.dumps({name: whole[name] for name in ("info", *order)} | {"version": "1"}, indent=indent).encode()
    assert recognise_file(io.BytesIO(content), "x.json") == "coco"
    source = opened(content)
    rows = [row for row in source.rows(0) if isinstance(row, Row)]
    assert [row.values["file"] for row in rows] == ["b.png", "a.png"]
    assert [len(boxes(row)) for row in rows] == [0, 1] and not source.report.tells


def test_a_file_without_annotations_says_nothing_of_its_pictures() -> None:
    (row,) = opened({**coco(), "annotations": []}).rows(0)
    assert isinstance(row, Row) and row.said == ()
    (row,) = opened(coco(MARK, images=[{**IMAGE, "id": 6}])).rows(0)
    assert isinstance(row, Row) and row.said[0].records == (nothing_found(OBJECTS),)
    # Written here, it lists only pictures that somebody answered.
    files, account = to_files(opened(coco(MARK, images=[{**IMAGE, "id": 6}])), "coco")
    assert json.loads(files[NAME])["annotations"] == [] and "all answers" not in json.dumps(account)
    (row,) = opened(files[NAME]).rows(0)
    assert isinstance(row, Row) and row.said[0].records == (nothing_found(OBJECTS),)


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        ({"bbox": [1, 2, float("nan"), 4]}, "is no number"),
        ({"bbox": [1, 2, 0, 4]}, "holds nothing"),
        ({"bbox": [1, 2, -3, 4]}, "holds nothing"),
        ({"bbox": [100, 2, 3, 4]}, "outside of the picture of 40 x 30"),
        ({"bbox": [1, 2, 3]}, "no box of four numbers"),
        ({"bbox": [1e300, 2, 3, 4]}, "in no picture"),
        ({"bbox": None}, "it has no box"),
        ({"category_id": 4}, "category 4 is not listed"),
        ({"category_id": None}, "category null is not listed"),
    ],
)
def test_an_answer_that_is_not_whole_is_none(mark: dict[str, Any], why: str) -> None:
    source = opened(coco(MARK, {**MARK, "id": 2, **mark}))
    files, account = to_files(source, "jsonl")
    assert json.loads(files["items.jsonl"]).get("annotations", []) == []
    told = [(row["item"], row["why"]) for row in account["lost"]]
    assert told[0][0] == "a.png" and why in told[0][1]
    assert told[1] == ("a.png", "more belongs to it than could be read")


def told(value: Any) -> tuple[list[Row | Broken], list[str]]:
    source = opened(value)
    rows = list(source.rows(0))
    report = source.report.as_json()
    return rows, [f"{row['item']}: {row['what']}: {row['why']}" for row in (*report["changed"], *report["lost"])]


def test_what_is_odd_is_said_and_the_rest_kept() -> None:
    rows, said = told(coco(MARK, {**MARK, "id": 2, "image_id": 77}))
    assert len(boxes(rows[0])) == 1 and said == ["annotation 2: an annotation: its picture is not listed"]  # type: ignore[arg-type]
    rows, said = told(coco(MARK, MARK))
    assert len(boxes(rows[0])) == 1 and "there twice" in said[0]  # type: ignore[arg-type]
    rows, said = told(coco({**MARK, "bbox": [-2, 2, 10, 4]}))
    assert boxes(rows[0])[0].x0 == 0 and "cut at the border" in said[0]  # type: ignore[arg-type]
    rows, said = told(coco(MARK, images=[IMAGE, {**IMAGE, "file_name": "b.png"}]))
    assert [row.reason for row in rows if isinstance(row, Broken)] == ["2 pictures have the id 5"]
    rows, said = told(coco(MARK, categories=[{"id": 3, "name": "boat"}, {"id": 4, "name": "boat"}]))
    assert "two categories called 'boat'" in said[0]
    rows, said = told(coco({**MARK, "category_id": 0}, categories=[{"id": 0, "name": "boat"}]))
    assert boxes(rows[0])[0].name == "boat"  # type: ignore[arg-type]
    huge = 1 << 70
    rows, said = told(coco({**MARK, "image_id": huge}, images=[{**IMAGE, "id": huge}]))
    assert len(boxes(rows[0])) == 1 and not said  # type: ignore[arg-type]
    rows, said = told(coco({**MARK, "keypoints": [1, 2, 2]}))
    assert len(boxes(rows[0])) == 1 and said == [  # type: ignore[arg-type]
        ": the keypoints of annotations: only boxes, outlines and masks are kept"
    ]  # fmt: skip


def test_a_file_that_is_cut_off_or_bottomless_is_refused() -> None:
    content = json.dumps(coco(MARK, {**MARK, "id": 2})).encode()
    for broken in (content[:-60], b'{"images": [{"id": 1}], "annotations": ' + b"[" * 200_000):
        with pytest.raises(GoodworkError, match=r"cut off|nested"):
            list(opened(broken).rows(0))


def test_a_picture_that_lies_on_its_side_is_turned_once() -> None:
    """Its file says 30 x 40 as it is stored, or 40 x 30 as it is seen: both boxes are the same one."""
    for size, bbox in (((30, 40), [2, 4, 10, 20]), ((40, 30), [16, 2, 20, 10])):
        image = {**IMAGE, "file_name": "a.jpg", "width": size[0], "height": size[1]}
        files = {"annotations/instances_train.json": coco({**MARK, "bbox": bbox}, images=[image])}
        (row,) = open_source(zipped({**files, "images/a.jpg": picture(30, 40, 6)}), "folder").rows(0)
        assert isinstance(row, Row) and row.sizes == {"picture": (40, 30)}
        (box,) = boxes(row)
        assert (box.x0, box.y0, box.x1, box.y1) == (16, 2, 36, 12)
    (row,) = open_source(zipped({**files, "images/a.jpg": picture(31, 40)}), "folder").rows(0)
    assert isinstance(row, Row) and row.said == ()


def test_names_that_climb_out_find_nothing() -> None:
    images = [{**IMAGE, "file_name": "../../etc/a.png"}, {**IMAGE, "id": 6, "file_name": "/etc/passwd"}]
    source = open_source(zipped({"x.json": coco(MARK, images=images), "b.png": picture(40, 30, 1, "PNG")}), "folder")
    rows = [row for row in source.rows(0) if isinstance(row, Row)]
    for row in rows:
        with pytest.raises(GoodworkError, match="lies beside it"):
            source.beside(row.values["picture"])
    assert [one["what"] for one in source.report.as_json()["lost"]] == ["a picture that no file lists"]
    # Written, an item is called like a file that stays in the folder.
    part = {
        "name": "p",
        "type": "picture",
        "title": "",
        "blob": "sha256/ab/abcd",
        "media": "image/png",
        "width": 4,
        "height": 3,
    }
    document = Document(1, "../../up", [part], {}, (Said("annotation", "a", (nothing_found(OBJECTS),)),))
    (file,) = WRITTEN["coco"].writes["coco"]([document], Report())
    assert json.loads(b"".join(file.pieces))["images"][0]["file_name"] == "_/_/up.png"


def test_several_files_are_parts_of_the_data() -> None:
    files = {
        "annotations/instances_train.json": coco(MARK), "annotations/instances_val.json": coco(MARK),
        "annotations/captions_val.json": {"images": [IMAGE], "annotations": [{"image_id": 5, "caption": "A boat"}]},
        "images/train/a.png": picture(40, 30, 1, "PNG"), "images/val/a.png": picture(40, 30, 1, "PNG"),
    }  # fmt: skip
    packed = zipped(files)
    assert recognise_file(packed, "x.zip") == "coco"
    source = open_source(packed, "folder")
    rows = [row for row in source.rows(0) if isinstance(row, Row)]
    assert [(row.values["picture"], row.values["subset"]) for row in rows] == [
        ("images/train/a.png", "train"), ("images/val/a.png", "val"),
    ]  # fmt: skip
    assert "captions_val" in source.report.as_json()["lost"][0]["item"]


@pytest.mark.skipif(not READERS, reason="pycocotools was NOT asked: GOODWORK_PICTURE_READERS names no environment")
def test_its_own_reader_finds_every_box(tmp_path: Path) -> None:
    """Of a perfect prediction COCOeval says 1.0; annotations numbered from 0 would make it less."""
    shown = [Shown("picture", f"{n}.png", (200, 100), "picture") for n in range(5)]
    documents = [
        Document(n, one.file, [], {"picture": one.file}, (Said("annotation", "a", tuple(
            Box(OBJECTS, f"b{k}", name, name, 10.0 * k + n, 5.5, 10.0 * k + n + 8, 60.0) for k, name in enumerate("xyz")
        ) if n else (nothing_found(OBJECTS),)),), beside=(one,))
        for n, one in enumerate(shown)
    ]  # fmt: skip
    (file,) = WRITTEN["coco"].writes["coco"](documents, Report())
    (tmp_path / "gt.json").write_bytes(b"".join(file.pieces))
    command = [
        f"{READERS}/bin/python",
        str(Path(__file__).with_name("coco_reader.py")),
        str(tmp_path / "gt.json"),
        "bbox",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["images"], found["annotations"], found["ap"]) == (5, 12, 1.0)
