"""goodwork evaluate: COCO's figures of a model's predictions, or a sentence why there are none."""

from __future__ import annotations

import copy
import json
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.testing import CliRunner

from goodwork.cli import evaluate
from goodwork.cli.detection_examples import examples
from goodwork.cli.detection_figures import figures
from goodwork.cli.detection_names import matched
from goodwork.cli.detections import read_detections
from goodwork.errors import GoodworkError, Invalid, Unreadable
from goodwork.geometry.coco_text import to_text
from goodwork.geometry.masks import from_counts

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "pictures" / "coco-conformance"
NAMES = ("cat", "dog", "owl")


def truth() -> dict[str, Any]:
    """Three pictures, the last with nothing in it."""
    marks = [(1, 1, [10, 10, 40, 40]), (1, 2, [60, 10, 30, 30]), (2, 1, [5, 5, 20, 20]), (2, 2, [50, 50, 40, 30])]
    return {
        "images": [{"id": n, "file_name": f"in/{n}.png", "width": 120, "height": 100} for n in (1, 2, 3)],
        "categories": [{"id": n, "name": name} for n, name in enumerate(NAMES, 1)],
        "annotations": [
            {"id": n, "image_id": image, "category_id": kind, "bbox": box, "area": box[2] * box[3], "iscrowd": 0}
            for n, (image, kind, box) in enumerate(marks, 1)
        ],
    }


def results() -> list[dict[str, Any]]:
    """All that is there, as sure as can be."""
    return [
        {key: one[key] for key in ("image_id", "category_id", "bbox")} | {"score": 0.9}
        for one in truth()["annotations"]
    ]


def placed(folder: Path, given: Any, known: Any = None) -> tuple[Path, Path]:
    folder.mkdir(exist_ok=True)
    (folder / "truth.json").write_text(json.dumps(truth() if known is None else known))
    (folder / "given.json").write_text(json.dumps(given))
    return folder / "given.json", folder / "truth.json"


