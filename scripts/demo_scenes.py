"""The demonstration's scenes, and what a simulated crowd drew in them.

``python scripts/demo_scenes.py`` writes ``src/goodwork/demo_data/scenes``: pictures, the truth, and answers drawn with
the error rates that ``crowd.csv`` states. A test makes them again and compares.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from goodwork.pictures.scenes.cameras import camera  # noqa: E402
from goodwork.pictures.scenes.draws import Draws  # noqa: E402
from goodwork.pictures.scenes.facts import Frame  # noqa: E402
from goodwork.pictures.scenes.places import scene  # noqa: E402
from goodwork.pictures.scenes.render import render  # noqa: E402

DATA = ROOT / "src/goodwork/demo_data/scenes"
SIZE = (960, 600)
SEED = 100
SCENES = (
    ("town", "clear", 0), ("suburb", "cloudy", 0), ("town", "evening", 0), ("country", "clear", 0),
    ("town", "overcast", 0), ("suburb", "rain", 5), ("town", "dusk", 0), ("suburb", "clear", 1), ("town", "cloudy", 5),
    ("country", "evening", 0), ("suburb", "fog", 3), ("town", "rain", 1), ("suburb", "evening", 3), ("town", "fog", 1),
    ("country", "cloudy", 1), ("town", "clear", 2),
)  # fmt: skip
"""Place, weather and number of each; its seed is `SEED` and its place in this list."""
LEFT = 4
"""Pictures at the end that nobody answered: a newcomer's to try."""
LEAST_PIXELS, LEAST_SIDE = 90, 8
"""What shows less is not asked for: the guideline says so."""
SMALL = 40.0
"""Pixels: the square root of the area below which a box is small."""
MIXED_UP = {
    "car": "van", "van": "car", "truck": "bus", "bus": "truck", "person": "bicycle", "bicycle": "person",
    "sign": "traffic light", "traffic light": "sign",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Worker:
    """A simulated person and how they err. Shares are 0 to 1."""

    worker: str
    misses_small: float
    """Of the small boxes."""
    misses_large: float
    """Of the others."""
    edges: float
    """Pixels by which a border is off at most; twice as many where the box is large."""
    wrong_name: float
    """Of the boxes that they draw."""
    invents: float
    """Boxes around nothing, per picture."""


CROWD = (
    Worker("w1", 0.08, 0.00, 1.5, 0.01, 0.05),
    Worker("w2", 0.15, 0.01, 2.0, 0.02, 0.05),
    Worker("w3", 0.30, 0.02, 2.5, 0.03, 0.10),
    Worker("w4", 0.25, 0.03, 5.0, 0.03, 0.15),
    Worker("w5", 0.40, 0.04, 3.0, 0.06, 0.20),
    Worker("w6", 0.30, 0.03, 3.0, 0.20, 0.10),
    Worker("w7", 0.55, 0.06, 4.0, 0.05, 0.30),
    Worker("w8", 0.35, 0.05, 7.0, 0.10, 0.60),
)

Box = dict[str, Any]


def frame_of(n: int) -> Frame:
    """The picture of a scene, by its place in the list."""
    place, weather, number = SCENES[n]
    return render(scene(SEED + n, number, place=place, weather=weather), camera("front", *SIZE))


def frames() -> Iterator[tuple[str, Frame]]:
    """Every picture, by the name of its item."""
    for n in range(len(SCENES)):
        yield f"scene-{n + 1:02}", frame_of(n)


def right(frame: Frame) -> list[Box]:
    """The boxes that are right in a picture."""
    found: list[Box] = []
    for mark in frame.marks:
        if mark.visible is None or mark.pixels < LEAST_PIXELS:
            continue
        x0, y0, x1, y1 = mark.visible
        if min(x1 - x0, y1 - y0) >= LEAST_SIDE:
            found.append({"label": mark.thing.name, "box": [x0, y0, x1, y1]})
    return found


def drawn(who: Worker, item: str, truth: list[Box]) -> list[Box]:
    """What somebody draws in a picture; two boxes never lie in the same place."""
    draws = Draws(int(who.worker[1:])).apart(item)
    found: list[Box] = []
    for box in truth:
        x0, y0, x1, y1 = box["box"]
        size = ((x1 - x0) * (y1 - y0)) ** 0.5
        if draws.chance(who.misses_small if size < SMALL else who.misses_large):
            continue
        most = min(who.edges * (1.0 if size < 3 * SMALL else 2.0), 0.3 * min(x1 - x0, y1 - y0))
        moved = [border + draws.between(-most, most) for border in (x0, y0, x1, y1)]
        label = MIXED_UP[box["label"]] if draws.chance(who.wrong_name) else box["label"]
        found.append({"label": label, "box": _inside(moved)})
    if draws.chance(who.invents):
        wide, high = draws.between(14, 60), draws.between(14, 60)
        x, y = draws.between(0, SIZE[0] - wide), draws.between(200, 420)
        found.append({"label": draws.pick(sorted(MIXED_UP)), "box": _inside([x, y, x + wide, y + high])})
    return found


def _inside(borders: list[float]) -> list[float]:
    x0, y0, x1, y1 = borders
    wide, high = SIZE
    held = (max(0.0, x0), max(0.0, y0), min(float(wide), x1), min(float(high), y1))
    return [round(border * 2) / 2 for border in held]


def answers(truth: dict[str, list[Box]]) -> str:
    """What everybody drew, a line for each person and picture."""
    answered = list(truth.items())[:-LEFT]
    rows = (
        {"item": item, "worker": who.worker, "boxes": drawn(who, item, boxes)}
        for who in CROWD
        for item, boxes in answered
    )
    return "".join(json.dumps(row) + "\n" for row in rows)


def main() -> None:
    DATA.mkdir(parents=True, exist_ok=True)
    truth: dict[str, list[Box]] = {}
    for item, frame in frames():
        truth[item] = right(frame)
        Image.fromarray(frame.colour).save(DATA / f"{item}.webp", quality=82, method=6)
    (DATA / "truth.jsonl").write_text("".join(json.dumps({"item": i, "boxes": b}) + "\n" for i, b in truth.items()))
    (DATA / "answers.jsonl").write_text(answers(truth))
    with (DATA / "crowd.csv").open("w", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow([field.name for field in fields(Worker)])
        written.writerows([getattr(who, field.name) for field in fields(Worker)] for who in CROWD)


if __name__ == "__main__":
    main()
