"""CVAT for images 1.1: one XML with the pictures of a task and what is marked in them, alone or with its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.beside_labels import Pictures, Turn, as_stated, sizes, stated_size
from goodwork.formats.cvat.elements import About, Pictured, has_shapes, pictures
from goodwork.formats.cvat.recognise import begins_as_cvat
from goodwork.formats.cvat.shapes import Shapes
from goodwork.formats.files import Files, ZipFiles, beside
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Broken, Dialect, Entry, Row, Said, Source
from goodwork.model.records import nothing_found

BY = "cvat"
FILE, PICTURE, NUMBER, SUBSET = "file", "picture", "image_id", "subset"
IMAGES = "images"
HINT: Mapping[str, Any] = {
    "id": FILE, "parts": [{"name": PICTURE, "type": "picture", "column": PICTURE}], "answers": {},
}  # fmt: skip
_OWN = frozenset({"id", "name", "width", "height", SUBSET, "task_id"})
_LOOKED_AT = 1 << 16
_MOST_FILES = 1000


def read_cvat(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """An XML of CVAT, or a zip of pictures with one or several of them."""
    file.seek(0)
    if file.read(2) == b"PK":
        return cvat_source(ZipFiles(file), dialect)
    return _source([("the file", lambda: file)], None)


def cvat_source(files: Files, dialect: Dialect = Dialect()) -> Source:
    """The pictures of a folder that its XML files list.

    Every picture that is listed was looked at: in one without shapes nothing was found, unless the file has no shapes
    at all. Boxes, turned about their middle as here, polygons and masks are read; polygons of one group are the parts
    of one. ``occluded`` is an attribute with the value 1. Who a task was given to is who answered.
    """
    found = [name for name in files.names() if name.lower().endswith(".xml")][:_MOST_FILES]
    chosen = [name for name in found if begins_as_cvat(files.begin(name, _LOOKED_AT))]
    if not chosen:
        raise Unreadable(
            "No XML file of the folder begins as CVAT's do.",
            kept="Nothing was read.",
            next_step="Export the task as CVAT for images 1.1.",
        )
    return _source([(name, lambda name=name: files.open(name)) for name in chosen], files)


def _source(opened: Sequence[tuple[str, Any]], files: Files | None) -> Source:
    report = Report()
    reader = _Reader(None if files is None else Pictures(files), report)
    labels = About()
    for _, open_one in opened[:1]:
        # The labels come before the first picture.
        with suppress(Unreadable):  # met again by those who read the rows
            next(pictures(open_one(), labels), None)

    def rows(skip: int) -> Iterator[Entry]:
        number = 0
        for name, open_one in opened:
            about = About()
            annotated = has_shapes(open_one())
            for pictured in pictures(open_one(), about):
                number += 1
                if number > skip:
                    yield reader.row(pictured, about, name, annotated)

    source = Source(rows, report=report, hint=HINT, states_all=True)
    if labels.labels:
        source = replace(source, classes={OBJECTS: labels.labels})
    return source if files is None else replace(source, beside=beside(files))


@dataclass(slots=True)
class _Reader:
    """Makes rows of pictures."""

    pictures: Pictures | None
    report: Report

    def row(self, pictured: Pictured, about: About, file: str, annotated: bool) -> Row | Broken:
        given = pictured.given
        name = given.get("name", "").replace("\\", "/").strip()
        if not name:
            return Broken(pictured.line, "the picture has no name", str(given)[:200])
        subset = given.get(SUBSET, "").strip()
        # Pictures of two parts of the data may have one name; exports keep each part in a folder of its own.
        called = f"{subset}/{name}" if subset else name
        values: dict[str, Any] = {FILE: called, PICTURE: called}
        if (number := given.get("id", "")).isdecimal() and len(number) < 16:
            values[NUMBER] = int(number)
        if subset:
            values[SUBSET] = subset
        for word in given.keys() - _OWN:
            if given[word]:
                self.report.lose("", f"{word[:60]!r} of pictures", "a picture has a name and a size")
        size, turn = stated_size(_side(given.get("width")), _side(given.get("height"))), Turn()
        try:
            if (held := self.pictures) is not None and (found := self._find(held, name, file, subset)) is not None:
                values[PICTURE] = found
                size, turn = as_stated(size, held.measure(found))
        except Invalid as error:
            self.report.lose(called, "what is marked in it", error.what)
            return Row(pictured.line, values)
        if not annotated:
            return Row(pictured.line, values, (), sizes(PICTURE, size))
        shapes = Shapes(called, size, turn, self.report)
        if pictured.bad:
            shapes.lose("what is marked in it", pictured.bad)
        for n, shape in enumerate(pictured.shapes, 1):
            shapes.take(n, shape)
        if not shapes.records and (shapes.others or not shapes.whole):
            return Row(pictured.line, values, (), sizes(PICTURE, size))
        by = about.people.get(given.get("task_id", ""), about.people.get("", BY))
        unread = frozenset[str]() if shapes.whole else frozenset({OBJECTS})
        records = tuple(shapes.records) or (nothing_found(OBJECTS),)
        return Row(pictured.line, values, (Said("annotation", by, records, unread=unread),), sizes(PICTURE, size))

    def _find(self, held: Pictures, name: str, file: str, subset: str) -> str | None:
        near = "/".join(piece for piece in (file.rpartition("/")[0], IMAGES) if piece)
        found = held.find(f"{subset}/{name}", near) if subset else None
        return found or held.find(name, near, subset)


def _side(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None