def said(given: Path, known: Path, *more: object) -> dict[str, Any]:
    ran = CliRunner().invoke(
        evaluate.app, [str(given), "--against", str(known), *map(str, more), "--json"], catch_exceptions=False
    )
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def test_what_is_all_right_is_all_right_and_a_class_without_objects_has_no_figure(tmp_path: Path) -> None:
    made = said(*placed(tmp_path, results()))
    assert (made["AP"], made["AP50"], made["AR100"]) == pytest.approx((1, 1, 1))
    assert (made["pictures"], made["objects"]) == (3, 4)
    assert (made["APs"], made["APm"]) == pytest.approx((1, 1)) and made["APl"] is None
    assert [one["AP"] and round(one["AP"], 9) for one in made["classes"]] == [1, 1, None]
    assert made["confusion"]["matrix"] == [[2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]


def test_what_is_missed_confused_and_seen_where_nothing_is_gets_counted_and_shown(tmp_path: Path) -> None:
    given = results()
    given[0]["category_id"] = 2  # a cat that is taken for a dog
    del given[2]  # a cat that is not found
    given += [{"image_id": 3, "category_id": 3, "bbox": [1, 1, 30, 30], "score": 0.7}]
    given += [{"image_id": 3, "category_id": 1, "bbox": [60, 60, 30, 30], "score": 0.2}]  # not sure enough to count
    files = placed(tmp_path, given)
    made = said(*files)
    assert made["confusion"]["matrix"] == [[0, 1, 0, 1], [0, 2, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0]]
    found = read_detections(*files)
    shown = examples(found, 0.5)
    assert {key: len(those) for key, those in shown.items()} == {(1, 2): 1, (1, None): 1, (None, 3): 1}
    (tmp_path / "in").mkdir()
    Image.new("RGB", (120, 100), "teal").save(tmp_path / "in/1.png")
    (tmp_path / "in/2.png").write_bytes(b"no picture")
    report = tmp_path / "r.html"
    said(*files, "--report", report)
    page = report.read_text()
    assert page.count("data:image/jpeg") == 1 and page.count('class="empty"') == 2
    assert 'cat <span class="quiet">taken for</span> dog' in page and "<script" not in page


def test_the_table_of_classes_is_that_of_the_examples(tmp_path: Path) -> None:
    given = [
        {"image_id": image, "category_id": kind, "bbox": [5 * k, 4 * k, 20 + k, 40 - k], "score": 0.5 + k / 100}
        for image in (1, 2, 3) for kind in (1, 2, 3) for k in range(10)
    ]  # fmt: skip
    found = read_detections(*placed(tmp_path, given))
    table = figures(found, outlines=False, score=0.52).confusion
    for (there, predicted), those in examples(found, 0.52).items():
        assert table[(there or 4) - 1, (predicted or 4) - 1] == len(those)


def test_outlines_are_compared_where_everything_has_one(tmp_path: Path) -> None:
    known, given = truth(), results()
    square = {"size": [100, 120], "counts": to_text(from_counts([0, 50, 11950], 100, 120))}
    for one in (*known["annotations"], *given):
        x, y, width, height = one["bbox"]
        one["segmentation"] = [[x, y, x + width, y, x + width, y + height, x, y + height]]
    given[3]["segmentation"] = square
    files = placed(tmp_path, given, known)
    assert said(*files)["compared"] == "outlines" and said(*files)["AP50"] < 1
    assert said(*files, "--compare", "boxes")["AP"] == pytest.approx(1)


def test_predictions_of_another_tool_are_matched_by_name(tmp_path: Path) -> None:
    theirs = truth()
    theirs["categories"] = [{"id": 7 - n, "name": name} for n, name in enumerate(NAMES, 1)]
    for one in theirs["images"]:
        one |= {"id": one["id"] + 40, "file_name": f"elsewhere/{one['id']}.png"}
    for one in theirs["annotations"]:
        one |= {"image_id": one["image_id"] + 40, "category_id": 7 - one["category_id"]}
    theirs["categories"].append({"id": 9, "name": "elk"})
    theirs["annotations"].append({**theirs["annotations"][0], "category_id": 9})
    made = said(*placed(tmp_path, theirs))
    assert made["AP"] == pytest.approx(1) and made["predictions"] == 4
    assert len(made["notes"]) == 2 and "4 predictions have no score" in made["notes"][0]
    assert "1 predictions are of a class" in made["notes"][1]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"score": "nan"}, '"score" is no number'),
        ({"score": None}, '"score" is no number'),
        ({"bbox": [0, 0, -4, 5]}, "of 0 or more"),
        ({"bbox": [0, 0, 4]}, "not [x, y, width, height]"),
        ({"bbox": [0, 0, 1e300, 4]}, '"bbox" is no number'),
        ({"bbox": None}, "neither"),
        ({"segmentation": [[1, 2, 3, 4]]}, "three points"),
        ({"segmentation": {"size": [9, 9], "counts": "1"}}, "picture's size"),
        ({"segmentation": {"size": [100, 120], "counts": "~~~"}}, "mask"),
    ],
)
def test_one_broken_prediction_refuses_all_and_is_named(tmp_path: Path, change: dict[str, Any], why: str) -> None:
    given = results()
    given[1] |= change
    files = placed(tmp_path, given)
    with pytest.raises(Invalid, match="Nothing was measured") as refused:
        said(*files, "--report", tmp_path / "r.html")
    (fault,) = refused.value.faults
    assert fault.where == "[1]" and why in fault.what
    assert not (tmp_path / "r.html").exists()


def test_what_can_not_be_compared_says_so(tmp_path: Path) -> None:
    empty = {**truth(), "annotations": []}
    strange = [{**one, "image_id": 99} for one in results()]
    twice = {**truth(), "images": [*truth()["images"], truth()["images"][0]]}
    for given, known, why in (
        (results(), empty, "nothing to compare with"),
        (strange, None, "No prediction is of a picture"),
        ([], None, "Nothing is drawn"),
        (results(), twice, "can't be compared"),
        ({"images": 3, "categories": []}, None, "."),
    ):
        with pytest.raises(GoodworkError, match=why):
            said(*placed(tmp_path, given, known))
    with pytest.raises(Unreadable, match="no file"):
        said(tmp_path / "given.json", tmp_path / "not-there")
    (tmp_path / "cut.json").write_text(json.dumps(results())[:-9])
    with pytest.raises(GoodworkError):
        said(tmp_path / "cut.json", tmp_path / "truth.json")


