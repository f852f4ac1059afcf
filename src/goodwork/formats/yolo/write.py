"""YOLO's labels: a text for each picture, and the names of the classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml

from goodwork.formats.boxes import Place, corners, hull
from goodwork.formats.documents import Document, lose_beside
from goodwork.formats.drawn import REGIONS, Classes, Drawing, Drawn, boxes_of, plain, without_masks
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.yolo.names import TASK, TASKS
from goodwork.formats.yolo.read import IMAGES, LABELS, SUBSET
from goodwork.formats.yolo.recognise import DATA, OBB, SEGMENT, YOLO
from goodwork.model.records import Box, Mask, Polygon

_A_LINE = "a line there is one ring: each part is an object of its own"
_WHY_ONE = "a text there holds one answer"
_WHY_PLACE = (
    "YOLO marks objects in pictures, and has no other place",
    "YOLO's segments are outlines, and have no other place",
)


def write_yolo(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``labels/NAME.txt`` for each picture, then ``data.yaml``: the pictures belong into ``images``."""
    yield from Yolo(report, YOLO).files(documents)


def write_obb(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """The same with the corners of each box, so that turned ones stay turned."""
    yield from Yolo(report, OBB).files(documents)


def write_segment(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """The same with the points of outlines."""
    yield from Yolo(report, SEGMENT).files(documents)


class Yolo:
    """Writes the texts. An empty one says that nothing was found; an item that nobody answered is left out."""

    def __init__(self, report: Report, form: str) -> None:
        self._report = report
        self._form = form
        self._turned = form == OBB
        holds = (Polygon, Mask) if form == SEGMENT else REGIONS
        self.drawing = Drawing(report, why_one=_WHY_ONE, why_place=_WHY_PLACE[form == SEGMENT], holds=holds)
        self._classes = Classes(report, first=0, keeps_gaps=False)
        self._texts: set[str] = set()

    def files(self, documents: Iterable[Document]) -> Iterator[OutFile]:
        """Every text, then the names."""
        for document in documents:
            drawn = self.drawing.take(document)
            if drawn is not None:
                yield from self._text(document, drawn)
        names = {number: name for name, number in sorted(self._classes.numbers.items(), key=lambda one: one[1])}
        held: dict[str, object] = {"path": ".", "train": IMAGES, "val": IMAGES, "names": names}
        if self._form == SEGMENT:
            held[TASK] = TASKS[SEGMENT]
        yield OutFile(DATA, iter([yaml.safe_dump(held, allow_unicode=True, sort_keys=False).encode()]))

    def _text(self, document: Document, drawn: Drawn) -> Iterator[OutFile]:
        before, found, after = f"/{drawn.name}".rpartition(f"/{IMAGES}/")
        name = f"{before}/{after}"[1:] if found and drawn.shown.column is not None else drawn.name
        stem = "/".join(map(plain, name[: name.rfind(".")].split("/")))
        if stem.casefold() in self._texts:
            why = "another picture is called so, but for its ending, and both would have one text"
            self._report.lose(document.name, "the whole item", why)
            return
        self._texts.add(stem.casefold())
        if stem != name[: name.rfind(".")]:
            self._report.change(document.name, f"the name of its text, now {stem!r}", "it is the name of a file")
        self._classes.learn(document, drawn.questions)
        lines = [line for region in self._held(drawn) for line in self._lines(document, drawn, region)]
        kept = {drawn.shown.part, drawn.shown.column or drawn.shown.part}
        if str(document.metadata.get(SUBSET)) in name.split("/")[:-1]:
            kept.add(SUBSET)
        lose_beside(document, self._report, frozenset(kept), "YOLO has no place for it", has_id=True)
        yield OutFile(f"{LABELS}/{stem}.txt", iter(["".join(f"{line}\n" for line in lines).encode()]))

    def _held(self, drawn: Drawn) -> Iterator[Box | Polygon]:
        return without_masks(drawn, self._report) if self._form == SEGMENT else boxes_of(drawn, self._report)

    def _lines(self, document: Document, drawn: Drawn, region: Box | Polygon) -> list[str]:
        if region.crowd:
            self._report.lose(document.name, f"that {region.name!r} is a crowd", "a line there is one object")
        for name, _ in region.attributes:
            self._report.lose("", f"the attribute {name!r}", "a line there has a class and a place")
        if region.name != region.label:
            self._report.change("", "the ids of labels", "a class has a number and a name")
        number = self._classes.number(region.name)
        if isinstance(region, Polygon):
            made = self._outline(document, drawn, region)
        else:
            made = [self._box(document, drawn, region)]
        return [f"{number} " + " ".join(f"{share:.12g}" for share in shares) for shares in made]

    def _outline(self, document: Document, drawn: Drawn, polygon: Polygon) -> list[list[float]]:
        """The shares of each part: a line there is one ring."""
        if len(polygon.parts) > 1:
            self._report.change(document.name, f"{polygon.name!r} of {len(polygon.parts)} parts", _A_LINE)
        if holes := sum(len(rings) - 1 for rings in polygon.parts):
            self._report.lose(document.name, f"a hole of {polygon.name!r}", "a line there is one ring", holes)
        width, height = drawn.size
        return [[share for x, y in outer for share in (x / width, y / height)] for outer, *_ in polygon.parts]

    def _box(self, document: Document, drawn: Drawn, box: Box) -> list[float]:
        width, height = drawn.size
        place = Place(box.x0, box.y0, box.x1, box.y1, box.rotation % 360)
        if box.rotation and self._turned and not box.rotation % 90:
            self._report.change("", "a box turned by a right angle", "its corners are those of an upright one")
        elif box.rotation != place.rotation and self._turned:
            self._report.change(document.name, f"a turn by {box.rotation:g} degrees", f"it is {place.rotation:g} there")
        if self._turned:
            return [share for x, y in corners(place) for share in (x / width, y / height)]
        if place.rotation:
            self._report.change("", "a turned box", "boxes there are upright: it is the one around it")
        around = hull(place, drawn.size)
        return [
            (around.x0 + around.x1) / 2 / width, (around.y0 + around.y1) / 2 / height,
            (around.x1 - around.x0) / width, (around.y1 - around.y0) / height,
        ]  # fmt: skip
