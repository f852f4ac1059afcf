"""CVAT for images 1.1: one XML with every picture and what is marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from goodwork.errors import Invalid
from goodwork.formats.boxes import Place
from goodwork.formats.cvat.read import NUMBER, SUBSET
from goodwork.formats.cvat.shapes import CROWD, GROUP, OCCLUDED
from goodwork.formats.documents import Document, lose_beside
from goodwork.formats.drawn import Classes, Drawing, Drawn, Region
from goodwork.formats.masks import runs_in, window_in, window_of
from goodwork.formats.on_disk import OnDisk
from goodwork.formats.outlines import Ring
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.model.records import Box, Mask, Polygon

NAME = "annotations.xml"
_WHY_ONE = "a picture there has one answer"
_WHY_PLACE = "CVAT marks objects in pictures, and has no other place"
_NEVER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML has no place for."""
_CHUNK = 1 << 20


def write_cvat(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``annotations.xml``; see ``Cvat``."""
    yield OutFile(NAME, Cvat(report).pieces(documents))


class Cvat:
    """Writes the file: its labels, which are known at the end, then the pictures from the disk.

    A polygon of several parts is a polygon for each, of one group. One with holes is a mask in a group, since polygons
    there have none; a mask is one of no group. A crowd is the attribute ``is_crowd``, as other tools have it.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self.drawing = Drawing(report, why_one=_WHY_ONE, why_place=_WHY_PLACE)
        self._classes = Classes(report, first=0, keeps_gaps=False)
        self._attributes: dict[str, dict[str, None]] = {}
        self._numbers: set[int] = set()
        self._next = 0
        self._group = 0

    def pieces(self, documents: Iterable[Document]) -> Iterator[bytes]:
        """The XML."""
        return portions(self._lines(documents))

    def _lines(self, documents: Iterable[Document]) -> Iterator[bytes]:
        held = OnDisk()
        count = 0
        for document in documents:
            drawn = self.drawing.take(document)
            if drawn is not None:
                count += 1
                self._classes.learn(document, drawn.questions)
                for line in self._picture(document, drawn):
                    held.file.write(line.encode("utf-8", "replace"))
        yield b'<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n'
        yield "".join(self._meta(count)).encode("utf-8", "replace")
        held.seek(0)
        while piece := held.file.read(_CHUNK):
            yield piece
        yield b"</annotations>\n"

    def _meta(self, count: int) -> Iterator[str]:
        yield f"  <meta>\n    <task>\n      <size>{count}</size>\n      <mode>annotation</mode>\n      <labels>\n"
        for label in self._classes.numbers:
            yield f"        <label>\n          <name>{_escaped(label)}</name>\n          <attributes>\n"
            for name in self._attributes.get(label, ()):
                yield (
                    f"            <attribute><name>{_escaped(name)}</name><mutable>False</mutable>"
                    "<input_type>text</input_type><default_value></default_value><values></values></attribute>\n"
                )
            yield "          </attributes>\n        </label>\n"
        yield "      </labels>\n    </task>\n  </meta>\n"

    def _picture(self, document: Document, drawn: Drawn) -> Iterator[str]:
        number = document.metadata.get(NUMBER)
        if type(number) is not int or not 0 <= number < 10**15 or number in self._numbers:
            while self._next in self._numbers:
                self._next += 1
            if number is not None:
                what = f"the metadata {NUMBER!r}, now {self._next}"
                self._report.change(document.name, what, "it is the number of a picture")
            number = self._next
        self._numbers.add(number)
        width, height = drawn.size
        given = {"id": str(number), "name": drawn.name}
        kept = {drawn.shown.part, drawn.shown.column or drawn.shown.part, NUMBER}
        subset = document.metadata.get(SUBSET)
        if isinstance(subset, str) and subset.strip() == subset and subset:
            given |= {"name": drawn.name.removeprefix(f"{subset}/"), SUBSET: subset}
            kept.add(SUBSET)
        lose_beside(document, self._report, frozenset(kept), _WHY_PLACE, has_id=True)
        yield f"  <image{self._given(document, given | {'width': str(width), 'height': str(height)})}>\n"
        for region in drawn.regions:
            yield from self._region(document, drawn, region)
        yield "  </image>\n"

    def _region(self, document: Document, drawn: Drawn, region: Region) -> Iterator[str]:
        if region.name != region.label:
            self._report.change("", "the ids of labels", "a label there has a name")
        self._classes.number(region.name)
        said = dict(region.attributes)
        given = {"label": region.name, OCCLUDED: "0"}
        if said.get(OCCLUDED) == "1":
            given[OCCLUDED] = said.pop(OCCLUDED)
        if CROWD in said:
            self._report.lose(document.name, f"the attribute {CROWD!r}", "it says there whether it is a crowd")
            del said[CROWD]
        if region.crowd:
            said[CROWD] = "true"
        self._attributes.setdefault(region.name, {}).update(dict.fromkeys(said))
        for tag, place in self._places(document, drawn, region):
            if not said:
                yield f"    <{tag}{self._given(document, given | place)}/>\n"
                continue
            yield f"    <{tag}{self._given(document, given | place)}>\n"
            for name, value in said.items():
                named = self._given(document, {"name": name})
                yield f"      <attribute{named}>{self._text(document, value)}</attribute>\n"
            yield f"    </{tag}>\n"

    def _places(self, document: Document, drawn: Drawn, region: Region) -> Iterator[tuple[str, dict[str, str]]]:
        if isinstance(region, Box):
            place = Place(region.x0, region.y0, region.x1, region.y1, region.rotation % 360)
            if region.rotation != place.rotation:
                what = f"a turn by {region.rotation:g} degrees"
                self._report.change(document.name, what, f"it is {place.rotation:g} there")
            made = dict(zip(("xtl", "ytl", "xbr", "ybr"), map(_shown, place[:4]), strict=True))
            yield "box", made | ({"rotation": _shown(place.rotation)} if place.rotation else {})
            return
        if isinstance(region, Mask):
            try:
                yield "mask", _window(window_in(runs_in(region, drawn.size)))
            except Invalid as error:
                self._report.lose(document.name, f"the mask of {region.name!r}", error.what)
            return
        group: dict[str, str] = {}
        if len(region.parts) > 1 or any(len(rings) > 1 for rings in region.parts):
            self._group += 1
            group = {GROUP: str(self._group)}
        for outer, *holes in region.parts:
            mask = self._mask(document, drawn, region, (outer, *holes)) if holes else None
            if mask is not None:
                yield "mask", mask | group
            else:
                yield "polygon", {"points": _points(outer)} | group

    def _mask(
        self, document: Document, drawn: Drawn, region: Polygon, rings: tuple[Ring, ...]
    ) -> dict[str, str] | None:
        """A part with holes as the pixels whose middle it covers; None when it covers none, or too many."""
        try:
            window = window_of((rings,), drawn.size)
        except Invalid as error:
            self._report.lose(document.name, f"the holes of {region.name!r}", error.what)
            return None
        self._report.change(document.name, f"{region.name!r} with holes, now a mask", "a polygon there has none")
        return _window(window)

    def _given(self, document: Document, given: dict[str, str]) -> str:
        return "".join(f" {name}={quoteattr(self._plain(document, value))}" for name, value in given.items())

    def _text(self, document: Document, text: str) -> str:
        return _escaped(self._plain(document, text))

    def _plain(self, document: Document, text: str) -> str:
        written = _NEVER.sub("_", text)
        if written != text or written != " ".join(written.split()):
            self._report.change(document.name, f"the text {text[:60]!r}", "XML has no place for some of its signs")
        return written


def _window(window: tuple[int, int, int, int, list[int]]) -> dict[str, str]:
    left, top, width, height, runs = window
    sides = {"left": left, "top": top, "width": width, "height": height}
    return {"rle": ", ".join(map(str, runs))} | {word: str(n) for word, n in sides.items()}


def _escaped(text: str) -> str:
    return _NEVER.sub("_", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _points(points: Ring) -> str:
    return ";".join(f"{_shown(x)},{_shown(y)}" for x, y in points)


def _shown(value: float) -> str:
    """A number to a millionth.

    >>> _shown(12.0), _shown(1.25)
    ('12', '1.25')
    """
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")
