"""COCO's detections: pictures, boxes, outlines, masks and categories in one JSON."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from goodwork.errors import Invalid
from goodwork.formats.boxes import Place, corners, hull
from goodwork.formats.coco.joining import OURS, QUESTION, RINGS
from goodwork.formats.coco.read import NUMBER, PICTURE
from goodwork.formats.coco.regions import TURN
from goodwork.formats.documents import Document, lose_beside
from goodwork.formats.drawn import Classes, Drawing, Drawn, Region
from goodwork.formats.masks import as_around, runs_in, runs_of
from goodwork.formats.outlines import area, flat
from goodwork.formats.outlines import hull as hull_of
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS
from goodwork.model.records import Box, Mask, Polygon

NAME = "instances_default.json"
_WHY_ONE = "a file of COCO holds one answer for each picture"
_WHY_PLACE = "COCO marks objects in pictures, and has no other place"
_OWN = frozenset({"id", "file_name", "width", "height"})
_CHUNK = 1 << 20
_BEGIN = OURS + b', "licenses": [],\n"images": ['


def write_coco(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``instances_default.json``, empty when no item can be written; see ``Coco``."""
    yield OutFile(NAME, Coco(report).pieces(documents, even_empty=False))


class Coco:
    """Writes the file: pictures as they come, then the annotations from the disk, then the categories.

    Annotations are numbered from 1: readers take 0 for none. A picture without annotations is one in which nothing was
    found; one that nobody answered is left out. An outline without holes is its rings; one with holes, or of a crowd,
    the mask of its pixels. A mask is its runs. A turned box is written as the upright one around it, with its
    corners as the outline and its turn among the attributes, so that it comes back.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self.drawing = Drawing(report, why_one=_WHY_ONE, why_place=_WHY_PLACE)
        self._categories = Classes(report, first=1, keeps_gaps=True)
        self._numbers: set[int] = set()
        self._next = 1
        self._annotations = 0

    def pieces(self, documents: Iterable[Document], *, even_empty: bool) -> Iterator[bytes]:
        """The JSON, an element in each line; nothing without items, unless it has to be a file all the same."""
        with tempfile.SpooledTemporaryFile(16 << 20) as held:
            yield from portions(self._lines(documents, held, even_empty))

    def _lines(self, documents: Iterable[Document], held: Any, even_empty: bool) -> Iterator[bytes]:
        begun = _BEGIN + b"\n"
        for document in documents:
            drawn = self.drawing.take(document)
            if drawn is not None:
                self._categories.learn(document, drawn.questions)
                image = self._image(document, drawn)
                yield begun + orjson.dumps(image)
                begun = b",\n"
                for region in drawn.regions:
                    annotation = self._annotation(document, drawn, image["id"], region)
                    if annotation is None:
                        continue
                    held.write((b",\n" if self._annotations > 1 else b"\n") + orjson.dumps(annotation))
        if begun != b",\n":
            if not even_empty:
                return
            yield _BEGIN
        yield b'],\n"annotations": ['
        held.seek(0)
        while piece := held.read(_CHUNK):
            yield piece
        categories = [{"id": n, "name": name, "supercategory": ""} for name, n in self._categories.numbers.items()]
        categories.sort(key=lambda one: one["id"])
        yield b'],\n"categories": [\n' + b",\n".join(orjson.dumps(one) for one in categories) + b"]}\n"

    def _image(self, document: Document, drawn: Drawn) -> dict[str, Any]:
        number = document.metadata.get(NUMBER)
        if type(number) is int and 0 <= number < 1 << 53 and number not in self._numbers:
            made = number
        else:
            while self._next in self._numbers:
                self._next += 1
            made = self._next
        self._numbers.add(made)
        if number not in (None, made):
            self._report.change(document.name, f"the metadata {NUMBER!r}, now {made}", "it is the number of a picture")
        width, height = drawn.size
        image: dict[str, Any] = {"id": made, "file_name": drawn.name, "width": width, "height": height}
        kept = (drawn.shown.column, NUMBER)
        for name, value in document.metadata.items():
            if name in kept:
                continue
            if (
                name in _OWN
                or name in (PICTURE, "file")
                or not isinstance(value, str | int | float | bool | list | dict)
            ):
                self._report.lose("", f"the metadata {name!r}", "a picture there has something of that name")
            elif value in ("", [], {}) or not _fits(value):
                self._report.lose(
                    "", f"the metadata {name!r}", "a picture there says it with numbers of 64 bits, or not"
                )
            else:
                image[name] = value
        lose_beside(document, self._report, frozenset({*document.metadata, drawn.shown.part}), _WHY_PLACE, has_id=True)
        return image

    def _annotation(self, document: Document, drawn: Drawn, image: int, region: Region) -> dict[str, Any] | None:
        try:
            pixels = self._pixels(drawn, region) if isinstance(region, Mask) else {}
        except Invalid as error:
            self._report.lose(document.name, f"the mask of {region.name!r}", error.what)
            return None
        self._annotations += 1
        if region.name != region.label:
            self._report.change("", "the ids of labels", "a category has a number and a name")
        made: dict[str, Any] = {
            "id": self._annotations, "image_id": image, "category_id": self._categories.number(region.name),
            "iscrowd": int(region.crowd),
        }  # fmt: skip
        attributes: dict[str, Any] = dict(region.attributes)
        if region.question != OBJECTS:
            made[QUESTION] = region.question
        if isinstance(region, Box):
            made |= self._box(document, drawn, region, attributes)
        elif isinstance(region, Polygon):
            made |= self._outline(document, drawn, region)
        if attributes:
            made["attributes"] = attributes
        return made | pixels

    def _pixels(self, drawn: Drawn, region: Mask) -> dict[str, Any]:
        """The runs of a mask, with its box and how many pixels it has; Invalid when it is of another picture."""
        mask, around = runs_in(region, drawn.size), as_around(region)
        sides = _sides(Place(around.x0, around.y0, around.x1, around.y1, 0.0))
        runs = {"size": list(region.size), "counts": list(map(int, mask.counts))}
        return {"bbox": sides, "area": mask.area, "segmentation": runs}

    def _box(self, document: Document, drawn: Drawn, box: Box, attributes: dict[str, Any]) -> dict[str, Any]:
        place = Place(box.x0, box.y0, box.x1, box.y1, box.rotation % 360)
        outline: list[list[float]] = []
        if TURN in attributes:
            self._report.lose(document.name, f"the attribute {TURN!r}", "it is the turn of a box there")
            del attributes[TURN]
        if place.rotation:
            self._report.change("", "a turned box", "its upright hull is the box there; its corners are the outline")
            outline = [[round(n, 6) for corner in corners(place) for n in corner]]
            attributes[TURN] = place.rotation
        if box.rotation != place.rotation:
            self._report.change(document.name, f"a turn by {box.rotation:g} degrees", f"it is {place.rotation:g} there")
        around = _sides(hull(place, drawn.size))
        return {"bbox": around, "area": round(around[2] * around[3], 6), "segmentation": outline}

    def _outline(self, document: Document, drawn: Drawn, polygon: Polygon) -> dict[str, Any]:
        """Rings of numbers; where there are holes, or a crowd, the mask of the pixels, and the rings beside it."""
        parts = polygon.parts
        made: dict[str, Any] = {"bbox": _sides(hull_of(parts, drawn.size)), "area": round(area(parts), 6)}
        if not polygon.crowd and all(len(rings) == 1 for rings in parts):
            return {**made, "segmentation": [flat(rings[0]) for rings in parts]}
        why = "its rings stand beside it, in a word of our own"
        self._report.change("", "an outline with holes, or of a crowd, now a mask of pixels", why)
        width, height = drawn.size
        try:
            mask = {"size": [height, width], "counts": runs_of(parts, drawn.size)}
        except Invalid as error:
            self._report.lose(document.name, f"the holes of {polygon.name!r}", error.what)
            return {**made, "segmentation": [flat(rings[0]) for rings in parts]}
        return {**made, "segmentation": mask, RINGS: [[flat(one) for one in rings] for rings in parts]}


def _sides(box: Place) -> list[float]:
    """Left, top, width and height."""
    return [box.x0, box.y0, round(box.x1 - box.x0, 6), round(box.y1 - box.y0, 6)]


def _fits(value: Any) -> bool:
    try:
        return bool(orjson.dumps(value))
    except TypeError:
        return False
