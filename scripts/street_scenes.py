"""Draws the pictures of the ready-made assessment *On the street*, and writes their boxes into its file.

A box is not measured by hand: each thing is drawn a second time, in a colour of its own and nothing else, so that the
points that are left of it say where it is seen. ``--check`` compares what is there with what would be drawn.
"""

from __future__ import annotations

import io
import itertools
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from PIL import Image, ImageDraw

ROOM = Path(__file__).parent.parent / "src" / "goodwork" / "ready_made"
FILE = ROOM / "on-the-street.yaml"
WIDTH, HEIGHT, FINE = 640, 400, 4
"""Pixels of a picture, and how much finer it is drawn."""
GROUND = 300
"""Where the pavement ends and the road begins."""
SKIN, DARK, GLASS = "#d9a57f", "#2f3437", "#cfe3ea"
Points = Sequence[tuple[float, float]]


class Scene:
    """A picture while it is drawn, with whose each of its points is."""

    def __init__(self) -> None:
        size = (WIDTH * FINE, HEIGHT * FINE)
        self.image = Image.new("RGB", size, "#dfe9ee")
        self.whose = Image.new("I", size, 0)
        self._on = [(ImageDraw.Draw(self.image), False), (ImageDraw.Draw(self.whose), True)]
        self.labels: list[str] = []
        self._thing = 0

    def thing(self, label: str, draw: Callable[[Scene], None]) -> None:
        """Draw one thing that counts."""
        self.labels.append(label)
        self._thing = len(self.labels)
        draw(self)
        self._thing = 0

    def area(self, points: Points, colour: str) -> None:
        """A polygon."""
        for on, whose in self._on:
            on.polygon([(x * FINE, y * FINE) for x, y in points], fill=self._thing if whose else colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, radius: float = 0) -> None:
        """A rectangle, with round corners if need be."""
        place = [left * FINE, top * FINE, right * FINE - 1, bottom * FINE - 1]
        for on, whose in self._on:
            on.rounded_rectangle(place, radius * FINE, fill=self._thing if whose else colour)

    def round(self, x: float, y: float, across: float, high: float, colour: str, ring: float = 0) -> None:
        """An ellipse about a point; a ring when it is given a width."""
        place = [(x - across / 2) * FINE, (y - high / 2) * FINE, (x + across / 2) * FINE - 1, (y + high / 2) * FINE - 1]
        for on, whose in self._on:
            ink: Any = self._thing if whose else colour
            if ring:
                on.ellipse(place, outline=ink, width=round(ring * FINE))
            else:
                on.ellipse(place, fill=ink)

    def line(self, points: Points, colour: str, width: float) -> None:
        """A line with round ends and corners."""
        for (x, y), (to_x, to_y) in itertools.pairwise(points):
            long = math.hypot(to_x - x, to_y - y) or 1
            across, down = (to_y - y) / long * width / 2, (x - to_x) / long * width / 2
            self.area([(x + across, y + down), (to_x + across, to_y + down), (to_x - across, to_y - down),
                       (x - across, y - down)], colour)  # fmt: skip
        for x, y in points:
            self.round(x, y, width, width, colour)

    def boxes(self) -> list[list[float]]:
        """Left, top, right and bottom border of what is seen of each thing."""
        whose = np.asarray(self.whose)
        found: list[list[float]] = []
        for number in range(1, len(self.labels) + 1):
            rows, columns = np.nonzero(whose == number)
            found.append([float(n) / FINE for n in (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)])
        return found

    def png(self) -> bytes:
        """The picture as a file."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        # Few colours: the files are small, and nothing that is seen is lost.
        few = small.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        out = io.BytesIO()
        few.save(out, "PNG", optimize=True)
        return out.getvalue()


def street(scene: Scene, houses: str = "#e7d9c4") -> None:
    """What is behind everything."""
    scene.box(0, 60, WIDTH, 250, houses)
    for x in range(30, WIDTH, 120):
        scene.box(x, 90, x + 46, 150, "#8fa7b2", 3)
        scene.box(x + 21, 90, x + 25, 150, houses)
    scene.box(0, 242, WIDTH, GROUND, "#c9c6bf")
    scene.box(0, GROUND, WIDTH, HEIGHT, "#8b8f92")
    scene.box(0, GROUND, WIDTH, GROUND + 5, "#b4b2ad")
    for x in range(20, WIDTH, 110):
        scene.box(x, 356, x + 56, 361, "#e8e8e4")


def shadow(scene: Scene, x: float, y: float, across: float) -> None:
    """What is cast on the ground: nobody's."""
    scene.round(x, y, across, across * 0.12, "#6b6f72")


