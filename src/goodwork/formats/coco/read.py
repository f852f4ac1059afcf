"""COCO's detections: one JSON with pictures and boxes, alone or in a folder with its pictures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.beside_labels import Pictures, as_stated, sizes, stated_size
from goodwork.formats.boxes import CUT, Place, about_corner, checked, number, place
from goodwork.formats.boxes import corners as corners_of
from goodwork.formats.coco.joining import Lists, Mark, Pictured
from goodwork.formats.coco.recognise import begins_as_coco
from goodwork.formats.coco.sections import LOOKED_AT
from goodwork.formats.files import Files, ZipFiles, beside
from goodwork.formats.pictures import web_address
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Broken, Dialect, Entry, Row, Said, Source
from goodwork.model.json import is_list
from goodwork.model.records import Box, Record, nothing_found

BY = "coco"
FILE, PICTURE, NUMBER, SUBSET = "file", "picture", "image_id", "subset"
HINT: Mapping[str, Any] = {
    "id": FILE, "parts": [{"name": PICTURE, "type": "picture", "column": PICTURE}], "answers": {},
}  # fmt: skip
_OTHERS = ("captions", "person_keypoints", "stuff", "panoptic", "image_info")
"""How files are called that list the same pictures once more."""
_OWN = frozenset({"id", "file_name", "width", "height", FILE, PICTURE, NUMBER, SUBSET})
_URLS = ("coco_url", "flickr_url")
_MOST_FILES = 1000
_NEAR = 0.01
"""Pixels within which an outline is that of a box."""


def read_coco(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """A JSON of COCO, or a zip of pictures with one or several of them."""
    file.seek(0)
    if file.read(2) == b"PK":
        return coco_source(ZipFiles(file), dialect)
    return _source([("the file", lambda: file)], None, None)


def coco_source(files: Files, dialect: Dialect = Dialect()) -> Source:
    """The pictures of a folder that its JSON files list.

    Every picture that is listed was looked at: in one without annotations nothing was found, unless the file has no
    annotations at all. Boxes become boxes, ``iscrowd`` a crowd, ``attributes`` attributes; ``rotation`` among them
    turns a box about its middle, or is that of an outline of four corners. Outlines, masks and key points are lost and
    reported.
    """
    report = Report()
    chosen = _chosen(files, report)
    opened = [(name, lambda name=name: files.open(name)) for name in chosen]
    return _source(opened, files, report)


def _chosen(files: Files, report: Report) -> list[str]:
    found = [name for name in files.names() if name.lower().endswith(".json")][:_MOST_FILES]
    found = [name for name in found if begins_as_coco(files.begin(name, LOOKED_AT))]
    if not found:
        raise Unreadable(
            "No JSON file of the folder begins as COCO's do.",
            kept="Nothing was read.",
            next_step="It lists images, annotations and categories.",
        )
    last = {name: name.rpartition("/")[2].lower() for name in found}
    chosen = [name for name in found if last[name].startswith("instances")]
    chosen = chosen or [name for name in found if not last[name].startswith(_OTHERS)] or found
    for name in found:
        if name not in chosen:
            report.lose(
                name, "the whole file", "it lists the pictures of another file once more, with no boxes of its own"
            )
    return chosen


def _source(opened: Sequence[tuple[str, Any]], files: Files | None, told: Report | None) -> Source:
    report = Report()
    classes: dict[str, list[str]] = {}
    lists = Lists(opened, classes, OBJECTS)
    reader = _Reader(lists, None if files is None else Pictures(files), report)

    def rows(skip: int) -> Iterator[Entry]:
        if not skip and told is not None:
            report.add(told)
        before = reader.found
        for line, pictured in enumerate(lists.pictures(report, skip), skip + 1):
            yield reader.row(line, pictured)
        if (
            not skip
            and reader.pictures is not None
            and (left := len(reader.pictures.names) + before - reader.found) > 0
        ):
            report.lose("", "a picture that no file lists", "nothing is said of it", left)

    source = Source(rows, report=report, hint=HINT, states_all=True, classes=classes)
    return source if files is None else replace(source, beside=beside(files))


@dataclass(slots=True)
class _Reader:
    """Makes rows of pictures."""

    lists: Lists
    pictures: Pictures | None
    report: Report
    found: int = 0
    """Pictures that were found so far."""

    def row(self, line: int, pictured: Pictured) -> Row | Broken:
        image = pictured.images[0]
        named = image.get("file_name")
        if not isinstance(named, str) or not named:
            return Broken(line, "the picture has no file_name", str(image)[:200])
        if len(pictured.images) > 1:
            return Broken(line, f"{len(pictured.images)} pictures have the id {image.get('id')}", named[:200])
        file = self.lists.files[pictured.file][0]
        subset = _subset(file) if self.pictures is not None else ""
        values: dict[str, Any] = {FILE: named, PICTURE: named, NUMBER: image.get("id")}
        size, turn = stated_size(image.get("width"), image.get("height")), None
        why = ""
        try:
            if self.pictures is not None and web_address(named) is None:
                found = self.pictures.find(named, file.rpartition("/")[0], subset)
                if found is not None:
                    self.found += 1
                    values[PICTURE] = found
                    size, turn = as_stated(size, self.pictures.measure(found))
            else:
                values[PICTURE] = next((url for word in _URLS if (url := web_address(image.get(word)))), named)
        except Invalid as error:
            why = error.what
        if subset and len(self.lists.files) > 1:
            values[SUBSET] = subset
        for name in image.keys() - _OWN:
            if image[name] not in (None, "", [], {}):
                values[name] = image[name]
        for name in image.keys() & {FILE, PICTURE, NUMBER} - {"id"}:
            self.report.lose(named, f"{name!r} of the picture", "the item has something of that name")
        if isinstance(image.get(SUBSET), str):
            values.setdefault(SUBSET, image[SUBSET])
        if why:
            self.report.lose(named, "the boxes in it", why)
            return Row(line, values)
        if not self.lists.annotated[pictured.file]:
            return Row(line, values, (), sizes(PICTURE, size))
        boxes = _Boxes(named, self.lists.categories[pictured.file], self.report)
        for bad in pictured.bad:
            boxes.lose("an annotation", bad)
        for mark in pictured.marks:
            boxes.take(mark, size, turn)
        return Row(line, values, boxes.said(), sizes(PICTURE, size))


class _Boxes:
    """The boxes of one picture."""

    def __init__(self, name: str, categories: Mapping[bytes, str], report: Report) -> None:
        self._name = name
        self._categories = categories
        self._report = report
        self._records: list[Record] = []
        self._whole = True
        self._seen: dict[str, Mark] = {}

    def lose(self, what: str, why: str) -> None:
        """Something of the answer can't be read, so it is not whole."""
        self._whole = False
        self._report.lose(self._name, what, why)

    def take(self, mark: Mark, size: tuple[int, int] | None, turn: Any) -> None:
        """Take in an annotation."""
        what = f"the annotation {str(mark.id)[:40]}"
        before = self._seen.get(str(mark.id)) if mark.id is not None else None
        if before is not None:
            if before == mark:
                self._report.change(self._name, f"{what}, there twice", "it is kept once")
                return
            self._report.change("", "annotations of one id", "boxes are counted anew")
        self._seen[str(mark.id)] = mark
        label = self._categories.get(mark.category)
        if mark.box is None:
            self.lose(what, "it has no box")
            return
        if label is None:
            self.lose(what, f"its category {mark.category.decode()[:40]} is not listed")
            return
        try:
            drawn, shaped = _place(mark)
            drawn = drawn if turn is None else turn(drawn)
            placed = checked(drawn, size)
        except Invalid as error:
            self.lose(what, error.what)
            return
        if placed != drawn:
            self._report.change(self._name, f"the box at {drawn}", CUT)
        for word in mark.lost:
            if word != "segmentation" or not shaped:
                self._report.lose("", f"the {word[:60]} of annotations", _WHY.get(word, "only boxes are kept"))
        said = tuple(sorted((str(k), _said(v)) for k, v in mark.attributes.items() if k != "rotation" and _is_said(v)))
        identity = f"b{len(self._records) + 1}"
        self._records.append(
            Box(
                OBJECTS,
                identity,
                label,
                label,
                *placed[:4],
                rotation=placed.rotation,
                crowd=mark.crowd,
                attributes=said,
            )
        )

    def said(self) -> tuple[Said, ...]:
        """What was said of the picture; nothing where nothing of it could be read."""
        if not self._whole and not self._records:
            return ()
        records = tuple(self._records) or (nothing_found(OBJECTS),)
        return (Said("annotation", BY, records, unread=frozenset() if self._whole else frozenset({OBJECTS})),)


