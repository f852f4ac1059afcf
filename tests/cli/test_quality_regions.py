"""``goodwork quality --kind``: regions out of files, with gold and without, and lines that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from goodwork.cli import quality

KEYS = ["items", "people", "regions", "f1_50", "f1_75", "mean_iou", "ece", "agreement_alpha"]
RING = [[10, 10], [60, 10], [60, 60], [10, 60]]
SHAPES = {
    "boxes": [10, 10, 60, 60],
    "polygons": RING,
    "masks": {"size": [80, 80], "counts": [810, 50, *[30, 50] * 49, 1620]},
    "keypoints": [[10, 10, 2], [60, 60, 1], [0, 0, 0]],
    "polylines": [[10, 10], [60, 60], [90, 40]],
}


def goodwork_quality(*args: object) -> Result:
    return CliRunner().invoke(quality.app, [str(arg) for arg in args])


def lines(path: Path, *values: object) -> Path:
    path.write_text("\n".join(json.dumps(value) for value in values), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", list(SHAPES))
def test_what_all_drew_is_the_consensus(kind: str, tmp_path: Path) -> None:
    shape = SHAPES[kind]
    drawn = [{"item": i, "person": f"p{j}", kind: [shape], "labels": ["car"]} for i in (1, 2) for j in range(4)]
    answers = lines(tmp_path / "answers.jsonl", *drawn, {"item": 3, "person": "p0", kind: [], "labels": []})
    gold = lines(tmp_path / "gold.jsonl", *({"item": str(i), kind: [shape], "labels": ["car"]} for i in (1, 2)))
    ran = goodwork_quality(answers, "--kind", kind, "--gold", gold, "--json", "--out", tmp_path / "out")
    assert ran.exit_code == 0, ran.output
    said = json.loads(ran.stdout.splitlines()[-1])
    assert list(said) == KEYS
    assert (said["items"], said["people"], said["regions"], said["f1_50"]) == (3, 4, 2, 1.0)
    written = [json.loads(line) for line in (tmp_path / "out" / "consensus.jsonl").read_text().splitlines()]
    assert [line["item"] for line in written] == ["1", "2", "3"]
    assert written[0]["labels"] == ["car"] and written[0]["why"] == ["4 of 4 drew it"] and written[2][kind] == []
    # What is written is read again, as gold.
    again = goodwork_quality(answers, "--kind", kind, "--gold", tmp_path / "out" / "consensus.jsonl", "--json")
    assert json.loads(again.stdout.splitlines()[-1])["mean_iou"] == pytest.approx(1)
    without = json.loads(goodwork_quality(answers, "--kind", kind, "--json").stdout.splitlines()[-1])
    assert [without[key] for key in KEYS[3:7]] == [None] * 4
    shown = goodwork_quality(answers, "--kind", kind)
    assert "unknown without gold" in shown.stdout and "4 of 4 drew it" in shown.stdout


@pytest.mark.parametrize(
    ("kind", "line", "why"),
    [
        ("boxes", '{"item": 1, "person": "p", "boxes": [[0, 0, 5, 5], [0, 0, 0, 5]]}', "boxes[1]: It has no area"),
        ("boxes", '{"item": 1, "person": "p", "boxes": [[0, 0, NaN, 5]]}', "not JSON"),
        ("boxes", '{"item": 1, "person": "p", "boxes": [[0, 0, 1e300, 5]]}', "boxes[0]"),
        ("boxes", '{"item": 1, "person": "p"}', 'no list "boxes"'),
        ("boxes", '{"person": "p", "boxes": []}', 'no "item"'),
        ("boxes", '{"item": 1, "person": "p", "boxes": [[1, 2, 3, 4]], "labels": []}', '"labels" is not a list of 1'),
        ("boxes", '{"item": 0, "person": "p0", "boxes": []}', "has drawn on"),
        ("boxes", "[1]", "no object"),
        ("polygons", '{"item": 1, "person": "p", "polygons": [[[0, 0], [9, 9], [9, 0], [0, 9]]]}', "cross each other"),
        ("polygons", '{"item": 1, "person": "p", "polygons": [7]}', "list of points"),
        ("masks", '{"item": 1, "person": "p", "masks": [{"size": [4, 4], "counts": [3, 3]}]}', "hold 6 pixels"),
        ("masks", '{"item": 1, "person": "p", "masks": [{"size": [99999999, 99999999], "counts": "1"}]}', "masks[0]"),
        ("masks", '{"item": 1, "person": "p", "masks": [{"size": [4, 4], "counts": [16]}]}', "holds no pixel"),
        (
            "masks",
            '{"item": 1, "person": "p", "masks": [{"size": [2, 2], "counts": [1, 3]}, {"size": [2, 3], '
            '"counts": [1, 5]}]}',
            "one before it of 2 x 2",
        ),
        ("keypoints", '{"item": 1, "person": "p", "keypoints": [[1, 2, 2, 4]]}', "three for each point"),
        ("keypoints", '{"item": 1, "person": "p", "keypoints": [[[0, 0, 0], [3, 4, 0]]]}', "None of its points"),
        ("polylines", '{"item": 1, "person": "p", "polylines": [[[1, 2], [1, 2]]]}', "two points or more"),
    ],
)
def test_a_line_that_is_none_is_named_and_nothing_is_measured(kind: str, line: str, why: str, tmp_path: Path) -> None:
    good = json.dumps({"item": 0, "person": "p0", kind: []})
    (tmp_path / "answers.jsonl").write_text(f"{good}\n{line}\n")
    ran = goodwork_quality(tmp_path / "answers.jsonl", "--kind", kind, "--json", "--out", tmp_path / "out")
    assert ran.exit_code == 2 and ran.stdout == ""
    assert "answers.jsonl, line 2" in ran.stderr and why in " ".join(ran.stderr.split()), ran.stderr
    assert "Mend these lines" in ran.stderr
    assert not (tmp_path / "out").exists()


def test_the_mark_that_some_programs_begin_a_file_with_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"item": 1, "person": "p", "boxes": [[1, 2, 3, 4]]}\n')
    ran = goodwork_quality(tmp_path / "a.jsonl", "--kind", "boxes", "--json")
    assert ran.exit_code == 0 and json.loads(ran.stdout)["items"] == 1


def test_what_does_not_go_together_is_refused(tmp_path: Path) -> None:
    answers = lines(tmp_path / "a.jsonl", {"item": 0, "person": "p", "boxes": []})
    gold = lines(tmp_path / "g.jsonl", {"item": 9, "boxes": []})
    for args, why in (
        ((answers, "--kind", "boxes", "--gold", gold), "no item in common"),
        ((answers, "--kind", "boxes", "--method", "majority"), "no --method"),
        ((tmp_path / "none.jsonl", "--kind", "boxes"), "There is no file"),
        ((lines(tmp_path / "e.jsonl"), "--kind", "boxes"), "has no line"),
    ):
        ran = goodwork_quality(*args)
        assert ran.exit_code == 2 and why in " ".join(ran.stderr.split())


def task(number: int, *people: tuple[int, list[Any]]) -> dict[str, Any]:
    """A task of Label Studio in a picture of 200 x 100 pixels, with what each person drew."""
    return {
        "id": number, "data": {"image": f"{number}.jpg"},
        "annotations": [{"completed_by": by, "result": [*results]} for by, results in people],
    }  # fmt: skip


def result(kind: str, value: dict[str, Any], label: str = "car") -> dict[str, Any]:
    return {
        "id": "r", "from_name": "label", "to_name": "image", "type": kind, "original_width": 200,
        "original_height": 100, "image_rotation": 0, "value": {**value, kind: [label]},
    }  # fmt: skip


BOX = result("rectanglelabels", {"x": 10, "y": 10, "width": 30, "height": 40, "rotation": 0})
OUTLINE = result("polygonlabels", {"points": [[10, 10], [40, 10], [40, 50], [10, 50]]})


def test_files_of_other_programs_name_who_drew(tmp_path: Path) -> None:
    """Label Studio's tasks; CVAT's files of two people in one folder; gold in lines. All of the same box."""
    studio = tmp_path / "tasks.json"
    drawn = [(by, [BOX]) for by in (1, 2, 3)]
    studio.write_text(json.dumps([task(1, *drawn), task(2, *drawn, (4, []))]), encoding="utf-8")
    gold = lines(tmp_path / "gold.jsonl", {"item": "1", "boxes": [[20, 10, 80, 50]], "labels": ["car"]})
    ran = goodwork_quality(studio, "--kind", "boxes", "--gold", gold, "--json")
    said = json.loads(ran.stdout.splitlines()[-1])
    assert list(said) == KEYS and ran.exit_code == 0
    assert (said["items"], said["people"], said["regions"], said["f1_50"], said["mean_iou"]) == (2, 4, 2, 1.0, 1.0)
    # An outline is a box around it for those who ask for boxes, and itself for the others.
    studio.write_text(json.dumps([task(1, *((by, [OUTLINE]) for by in (1, 2, 3)))]), encoding="utf-8")
    for kind in ("boxes", "polygons", "masks"):
        said = json.loads(goodwork_quality(studio, "--kind", kind, "--json").stdout.splitlines()[-1])
        assert (said["items"], said["people"], said["regions"]) == (1, 3, 1)
    folder = tmp_path / "cvat"
    folder.mkdir()
    for person in ("ann", "bob"):
        (folder / f"{person}.xml").write_text(
            f"<annotations><meta><task><id>1</id><assignee><username>{person}</username></assignee></task></meta>"
            '<image id="0" name="1" width="200" height="100"><box label="car" xtl="20" ytl="10" xbr="80" ybr="50"/>'
            '</image><image id="1" name="2" width="200" height="100"/></annotations>',
            encoding="utf-8",
        )
    said = json.loads(goodwork_quality(folder, "--kind", "boxes", "--gold", gold, "--json").stdout.splitlines()[-1])
    assert (said["items"], said["people"], said["regions"], said["f1_75"]) == (2, 2, 1, 1.0)
    # So are masks: of the same pixels as the box.
    for person in ("ann", "bob"):
        marked = (folder / f"{person}.xml").read_text(encoding="utf-8").replace(
            '<box label="car" xtl="20" ytl="10" xbr="80" ybr="50"/>',
            '<mask label="car" rle="0, 2400" left="20" top="10" width="60" height="40"/>',
        )  # fmt: skip
        (folder / f"{person}.xml").write_text(marked, encoding="utf-8")
    for kind in ("masks", "boxes"):
        said = json.loads(goodwork_quality(folder, "--kind", kind, "--json").stdout.splitlines()[-1])
        assert (said["items"], said["people"], said["regions"]) == (2, 2, 1)
    # Gold may be a file of another program, too.
    said = json.loads(
        goodwork_quality(folder, "--kind", "boxes", "--gold", folder / "ann.xml", "--json").stdout.splitlines()[-1]
    )
    assert said["f1_50"] == 1.0


def test_a_file_that_names_nobody_is_refused(tmp_path: Path) -> None:
    coco = {
        "images": [{"id": 1, "file_name": "a.jpg", "width": 9, "height": 9}], "categories": [{"id": 1, "name": "car"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 3, 3]}],
    }  # fmt: skip
    (tmp_path / "coco.json").write_text(json.dumps(coco), encoding="utf-8")
    for kind, why in (
        ("boxes", "does not say who drew what"),
        ("keypoints", "with --kind boxes, polygons, masks, and this is keypoints"),
    ):
        ran = goodwork_quality(tmp_path / "coco.json", "--kind", kind, "--json")
        assert ran.exit_code == 2 and why in ran.output