def person(scene: Scene, x: float, foot: float, high: float, coat: str, hair: str = "#4a3527") -> None:
    """Somebody who stands, ``high`` pixels tall."""
    unit = high / 100
    for side in (-1, 1):
        scene.box(x + side * 8 * unit - 6 * unit, foot - 46 * unit, x + side * 8 * unit + 6 * unit, foot, "#39424e", 3)
        scene.round(x + side * 9 * unit, foot - 3 * unit, 17 * unit, 7 * unit, DARK)
        scene.line([(x + side * 15 * unit, foot - 78 * unit), (x + side * 20 * unit, foot - 46 * unit)], coat, 8 * unit)
        scene.round(x + side * 20 * unit, foot - 43 * unit, 8 * unit, 8 * unit, SKIN)
    scene.box(x - 17 * unit, foot - 84 * unit, x + 17 * unit, foot - 40 * unit, coat, 9 * unit)
    scene.round(x, foot - 91 * unit, 19 * unit, 20 * unit, hair)
    scene.round(x, foot - 89 * unit, 15 * unit, 16 * unit, SKIN)


def car(scene: Scene, x: float, foot: float, across: float, paint: str) -> None:
    """A car from the side, ``across`` pixels long, with its middle at ``x``."""
    unit = across / 100
    left = x - across / 2
    scene.area([(left + 18 * unit, foot - 24 * unit), (left + 30 * unit, foot - 42 * unit),
                (left + 68 * unit, foot - 42 * unit), (left + 84 * unit, foot - 24 * unit)], paint)  # fmt: skip
    scene.area([(left + 24 * unit, foot - 25 * unit), (left + 33 * unit, foot - 39 * unit),
                (left + 47 * unit, foot - 39 * unit), (left + 47 * unit, foot - 25 * unit)], GLASS)  # fmt: skip
    scene.area([(left + 51 * unit, foot - 25 * unit), (left + 51 * unit, foot - 39 * unit),
                (left + 66 * unit, foot - 39 * unit), (left + 77 * unit, foot - 25 * unit)], GLASS)  # fmt: skip
    scene.box(left, foot - 27 * unit, left + across, foot - 7 * unit, paint, 6 * unit)
    scene.box(left + 2 * unit, foot - 22 * unit, left + 8 * unit, foot - 18 * unit, "#f3e6b0", unit)
    scene.box(left + 92 * unit, foot - 22 * unit, left + 98 * unit, foot - 18 * unit, "#c0473d", unit)
    for wheel in (22, 78):
        scene.round(left + wheel * unit, foot - 8.5 * unit, 17 * unit, 17 * unit, DARK)
        scene.round(left + wheel * unit, foot - 8.5 * unit, 8 * unit, 8 * unit, "#aab2b6")


def bicycle(scene: Scene, x: float, foot: float, across: float, paint: str) -> None:
    """A bicycle from the side."""
    unit = across / 100
    back, front, hub = (
        (x - 30 * unit, foot - 20 * unit),
        (x + 30 * unit, foot - 20 * unit),
        (x - 4 * unit, foot - 20 * unit),
    )
    seat, bar = (x - 14 * unit, foot - 52 * unit), (x + 20 * unit, foot - 56 * unit)
    for wheel in (back, front):
        scene.round(*wheel, 40 * unit, 40 * unit, DARK, 3 * unit)
    for way in ([back, hub, seat, back], [hub, bar], [seat, bar], [front, bar, (x + 27 * unit, foot - 63 * unit)]):
        scene.line(way, paint, 3.2 * unit)
    scene.line([(x - 20 * unit, foot - 54 * unit), (x - 8 * unit, foot - 54 * unit)], DARK, 5 * unit)


