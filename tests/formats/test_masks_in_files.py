"""Masks in files: every pixel as it was, in COCO, CVAT and Label Studio; and each shape as the question takes it."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.formats.label_studio.brush import from_brush, to_brush
from goodwork.formats.masks import rows_of, runs_in
from goodwork.formats.reading import open_source
from goodwork.formats.rows import OBJECTS, Row
from goodwork.forms.reading import read_form
from goodwork.forms.shapes import as_asked
from goodwork.geometry import masks
from goodwork.geometry.coco_text import to_text
from goodwork.kinds.registry import kind_of
from goodwork.model.items import Part, PartType
from goodwork.model.records import Mask, Polygon
from tests.formats.test_coco import READERS
from tests.formats.test_polygons_in_files import HEIGHT, LABEL_STUDIO, NOT_ASKED, WIDTH, reader, written


def mask(pixels: np.ndarray, x: int = 0, y: int = 0, *, crowd: bool = False) -> Mask:
    runs = masks.placed(pixels, x, y, HEIGHT, WIDTH)
    return Mask(OBJECTS, "m1", "boat", "boat", (HEIGHT, WIDTH), to_text(runs), crowd, (("moored", "yes"),))


@st.composite
def painted(draw: st.DrawFn) -> Mask:
    """Some pixels anywhere in the picture, up to its borders."""
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    bits = draw(st.lists(st.booleans(), min_size=rows * columns, max_size=rows * columns))
    pixels = np.array(bits).reshape(rows, columns)
    pixels[draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))] = True
    x, y = draw(st.sampled_from((0, 100, WIDTH - columns))), draw(st.sampled_from((0, 50, HEIGHT - rows)))
    return mask(pixels, x, y, crowd=draw(st.booleans()))


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(painted(), st.sampled_from(("coco", "cvat")))
def test_every_pixel_comes_back(mark: Mask, form: str) -> None:
    files, said = written(form, mark)
    (content,) = files.values()
    (row,) = open_source(io.BytesIO(content), form).rows(0)
    assert isinstance(row, Row) and row.said[0].records == (mark,)
    assert said == []


@settings(max_examples=15, deadline=None, derandomize=True, database=None)
@given(painted())
def test_label_studio_keeps_every_pixel_but_no_crowd(mark: Mask) -> None:
    files, said = written("label-studio", mark)
    (row,) = open_source(io.BytesIO(files["tasks.json"]), "label-studio").rows(0)
    assert isinstance(row, Row) and row.said[0].records == (replace(mark, crowd=False, part="picture"),)
    assert any("a crowd" in one for one in said) == mark.crowd


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([0, 0, 0, 8], "does not hold the 2 x 1 pixels"),
        ([0, 0, 0, 8, 57, 27, 252, 96, 17], "ends in the middle"),
        ([255] * 40, "does not hold the 2 x 1 pixels"),
        ([0, 0, 0, 8, 57, 27, 255, 255, 255, 255, 255], "holds more than its picture"),
        ([0, 0, 0, 8, 57, 27, 248, 0, 0, 0, 0, 0, 0], "ends in the middle"),
        ([256], "no list of bytes"),
        ("AAAA", "no list of bytes"),
    ],
)
def test_a_brush_that_is_none_is_refused(given: Any, why: str) -> None:
    assert from_brush([0, 0, 0, 8, 57, 27, 252, 96, 17, 255, 128], (2, 1)).area == 1
    with pytest.raises(Invalid, match=why):
        from_brush(given, (2, 1))


THEIRS = """
import json, sys, numpy as np
from label_studio_sdk.converter.brush import decode_rle, mask2rle
rle, width, height, pixels = json.loads(sys.argv[1])
seen = decode_rle(rle).reshape(height, width, 4)[:, :, 3]
print(json.dumps([(seen > 0).astype(int).tolist(), mask2rle(np.array(pixels, dtype=np.uint8) * 255)]))
"""


@pytest.mark.skipif(not LABEL_STUDIO, reason="Label Studio's converter was NOT asked: see test_polygons_in_files.py")
def test_their_converter_reads_ours_and_we_theirs() -> None:
    pixels = np.random.default_rng(3).random((13, 29)) < 0.4
    made = masks.from_dense(pixels)
    told = json.dumps([to_brush(rows_of(made), (29, 13)), 29, 13, pixels.astype(int).tolist()])
    ran = subprocess.run([f"{LABEL_STUDIO}/bin/python", "-c", THEIRS, told], capture_output=True, text=True, check=True)
    seen, theirs = json.loads(ran.stdout.splitlines()[-1])
    assert seen == pixels.astype(int).tolist()
    assert from_brush(theirs, (29, 13)) == made


def test_where_no_masks_are_held_the_outline_or_the_box_is_written() -> None:
    mark = mask(np.ones((10, 20), dtype=bool), 100, 50)
    files, said = written("yolo-segment", mark)
    ring = "0.15625 0.25 0.1875 0.25 0.1875 0.3 0.15625 0.3"
    assert ring in files["labels/a.txt"].decode() and any("along the sides of its pixels" in one for one in said)
    files, said = written("voc", mark)
    assert b"<xmin>101</xmin><ymin>51</ymin><xmax>120</xmax>" in b"".join(files.values())
    assert any(one.startswith("a mask: boxes are held there") for one in said)


PICTURE = (Part("picture", PartType.PICTURE, blob="x", width=WIDTH, height=HEIGHT),)


def answered(kind: str, *records: Polygon | Mask) -> tuple[Any, list[str]]:
    labels = [{"name": "boat", "attributes": [{"name": "moored"}]}]
    (question,) = read_form([{"key": OBJECTS, "kind": kind, "title": "?", "labels": labels}])
    held, told = as_asked(question, records, PICTURE)
    answer, lost = kind_of(kind).from_records(question, held)
    assert answer is not None and not kind_of(kind).faults(question, answer, PICTURE)
    return answer, [f"{loss.what}: {loss.why}" for loss in (*told, *lost)]


def test_each_shape_comes_as_the_question_asks_for_it() -> None:
    mark = mask(np.ones((10, 20), dtype=bool), 100, 50)
    corners = ((100.0, 50.0), (120.0, 50.0), (120.0, 60.0), (100.0, 60.0))
    outline = Polygon(OBJECTS, "p1", "boat", "boat", ((corners,),), attributes=(("moored", "yes"),))
    drawn, said = answered("polygons", mark)
    assert drawn.polygons[0].parts == ((corners,),) and "along the sides of its pixels" in said[0]
    drawn, said = answered("boxes", mark)
    assert drawn.boxes[0].box == (100, 50, 120, 60) and "the one around it" in said[0]
    painted, said = answered("masks", outline)
    assert painted == answered("masks", mark)[0] and "whose middle it covers" in said[0]
    assert answered("masks", mark)[1] == []
    thin = Polygon(OBJECTS, "p1", "boat", "boat", ((((0.1, 0.1), (0.3, 0.1), (0.1, 0.3)),),))
    (question,) = read_form([{"key": OBJECTS, "kind": "masks", "title": "?", "labels": ["boat"]}])
    held, (loss,) = as_asked(question, (thin,), PICTURE)
    assert held == [] and loss.how == "cut" and "covers no pixel's middle" in loss.why
    with pytest.raises(Invalid, match="40 x 30 pixels"):
        runs_in(Mask(OBJECTS, "m1", "boat", "boat", (30, 40), "o02l00eR1"), (WIDTH, HEIGHT))


@pytest.mark.skipif(not READERS, reason=NOT_ASKED)
def test_cocos_own_reader_sees_the_same_pixels(tmp_path: Path) -> None:
    """COCOeval says 1.0 of a perfect prediction, and every mask has as many pixels there."""
    marks = [mask(np.indices((9, 9)).sum(axis=0) % 2 == 0, 40 * n, 5 * n) for n in range(5)]
    place = tmp_path / "instances_default.json"
    place.write_bytes(written("coco", *marks)[0][place.name])
    judged = reader(str(Path(__file__).with_name("coco_reader.py")), str(place), "segm")
    assert judged["pixels"] == {str(n): runs_in(mark).area for n, mark in enumerate(marks, 1)}
    assert judged["ap"] == pytest.approx(1.0)
