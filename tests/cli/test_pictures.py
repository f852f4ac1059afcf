"""goodwork pictures make: whole folders that goodwork and others read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from PIL import Image
from typer.testing import CliRunner

from goodwork.cli import convert, pictures
from goodwork.errors import Conflict, GoodworkError


def run(*arguments: object) -> Result:
    return CliRunner().invoke(pictures.app, ["make", *map(str, arguments)], catch_exceptions=False)


def made(out: Path, *arguments: object) -> dict[str, Any]:
    result = run("--out", out, "--size", "128x80", "--seed", 3, "--json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def converted(source: Path, out: Path) -> None:
    result = CliRunner().invoke(convert.app, [str(source), "--to", "jsonl", "--out", str(out)], catch_exceptions=False)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("layout", "images"), [("coco", "images"), ("yolo", "images"), ("voc", "JPEGImages")])
def test_what_is_written_reads_back_with_every_box(tmp_path: Path, layout: str, images: str) -> None:
    out = tmp_path / "street"
    account = made(out, "--scenes", 2, "--layout", layout, "--camera", "front", "--camera", "back", "--least", 8)
    assert account["scenes"] == 2 and account["frames"] == 4 and account["layout"] == layout
    names = sorted(path.stem for path in (out / layout / images).iterdir())
    assert names == [f"scene-{n:06}-{camera}" for n in (0, 1) for camera in ("back", "front")]
    converted(out / layout, tmp_path / "read.jsonl")
    read = {
        (Path(row["picture"]).stem, box["label"], *box["box"])
        for row in map(json.loads, (tmp_path / "read.jsonl").read_text().splitlines())
        for said in row["annotations"]
        for box in said["records"]
        if box["type"] == "box"
    }
    about = json.loads((out / "truth/about.json").read_text())
    boxes: set[tuple[Any, ...]] = set()
    for name in names:
        semantic = np.array(Image.open(out / f"truth/semantic/{name}.png"))
        instance = np.array(Image.open(out / f"truth/instance/{name}.png"))
        with np.load(out / f"truth/arrays/{name}.npz") as arrays:
            assert arrays["depth"].shape == semantic.shape == instance.shape == (80, 128)
            assert np.array_equal(arrays["depth"] == 0, semantic == about["classes"].index("sky"))
        number = int(name.split("-")[1])
        told = json.loads((out / f"truth/scenes/scene-{number:06}.json").read_text())
        classes = {thing["id"]: thing["class"] for thing in told["things"]}
        (seen,) = (camera for camera in told["cameras"] if Path(camera["picture"]).stem == name)
        assert (out / seen["picture"]).is_file() and (out / seen["arrays"]).is_file()
        boxes |= {
            (name, classes[mark["thing"]], *mark["visible"])
            for mark in seen["marks"]
            if mark["visible"] and mark["pixels"] >= 8
        }
        for thing in np.unique(instance).tolist():
            shown = {about["classes"][n] for n in np.unique(semantic[instance == thing]).tolist()}
            assert thing == 0 or shown == {classes[thing]}
    assert read == boxes and len(boxes) == sum(account["boxes"].values()) > 10


def test_a_folder_that_holds_something_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(Conflict, match="not an empty folder"):
        run("--out", tmp_path, "--scenes", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "bad",
    [("--size", "99999x3"), ("--size", "wide"), ("--size", "4000x4000"), ("--layout", "kitti"), ("--camera", "up"),
     ("--place", "moon"), ("--weather", "hail")],
)  # fmt: skip
def test_what_is_not_known_is_refused_before_anything_is_made(tmp_path: Path, bad: tuple[str, str]) -> None:
    with pytest.raises(GoodworkError, match="Nothing was made") as refused:
        run("--out", tmp_path / "out", *bad)
    assert refused.value.next_step
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_is_left_when_it_breaks_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(seed: int, number: int, **_: object) -> Any:
        if number:
            raise KeyboardInterrupt
        return whole(seed, number)

    whole = pictures.scene
    monkeypatch.setattr(pictures, "scene", breaks)
    assert run("--out", tmp_path / "out", "--size", "64x64", "--scenes", 2).exit_code != 0
    assert list(tmp_path.iterdir()) == []