_WHY = {
    "segmentation": "only boxes are kept: the box around it",
    "keypoints": "only boxes are kept: the box around them",
    "score": "an annotation has no score",
}


def _is_said(value: Any) -> bool:
    return isinstance(value, str | int | float) and value != ""


def _said(value: str | int | float) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _place(mark: Mark) -> tuple[Place, bool]:
    """Where a box is, and whether its outline says so, too."""
    box = mark.box
    if not is_list(box) or len(box) != 4:
        raise Invalid("it has no box of four numbers" if box else "it has no box")
    x, y, width, height = map(number, box)
    turned = mark.attributes.get("rotation") or 0
    turned = number(turned) if isinstance(turned, int | float) else 0.0
    if not turned % 360:
        return place(x, y, width, height), False
    if mark.around is not None and (outlined := _outlined(mark.around, turned)) is not None:
        return outlined, True
    return place(x, y, width, height, turned), False


def _outlined(corners: Sequence[Any], turned: float) -> Place | None:
    """The turned box whose corners an outline has, from the left upper one clockwise; None when it is another shape."""
    try:
        x0, y0, x1, y1, x2, y2, x3, y3 = (number(value) for value in corners)
    except Invalid:
        return None
    width, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
    made = about_corner(x0, y0, width, height, turned)
    found = corners_of(made)
    same = zip(found, ((x0, y0), (x1, y1), (x2, y2), (x3, y3)), strict=True)
    return made if all(math.dist(one, other) < _NEAR for one, other in same) else None


def _subset(name: str) -> str:
    """Which part of the data a file lists: ``instances_train2017.json`` the part ``train2017``.

    >>> _subset("annotations/instances_train.json"), _subset("val/_annotations.coco.json"), _subset("coco.json")
    ('train', 'val', '')
    """
    path = PurePosixPath(name)
    stem = path.name.partition(".")[0]
    if stem.startswith("_annotations") or stem in ("annotations", "labels", "coco"):
        return path.parent.name
    before, line, after = stem.partition("_")
    return after if line and before in ("instances", *_OTHERS, "labels") and after != "default" else ""
