"""Boxes and outlines go round: files come in, people answer, a version is published, and its files say the same."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image

from goodwork.actions.versions.export_version import export_to_folder
from goodwork.formats.masks import as_outline
from goodwork.formats.reading import open_source
from goodwork.formats.rows import Row
from goodwork.geometry.outlines import in_one_order
from goodwork.model.records import Box, Mask, Polygon
from tests.data.workshop import Workshop
from tests.versions.making import answer, publish

BOATS: dict[str, Any] = {
    "key": "boats", "kind": "boxes", "title": "Where are boats?", "labels": ["crane", "boat"], "rotated": True,
    "crowds": True,
}  # fmt: skip


def picture(n: int, orientation: int = 1) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (60, 40), (n, 90, 120)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


COCO: dict[str, Any] = {
    "images": [
        {"id": 9, "file_name": "a 1.jpg", "width": 60, "height": 40},
        {"id": 4, "file_name": "lies.jpg", "width": 60, "height": 40},
        {"id": 5, "file_name": "empty.jpg", "width": 60, "height": 40},
        {"id": 6, "file_name": "wrong.jpg", "width": 61, "height": 40},
    ],
    "annotations": [
        {"id": 1, "image_id": 9, "category_id": 7, "bbox": [3.25, 4.5, 10, 1], "iscrowd": 0},
        {"id": 2, "image_id": 9, "category_id": 7, "bbox": [20, 10, 20, 8], "attributes": {"rotation": 30.0}},
        {"id": 3, "image_id": 9, "category_id": 3, "bbox": [0, 0, 60, 40], "iscrowd": 1},
        {"id": 4, "image_id": 4, "category_id": 7, "bbox": [10, 20, 10, 10], "iscrowd": 0},
        {"id": 5, "image_id": 6, "category_id": 7, "bbox": [10, 20, 10, 10], "iscrowd": 0},
    ],
    "categories": [{"id": 3, "name": "crane"}, {"id": 7, "name": "boat"}],
}
PICTURES = {
    "images/a 1.jpg": picture(1), "images/lies.jpg": picture(2, 6), "images/empty.jpg": picture(3),
    "images/wrong.jpg": picture(4),
}  # fmt: skip


def boxes_of(packed: bytes, file_format: str) -> dict[str, list[tuple[Any, ...]]]:
    """Of each item its boxes: name, place, turn, crowd."""
    rows = [row for row in open_source(io.BytesIO(packed), file_format).rows(0) if isinstance(row, Row)]
    return {
        str(row.values.get("file", row.values.get("id"))): sorted(
            (r.name, r.x0, r.y0, r.x1, r.y1, r.rotation, r.crowd) for r in row.said[0].records if isinstance(r, Box)
        )
        for row in rows
        if row.said
    }


async def test_coco_goes_round_to_the_pixel(shop: Workshop, tmp_path: Path) -> None:
    project = await shop.project(BOATS)
    given = zipped({"annotations/instances_train.json": json.dumps(COCO).encode(), **PICTURES})
    done = await shop.bring(project, given, "folder")
    assert (done.added, done.rejected, done.mapping["questions"]) == (4, 0, {"objects": "boats"}), done
    assert [(row["item"], row["why"]) for row in done.report["lost"]] == [
        ("wrong.jpg", "they are said to lie in a picture of 61 x 40 pixels, and it has 60 x 40")
    ]
    ann = await shop.person("ann")
    box = {
        "id": "b1",
        "label": "crane",
        "box": [1.0, 2.0, 59.0, 39.5],
        "rotation": 0.0,
        "crowd": False,
        "attributes": {},
    }
    await answer(shop, project, "wrong.jpg", ann, {"boats": {"boxes": [box]}})
    version = await publish(shop, project)
    out = tmp_path / "coco"
    report = export_to_folder(shop.blobs, version, "coco", out).as_json()
    made = json.loads((out / "annotations/instances_default.json").read_text())
    assert [(one["id"], one["file_name"], one["width"], one["height"]) for one in made["images"]] == [
        (9, "a 1.jpg", 60, 40), (4, "lies.jpg", 40, 60), (5, "empty.jpg", 60, 40), (6, "wrong.jpg", 60, 40),
    ]  # fmt: skip
    assert [(one["id"], one["name"]) for one in made["categories"]] == [(1, "crane"), (2, "boat")]
    assert [one["id"] for one in made["annotations"]] == [1, 2, 3, 4, 5]
    assert {path.name: path.read_bytes() for path in (out / "images").iterdir()} == {
        name.removeprefix("images/"): content for name, content in PICTURES.items()
    }
    assert "which prediction" not in json.dumps(report["lost"])
    packed = zipped({str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.*")})
    before = boxes_of(given, "coco")
    assert boxes_of(packed, "folder") == {**before, "wrong.jpg": [("crane", 1.0, 2.0, 59.0, 39.5, 0.0, False)]}
    assert before["lies.jpg"] == [("boat", 10.0, 10.0, 20.0, 20.0, 0.0, False)]


async def test_an_export_for_label_studio_reads_back_with_its_pictures(shop: Workshop, tmp_path: Path) -> None:
    project = await shop.project(BOATS)
    given = zipped({"coco.json": json.dumps(COCO).encode(), **PICTURES})
    await shop.bring(project, given, "coco")
    version = await publish(shop, project)
    out = tmp_path / "tasks"
    export_to_folder(shop.blobs, version, "label-studio", out)
    packed = zipped({str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.*")})
    again = await shop.project(BOATS)
    done = await shop.bring(again, packed, "folder")
    assert (done.added, done.rejected) == (4, 0), done
    before, after = boxes_of(given, "coco"), boxes_of(packed, "folder")
    # There is no crowd in Label Studio.
    assert after == {
        name: [(*one[:6], False) for one in held] for name, held in before.items() if name in after
    } and len(after) == 3  # fmt: skip


OUTLINES: dict[str, Any] = {
    "key": "boats",
    "kind": "polygons",
    "title": "Where are boats?",
    "labels": ["crane", "boat"],
}
HELD = [3, 3, 13, 3, 13, 13, 3, 13]
SHAPES: dict[str, Any] = {
    **COCO,
    "annotations": [
        {**COCO["annotations"][0], "segmentation": [HELD, [20.25, 5, 30, 5, 30, 9.5]]},
        {**COCO["annotations"][3], "segmentation": {"size": [40, 60], "counts": [41, 3, 37, 1, 1, 1, 37, 3, 2276]}},
    ],
}


def outlines_of(packed: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Of each item its outlines: name and parts, as goodwork has them in order."""
    rows = [row for row in open_source(io.BytesIO(packed), "folder").rows(0) if isinstance(row, Row)]
    return {
        str(row.values["file"]): [
            (r.name, in_one_order(r.parts if isinstance(r, Polygon) else as_outline(r).parts))
            for r in row.said[0].records
            if isinstance(r, Polygon | Mask)
        ]
        for row in rows
        if row.said
    }


