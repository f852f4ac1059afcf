"""LabelMe: for each picture a JSON with its shapes, alone or in a folder beside the picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

import orjson

from goodwork.bounds import depth_fault, may_be_deep
from goodwork.errors import Invalid
from goodwork.formats.beside_labels import Pictures, Turn, as_stated, sizes, stated_size
from goodwork.formats.exported import REPORT
from goodwork.formats.files import Files, ZipFiles, beside
from goodwork.formats.labelme.recognise import begins_as_labelme
from goodwork.formats.labelme.shapes import Shapes
from goodwork.formats.report import Report
from goodwork.formats.rows import MAX_ROW, OBJECTS, Broken, Dialect, Entry, Row, Said, Source
from goodwork.model.json import is_list, is_object
from goodwork.model.records import nothing_found

BY = "labelme"
FILE, PICTURE = "file", "picture"
IMAGES = "images"
HINT: Mapping[str, Any] = {
    "id": FILE, "parts": [{"name": PICTURE, "type": "picture", "column": PICTURE}], "answers": {},
}  # fmt: skip
_KEPT = frozenset({"version", "shapes", "imagePath", "imageData", "imageHeight", "imageWidth", "flags"})
_LOOKED_AT = 1 << 16
_BEGINS = {"iVBOR": "png", "/9j/": "jpeg", "R0lG": "gif", "UklGR": "webp", "Qk": "bmp"}
"""How pictures begin in base64."""


def read_labelme(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The JSON of one picture, or a zip of pictures with theirs."""
    file.seek(0)
    if file.read(2) == b"PK":
        return labelme_source(ZipFiles(file), dialect)
    report = Report()

    def rows(skip: int) -> Iterator[Entry]:
        file.seek(0)
        content = file.read(MAX_ROW + 1)
        if not skip and content.strip():
            yield _Reader(None, None, report).row(1, "the file", content)

    return Source(rows, report=report, hint=HINT, states_all=True)


def labelme_source(files: Files, dialect: Dialect = Dialect()) -> Source:
    """The pictures of a folder that JSON files are of, then those that none is of, without an answer.

    Rectangles and polygons are read; polygons of one label and group are the parts of one. Flags that are set and the
    description are attributes. A JSON without shapes says that nothing was found.
    """
    report = Report()
    pictures = Pictures(files)
    pictured = {_stem(name) for name in pictures.names}
    found = [name for name in files.names() if name.lower().endswith(".json")]
    marks = [n for n in found if _stem(n) in pictured or begins_as_labelme(files.begin(n, _LOOKED_AT))]
    known = set(map(_stem, marks))
    others = [name for name in pictures.names if _stem(name) not in known]
    reader = _Reader(files, pictures, report)

    def rows(skip: int) -> Iterator[Entry]:
        for name in sorted(set(found) - set(marks) - {REPORT}) if not skip else ():
            report.lose(name, "the file", "it is no JSON of LabelMe, and no picture is called like it")
        for line, name in enumerate(marks[skip:], skip + 1):
            try:
                yield reader.row(line, name, files.read(name))
            except Invalid as error:
                yield Broken(line, error.what, name)
        for line, name in enumerate(others[max(skip - len(marks), 0) :], max(skip, len(marks)) + 1):
            yield Row(line, {FILE: name.removeprefix(f"{IMAGES}/"), PICTURE: name})

    return replace(Source(rows, report=report, hint=HINT, states_all=True), beside=beside(files))


def _stem(name: str) -> str:
    return name[: name.rfind(".")]


class _Reader:
    """Makes rows of JSON files."""

    def __init__(self, files: Files | None, pictures: Pictures | None, report: Report) -> None:
        self._files = files
        self._pictures = pictures
        self._report = report

    def row(self, line: int, name: str, content: bytes) -> Row | Broken:
        """The row of a JSON."""
        try:
            held = _parsed(content)
        except Invalid as error:
            return Broken(line, error.what, name)
        path = str(held["imagePath"]).replace("\\", "/")
        folder = name.rpartition("/")[0]
        found, why = None, ""
        size, turn = stated_size(held.get("imageWidth"), held.get("imageHeight")), Turn()
        last = path.rpartition("/")[2]
        try:
            if self._pictures is not None:
                found = self._pictures.find(last, folder)
                if found is not None:
                    size, turn = as_stated(size, self._pictures.measure(found))
        except Invalid as error:
            why = error.what
        called = (found or "/".join(piece for piece in (folder, last) if piece)).removeprefix(f"{IMAGES}/")
        values: dict[str, Any] = {FILE: called, PICTURE: found or _inside(held.get("imageData")) or called}
        self._beside(held, values)
        if why:
            self._report.lose(called, "what is marked in it", why)
            return Row(line, values)
        shapes = Shapes(called, size, turn, self._report)
        for n, shape in enumerate(held["shapes"], 1):
            shapes.take(n, shape)
        if not shapes.records and (shapes.others or not shapes.whole):
            return Row(line, values, (), sizes(PICTURE, size))
        unread = frozenset[str]() if shapes.whole else frozenset({OBJECTS})
        records = tuple(shapes.records) or (nothing_found(OBJECTS),)
        return Row(line, values, (Said("annotation", BY, records, unread=unread),), sizes(PICTURE, size))

    def _beside(self, held: Mapping[str, Any], values: dict[str, Any]) -> None:
        """What else is said of the picture."""
        flags = held.get("flags")
        for flag, is_set in sorted(flags.items()) if is_object(flags) else ():
            if is_set is True and flag not in values:
                values[flag] = True
        for word in held.keys() - _KEPT:
            if held[word] not in (None, "", [], {}):
                self._report.lose("", f"{word[:60]!r} of pictures", "a picture has a name, a size and flags")


def _parsed(content: bytes) -> Mapping[str, Any]:
    if len(content) > MAX_ROW:
        raise Invalid(f"its JSON has more than {MAX_ROW >> 20} MB")
    try:
        held = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Invalid(f"it is not JSON ({str(error).split(': line', 1)[0]})") from None
    if may_be_deep(content) and (why := depth_fault(held)):
        raise Invalid(why)
    path: Any = held.get("imagePath") if is_object(held) and is_list(held.get("shapes")) else None
    if not isinstance(path, str):
        raise Invalid("it is no JSON of LabelMe: that has shapes and imagePath")
    if not path.strip().replace("\\", "/").rpartition("/")[2]:
        raise Invalid("it does not name its picture (imagePath)")
    return held


def _inside(data: Any) -> str | None:
    """The picture that lies in the JSON itself, as an address; None when there is none."""
    if not isinstance(data, str) or not data:
        return None
    media = next((media for begin, media in _BEGINS.items() if data.startswith(begin)), None)
    return None if media is None else f"data:image/{media};base64,{data}"