def rider(scene: Scene, x: float, foot: float, across: float, coat: str) -> None:
    """Somebody on that bicycle."""
    unit = across / 100
    hip, shoulder = (x - 13 * unit, foot - 58 * unit), (x + 4 * unit, foot - 92 * unit)
    scene.line([hip, (x + 7 * unit, foot - 40 * unit), (x - 2 * unit, foot - 14 * unit)], "#39424e", 9 * unit)
    scene.line([hip, shoulder], coat, 17 * unit)
    scene.line([shoulder, (x + 25 * unit, foot - 62 * unit)], coat, 7 * unit)
    scene.round(x + 9 * unit, foot - 108 * unit, 19 * unit, 20 * unit, "#b03a36")
    scene.round(x + 10 * unit, foot - 105 * unit, 15 * unit, 15 * unit, SKIN)


def dog(scene: Scene, x: float, foot: float, across: float, coat: str, way: int = 1) -> None:
    """A dog from the side; ``way`` 1: it looks to the right."""
    unit = across / 100

    def at(n: float) -> float:
        return x + way * n * unit

    scene.line([(at(-38), foot - 44 * unit), (at(-54), foot - 62 * unit)], coat, 6 * unit)
    for leg in (-30, -16, 16, 28):
        scene.line([(at(leg), foot - 30 * unit), (at(leg), foot - 4 * unit)], coat, 8 * unit)
    scene.round(x, foot - 38 * unit, 82 * unit, 32 * unit, coat)
    scene.line([(at(30), foot - 44 * unit), (at(40), foot - 60 * unit)], coat, 16 * unit)
    scene.round(at(43), foot - 64 * unit, 28 * unit, 22 * unit, coat)
    scene.round(at(55), foot - 60 * unit, 18 * unit, 12 * unit, coat)
    scene.round(at(36), foot - 66 * unit, 9 * unit, 20 * unit, DARK)
    scene.round(at(62), foot - 62 * unit, 5 * unit, 5 * unit, DARK)


def cat(scene: Scene, x: float, foot: float, high: float, coat: str) -> None:
    """A cat that sits."""
    unit = high / 100
    scene.line([(x + 22 * unit, foot - 6 * unit), (x + 48 * unit, foot - 14 * unit), (x + 52 * unit, foot - 34 * unit)],
               coat, 9 * unit)  # fmt: skip
    scene.round(x, foot - 33 * unit, 56 * unit, 66 * unit, coat)
    scene.round(x - 6 * unit, foot - 76 * unit, 40 * unit, 34 * unit, coat)
    for side in (-1, 1):
        tip = x - 6 * unit + side * 14 * unit
        scene.area([(tip - 7 * unit, foot - 86 * unit), (tip, foot - 100 * unit), (tip + 7 * unit, foot - 86 * unit)],
                   coat)  # fmt: skip


def tree(scene: Scene, x: float, foot: float, high: float) -> None:
    """A tree."""
    scene.box(x - high * 0.05, foot - high * 0.5, x + high * 0.05, foot, "#6d4f37")
    scene.round(x, foot - high * 0.66, high * 0.62, high * 0.66, "#5f8a5a")


def post(scene: Scene, x: float, foot: float, high: float, across: float = 9) -> None:
    """A lamp post."""
    scene.box(x - across / 2, foot - high, x + across / 2, foot, "#4d565b")
    scene.round(x, foot - high, across * 3, across * 2.2, "#f1e7b8")


def bench(scene: Scene, left: float, foot: float, across: float) -> None:
    """A bench from behind: its back hides what is there."""
    scene.box(left, foot - 62, left + across, foot - 8, "#8a6240", 3)
    for n in range(3):
        scene.box(left, foot - 46 + n * 14, left + across, foot - 43 + n * 14, "#6d4c30")
    for leg in (left + 8, left + across - 16):
        scene.box(leg, foot - 8, leg + 8, foot, DARK)


@dataclass(frozen=True)
class Item:
    """A picture with the rule that it is about."""

    name: str
    reason: str
    draw: Callable[[Scene], None]


def _shadow(s: Scene) -> None:
    shadow(s, 330, 352, 250)
    s.thing("vehicle", lambda s: car(s, 310, 350, 210, "#b4453a"))


