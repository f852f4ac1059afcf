"""LabelMe: a JSON for each picture, called like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from goodwork.formats.boxes import Place, corners
from goodwork.formats.documents import Document, lose_beside
from goodwork.formats.drawn import Drawing, Drawn, plain, without_masks
from goodwork.formats.labelme.read import IMAGES
from goodwork.formats.labelme.shapes import ATTRIBUTES, DESCRIPTION, POLYGON, RECTANGLE, SET
from goodwork.formats.outlines import Ring
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.model.records import Box, Polygon

VERSION = "5.0.1"
"""Of the form of these files."""
_WHY_ONE = "a JSON there holds one answer"
_WHY_PLACE = "LabelMe marks objects in pictures, and has no other place"


def write_labelme(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``images/NAME.json`` for each picture: the picture belongs beside it."""
    yield from LabelMe(report).files(documents)


class LabelMe:
    """Writes the files. One without shapes says that nothing was found; an item that nobody answered is left out."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.drawing = Drawing(report, why_one=_WHY_ONE, why_place=_WHY_PLACE)
        self._texts: set[str] = set()

    def files(self, documents: Iterable[Document]) -> Iterator[OutFile]:
        """Every JSON."""
        for document in documents:
            drawn = self.drawing.take(document)
            if drawn is not None:
                yield from self._file(document, drawn)

    def _file(self, document: Document, drawn: Drawn) -> Iterator[OutFile]:
        name = drawn.name.removeprefix(f"{IMAGES}/") if drawn.shown.column is not None else drawn.name
        stem = "/".join(map(plain, name[: name.rfind(".")].split("/")))
        if stem.casefold() in self._texts:
            why = "another picture is called so, but for its ending, and both would have one JSON"
            self._report.lose(document.name, "the whole item", why)
            return
        self._texts.add(stem.casefold())
        if stem != name[: name.rfind(".")]:
            self._report.change(document.name, f"the name of its JSON, now {stem!r}", "it is the name of a file")
        kept = {drawn.shown.part, drawn.shown.column or drawn.shown.part}
        flags = {word: True for word, value in document.metadata.items() if value is True and word not in kept}
        lose_beside(document, self._report, frozenset(kept | flags.keys()), _WHY_PLACE, has_id=True)
        width, height = drawn.size
        shapes: list[dict[str, Any]] = []
        for group, region in enumerate(without_masks(drawn, self._report), 1):
            shapes += self._shapes(document, region, group)
        held = {
            "version": VERSION, "flags": flags, "shapes": shapes, "imagePath": name.rpartition("/")[2],
            "imageData": None, "imageHeight": height, "imageWidth": width,
        }  # fmt: skip
        yield OutFile(f"{IMAGES}/{stem}.json", iter([orjson.dumps(held, option=orjson.OPT_INDENT_2)]))

    def _shapes(self, document: Document, region: Box | Polygon, group: int) -> Iterator[dict[str, Any]]:
        if region.crowd:
            self._report.lose(document.name, f"that {region.name!r} is a crowd", "a shape there is one object")
        if region.name != region.label:
            self._report.change("", "the ids of labels", "a shape has a name")
        said = dict(region.attributes)
        words = said.pop(DESCRIPTION, "")
        flags = {name: True for name, value in said.items() if value == SET}
        own = {name: value for name, value in said.items() if name not in flags}
        about: dict[str, Any] = {"label": region.name, "group_id": None, DESCRIPTION: words, "flags": flags}
        if own:
            about[ATTRIBUTES] = own
        if isinstance(region, Box):
            yield about | self._box(document, region)
            return
        if holes := sum(len(rings) - 1 for rings in region.parts):
            self._report.lose(document.name, f"a hole of {region.name!r}", "a polygon there is one ring", holes)
        if len(region.parts) > 1:
            about["group_id"] = group
        for outer, *_ in region.parts:
            yield about | {"points": _points(outer), "shape_type": POLYGON}

    def _box(self, document: Document, box: Box) -> dict[str, Any]:
        turned = box.rotation % 360
        if not turned:
            if box.rotation:
                self._report.change(document.name, f"a turn by {box.rotation:g} degrees", "it is none there")
            return {"points": [[box.x0, box.y0], [box.x1, box.y1]], "shape_type": RECTANGLE}
        self._report.change("", "a turned box", "rectangles there are upright: it is the polygon of its corners")
        around = corners(Place(box.x0, box.y0, box.x1, box.y1, turned))
        return {"points": [[round(x, 6), round(y, 6)] for x, y in around], "shape_type": POLYGON}


def _points(points: Ring) -> list[list[float]]:
    return [[x, y] for x, y in points]
