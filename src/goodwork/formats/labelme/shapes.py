"""The shapes of one picture of LabelMe: rectangles and polygons, of one group the parts of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.beside_labels import Turn
from goodwork.formats.boxes import CUT, checked, number, place
from goodwork.formats.outlines import MOST_POINTS, Parts, ring
from goodwork.formats.outlines import checked as checked_parts
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Size
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Box, Polygon

POLYGON, RECTANGLE = "polygon", "rectangle"
SET = "true"
"""The value of an attribute that is a flag there."""
DESCRIPTION, ATTRIBUTES = "description", "attributes"
_KEPT = frozenset({"label", "points", "group_id", DESCRIPTION, "shape_type", "flags", ATTRIBUTES})
MOST = 10_000
"""Shapes of one picture."""


class Shapes:
    """The regions of one picture."""

    def __init__(self, name: str, size: Size | None, turn: Turn, report: Report) -> None:
        self._name = name
        self._size = size
        self._turn = turn
        self._report = report
        self._groups: dict[tuple[str, str, tuple[tuple[str, str], ...]], int] = {}
        self.records: list[Box | Polygon] = []
        self.whole = True
        self.others = False
        """Whether it has shapes of which there is nothing to say here: then no region is not nothing found."""

    def take(self, n: int, shape: Any) -> None:
        """Take in a shape, the ``n``th of the picture."""
        kind = (shape.get("shape_type") or POLYGON) if is_object(shape) else ""
        if is_object(shape) and kind not in (POLYGON, RECTANGLE):
            self.others = True
            why = "of shapes in pictures, polygons and rectangles are read"
            self._report.lose(self._name, f"a shape of the type {str(kind)[:40]!r}", why)
            return
        try:
            if n > MOST:
                raise Invalid(f"there are more than {MOST:,}")
            if not is_object(shape):
                raise Invalid("it is no object")
            self._region(shape, kind == RECTANGLE)
        except Invalid as error:
            self.whole = False
            if n <= MOST + 1:
                self._report.lose(self._name, f"shape {n}", error.what)

    def _region(self, shape: Mapping[str, Any], is_box: bool) -> None:
        label = shape.get("label")
        if not isinstance(label, str) or not label.strip():
            raise Invalid("it has no label")
        points = _points(shape.get("points"))
        said = _said(shape)
        for word in shape.keys() - _KEPT:
            if shape[word] not in (None, "", [], {}):
                self._report.lose("", f"{word[:60]!r} of shapes", "a region has a place, a label and attributes")
        n = len(self.records) + 1
        if is_box:
            if len(points) != 2:
                raise Invalid(f"a rectangle has two corners, and this one {len(points)}")
            (x0, y0), (x1, y1) = points
            # The corners are as they were clicked.
            x, y = min(x0, x1), min(y0, y1)
            drawn = self._turn.box(place(x, y, abs(x1 - x0), abs(y1 - y0)))
            placed = checked(drawn, self._size)
            if placed != drawn:
                self._report.change(self._name, f"the box at {drawn}", CUT)
            self.records.append(Box(OBJECTS, f"b{n}", label, label, *placed[:4], attributes=said))
            return
        parts: Parts = self._turn.parts(((ring([value for point in points for value in point]),),))
        inside = checked_parts(parts, self._size)
        if inside != parts:
            x, y = parts[0][0][0]
            self._report.change(self._name, f"the outline from {x:g}, {y:g}", CUT)
        group = shape.get("group_id")
        first = None if group is None else self._groups.setdefault((str(group), label, said), n - 1)
        if first is not None and first < n - 1 and isinstance(whole := self.records[first], Polygon):
            self.records[first] = replace(whole, parts=whole.parts + inside)
            return
        self.records.append(Polygon(OBJECTS, f"p{n}", label, label, inside, attributes=said))


def _points(given: Any) -> list[tuple[float, float]]:
    if not is_list(given) or not all(is_list(point) and len(point) == 2 for point in given):
        raise Invalid("its points are no list of pairs")
    if len(given) > MOST_POINTS:
        raise Invalid(f"it has {len(given):,} points; the most is {MOST_POINTS:,}")
    return [(number(x), number(y)) for x, y in given]


def _said(shape: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Its flags that are set, its description, and what our own files say besides."""
    flags, own, words = shape.get("flags"), shape.get(ATTRIBUTES), shape.get(DESCRIPTION)
    said = {str(name): SET for name, value in flags.items() if value is True} if is_object(flags) else {}
    if isinstance(words, str) and words:
        said[DESCRIPTION] = words
    if is_object(own):
        said |= {str(name): str(value) for name, value in own.items() if isinstance(value, str | int | float)}
    return tuple(sorted((name, value) for name, value in said.items() if name and value))