def _bench(s: Scene) -> None:
    s.thing("person", lambda s: person(s, 230, 288, 150, "#3f6e8c"))
    bench(s, 160, 300, 150)
    tree(s, 520, 270, 190)


def _cut(s: Scene) -> None:
    s.thing("vehicle", lambda s: car(s, 60, 352, 230, "#3d7a5f"))
    post(s, 420, 290, 170)


def _poster(s: Scene) -> None:
    s.box(380, 130, 560, 236, "#f6f2e6")
    car(s, 470, 222, 150, "#c9892f")
    s.thing("person", lambda s: person(s, 190, 300, 160, "#7c5a92"))


def _leash(s: Scene) -> None:
    s.thing("person", lambda s: person(s, 220, 340, 180, "#a8552f"))
    s.thing("animal", lambda s: dog(s, 390, 345, 120, "#8a6a45"))
    s.line([(258, 262), (330, 290), (432, 268)], "#d23f3f", 2.5)


def _rider(s: Scene) -> None:
    s.thing("vehicle", lambda s: bicycle(s, 320, 350, 190, "#2f7f86"))
    s.thing("person", lambda s: rider(s, 320, 350, 190, "#d8b13c"))


def _behind_post(s: Scene) -> None:
    s.thing("vehicle", lambda s: car(s, 320, 340, 260, "#3f6fa8"))
    post(s, 330, 372, 260, 26)


def _behind_car(s: Scene) -> None:
    s.thing("vehicle", lambda s: car(s, 400, 318, 220, "#d8d2c4"))
    s.thing("vehicle", lambda s: car(s, 270, 352, 250, "#5b4a8a"))


def _statue(s: Scene) -> None:
    s.box(160, 236, 240, 300, "#9aa09c")
    for part in ((186, 176, 214, 236), (178, 160, 222, 205)):
        s.box(*part, "#7f8884", 8)
    s.round(200, 148, 26, 28, "#7f8884")
    s.thing("person", lambda s: person(s, 430, 304, 150, "#b04a5a"))


def _puddle(s: Scene) -> None:
    s.round(320, 368, 220, 44, "#a9bcc4")
    for left, top, right, bottom, paint in ((308, 352, 318, 372, "#7e8b96"), (323, 352, 333, 372, "#7e8b96"),
                                            (303, 368, 337, 386, "#7b9d8c")):  # fmt: skip
        s.box(left, top, right, bottom, paint, 3)
    s.thing("person", lambda s: person(s, 320, 350, 170, "#3d7a5f"))


def _nobody(s: Scene) -> None:
    tree(s, 130, 280, 200)
    bench(s, 270, 296, 130)
    s.box(500, 200, 540, 296, "#c9a227", 6)
    s.box(508, 214, 532, 220, DARK)


def _three(s: Scene) -> None:
    for x, high, coat in ((250, 158, "#3f6e8c"), (296, 172, "#a8552f"), (344, 150, "#6b7f3a")):
        s.thing("person", lambda s, x=x, high=high, coat=coat: person(s, x, 322, high, coat))


def _small(s: Scene) -> None:
    s.thing("animal", lambda s: dog(s, 520, 284, 46, "#5a4636", -1))
    s.thing("person", lambda s: person(s, 170, 372, 240, "#7c5a92"))


def _near(s: Scene) -> None:
    s.thing("vehicle", lambda s: car(s, 170, 330, 160, "#b4453a"))
    s.thing("person", lambda s: person(s, 460, 520, 360, "#3f6e8c"))


def _umbrella(s: Scene) -> None:
    def under(s: Scene) -> None:
        person(s, 320, 340, 170, "#4d5a7a")
        s.line([(352, 266), (352, 150)], DARK, 4)
        s.area([(352 + 92 * math.cos(a / 20 * math.pi), 176 - 60 * math.sin(a / 20 * math.pi)) for a in range(21)],
               "#b5384e")  # fmt: skip

    s.thing("person", under)


def _cat(s: Scene) -> None:
    s.thing("vehicle", lambda s: car(s, 320, 350, 270, "#d8d2c4"))
    s.thing("animal", lambda s: cat(s, 318, 238, 62, "#3a3533"))


