"""CVAT for images: every shape to the pixel, who drew it, and files that were made to break a parser."""

from __future__ import annotations

import io
import json
import os
import subprocess
import time
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import GoodworkError
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise_file
from goodwork.formats.rows import OBJECTS, Row, Source
from goodwork.model.records import Box, Polygon
from tests.formats.converted import to_files
from tests.formats.test_coco import picture, zipped
from tests.formats.test_polygons_in_files import MARKS, outlines, polygons, written

# Datumaro has an environment of its own, see test_coco.py: FOLDER/bin/pip install datumaro.
DATUMARO = os.environ.get("GOODWORK_DATUMARO", "")
SEEN = """
import json, sys
from datumaro.components.dataset import Dataset
held = Dataset.import_from(sys.argv[1], "cvat")
print(json.dumps({
    item.id: [[one.type.name, round(float(one.get_area()), 2), one.group] for one in item.annotations] for item in held
}))
"""


def xml(shapes: str = "", *, images: str = "", head: str = "") -> bytes:
    inside = images or f'<image id="0" name="a.png" width="40" height="30">{shapes}</image>'
    return f"<?xml version='1.0'?>{head}<annotations><version>1.1</version>{inside}</annotations>".encode()


def opened(content: bytes) -> Source:
    assert recognise_file(io.BytesIO(content), "x.xml") == "cvat"
    return open_source(io.BytesIO(content), "cvat")


def told(content: bytes) -> tuple[Any, list[str]]:
    source = opened(content)
    (row,) = source.rows(0)
    report = source.report.as_json()
    return row, [f"{one['what']}: {one['why']}" for one in (*report["changed"], *report["lost"])]


eighths = st.integers(0, 80).map(lambda n: n / 8)


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(outlines(), eighths, eighths, st.sampled_from((0.0, 12.5, 271.0)), st.booleans())
def test_shapes_come_back_to_the_pixel(mark: Polygon, x: float, y: float, turned: float, crowd: bool) -> None:
    said = (("made of", "wood & <steel>"), ("occluded", "1"))
    box = Box(OBJECTS, "b1", "crane", "crane", x, y, x + 7.5, y + 3, turned, crowd, said)
    files, account = written("cvat", box, mark)
    (row,) = opened(files["annotations.xml"]).rows(0)
    assert isinstance(row, Row) and row.sizes == {"picture": (640, 200)}
    first, second = row.said[0].records
    assert first == box and isinstance(second, Polygon) and second.crowd == mark.crowd
    holed = [len(rings) > 1 for rings in mark.parts]
    assert any("with holes, now a mask" in one for one in account) == any(holed)
    for found, rings, mask in zip(second.parts, mark.parts, holed, strict=True):
        # A mask is drawn anew along its pixels.
        assert found == rings if not mask else len(found) == 2


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ('<box label="boat" xtl="1" ytl="2" xbr="nan" ybr="4"/>', "nan lies in no picture"),
        ('<box label="boat" xtl="1" ytl="2" xbr="1" ybr="4"/>', "holds nothing"),
        ('<box label="boat" xtl="1" ytl="2" xbr="3"/>', "is no number"),
        ('<box label="boat" xtl="100" ytl="2" xbr="103" ybr="4"/>', "outside of the picture of 40 x 30"),
        ('<box label=" " xtl="1" ytl="2" xbr="3" ybr="4"/>', "it has no label"),
        ('<polygon label="boat" points="1,2;3,4"/>', "has 2 points"),
        ('<polygon label="boat" points="1,2;3;4,5"/>', "'3' is no point"),
        ('<polygon label="boat" points="1,2;3,4;5,inf"/>', "lies in no picture"),
        ('<mask label="boat" rle="1,2" left="1" top="1" width="2" height="2"/>', "hold 3 pixels, and it has 2 x 2"),
        ('<mask label="boat" rle="4" left="39" top="1" width="2" height="2"/>', "does not lie in the picture"),
        ('<mask label="boat" rle="0,999999999" left="0" top="0" width="40" height="30"/>', "hold 999,999,999"),
        ('<mask label="boat" rle="4" left="1" top="1" width="2" height="2"/>', "no pixel belongs to it"),
        ('<mask label="boat" rle="-4" left="1" top="1" width="2" height="2"/>', "is no whole number"),
    ],
)
def test_a_shape_that_can_not_be_read_takes_its_answer_with_it(shape: str, why: str) -> None:
    source = opened(xml(f'<box label="boat" xtl="1" ytl="2" xbr="3" ybr="4"/>{shape}'))
    _, account = to_files(source, "jsonl")
    assert why in account["lost"][0]["why"] and account["lost"][1]["why"] == "more belongs to it than could be read"


