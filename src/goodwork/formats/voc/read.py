"""Pascal VOC: an XML file for each picture, with the boxes in it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.beside_labels import Pictures, Turn, as_stated, sizes, stated_size
from goodwork.formats.boxes import CUT, checked, number, place
from goodwork.formats.files import Files, ZipFiles, beside
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Broken, Dialect, Entry, Row, Said, Size, Source
from goodwork.model.records import Box, Record, nothing_found

BY = "voc"
FILE, PICTURE, SUBSET = "file", "picture", "subset"
ANNOTATIONS, IMAGES, SETS = "Annotations", "JPEGImages", "ImageSets/Main"
FLAGS = ("truncated", "difficult", "occluded")
UNSAID = "Unspecified"
"""The pose of an object whose pose nobody said."""
MOST = 10_000
"""Boxes of one picture."""
MOST_BYTES = 8 << 20
"""Of an XML file."""
_SUBSETS = ("train", "val", "test")


def read_voc(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """A zip of pictures with their XML files."""
    file.seek(0)
    if file.read(2) != b"PK":
        raise Unreadable(
            "Pascal VOC keeps an XML file beside each picture, and this is one file.",
            kept="Nothing was read.",
            next_step="Name the folder with pictures and XML files, or a zip of it.",
        )
    return voc_source(ZipFiles(file), dialect)


def voc_source(files: Files, dialect: Dialect = Dialect()) -> Source:
    """The pictures of a folder that XML files are of, then those that none is of, without an answer.

    Pixels are counted from 1, and the last one belongs to the box: one of 1 to 1 is a pixel wide, and its borders
    here are 0 and 1. An XML file without objects says that nothing was found. ``pose``, ``truncated``, ``difficult``
    and ``occluded`` are attributes where they say more than nothing.
    """
    report = Report()
    pictures = Pictures(files)
    marks = [name for name in files.names() if name.lower().endswith(".xml")]
    known = {_stem(name) for name in marks}
    others = [name for name in pictures.names if _stem(name) not in known]
    reader = _Reader(files, pictures, _subsets(files), report)

    def rows(skip: int) -> Iterator[Entry]:
        for line, name in enumerate(marks[skip:], skip + 1):
            yield reader.row(line, name)
        for line, name in enumerate(others[max(skip - len(marks), 0) :], max(skip, len(marks)) + 1):
            yield Row(line, {FILE: name.removeprefix(f"{IMAGES}/"), PICTURE: name})

    parts = [{"name": PICTURE, "type": "picture", "column": PICTURE}]
    hint: dict[str, Any] = {"id": FILE, "parts": parts, "answers": {}}
    return replace(Source(rows, report=report, hint=hint, states_all=True), beside=beside(files))


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]


def _subsets(files: Files) -> dict[str, str]:
    """Which part of the data pictures are in, by their names without ending."""
    found: dict[str, str] = {}
    names = set(files.names())
    for subset in _SUBSETS:
        for name in (f"{SETS}/{subset}.txt", *(one for one in names if one.endswith(f"/{SETS}/{subset}.txt"))):
            if name in names:
                found |= dict.fromkeys(files.read(name).decode("utf-8", "replace").split("\n"), subset)
    return {stem.strip(): subset for stem, subset in found.items() if stem.strip()}


class _Reader:
    """Makes rows of XML files."""

    def __init__(self, files: Files, pictures: Pictures, subsets: dict[str, str], report: Report) -> None:
        self._files = files
        self._pictures = pictures
        self._subsets = subsets
        self._report = report

    def row(self, line: int, name: str) -> Row | Broken:
        """The row of an XML file."""
        try:
            root = _parsed(self._files.read(name))
        except Invalid as error:
            return Broken(line, error.what, name)
        named = (root.findtext("filename") or "").strip().replace("\\", "/").rpartition("/")[2]
        size, turn = stated_size(_whole(root.findtext("size/width")), _whole(root.findtext("size/height"))), None
        why, found = "", None
        try:
            found = self._pictures.find(named, IMAGES) if named else None
            found = found or self._by_stem(_stem(name))
            if found is not None:
                size, turn = as_stated(size, self._pictures.measure(found))
        except Invalid as error:
            why = error.what
        called = (found or named or f"{_stem(name)}.jpg").removeprefix(f"{IMAGES}/")
        values: dict[str, Any] = {FILE: called, PICTURE: found or called}
        if (subset := self._subsets.get(_stem(name))) is not None:
            values[SUBSET] = subset
        if why:
            self._report.lose(called, "the boxes in it", why)
            return Row(line, values)
        records, whole = self._boxes(called, root, size, turn)
        if not whole and not records:
            return Row(line, values)
        unread = frozenset[str]() if whole else frozenset({OBJECTS})
        said = Said("annotation", BY, tuple(records) or (nothing_found(OBJECTS),), unread=unread)
        return Row(line, values, (said,), sizes(PICTURE, size))

    def _by_stem(self, stem: str) -> str | None:
        for ending in (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".JPG", ".JPEG", ".PNG"):
            if found := self._pictures.find(stem + ending, IMAGES):
                return found
        return None

    def _boxes(self, item: str, root: ET.Element, size: Size | None, turn: Turn | None) -> tuple[list[Record], bool]:
        """The boxes of a file, and whether they are all that it says."""
        records: list[Record] = []
        whole = True
        for n, element in enumerate(root.findall("object"), 1):
            try:
                if len(records) >= MOST:
                    raise Invalid(f"there are more than {MOST:,}")
                records.append(self._box(item, f"b{len(records) + 1}", element, size, turn))
            except Invalid as error:
                self._report.lose(item, f"object {n}", error.what)
                whole = False
        return records, whole

    def _box(self, item: str, identity: str, element: ET.Element, size: Size | None, turn: Turn | None) -> Box:
        label = (element.findtext("name") or "").strip()
        if not label:
            raise Invalid("it has no name")
        held = element.find("bndbox")
        if held is None:
            raise Invalid("it has no box (bndbox)")
        x0, y0, x1, y1 = (_number(held.findtext(word)) for word in ("xmin", "ymin", "xmax", "ymax"))
        drawn = place(x0 - 1, y0 - 1, x1 - x0 + 1, y1 - y0 + 1)
        drawn = drawn if turn is None else turn.box(drawn)
        placed = checked(drawn, size)
        if placed != drawn:
            self._report.change(item, f"the box at {drawn}", CUT)
        if element.find("part") is not None:
            self._report.lose("", "parts of objects", "only the box of the whole is kept")
        said = {word: "1" for word in FLAGS if (element.findtext(word) or "").strip() in ("1", "true", "True")}
        if (pose := (element.findtext("pose") or "").strip()) not in ("", UNSAID):
            said["pose"] = pose
        for one in element.findall("attributes/attribute"):
            name, value = (one.findtext("name") or "").strip(), (one.findtext("value") or "").strip()
            if name and value:
                said[name] = value
        if said.pop("rotation", "0") not in ("0", "0.0"):
            raise Invalid("it is turned, and its box is said before the turn: send it as COCO or YOLO")
        return Box(OBJECTS, identity, label, label, *placed[:4], attributes=tuple(sorted(said.items())))


def _parsed(content: bytes) -> ET.Element:
    if len(content) > MOST_BYTES:
        raise Invalid(f"its XML has {len(content):,} bytes; the most is {MOST_BYTES:,}")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Invalid("its XML declares a document type or entities, which are not read")
    try:
        root = ET.fromstring(content)  # noqa: S314 - without a document type there is nothing to expand
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Invalid(f"it is no XML: {str(error)[:100]}") from None
    if root.tag != "annotation":
        raise Invalid(f"it is no annotation of VOC: it begins with <{root.tag[:40]}>")
    return root


def _number(text: str | None) -> float:
    try:
        return number(float(text or ""))
    except ValueError:
        raise Invalid(f"{(text or '')[:20]!r} is no number") from None


def _whole(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None
