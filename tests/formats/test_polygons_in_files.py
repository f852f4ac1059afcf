"""Outlines in files: every point as it was, in whatever unit; holes, parts and masks kept, or named where they are not.

The environments of the readers: see test_coco.py and test_label_studio_sdk.py.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.formats.documents import Document, Shown
from goodwork.formats.masks import as_outline, runs_in, same_pixels
from goodwork.formats.reading import open_source
from goodwork.formats.registry import WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Row, Said
from goodwork.forms.labelling_config import read_config
from goodwork.model.records import Box, Mask, Polygon, nothing_found
from tests.formats.converted import to_files
from tests.formats.test_boxes_in_files import region, tasks
from tests.formats.test_coco import MARK, READERS, coco, opened, picture, zipped

WIDTH, HEIGHT = 640, 200
LABEL_STUDIO = os.environ.get("GOODWORK_LABEL_STUDIO", "")
PUBLISHED = os.environ.get("GOODWORK_COCO_PUBLISHED", "")
"""Where the published results of COCO lie: ``instances_val2014_100.json`` and two files ``..._fakeSORT100_results``."""
CONFIG = (
    '<View><Image name="picture" value="$picture"/><PolygonLabels name="objects" toName="picture">'
    '<Label value="boat"/></PolygonLabels></View>'
)
SEEN = """
import json, sys, supervision
root = sys.argv[1]
if sys.argv[2] == "coco":
    held = supervision.DetectionDataset.from_coco(f"{root}/images", f"{root}/instances_default.json", force_masks=True)
else:
    held = supervision.DetectionDataset.from_yolo(
        f"{root}/images", f"{root}/labels", f"{root}/data.yaml", force_masks=True
    )