@pytest.mark.parametrize("key", ["image_id", "category_id"])
@pytest.mark.parametrize("value", [[1], {"a": 1}, None, True, 1.5])
def test_what_names_no_picture_and_no_class_is_refused_by_its_place(tmp_path: Path, key: str, value: Any) -> None:
    given = results()
    given[2][key] = value
    with pytest.raises(Invalid, match="Nothing was measured") as refused:
        said(*placed(tmp_path, given))
    assert [fault.where for fault in refused.value.faults] == ["[2]"]
    theirs = truth()
    section = "images" if key == "image_id" else "categories"
    theirs[section][1]["id"] = value
    with pytest.raises(Invalid) as refused:
        said(*placed(tmp_path, theirs))
    assert refused.value.faults[0].where == f"{section}[1]"


def test_a_file_that_is_no_json_says_so_and_where(tmp_path: Path) -> None:
    given, known = placed(tmp_path, results())
    given.write_text(json.dumps([{**results()[0], "score": float("nan")}]))
    with pytest.raises(Invalid, match=r"not JSON.*NaN"):
        said(given, known)


def test_outlines_are_not_compared_with_objects_that_have_none(tmp_path: Path) -> None:
    given = [{**one, "segmentation": [[0, 0, 9, 0, 9, 9]]} for one in results()]
    with pytest.raises(Invalid, match="would count as missed"):
        said(*placed(tmp_path, given), "--compare", "outlines")


def test_a_version_with_several_questions_is_compared_with_one_of_them(tmp_path: Path) -> None:
    known = truth()
    twice = [{**one, "question": question} for question in ("boxes", "hulls") for one in known["annotations"]]
    files = placed(tmp_path, results(), {**known, "annotations": twice})
    with pytest.raises(Invalid, match="several questions: boxes, hulls"):
        said(*files)
    with pytest.raises(Invalid, match="no answers to a question 'masts'"):
        said(*files, "--question", "masts")
    # An export of ours is a folder, or a zip of it.
    export = tmp_path / "export"
    (export / "annotations").mkdir(parents=True)
    written = {"info": {"description": "goodwork"}, **json.loads(files[1].read_text())}
    (export / "annotations/instances_default.json").write_text(json.dumps(written))
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.write(export / "annotations/instances_default.json", "annotations/instances_default.json")
    for place in (export, tmp_path / "export.zip"):
        assert said(files[0], place, "--question", "boxes")["objects"] == 4
    made = said(*files, "--question", "hulls")
    assert (made["AP"], made["AR100"], made["objects"]) == (pytest.approx(1), pytest.approx(1), 4)


def test_pictures_of_one_name_in_several_folders_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    known = truth()
    for one, name in zip(known["images"], ("a/1.png", "b/1.png", "3.png"), strict=True):
        one["file_name"] = name
    theirs = copy.deepcopy(known)
    for one, name in zip(theirs["images"], ("images/a/1.png", "b\\1.png", "1.png"), strict=True):
        one["file_name"] = name
    # Of a third picture nobody knows which one is meant: it takes no other's place.
    theirs["annotations"].append({"image_id": 3, "category_id": 1, "bbox": [0, 0, 9, 9]})
    made = said(*placed(tmp_path, theirs, known))
    assert made["AP"] == pytest.approx(1) and made["predictions"] == 4
    assert matched({1: "x/7.png", 2: "y/7.png"}, {8: "7.png"}) == {}


@pytest.mark.parametrize(("kind", "ap"), [("bbox", 0.5046), ("segm", 0.3195)])
def test_published_results_have_their_published_figures(kind: str, ap: float) -> None:
    if not PUBLISHED.is_dir():
        warnings.warn(f"There is no {PUBLISHED}: nothing is compared with published figures.", stacklevel=1)
        pytest.skip("the published files are not here")
    made = said(PUBLISHED / f"instances_val2014_fake{kind}100_results.json", PUBLISHED / "instances_val2014_100.json")
    assert round(made["AP"], 4) == ap