async def test_outlines_go_round_with_their_holes_and_parts(shop: Workshop, tmp_path: Path) -> None:
    project = await shop.project(OUTLINES)
    given = zipped({"annotations/instances_train.json": json.dumps(SHAPES).encode(), **PICTURES})
    done = await shop.bring(project, given, "folder")
    assert (done.added, done.rejected, done.mapping["questions"]) == (4, 0, {"objects": "boats"}), done
    version = await publish(shop, project)
    before = outlines_of(given)
    assert [len(rings) for _, (rings,) in before["lies.jpg"]] == [2] and len(before["a 1.jpg"][0][1]) == 2
    for form in ("coco", "yolo-segment", "cvat", "labelme"):
        out = tmp_path / form
        report = export_to_folder(shop.blobs, version, form, out).as_json()
        assert ("a hole of 'boat'" in json.dumps(report["lost"])) == (form in ("yolo-segment", "labelme"))
        packed = zipped({str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.*")})
        again = await shop.project(OUTLINES)
        back = await shop.bring(again, packed, "folder")
        # Nobody answered the picture of another size: files to train from leave it out.
        assert (back.added, back.rejected, back.report["kept"]["annotations"]) == (3, 0, 3)
        if form == "coco":
            assert outlines_of(packed) == {name: held for name, held in before.items() if name != "wrong.jpg"}
    boxes = await shop.bring(await shop.project(BOATS), given, "folder")
    assert (boxes.added, boxes.report["kept"]["annotations"]) == (4, 3)
    changed = (row["why"] for row in boxes.report["changed"] if "outline of" in row["what"])
    assert next(changed).startswith("it asks for boxes")
