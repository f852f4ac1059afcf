"""The demonstration's scenes are what the scene maker makes, and its crowd errs as often as it is said to."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import orjson
import pytest
from PIL import Image

from goodwork.cli.demo_house import SHOWN_GOLD, planted
from goodwork.cli.demo_scenes import counts, f1
from goodwork.quality.regions_consensus import consensus
from goodwork.quality.regions_measures import kept
from goodwork.quality.regions_objects import Drawn
from goodwork.quality.regions_shapes import Boxes

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src/goodwork/demo_data/scenes"
Box = dict[str, Any]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo_scenes", ROOT / "scripts/demo_scenes.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["demo_scenes"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, list[Box]]]:
    """Item -> worker -> boxes."""
    found: dict[str, dict[str, list[Box]]] = defaultdict(dict)
    for row in map(orjson.loads, (DATA / "answers.jsonl").read_bytes().splitlines()):
        found[row["item"]][row["worker"]] = row["boxes"]
    return found


def test_pictures_and_truth_are_those_of_the_scene_maker(script: ModuleType) -> None:
    wanted = "scene-04"
    frame = script.frame_of(3)
    assert script.right(frame) == planted()[wanted]
    with Image.open(DATA / f"{wanted}.webp") as shown:
        apart = np.abs(np.asarray(shown.convert("RGB")).astype(int) - frame.colour)
    assert shown.size == script.SIZE and apart.mean() < 4
    names = {path.stem for path in DATA.glob("*.webp")}
    assert names == set(planted()) and len(names) == len(script.SCENES) == 16
    assert len({(DATA / f"{name}.webp").read_bytes() for name in names}) == 16


def test_the_crowd_errs_as_often_as_is_stated(script: ModuleType, answers: dict[str, dict[str, list[Box]]]) -> None:
    truth = planted()
    assert script.answers(truth) == (DATA / "answers.jsonl").read_text()
    with (DATA / "crowd.csv").open() as file:
        assert list(csv.DictReader(file)) == [{k: str(v) for k, v in asdict(who).items()} for who in script.CROWD]
    # Over many scenes of the same things: what is drawn again in 16 pictures alone is too little to tell 1 % from 3 %.
    (item, boxes) = max(truth.items(), key=lambda one: len(one[1]))
    small = np.array([((b["box"][2] - b["box"][0]) * (b["box"][3] - b["box"][1])) ** 0.5 < script.SMALL for b in boxes])
    for who in script.CROWD:
        tries = 300
        drawn = [script.drawn(who, f"{item}-{n}", boxes) for n in range(tries)]
        invented = (sum(map(len, drawn)) - tries * len(boxes)) / tries
        missed = small.sum() * who.misses_small + (~small).sum() * who.misses_large
        assert abs(invented - (who.invents - missed)) < 5 * (len(boxes) * 0.25 / tries) ** 0.5


def test_together_they_find_what_was_planted(answers: dict[str, dict[str, list[Box]]]) -> None:
    truth = planted()
    items = sorted(set(answers) - set(SHOWN_GOLD))
    people = sorted({worker for of in answers.values() for worker in of})
    drawn = [
        [
            Drawn(n, [np.array(box["box"]) for box in answers[item][who]], [box["label"] for box in answers[item][who]])
            for n, who in enumerate(people)
        ]
        for item in items
    ]
    found = consensus(drawn, Boxes())
    together = [
        [{"label": region.label, "box": region.shape.tolist()} for region in kept(regions)] for regions in found.items
    ]
    of_all = f1([counts(boxes, truth[item]) for boxes, item in zip(together, items, strict=True)])
    alone = [f1([counts(answers[item][who], truth[item]) for item in items]) for who in people]
    assert of_all > max(alone) and of_all > 0.95
    assert 0.7 < sum(alone) / len(alone) < 0.9
