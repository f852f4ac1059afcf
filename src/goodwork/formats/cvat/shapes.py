"""The shapes of one picture of CVAT: boxes, polygons and masks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from goodwork.errors import Invalid
from goodwork.formats.beside_labels import Turn
from goodwork.formats.boxes import CUT, Place, checked, number, place
from goodwork.formats.cvat.elements import Shape
from goodwork.formats.masks import MOST_UNPACKED, in_window, outlines_of, recorded
from goodwork.formats.outlines import MOST_POINTS, Parts, ring
from goodwork.formats.outlines import checked as checked_parts
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Size
from goodwork.model.records import Box, Mask, Polygon

if TYPE_CHECKING:
    from goodwork.geometry.masks import Mask as Runs

CROWD = "is_crowd"
"""The attribute that says of a shape that it is around many objects, as other tools write it into CVAT's files."""
OCCLUDED = "occluded"
GROUP = "group_id"
_TRUE = frozenset({"1", "true", "True"})
_FALSE = frozenset({"", "0", "false", "False"})
_OTHERS = {
    "polyline": "a polyline", "points": "points", "ellipse": "an ellipse", "cuboid": "a cuboid",
    "skeleton": "a skeleton", "tag": "a tag of the whole picture",
}  # fmt: skip
_KEPT = frozenset({
    "label", OCCLUDED, GROUP, "source", "xtl", "ytl", "xbr", "ybr", "rotation", "points", "rle", "left", "top", "width",
    "height",
})  # fmt: skip
_MOST_UNPACKED = 8 * MOST_UNPACKED


class Shapes:
    """The regions of one picture."""

    def __init__(self, name: str, size: Size | None, turn: Turn, report: Report) -> None:
        self._name = name
        self._size = size
        self._turn = turn
        self._report = report
        self._groups: dict[tuple[str, str, tuple[tuple[str, str], ...]], int] = {}
        self._unpacked = 0
        self.records: list[Box | Polygon | Mask] = []
        self.whole = True
        self.others = False
        """Whether it has shapes of which there is nothing to say here: then no region is not nothing found."""

    def lose(self, what: str, why: str) -> None:
        """Something of the answer can't be read, so it is not whole."""
        self.whole = False
        self._report.lose(self._name, what, why)

    def take(self, n: int, shape: Shape) -> None:
        """Take in a shape, the ``n``th of the picture."""
        if shape.tag not in ("box", "polygon", "mask"):
            self.others = True
            what = _OTHERS.get(shape.tag, f"<{shape.tag[:40]}>")
            self._report.lose(self._name, what, "of shapes in pictures, boxes, polygons and masks are read")
            return
        try:
            self._region(shape)
        except Invalid as error:
            self.lose(f"shape {n} (<{shape.tag}>)", "; ".join(fault.what for fault in error.faults) or error.what)

    def _region(self, shape: Shape) -> None:
        label = shape.given.get("label", "").strip()
        if not label:
            raise Invalid("it has no label")
        said = {name.strip(): value for name, value in shape.said if name.strip() and value}
        crowd = said.pop(CROWD, "") in _TRUE
        if shape.given.get(OCCLUDED, "") in _TRUE:
            said[OCCLUDED] = "1"
        for word in shape.given.keys() - _KEPT:
            if shape.given[word] not in _FALSE:
                self._report.lose("", f"{word[:60]!r} of shapes", "a region has a place, a label and attributes")
        pairs = tuple(sorted(said.items()))
        n = len(self.records) + 1
        if shape.tag == "box":
            drawn = self._turn.box(_place(shape))
            placed = checked(drawn, self._size)
            if placed != drawn:
                self._report.change(self._name, f"the box at {drawn}", CUT)
            self.records.append(
                Box(
                    OBJECTS, f"b{n}", label, label, *placed[:4], rotation=placed.rotation, crowd=crowd, attributes=pairs
                )
            )
            return
        group = shape.given.get(GROUP, "")
        if shape.tag == "mask" and group in _FALSE:
            mask = self._turn.mask(self._mask(shape))
            self.records.append(recorded(mask, OBJECTS, f"m{n}", label, crowd, pairs))
            return
        if shape.tag == "mask":
            # What is in a group is a part of an outline, whose holes make it a mask there.
            self._report.change("", "a mask in a group", "it is the outline along the sides of its pixels")
        parts = self._turn.parts(outlines_of(self._mask(shape)) if shape.tag == "mask" else _polygon(shape))
        inside = checked_parts(parts, self._size)
        if inside != parts:
            x, y = parts[0][0][0]
            self._report.change(self._name, f"the outline from {x:g}, {y:g}", CUT)
        place_of = None if group in _FALSE else self._groups.setdefault((group, label, pairs), n - 1)
        if place_of is not None and place_of < n - 1:
            whole = self.records[place_of]
            if isinstance(whole, Polygon):
                self.records[place_of] = replace(whole, parts=whole.parts + inside)
                return
        self.records.append(Polygon(OBJECTS, f"p{n}", label, label, inside, crowd, pairs))

    def _mask(self, shape: Shape) -> Runs:
        """The pixels of a mask: runs along the rows of a window, the first of those left out."""
        left, top, width, height = (_whole(shape.given.get(word)) for word in ("left", "top", "width", "height"))
        size = self._turn.stored.stored if self._turn.stored else self._size
        if size is None:
            raise Invalid("the size of its picture is not known")
        self._unpacked += min(width * size[1], MOST_UNPACKED)
        if self._unpacked > _MOST_UNPACKED:
            raise Invalid(f"the masks of the picture span more than {_MOST_UNPACKED:,} pixels")
        runs = [_whole(word) for word in shape.given.get("rle", "").split(",")]
        return in_window(left, top, width, height, runs, size)


def _place(shape: Shape) -> Place:
    """The box of its corners before it is turned about its middle."""
    x0, y0, x1, y1 = (_number(shape.given.get(word)) for word in ("xtl", "ytl", "xbr", "ybr"))
    return place(x0, y0, x1 - x0, y1 - y0, _number(shape.given.get("rotation", "0")))


def _number(text: str | None) -> float:
    try:
        return number(float(text or ""))
    except ValueError:
        raise Invalid(f"{(text or '')[:20]!r} is no number") from None


def _whole(text: str | None) -> int:
    plain = (text or "").strip()
    if not plain.isdecimal() or len(plain) > 9:
        raise Invalid(f"{plain[:20]!r} is no whole number")
    return int(plain)


def _polygon(shape: Shape) -> Parts:
    pairs: Sequence[str] = shape.given.get("points", "").split(";")
    if len(pairs) > MOST_POINTS:
        raise Invalid(f"its outline has {len(pairs):,} points; the most is {MOST_POINTS:,}")
    numbers: list[float] = []
    for pair in pairs:
        words = pair.split(",")
        if len(words) != 2:
            raise Invalid(f"{pair[:40]!r} is no point")
        numbers += map(_number, words)
    return ((ring(numbers),),)
