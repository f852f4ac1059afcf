"""COCO's detections: one JSON with pictures, boxes and outlines, alone or in a folder with its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.beside_labels import Pictures, Turn, as_stated, sizes, stated_size
from goodwork.formats.coco.joining import Lists, Pictured
from goodwork.formats.coco.recognise import begins_as_coco
from goodwork.formats.coco.regions import Regions
from goodwork.formats.coco.sections import LOOKED_AT
from goodwork.formats.files import Files, ZipFiles, beside
from goodwork.formats.pictures import web_address
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Broken, Dialect, Entry, Row, Source

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


def read_coco(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """A JSON of COCO, or a zip of pictures with one or several of them."""
    file.seek(0)
    if file.read(2) == b"PK":
        return coco_source(ZipFiles(file), dialect)
    return _source([("the file", lambda: file)], None, None)


def coco_source(files: Files, dialect: Dialect = Dialect()) -> Source:
    """The pictures of a folder that its JSON files list.

    Every picture that is listed was looked at: in one without annotations nothing was found, unless the file has no
    annotations at all. What has a ``segmentation`` becomes a polygon, what has a ``bbox`` alone a box; ``iscrowd`` a
    crowd, ``attributes`` attributes. ``rotation`` among them turns a box about its middle, or is that of an outline of
    four corners. A mask becomes the outline along the sides of its pixels. Key points are lost and reported.
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
                name, "the whole file", "it lists the pictures of another file once more, with no regions of its own"
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
        size, turn = stated_size(image.get("width"), image.get("height")), Turn()
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
            self.report.lose(named, "what is marked in it", why)
            return Row(line, values)
        if not self.lists.annotated[pictured.file]:
            return Row(line, values, (), sizes(PICTURE, size))
        regions = Regions(named, self.lists.categories[pictured.file], self.report)
        for bad in pictured.bad:
            regions.lose("an annotation", bad)
        for mark in pictured.marks:
            regions.take(mark, size, turn)
        return Row(line, values, regions.said(BY), sizes(PICTURE, size))


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