def test_other_shapes_are_named_and_say_nothing_of_the_rest() -> None:
    row, said = told(xml('<points label="x" points="1,1"/><box label="boat" xtl="1" ytl="2" xbr="3" ybr="4"/>'))
    assert (
        len(row.said[0].records) == 1 and row.said[0].unread == frozenset() and said[0].startswith("points: of shapes")
    )
    row, _ = told(xml('<tag label="x"/>'))
    assert row.said == ()
    empty = '<image id="1" name="a.png" width="4" height="3"/>'
    (row,) = opened(xml(images=empty)).rows(0)
    assert isinstance(row, Row) and row.said == ()


def test_who_a_task_was_given_to_is_who_answered() -> None:
    task = "<task><id>{0}</id><assignee><username>{1}</username></assignee></task>"
    tasks = f"<meta><project><tasks>{task.format(7, 'ann')}{task.format(8, 'bob')}</tasks></project></meta>"
    box = '<box label="boat" xtl="1" ytl="2" xbr="3" ybr="4"/>'
    images = "".join(f'<image id="{n}" name="{n}.png" task_id="{n}" width="9" height="9">{box}</image>' for n in (8, 7))
    rows = [row for row in opened(xml(images=tasks + images)).rows(0) if isinstance(row, Row)]
    assert [one.by for row in rows for one in row.said] == ["bob", "ann"]


LAUGHS = '<!DOCTYPE a [<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip
ATTACKS = {
    "billion laughs": (xml('<box label="&l9;"/>', head=LAUGHS), "declares a document type"),
    "a file of the machine": (
        xml("&x;", head='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "document type",
    ),
    "an entity of nowhere": (xml("&x;"), "undefined entity"),
    "depth": (xml("<a>" * 100_000), "nested more than 64 levels"),
    "cut off": (xml('<box label="boat" xtl="1"/>')[:-30], "no whole XML"),
    "doubled attributes": (xml('<box label="a" label="b"/>'), "duplicate attribute"),
    "tracks": (xml(images='<image id="0" name="a"/><track id="0"/>') + b" " * 70_000, "tracks of a video"),
    "a long tag": (xml(f'<polygon points="{"1,1;" * (9 << 20)}'), "longer than 4 MB"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_made_to_break_a_parser_is_refused_in_a_sentence(attack: str) -> None:
    content, why = ATTACKS[attack]
    began = time.process_time()
    with pytest.raises(GoodworkError, match=why):
        list(open_source(io.BytesIO(content), "cvat").rows(0))
    assert time.process_time() - began < 5


def test_what_came_before_the_damage_is_read() -> None:
    images = "".join(f'<image id="{n}" name="{n}.png" width="9" height="9"></image>' for n in range(5000))
    entries = open_source(io.BytesIO(xml(images=images)[:-200]), "cvat").rows(0)
    assert len(list(islice(entries, 4000))) == 4000
    with pytest.raises(GoodworkError, match="no whole XML"):
        list(entries)


def test_more_shapes_than_an_answer_holds_are_none() -> None:
    row, said = told(xml('<box label="boat" xtl="1" ytl="2" xbr="3" ybr="4"/>' * 10_001))
    assert row.said[0].unread and "more than 10,000 shapes" in said[0]


def test_two_parts_of_the_data_may_have_pictures_of_one_name() -> None:
    box = '<box label="boat" xtl="1" ytl="2" xbr="3" ybr="4"/>'
    images = "".join(
        f'<image id="0" name="a.jpg" subset="{s}" width="40" height="30">{box}</image>' for s in ("x", "y")
    )
    files = {f"images/{s}/a.jpg": picture(40, 30) for s in ("x", "y")}
    source = open_source(zipped({"annotations.xml": xml(images=images), **files}), "folder")
    rows = [row for row in source.rows(0) if isinstance(row, Row)]
    assert [(row.values["file"], row.values["picture"]) for row in rows] == [
        ("x/a.jpg", "images/x/a.jpg"), ("y/a.jpg", "images/y/a.jpg"),
    ]  # fmt: skip
    made, _ = to_files(source, "cvat")
    assert made["annotations.xml"].count(b'name="a.jpg" subset="') == 2


@pytest.mark.skipif(not DATUMARO, reason="datumaro was NOT asked: GOODWORK_DATUMARO names no environment")
def test_its_readers_find_every_shape(tmp_path: Path) -> None:
    box = Box(OBJECTS, "b1", "crane", "crane", 10.0, 20.0, 110.0, 60.0)
    (tmp_path / "images").mkdir()
    (tmp_path / "images/a.jpg").write_bytes(picture(640, 200))
    (tmp_path / "annotations.xml").write_bytes(written("cvat", box, *MARKS)[0]["annotations.xml"])
    command = [f"{DATUMARO}/bin/python", "-c", SEEN, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (found,) = json.loads(done.stdout.splitlines()[-1]).values()
    assert sorted(found) == [
        ["bbox", 4000.0, 0], ["mask", 100 * 80 - 60 * 40, 0], ["polygon", 1500.0, 1], ["polygon", 2000.0, 0],
        ["polygon", 2400.0, 1],
    ]  # fmt: skip
    assert polygons(next(iter(open_source(io.BytesIO((tmp_path / "annotations.xml").read_bytes()), "cvat").rows(0))))