print(json.dumps([[int(mask.sum()) for mask in found.mask] for _, _, found in held]))
"""


def polygons(row: Any) -> list[Polygon]:
    return [one for said in row.said for one in said.records if isinstance(one, Polygon)]


def masks(row: Any) -> list[Mask]:
    return [one for said in row.said for one in said.records if isinstance(one, Mask)]


def document(*marks: Polygon | Box | Mask) -> Document:
    shown = Shown("picture", "a.jpg", (WIDTH, HEIGHT), "picture")
    said = (Said("annotation", "ann", marks or (nothing_found(OBJECTS),)),)
    return Document(1, "a.jpg", [], {"picture": "a.jpg"}, said, {OBJECTS: ["crane", "boat"]}, (shown,))


def written(form: str, *marks: Polygon | Box | Mask) -> tuple[dict[str, bytes], list[str]]:
    report = Report()
    files = {f.name: b"".join(f.pieces) for f in WRITTEN[form].writes[form]([document(*marks)], report)}
    account = report.as_json()
    return files, [f"{row['what']}: {row['why']}" for row in (*account["changed"], *account["lost"])]


@st.composite
def outlines(draw: st.DrawFn) -> Polygon:
    """One to three parts, apart from each other, some with a hole; corners on a grid of eighths of a pixel."""
    eighth = st.integers(0, 80).map(lambda n: n / 8)
    parts: list[Any] = []
    for n in range(draw(st.integers(1, 3))):
        x, y = n * 100 + draw(eighth), draw(eighth)
        wide, high = 20 + draw(eighth), 20 + draw(eighth)
        outer = ((x, y), (x + wide, y), (x + wide, y + high), (x + wide / 2, y + high + draw(eighth)), (x, y + high))
        hole = ((x + 5, y + 5), (x + 5, y + 11), (x + 12, y + 11))
        parts.append((outer, hole) if draw(st.booleans()) else (outer,))
    return Polygon(OBJECTS, "p1", "boat", "boat", tuple(parts), draw(st.booleans()))


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(outlines())
def test_coco_holds_holes_parts_and_crowds(mark: Polygon) -> None:
    files, said = written("coco", mark)
    (row,) = opened(files["instances_default.json"]).rows(0)
    (again,) = polygons(row)
    assert (again.parts, again.crowd, again.name) == (mark.parts, mark.crowd, "boat")
    masked = mark.crowd or any(len(rings) > 1 for rings in mark.parts)
    assert any("a mask of pixels" in one for one in said) == masked
    (made,) = json.loads(files["instances_default.json"])["annotations"]
    if masked:
        # Whoever draws it anew leaves our word behind: the mask counts then, along its pixels.
        counts = made["segmentation"]["counts"]
        counts[0], counts[1] = counts[0] + 1, counts[1] - 1
        (row,) = opened(coco({**MARK, **made, "category_id": 3, "image_id": 5}, images=[_image()])).rows(0)
        (other,) = masks(row)
        assert other.crowd == mark.crowd and same_pixels(mark.parts, runs_in(other)) is False


def _image() -> dict[str, Any]:
    return {"id": 5, "file_name": "a.jpg", "width": WIDTH, "height": HEIGHT}


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(outlines(), st.sampled_from(("yolo-segment", "label-studio")))
def test_a_form_of_single_rings_names_what_it_leaves(mark: Polygon, form: str) -> None:
    files, said = written(form, mark)
    if form == "label-studio":
        source = open_source(io.BytesIO(files["tasks.json"]), form)
    else:
        source = open_source(zipped({"images/a.jpg": picture(WIDTH, HEIGHT), **files}), "folder")
    (row,) = source.rows(0)
    assert isinstance(row, Row) and row.sizes == {"picture": (WIDTH, HEIGHT)}
    for found, (outer, *_) in zip(polygons(row), mark.parts, strict=True):
        assert [n for point in found.parts[0][0] for n in point] == pytest.approx(
            [n for p in outer for n in p], abs=2e-6
        )
    holes = sum(len(rings) - 1 for rings in mark.parts)
    assert any("a hole of 'boat'" in one for one in said) == bool(holes)
    assert any(f"of {len(mark.parts)} parts" in one for one in said) == (len(mark.parts) > 1)
    assert any("a crowd" in one for one in said) == mark.crowd


def test_where_boxes_alone_are_held_the_one_around_it_is_written() -> None:
    mark = Polygon(OBJECTS, "p1", "boat", "boat", ((((10.0, 20.0), (110.0, 30.0), (50.0, 120.0)),),))
    for form in ("yolo", "voc"):
        files, said = written(form, mark)
        assert any(one.startswith("an outline: boxes are held there") for one in said)
        place = {"yolo": b"1 0.09375 0.35 0.15625 0.5", "voc": b"<xmin>11</xmin><ymin>21</ymin><xmax>110</xmax>"}[form]
        assert any(place in content for content in files.values())
    files, said = written("yolo-segment", Box(OBJECTS, "b1", "boat", "boat", 1.0, 2.0, 3.0, 4.0))
    assert list(files) == ["data.yaml"] and any("outlines, and have no other place" in one for one in said)


def test_corners_of_four_are_boxes_or_outlines_as_the_folder_has_them() -> None:
    square, ring = "0 0.1 0.1 0.2 0.1 0.2 0.2 0.1 0.2\n", "0 0.1 0.1 0.2 0.1 0.2 0.2 0.1 0.2 0.05 0.1\n"
    for others, sort in ((ring, Polygon), (square, Box), ("", Box)):
        files = {"a.jpg": picture(100, 100), "a.txt": square, "b.txt": others, "b.jpg": picture(100, 100)}
        rows = list(open_source(zipped({**files, "classes.txt": "boat"}), "yolo").rows(0))
        assert isinstance(rows[0], Row) and [type(one) for one in rows[0].said[0].records] == [sort]


MASK = {"size": [30, 40], "counts": [31, 2, 28, 2, 1137]}


def test_a_mask_is_read_as_runs_or_as_text() -> None:
    """Runs go down the columns: two rows of two pixels from the second column and row on. Text is the same."""
    for counts in (MASK["counts"], "o02l00eR1"):
        crowd = {**MARK, "segmentation": {**MASK, "counts": counts}, "iscrowd": 1}
        source = opened(coco(crowd))
        (row,) = source.rows(0)
        (found,) = masks(row)
        assert found.crowd and (found.size, found.counts) == ((30, 40), "o02l00eR1")
        assert as_outline(found).parts == ((((1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0)),),)
        assert source.report.as_json()["changed"] == []
    files, _ = to_files(opened(coco(crowd)), "coco")
    (made,) = json.loads(files["instances_default.json"])["annotations"]
    assert made["segmentation"] == MASK and made["iscrowd"] == 1 and made["bbox"] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ([[1, 2, 3, 4]], "has 2 points, and needs three"),
        ([[1, 2, 3, 4, 1, 2]], "has 2 points, and needs three"),
        ([[1, 2, 3, 4, 5]], "has 5 numbers"),
        ([[1, 2, 3, 4, 5, float("inf")]], "is not JSON"),
        ([[1, 2, 3, 4, 5, "6"]], "is no number"),
        ([[1, 2, 3, 4, 5, 1e300]], "in no picture"),
        ([[1, 1, 2, 2, 3, 3]], "lie in one line"),
        ([[100, 1, 200, 2, 150, 9]], "outside of the picture of 40 x 30"),
        ([1, 2, 3, 4, 5, 6], "neither rings of numbers nor a mask"),
        ({"size": [30, 40], "counts": [1200]}, "no pixel belongs to it"),
        ({"size": [30, 40], "counts": [31, 2]}, "The runs of a mask hold 33 pixels"),
        ({"size": [30, 40], "counts": "~~~"}, "text"),
        ({"size": [40, 30], "counts": [1200]}, "its picture has 40 x 30"),
        ({"size": [1 << 17, 1 << 16], "counts": [0, 1 << 33]}, "its picture has 40 x 30"),
        ({"counts": [1200]}, "does not say its size"),
    ],
)
def test_an_outline_that_can_not_be_read_takes_its_answer_with_it(shape: Any, why: str) -> None:
    source = opened(coco(MARK, {**MARK, "id": 2, "segmentation": shape}))
    _, account = to_files(source, "jsonl")
    assert why in account["lost"][0]["why"] and account["lost"][1]["why"] == "more belongs to it than could be read"


def test_a_mask_of_billions_of_pixels_is_not_unpacked() -> None:
    huge = {"size": [1 << 17, 1 << 16], "counts": [0, 1 << 33]}
    image = {"id": 5, "file_name": "a.png"}
    source = opened(coco({**MARK, "segmentation": huge}, images=[image]))
    (row,) = source.rows(0)
    assert isinstance(row, Row)
    with pytest.raises(Invalid, match="spans more than 64,000,000 pixels"):
        as_outline(masks(row)[0])


def test_an_outline_in_a_picture_that_lies_on_its_side_is_turned_once() -> None:
    """Its file says 30 x 40 as it is stored, or 40 x 30 as it is seen: both outlines, and the mask, are the same."""
    upright = ((16.0, 2.0), (36.0, 2.0), (36.0, 12.0))
    for size, shape in (((30, 40), [2, 24, 2, 4, 12, 4]), ((40, 30), [16, 2, 36, 2, 36, 12])):
        image = {"id": 5, "file_name": "a.jpg", "width": size[0], "height": size[1]}
        files = {"x.json": coco({**MARK, "segmentation": [shape]}, images=[image]), "a.jpg": picture(30, 40, 6)}
        (row,) = open_source(zipped(files), "folder").rows(0)
        assert isinstance(row, Row) and row.sizes == {"picture": (40, 30)}
        assert polygons(row)[0].parts == ((upright,),)
    mask = {"size": [40, 30], "counts": [0, 1, 1199]}
    image = {"id": 5, "file_name": "a.jpg", "width": 30, "height": 40}
    files = {"x.json": coco({**MARK, "segmentation": mask}, images=[image]), "a.jpg": picture(30, 40, 6)}
    (row,) = open_source(zipped(files), "folder").rows(0)
    (turned,) = masks(row)
    assert turned.size == (30, 40)
    assert set(as_outline(turned).parts[0][0]) == {(40, 0), (39, 0), (40, 1), (39, 1)}


def test_what_reaches_beyond_the_picture_is_cut_and_said() -> None:
    source = opened(coco({**MARK, "segmentation": [[-10, 0, 10, 0, 10, 10, -10, 10]]}))
    (row,) = source.rows(0)
    assert set(polygons(row)[0].parts[0][0]) == {(0, 0), (10, 0), (10, 10), (0, 10)}
    assert "cut at the border" in source.report.as_json()["changed"][0]["why"]


def test_label_studio_measures_in_percent_of_both_sides() -> None:
    value = {"points": [[50, 50], [75, 50], [75, 100]], "closed": True}
    named = region("polygonlabels", {**value, "polygonlabels": ["boat"]}, "label")
    apart = [region("polygon", value, "shape"), region("labels", {**value, "labels": ["boat"]}, "label")]
    hidden = {**region("choices", {**value, "choices": ["yes"]}, "hidden")}
    for results in ([named, hidden], [*apart, hidden]):
        (row,) = open_source(io.BytesIO(tasks(*results)), "label-studio").rows(0)
        (found,) = polygons(row)
        assert found.parts == ((((400.0, 100.0), (600.0, 100.0), (600.0, 200.0)),),)
        assert (found.question, found.name, found.attributes) == ("label", "boat", (("hidden", "yes"),))
    for broken, why in (([[1, 2], [3]], "no list of pairs"), ([[1, 2], [3, 4], ["x", 2]], "'x' is no number")):
        bad = region("polygonlabels", {"points": broken, "polygonlabels": ["boat"]}, "label")
        source = open_source(io.BytesIO(tasks(bad)), "label-studio")
        list(source.rows(0))
        assert why in source.report.as_json()["lost"][0]["why"]


def test_a_config_that_draws_outlines_becomes_a_question_for_polygons() -> None:
    read = read_config(CONFIG, "harbour")
    assert [(q["key"], q["kind"]) for q in read.project["questions"]] == [("objects", "polygons")]
    both = CONFIG.replace("<PolygonLabels", '<Polygon name="p" toName="picture"/><Labels').replace(
        "PolygonLabels", "Labels"
    )
    read = read_config(both, "harbour")
    assert [q["kind"] for q in read.project["questions"]] == ["polygons"] and read.account["lost"] == []
    two = both.replace("<Labels", '<Rectangle name="r" toName="picture"/><Labels')
    assert [row["item"] for row in read_config(two, "harbour").account["lost"]] == ["<Rectangle 'r'>"]


RING = (
    ((10.0, 20.0), (110.0, 20.0), (110.0, 100.0), (10.0, 100.0)),
    ((30.0, 40.0), (30.0, 80.0), (90.0, 80.0), (90.0, 40.0)),
)
MARKS = (
    Polygon(OBJECTS, "p1", "boat", "boat", (RING,)),
    Polygon(OBJECTS, "p2", "boat", "boat", ((((200.0, 10.0), (260.0, 10.0), (260.0, 60.0)),), (RING[1],))),
    Polygon(OBJECTS, "p3", "boat", "boat", ((((300.0, 10.0), (340.0, 10.0), (340.0, 60.0), (300.0, 60.0)),),), True),
)
NOT_ASKED = "their readers were NOT asked: GOODWORK_PICTURE_READERS names no environment"


def reader(*arguments: str) -> Any:
    command = [f"{READERS}/bin/python", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.skipif(not READERS, reason=NOT_ASKED)
def test_their_readers_see_the_same_pixels(tmp_path: Path) -> None:
    """COCOeval says 1.0 of a perfect prediction; supervision finds as many pixels in each mask, holes left out."""
    place = tmp_path / "instances_default.json"
    place.write_bytes(written("coco", *MARKS)[0][place.name])
    judged = reader(str(Path(__file__).with_name("coco_reader.py")), str(place), "segm")
    assert judged["ap"] == 1.0 and list(judged["pixels"].values()) == [100 * 80 - 60 * 40, 1500 + 60 * 40, 40 * 50]
    (tmp_path / "images").mkdir()
    (tmp_path / "images/a.jpg").write_bytes(picture(WIDTH, HEIGHT))
    (found,) = reader("-c", SEEN, str(tmp_path), "coco")
    assert found[0] == 100 * 80 - 60 * 40
    for name, content in written("yolo-segment", *MARKS[1:])[0].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (found,) = reader("-c", SEEN, str(tmp_path), "yolo")
    assert found == pytest.approx([1500, 60 * 40, 40 * 50], rel=0.06)


@pytest.mark.skipif(not READERS, reason=NOT_ASKED)
@pytest.mark.skipif(not PUBLISHED, reason="the published figures were NOT computed: GOODWORK_COCO_PUBLISHED names none")
@pytest.mark.parametrize(("sort", "ap"), [("bbox", 0.5046), ("segm", 0.3195)])
def test_the_published_figures_are_the_same_after_a_way_through(sort: str, ap: float, tmp_path: Path) -> None:
    source = open_source(io.BytesIO(Path(PUBLISHED, "instances_val2014_100.json").read_bytes()), "coco")
    files, _ = to_files(source, "coco")
    place = tmp_path / "instances_default.json"
    place.write_bytes(files[place.name])
    script, results = (
        Path(__file__).with_name("coco_reader.py"),
        Path(PUBLISHED, f"instances_val2014_fake{sort}100_results.json"),
    )
    assert round(reader(str(script), str(place), sort, str(results))["ap"], 4) == ap


@pytest.mark.skipif(not LABEL_STUDIO, reason="Label Studio's reader was NOT asked: GOODWORK_LABEL_STUDIO names none")
def test_label_studio_takes_our_outlines(tmp_path: Path) -> None:
    """Its own converter writes them as COCO, in pixels."""
    (tmp_path / "tasks.json").write_bytes(written("label-studio", MARKS[1])[0]["tasks.json"])
    (tmp_path / "config.xml").write_text(CONFIG, encoding="utf-8")
    script = Path(__file__).with_name("label_studio_polygons.py")
    command = [
        f"{LABEL_STUDIO}/bin/python",
        str(script),
        *(str(tmp_path / n) for n in ("config.xml", "tasks.json", "out")),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    read = json.loads(done.stdout.splitlines()[-1])
    assert read["valid"] == [True]
    first, second = read["coco"]
    assert first == pytest.approx([200, 10, 260, 10, 260, 60], abs=0.01)
    assert second == pytest.approx([n for point in RING[1] for n in point], abs=0.01)