def _between(s: Scene) -> None:
    s.thing("vehicle", lambda s: car(s, 200, 336, 200, "#3d7a5f"))
    s.thing("person", lambda s: person(s, 320, 340, 170, "#d8b13c"))
    s.thing("vehicle", lambda s: car(s, 440, 356, 220, "#b4453a"))


def _window(s: Scene) -> None:
    s.box(240, 96, 400, 226, "#6d5b49")
    s.box(250, 106, 390, 216, "#a9c3cd")
    s.thing("person", lambda s: person(s, 320, 290, 160, "#c2703d"))
    # The wall below the window, and the pavement, are in front.
    s.box(240, 216, 400, 242, "#e7d9c4")
    s.box(240, 242, 400, GROUND, "#c9c6bf")
    s.box(236, 214, 404, 222, "#6d5b49")


ITEMS = (
    Item("shadow", "One vehicle. The shadow on the road is no part of it: the box ends at the tyres.", _shadow),
    Item("bench", "The bench hides the legs. The box ends where the person is last seen, at the upper edge of the "
         "bench. A bench and a tree are not asked for.", _bench),
    Item("cut", "The picture cuts the car off. Its box begins at the left border, not before it.", _cut),
    Item("poster", "The car is on a poster: pictures of things don't count. There is one person.", _poster),
    Item("leash", "A person and an animal. The leash belongs to neither box; each ends at the body.", _leash),
    Item("rider", "Whoever rides is a person, and what they ride is a vehicle: two boxes, which overlap.", _rider),
    Item("behind-post", "The post parts the car, and it is one car all the same: one box.", _behind_post),
    Item("behind-car", "Two vehicles. Of the one behind, the box holds only what is seen of it.", _behind_car),
    Item("statue", "The figure on the stone is a statue, so it is no person. One person stands on the right.", _statue),
    Item("puddle", "What the puddle mirrors does not count. The box ends at the shoes.", _puddle),
    Item("nobody", "A tree, a bench and a letter box: nothing that is asked for. No box is the right answer.", _nobody),
    Item("three", "Three people who can be told apart get three boxes, also where they overlap.", _three),
    Item("small", "The dog far behind is small and can be named without guessing, so it counts.", _small),
    Item("near", "The person is cut off by the lower border, so the box ends there. The vehicle counts, too.", _near),
    Item("umbrella", "What somebody carries belongs to them: one box around both.", _umbrella),
    Item("cat", "The cat on the roof is an animal of its own: two boxes, one above the other.", _cat),
    Item("between", "Two vehicles and a person. Of the person the box holds what the cars leave to be seen.", _between),
    Item("window", "The person stands behind glass and is no picture of one, so they count. The wall hides the legs.",
         _window),
)  # fmt: skip


def drawn() -> dict[str, tuple[bytes, list[dict[str, Any]]]]:
    """Every picture with its boxes."""
    made: dict[str, tuple[bytes, list[dict[str, Any]]]] = {}
    for item in ITEMS:
        scene = Scene()
        street(scene)
        item.draw(scene)
        found = zip(scene.labels, scene.boxes(), strict=True)
        marks = [{"id": f"b{n}", "label": label, "box": box} for n, (label, box) in enumerate(found, 1)]
        made[item.name] = (scene.png(), marks)
    return made


def written() -> str:
    """The file of the assessment, with its boxes as they are drawn now."""
    head = FILE.read_text(encoding="utf-8").split("\nitems:\n")[0]
    rows = [
        {"picture": f"street/{item.name}.png", "right": {"things": {"boxes": marks}}, "reason": item.reason}
        for item, (_, marks) in zip(ITEMS, drawn().values(), strict=True)
    ]
    listed = yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=1000, default_flow_style=None)
    return f"{head}\nitems:\n{listed}"


def main() -> None:
    """Write the pictures and the file, or compare."""
    if "--check" in sys.argv:
        sys.exit(FILE.read_text(encoding="utf-8") != written())
    for name, (content, _) in drawn().items():
        (ROOM / "street" / f"{name}.png").write_bytes(content)
    FILE.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
